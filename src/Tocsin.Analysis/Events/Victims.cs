using System.Collections.Immutable;
using Tocsin.Language;

namespace Tocsin.Analysis.Events;

/// <summary>Who a sentence means by a pronoun, where the sentence before it tells of the same act.</summary>
internal static class Victims
{
    /// <summary>How many words a sentence has that only puts a name right.</summary>
    private const int CorrectionWords = 9;

    /// <summary>"the murder of General Orm, the premier said. The League has said that it shot him": the one who was shot is he whose murder was told, by nobody named.</summary>
    public static ImmutableArray<Participant> Named(EventDraft draft, ImmutableArray<Participant> actors, ImmutableArray<Participant> recipients, IReadOnlyList<Event> found, ParsedText parsed)
    {
        var tree = draft.Tree;
        if (draft.Type != "ASSAULT" || recipients.Length != 1 || draft.Recipients.Count != 1 || tree.Upos(draft.Recipients[0]) != "PRON" || tree.Lemma[draft.Recipients[0]] is not ("he" or "she" or "him" or "her")
            || found.Count == 0 || found[^1] is not { Type: "ASSAULT", Actors.IsEmpty: true, Recipients: [{ Entity: { } victim } told] } || parsed.SentenceAt(found[^1].Anchor.Start) != tree.Number - 1 || actors.Any(a => a.Entity == victim))
        {
            return recipients;
        }

        return [recipients[0] with { Entity = told.Entity }];
    }

    /// <summary>"An earlier version said that rebels had fired. It was the army": the act as it is put right, null where the sentence puts nothing right.</summary>
    public static Event? Corrected(SentenceTree tree, ImmutableArray<Event>.Builder found, EntityIndex index)
    {
        if (tree.Count > CorrectionWords || found.Count == 0 || found[^1] is not { Type: "ASSAULT" or "COERCE", Factuality: Factuality.Negated, Status: EventStatus.Denied, Actors.IsEmpty: false } wrong)
        {
            return null;
        }

        var right = Enumerable.Range(0, tree.Count).FirstOrDefault(i => tree.Head(i) < 0, -1);
        if (right < 0 || !tree.IsNominal(right) || tree.Child(right, "cop") is not (var was and >= 0) || tree[was].Form is not ("was" or "were") || tree.IsNegated(right)
            || ClauseRoles.Overt(tree, right) is not (var it and >= 0) || tree.Lemma[it] != "it" || tree.Children(right).Any(c => tree.Relation(c) is "acl" or "advcl" or "nmod"))
        {
            return null;
        }

        return wrong with
        {
            Span = tree.PhraseSpan(right),
            Anchor = tree[right].Span,
            Actors = index.Participants(tree, [right]),
            Status = EventStatus.Fact,
            Happened = EventStatus.Fact,
            Attribution = null,
            Factuality = Factuality.Actual,
            AlsoAt = [],
            StatusReason = "the report puts right who did it",
            FactualityReason = "the report puts right who did it",
            Rule = $"put right: {wrong.Rule}",
        };
    }
}
