using System.Collections.Immutable;
using Tocsin.Analysis.Numbers;

namespace Tocsin.Analysis.Events;

/// <summary>Weapon, numbers and contexts of a draft.</summary>
internal sealed class EventDetails(EventLexicon lexicon, CountFinder counts)
{
    private const int MaxContexts = 4;
    private const int MaxTollDistance = 6;

    private readonly PatternMatcher _matcher = new(lexicon);

    /// <summary>The weapon that the clause names, its mode and its token; null where it names none.</summary>
    public (string Name, string Mode, int Token)? Weapon(EventDraft draft)
    {
        var tree = draft.Tree;
        if (draft.Type != "ASSAULT")
        {
            return null;
        }

        (string, string, int)? found = null;
        foreach (var noun in draft.AlsoNamedBy.Prepend(draft.Anchor))
        {
            if (!tree.IsVerb(noun))
            {
                found ??= Named(tree, noun) ?? Below(tree, noun, 2);
            }
        }

        if (found is null && tree.IsVerb(draft.Carrier))
        {
            // "The drone came under fire": what suffers is no weapon of those who fired.
            var suffers = draft.Anchor != draft.Carrier && lexicon.Is(OperatorKind.Suffer, tree.Lemma[draft.Carrier], "VERB");
            var patient = suffers ? -1 : ClauseRoles.Patient(tree, draft.Carrier);
            foreach (var role in (ReadOnlySpan<int>)[patient, suffers ? -1 : ClauseRoles.Agent(tree, draft.Carrier)])
            {
                // A drone that is shot down is no weapon of the one who does it; a missile that is fired is.
                // "Air defence shot down a jet": the defence is not from the air.
                if (role >= 0 && tree.Lemma[role] is "defence" or "defense")
                {
                    continue;
                }

                var isTarget = role == patient && draft.Pattern.Recipient.Contains("obj") && tree.IsVerb(draft.Anchor);
                if (role >= 0 && !isTarget && found is null)
                {
                    found = Named(tree, role) ?? Modifier(tree, role);
                }
            }

            foreach (var child in tree.Children(draft.Carrier))
            {
                if (found is null && tree.Relation(child) == "obl" && tree.Preposition(child) is "with" or "in" or "by" or "from" && !lexicon.InClass("NOWHERE", tree.Lemma[child]))
                {
                    found = Named(tree, child) ?? Modifier(tree, child);
                }
                else if (found is null && tree.Relation(child) == "advcl" && tree.Lemma[child] == "use" && tree.Child(child, "obj") is var used and >= 0)
                {
                    found = Named(tree, used) ?? Modifier(tree, used);
                }
            }

            // "hit two bases that housed American forces with 15 missiles": the instrument belongs to the act, wherever the tree hangs it.
            found ??= Instrument(tree, draft.Carrier, draft.Carrier);

            // "shell" and "rocket" as verbs name the weapon themselves.
            if ((found is null || found is (_, "firearms", _)) && lexicon.WeaponMode(tree.Lemma[draft.Anchor]) is { } own && tree.Lemma[draft.Anchor] is "shell" or "mortar" or "rocket" or "firebomb")
            {
                found = (tree.Lemma[draft.Anchor], own, draft.Anchor);
            }
        }

        return found;
    }

