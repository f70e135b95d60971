using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace Auth.Auditing;

/// <summary>Which operator the code is working for: set around a request of theirs, read where facts are written.</summary>
/// <remarks>Ambient, because clients and operators share what changes clients; what flows along cannot be forgotten at a call.</remarks>
internal static class OperatorScope
{
    private const int MaxLength = 200;

    private static readonly AsyncLocal<string?> Name = new();

    /// <summary>The operator's name; <see langword="null"/> when no operator is at work.</summary>
    public static string? Current => Name.Value;

    /// <summary>Works for the operator of a request until it has been answered.</summary>
    public static async Task RunAsync(HttpContext context, Func<Task> work)
    {
        // Ends with this method: what an async method sets is not seen by its caller.
        Name.Value = NameOf(context.User);
        await work();
    }

    /// <summary>What the audit log calls an operator: the name claim, or the identifier.</summary>
    public static string NameOf(ClaimsPrincipal user)
    {
        var name = user.Identity?.Name ?? user.FindFirstValue(ClaimTypes.NameIdentifier) ?? user.FindFirstValue("sub");
        return string.IsNullOrWhiteSpace(name) ? "unnamed"
            : name.Length > MaxLength ? name[..MaxLength]
            : name;
    }
}
