namespace Auth.Dialects.Dadi;

/// <summary>Tells the owner of a client how to choose a new secret. Register one to open <c>/api/reset</c>; without it there is no such path.</summary>
public interface IDadiPasswordReset
{
    /// <summary>Sends the code, such as in a mail to an address that the host knows to be the owner's.</summary>
    /// <param name="reset">What was asked for.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="Exception">It could not be sent: the caller is answered 503.</exception>
    ValueTask SendAsync(DadiPasswordReset reset, CancellationToken cancellationToken);
}

/// <summary>A wish for a new secret.</summary>
/// <param name="ClientId">The client.</param>
/// <param name="Email">Its address; <see langword="null"/> when it has none.</param>
/// <param name="Token">The code, good once at <c>POST /api/reset/TOKEN</c> with <c>{"secret":"..."}</c>. Keep it out of logs.</param>
/// <param name="Data">What the caller sent along as <c>data</c>, as JSON; <see langword="null"/> for nothing. Anybody may have sent it.</param>
public sealed record DadiPasswordReset(string ClientId, string? Email, string Token, string? Data)
{
    /// <summary>Does not show the code.</summary>
    public override string ToString() => $"DadiPasswordReset {{ ClientId = {ClientId} }}";
}
