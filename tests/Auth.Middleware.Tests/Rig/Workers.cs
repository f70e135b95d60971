using Auth.Mail;
using Auth.Maintenance;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Auth.Rig;

/// <summary>Hosts in which nothing runs by itself: tests set the clock far ahead, and send mail and clean up when they mean to.</summary>
/// <remarks>The workers are not started. One that is stopped before it has begun would be logged by the host as failed.</remarks>
internal static class Workers
{
    private static readonly Type[] ByHand = [typeof(MailDispatcher), typeof(MaintenanceWorker)];

    public static void RunByHand(IServiceCollection services)
    {
        var hosted = services
            .Where(service => service.ServiceType == typeof(IHostedService))
            .Where(service => ByHand.Contains(service.ImplementationFactory?.GetType().GenericTypeArguments[^1]))
            .ToList();
        hosted.Count.ShouldBe(ByHand.Length);
        hosted.ForEach(service => services.Remove(service));
    }
}
