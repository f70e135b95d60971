namespace Auth.Dialects.Fediverse;

/// <summary>A user of the host, as clients of Mastodon and GoToSocial see accounts.</summary>
public sealed record FediverseAccount
{
    /// <summary>The name that stands behind the at sign.</summary>
    public required string Username { get; init; }

    /// <summary>The name that is shown.</summary>
    /// <value>The default is the user name.</value>
    public string? DisplayName { get; init; }

    /// <summary>What the user writes about themselves, as HTML.</summary>
    /// <value>The default is empty.</value>
    public string Note { get; init; } = "";

    /// <summary>The user's page; absolute.</summary>
    /// <value>The default is <c>/@username</c> below the dialect's path.</value>
    public Uri? Url { get; init; }

    /// <summary>The user's picture; absolute.</summary>
    /// <value>The default is none.</value>
    public Uri? Avatar { get; init; }

    /// <summary>When the account was opened.</summary>
    /// <value>The default is the start of 1970.</value>
    public DateTimeOffset CreatedAt { get; init; } = DateTimeOffset.UnixEpoch;
}

/// <summary>Tells the Mastodon and GoToSocial dialects about the host's users. Register one of your own to say more than a name.</summary>
public interface IFediverseAccounts
{
    /// <summary>Finds a user.</summary>
    /// <param name="subject">Who it is, as the host's sign-in scheme says.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The account, or <see langword="null"/> when the user is gone: their tokens are then answered as if they had none.</returns>
    ValueTask<FediverseAccount?> FindAsync(string subject, CancellationToken cancellationToken);
}
