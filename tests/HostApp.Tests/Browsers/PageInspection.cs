using Microsoft.Playwright;

namespace HostApp.Tests;

/// <summary>What makes a page usable: it fits, its words can be read, its controls have names and can be reached.</summary>
internal static class PageInspection
{
    /// <summary>WCAG 2.2 success criterion 1.4.3, for text of any size.</summary>
    private const double LeastContrast = 4.5;

    /// <summary>Finds what is wrong with a page.</summary>
    private const string Script = """
        least => {
          const faults = [];
          const parse = text => (text.match(/[\d.]+/g) || []).map(Number);
          const channel = c => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
          const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
          const behind = element => {
            for (let e = element; e; e = e.parentElement) {
              const color = parse(getComputedStyle(e).backgroundColor);
              if (color.length === 3 || color[3] === 1) return color;
            }
            return [255, 255, 255];
          };
          for (const element of document.querySelectorAll('body *')) {
            const own = [...element.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
            if (!own && !element.value) continue;
            if (element.tagName === 'STYLE' || element.type === 'hidden') continue;
            const [a, b] = [light(parse(getComputedStyle(element).color)), light(behind(element))];
            const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
            if (contrast < least) faults.push(`contrast ${contrast.toFixed(2)}: ${element.textContent.trim().slice(0, 40)}`);
          }
          for (const control of document.querySelectorAll('input:not([type=hidden]),textarea')) {
            if (!control.labels || control.labels.length === 0) faults.push(`no label: ${control.name || control.id}`);
          }
          for (const control of document.querySelectorAll('button,a')) {
            if (!control.textContent.trim()) faults.push('a control without a name');
            if (control.tabIndex < 0) faults.push(`not reachable: ${control.textContent}`);
          }
          if (document.querySelectorAll('h1').length !== 1) faults.push('not exactly one h1');
          if (!document.documentElement.lang) faults.push('no language');
          if (!document.title) faults.push('no title');
          if (document.documentElement.scrollWidth > innerWidth) faults.push(`wider than the window: ${document.documentElement.scrollWidth}`);
          return faults;
        }
        """;

    /// <summary>Expects a page without faults.</summary>
    public static async Task ShouldBeUsableAsync(this IPage page)
    {
        // A click ends when the next page has begun.
        await page.WaitForLoadStateAsync(LoadState.DOMContentLoaded);
        var faults = await page.EvaluateAsync<string[]>(Script, LeastContrast);
        faults.ShouldBeEmpty($"{page.Url}: {await page.TitleAsync()}");
    }
}
