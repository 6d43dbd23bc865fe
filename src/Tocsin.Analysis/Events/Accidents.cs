using System.Collections.Immutable;
using Tocsin.Language;

namespace Tocsin.Analysis.Events;

/// <summary>Explosions that a text calls an accident, or that it says were no attack: "officials ruled out sabotage", "the cause was a gas leak".</summary>
/// <remarks>
/// A bare explosion is coded as an attack, since most that are reported as news of a conflict are. Where the text says otherwise, further down too, none of the explosions of that place that
/// nobody is said to have caused is one. A bomb, a missile or a named actor is never taken back.
/// </remarks>
internal sealed class Accidents(EventLexicon lexicon)
{
    /// <summary>How far back the explosion may stand that is explained.</summary>
    private const int SentencesBack = 10;

    private readonly List<int> _explained = [];

    /// <summary>Notes a sentence that says that an explosion was no attack.</summary>
    public void Note(SentenceTree tree)
    {
        for (var i = 0; i < tree.Count; i++)
        {
            if ((IsRuledOut(tree, i) || IsCause(tree, i) || IsAccident(tree, i)) && !IsHeldBack(tree, i))
            {
                _explained.Add(tree.Number);
                return;
            }
        }
    }

    /// <summary>Takes the explosions that are explained from the events of a text, with what tells them again.</summary>
    public void Remove(ImmutableArray<Event>.Builder found, ParsedText parsed)
    {
        if (_explained.Count == 0)
        {
            return;
        }

        var dropped = new bool[found.Count];
        for (var i = 0; i < found.Count; i++)
        {
            dropped[i] = IsBareExplosion(found[i], parsed) && _explained.Exists(sentence => sentence - parsed.SentenceAt(found[i].Anchor.Start) is var back && back <= SentencesBack);
        }

        for (var i = 0; i < found.Count; i++)
        {
            dropped[i] |= found[i].Restates is { } told && dropped[told - 1] && found[i].Actors.IsEmpty;
        }

        var numbers = new int[found.Count];
        var kept = new List<Event>(found.Count);
        for (var i = 0; i < found.Count; i++)
        {
            if (!dropped[i])
            {
                kept.Add(found[i]);
                numbers[i] = kept.Count;
            }
        }

        found.Clear();
        found.AddRange(kept.Select(coded => coded.Restates is { } told ? coded with { Restates = numbers[told - 1] is var number and > 0 ? number : null } : coded));
    }

    /// <summary>"suggested that an explosion in an ammunition depot had caused the damage", "says that a depot blew up": a source's account of a store that went up by itself, and no attack. What the report tells in its own words stays.</summary>
    public static bool IsOfOwnStore(Event coded, EventDraft draft)
    {
        var tree = draft.Tree;
        if (coded is not { Type: "ASSAULT", Actors.IsEmpty: true, Attribution: not null, Weapon: null, Mode: "explosives" } || draft.Carrier != draft.Anchor)
        {
            return false;
        }

        bool IsAny(int noun) => !tree.Children(noun).Any(child => tree.IsPossessor(child) || (tree.Relation(child) == "det" && tree.Lemma[child] is not ("a" or "an" or "some")));
        bool IsArms(int noun) => tree.InClass(noun, "AMMUNITION") || (tree.InClass(noun, "STORE") && tree.Children(noun).Any(child => tree.Relation(child) is "compound" or "amod" or "nmod" && tree.InClass(child, "AMMUNITION")));
        return tree.IsVerb(draft.Anchor)
            ? !tree.IsPassive(draft.Anchor) && ClauseRoles.Patient(tree, draft.Anchor) < 0 && ClauseRoles.Overt(tree, draft.Anchor) is var what and >= 0 && IsAny(what) && (IsArms(what) || tree.InClass(what, "STORE"))
            : IsAny(draft.Anchor) && tree.Children(draft.Anchor).Any(child => tree.Relation(child) is "nmod" && tree.Preposition(child) is "in" or "at" or "of" or "inside" && IsArms(child));
    }

    private bool IsBareExplosion(Event coded, ParsedText parsed) =>
        coded is { Type: "ASSAULT", Actors.IsEmpty: true } && (coded.Weapon is null || lexicon.InClass("BLAST", coded.Weapon))
        && coded.AlsoAt.Append(coded.Anchor).Any(word => lexicon.InClass("BLAST", LemmaAt(parsed, word)));

    private static string LemmaAt(ParsedText parsed, TextSpan word)
    {
        foreach (var token in parsed.Sentences[parsed.SentenceAt(word.Start)].Tokens)
        {
            if (token.Span == word)
            {
                return token.Lemma.ToLowerInvariant();
            }
        }

        return "";
    }

    /// <summary>"ruled out sabotage", "ruled out an attack"</summary>
    private bool IsRuledOut(SentenceTree tree, int verb) =>
        tree.IsVerb(verb) && ((tree.Lemma[verb] == "rule" && tree.HasParticle(verb, "out")) || tree.Lemma[verb] == "exclude")
        && tree.Child(verb, "obj") is var crime and >= 0 && tree.Conjuncts(crime).Any(noun => tree.InClass(noun, "FOULPLAY"));

    /// <summary>"the cause was a gas leak", "was caused by a short circuit", "blamed on a gas leak"</summary>
    private bool IsCause(SentenceTree tree, int noun)
    {
        if (!tree.InClass(noun, "ACCIDENTCAUSE") || tree.IsVerb(noun))
        {
            return false;
        }

        if (tree.Child(noun, "cop") >= 0)
        {
            return ClauseRoles.Overt(tree, noun) is var subject and >= 0 && (tree.Lemma[subject] == "cause" || tree.InClass(subject, "BLAST"));
        }

        return tree.Head(noun) is var verb and >= 0 && tree.IsVerb(verb) && tree.Lemma[verb] is "cause" or "blame" or "trigger" or "attribute" or "spark"
            && tree.Preposition(noun) is "by" or "on" or "to" && (tree.IsPassive(verb) || tree.Lemma[verb] is "blame" or "attribute");
    }

    /// <summary>"the blast was an accident", "the explosion was accidental"</summary>
    private bool IsAccident(SentenceTree tree, int word) =>
        tree.Lemma[word] is "accident" or "accidental" && tree.Child(word, "cop") >= 0 && ClauseRoles.Overt(tree, word) is var subject and >= 0
        && (tree.InClass(subject, "BLAST") || tree.Lemma[subject] is "it" or "this");

    /// <summary>"have not ruled out", "may have been caused by", "whether it was an accident", "denied that it was an accident"</summary>
    private bool IsHeldBack(SentenceTree tree, int word)
    {
        for (var (at, left) = (word, 4); at >= 0 && left > 0; at = tree.Head(at), left--)
        {
            if (tree.IsNegated(at) || tree.HasMark(at, "whether") || tree.HasMark(at, "if") || tree.Auxiliary(at, aux => aux is "may" or "might" or "could" or "can") >= 0
                || (at != word && (lexicon.Is(OperatorKind.Deny, tree.Lemma[at], "VERB") || lexicon.Is(OperatorKind.Believe, tree.Lemma[at], "VERB"))))
            {
                return true;
            }

            if (ClauseRoles.Overt(tree, at) is var nobody and >= 0 && tree.IsNobody(nobody))
            {
                return true;
            }
        }

        return false;
    }
}
