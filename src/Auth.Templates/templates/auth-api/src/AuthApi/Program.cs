using AuthApi;
using Microsoft.AspNetCore.Authentication;

var builder = WebApplication.CreateBuilder(args);
var auth = builder.Services.AddClientCredentialsAuth().AddScope("orders:read", "Read orders");
#if (openverse)
auth.AddOpenverseDialect();
#endif
#if (persistent)
if (builder.Configuration["Auth:Storage"] != "InMemory")
{
#if (sqlite)
    auth.UseSqlite(builder.Configuration.GetConnectionString("Auth")!);
#endif
#if (postgresql)
    auth.UsePostgreSql(builder.Configuration.GetConnectionString("Auth")!);
#endif
}
#endif

builder
    .Services.AddAuthentication()
    .AddScheme<AuthenticationSchemeOptions, OperatorKey>(OperatorKey.Scheme, configureOptions: null);
builder
    .Services.AddAuthorizationBuilder()
    .AddPolicy("operators", policy => policy.AddAuthenticationSchemes(OperatorKey.Scheme).RequireAuthenticatedUser());
builder.Services.AddOpenApi();

var app = builder.Build();
app.UseClientCredentialsAuth();
app.MapAuthAdmin("/auth/admin").RequireAuthorization("operators");
app.MapOpenApi();
app.MapGet("/", () => "Anybody, at the rate of an address or of a tier.");
app.MapGet("/orders", () => new[] { new Order(1, "A print of the blue marble") }).RequireScope("orders:read");
app.Run();

internal sealed record Order(int Id, string Item);
