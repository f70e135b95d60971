namespace Auth.Architecture.Tests;

/// <summary>One file is one idea on one screen.</summary>
public sealed class FileSizeTests
{
    private static readonly int[] Sizes = [.. SourceFiles.All().Select(file => file.Lines.Length).Order()];

    [Fact]
    public void No_file_is_longer_than_300_lines() =>
        SourceFiles
            .All()
            .Where(file => file.Lines.Length > 300)
            .Select(file => $"{file.Path}: {file.Lines.Length}")
            .ShouldBeEmpty();

    [Fact]
    public void Nine_of_ten_files_have_at_most_150_lines() => Percentile(90).ShouldBeLessThanOrEqualTo(150);

    [Fact]
    public void Half_of_the_files_have_at_most_60_lines() => Percentile(50).ShouldBeLessThanOrEqualTo(60);

    private static int Percentile(int percent) => Sizes[((Sizes.Length * percent) - 1) / 100];
}
