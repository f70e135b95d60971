namespace Snippets;

internal static class ManyNodes
{
    public static void Register(WebApplicationBuilder builder)
    {
        #region nodes
        builder
            .Services.AddClientCredentialsAuth()
            .UsePostgreSql(builder.Configuration.GetConnectionString("Auth")!)
            .UseRedis(builder.Configuration.GetConnectionString("Redis")!);
        #endregion
    }
}
