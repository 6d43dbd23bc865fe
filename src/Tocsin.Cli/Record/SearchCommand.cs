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
    ];

    public static Command Command(Surroundings surroundings)
    {
        var words = new Argument<string[]>("WORDS") { Arity = ArgumentArity.OneOrMore, Description = "All of them must be there; several in one pair of quotes are a phrase; the beginning of a word before *." };
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
        var record = RecordOption.Create();
        var search = new Command("search", "Finds texts, claims and events in the record, the last recorded first.") { words, where, limit, record };
        search.SetAction((parsed, _) => RecordOption.RunAsync(surroundings, () =>
        {
            var kind = parsed.GetValue(where) switch { "claims" => SearchIn.Claims, "events" => SearchIn.Events, _ => SearchIn.Text };
            using var opened = RecordFile.OpenReadOnly(RecordOption.PathOf(parsed.GetValue(record)), TimeProvider.System);
            return Task.FromResult(Print(opened.Search(Typed(parsed.GetRequiredValue(words)), kind, parsed.GetValue(limit)), surroundings));
        }));
        CommandLine.WithExamples(search, Examples);
        return search;
    }

    /// <summary>The shell takes the quotes off a phrase; its spaces tell.</summary>
    private static string Typed(string[] words) => string.Join(' ', words.Select(word => word.Contains(' ', StringComparison.Ordinal) && !word.Contains('"', StringComparison.Ordinal) ? $"\"{word}\"" : word));

    private static int Print(IReadOnlyList<SearchHit> hits, Surroundings surroundings)
    {
        var page = new StringBuilder();
        foreach (var hit in hits)
        {
            var document = hit.Document;
            page.Append(Printable.Line($"{Day(document)}  {document.Printer}{(document.Title is { } title ? ": " + title : "")}  [{hit.Event?.Key.ToString() ?? hit.Claim?.Key.ToString() ?? document.Id}]")).Append('\n');
            page.Append("    ").Append(Printable.Line(Line(hit))).Append('\n');
        }

        try
        {
            new DataOutput(surroundings.Out).Write(Encoding.UTF8.GetBytes(page.ToString()));
        }
        catch (OutputException error)
        {
            return error.IsClosed ? ExitCode.Ok : ExitCode.Failure;
        }

        if (hits.Count == 0)
        {
            new Messages(surroundings.Error).Tell("nothing found.");
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
