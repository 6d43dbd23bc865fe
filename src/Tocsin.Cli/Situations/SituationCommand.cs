using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Tocsin.Analysis.Actors;
using Tocsin.Analysis.Contract;
using Tocsin.Analysis.Escalation;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Situations;
using Tocsin.Cli.Briefing;
using Tocsin.Cli.Record;
using Tocsin.Language.Mentions;
using Tocsin.Storage;

namespace Tocsin.Cli.Situations;

/// <summary><c>tocsin situation</c>: the state of what is watched, as of any moment.</summary>
internal static class SituationCommand
{
    private const int SuggestionsMax = 8;

    private static readonly string[] Examples =
    [
        "tocsin situation US-Iran                       # as it is now, and what changed since you last looked",
        "tocsin situation US-Iran --as-of 2020-01-08T14:05 --clock published",
        "tocsin situation in:Baghdad --days 7 --since 2020-01-06",
        "tocsin situation everything --by cron --format json | jq .incidents",
    ];

    public static Command Command(Surroundings surroundings)
    {
        var scope = new Argument<string>("SCOPE") { Description = "A pair (US-Iran), a country, an actor, a place (in:Baghdad), words (word:rocket), everything; parts parted by ; must all be met." };
        scope.Validators.Add(result => CommandLine.NoOptions(result, result.Tokens));
        var record = RecordOption.Create();
        var asOf = MomentOption.Create("--as-of", "What was known then; a day means all of it. Without it, now.", endOfDay: true);
        var clock = new Option<string?>("--clock") { HelpName = "recorded|published", Description = "recorded: what had been recorded by then (the default). published: what had been published by then, for archives that were recorded later." };
        clock.AcceptOnlyFromAmong("recorded", "published");
        var days = new Option<int?>("--days") { HelpName = "N", Description = $"How far back reports are shown, 1 to 3660 ({ViewSettings.DaysUsual}); older ones are counted." };
        days.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < 1 or > 3660)
            {
                result.AddError("--days is a number from 1 to 3660.");
            }
        });
        var since = MomentOption.Create("--since", "Tell what changed since then, which does not count as looking. Without it, since you last looked; the first time, and with --as-of, a day before.", endOfDay: false);
        var by = Looking.By();
        var format = new Option<string>("--format") { HelpName = "brief|json", Description = "brief to read, json (tocsin.situation/1) to go on with.", DefaultValueFactory = _ => "brief" };
        format.AcceptOnlyFromAmong("brief", "json");
        var situation = new Command("situation", "Shows what is watched: incidents, what is contested and by whom, whether it escalates, who fell silent, what changed.") { scope, record, asOf, clock, days, since, by, format };
        situation.SetAction((parsed, _) => RecordOption.RunAsync(surroundings, async () =>
        {
            using var opened = RecordFile.OpenReadOnly(RecordOption.PathOf(parsed.GetValue(record)), TimeProvider.System);
            if (parsed.GetValue(since) > parsed.GetValue(asOf))
            {
                new Messages(surroundings.Error).Tell("--since lies after --as-of.");
                return ExitCode.Usage;
            }

            var asked = new Asked(
                parsed.GetRequiredValue(scope), parsed.GetValue(asOf), parsed.GetValue(clock), parsed.GetValue(days), parsed.GetValue(since), parsed.GetValue(by), parsed.GetValue(format) == "json");
            return await RunAsync(opened, asked, surroundings);
        }));
        CommandLine.WithExamples(situation, Examples);
        return situation;
    }

    /// <summary>What somebody typed for a situation, read by the names that the record has.</summary>
    internal static ParsedScope Parsed(RecordFile record, string scope, CountryLexicon countries) =>
        new SituationParser(countries, () => new ActorResolver(ActorLexicon.Load(countries))).Parse(scope, new RecordNames(record.HasSide, record.HasPlace));

    private static async Task<int> RunAsync(RecordFile record, Asked asked, Surroundings surroundings)
    {
        var messages = new Messages(surroundings.Error);
        var countries = CountryLexicon.Load();
        var scope = Parsed(record, asked.Scope, countries);
        if (scope is not ParsedScope.Understood(var situation))
        {
            messages.Tell(((ParsedScope.Unclear)scope).Message);
            return ExitCode.Usage;
        }

        var moment = Moment(record, situation, asked, messages);
        var looking = Looking.Of(record, situation, asked.By, moment.Clock, isLook: asked is { AsOf: null, Since: null });
        var view = View(record, situation, asked, moment, looking, countries);
        if (view.Documents.IsEmpty)
        {
            TellWhyEmpty(record, situation, view, messages);
        }

        looking.TellLate(view, messages);
        try
        {
            Write(view, asked, looking, surroundings);
        }
        catch (OutputException error)
        {
            if (error.IsClosed)
            {
                return ExitCode.Ok;
            }

            messages.Tell($"standard output: {error.Message}");
            return ExitCode.Failure;
        }

        // Nothing was there to be seen where a name is misspelt.
        if (!view.Documents.IsEmpty || view.OlderDocuments > 0)
        {
            await looking.RememberAsync(record.Path, view.AsOf, messages);
        }

        return ExitCode.Ok;
    }

    /// <summary>The moment and clock of the view. An archive that is older than the window is shown as of its newest report, unless a moment is asked for.</summary>
    private static (DateTimeOffset AsOf, RecordClock Clock) Moment(RecordFile record, Situation situation, Asked asked, Messages messages)
    {
        var now = record.Now();
        var clock = asked.Clock == "published" ? RecordClock.Published : RecordClock.Recorded;
        if (asked.AsOf is { } given)
        {
            // An archive that was recorded later: by the clock of recording nothing was known of anything yet.
            if (asked.Clock is null && record.Extent(situation, given).Newest is null && record.Extent(situation, now, null, given).Newest is not null)
            {
                messages.Tell("nothing had been recorded by then; shown by what had been published. --clock recorded shows the record as it was.");
                return (given, RecordClock.Published);
            }

            return (given, clock);
        }

        var newest = record.Extent(situation, now).Newest;
        var end = newest is { } last ? MomentOption.EndOf(DateOnly.FromDateTime(last.UtcDateTime)) : now;
        if (clock == RecordClock.Published)
        {
            return (end < now ? end : now, clock);
        }

        if (asked is { Clock: null, Since: null } && newest < now.AddDays(-Math.Max(ViewSettings.DaysUsual, asked.Days ?? 0)))
        {
            messages.Tell(string.Create(CultureInfo.InvariantCulture, $"the newest report came out on {newest:yyyy-MM-dd}; shown as of that day, as it was published. --as-of and --clock choose otherwise."));
            return (end, RecordClock.Published);
        }

        return (now, clock);
    }

    private static SituationView View(RecordFile record, Situation situation, Asked asked, (DateTimeOffset AsOf, RecordClock Clock) moment, Looking looking, CountryLexicon countries)
    {
        var days = asked.Days ?? ViewSettings.DaysUsual;
        var since = asked.Since ?? looking.Since(moment.AsOf, days);
        var from = (since < moment.AsOf ? since : moment.AsOf).AddDays(-days);
        var known = moment.Clock == RecordClock.Recorded ? moment.AsOf : record.Now();
        DateTimeOffset? to = moment.Clock == RecordClock.Recorded ? null : moment.AsOf.AddMicroseconds(1);
        var facts = record.Facts(situation, known, from, to, moment.AsOf.AddDays(-PairTension.SeriesDays)) with { AsOf = moment.AsOf };
        var older = record.Extent(situation, known, null, from);
        var past = facts.Readings.Count(reading => SourceActivities.At(reading.Document) < from);
        return SituationViewer.Load(countries).Of(situation, facts, new ViewSettings(days, since, moment.Clock, older.Count - past, older.Newest));
    }

    private static void Write(SituationView view, Asked asked, Looking looking, Surroundings surroundings)
    {
        var output = new DataOutput(surroundings.Out);
        if (asked.IsJson)
        {
            using var buffer = new MemoryStream();
            using (var json = new Utf8JsonWriter(buffer, ReadingJson.WriterOptions))
            {
                SituationJson.Write(json, view);
            }

            buffer.WriteByte((byte)'\n');
            output.Write(buffer.ToArray());
            return;
        }

        var page = new Page(surroundings.Width, surroundings.Colour);
        new SituationBrief(view, surroundings.Width, looking.Told(view.Since)).Write(page);
        output.Write(Encoding.UTF8.GetBytes(page.Take()));
    }

    private static void TellWhyEmpty(RecordFile record, Situation situation, SituationView view, Messages messages)
    {
        var now = record.Now();
        if (view.OlderDocuments > 0)
        {
            messages.Tell(string.Create(
                CultureInfo.InvariantCulture,
                $"nothing in the {view.Days} days before {view.AsOf.UtcDateTime:yyyy-MM-dd HH:mm} UTC; the newest of {view.OlderDocuments:N0} older came out on {view.NewestOlder:yyyy-MM-dd}. Ask for more --days, or for that day with --as-of."));
            return;
        }

        var published = view.Clock == RecordClock.Recorded ? record.Extent(situation, now, null, view.AsOf.AddMicroseconds(1)).Count : 0;
        if (published > 0)
        {
            messages.Tell(string.Create(
                CultureInfo.InvariantCulture,
                $"nothing of it had been recorded by {view.AsOf.UtcDateTime:yyyy-MM-dd HH:mm} UTC; {published:N0} {(published == 1 ? "report" : "reports")} had been published by then. Add --clock published to replay {(published == 1 ? "it" : "them")} as if recorded when published."));
            return;
        }

        if (record.Extent(situation, now) is { Count: > 0 and var count, Newest: { } newest })
        {
            messages.Tell(string.Create(CultureInfo.InvariantCulture, $"nothing of it was known by then; the record has {count:N0} in scope, the newest of {newest:yyyy-MM-dd}."));
            return;
        }

        var sides = record.FrequentSides(SuggestionsMax);
        messages.Tell(sides.Count == 0
            ? "the record is empty. Read something into it with `tocsin watch`."
            : $"nothing in the record is in scope. Most often named are: {string.Join(", ", sides)}. `tocsin search` finds words.");
    }

    private sealed record Asked(string Scope, DateTimeOffset? AsOf, string? Clock, int? Days, DateTimeOffset? Since, string? By, bool IsJson);
}
