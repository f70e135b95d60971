using Microsoft.AspNetCore.Http;

namespace Auth.Http;

/// <summary>What the server itself finds wrong with a body is the caller's mistake and no failure of ours.</summary>
public sealed class RequestBodyTests
{
    [Theory]
    [InlineData(400, false)]
    [InlineData(408, false)]
    [InlineData(413, true)]
    [InlineData(0, false)]
    public async Task A_body_that_breaks_off_is_an_outcome_and_ends_the_connection(int status, bool tooLarge)
    {
        var error = status == 0 ? new IOException("reset") : new BadHttpRequestException("broken", status);
        var context = new DefaultHttpContext();
        context.Request.Body = new BrokenStream(error);
        context.Request.ContentType = "application/json";

        var (_, found) = await RequestBody.ReadAsync(context, BodyFormats.All);

        found.ShouldNotBeNull();
        found.Kind.ShouldBe(tooLarge ? RequestBodyErrorKind.TooLarge : RequestBodyErrorKind.MalformedForm);
        context.Response.Headers.Connection.ToString().ShouldBe("close");
    }

    private sealed class BrokenStream(IOException error) : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            ValueTask.FromException<int>(error);
    }
}
