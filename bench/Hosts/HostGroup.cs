namespace Auth.Bench.Hosts;

/// <summary>Hosts that end together.</summary>
internal sealed class HostGroup : IAsyncDisposable
{
    private readonly List<ServedHost> _hosts = [];

    /// <summary>The hosts, in the order they were added.</summary>
    public IReadOnlyList<ServedHost> All => _hosts;

    /// <summary>Starts one more.</summary>
    public async Task<ServedHost> AddAsync(HostSpec spec)
    {
        var host = await ServedHost.StartAsync(spec);
        _hosts.Add(host);
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            await host.DisposeAsync();
        }
    }
}
