using System.Text.Json.Serialization;

namespace Auth.Dialects.Fediverse.Mastodon;

/// <summary>The user behind a token, with the members that clients read.</summary>
internal sealed record CredentialAccountBody
{
    [JsonPropertyName("id")]
    public required string Id { get; init; }

    [JsonPropertyName("username")]
    public required string Username { get; init; }

    [JsonPropertyName("acct")]
    public required string Acct { get; init; }

    [JsonPropertyName("display_name")]
    public required string DisplayName { get; init; }

    [JsonPropertyName("locked")]
    public bool Locked { get; }

    [JsonPropertyName("bot")]
    public bool Bot { get; }

    [JsonPropertyName("discoverable")]
    public bool Discoverable { get; }

    [JsonPropertyName("indexable")]
    public bool Indexable { get; }

    [JsonPropertyName("group")]
    public bool Group { get; }

    [JsonPropertyName("created_at")]
    public required string CreatedAt { get; init; }

    [JsonPropertyName("note")]
    public required string Note { get; init; }

    [JsonPropertyName("url")]
    public required string Url { get; init; }

    [JsonPropertyName("uri")]
    public required string Uri { get; init; }

    [JsonPropertyName("avatar")]
    public required string Avatar { get; init; }

    [JsonPropertyName("avatar_static")]
    public string AvatarStatic => Avatar;

    [JsonPropertyName("header")]
    public string Header { get; } = "";

    [JsonPropertyName("header_static")]
    public string HeaderStatic { get; } = "";

    [JsonPropertyName("followers_count")]
    public int FollowersCount { get; }

    [JsonPropertyName("following_count")]
    public int FollowingCount { get; }

    [JsonPropertyName("statuses_count")]
    public int StatusesCount { get; }

    [JsonPropertyName("last_status_at")]
    public string? LastStatusAt { get; }

    [JsonPropertyName("source")]
    public AccountSource Source => new() { Note = Note };

    [JsonPropertyName("emojis")]
    public IReadOnlyList<string> Emojis { get; } = [];

    [JsonPropertyName("fields")]
    public IReadOnlyList<string> Fields { get; } = [];

    [JsonPropertyName("role")]
    public AccountRole Role { get; } = new() { Id = "-99", Name = "" };
}

/// <summary>The user behind a token, as OpenID Connect describes users.</summary>
internal sealed record UserInfoBody(
    [property: JsonPropertyName("iss")] string Iss,
    [property: JsonPropertyName("sub")] string Sub,
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("preferred_username")] string PreferredUsername,
    [property: JsonPropertyName("profile")] string Profile,
    [property: JsonPropertyName("picture")] string Picture
);
