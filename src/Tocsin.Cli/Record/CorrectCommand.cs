using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Situations;
using Tocsin.Cli.Situations;
using Tocsin.Language.Mentions;
using Tocsin.Storage;
using Tocsin.Storage.Documents;

namespace Tocsin.Cli.Record;

/// <summary><c>tocsin correct</c>: what a person decides against a reading. Kept beside it with a name and a reason; nothing is overwritten, and each decision can be undone.</summary>
internal static class CorrectCommand
{
    private const int PageSize = 1000;

    private static readonly string[] Examples =
    [
        "tocsin correct retract reports/kesh.txt --by ana --reason \"withdrawn by the paper\"",
        "tocsin correct set d0123456789abcdef_v3 killed=8 status=claimed --by ana --reason \"misread\"",
        "tocsin correct set d0123456789abcdef_v3 actor=Iran \"recipient=United States; Iraq\" --by ana --reason \"who fired on whom\"",
        "tocsin correct set d0123456789abcdef_v4 drop --by ana --reason \"no event\"",
        "tocsin correct join i0123456789ab i123456789abc --by ana --reason \"one attack\"",
        "tocsin correct split d0123456789abcdef_v3 --by ana --reason \"another day\"",
        "tocsin correct undo c2 --by ana --reason \"it was right after all\"",
        "tocsin correct list                            # what was decided, by whom and why",
        "tocsin situation everything --format json | jq '.incidents[] | {id, title, events: [.accounts[].event]}'   # where the ids are",
    ];

    public static Command Command(Surroundings surroundings)
    {
        var correct = new Command("correct", "Keeps what a person decides against a reading: a report that no longer counts, a field that was misread, incidents that are one or two.")
        {
            Retract(surroundings), Set(surroundings), Group(surroundings, isJoin: true), Group(surroundings, isJoin: false), Undo(surroundings), List(surroundings),
        };
        CommandLine.WithExamples(correct, Examples);
        return correct;
    }

    private static Command Retract(Surroundings surroundings)
    {
        var document = new Argument<string>("DOCUMENT") { Description = "Its id, or the path or address that it was read from." };
        var retract = new Command("retract", "A report no longer counts: withdrawn, or not what it seemed. It stays to be read.") { document };
        Decide(retract, Examples[0..1], surroundings, (record, parsed, by, reason, messages) =>
            Documents(record, parsed.GetRequiredValue(document), messages) is { } found ? [.. found.Select(id => new Correction.Retract("", default, by, reason, id))] : []);
        return retract;
    }

    private static Command Set(Surroundings surroundings)
    {
        var target = new Argument<string>("TARGET") { Description = "An event (d…_v3) or a statement (d…_a3)." };
        var fields = new Argument<string[]>("FIELD=VALUE")
        {
            Arity = ArgumentArity.OneOrMore,
            Description = "Of an event type, mode, actor, recipient (several parted by ;), status, factuality, place, occurredOn, weapon, killed, injured; of a statement act, negated, source, saidOn. Nothing after the = says that the text does not tell. drop says that there is no such event or statement.",
        };
        var set = new Command("set", "A field of an event or statement is to be read otherwise.") { target, fields };
        Decide(set, Examples[1..4], surroundings, (record, parsed, by, reason, messages) => Fields(record, parsed.GetRequiredValue(target), parsed.GetRequiredValue(fields), by, reason, messages));
        return set;
    }

    private static Command Group(Surroundings surroundings, bool isJoin)
    {
        var what = new Argument<string[]>("EVENT") { Arity = ArgumentArity.OneOrMore, Description = "Events (d…_v3), or incidents (i…) for all of their events." };
        var scope = new Option<string>("--in") { HelpName = "SCOPE", Description = "The situation that incidents are looked up in, as tocsin situation shows it.", DefaultValueFactory = _ => "everything" };
        var group = new Command(isJoin ? "join" : "split", isJoin ? "These are one happening." : "These are another happening than all others that were known by now.") { what, scope };
        Decide(group, isJoin ? Examples[4..5] : Examples[5..6], surroundings, (record, parsed, by, reason, messages) =>
        {
            if (Events(record, parsed.GetRequiredValue(what), parsed.GetRequiredValue(scope), messages) is not { } events)
            {
                return [];
            }

            if (isJoin && events.Length < 2)
            {
                messages.Tell("there is nothing to join: name two events or incidents, or more.");
                return [];
            }

            return [isJoin ? new Correction.Join("", default, by, reason, events) : new Correction.Split("", default, by, reason, events)];
        });
        return group;
    }

