using System.Text.Json;
using Auth.ClientAuthentication;
using Auth.Http;
using Auth.Jose;

namespace Auth.Registration.Dynamic;

/// <summary>Checks the metadata about a client's keys (RFC 7591 section 2, RFC 9449 section 5.2).</summary>
internal static class KeyMetadata
{
    /// <summary>Reads it into the rest.</summary>
    /// <returns>The metadata, or what is wrong, in words for the caller.</returns>
    public static (ClientMetadata? Metadata, string? Problem) Read(
        RequestParameters parameters,
        ClientMetadata metadata
    )
    {
        // Fetching a URL that a stranger names would let him send this server anywhere.
        if (IsPresent(parameters, "jwks_uri"))
        {
            return (null, "jwks_uri is not supported: send the keys as jwks.");
        }

        string? keySet = null;
        if (IsPresent(parameters, "jwks"))
        {
            var keys = PublicKeySet.TryRead(parameters["jwks"]!.Value.Json ?? default);
            if (keys is null || !keys.Keys.All(key => key.IsSound()))
            {
                return (null, "jwks must be a JSON Web Key Set of at most 8 KiB with only public EC and RSA keys.");
            }

            keySet = keys.Text;
        }
        else if (metadata.AuthenticationMethod == ClientAssertion.Method)
        {
            return (null, "private_key_jwt needs the public keys of the client as jwks.");
        }

        return
            IsPresent(parameters, "dpop_bound_access_tokens")
            && parameters["dpop_bound_access_tokens"]!.Value.Json?.ValueKind
                is not (JsonValueKind.True or JsonValueKind.False)
            ? (null, "dpop_bound_access_tokens must be true or false.")
            : (
                metadata with
                {
                    KeySet = keySet,
                    RequiresDPoP = parameters["dpop_bound_access_tokens"]?.Json is { ValueKind: JsonValueKind.True },
                },
                null
            );
    }

    /// <summary>Null is as good as left out (RFC 7591 section 2).</summary>
    private static bool IsPresent(RequestParameters parameters, string name) =>
        parameters[name] is { } value && value.Json is not { ValueKind: JsonValueKind.Null };
}
