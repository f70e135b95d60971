using HostApp;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Configuration.Memory;

var builder = WebApplication.CreateBuilder(args);
builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = DefaultSettings.All });

var auth = builder.Services.AddClientCredentialsAuth().AddScope("orders:read", "Read orders").AddOpenverseDialect();
auth.AddAuthorizationCode();
auth.AddFediverse();
builder.AddDemoUser();
auth.UseConfiguredStorage(builder.Configuration);
auth.AddDadi(builder);

builder
    .Services.AddAuthentication()
    .AddScheme<AuthenticationSchemeOptions, OperatorKeyHandler>(OperatorKeyHandler.Scheme, configureOptions: null)
    .AddOperatorCookie();
builder
    .Services.AddAuthorizationBuilder()
    .AddPolicy(
        "operators",
        policy => policy.AddAuthenticationSchemes(OperatorKeyHandler.Scheme).RequireAuthenticatedUser()
    )
    .AddPolicy(
        "operators-in-browsers",
        policy => policy.AddAuthenticationSchemes(OperatorSignIn.Scheme).RequireAuthenticatedUser()
    );
builder.Services.AddOpenApi();
builder.Services.AddHealthChecks().AddClientCredentialsAuth();
builder.Services.AddCors(cors =>
    cors.AddDefaultPolicy(policy =>
        policy.AllowAnyOrigin().AllowAnyHeader().AllowAnyMethod().SetPreflightMaxAge(TimeSpan.FromDays(1))
    )
);

var app = builder.Build();
app.ReportBrokenEdits();
app.UseCors();
app.UseClientCredentialsAuth();

app.MapAuthPortal("/developers");
app.MapAuthAdmin("/auth/admin").RequireAuthorization("operators");
app.MapAuthDashboard("/auth/dashboard").RequireAuthorization("operators-in-browsers");
app.MapOperatorSignIn();
app.MapHealthChecks("/health/live", new() { Predicate = _ => false }).DisableRateLimit();
app.MapHealthChecks("/health/ready").DisableRateLimit();
app.MapOpenApi().DisableRateLimit();
app.MapImages();
app.MapSignIn();
app.MapFediverse();
app.MapCollections();
app.MapGet("/orders", () => Results.Json(new[] { new { id = 1, item = "A print of the blue marble" } }))
    .RequireScope("orders:read");

app.Run();
