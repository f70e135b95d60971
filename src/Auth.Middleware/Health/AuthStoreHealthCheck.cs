using Auth.Storage;
using Auth.Storage.Guarded;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Auth.Health;

/// <summary>Reports whether the store serves.</summary>
internal sealed class AuthStoreHealthCheck(IStoreLifecycle store, StoreGuard guard) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        try
        {
            await guard.AskAsync(store.CheckAsync, cancellationToken);
            return HealthCheckResult.Healthy(store.Name);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, $"{store.Name} does not answer.", e);
        }
    }
}
