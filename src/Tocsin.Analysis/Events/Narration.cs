using System.Collections.Immutable;
using Tocsin.Analysis.Times;

namespace Tocsin.Analysis.Events;

/// <summary>The day at which a story stands, for an act that is told on with no day of its own: "Crowds stormed the gate on Tuesday. Guards fired tear gas."</summary>
/// <remarks>Only main clauses in the simple past carry the day on, within a paragraph; who answers what happened has spoken between it and publication.</remarks>
internal sealed class Narration(EventLexicon lexicon, ImmutableArray<TimeExpression> times, DateOnly? published)
{
    /// <summary>Days between what happened and publication within which an answer to it is placed.</summary>
    private const int AnswerDays = 2;

    private Occurrence? _here;
    private Occurrence? _next;
    private DateOnly? _latest;
    private Occurrence? _past;
    private bool _hasDay;

    /// <summary>To be called for each sentence before its acts are asked for.</summary>
    public void Enter(SentenceTree tree)
    {
        // A sentence with a day of its own ends the story of the day before.
        _here = tree.Sentence.StartsParagraph ? null : _next ?? (_hasDay ? _past : _here);
        _next = null;
        _past = YearTold(tree);
        _hasDay = HasDay(tree);
    }

    /// <summary>The act with the day at which the story stands, where its own words give none; an act that has a day moves the story there.</summary>
    public Event Date(Event coded, EventDraft draft)
    {
        if (coded is { Factuality: Factuality.Actual, OccurredOn: { Interval: { } days, Granularity: <= Granularity.Day } own } && days.End.DayNumber - days.Start.DayNumber <= 1 && IsMain(draft.Tree, Finite(draft)))
        {
            _next = own;
            _latest = _latest > days.End ? _latest : days.End;
        }

        return coded is { Factuality: Factuality.Actual, Restates: null } && coded.OccurredOn == SettingFinder.Unknown && IsToldOn(draft) && Day(coded) is { } day
            ? coded with { OccurredOn = day, Factuality = day.Granularity == Granularity.Year ? Factuality.Historical : coded.Factuality, FactualityReason = day.Granularity == Granularity.Year ? "its date lies long before publication" : coded.FactualityReason }
            : coded;
    }

    private Occurrence? Day(Event coded) =>
        _here is { Interval: { } here } && !_hasDay ? new Occurrence(here, _here.Granularity, _here.Granularity == Granularity.Year ? _here.Reason : "the day of what the paragraph tells before it")
        : coded.Type is "ACCUSE" or "REJECT" or "REQUEST" or "THREATEN" or "SUPPORT" && _latest is { } latest && published is { } limit && limit.DayNumber - latest.DayNumber is >= 0 and <= AnswerDays
            ? new Occurrence(new DateInterval(latest, limit), Granularity.Day, $"between {latest:yyyy-MM-dd}, the latest day told before it, and publication")
        : null;

    private static int Finite(EventDraft draft) => draft.Operator >= 0 ? draft.Operator : draft.Carrier;

    private bool IsToldOn(EventDraft draft)
    {
        var (tree, verb) = (draft.Tree, Finite(draft));
        return tree.IsVerb(verb) && IsMain(tree, verb) && IsSimplePast(tree, verb) && !tree.Children(verb).Any(child => lexicon.InClass("EARLIER", tree.Lemma[child]) || (tree.Relation(child) == "obl" && tree.IsTimeWord(child)));
    }

    /// <summary>The main verb, one joined to it, or one that a word of saying holds.</summary>
    private bool IsMain(SentenceTree tree, int verb)
    {
        for (var left = 4; verb >= 0 && left > 0; left--)
        {
            var (relation, head) = (tree.Relation(verb), tree.Head(verb));
            if (head < 0)
            {
                return true;
            }

            if (!tree.IsVerb(verb) || !tree.IsVerb(head) || !(relation is "conj" || (relation is "ccomp" or "parataxis" && lexicon.Is(OperatorKind.Report, tree.Lemma[head], "VERB"))))
            {
                return false;
            }

            verb = head;
        }

        return false;
    }

    private static bool IsSimplePast(SentenceTree tree, int verb)
    {
        var helpers = tree.Children(verb).Where(child => tree.Relation(child) is "aux" || (tree.Relation(child) is "cop" && child < verb)).ToList();
        return helpers.Count == 0 ? tree[verb].Xpos == "VBD" : helpers.TrueForAll(helper => tree[helper].Xpos == "VBD" && tree.Lemma[helper] != "have");
    }

    /// <summary>"They fought a war in 1998": the only time of the sentence, a year long before publication, told of its main verb; null for none.</summary>
    private Occurrence? YearTold(SentenceTree tree)
    {
        var (first, end) = TextOrder.Range(times, tree.Sentence.Span, t => t.Span);
        return end - first == 1 && times[first] is { Type: TimeType.Date, Granularity: Granularity.Year, Interval: { } year } told && published is { } limit && year.End.Year < limit.Year - 1
            && tree.Sentence.Root is var root and >= 0 && IsSimplePast(tree, root) && tree.Children(root).Any(child => tree[child].Span.Overlaps(told.Span))
            ? new Occurrence(year, Granularity.Year, "the year of what the paragraph tells before it")
            : null;
    }

    /// <summary>A day or time anywhere in the sentence, also of another clause: it may be meant for the act after all.</summary>
    private bool HasDay(SentenceTree tree)
    {
        var (first, end) = TextOrder.Range(times, tree.Sentence.Span, t => t.Span);
        return Enumerable.Range(first, end - first).Any(t => times[t].Type != TimeType.Duration && tree.Sentence.Span.Contains(times[t].Span) && times[t].Span.End > tree.Opening);
    }
}
