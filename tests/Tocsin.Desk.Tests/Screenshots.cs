using Microsoft.Playwright;

namespace Tocsin.Desk.Tests;

/// <summary>No test: pictures of each page for people to look at (tools/screenshots.sh FOLDER).</summary>
[Collection(SampleTests.Name)]
public sealed class Screenshots(SampleDesk sample)
{
    private const string Variable = "TOCSIN_SCREENSHOTS";

    [BrowserFact]
    public async Task Of_each_page()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } folder)
        {
            return;
        }

        Directory.CreateDirectory(folder);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = BrowserFactAttribute.Path, Args = ["--no-sandbox"] });
        foreach (var (name, width, scheme) in new[] { ("light", 1440, ColorScheme.Light), ("dark", 1440, ColorScheme.Dark), ("narrow", 400, ColorScheme.Light), ("wide", 2560, ColorScheme.Light) })
        {
            await using var context = await browser.NewContextAsync(new BrowserNewContextOptions { BaseURL = sample.Desk.Url.ToString(), ViewportSize = new ViewportSize { Width = width, Height = 1000 }, ColorScheme = scheme });
            var page = await context.NewPageAsync();
            foreach (var path in BrowserPages.Of(sample.Desk))
            {
                await page.GotoAsync(path);
                await page.WaitForTimeoutAsync(400);
                var file = string.Concat(path.Trim('/').Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-'));
                await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{(file.Length == 0 ? "front" : file)}.{name}.png"), FullPage = true });
            }
        }
    }
}
