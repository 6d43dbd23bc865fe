using System.Collections.Immutable;
using Tocsin.Analysis.Times;
using Tocsin.Language;

namespace Tocsin.Analysis.Events;

/// <summary>A noun that names an act without telling it: "the attack" in "the president condemned the attack".</summary>
/// <param name="Sentence">Index of its sentence.</param>
/// <param name="Day">The day that it has itself: "Monday's blast"; null for none.</param>
/// <param name="Types">What it may point to, as PLOVER types.</param>
internal readonly record struct BackReference(int Sentence, TextSpan Noun, ImmutableArray<string> Types, string? Mode, TimeExpression? Day);

/// <summary>Finds nouns that point back to an act told before, and the event that they point to.</summary>
internal sealed class BackReferences(EventLexicon lexicon, ImmutableArray<TimeExpression> times, DateOnly? published)
{
    /// <summary>How many sentences back an act is still meant by "the attack".</summary>
    private const int Reach = 4;

    /// <summary>And how many below the headline.</summary>
    private const int HeadlineReach = 2;

    /// <summary>Sentences of a report's start that may name what the text below them tells: "The six who fell in Tuesday's outrage will be buried today".</summary>
    private const int LeadSentences = 3;

    private const int WeekDays = 7;

    private readonly List<BackReference> _found = [];

    /// <summary>Notes the nouns of a sentence that name an act and are no event's.</summary>
    /// <param name="coded">All events, those of this sentence from <paramref name="first"/>.</param>
    public void Note(SentenceTree tree, IReadOnlyList<Event> coded, int first)
    {
        for (var i = 0; i < tree.Count; i++)
        {
            if (TypesOf(tree, i) is not { IsEmpty: false } types)
            {
                continue;
            }

            var span = tree[i].Span;
            var isEvent = false;
            for (var e = first; e < coded.Count; e++)
            {
                isEvent |= coded[e].Anchor.Overlaps(span) || coded[e].AlsoAt.Any(other => other.Overlaps(span));
            }

            if (!isEvent)
            {
                _found.Add(new BackReference(tree.Number, span, types, tree.Upos(i) == "NOUN" ? PatternOf(tree.Lemma[i])?.Mode : null, tree.Upos(i) == "NOUN" ? DayOf(tree, i) : null));
            }
        }
    }

    /// <summary>What a word may point to: an act's noun that the reader is taken to know, or any in the headline, which the text below tells; "died", of an act told nearby. Empty for none.</summary>
    private ImmutableArray<string> TypesOf(SentenceTree tree, int word)
    {
        var types = lexicon.PointsBack(tree.Lemma[word], tree.Upos(word));
        if (tree.Upos(word) != "NOUN")
        {
            // "the kidnapped nurses", "the seized tanker"
            return types.IsEmpty && tree.Relation(word) == "amod" && tree[word].Xpos == "VBN" && tree.Head(word) is var thing and >= 0 && thing > word && (IsKnown(tree, thing) || tree.Number == 0)
                ? [.. lexicon.Verb(lexicon.VerbLemma(tree.Lemma[word], tree[word].Form.ToLowerInvariant())).Select(pattern => pattern.Type).Where(type => type is "ASSAULT" or "COERCE" or "RETREAT").OfType<string>().Distinct()]
                : types;
        }

        if (!IsKnown(tree, word) && tree.Number > 0)
        {
            return [];
        }

        return PatternOf(tree.Lemma[word]) is { } pattern && !types.Contains(pattern.Type!) ? types.Add(pattern.Type!) : types;
    }

