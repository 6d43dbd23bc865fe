using System.Collections.Immutable;
using Tocsin.Language;

namespace Tocsin.Analysis.Events;

/// <summary>Joins to an attack those whom the text holds responsible for it: "claimed responsibility", "was blamed on", "was attributed to X by experts".</summary>
internal sealed class ResponsibilityReader(EventLexicon lexicon)
{
    private const int EventsBack = 8;

    /// <summary>Looks through one sentence and completes the latest attack in the list that names no actor.</summary>
    /// <param name="first">Where the events of this sentence start in the list.</param>
    public void Read(SentenceTree tree, ImmutableArray<Event>.Builder events, int first, EntityIndex index, StatusReader statuses)
    {
        for (var i = 0; i < tree.Count; i++)
        {
            if (Claim(tree, i) is not { } claim || claim.Actor < 0)
            {
                continue;
            }

            var target = Target(tree, claim, events, first);
            if (target < 0)
            {
                continue;
            }

            var actors = index.Participants(tree, [.. tree.Conjuncts(claim.Actor)]);
            if (tree.Upos(claim.Actor) == "PRON" && actors[0].Entity is null)
            {
                continue;
            }

            var known = events[target];
            var holder = statuses.Holder(tree[i].Span);
            events[target] = known with
            {
                Actors = actors,
                Status = claim.Own ? EventStatus.Claimed : claim.ByAuthority || (holder is not null && statuses.IsAuthority(holder)) ? EventStatus.AccusedByAuthority : EventStatus.Accused,
                StatusReason = claim.Own ? "the actor takes responsibility" : "somebody else holds the actor responsible",
                Attribution = holder?.Number ?? known.Attribution,
                Rule = $"{known.Rule}; responsibility: {tree[i].Form} → {tree[claim.Actor].Form}",
            };
        }
    }

    /// <summary>Who is held responsible, for which act (-1: an act told before), and whether they say so themselves.</summary>
    private readonly record struct Responsibility(int Actor, int Act, bool Own, bool ByAuthority);

    private Responsibility? Claim(SentenceTree tree, int at)
    {
        var lemma = tree.Lemma[at];
        if (tree.IsVerb(at))
        {
            var agent = ClauseRoles.Agent(tree, at);
            var patient = ClauseRoles.Patient(tree, at);
            switch (lemma)
            {
                case "claim" or "take" or "admit" or "accept" or "assume" when patient >= 0 && tree.Lemma[patient] == "responsibility":
                    return new Responsibility(agent, After(tree, patient, "for") is var own and >= 0 ? own : After(tree, at, "for"), !tree.IsNegated(at), false);
                case "attribute" or "ascribe":
                    return new Responsibility(After(tree, at, "to"), patient, false, IsAuthority(tree, agent));
                case "blame" when After(tree, at, "on") is var blamed and >= 0:
                    return new Responsibility(blamed, patient, false, IsAuthority(tree, agent));
                case "blame" or "accuse" when patient >= 0:
                    return new Responsibility(patient, Blamed(tree, at, patient), false, IsAuthority(tree, agent));
                case "suspect" when patient >= 0:
                    return new Responsibility(patient, -1, false, IsAuthority(tree, agent));
                default:
                    return null;
            }
        }

        if (lemma is "responsible" or "behind" or "blame" && ClauseRoles.Overt(tree, at) is var subject and >= 0)
        {
            return new Responsibility(subject, After(tree, at, "for"), false, false);
        }

        return null;
    }

    /// <summary>The event that the responsibility is for; -1 for none. An act of this sentence is taken by its word, one told before by nearness.</summary>
    private int Target(SentenceTree tree, Responsibility claim, ImmutableArray<Event>.Builder events, int first)
    {
        if (claim.Act == -2)
        {
            return -1;
        }

        var named = -1;
        for (var i = first; i < events.Count && claim.Act >= 0; i++)
        {
            if (events[i].Anchor == tree[claim.Act].Span)
            {
                named = i;
                if (!events[i].Actors.IsEmpty || !events[i].Recipients.IsEmpty || events[i].Place is not null)
                {
                    return events[i].Actors.IsEmpty ? i : -1;
                }
            }
        }

        // Only "it", "this" and a definite "the attack" point back.
        var pointsBack = claim.Act < 0 || tree.Upos(claim.Act) is "PRON" or "DET" || lexicon.Noun(tree.Lemma[claim.Act]).Any(p => p.Type == "ASSAULT");
        if (!pointsBack)
        {
            return -1;
        }

        for (var i = first - 1; i >= 0 && first - i <= EventsBack; i--)
        {
            if (events[i].Type == "ASSAULT")
            {
                if (!events[i].Actors.IsEmpty)
                {
                    break;
                }

                if (named >= 0)
                {
                    // The bare noun said nothing but which act is meant.
                    events.RemoveAt(named);
                }

                return i;
            }
        }

        return named;
    }

    /// <summary>What someone is blamed for; the tree may hang it under the one who is blamed. -2 where it is not said.</summary>
    private static int Blamed(SentenceTree tree, int verb, int blamed)
    {
        var act = After(tree, verb, "for");
        foreach (var head in tree.Conjuncts(blamed))
        {
            act = act >= 0 ? act : After(tree, head, "for");
        }

        return act >= 0 ? act : -2;
    }

    private static int After(SentenceTree tree, int index, string preposition)
    {
        foreach (var child in tree.Children(index))
        {
            if (tree.Relation(child) is "obl" or "nmod" && tree.Preposition(child) == preposition)
            {
                return child;
            }
        }

        return -1;
    }

    private static bool IsAuthority(SentenceTree tree, int head) =>
        head >= 0 && StatusReader.IsAuthorityWord(string.Join(' ', Enumerable.Range(tree.Phrase(head).First, tree.Phrase(head).Last - tree.Phrase(head).First + 1).Select(i => tree[i].Form)));
}
