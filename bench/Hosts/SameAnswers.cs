namespace Auth.Bench.Hosts;

/// <summary>Endpoints without the library that answer as it does, from constants: what the answer costs whoever gives it.</summary>
internal static class SameAnswers
{
    private static readonly byte[] Body =
        """{"type":"about:blank","title":"Unauthorized","status":401,"detail":"The access token is not valid."}"""u8.ToArray();

    /// <summary>Sets the standard fields of two windows and the legacy ones of the Openverse dialect.</summary>
    public static Task WithFields(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers["RateLimit-Policy"] = "\"burst\";q=100;w=60,\"sustained\";q=10000;w=86400";
        headers["RateLimit"] = "\"burst\";r=99;t=60,\"sustained\";r=9999;t=86400";
        headers["X-RateLimit-Limit-oauth2_client_credentials_burst"] = "100/min";
        headers["X-RateLimit-Available-oauth2_client_credentials_burst"] = "99";
        headers["X-RateLimit-Limit-oauth2_client_credentials_sustained"] = "10000/day";
        headers["X-RateLimit-Available-oauth2_client_credentials_sustained"] = "9999";
        return Task.CompletedTask;
    }

    /// <summary>Answers 401 with a challenge and problem details.</summary>
    public static Task RefuseAsync(HttpContext context)
    {
        var response = context.Response;
        response.Headers.WWWAuthenticate = "Bearer realm=\"api\", error=\"invalid_token\"";
        response.Headers.CacheControl = "no-store";
        response.Headers.Pragma = "no-cache";
        response.StatusCode = 401;
        response.ContentType = "application/problem+json";
        response.ContentLength = Body.Length;
        return response.Body.WriteAsync(Body, CancellationToken.None).AsTask();
    }
}
