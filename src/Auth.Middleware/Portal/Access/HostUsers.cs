using Auth.Authorization.Applications;
using Auth.Authorization.Users;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Portal.Access;

/// <summary>The host's own users, where <c>AddAuthorizationCode</c> has told the library how they sign in.</summary>
internal sealed class HostUsers(IServiceProvider services)
{
    private readonly UserSignIn? _signIn = services.GetService<UserSignIn>();
    private readonly OwnApplications? _applications = services.GetService<OwnApplications>();

    /// <summary>Whether the host has users.</summary>
    public bool AreOffered => _signIn is not null;

    /// <summary>The user of a request, or <see langword="null"/>.</summary>
    public async ValueTask<SignedInUser?> FindAsync(HttpContext context) =>
        _signIn is null ? null : await _signIn.FindAsync(context);

    /// <summary>Sends the visitor to the host's sign-in page and back.</summary>
    public Task ChallengeAsync(HttpContext context, string returnPath) => _signIn!.ChallengeAsync(context, returnPath);

    /// <summary>Whether a user may register another application.</summary>
    public async ValueTask<bool> MayAddAsync(SignedInUser user, CancellationToken cancellationToken) =>
        _applications!.MayAdd((await _applications.ListAsync(user, cancellationToken)).Count);
}
