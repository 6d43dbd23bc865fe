using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using Tocsin.Analysis.Events;
using Tocsin.Desk.Charts;
using Tocsin.Desk.Maps;
using Xunit.Abstractions;

namespace Tocsin.Desk.Tests;

/// <summary>A situation of 5,000 incidents under the pointer.</summary>
[Collection(SampleTests.Name)]
public sealed class FrameTests(SampleDesk sample, ITestOutputHelper output)
{
    private const int Incidents = 5000;
    private const int Places = 300;
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Far above what a frame takes (17 ms): a machine that other work keeps busy must not fail it, a page that draws all anew on each move must.</summary>
    private const double FrameMsMax = 34;

    [BrowserFact]
    public async Task Timeline_and_map_follow_the_pointer_with_five_thousand_incidents()
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = BrowserFactAttribute.Path, Args = ["--no-sandbox"] });
        var page = await browser.NewPageAsync(new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = 1440, Height = 900 } });
        page.SetDefaultTimeout(60_000);
        var html = await PageAsync();
        await page.RouteAsync("**/situations/Karvonia-Sellenia", route => route.FulfillAsync(new RouteFulfillOptions { Body = html, ContentType = "text/html; charset=utf-8" }));
        await page.GotoAsync(new Uri(sample.Desk.Url, "/situations/Karvonia-Sellenia").ToString());
        await page.Locator("#assessments").WaitForAsync();
        output.WriteLine($"{Incidents} incidents, {await page.Locator("svg.timeline:not(.slim) .mark").CountAsync()} marks, {await page.Locator("svg.map .spot").CountAsync()} places");

        var map = await BoxAsync(page, "svg.map");
        await FramesAsync(page, "map, drawn closer and further off", async () =>
        {
            for (var i = 0; i < 40; i++)
            {
                await page.Locator($".zoom [data-zoom=\"{(i % 20 < 10 ? "1.5" : "0.667")}\"]").DispatchEventAsync("click");
            }
        });
        await page.Locator(".zoom [data-zoom=\"1.5\"]").ClickAsync();
        await FramesAsync(page, "map, dragged", () => DragAsync(page, map, 0.03f, 0.97f, 0.9f, 0.15f));
        var timeline = await BoxAsync(page, "svg.timeline:not(.slim)");
        await FramesAsync(page, "timeline, brushed", async () =>
        {
            await page.Mouse.MoveAsync(timeline.X + (timeline.Width * 0.3f), timeline.Y + timeline.Height - 12);
            await page.Mouse.DownAsync();
            await page.Mouse.MoveAsync(timeline.X + (timeline.Width * 0.95f), timeline.Y + timeline.Height - 12, new MouseMoveOptions { Steps = 120 });
            await page.Mouse.MoveAsync(timeline.X + (timeline.Width * 0.301f), timeline.Y + timeline.Height - 12, new MouseMoveOptions { Steps = 120 });
            await page.Mouse.UpAsync();
        });
        await FramesAsync(page, "page, scrolled", async () =>
        {
            for (var i = 0; i < 60; i++)
            {
                await page.Mouse.WheelAsync(0, i < 30 ? -120 : 120);
            }
        });
    }

    /// <summary>The page of the sample's situation, its charts drawn with as many incidents as the bar asks for.</summary>
    private async Task<string> PageAsync()
    {
        var quads = Enum.GetValues<Quad>();
        var items = Enumerable.Range(0, Incidents).Select(i => new TimelineItem(
            $"Incident {i}", $"/incidents/{i}", quads[i % 4], Start.AddHours(i * 37 % 8760), Start.AddHours((i * 37 % 8760) + (i % 9 == 0 ? 200 : 0)), Start.AddHours((i * 37 % 8760) + 9), [$"Actor {i % 11}"], 1, i % 3 > 0)).ToArray();
        var timeline = Timeline.Of(Start, Start.AddYears(1), items, items.Select(item => item.Reported), (_, _) => "/");
        var map = IncidentMap.Of([.. items.GroupBy(item => item.Happened!.Value.Ticks / TimeSpan.TicksPerHour % Places).Select(group => new MapPlace(
            $"Place {group.Key}", $"Place {group.Key}, {group.Count()} killed", 28 + (group.Key * 7 % 30), 20 + (group.Key * 11 % 20), group.Count(), quads[group.Key % 4], "/", $"{group.Count()} incidents"))]);
        var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        async Task<string> DrawAsync<T>(string name, object chart)
            where T : IComponent => await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(new Dictionary<string, object?> { [name] = chart }))).ToHtmlString());
        var page = await sample.Desk.PageAsync("/situations/Karvonia-Sellenia");
        var (from, to) = (page.IndexOf("<desk-timeline", StringComparison.Ordinal), page.IndexOf("</desk-timeline>", StringComparison.Ordinal));
        return page[..from] + await DrawAsync<TimelineChart>("Chart", timeline) + await DrawAsync<MapChart>("Map", map) + page[to..];
    }

    private static async Task<LocatorBoundingBoxResult> BoxAsync(IPage page, string svg)
    {
        await page.Locator(svg).ScrollIntoViewIfNeededAsync();
        return (await page.Locator(svg).BoundingBoxAsync())!;
    }

    private static async Task DragAsync(IPage page, LocatorBoundingBoxResult box, float fromX, float fromY, float toX, float toY)
    {
        await page.Mouse.MoveAsync(box.X + (box.Width * fromX), box.Y + (box.Height * fromY));
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(box.X + (box.Width * toX), box.Y + (box.Height * toY), new MouseMoveOptions { Steps = 120 });
        await page.Mouse.UpAsync();
    }

    /// <summary>Times between frames while something is done.</summary>
    private async Task FramesAsync(IPage page, string what, Func<Task> act)
    {
        await page.EvaluateAsync("() => { const frames = window.frames60 = []; let last = performance.now(); const next = now => { frames.push(now - last); last = now; if (window.frames60 === frames) requestAnimationFrame(next); }; requestAnimationFrame(next); }");
        await act();
        var frames = (await page.EvaluateAsync<double[]>("() => { const all = window.frames60; window.frames60 = null; return all; }")).Skip(1).Order().ToArray();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {frames.Length} frames, median {frames[frames.Length / 2]:0.0} ms, 95 of 100 within {frames[frames.Length * 95 / 100]:0.0} ms, longest {frames[^1]:0} ms"));
        Assert.InRange(frames[frames.Length / 2], 0, FrameMsMax);
    }
}
