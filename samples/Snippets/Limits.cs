namespace Snippets;

internal static class Limits
{
    public static void Tiers(WebApplicationBuilder builder)
    {
        #region tiers
        builder
            .Services.AddClientCredentialsAuth()
            .AddTier("partner", tier => tier.Limit("burst", "500/min").Limit("sustained", "100000/day"));
        #endregion
    }

    public static void Endpoints(WebApplication app)
    {
        #region endpoints
        app.MapGet("/thumbnails/{id}", (string id) => id).RequireRateLimit("thumbnail");
        app.MapPost("/export", () => "started").RequireScope("read").WithRateLimitCost(10);
        app.MapGet("/about", () => "Who we are").DisableRateLimit();
        #endregion
    }

    public static void Legacy(WebApplication app)
    {
        #region dialect
        app.MapGet("/v1/audio/", () => "Sounds").WithOpenverseDialect();
        #endregion
    }
}