    /// <summary>Gives each toll of a sentence to the act nearest to it in the tree: "attacked a base, killing 19", "no casualties in the attack".</summary>
    /// <returns>The tolls of the dead and wounded that belong to no act of the sentence, and those that give an act another number than it has already, with that act.</returns>
    public List<(Toll Toll, EventDraft? Act)> AssignTolls(SentenceTree tree, List<EventDraft> drafts, IEnumerable<Toll> tolls)
    {
        var left = new List<(Toll, EventDraft?)>();
        foreach (var draft in drafts)
        {
            // "Two of our fighters fell": who falls in a fight is dead.
            if (draft is { Type: "ASSAULT", Pattern.Recipient: ["subj"] } && tree.Lemma[draft.Anchor] == "fall" && ClauseRoles.Overt(tree, draft.Anchor) is var fallen and >= 0 && (lexicon.InClass("FORCE", tree.Lemma[_matcher.SeeThrough(tree, fallen)]) || tree.Upos(fallen) == "NUM"))
            {
                draft.Killed = counts.CountOf(tree.Sentence, fallen);
            }
        }

        // "Two more have died, and the toll is now 21": the total is the number of the act.
        foreach (var toll in tolls.OrderByDescending(t => tree.Lemma[t.Anchor] is "toll" or "number"))
        {
            if (toll.Harm is not (Harm.Killed or Harm.Injured or Harm.Casualty))
            {
                continue;
            }

            // "wanted to kill personnel in the attack": a killing that is no act of its own took no one.
            if (tree.IsVerb(toll.Anchor) && tree[toll.Anchor].Xpos != "VBN" && lexicon.Verb(tree.Lemma[toll.Anchor]).Any(p => p.Type == "ASSAULT")
                && !drafts.Exists(d => d.Anchor == toll.Anchor || d.Effects.Contains(toll.Anchor)))
            {
                continue;
            }

            EventDraft? nearest = null;
            var shortest = MaxTollDistance;
            foreach (var draft in drafts)
            {
                if (draft.Type != "ASSAULT" || IsTotalElsewhere(tree, toll.Anchor, draft))
                {
                    continue;
                }

                var distance = Math.Min(Distance(tree, toll.Anchor, draft.Anchor), Distance(tree, toll.Anchor, draft.Carrier));
                foreach (var also in draft.AlsoNamedBy.Concat(draft.Effects))
                {
                    distance = Math.Min(distance, Distance(tree, toll.Anchor, also));
                }

                if (distance < shortest)
                {
                    (nearest, shortest) = (draft, distance);
                }
            }

            if (nearest is null)
            {
                left.Add((toll, null));
                continue;
            }

            if (IsAvenged(tree, toll.Anchor, nearest.Anchor))
            {
                continue;
            }

            // What lies ahead or did not happen kills nobody yet; an attempt on one may kill others.
            if (nearest.Factuality is not null && !(nearest.Factuality is Factuality.Negated && toll.Count.Max == 0) && !(nearest.Factuality is Factuality.Attempted && nearest.IsNominal && IsToldIn(tree, toll.Anchor)))
            {
                continue;
            }

            // "put the dead at 12, while the rebels spoke of 30"
            if (toll.Explicit && (toll.Harm == Harm.Killed ? nearest.Killed : toll.Harm == Harm.Injured ? nearest.Injured : null) is { } known && (known.Min, known.Max) != (toll.Count.Min, toll.Count.Max))
            {
                left.Add((toll, nearest));
                continue;
            }

            if (toll.Harm is Harm.Killed || (toll.Harm is Harm.Casualty && toll.Count.Max == 0))
            {
                nearest.Killed ??= toll.Count;
            }

            if (toll.Count.Max != 0 && toll.Anchor != nearest.Anchor && !drafts.Exists(d => d.Anchor == toll.Anchor))
            {
                nearest.Tolls.Add(toll.Anchor);
            }

            if (toll.Harm is Harm.Injured || (toll.Harm is Harm.Casualty && toll.Count.Max == 0))
            {
                nearest.Injured ??= toll.Count;
            }
        }

        return left;
    }

