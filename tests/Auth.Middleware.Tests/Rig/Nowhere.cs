using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;

namespace Auth.Rig;

/// <summary>A response whose body costs nothing: what a server does with it is not the library's.</summary>
internal sealed class Nowhere : PipeWriter, IHttpResponseBodyFeature
{
    private readonly byte[] _buffer = new byte[64 * 1024];

    public Stream Stream => Stream.Null;

    public PipeWriter Writer => this;

    public override void Advance(int bytes) { }

    public override Memory<byte> GetMemory(int sizeHint = 0) => _buffer;

    public override Span<byte> GetSpan(int sizeHint = 0) => _buffer;

    public override void CancelPendingFlush() { }

    public override void Complete(Exception? exception = null) { }

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => default;

    public void DisableBuffering() { }

    public Task StartAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) =>
        Task.CompletedTask;

    public Task CompleteAsync() => Task.CompletedTask;
}
