using System.Collections.Immutable;
using Tocsin.Analysis.Attributions;
using Tocsin.Analysis.Numbers;
using Tocsin.Analysis.Times;
using Tocsin.Language;

namespace Tocsin.Analysis.Events;

/// <summary>Joins what tells an act again to the act: another toll, "no casualties", "the Iranian attack" a paragraph later.</summary>
/// <remarks>
/// A toll of another sentence is an event of its own that restates the act, so that every number keeps its source and its place in the text. That nobody was
/// hurt is also kept with the act itself, where no other number is.
/// </remarks>
internal static class Retelling
{
    /// <summary>Sentences that a toll looks back for its act.</summary>
    private const int SentencesBack = 3;

    /// <summary>Events that a definite noun looks back over.</summary>
    private const int EventsBack = 12;

    private const double TollConfidence = 0.6;

    /// <summary>The event with the number of the one that it tells again, where it does.</summary>
    /// <param name="first">Where the events of its own sentence start in the list.</param>
    public static Event Link(Event coded, EventDraft draft, ImmutableArray<Event>.Builder found, int first, ParsedText parsed, EntityIndex index)
    {
        if (coded.Type != "ASSAULT" || coded.IsOfAssailants)
        {
            return coded;
        }

        var told = draft.Tree.Upos(draft.Anchor) == "NOUN" && !coded.Actors.IsEmpty && IsDefinite(draft) ? SameAttack(coded, found, index, isOnlyDated: !draft.IsNominal)
            : IsBareHarm(coded, draft) ? NobodyHurtIn(coded, draft, found, first) is var own and >= 0 ? own : RivalBefore(coded, found, first) is var rival and >= 0 ? rival : AttackBefore(found, first, parsed, coded.Anchor.Start, ofMany: coded.Killed is not { Max: 1 })
            : -1;
        if (told < 0)
        {
            return IsPart(coded, draft) && AttackBefore(found, first, parsed, coded.Anchor.Start) is var whole and >= 0
                ? coded with { Restates = whole + 1, Actors = found[whole].Weapon is null ? coded.Actors : [] } : coded;
        }

        LearnThatNobodyWasHurt(found, told, coded.Killed, coded.Injured, coded.Status);
        return coded with { Restates = told + 1 };
    }

    /// <summary>Adds an event for each toll that belongs to no act of its sentence and speaks of an attack told shortly before.</summary>
    public static void AddTolls(SentenceTree tree, List<(Toll Toll, EventDraft? Act)> tolls, ImmutableArray<Event>.Builder found, int first, StatusReader statuses, ParsedText parsed, EventLexicon lexicon)
    {
        // "The toll of the flood" is another story.
        if (tolls.Count == 0 || NamesAccident(tree.Sentence, lexicon))
        {
            return;
        }

        // "Two of the wounded died, raising the toll to five": the toll says it all, unless another source gives the other number.
        var totals = tolls.Select(t => t.Toll).Where(t => tree.Lemma[t.Anchor] is "toll" or "number").ToList();
        foreach (var (toll, act) in tolls)
        {
            var told = act is not null ? Of(act, found, first) : AttackBefore(found, first, parsed, tree[toll.Anchor].Span.Start, ofDead: tree.Lemma[toll.Anchor] == "toll");
            if (told < 0 || !toll.Explicit || (!totals.Contains(toll) && totals.Exists(t => statuses.Holder(tree[t.Anchor].Span)?.Number == statuses.Holder(tree[toll.Anchor].Span)?.Number)))
            {
                continue;
            }

            // A second number in one sentence is part of the first ("12 dead, three of them children") unless another gives it.
            if (act is not null && (statuses.Holder(tree[toll.Anchor].Span) is not { } rival || found[told].Attribution == rival.Number || statuses.Holder((toll.Harm == Harm.Killed ? found[told].Killed : found[told].Injured)?.Span ?? default)?.Number == rival.Number))
            {
                continue;
            }

            var anchor = tree[toll.Anchor].Span;
            var holder = statuses.Holder(anchor);
            if (act is null && toll.Count.Max == 0 && IsOfAnother(found, told, first, holder, parsed))
            {
                continue;
            }

            var (killed, injured) = (toll.Harm is Harm.Injured ? null : toll.Count, toll.Harm is Harm.Killed ? null : toll.Count);
            if (toll.Harm == Harm.Casualty && toll.Count.Max != 0)
            {
                continue;
            }

            var (status, reason) = statuses.OfToll(holder);
            LearnThatNobodyWasHurt(found, told, killed, injured, status);
            found.Add(found[told] with
            {
                Span = parsed.Sentences[tree.Number].Span,
                Anchor = anchor,
                Recipients = [],
                Count = null,
                Killed = killed,
                Injured = injured,
                Status = status,
                Happened = found[told].Happened,
                StatusReason = reason,
                Attribution = holder?.Number,
                Restates = told + 1,
                AlsoAt = [],
                Confidence = TollConfidence,
                Rule = $"toll of {found[told].Rule}",
            });
        }
    }

