using System.Security.Cryptography;
using System.Text.Json;
using Tocsin.Analysis.Events;
using Tocsin.Desk.Assets;
using Tocsin.Desk.Charts;
using Tocsin.Desk.Documents;
using Tocsin.Desk.Maps;
using Tocsin.Desk.Method;
using Tocsin.Language;

namespace Tocsin.Desk.Tests;

public sealed class DrawingTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Marks_that_nest_and_cross_leave_every_character_in_its_place()
    {
        const string text = "Heading\n\nThe general said that the minister said that it was hit on Monday.\n\nEnd.";
        Mark Mark(string id, MarkKind kind, params (MarkPart Part, string Words)[] parts) =>
            new(id, kind, "", "", id, [.. parts.Select(part => (part.Part, new TextSpan(text.IndexOf(part.Words, StringComparison.Ordinal), part.Words.Length)))], [], null, [], []);
        Mark[] marks =
        [
            Mark("a1", MarkKind.Claim, (MarkPart.Source, "The general"), (MarkPart.Cue, "said"), (MarkPart.Content, "that the minister said that it was hit on Monday")),
            Mark("a2", MarkKind.Claim, (MarkPart.Source, "the minister"), (MarkPart.Content, "that it was hit on Monday")),
            Mark("v1", MarkKind.Event, (MarkPart.Anchor, "hit"), (MarkPart.Clause, "said that it was hit")),
        ];
        var paragraphs = MarkedText.Cut(text, marks);
        Assert.Equal(text.Replace("\n\n", "", StringComparison.Ordinal), string.Concat(paragraphs.SelectMany(paragraph => paragraph.Runs).Select(run => run.Text)));
        Assert.All(paragraphs.SelectMany(paragraph => paragraph.Runs), run => Assert.Equal(run.Text, run.Span.In(text)));
        Assert.Equal(["a1", "a2", "v1"], paragraphs[1].Notes.Select(note => note.Id).Order());
        var hit = paragraphs[1].Runs.Single(run => run.Text == "hit");
        Assert.Equal(2, hit.Depth);
        Assert.True(paragraphs[0].IsHeading);
    }

    [Fact]
    public void Five_thousand_incidents_are_drawn_as_no_more_marks_than_there_is_room_for()
    {
        var quads = Enum.GetValues<Quad>();
        var items = Enumerable.Range(0, 5000).Select(i => new TimelineItem($"Incident {i}", $"/incidents/{i}", quads[i % 4], Start.AddHours(i % 700), Start.AddHours(i % 700), Start.AddHours((i % 700) + 9), [$"Lane {i % 11}"], 1, true)).ToArray();
        var chart = Timeline.Of(Start, Start.AddDays(30), items, items.Select(item => item.Reported), (_, _) => "/");
        Assert.InRange(chart.Lanes.Sum(lane => lane.Marks.Length), 1, 9 * 80);
        Assert.Equal(5000, chart.Lanes.Sum(lane => lane.Marks.Sum(mark => mark.Count)));
        var map = IncidentMap.Of([.. items.GroupBy((item) => item.Happened!.Value.Hour % 20).Select((group, i) => new MapPlace($"Place {i}", $"Place {i}", 30 + i, 10 + (i % 7), group.Count(), Quad.MaterialConflict, "/", ""))]);
        Assert.Equal(20, map.Points.Length);
        Assert.All(map.Points, point => Assert.True(point.X > 0 && point.X < map.Width && point.Y > 0 && point.Y < map.Height));
        Assert.NotEmpty(map.Land);
    }

    [Fact]
    public void A_narrow_drawing_holds_the_same_in_less_room()
    {
        TimelineItem[] items = [.. Enumerable.Range(0, 12).Select(i => new TimelineItem($"Incident {i}", $"/incidents/{i}", Quad.MaterialConflict, Start.AddDays(i), Start.AddDays(i), Start.AddDays(i).AddHours(9), [$"Lane {i % 3}"], 1, true))];
        var (wide, slim) = (Timeline.Of(Start, Start.AddDays(30), items, [], (_, _) => "/"), Timeline.Of(Start, Start.AddDays(30), items, [], (_, _) => "/", isSlim: true));
        Assert.InRange(slim.Width, 1, 400);
        Assert.Equal(wide.Lanes.Select(lane => (lane.Name, lane.Marks.Sum(mark => mark.Count))), slim.Lanes.Select(lane => (lane.Name, lane.Marks.Sum(mark => mark.Count))));
        Assert.All(slim.Lanes.SelectMany(lane => lane.Marks), mark => Assert.InRange(mark.X, 0, slim.Width));
    }

    [Fact]
    public void A_label_that_finds_no_room_gives_way_to_the_name()
    {
        MapPlace Place(string name, double longitude) => new(name, $"{name}, killed: a number that is very long and said by somebody with a long name indeed, as it was told", longitude, 33, 1, Quad.MaterialConflict, "/", name);
        var map = IncidentMap.Of([Place("Orlast", 44), Place("Lomna", 44.8)], isSlim: true);
        Assert.Equal(["Lomna", "Orlast"], map.Points.Select(point => point.Label).Order());
        Assert.All(map.Points, point => Assert.NotNull(point.LabelX));
    }

    [Theory]
    [InlineData(6)]
    [InlineData(48)]
    [InlineData(24 * 30)]
    [InlineData(24 * 400)]
    [InlineData(24 * 8000)]
    public void A_scale_has_a_few_round_ticks_from_hours_to_years(int hours)
    {
        var ticks = new TimeScale(Start, Start.AddHours(hours), 0, 1000).Ticks();
        Assert.InRange(ticks.Length, 2, 26);
        Assert.Equal(ticks.Length, ticks.Select(tick => tick.At).Distinct().Count());
    }

    [Fact]
    public void The_first_load_is_small_and_what_others_made_is_what_the_list_says()
    {
        var assets = AssetStore.Load();
        var bytes = new[] { "desk.css", "desk.js", "keys.js", "live.js", "map.js", "marks.js", "timeline.js", "walk.js", "htmx.min.js", "bell.svg", "source-sans.woff2", "source-serif.woff2" }.Sum(assets.SizeZipped);
        Assert.InRange(bytes, 1, 150 * 1024);
        using var list = JsonDocument.Parse(AssetStore.Read("assets/vendor/manifest.json"));
        foreach (var entry in list.RootElement.EnumerateArray())
        {
            var file = AssetStore.Read("assets/vendor/" + entry.GetProperty("file").GetString());
            Assert.Equal(entry.GetProperty("sha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(file)));
            Assert.NotEmpty(AssetStore.Read("assets/vendor/" + entry.GetProperty("text").GetString()));
        }
    }

    [Fact]
    public void Our_own_documents_are_read_with_their_tables()
    {
        var blocks = Markdown.Read("# Title\n\nOne `two`\nthree.\n\n| | a |\n| --- | --- |\n| x | **1** |\n\n- item\n  more\n- other\n\n```\ncode\n```\n");
        Assert.Equal(["Heading", "Paragraph", "Table", "Items", "Code"], blocks.Select(block => block.GetType().Name));
        Assert.Equal(["", "a"], ((MarkdownBlock.Table)blocks[2]).Rows[0].AsEnumerable());
        Assert.Equal(["item more", "other"], ((MarkdownBlock.Items)blocks[3]).Texts.AsEnumerable());
        Assert.Equal([("One ", ' '), ("two", '`'), (" three.", ' ')], Markdown.Runs("One `two` three."));
    }
}