    /// <summary>"Carried out the attack to avenge the dead of the town": they died before it.</summary>
    private static bool IsAvenged(SentenceTree tree, int dead, int act)
    {
        for (var (at, left) = (dead, MaxTollDistance); at >= 0 && at != act && left > 0; at = tree.Head(at), left--)
        {
            if (tree.Lemma[at].StartsWith("aveng", StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"an attempt in which two guards died": told in a clause of the act's own noun.</summary>
    private static bool IsToldIn(SentenceTree tree, int verb) =>
        tree.Relation(verb) == "acl" && tree.Children(verb).Any(child => tree.Lemma[child] == "which" && tree.Preposition(child) == "in");

    /// <summary>"the toll had climbed to 14, and hospitals counted 60 injured": a total of another clause, with a subject of its own.</summary>
    private static bool IsTotalElsewhere(SentenceTree tree, int anchor, EventDraft draft)
    {
        if (tree.Lemma[anchor] is not ("toll" or "number") || !tree.IsVerb(draft.Anchor) || !tree.InClass(draft.Anchor, "EFFECT") || draft.Actors.Count > 0)
        {
            return false;
        }

        for (var (at, left) = (draft.Anchor, MaxTollDistance); at >= 0 && left > 0; at = tree.Head(at), left--)
        {
            if (tree.IsVerb(at) && tree.Relation(at) == "conj" && ClauseRoles.Overt(tree, at) is var own and >= 0)
            {
                return own > anchor;
            }
        }

        return false;
    }

    /// <summary>Steps from one token to another over the tree.</summary>
    private static int Distance(SentenceTree tree, int from, int to)
    {
        var up = 0;
        for (var a = from; a >= 0 && up < MaxTollDistance; a = tree.Head(a), up++)
        {
            var down = 0;
            for (var b = to; b >= 0 && up + down < MaxTollDistance; b = tree.Head(b), down++)
            {
                if (a == b)
                {
                    return up + down;
                }
            }
        }

        return MaxTollDistance;
    }

    /// <summary>Contexts named by the words of the sentence, in text order, at most four.</summary>
    public ImmutableArray<string> Contexts(EventDraft draft)
    {
        var tree = draft.Tree;
        var found = ImmutableArray.CreateBuilder<string>();
        for (var i = 0; i < tree.Count && found.Count < MaxContexts; i++)
        {
            if (tree.Upos(i) is not ("NOUN" or "PROPN" or "ADJ" or "VERB"))
            {
                continue;
            }

            var context = lexicon.Context(tree.Lemma[i]) ?? (i + 1 < tree.Count ? lexicon.Context(tree.Lemma[i] + " " + tree.Lemma[i + 1]) : null);
            if (context is not null && !found.Contains(context))
            {
                found.Add(context);
            }
        }

        return found.ToImmutable();
    }

    private (string, string, int)? Instrument(SentenceTree tree, int index, int carrier)
    {
        foreach (var child in tree.Children(index))
        {
            if (child < carrier || tree.Relation(child) is not ("obj" or "obl" or "nmod" or "acl" or "conj" or "appos") || (tree.IsVerb(child) && _matcher.Verb(tree, child) is not null))
            {
                continue;
            }

            if (tree.Preposition(child) == "with" && Named(tree, child) is { } named)
            {
                return named;
            }

            if (Instrument(tree, child, carrier) is { } below)
            {
                return below;
            }
        }

        return null;
    }

    private (string Name, string Mode, int Token)? Named(SentenceTree tree, int index)
    {
        if (index + 1 < tree.Count && index > 0 && tree.Head(index - 1) == index && lexicon.WeaponMode($"{tree.Lemma[index - 1]} {tree.Lemma[index]}") is { } compound)
        {
            return ($"{tree.Lemma[index - 1]} {tree.Lemma[index]}", compound, index);
        }

        return lexicon.WeaponMode(tree.Lemma[index]) is { } mode ? (tree.Lemma[index], mode, index) : null;
    }

    private (string, string, int)? Modifier(SentenceTree tree, int noun)
    {
        foreach (var child in tree.Children(noun))
        {
            // An air base is no attack from the air, and a missile depot no missile.
            if (child < noun && tree.Relation(child) is "compound" or "amod" && Named(tree, child) is { } found && !lexicon.InClass("PLACEWORD", tree.Lemma[noun]))
            {
                // The air force strikes from the air, and air is no weapon: the force stands for it.
                return lexicon.InClass("FORCE", tree.Lemma[child] + " " + tree.Lemma[noun]) ? (tree.Lemma[child] + " " + tree.Lemma[noun], found.Mode, found.Token)
                    : lexicon.InClass("FORCE", tree.Lemma[noun]) ? (tree.Lemma[noun], found.Mode, found.Token) : found;
            }
        }

        return null;
    }

    private (string, string, int)? Below(SentenceTree tree, int noun, int depth)
    {
        if (Modifier(tree, noun) is { } modifier)
        {
            return modifier;
        }

        foreach (var child in tree.Children(noun))
        {
            if (depth > 0 && tree.Relation(child) == "nmod" && tree.Preposition(child) is "with" or "by" or "of" or "in" or "from" && child > noun)
            {
                if (Named(tree, child) is { } named)
                {
                    return named;
                }

                if (tree.Preposition(child) is "in" or "with" && Below(tree, child, depth - 1) is { } below)
                {
                    return below;
                }
            }
        }

        return null;
    }
}
