namespace Snippets;

internal static class Minimal
{
    public static void Run(string[] args)
    {
        #region minimal
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddClientCredentialsAuth().AddOpenverseDialect().UseSqlite("Data Source=auth.db");

        var app = builder.Build();
        app.UseClientCredentialsAuth();
        app.MapGet("/images", () => "Anybody, at the rate of an address or of a tier.");
        app.MapGet("/orders", () => "Clients whose token has the scope.").RequireScope("read");
        app.Run();
        #endregion
    }
}
