using System.Net;
using System.Net.Sockets;

namespace Auth.TestKit;

/// <summary>Finds ports that nobody listens on.</summary>
public static class FreePort
{
    /// <summary>A loopback port that is free now; another process may take it before the caller does.</summary>
    public static int Find()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
