using Auth.Storage;

namespace Auth.Admin.Import;

/// <summary>An existing client, checked for form.</summary>
/// <param name="Client">The client, without secrets.</param>
/// <param name="Secret">Its secret in clear, or <see langword="null"/>.</param>
/// <param name="Hash">Its secret hashed, or <see langword="null"/>.</param>
internal sealed record ImportedClient(Client Client, string? Secret, SecretHash? Hash)
{
    /// <summary>Does not show the secret.</summary>
    public override string ToString() => $"ImportedClient {{ Client = {Client.Id} }}";
}
