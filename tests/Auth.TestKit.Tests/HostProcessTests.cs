using System.Net;

namespace Auth.TestKit.Tests;

public sealed class HostProcessTests
{
    [Fact]
    public async Task The_host_comes_back_on_the_same_port_and_data_after_a_kill_and_after_a_stop()
    {
        string directory;
        await using (var host = await HostProcess.StartAsync())
        {
            var port = host.Port;
            directory = host.DataDirectory;
            await File.WriteAllTextAsync(Path.Combine(directory, "kept.txt"), "kept");

            await host.KillAsync();
            host.IsRunning.ShouldBeFalse();
            await Should.ThrowAsync<HttpRequestException>(() =>
                host.Client.GetAsync(new Uri("/health/live", UriKind.Relative))
            );

            await host.StartAgainAsync();
            host.Port.ShouldBe(port);
            (await File.ReadAllTextAsync(Path.Combine(directory, "kept.txt"))).ShouldBe("kept");

            (await host.StopAsync()).ShouldBe(0);
            host.Output.ShouldContain("shutting down");

            await host.StartAgainAsync();
            using var response = await host.Client.GetAsync(new Uri("/health/live", UriKind.Relative));
            response.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        Directory.Exists(directory).ShouldBeFalse();
    }

    [Fact]
    public async Task A_host_that_cannot_start_is_reported_with_its_output()
    {
        var environment = new Dictionary<string, string?> { ["ASPNETCORE_Kestrel__Endpoints__x__Url"] = "nonsense" };

        var error = await Should.ThrowAsync<InvalidOperationException>(() => HostProcess.StartAsync(environment));

        error.Message.ShouldContain("nonsense");
    }
}
