using System.Text;
using Auth.Storage;
using Microsoft.Extensions.Options;

namespace Auth.Credentials;

/// <summary>Secrets that people choose: short, hashed slowly, few at a time, and quickly again once they were right.</summary>
internal sealed class ImportedSecrets(
    SlowHashGate gate,
    KnownSecrets known,
    IOptionsMonitor<ClientCredentialsAuthOptions> options
)
{
    /// <summary>The longest secret in bytes of UTF-8.</summary>
    public const int MaxSize = 128;

    /// <summary>Whether a secret may be chosen: not empty, not too long.</summary>
    public static bool IsAcceptable(string secret) =>
        secret.Length > 0 && Encoding.UTF8.GetByteCount(secret) <= MaxSize;

    /// <summary>Hashes a new secret.</summary>
    /// <returns>The hash, or <see langword="null"/> when too many are wanted at once.</returns>
    public ValueTask<SecretHash?> HashAsync(string secret, CancellationToken cancellationToken)
    {
        var iterations = Iterations;
        return gate.RunAsync(() => SlowHash.Create(secret, iterations), cancellationToken);
    }

    /// <summary>Finds the secret that was presented. Takes as long as a slow hash when it was none, whatever there was to compare with.</summary>
    /// <param name="candidates">The live secrets; generated ones among them are left alone.</param>
    /// <param name="presented">What the caller sent.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async ValueTask<ImportedSecretResult> MatchAsync(
        IEnumerable<ClientSecret> candidates,
        string presented,
        CancellationToken cancellationToken
    )
    {
        var began = SlowHashGate.Began();
        var result = await LookAsync(candidates, presented, cancellationToken);
        if (result is { Secret: null, IsBusy: false })
        {
            await gate.OnTheBeatAsync(began, cancellationToken);
        }

        return result;
    }

    /// <summary>Whether a stored hash has other rounds than a new one would have.</summary>
    public bool IsOutdated(SecretHash hash) => SlowHash.Is(hash) && SlowHash.Iterations(hash) != Iterations;

    private async ValueTask<ImportedSecretResult> LookAsync(
        IEnumerable<ClientSecret> candidates,
        string presented,
        CancellationToken cancellationToken
    )
    {
        var unknown = new List<ClientSecret>();
        foreach (var candidate in IsAcceptable(presented) ? candidates.Where(secret => SlowHash.Is(secret.Hash)) : [])
        {
            switch (known.IsMatch(presented, candidate.Hash))
            {
                case true:
                    return new ImportedSecretResult(candidate, IsBusy: false);
                case null:
                    unknown.Add(candidate);
                    break;
            }
        }

        if (unknown.Count == 0)
        {
            var iterations = Iterations;
            var waited = await gate.IdleAsync(
                () => SlowHash.Create("-", iterations).Value.Length > 0,
                cancellationToken
            );
            return new ImportedSecretResult(Secret: null, IsBusy: !waited);
        }

        foreach (var candidate in unknown)
        {
            var match = await gate.RunAsync(() => SlowHash.IsMatch(presented, candidate.Hash), cancellationToken);
            if (match is not false)
            {
                if (match is true)
                {
                    known.Remember(presented, candidate.Hash);
                }

                return new ImportedSecretResult(match is true ? candidate : null, IsBusy: match is null);
            }
        }

        return new ImportedSecretResult(Secret: null, IsBusy: false);
    }

    private int Iterations => options.CurrentValue.ImportedSecrets.Iterations;
}

/// <summary>What became of a check.</summary>
/// <param name="Secret">The secret that was presented, or <see langword="null"/>.</param>
/// <param name="IsBusy">Whether too many were checked at once to say.</param>
internal readonly record struct ImportedSecretResult(ClientSecret? Secret, bool IsBusy);