    private static Command Undo(Surroundings surroundings)
    {
        var id = new Argument<string>("DECISION") { Description = "As tocsin correct list numbers it: c2. Undoing an undo brings the decision back." };
        var undo = new Command("undo", "A decision no longer holds. It stays in the list.") { id };
        Decide(undo, Examples[6..7], surroundings, (record, parsed, by, reason, messages) =>
        {
            var all = record.Corrections.List();
            var asked = parsed.GetRequiredValue(id);
            if (all.FirstOrDefault(one => one.Id == asked) is null)
            {
                messages.Tell($"there is no decision {asked}. tocsin correct list shows them.");
                return [];
            }

            if (Correction.Undone(all).Contains(asked))
            {
                messages.Tell($"{asked} is undone already.");
                return [];
            }

            return [new Correction.Undo("", default, by, reason, asked)];
        });
        return undo;
    }

    private static Command List(Surroundings surroundings)
    {
        var record = RecordOption.Create();
        var list = new Command("list", "What was decided, by whom and why, in the order of recording.") { record };
        list.SetAction((parsed, _) => RecordOption.RunAsync(surroundings, () =>
        {
            using var opened = RecordFile.OpenReadOnly(RecordOption.PathOf(parsed.GetValue(record)), TimeProvider.System);
            var all = opened.Corrections.List();
            var undone = Correction.Undone(all);
            var lines = new StringBuilder();
            foreach (var one in all)
            {
                lines.Append(CultureInfo.InvariantCulture, $"{one.Id}  {one.RecordedAt.UtcDateTime:yyyy-MM-dd HH:mm}Z  {Printable.Line(one.By)}  {Printable.Line(Told(one))}: {Printable.Line(one.Reason)}{(undone.Contains(one.Id) ? " (undone)" : "")}\n");
            }

            if (all.Count == 0)
            {
                new Messages(surroundings.Error).Tell("nothing was decided yet.");
            }

            try
            {
                new DataOutput(surroundings.Out).Write(Encoding.UTF8.GetBytes(lines.ToString()));
            }
            catch (OutputException error)
            {
                return Task.FromResult(error.IsClosed ? ExitCode.Ok : ExitCode.Failure);
            }

            return Task.FromResult(ExitCode.Ok);
        }));
        CommandLine.WithExamples(list, Examples[7..8]);
        return list;
    }

    private delegate ImmutableArray<Correction> Deciding(RecordFile record, ParseResult parsed, string by, string reason, Messages messages);

    /// <summary>Adds the record, name and reason that every decision has, and what keeps it.</summary>
    private static void Decide(Command command, string[] examples, Surroundings surroundings, Deciding decide)
    {
        var record = RecordOption.Create();
        var by = new Option<string>("--by") { HelpName = "NAME", Description = "Who decides.", Required = true };
        var reason = new Option<string>("--reason") { HelpName = "WORDS", Description = "Why.", Required = true };
        command.Add(record);
        command.Add(by);
        command.Add(reason);
        command.SetAction((parsed, _) => RecordOption.RunAsync(surroundings, async () =>
        {
            var messages = new Messages(surroundings.Error);
            var (name, why) = (parsed.GetRequiredValue(by).Trim(), parsed.GetRequiredValue(reason).Trim());
            if (name.Length == 0 || why.Length == 0)
            {
                messages.Tell("a decision needs a name and a reason: --by NAME --reason WORDS.");
                return ExitCode.Usage;
            }

            var path = RecordOption.PathOf(parsed.GetValue(record));
            if (!File.Exists(path))
            {
                messages.Tell($"{path}: there is no such record. Name it with --record FILE.");
                return ExitCode.Failure;
            }

            await using var opened = RecordFile.Open(path, TimeProvider.System);
            var decided = decide(opened, parsed, name, why, messages);
            foreach (var one in decided)
            {
                var kept = await opened.Corrections.AddAsync(one, surroundings.Stop);
                messages.Tell($"{kept.Id}: {Told(kept)}. `tocsin correct undo {kept.Id}` takes it back.");
            }

            return decided.IsEmpty ? ExitCode.Failure : ExitCode.Ok;
        }));
        CommandLine.WithExamples(command, examples);
    }

    private static string Told(Correction correction) => correction switch
    {
        Correction.Retract one => $"{one.Document} does not count",
        Correction.Field one when Corrected.IsDrop(one) => $"{one.Target} is not there",
        Correction.Field one => $"{one.Target} has {one.Name} {one.Value ?? "not told"}",
        Correction.Join one => $"one happening: {string.Join(' ', one.Events)}",
        Correction.Split one => $"another happening: {string.Join(' ', one.Events)}",
        Correction.Undo one => $"{one.Decision} no longer holds",
        _ => correction.Id,
    };

