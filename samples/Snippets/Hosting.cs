namespace Snippets;

internal static class Hosting
{
    public static void Health(WebApplicationBuilder builder)
    {
        #region health
        builder.Services.AddHealthChecks().AddClientCredentialsAuth();
        #endregion
    }

    public static void Order(WebApplication app)
    {
        #region order
        app.UseForwardedHeaders();
        app.UseCors();
        app.UseClientCredentialsAuth();
        #endregion
    }

    public static void Portal(WebApplication app)
    {
        #region portal
        app.MapAuthPortal("/developers");
        #endregion
    }

    public static void Caller(WebApplication app)
    {
        #region caller
        app.MapGet("/me", (HttpContext context) => context.GetCallingClient()?.Name ?? "anonymous");
        #endregion
    }
}
