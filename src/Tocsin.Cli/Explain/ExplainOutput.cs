using System.Text;
using Tocsin.Analysis;
using Tocsin.Analysis.Actors;
using Tocsin.Analysis.Contract;
using Tocsin.Analysis.Events;
using Tocsin.Cli.Briefing;

namespace Tocsin.Cli.Explain;

/// <summary><c>tocsin explain</c>: for each event the rule and the words behind every part of its coding.</summary>
/// <param name="ids">"v3": only these events of each document; empty for all.</param>
internal sealed class ExplainOutput(DataOutput output, int width, bool colour, string[] ids) : IReadingOutput
{
    private readonly Page _page = new(width, colour);
    private readonly HashSet<string> _found = new(StringComparer.Ordinal);

    /// <summary>The events asked for that no document has.</summary>
    public IEnumerable<string> Missing => ids.Where(id => !_found.Contains(id));

    public void Write(Reading reading)
    {
        var events = ids.Length == 0 ? [.. reading.Events] : reading.Events.Where(e => ids.Contains(e.Id)).ToList();
        if (events.Count > 0 || ids.Length == 0)
        {
            var words = new Wording(reading);
            var places = new Locator(reading.Document);
            _page.Title(reading.Document.Title ?? reading.Document.Id);
            _page.Section($"{reading.Document.Id}: {(events.Count == 1 ? "1 event" : $"{events.Count} events")}", places.Legend);
            foreach (var coded in events)
            {
                _found.Add(coded.Id);
                Write(reading, coded, words, places);
            }

            _page.Blank();
        }

        output.Write(Encoding.UTF8.GetBytes(_page.Take()));
    }

    public void Finish()
    {
    }

    private void Write(Reading reading, Event coded, Wording words, Locator places)
    {
        var why = EventExplanation.Of(reading, coded);
        _page.Entry(coded.Number, $"{coded.Id} · {words.Heading(coded)}", places.Of(coded.Span));
        _page.Body($"“{words.Clause(coded)}”");
        Line("word", $"“{words.Words([coded.Anchor], 100)}”", places.Of(coded.Anchor));
        foreach (var step in why.Rule)
        {
            Line("rule", step.Line is null ? $"and “{step.Name}”" : $"data/events/{step.Name}: {step.Line}");
        }

        if (coded.Weapon is not null)
        {
            Line("weapon", coded.Weapon);
        }

        foreach (var path in why.Paths)
        {
            var label = path.IsActor ? "actor" : "recipient";
            Line(label, $"“{words.Words([path.To.Span], 100)}”: {Who(words.Entity(path.To.Entity))}", places.Of(path.To.Span));
            if (path.Words is not null)
            {
                Line("", $"by the tree {path.Words}");
            }
        }

        if (coded.Place is { } index && index < reading.Places.Length)
        {
            var place = reading.Places[index];
            Line("place", $"“{words.Words([place.Span], 100)}”: {place.Name}, {ContractNames.Of(place.Kind)}{(place.Country is null ? "" : $", {place.Country}")}: {place.Reason}", places.Of(place.Span));
        }
        else
        {
            Line("place", "not known: its clause names none");
        }

        Line("date", coded.OccurredOn.Interval is { } interval ? $"{Wording.Dates(interval)}: {coded.OccurredOn.Reason}" : $"not known: {coded.OccurredOn.Reason}");
        if (words.Attribution(coded.Attribution) is { } held)
        {
            Line("said by", $"{held.Id}, {words.Heading(held)}: “{words.ShortQuote(held)}”", held.Content.IsEmpty ? "" : places.Of(held.Content[0]));
        }
        else
        {
            Line("said by", "the report itself");
        }

        Line("status", Because(ContractNames.Of(coded.Status), coded.StatusReason));
        Line("factuality", Because(ContractNames.Of(coded.Factuality), coded.FactualityReason));
        foreach (var (name, range) in (ReadOnlySpan<(string, CountRange?)>)[("count", coded.Count), ("killed", coded.Killed), ("injured", coded.Injured)])
        {
            if (range is not null)
            {
                Line(name, $"{Wording.Range(range)}: “{words.Words([range.Span], 100)}”", places.Of(range.Span));
            }
        }
    }

    private void Line(string label, string text, string place = "") => _page.Item(label.PadRight(10), text, place);

    private static string Because(string value, string reason) => reason.Length == 0 ? value : $"{value}: {reason}";

    private static string Who(ActorEntity? actor)
    {
        if (actor is null)
        {
            return "resolves to nobody known";
        }

        var country = actor.Country ?? "no country known";
        var sectors = actor.Sectors.IsEmpty ? "no sector known" : string.Join(" ", actor.Sectors);
        return $"{actor.Entity.Name}, {ContractNames.Of(actor.Kind)}, {country}, {sectors}{(actor.Reason.Length == 0 ? "" : $": {actor.Reason}")}";
    }
}
