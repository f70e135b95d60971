namespace Auth.Authorization.Users;

/// <summary>A user of the host, as its sign-in scheme knows them.</summary>
/// <param name="Subject">Who it is, for ever; at most 255 characters.</param>
/// <param name="Name">What pages call them.</param>
internal sealed record SignedInUser(string Subject, string Name);
