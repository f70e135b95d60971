namespace Auth.Storage.Guarded;

/// <summary>How long a store over the network is waited for.</summary>
public sealed class StoreOptions
{
    /// <summary>
    /// How long a store may leave everybody without an answer before it is taken for down: 50 ms to 1 minute, or <see cref="Timeout.InfiniteTimeSpan"/>
    /// (<c>-00:00:00.001</c>) to wait for as long as the driver does.
    /// </summary>
    /// <remarks>A slow call is waited for as long as anything else is answered, a sign of life included.</remarks>
    /// <value>The default is 250 ms.</value>
    public TimeSpan Patience { get; set; } = TimeSpan.FromMilliseconds(250);
}
