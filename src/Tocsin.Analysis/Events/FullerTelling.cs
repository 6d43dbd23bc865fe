using System.Collections.Immutable;
using Tocsin.Analysis.Places;
using Tocsin.Language;

namespace Tocsin.Analysis.Events;

/// <summary>Joins what a headline, or a lead that only names an act, tells to the event further down that tells it in full.</summary>
/// <remarks>
/// "Rockets hit port, 4 dead" and "Russian rockets struck the port of Odesa early on Thursday" are one row of a table. The poorer event restates the fuller one and takes its day and
/// place, so that whoever reads it alone is not left without them. Two that name different places, days, weapons or parties are never joined.
/// </remarks>
internal static class FullerTelling
{
    /// <summary>Events further on that are asked.</summary>
    private const int EventsAhead = 12;

    public static void Link(ImmutableArray<Event>.Builder found, ParsedText parsed, EntityIndex index, ImmutableArray<PlaceMention> places)
    {
        var headline = HeadlineEnd(parsed);
        for (var i = 0; i < found.Count; i++)
        {
            var poorer = found[i];
            if (poorer.Restates is not null || poorer.Quad != Quad.MaterialConflict || poorer.OccurredOn.Interval is not null || !(poorer.Anchor.End <= headline || IsNamed(poorer, parsed)))
            {
                continue;
            }

            for (var j = i + 1; j < Math.Min(found.Count, i + 1 + EventsAhead); j++)
            {
                if (found[j].Anchor.Start < headline || !IsFuller(poorer, found[j]) || !Same(poorer, found[j], parsed.Text, index, places, isHeadline: poorer.Anchor.End <= headline))
                {
                    continue;
                }

                var fuller = found[j].Restates is { } first && first - 1 != i ? first - 1 : j;
                found[i] = poorer with
                {
                    Restates = fuller + 1,
                    OccurredOn = found[fuller].OccurredOn.Interval is null ? poorer.OccurredOn : found[fuller].OccurredOn with { Reason = $"{found[fuller].OccurredOn.Reason}, of the fuller telling" },
                    Place = poorer.Place ?? found[fuller].Place,
                    Places = poorer.Place is null ? found[fuller].Places : poorer.Places,
                };
                break;
            }
        }
    }

    /// <summary>Where a headline ends, 0 where the text has none: a first paragraph of one sentence without a full stop.</summary>
    private static int HeadlineEnd(ParsedText parsed)
    {
        if (parsed.Sentences.Length < 2 || !parsed.Sentences[1].StartsParagraph)
        {
            return 0;
        }

        var tokens = parsed.Sentences[0].Tokens;
        return tokens.Length > 0 && tokens[^1].Form is not ("." or "”" or "\"" or "?" or "!") ? parsed.Sentences[0].Span.End : 0;
    }

    /// <summary>"the missile attack on the bases", named in passing before it is told.</summary>
    private static bool IsNamed(Event told, ParsedText parsed)
    {
        var sentence = parsed.Sentences[parsed.SentenceAt(told.Anchor.Start)];
        var anchor = Array.FindIndex([.. sentence.Tokens], t => t.Span == told.Anchor);
        return anchor >= 0 && sentence.Tokens[anchor].Upos is "NOUN" or "PROPN"
            && sentence.Children(anchor).Any(c => sentence.Tokens[c].Deprel == "nmod:poss" || (sentence.Tokens[c].Relation == "det" && sentence.Tokens[c].Lemma.ToLowerInvariant() is "the" or "this" or "that"));
    }

    private static bool IsFuller(Event poorer, Event other) =>
        other.Restates is not null || other.OccurredOn.Interval is not null || (other.Place is not null && poorer.Place is null) || (other.Count is not null && poorer.Count is null) || (!other.Actors.IsEmpty && poorer.Actors.IsEmpty);

    private static bool Same(Event poorer, Event fuller, string text, EntityIndex index, ImmutableArray<PlaceMention> places, bool isHeadline)
    {
        if (poorer.Type != fuller.Type || poorer.Factuality != fuller.Factuality || (poorer.Status == EventStatus.Denied) != (fuller.Status == EventStatus.Denied)
            || (poorer.Mode is not null && fuller.Mode is not null && poorer.Mode != fuller.Mode)
            || (poorer.Place is { } here && fuller.Place is { } there && !fuller.Places.Append(there).Any(at => places[at].Name == places[here].Name)))
        {
            return false;
        }

        var actors = Shared(poorer.Actors, fuller.Actors, text, index, isHeadline);
        var recipients = Shared(poorer.Recipients, fuller.Recipients, text, index, isHeadline);
        return actors != false && recipients != false && (actors == true || recipients == true || (isHeadline && poorer.Mode is not null && poorer.Mode == fuller.Mode));
    }

    /// <summary>True where both name one party, false where they name others, null where one names nobody.</summary>
    private static bool? Shared(ImmutableArray<Participant> one, ImmutableArray<Participant> other, string text, EntityIndex index, bool isHeadline) =>
        one.IsEmpty || other.IsEmpty ? null
        : one.Any(a => other.Any(b => index.IsSameSide(a.Entity, b.Entity) || string.Equals(LastWord(a.Span.In(text)), LastWord(b.Span.In(text)), StringComparison.OrdinalIgnoreCase)
            || (isHeadline && index.MayDescribe(a.Entity, b.Entity))));

    private static string LastWord(string phrase) => phrase[(phrase.LastIndexOf(' ') + 1)..];
}
