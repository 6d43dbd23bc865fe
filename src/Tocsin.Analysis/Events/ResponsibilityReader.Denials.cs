using System.Collections.Immutable;
using Tocsin.Analysis.Attributions;

namespace Tocsin.Analysis.Events;

/// <summary>Words of responsibility that hold nobody responsible, those of one's own side, and "behind".</summary>
internal sealed partial class ResponsibilityReader
{
    /// <summary>How far above a word of responsibility one that denies it may stand.</summary>
    private const int DenialReach = 5;

    /// <summary>"was not involved in", "denied that it was behind", "played no part in", "no evidence that the army was responsible", "whether Oster was involved": nobody is held responsible.</summary>
    private bool IsDisowned(SentenceTree tree, int at, Attribution? holder)
    {
        if (holder is { Act: SpeechAct.Deny or SpeechAct.Doubt or SpeechAct.Decline or SpeechAct.Request } || (tree.IsVerb(at) && Conditions.IsCondition(tree.Sentence, at)))
        {
            return true;
        }

        for (var (word, left) = (at, DenialReach); word >= 0 && left > 0; word = tree.Head(word), left--)
        {
            var isClause = word == at || tree.Relation(word) is "xcomp" or "ccomp" or "acl" or "obj" or "root" or "conj";
            if (tree.IsNegated(word) || tree.HasMark(word, "whether") || tree.HasMark(word, "if") || (word != at && (lexicon.Is(OperatorKind.Deny, tree.Lemma[word], "VERB") || tree.IsNobody(word)))
                || tree.Children(word).Any(child => tree.Relation(child) == "obj" && tree.IsNobody(child) && tree.InClass(child, "SHARE")))
            {
                return true;
            }

            if (!isClause || tree.Relation(word) is "conj" && ClauseRoles.Overt(tree, word) >= 0)
            {
                return false;
            }
        }

        return false;
    }

    private static void DropBare(SentenceTree tree, int act, ImmutableArray<Event>.Builder events, int first)
    {
        for (var i = events.Count - 1; i >= first && act >= 0; i--)
        {
            if (events[i].Anchor == tree[act].Span && events[i] is { Type: "ASSAULT", Actors.IsEmpty: true, Recipients.IsEmpty: true, Place: null, Killed: null, Injured: null, Status: not EventStatus.Denied })
            {
                events.RemoveAt(i);
            }
        }
    }

    /// <summary>"Israel was behind it": the act stands as the predicate, with "behind".</summary>
    private Responsibility? OfBehind(SentenceTree tree, int at) =>
        tree.Child(at, "cop") >= 0 && tree.Preposition(at) == "behind" && IsAct(tree, at) && ClauseRoles.Subject(tree, at) is var subject and >= 0 && CanStrike(tree, subject)
            ? new Responsibility(subject, at, Ground.Told)
            : null;

    /// <summary>An Israeli official who confirms that Israel was behind it accuses nobody: his side takes it upon itself.</summary>
    private static Responsibility Owned(Responsibility claim, Attribution? holder, ImmutableArray<Participant> actors, StatusReader statuses) =>
        claim.Ground is Ground.Told or Ground.Accused or Ground.AccusedByAuthority or Ground.Possible && holder is not null && statuses.IsOfOwnSide(holder, actors) ? claim with { Ground = Ground.Own } : claim;
}