    /// <summary>Null where it is none, or where a path stands for several reports; told then.</summary>
    private static ImmutableArray<string>? Documents(RecordFile record, string asked, Messages messages)
    {
        if (record.Documents.Find(asked) is not null)
        {
            return [asked];
        }

        var found = new List<RecordedDocument>();
        for (long? before = null; ;)
        {
            var page = record.Documents.List(new DocumentQuery(Before: before, Limit: PageSize));
            found.AddRange(page.Where(document => document.Path == asked || document.Url == asked));
            if (page.Count < PageSize)
            {
                break;
            }

            before = page[^1].Sequence;
        }

        if (found.Count == 1)
        {
            return [found[0].Id];
        }

        messages.Tell(found.Count == 0
            ? $"the record has no report '{asked}'. tocsin search finds reports and shows their ids."
            : $"'{asked}' stands for {found.Count} reports, such as the versions of a file that was edited; choose one by its id, the last read first: {string.Join(", ", found.OrderByDescending(document => document.Sequence).Select(Listed))}.");
        return null;
    }

    private static string Listed(RecordedDocument document) =>
        string.Create(CultureInfo.InvariantCulture, $"{document.Id} ({document.Title ?? document.Printer}, read {document.RecordedAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC)");

    private static ImmutableArray<Correction> Fields(RecordFile record, string target, string[] fields, string by, string reason, Messages messages)
    {
        var document = EventKey.TryParse(target, out var told) ? told.Document : ClaimKey.TryParse(target, out var said) ? said.Document : null;
        var reading = document is null ? null : record.Documents.Reading(document);
        if (reading is null || !(reading.Events.Any(one => one.Key.ToString() == target) || reading.Claims.Any(one => one.Key.ToString() == target)))
        {
            messages.Tell($"the record has no event or statement '{target}'. tocsin situation SCOPE --format json shows their keys.");
            return [];
        }

        var decided = ImmutableArray.CreateBuilder<Correction>();
        foreach (var field in fields)
        {
            var cut = field.IndexOf('=', StringComparison.Ordinal);
            if (cut < 0 && field != "drop")
            {
                messages.Tell($"'{field}' is no FIELD=VALUE.");
                return [];
            }

            var (name, value) = field == "drop" ? (EventKey.TryParse(target, out _) ? "type" : "act", null) : (field[..cut], field[(cut + 1)..] is { Length: > 0 } given ? given : null);
            if (Corrected.Problem(target, name, value) is { } problem)
            {
                messages.Tell(problem);
                return [];
            }

            decided.Add(new Correction.Field("", default, by, reason, target, name, value));
        }

        return decided.ToImmutable();
    }

    private static ImmutableArray<EventKey>? Events(RecordFile record, string[] asked, string scope, Messages messages)
    {
        var events = ImmutableArray.CreateBuilder<EventKey>();
        SituationView? view = null;
        foreach (var one in asked)
        {
            if (EventKey.TryParse(one, out var key) && record.Documents.Reading(key.Document)?.Events.Any(told => told.Key == key) == true)
            {
                events.Add(key);
                continue;
            }

            if (view is null && View(record, scope, messages) is var found && (view = found) is null)
            {
                return null;
            }

            if (view!.Incidents.FirstOrDefault(shown => shown.Incident.Id == one) is not { } incident)
            {
                messages.Tell($"there is no event or incident '{one}' in {scope}. tocsin situation {scope} --format json shows their ids; --in names another situation.");
                return null;
            }

            events.AddRange(incident.Incident.Events);
        }

        return [.. events.Distinct()];
    }

    /// <summary>The situation as <c>tocsin situation</c> shows it of its newest day.</summary>
    private static SituationView? View(RecordFile record, string scope, Messages messages)
    {
        var countries = CountryLexicon.Load();
        if (SituationCommand.Parsed(record, scope, countries) is not ParsedScope.Understood(var situation))
        {
            messages.Tell($"'{scope}' is no situation.");
            return null;
        }

        var newest = record.Extent(situation, record.Now()).Newest ?? record.Now();
        var asOf = MomentOption.EndOf(DateOnly.FromDateTime(newest.UtcDateTime));
        var facts = record.Facts(situation, record.Now(), asOf.AddDays(-ViewSettings.DaysUsual), asOf.AddMicroseconds(1)) with { AsOf = asOf };
        return SituationViewer.Load(countries).Of(situation, facts, new ViewSettings(ViewSettings.DaysUsual, asOf, RecordClock.Published));
    }
}
