using System.Text.Json;
using Auth.TestKit;
using Microsoft.Playwright;

namespace HostApp.Tests;

/// <summary>Looks at pages with axe-core, as locked in <c>tests/clients/axe</c>.</summary>
internal static class Axe
{
    private static readonly Lazy<string> Script = new(() =>
        File.ReadAllText(Repository.PathOf("tests", "clients", "axe", "node_modules", "axe-core", "axe.min.js"))
    );

    /// <summary>Expects no serious and no critical issue.</summary>
    /// <remarks>The script is evaluated and not loaded: the policy of the pages would refuse it.</remarks>
    public static async Task ShouldBeAccessibleAsync(this IPage page)
    {
        await page.EvaluateAsync($"() => {{ {Script.Value} }}");
        var found = await page.EvaluateAsync<JsonElement>(
            """
            async () => {
              const result = await axe.run(document);
              if (result.passes.length === 0) throw new Error('axe looked at nothing');
              return result.violations
                .filter(v => v.impact === 'serious' || v.impact === 'critical')
                .map(v => `${v.id}: ${v.help}: ${v.nodes.map(n => n.html).join(' | ')}`);
            }
            """
        );
        found.EnumerateArray().Select(issue => issue.GetString()).ShouldBeEmpty(page.Url);
    }
}
