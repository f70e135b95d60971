namespace Auth.TestKit.Tests;

public sealed class MailDropTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("auth-mail-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task Each_message_is_handed_out_once()
    {
        var drop = new MailDrop(_directory.FullName);
        Write("a.eml", "To: one@example.org\r\n\r\n1\r\n");
        Write("b.eml", "To: two@example.org\r\n\r\n2\r\n");

        (await drop.NextToAsync("TWO@example.org")).Body.ShouldBe("2\n");
        (await drop.NextAsync()).Body.ShouldBe("1\n");

        drop.Count.ShouldBe(2);
        await Should.ThrowAsync<TimeoutException>(() => drop.NextAsync(TimeSpan.FromMilliseconds(100)));
    }

    [Fact]
    public async Task A_message_that_arrives_later_is_waited_for()
    {
        var drop = new MailDrop(Path.Combine(_directory.FullName, "not", "yet"));

        var next = drop.NextAsync();
        Directory.CreateDirectory(Path.Combine(_directory.FullName, "not", "yet"));
        Write(Path.Combine("not", "yet", "a.eml"), "Subject: late\r\n\r\n\r\n");

        (await next).Subject.ShouldBe("late");
    }

    [Fact]
    public async Task A_file_that_does_not_end_its_last_line_is_still_being_written()
    {
        var drop = new MailDrop(_directory.FullName);
        Write("a.eml", "Subject: half\r\n\r\nha");

        await Should.ThrowAsync<TimeoutException>(() => drop.NextAsync(TimeSpan.FromMilliseconds(100)));
        Write("a.eml", "Subject: whole\r\n\r\nhalf\r\n");

        (await drop.NextAsync()).Subject.ShouldBe("whole");
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_directory.FullName, name), text);
}
