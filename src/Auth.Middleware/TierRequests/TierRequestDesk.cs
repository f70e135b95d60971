using Auth.Auditing;
using Auth.Credentials;
using Auth.Http;
using Auth.Mail;
using Auth.RateLimiting;
using Auth.Storage;
using Auth.Time;

namespace Auth.TierRequests;

/// <summary>Takes requests for another tier and carries out what operators decide.</summary>
internal sealed class TierRequestDesk(
    ITierRequestStore requests,
    RateLimitPlanSource plans,
    MailSignal mail,
    AuthClock clock,
    AuthEventLog events
)
{
    /// <summary>The most characters of an operator's note.</summary>
    public const int MaxNote = 2_000;

    private const int MaxReason = 2_000;

    /// <summary>Stores a request; a client has at most one that is pending.</summary>
    public async ValueTask<TierRequestOutcome> AskAsync(
        Client client,
        RequestParameter? tier,
        RequestParameter? reason,
        CancellationToken cancellationToken
    )
    {
        var name = tier is { } sent ? sent.Text : TierNames.Enhanced;
        if (name is null || plans.Current.TierNamed(name) is not { } wanted || wanted is TierNames.Anonymous)
        {
            return new TierRequestOutcome.Invalid("tier", "There is no such rate limit model.");
        }

        if (string.Equals(wanted, client.Tier, StringComparison.OrdinalIgnoreCase))
        {
            return new TierRequestOutcome.Invalid("tier", "You have this rate limit model already.");
        }

        if (CheckReason(reason) is { } wrong)
        {
            return new TierRequestOutcome.Invalid("reason", wrong);
        }

        var now = clock.UtcNow;
        var request = new TierRequest(Base62.Random(32), client.Id, wanted, reason!.Value.Text!.Trim(), now);
        if (!await requests.TryAddAsync(request, cancellationToken))
        {
            return new TierRequestOutcome.AlreadyPending();
        }

        events.Write(new TierRequested(now, client.Id, wanted));
        return new TierRequestOutcome.Asked(request);
    }

    /// <summary>Decides a pending request: the client's tier, the answer's mail and the request change together.</summary>
    /// <returns>The decided request, or <see langword="null"/> when it is missing or decided already.</returns>
    public async ValueTask<TierRequest?> DecideAsync(
        string id,
        bool approve,
        string? note,
        CancellationToken cancellationToken
    )
    {
        if (await requests.FindAsync(id, cancellationToken) is not { } pending)
        {
            return null;
        }

        var now = clock.UtcNow;
        var status = approve ? TierRequestStatus.Approved : TierRequestStatus.Declined;
        var message = new OutboxMessage(Base62.Random(32), OutboxKinds.TierDecision, pending.ClientId, id, now, now);
        if (await requests.TryDecideAsync(id, status, note, now, message, cancellationToken) is not { } decided)
        {
            return null;
        }

        mail.Raise();
        events.Write(new TierDecided(now, decided.ClientId, decided.Tier, approve));
        return decided;
    }

    private static string? CheckReason(RequestParameter? reason) =>
        reason is null ? "This field is required."
        : reason.Value.Text is not { } text ? "Not a valid string."
        : string.IsNullOrWhiteSpace(text) ? "This field may not be blank."
        : text.Length > MaxReason ? $"Ensure this field has no more than {MaxReason} characters."
        : text.Contains('\0', StringComparison.Ordinal) ? "Null characters are not allowed."
        : null;
}

/// <summary>How asking for another tier ended.</summary>
internal abstract record TierRequestOutcome
{
    private TierRequestOutcome() { }

    /// <summary>It waits for an operator.</summary>
    public sealed record Asked(TierRequest Request) : TierRequestOutcome;

    /// <summary>Another one waits.</summary>
    public sealed record AlreadyPending : TierRequestOutcome;

    /// <summary>A field is wrong.</summary>
    public sealed record Invalid(string Field, string Message) : TierRequestOutcome;
}
