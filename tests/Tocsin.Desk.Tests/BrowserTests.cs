using System.Text.Json;
using Microsoft.Playwright;
using Tocsin.Analysis;

namespace Tocsin.Desk.Tests;

/// <summary>The desk as a person meets it: in a browser, by keyboard, in the dark, on a narrow screen, without JavaScript.</summary>
[Collection(SampleTests.Name)]
public sealed class BrowserTests(SampleDesk sample) : IAsyncLifetime
{
    private readonly DeskUnderTest _desk = sample.Desk;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        if (BrowserFactAttribute.Path is { } chromium)
        {
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = chromium, Args = ["--no-sandbox"] });
        }
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    [BrowserFact]
    public Task No_page_has_a_fault_in_the_light() => FaultlessAsync(1440, ColorScheme.Light);

    [BrowserFact]
    public Task Nor_in_the_dark() => FaultlessAsync(1440, ColorScheme.Dark);

    [BrowserFact]
    public Task Nor_on_a_narrow_screen_where_nothing_is_cut_off() => FaultlessAsync(400, ColorScheme.Light);

    [BrowserFact]
    public async Task The_first_visit_leads_to_the_characters_and_to_a_correction()
    {
        await using var desk = await DeskUnderTest.StartAsync();
        var page = await OpenAsync(desk, "/");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/situations/Karvonia-Sellenia", new PageWaitForURLOptions { Timeout = 60_000 });
        await page.Locator("#who .saidby a").First.ClickAsync();
        await page.WaitForURLAsync("**/documents/**");
        Assert.Equal(1, await page.Locator(".note[open]").CountAsync());

        // Two clicks: the mark in the text, and what it is rather. The text stays where it is.
        var last = page.Locator(".para").Last;
        var before = (await last.BoundingBoxAsync())!.Y + await page.EvaluateAsync<float>("() => scrollY");
        await page.Locator(".m.ev").First.ClickAsync();
        Assert.Equal(1, await page.Locator(".note[open]").CountAsync());
        Assert.Equal(before, (await last.BoundingBoxAsync())!.Y + await page.EvaluateAsync<float>("() => scrollY"), 1f);
        await page.Locator(".note[open] .choices button").First.ClickAsync();
        await page.Locator(".note .tag:text('corrected')").First.WaitForAsync();
        Assert.Single(desk.Record.Corrections.List());
    }

    [BrowserFact]
    public async Task Everything_is_reached_by_keys()
    {
        var page = await OpenAsync(_desk, "/");
        await page.Keyboard.PressAsync("?");
        await page.Locator("dialog[open] kbd").First.WaitForAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("t");
        Assert.Equal("dark", await page.Locator("html").GetAttributeAsync("data-theme"));
        await page.Keyboard.PressAsync("g");
        await page.Keyboard.PressAsync("d");
        await page.WaitForURLAsync("**/documents");
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/documents/d*");
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("x");
        Assert.Equal("true", await page.Locator(".note[open]").GetAttributeAsync("aria-current"));
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("missile");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/search?q=missile");
    }

    [BrowserFact]
    public async Task The_slider_replays_and_the_timeline_is_brushed()
    {
        var page = await OpenAsync(_desk, "/situations/Karvonia-Sellenia");
        await page.Locator("input[name=step]").FocusAsync();
        await page.Keyboard.PressAsync("Home");
        await page.Locator(".asof strong").WaitForAsync();
        Assert.Contains("As of", await page.Locator(".asof").InnerTextAsync(), StringComparison.Ordinal);
        await page.WaitForURLAsync("**asOf=2026-03-09**");
        Assert.Equal("step", await page.EvaluateAsync<string>("() => document.activeElement.id"));
        await page.Locator(".asof a", new PageLocatorOptions { HasTextString = "back to now" }).ClickAsync();
        await page.WaitForURLAsync(url => !url.Contains("asOf=", StringComparison.Ordinal));
        await page.Locator("#assessments").WaitForAsync();
        await page.Locator("svg.timeline:not(.slim)").ScrollIntoViewIfNeededAsync();
        var box = (await page.Locator("svg.timeline:not(.slim)").BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + (box.Width * 0.6f), box.Y + (box.Height * 0.85f));
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(box.X + (box.Width * 0.9f), box.Y + (box.Height * 0.85f), new MouseMoveOptions { Steps = 8 });
        await page.Mouse.UpAsync();
        await page.Locator(".notice", new PageLocatorOptions { HasTextString = "Only what happened" }).WaitForAsync();
        await page.WaitForURLAsync("**from=**");
        await page.GoBackAsync();
        await page.WaitForURLAsync(url => !url.Contains("from=", StringComparison.Ordinal));
        await page.Locator(".notice", new PageLocatorOptions { HasTextString = "Only what happened" }).WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
        await page.Keyboard.PressAsync("+");
        await page.WaitForURLAsync("**from=**");
    }

    [BrowserFact]
    public async Task On_paper_stands_what_is_told_and_no_form()
    {
        var paths = BrowserPages.Of(_desk).ToArray();
        var page = await OpenAsync(_desk, paths.First(path => path.StartsWith("/incidents/", StringComparison.Ordinal)));
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        Assert.True(await page.Locator(".origin blockquote").First.IsVisibleAsync());
        Assert.False(await page.Locator("main button, main input").First.IsVisibleAsync());
        await page.GotoAsync(paths.First(path => path.StartsWith("/documents/", StringComparison.Ordinal)));
        Assert.True(await page.Locator(".note summary").First.IsVisibleAsync());
        Assert.False(await page.Locator(".note .body").First.IsVisibleAsync());
        Assert.NotEmpty(await page.PdfAsync(new PagePdfOptions { Format = "A4" }));
    }

    [BrowserFact]
    public async Task On_a_narrow_screen_a_drawing_is_whole_and_the_menu_is_in_reach()
    {
        var page = await OpenAsync(_desk, "/situations/Karvonia-Sellenia", 400);
        await page.Locator("#assessments").WaitForAsync();
        await page.GotoAsync("/situations/Karvonia-Sellenia");
        Assert.True(await page.Locator("svg:is(.timeline, .curve):visible").CountAsync() >= 3);
        Assert.Empty(await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('.top nav a, svg.timeline, svg.curve')].map(at => ({ at, box: at.getBoundingClientRect() })).filter(one => one.box.width > 0 && (one.box.left < 0 || one.box.right > innerWidth)).map(one => one.at.outerHTML.slice(0, 80))"));
    }

    [BrowserFact]
    public async Task What_cannot_be_worked_out_is_said_where_it_would_have_stood()
    {
        var page = await OpenAsync(_desk, "/keys");
        await page.RouteAsync("**/assessment*", route => route.FulfillAsync(new RouteFulfillOptions { Status = 500 }));
        await page.GotoAsync("/situations/Karvonia-Sellenia?asOf=2026-03-11T09:41");
        await page.Locator("#which .fault a").WaitForAsync();
        Assert.Equal(0, await page.Locator("text=being weighed").CountAsync());
    }

    [BrowserFact]
    public async Task It_reads_without_JavaScript()
    {
        await using var context = await _browser!.NewContextAsync(new BrowserNewContextOptions { JavaScriptEnabled = false, BaseURL = _desk.Url.ToString() });
        var page = await context.NewPageAsync();
        await page.GotoAsync("/situations/Karvonia-Sellenia");
        Assert.Contains("its forces had attacked an air base", await page.Locator("#who").InnerTextAsync(), StringComparison.Ordinal);
        for (var i = 0; i < 40 && await page.Locator("#assessments").CountAsync() == 0; i++)
        {
            Assert.True(await page.Locator("text=reload this page").IsVisibleAsync());
            await Task.Delay(250);
            await page.ReloadAsync();
        }

        Assert.Contains("Weighed:", await page.Locator("#assessments").InnerTextAsync(), StringComparison.Ordinal);
        await page.GotoAsync("/documents");
        await page.Locator("tbody a").First.ClickAsync();
        Assert.True(await page.Locator(".m.ev").CountAsync() > 0);
    }

    [BrowserFact]
    public async Task News_reaches_an_open_page()
    {
        await using var desk = await DeskUnderTest.StartAsync();
        await desk.AddAsync(new Document("a", "Karvonia attacked Lomna on Monday, officials said.", Title: "First", Outlet: "Courier", PublishedAt: new DateOnly(2026, 3, 9)));
        var page = await OpenAsync(desk, "/documents");
        await desk.AddAsync(new Document("b", "Sellenia shelled Orlast on Tuesday, officials said.", Title: "Second", Outlet: "Herald", PublishedAt: new DateOnly(2026, 3, 10)));
        await page.Locator(".told button").ClickAsync();
        await page.Locator("text=Second").WaitForAsync();
    }

    private async Task FaultlessAsync(int width, ColorScheme scheme)
    {
        var axe = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "axe.min.js"));
        var page = await OpenAsync(_desk, "/", width, scheme);
        var faults = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                faults.Add($"{page.Url}: console: {message.Text}");
            }
        };
        foreach (var path in BrowserPages.Of(_desk))
        {
            await page.GotoAsync(path);
            await page.WaitForLoadStateAsync(LoadState.NetworkIdle, new PageWaitForLoadStateOptions { Timeout = 3000 }).ContinueWith(_ => { }, TaskScheduler.Default);
            await page.EvaluateAsync(axe);
            var found = await page.EvaluateAsync<JsonElement>("async () => (await axe.run(document, { resultTypes: ['violations'] })).violations.map(v => ({ impact: v.impact, id: v.id, where: v.nodes.slice(0, 3).map(n => n.html + ' ' + (n.any[0]?.message ?? '')) }))");
            faults.AddRange(found.EnumerateArray().Select(fault => $"{path}: {fault}"));
            var over = await page.EvaluateAsync<int>("() => document.scrollingElement.scrollWidth - document.documentElement.clientWidth");
            if (over > 1)
            {
                faults.Add($"{path}: {over} pixels too wide");
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    private async Task<IPage> OpenAsync(DeskUnderTest desk, string path, int width = 1440, ColorScheme scheme = ColorScheme.Light)
    {
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions { BaseURL = desk.Url.ToString(), ViewportSize = new ViewportSize { Width = width, Height = 900 }, ColorScheme = scheme });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(15_000);
        await page.GotoAsync(path);
        return page;
    }
}

/// <summary>One of each kind of page.</summary>
internal static class BrowserPages
{
    public static IEnumerable<string> Of(DeskUnderTest desk)
    {
        var situation = desk.PageAsync("/situations/everything").GetAwaiter().GetResult();
        var incident = System.Text.RegularExpressions.Regex.Match(situation, "/incidents/i[0-9a-f]+").Value;
        var document = desk.Record.Documents.List(new()).First(found => found.Printer == "Harbour Post").Id;
        return
        [
            "/", "/situations", "/situations/Karvonia-Sellenia", "/situations/Karvonia-Sellenia/assessment", incident, "/documents", $"/documents/{document}", "/sources", "/sources/irena%20valk", "/sources/outlet%20Dremen%20Courier", "/situations/Nowhereland", "/actors", "/actors/karvonia",
            "/warnings", "/search?q=missile", "/method", "/keys",
        ];
    }
}
