using System.CommandLine;
using System.Globalization;
using System.Text;
using Tocsin.Analysis.Contract;
using Tocsin.Analysis.Record;
using Tocsin.Storage;

namespace Tocsin.Cli.Record;

/// <summary><c>tocsin search</c>: finds texts, claims and events of the record.</summary>
internal static class SearchCommand
{
    private const int LimitMax = 1000;

    private static readonly string[] Examples =
    [
        "tocsin search missile base",
        "tocsin search --in claims \"meant to kill\"",
        "tocsin search --in events assault lomna --limit 50",
        "tocsin search evacuat*                         # the beginning of a word",
        "tocsin search missile OR rocket NOT exercise",
        "tocsin search --in events assault --limit 1000 --format jsonl > assaults.jsonl",
    ];

    public static Command Command(Surroundings surroundings)
    {
        var words = new Argument<string[]>("WORDS") { Arity = ArgumentArity.OneOrMore, Description = "All of them must be there; several in one pair of quotes are a phrase; the beginning of a word before *; OR and NOT in capitals." };
        words.Validators.Add(result => CommandLine.NoOptions(result, result.Tokens));
        var where = new Option<string>("--in") { HelpName = "text|claims|events", Description = "Titles and texts; what was said and by whom; what happened, to whom and where.", DefaultValueFactory = _ => "text" };
        where.AcceptOnlyFromAmong("text", "claims", "events");
        var limit = new Option<int>("--limit") { HelpName = "N", Description = $"At most so many, the last recorded first; up to {LimitMax}.", DefaultValueFactory = _ => 20 };
        limit.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > LimitMax)
            {
                result.AddError($"--limit is a number from 1 to {LimitMax}.");
            }
        });
        var format = new Option<string>("--format") { HelpName = "brief|jsonl", Description = "brief to read, jsonl (tocsin.hit/1, one a line) to go on with.", DefaultValueFactory = _ => "brief" };
        format.AcceptOnlyFromAmong("brief", "jsonl");
        var record = RecordOption.Create();
        var search = new Command("search", "Finds texts, claims and events in the record, the last recorded first.") { words, where, limit, format, record };
        search.SetAction((parsed, _) => RecordOption.RunAsync(surroundings, () =>
        {
            var kind = parsed.GetValue(where) switch { "claims" => SearchIn.Claims, "events" => SearchIn.Events, _ => SearchIn.Text };
            var typed = Typed(parsed.GetRequiredValue(words));
            using var opened = RecordFile.OpenReadOnly(RecordOption.PathOf(parsed.GetValue(record)), TimeProvider.System);
            if (!RecordFile.CanSearch(typed))
            {
                new Messages(surroundings.Error).Tell("there is no word in it to search for.");
                return Task.FromResult(ExitCode.Usage);
            }

            var hits = opened.Search(typed, kind, parsed.GetValue(limit));
            var found = parsed.GetValue(format) == "jsonl" ? SearchLines.Write(hits, kind) : Encoding.UTF8.GetBytes(Brief(hits));
            return Task.FromResult(Print(found, hits.Count, typed, surroundings));
        }));
        CommandLine.WithExamples(search, Examples);
        return search;
    }

    /// <summary>The shell takes the quotes off a phrase; its spaces tell. A whole question in one pair of quotes is none.</summary>
    private static string Typed(string[] words) => string.Join(' ', words.Select(word => word.Contains(' ', StringComparison.Ordinal) && !word.Contains('"', StringComparison.Ordinal) && !IsQuestion(word) ? $"\"{word}\"" : word));

    private static bool IsQuestion(string words) => words.Split(' ').Any(word => word is "OR" or "AND" or "NOT");

    private static string Brief(IReadOnlyList<SearchHit> hits)
    {
        var page = new StringBuilder();
        foreach (var hit in hits)
        {
            var document = hit.Document;
            page.Append(Printable.Line($"{Day(document)}  {document.Printer}{(document.Title is { } title ? ": " + title : "")}  [{hit.Event?.Key.ToString() ?? hit.Claim?.Key.ToString() ?? document.Id}]")).Append('\n');
            page.Append("    ").Append(Printable.Line(Line(hit))).Append('\n');
        }

        return page.ToString();
    }

    private static int Print(byte[] found, int count, string typed, Surroundings surroundings)
    {
        try
        {
            new DataOutput(surroundings.Out).Write(found);
        }
        catch (OutputException error)
        {
            return error.IsClosed ? ExitCode.Ok : ExitCode.Failure;
        }

        if (count == 0)
        {
            new Messages(surroundings.Error).Tell(typed.Contains(' ', StringComparison.Ordinal) && !typed.StartsWith('"') && !IsQuestion(typed) ? "nothing found that has all of these words. OR between two finds either." : "nothing found.");
        }

        return ExitCode.Ok;
    }

    private static string Day(RecordedDocument document) => document.PublishedAt is { } at
        ? at.ToString(document.PublishedToTheMinute ? "yyyy-MM-dd HH:mm'Z'" : "yyyy-MM-dd", CultureInfo.InvariantCulture)
        : "no date";

    private static string Line(SearchHit hit) => hit switch
    {
        { Event: { } coded } => $"{Parties(coded.Actors)} → {Parties(coded.Recipients)} · {coded.Type}{(coded.Mode is { } mode ? " " + mode : "")} ({ContractNames.Of(coded.Status)}, {ContractNames.Of(coded.Factuality)})"
            + $"{(coded.Place is { } place ? " · " + place.Name : "")}{(coded.OccurredOn.Interval is { } days ? " · " + Days(days.Start, days.End) : "")}: {hit.Words}",
        { Claim: { } claim } => $"{(claim.ToldBy.IsEmpty ? "" : string.Join(" › ", claim.ToldBy.Select(who => who.Length == 0 ? "nobody named" : who)) + " ")}({ContractNames.Of(claim.Act)}{(claim.Negated ? ", negated" : "")}): {hit.Words}",
        _ => hit.Words,
    };

    private static string Parties(System.Collections.Immutable.ImmutableArray<RecordedParty> parties) => parties.IsEmpty ? "?" : string.Join(", ", parties.Select(party => party.Name));

    private static string Days(DateOnly from, DateOnly to) => from == to ? $"{from:yyyy-MM-dd}" : $"{from:yyyy-MM-dd} to {to:yyyy-MM-dd}";
}
