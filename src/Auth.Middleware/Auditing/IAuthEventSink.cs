namespace Auth;

/// <summary>Receives facts, such as to write an audit log. Register with <c>AddEventSink</c>.</summary>
public interface IAuthEventSink
{
    /// <summary>Receives one fact, on a background worker, in order. An exception is logged and does not reach the request.</summary>
    ValueTask WriteAsync(AuthEvent fact, CancellationToken cancellationToken);
}
