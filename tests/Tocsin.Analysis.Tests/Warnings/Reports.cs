using System.Globalization;
using Tocsin.Analysis.Attributions;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Places;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Warnings;
using Tocsin.Analysis.Watching;
using Tocsin.Tests;

namespace Tocsin.Analysis.Tests.Warnings;

/// <summary>Reports on Kesh, and a file that watches it.</summary>
internal static class Reports
{
    public static readonly DateTimeOffset Noon = new(2031, 3, 5, 12, 0, 0, TimeSpan.Zero);

    public static WatchFile Watch(string rules, string more = "")
    {
        var problems = new List<WatchProblem>();
        var watch = WatchFile.Read(WatchMap.Parse($$"""
            sites:
              - { id: embassy, name: the embassy, at: [10, 20], names: [embassy quarter] }
            channels:
              - { id: hook, kind: webhook, url: "http://127.0.0.1:1/" }
              - { id: ring, kind: command, run: [ring] }
              - { id: drop, kind: file, folder: alerts }
            contacts:
              - { id: duty, channels: [hook], wait: 5m }
              - { id: head, channels: [ring, hook], wait: 10m, severity: severe }
            repeat: 30m
            {{more}}
            rules:
              {{rules.ReplaceLineEndings("\n  ")}}
            """, problems));
        return problems.Count == 0 ? watch : throw new InvalidOperationException(string.Join('\n', problems));
    }

    public static RecordedPlace Place(string name, double latitude, double longitude, PlaceKind kind = PlaceKind.City) => new(name, kind, null, 1, latitude, longitude, default);

    /// <summary>An attack in the town of the embassy, as one outlet tells it.</summary>
    public static RecordedReading Attack(
        string id, DateTimeOffset? published, int? killed = null, string mode = "firearms", EventStatus status = EventStatus.Fact, string? on = null, double latitude = 10.01, string outlet = "Courier", string type = "ASSAULT")
    {
        var maker = new RecordMaker(id, (published ?? Noon).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), outlet);
        maker.Event("KAR", "VES", type, mode: mode, on: on, status: status, killed: killed, place: Place("Kesh", latitude, 20), words: $"gunmen attacked the market in Kesh ({id})");
        var made = maker.Make();
        return published is null ? made with { Document = made.Document with { PublishedAt = null, PublishedToTheMinute = false } } : made;
    }

    public static RecordedReading Warned(string id, DateTimeOffset published, string content, SpeechAct act = SpeechAct.Warn)
    {
        var maker = new RecordMaker(id, published.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), "Courier");
        maker.Claim(RecordMaker.Party("ministry"), content, act);
        return maker.Make();
    }

    /// <summary>One evaluation after the other, each with what the ones before said.</summary>
    public static List<Warning> Run(WatchFile watch, params WarningFacts[] steps)
    {
        var engine = new WarningEngine(watch);
        var said = new List<Warning>();
        foreach (var facts in steps)
        {
            said.AddRange(engine.Evaluate(facts, said).Messages);
        }

        return said;
    }
}
