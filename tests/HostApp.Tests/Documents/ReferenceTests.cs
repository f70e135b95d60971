using System.Collections;
using System.Reflection;
using System.Text.RegularExpressions;
using Auth;
using Auth.Authorization;
using Auth.Dialects.Dadi;
using Auth.Dialects.Fediverse.GoToSocial;
using Auth.Dialects.Fediverse.Mastodon;
using Auth.Dialects.Openverse;
using Auth.RateLimiting;
using Auth.TestKit;

namespace HostApp.Tests;

/// <summary>The reference documents name everything there is, and links lead somewhere.</summary>
public sealed partial class ReferenceTests
{
    /// <summary>All keys of the library.</summary>
    private static List<string> Keys() =>
        [
            .. Keys(typeof(ClientCredentialsAuthOptions), "Auth"),
            .. Keys(typeof(RateLimitingOptions), RateLimitingOptions.Section),
            .. Keys(typeof(AuthorizationCodeOptions), "Auth:AuthorizationCode"),
            .. Keys(typeof(OpenverseOptions), "Auth:Openverse"),
            .. Keys(typeof(MastodonOptions), "Auth:Mastodon"),
            .. Keys(typeof(GoToSocialOptions), "Auth:GoToSocial"),
            .. Keys(typeof(DadiOptions), "Auth:Dadi"),
        ];

    [Fact]
    public void The_configuration_document_has_every_key()
    {
        var document = MarkdownBlocks.Read("docs/configuration.md");
        var keys = Keys();

        keys.Count.ShouldBeGreaterThan(25);
        keys.ShouldContain("Auth:Mail:Smtp:Port");
        keys.Where(key => !document.Contains($"`{key}`", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void The_configuration_document_has_no_key_that_does_not_exist()
    {
        var keys = Keys().Append("Auth:Storage");

        var named = TableKey()
            .Matches(MarkdownBlocks.Read("docs/configuration.md"))
            .Select(match => match.Groups["key"].Value);

        named.Except(keys, StringComparer.Ordinal).ShouldBeEmpty();
    }

    [Fact]
    public void Every_error_code_has_an_anchor()
    {
        var document = MarkdownBlocks.Read("docs/errors.md");
        var codes = typeof(OAuthErrors)
            .GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Select(property => ((OAuthError)property.GetValue(null)!).Code)
            .Distinct(StringComparer.Ordinal)
            .ToList();

        codes.ShouldContain("invalid_client");
        codes.Where(code => !document.Contains($"\n### {code}\n", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void Links_between_documents_lead_to_files_and_headings_that_exist()
    {
        var broken =
            from document in MarkdownBlocks.Documents()
            from Match link in Link().Matches(MarkdownBlocks.Read(document))
            let target = link.Groups["target"].Value
            where !target.Contains("://", StringComparison.Ordinal) && !Exists(document, target)
            select $"{document}: {target}";

        broken.ShouldBeEmpty();
    }

    [Fact]
    public void Paths_in_the_architecture_document_exist() =>
        PathInText()
            .Matches(MarkdownBlocks.Read("docs/architecture.md"))
            .Select(match => match.Groups["path"].Value)
            .Where(path =>
                !Path.Exists(Repository.PathOf(path)) && !Path.Exists(Repository.PathOf("src/Auth.Middleware", path))
            )
            .ShouldBeEmpty();

    /// <summary>The keys of an options class; classes of the library within it are sections.</summary>
    private static IEnumerable<string> Keys(Type options, string section) =>
        options
            .GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .SelectMany(property =>
                IsSection(property.PropertyType)
                    ? Keys(property.PropertyType, $"{section}:{property.Name}")
                    : [$"{section}:{property.Name}"]
            );

    private static bool IsSection(Type type) =>
        type.IsClass
        && type.Namespace!.StartsWith("Auth", StringComparison.Ordinal)
        && !type.IsAssignableTo(typeof(IEnumerable));

    private static bool Exists(string document, string target)
    {
        var parts = target.Split('#', 2);
        var path = parts[0].Length == 0 ? document : Path.Combine(Path.GetDirectoryName(document)!, parts[0]);
        return Path.Exists(Repository.PathOf(path))
            && (parts.Length == 1 || Headings(MarkdownBlocks.Read(path)).Contains(parts[1]));
    }

    private static IEnumerable<string> Headings(string text) =>
        text.Split('\n')
            .Where(line => line.StartsWith('#'))
            .Select(line => NotInAnchor().Replace(line.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    [GeneratedRegex(@"(?m)^\| `(?<key>Auth:[\w:]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TableKey();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();

    [GeneratedRegex(@"`(?<path>[\w.]+/[\w./]*)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PathInText();

    [GeneratedRegex(@"[^\w\- ]", RegexOptions.None, 1000)]
    private static partial Regex NotInAnchor();
}
