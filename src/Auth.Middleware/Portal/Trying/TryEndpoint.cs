using Auth.Credentials;
using Auth.Hosting;
using Auth.Http;
using Auth.Pages;
using Auth.Pages.Shell;
using Auth.Pages.Text;
using Auth.Portal.Access;
using Auth.Portal.Application;
using Auth.Storage;
using Auth.Token;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Auth.Portal.Trying;

/// <summary>Gets a token and makes a call from the page, with the same in curl beside it.</summary>
internal sealed class TryEndpoint(
    ApplicationPages pages,
    Meters meters,
    TokenIssuer issuer,
    CredentialFormat format,
    OwnPipeline pipeline,
    PublicUrl publicUrl,
    IOptionsMonitor<ClientCredentialsAuthOptions> options
)
{
    private const string Do = "do";
    private const string Call = "call";
    private const string Token = "token";
    private const string ClientCredentials = "client_credentials";

    private string Target => options.CurrentValue.Portal.TryPath;

    public Task ShowAsync(HttpContext context) =>
        pages.WithClientAsync(context, (visitor, client) => WriteAsync(context, visitor, client, new TryState()));

    public Task ActAsync(HttpContext context) =>
        pages.WithFormAsync(
            context,
            PortalRoutes.Try,
            (visitor, client, sent) =>
                sent.Text(Do) == Call ? CallAsync(context, visitor, client, sent) : IssueAsync(context, visitor, client)
        );

    private async Task IssueAsync(HttpContext context, PortalVisitor visitor, Client client)
    {
        if (!MayTry(client))
        {
            await WriteAsync(context, visitor, client, new TryState(), StatusCodes.Status403Forbidden);
            return;
        }

        var lifetime = options.CurrentValue.Token.Lifetime;
        switch (await issuer.IssueAsync(client, client.Scopes, lifetime, context.RequestAborted))
        {
            case IssueOutcome.Issued(var token):
                await WriteAsync(context, visitor, client, new TryState { Token = token.Token });
                break;
            case IssueOutcome.Refused(var error):
                await WriteAsync(context, visitor, client, new TryState { Fault = error.Description }, error.Status);
                break;
        }
    }

    private async Task CallAsync(HttpContext context, PortalVisitor visitor, Client client, RequestParameters sent)
    {
        var token = (sent.Text(Token) ?? "").Trim();
        if (!format.IsGenuine(token, CredentialKind.AccessToken))
        {
            var state = new TryState { Fault = PageText.PortalTryTokenFault };
            await WriteAsync(context, visitor, client, state, StatusCodes.Status400BadRequest);
            return;
        }

        var answer = await pipeline.GetAsync(context, Target, token);
        await WriteAsync(context, visitor, client, new TryState { Token = token, Answer = answer });
    }

    private async Task WriteAsync(
        HttpContext context,
        PortalVisitor visitor,
        Client client,
        TryState state,
        int status = StatusCodes.Status200OK
    )
    {
        var form = new TryForm(
            pages.PathOf(PortalRoutes.Try, client),
            action => pages.Fields(context, visitor, PortalRoutes.Try, client, [(Do, action)])
        );
        var steps = MayTry(client)
            ? TryTemplate.Render(client.Id, publicUrl.For(StandardRoutes.Token), publicUrl.For(Target), form, state)
            : Html.Of($"<p class=\"notice warn\">{PageText.PortalTryNot}</p>");
        var gauges = await meters.RenderAsync(context, client);
        var content = Html.Of($"{steps}<section class=\"card\"><h2>{PageText.PortalLeft}</h2>{gauges}</section>");
        await pages.WriteAsync(context, visitor, client, PortalRoutes.Try, content, status);
    }

    /// <summary>A page has no key to prove, and no application that an operator has switched off gets a token.</summary>
    private static bool MayTry(Client client) =>
        client is { Disabled: false, RequiresDPoP: false }
        && client.GrantTypes.Contains(ClientCredentials, StringComparer.Ordinal);
}

/// <summary>What the page has to show.</summary>
internal sealed record TryState
{
    /// <summary>The token, for this answer and nothing else.</summary>
    public string? Token { get; init; }

    /// <summary>The answer to the call.</summary>
    public TryAnswer? Answer { get; init; }

    /// <summary>What is wrong.</summary>
    public string? Fault { get; init; }

    /// <summary>Does not show the token.</summary>
    public override string ToString() => nameof(TryState);
}

/// <summary>The form of the page.</summary>
/// <param name="Action">Where it is posted.</param>
/// <param name="Fields">Its hidden fields, for one of its actions.</param>
internal sealed record TryForm(string Action, Func<string, Html> Fields);
