namespace Auth.Storage;

/// <summary>A token together with the client it belongs to.</summary>
/// <param name="Token">The token.</param>
/// <param name="Client">Its client, as stored at the same moment.</param>
public sealed record TokenLookup(AccessToken Token, Client Client);