    /// <summary>"A strike killed 21 people. A convoy was looted. No casualties were reported": nobody was hurt in what was told last, or where the report itself counts the dead, not in the attack.</summary>
    private static bool IsOfAnother(ImmutableArray<Event>.Builder found, int told, int first, Attribution? holder, ParsedText parsed)
    {
        var at = parsed.SentenceAt(found[told].Anchor.Start);
        return (holder is not { Source.Kind: not SourceKind.Implicit } && found.Any(e => e.Status == EventStatus.Fact && (e.Number == told + 1 || e == found[told] || e.Restates == told + 1) && (e.Killed is { Min: > 0 } || e.Injured is { Min: > 0 })))
            || (found.Count > 0 && first > 0 && found[first - 1] is { Quad: Quad.MaterialConflict, Factuality: Factuality.Actual, Restates: null } last && last.Type != "ASSAULT" && parsed.SentenceAt(last.Anchor.Start) > at);
    }

    /// <summary>"Militants attacked a post, but nobody was hurt": the attack of the same sentence; -1 for none.</summary>
    private static int NobodyHurtIn(Event coded, EventDraft draft, ImmutableArray<Event>.Builder found, int first)
    {
        for (var i = found.Count - 1; i >= first && (coded.Killed is { Max: 0 } || coded.Injured is { Max: 0 }) && draft.Tree.Relation(draft.Carrier) == "conj"; i--)
        {
            if (found[i] is { Type: "ASSAULT", Restates: null, Factuality: Factuality.Actual })
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>"killing nine, the mayor said, while the army said 14 had been killed": the attack of the same sentence to which somebody else gives such a number; -1 for none.</summary>
    private static int RivalBefore(Event coded, ImmutableArray<Event>.Builder found, int first)
    {
        for (var i = found.Count - 1; i >= first; i--)
        {
            if (found[i] is { Type: "ASSAULT", Restates: null, Factuality: Factuality.Actual } known && coded.Attribution is { } holder && known.Attribution != holder
                && ((known.Killed is not null && coded.Killed is not null) || (known.Injured is not null && coded.Injured is not null)))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Where the event of a draft of this sentence stands in the list; -1 for nowhere.</summary>
    private static int Of(EventDraft act, ImmutableArray<Event>.Builder found, int first)
    {
        for (var i = first; i < found.Count; i++)
        {
            if (found[i].Anchor == act.Tree[act.Anchor].Span)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>A number is one source's; that nobody was hurt stands with the act when the report itself says so and nothing speaks against it.</summary>
    private static void LearnThatNobodyWasHurt(ImmutableArray<Event>.Builder found, int told, CountRange? killed, CountRange? injured, EventStatus status)
    {
        var known = found[told];
        if (status == EventStatus.Fact && known.Killed is null && known.Injured is null)
        {
            found[told] = known with { Killed = killed is { Max: 0 } ? killed : null, Injured = injured is { Max: 0 } ? injured : null };
        }
    }

    /// <summary>"Doctors said 20 people were killed": a harm with no one who did it, no place and no day of its own.</summary>
    private static bool IsBareHarm(Event coded, EventDraft draft) =>
        !draft.IsNominal && coded.Actors.IsEmpty && coded.Place is null && coded.OccurredOn.Interval is null && coded.Weapon is null
        && (coded.Killed is not null || coded.Injured is not null || draft.Tree.InClass(draft.Anchor, "EFFECT")) && draft.Tree.IsPassive(draft.Anchor) && !IsOfItsNoun(draft)
        || (draft.IsNominal && IsDefinite(draft) && coded.Actors.IsEmpty && coded.Place is null && coded.OccurredOn.Interval is null && (draft.Effects.Count > 0 || IsSaidToBeTheSame(draft)));

    /// <summary>"A second officer died in the same attack".</summary>
    private static bool IsSaidToBeTheSame(EventDraft draft) => draft.Tree.Children(draft.Anchor).Any(c => draft.Tree.Lemma[c] == "same");

    /// <summary>"days of fighting in which hundreds were killed": the harm is that of the noun before, not of an attack told further up.</summary>
    private static bool IsOfItsNoun(EventDraft draft) =>
        draft.Tree.Relation(draft.Anchor) is "acl" or "ccomp" && draft.Tree.Children(draft.Anchor).Any(c => draft.Tree.Lemma[c] is "which" or "where" && draft.Tree.Relation(c) is "obl" or "advmod");

    /// <summary>"More than 200 were injured", after "a stampede", with no attack told before: an accident's toll.</summary>
    public static bool IsOfAccident(Event coded, EventDraft draft, ImmutableArray<Event>.Builder found, int first, ParsedText parsed, EventLexicon lexicon)
    {
        if (coded.Type != "ASSAULT" || draft.IsNominal || !coded.Actors.IsEmpty || coded.Weapon is not null || !draft.Tree.IsPassive(draft.Anchor)
            || draft.Tree.Lemma[draft.Anchor] is not ("kill" or "injure" or "hurt") || draft.Tree.Children(draft.Anchor).Any(c => draft.Tree.Relation(c) == "obl" && draft.Tree.Preposition(c) == "in" && lexicon.Noun(draft.Tree.Lemma[c]).Any(p => p.Type == "ASSAULT"))
            || AttackBefore(found, first, parsed, coded.Anchor.Start) >= 0 || found.Skip(first).Any(e => e.Type == "ASSAULT"))
        {
            return false;
        }

        for (var s = Math.Max(0, draft.Tree.Number - SentencesBack); s < draft.Tree.Number; s++)
        {
            // "A ferry sank": the verb tells of the accident as its noun would.
            if (NamesAccident(parsed.Sentences[s], lexicon) || parsed.Sentences[s].Tokens.Any(t => t.Upos == "VERB" && lexicon.InClass("MISHAP", t.Lemma.ToLowerInvariant())))
            {
                return true;
            }
        }

        return false;
    }

    private static bool NamesAccident(Sentence sentence, EventLexicon lexicon) =>
        sentence.Tokens.Any(t => t.Upos is "NOUN" or "PROPN" && t.Lemma.ToLowerInvariant() is var word && !lexicon.InClass("VEHICLE", word) && (lexicon.InClass("NATURE", word) || lexicon.InClass("STORM", word) || lexicon.InClass("MISHAP", word)));

    /// <summary>"Four rockets hit the market. One struck a bus depot": a number and no noun, without a day or a place of its own, is some of those told of before.</summary>
    private static bool IsPart(Event coded, EventDraft draft) =>
        !draft.IsNominal && coded.Place is null && coded.OccurredOn.Interval is null && ClauseRoles.Overt(draft.Tree, draft.Carrier) is var subject and >= 0
        && (draft.Tree.Upos(subject) == "NUM" || draft.Tree.Lemma[subject] is "one" or "another" or "other") && !draft.Tree.Children(subject).Any(child => draft.Tree.Relation(child) is not ("det" or "advmod"));

    private static bool IsDefinite(EventDraft draft) =>
        draft.Tree.Children(draft.Anchor).Any(c => draft.Tree.IsPossessor(c) || (draft.Tree.Relation(c) == "det" && draft.Tree.Lemma[c] is "the" or "this" or "that"));

    /// <summary>The one of that very day of which nobody else was named; else the first attack told of the same actors, with no other place, day or weapon; one that the report itself tells before one that it does not; -1 for none.</summary>
    /// <param name="isOnlyDated">A verb carries the act out, as in "carried out the strike of 9 February", so that the day alone says that it was told before.</param>
    private static int SameAttack(Event coded, ImmutableArray<Event>.Builder found, EntityIndex index, bool isOnlyDated)
    {
        var best = -1;
        for (var i = Math.Max(0, found.Count - EventsBack); i < found.Count; i++)
        {
            var known = found[i];
            if (known.Type != "ASSAULT" || known.Restates is not null || known.Factuality != coded.Factuality || !IsOpen(known, coded) || !known.Actors.All(a => coded.Actors.Any(b => index.IsSameSide(a.Entity, b.Entity))))
            {
                continue;
            }

            // "The strike of 9 February", after a strike of that day and a clash of those who are accused of it.
            if (coded.OccurredOn is { Interval: { } day, Granularity: <= Granularity.Day } && known.OccurredOn.Interval is { } other && day.Equals(other))
            {
                return i;
            }

            if (!known.Actors.IsEmpty && !isOnlyDated
                && (best < 0 || (found[best].Status != EventStatus.Fact && known.Status == EventStatus.Fact)))
            {
                best = i;
            }
        }

        return best;
    }

    private static bool IsOpen(Event known, Event coded) =>
        (coded.Place is null || known.Place is null || coded.Place == known.Place)
        && (coded.Mode is null || known.Mode is null || coded.Mode == known.Mode)
        && (coded.OccurredOn.Interval is null || known.OccurredOn.Interval is null || coded.OccurredOn.Interval.Equals(known.OccurredOn.Interval));

    /// <summary>The attack of the sentences before that took place and is no retelling: one that the sentence names, of "the toll" one that killed, else the nearest; -1 for none.</summary>
    /// <param name="ofMany">The toll is not of one person: "the killing of a general", which the words only name in passing, is another story.</param>
    private static int AttackBefore(ImmutableArray<Event>.Builder found, int first, ParsedText parsed, int at, bool ofMany = true, bool ofDead = false)
    {
        var sentence = parsed.SentenceAt(at);
        var (best, bestRank) = (-1, -1);
        for (var i = first - 1; i >= 0 && sentence - parsed.SentenceAt(found[i].Anchor.Start) <= SentencesBack; i--)
        {
            if (ofMany && found[i] is { Type: "ASSAULT", Actors.IsEmpty: true, Recipients.IsEmpty: false, Place: null, Weapon: null, Killed.Max: 1, OccurredOn.Interval: null })
            {
                continue;
            }

            var attack = found[i] switch { { Type: "ASSAULT", Restates: { } told } => told - 1, { Type: "ASSAULT", Factuality: Factuality.Actual } => i, _ => -1 };
            var rank = attack < 0 ? -1 : (IsNamedIn(parsed.Sentences[sentence], found[attack], parsed) ? 2 : 0) + (ofDead && found[attack].Killed is { Max: not 0 } ? 1 : 0);
            (best, bestRank) = rank > bestRank ? (attack, rank) : (best, bestRank);
        }

        return best;
    }

    /// <summary>"Doctors in Kesh said that 20 had died": a name in the words of the attack, and not of who made it, stands in the sentence too.</summary>
    private static bool IsNamedIn(Sentence sentence, Event attack, ParsedText parsed) =>
        parsed.Sentences[parsed.SentenceAt(attack.Anchor.Start)].Tokens.Any(token => token.Upos == "PROPN" && attack.Span.Contains(token.Span) && !attack.Actors.Any(actor => actor.Span.Overlaps(token.Span))
            && sentence.Tokens.Any(other => other.Upos == "PROPN" && other.Form == token.Form));
}
