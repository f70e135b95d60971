using Auth.Rig;

namespace Auth.Dialects.Dadi;

/// <summary>A test class over a host of its own, on one of the stores.</summary>
public abstract class DadiTest(StoreKind store) : IAsyncLifetime
{
    /// <summary>The body of a 401.</summary>
    public const string Unauthorised =
        """{"code":"API-0005","title":"Unauthorised","details":"The request could not be fulfilled because it did not contain a valid bearer token.","docLink":"https://docs.dadi.cloud/api/#api-0005"}""";

    /// <summary>The body of a 403.</summary>
    public const string Forbidden =
        """{"code":"API-0006","title":"Access denied","details":"The bearer token supplied in the request does not have sufficient permissions to perform the operation.","docLink":"https://docs.dadi.cloud/api/#api-0006"}""";

    internal StoreKind Store => store;

    internal DadiHost Host { get; private set; } = null!;

    public virtual async ValueTask InitializeAsync() => Host = await DadiHost.StartAsync(store);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Host.DisposeAsync();
    }

    internal static void ShouldBe(WireReply reply, int status, string body)
    {
        reply.Body.ShouldBe(body);
        reply.Status.ShouldBe(status);
    }

    internal static string Errors(params string[] errors) =>
        $$"""{"success":false,"errors":[{{string.Join(',', errors)}}]}""";

    internal static string Error(string code, string field, string message) =>
        $$"""{"code":"{{code}}","field":"{{field}}","message":"{{message}}"}""";
}
