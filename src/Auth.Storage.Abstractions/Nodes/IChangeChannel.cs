namespace Auth.Storage;

/// <summary>Carries short notices to all nodes, the sender included, at most once and soon.</summary>
public interface IChangeChannel
{
    /// <summary>A short name for logs, such as <c>Redis</c>.</summary>
    string Name { get; }

    /// <summary>Sends a notice.</summary>
    /// <param name="notice">Printable ASCII, at most 1,000 characters.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="Exception">It may not have been sent.</exception>
    ValueTask PublishAsync(string notice, CancellationToken cancellationToken);

    /// <summary>Receives notices until cancelled, or until some may have been missed.</summary>
    /// <param name="receive">Called for each notice; quick, and never throws.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="Exception">The connection was lost: call again, and take it that anything was missed meanwhile.</exception>
    Task ListenAsync(Action<string> receive, CancellationToken cancellationToken);
}
