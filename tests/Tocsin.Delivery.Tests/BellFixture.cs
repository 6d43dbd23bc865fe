using System.Globalization;
using Tocsin.Analysis;
using Tocsin.Analysis.Cap;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Places;
using Tocsin.Analysis.Watching;
using Tocsin.Language.Mentions;
using Tocsin.Storage;
using Tocsin.Storage.Warnings;
using Tocsin.Tests;

namespace Tocsin.Delivery.Tests;

/// <summary>A record and a bell in a folder of their own, with reports to ring for.</summary>
public abstract class BellFixture : IDisposable
{
    internal static readonly RetryPolicy Quick = new(TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(100), 4, () => 0.5);

    internal string Folder { get; } = Directory.CreateTempSubdirectory("tocsin-bell-").FullName;

    internal List<string> Told { get; } = [];

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    internal RecordFile Open() => RecordFile.Open(Path.Combine(Folder, "tocsin.db"), TimeProvider.System);

    internal Bell Ring(RecordFile record, WatchFile watch) => new(record, watch, TimeProvider.System, Tell, retry: Quick);

    internal void Tell(string message)
    {
        lock (Told)
        {
            Told.Add(message);
        }
    }

    internal static WatchFile Watch(string channels, string contact = "[]", string more = "", string rule = "")
    {
        var problems = new List<WatchProblem>();
        var watch = WatchFile.Read(WatchMap.Parse($$"""
            sites: [{ id: town, name: Kesh, at: [33.34, 44.40] }]
            rules: [{ id: near, when: incident, site: town, within: 5 km, severity: severe {{rule}} }]
            contacts: [{ id: duty, name: Duty, channels: {{contact}}, wait: 1h }]
            channels:
              {{channels.ReplaceLineEndings("\n  ")}}
            {{more}}
            """, problems));
        return problems.TrueForAll(problem => problem.What.Contains("has no channels", StringComparison.Ordinal)) ? watch : throw new InvalidOperationException(string.Join('\n', problems));
    }

    /// <summary>An attack in Kesh, told now. Reports of other types are of other happenings.</summary>
    internal static async Task<string> AppendAsync(RecordFile record, string name, int killed = 0, string? mode = "firearms", bool far = false, string type = "ASSAULT")
    {
        var now = DateTimeOffset.UtcNow;
        var text = string.Create(CultureInfo.InvariantCulture, $"Gunmen attacked the market of Kesh, killing {killed} people, the report {name} says.");
        var document = new Document(name, text, null, name, "Courier", null, DateOnly.FromDateTime(now.UtcDateTime), now);
        var reading = new ReadingBuilder(document);
        var gunmen = reading.Entity(EntityKind.ArmedGroup, "Gunmen");
        int? place = far ? null : reading.Place("Kesh", null);
        reading.Happened(far ? "Gunmen attacked the market" : "Gunmen attacked the market of Kesh", "attacked", type, [(gunmen, "Gunmen")], [], mode, place, DateOnly.FromDateTime(now.UtcDateTime), EventStatus.Fact, null, killed: killed == 0 ? null : (killed, killed, $"{killed} people"));
        var added = await record.AppendAsync(document, now, true, reading.Build(), "1");
        return added.Document.Id;
    }

    internal static async Task UntilAsync(Func<bool> done, int seconds = 20)
    {
        for (var i = 0; i < seconds * 50 && !done(); i++)
        {
            await Task.Delay(20);
        }

        Xunit.Assert.True(done(), "It did not happen in time.");
    }

    /// <summary>Runs a bell while something is done beside it.</summary>
    internal async Task WhileRingingAsync(RecordFile record, WatchFile watch, Func<Bell, Task> work)
    {
        using var stop = new CancellationTokenSource();
        await using var bell = Ring(record, watch);
        var running = bell.RunAsync(stop.Token);
        try
        {
            await Task.WhenAny(running, work(bell)).Unwrap();
        }
        finally
        {
            await stop.CancelAsync();
            await running;
        }
    }

    internal static IReadOnlyList<OutboxItem> Items(RecordFile record, string channel) => [.. record.Warnings.Outbox.List().Where(item => item.Channel == channel)];
}
