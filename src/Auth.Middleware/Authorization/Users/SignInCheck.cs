using Microsoft.Extensions.Hosting;

namespace Auth.Authorization.Users;

/// <summary>Stops the start of a host in which nobody could sign in, before it listens.</summary>
internal sealed class SignInCheck(UserSignIn signIn) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => signIn.CheckAsync();

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
