using System.Collections.Immutable;
using Auth.Bearer;
using Microsoft.AspNetCore.Http;

namespace Auth.Bearer
{
    /// <summary>The application that makes a request, as its access token says.</summary>
    /// <param name="Id">The <c>client_id</c>.</param>
    /// <param name="Name">The application's name.</param>
    /// <param name="Tier">The name of its rate-limit tier.</param>
    /// <param name="Verified">Whether its e-mail address is confirmed; limited like an anonymous caller while it is not.</param>
    /// <param name="Scopes">The scopes of the token.</param>
    public sealed record CallingClient(
        string Id,
        string Name,
        string Tier,
        bool Verified,
        ImmutableArray<string> Scopes
    )
    {
        /// <summary>The user who approved the token; <see langword="null"/> when the application acts for itself.</summary>
        public string? Subject { get; init; }

        /// <summary>The user's approval that the token came from; <see langword="null"/> when the application acts for itself.</summary>
        public string? AuthorizationId { get; init; }
    }
}

namespace Microsoft.AspNetCore.Http
{
    /// <summary>Reads who calls.</summary>
    public static class CallingClientHttpContextExtensions
    {
        /// <summary>The application behind the request's bearer token, or <see langword="null"/> when the caller is anonymous.</summary>
        public static CallingClient? GetCallingClient(this HttpContext context)
        {
            ArgumentNullException.ThrowIfNull(context);
            return AuthRequest.Of(context)?.Session?.Caller;
        }
    }
}
