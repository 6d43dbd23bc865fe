using Tocsin.Analysis.Contract;

namespace Tocsin.Analysis.Export;

/// <summary>Why each event was coded as it was: the words, the line of the lexicon with what changed it, the status and who holds it.</summary>
public static class EventExplanation
{
    public static IEnumerable<string> Lines(Reading reading)
    {
        var parties = new EventParties(reading);
        yield return reading.Document.Path ?? reading.Document.Id;
        foreach (var coded in reading.Events)
        {
            var text = reading.Document.Text;
            yield return $"  {coded.Id} {coded.Type}{(coded.Mode is null ? "" : "/" + coded.Mode)} {coded.Cameo}, \"{coded.Anchor.In(text)}\" in: {string.Join(' ', coded.Span.In(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))}";
            yield return $"     rule: {coded.Rule}";
            var place = coded.Place is { } index ? reading.Places[index] : null;
            yield return $"     {ContractNames.Of(coded.Status)}, {ContractNames.Of(coded.Factuality)}, held by {(coded.Attribution is { } held ? $"{parties.Source(coded)} (a{held})" : "the report")}; when: {coded.OccurredOn.Reason}; where: {(place is null ? "no place in its clause" : $"{place.Name}, {place.Reason}")}";
        }
    }
}