    /// <summary>Gives each noted noun to the event before it that goes with it best; those that go with none stay nobody's.</summary>
    /// <param name="sentenceOf">Index of the sentence at a position.</param>
    public void Resolve(IList<Event> coded, Func<int, int> sentenceOf)
    {
        var reached = 0;
        foreach (var reference in _found)
        {
            while (reached < coded.Count && reference.Sentence - sentenceOf(coded[reached].Anchor.Start) > Reach)
            {
                reached++;
            }

            // A headline names what the text below it tells.
            var (best, bestScore) = (-1, double.MinValue);
            for (var e = reached; e < coded.Count && (coded[e].Anchor.Start < reference.Noun.Start || (best < 0 && reference.Sentence < LeadSentences && sentenceOf(coded[e].Anchor.Start) - reference.Sentence <= HeadlineReach)); e++)
            {
                var distance = reference.Sentence - sentenceOf(coded[e].Anchor.Start);
                if (reference.Types.Contains(coded[e].Type) && Goes(coded[e].Mode, reference.Mode) && coded[e].Factuality is Factuality.Actual or Factuality.Attempted or Factuality.Historical && IsOfThatDay(coded[e], reference))
                {
                    var score = (reference.Mode is not null && coded[e].Mode == reference.Mode ? 2 : coded[e].Mode is null ? 0 : 1) - (distance / 2.0);
                    (best, bestScore) = score >= bestScore ? (e, score) : (best, bestScore);
                }
            }

            if (best >= 0)
            {
                var told = coded[best];
                coded[best] = told with
                {
                    AlsoAt = [.. told.AlsoAt.Append(reference.Noun).Order()],
                    OccurredOn = told.OccurredOn.Interval is null && reference.Day is { } day ? new Occurrence(Past(day.Interval!.Value), day.Granularity, $"{day.Reason}; of a noun that points back to it") : told.OccurredOn,
                };
            }
        }
    }

    /// <summary>"Friday's incident" is not what the report tells of Sunday.</summary>
    private bool IsOfThatDay(Event told, BackReference reference) =>
        reference.Day?.Interval is not { } own || told.OccurredOn.Interval is not { } known || (Past(own) is var day && day.Start <= known.End && known.Start <= day.End);

    /// <summary>"before Saturday's raid" may be read as the next Saturday, and what was told before is past.</summary>
    private DateInterval Past(DateInterval days) =>
        published is { } today && days.Start > today && days.Start.DayNumber - WeekDays <= today.DayNumber ? new DateInterval(days.Start.AddDays(-WeekDays), days.End.AddDays(-WeekDays)) : days;

    /// <summary>"Monday's blast", "the attack on Friday": a day that stands with the noun.</summary>
    private TimeExpression? DayOf(SentenceTree tree, int noun)
    {
        var (first, end) = TextOrder.Range(times, tree.Sentence.Span, t => t.Span);
        for (var t = first; t < end; t++)
        {
            if (times[t] is { Type: TimeType.Date or TimeType.Time, Interval: not null, Granularity: <= Granularity.Day } day
                && tree.Children(noun).Any(child => (child < noun ? tree.IsPossessor(child) : tree.Relation(child) == "nmod") && tree[child].Span.Overlaps(day.Span)))
            {
                return day;
            }
        }

        return null;
    }

    /// <summary>What a noun names when nothing beside it says: an attack before anything else, the pattern without conditions before the others.</summary>
    private EventPattern? PatternOf(string lemma) =>
        lexicon.Noun(lemma).Where(pattern => pattern.Type is "ASSAULT" or "COERCE" or "PROTEST" or "RETREAT" or "SANCTION").OrderBy(pattern => pattern.Type == "ASSAULT" ? 0 : 1).ThenBy(pattern => pattern.Where.IsEmpty ? 0 : 1).FirstOrDefault();

    /// <summary>"the attack", "this bombing", "such a raid", "Friday's strike": the reader is taken to know it.</summary>
    private static bool IsKnown(SentenceTree tree, int noun) =>
        tree.Children(noun).Any(child => tree.IsPossessor(child) || (tree.Relation(child) == "det" && tree.Lemma[child] is "the" or "this" or "that" or "these" or "those" or "such") || tree.Lemma[child] == "such")
        // "what it called an illegal seizure"
        || (tree.Head(noun) is var verb and >= 0 && tree.IsVerb(verb) && tree.IsWordOf("NAMING", tree.Lemma[verb]));

    /// <summary>"the bombing" may be planes' or a suicide's; "the shelling" is not a kidnapping.</summary>
    private static bool Goes(string? mode, string? reference) =>
        mode is null || reference is null || mode == reference || (reference == "explosives" && mode is "aerial" or "suicide-attack" or "drone") || (reference == "aerial" && mode is "drone" or "heavy-weapons")
        || (IsTaking(mode) && IsTaking(reference));

    /// <summary>"the seizure" of a ship that was detained, "the arrest" of people who were abducted.</summary>
    private static bool IsTaking(string mode) => mode is "seize" or "arrest" or "abduct";
}
