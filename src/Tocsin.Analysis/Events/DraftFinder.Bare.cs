namespace Tocsin.Analysis.Events;

/// <summary>Acts that no word names by itself: the dead of a headline, an ultimatum.</summary>
internal sealed partial class DraftFinder
{
    /// <summary>A headline has no more words than this.</summary>
    private const int HeadlineWords = 14;

    /// <summary>"12 dead in Marun", "At least 12 dead after strike": a headline without a verb whose dead tell of an attack, as "12 killed in Marun" does; null where it is none, or names an accident.</summary>
    private EventDraft? BareDead(SentenceTree tree)
    {
        var dead = Enumerable.Range(0, tree.Count).FirstOrDefault(i => tree.Lemma[i] == "dead" && i > 0 && tree.Upos(i - 1) == "NUM", -1);
        return dead >= 0 && tree.Count <= HeadlineWords && tree[tree.Count - 1].Upos != "PUNCT" && !Enumerable.Range(0, tree.Count).Any(i => tree.IsVerb(i) || tree.Upos(i) == "AUX" || NamesMishap(tree, i))
            ? new EventDraft(tree, dead, dead, new EventPattern("dead", [], [], "ASSAULT", null, "190", [], "headline:dead")) { Confidence = BareNounConfidence }
            : null;
    }

    private bool NamesMishap(SentenceTree tree, int word) => !lexicon.InClass("VEHICLE", tree.Lemma[word])
        && (tree.InClass(word, "NATURE") || tree.InClass(word, "STORM") || tree.InClass(word, "MISHAP") || tree.InClass(word, "ACCIDENTCAUSE"));

    /// <summary>"gave the garrison until midnight to leave or face air strikes": a time, a demand and what follows if it is not met are a threat, and what follows is no act yet.</summary>
    private void AddUltimatum(SentenceTree tree, List<EventDraft> drafts)
    {
        for (var i = 0; i < tree.Count; i++)
        {
            if (!tree.IsVerb(i) || !tree.InClass(i, "RISK") || tree.Relation(i) is not ("conj" or "compound") || tree.Child(i, "cc") is not (>= 0 and var choice) || tree.Lemma[choice] != "or")
            {
                continue;
            }

            // "or face attack" may hang under the attack.
            var demand = tree.Head(i) is >= 0 and var above && tree.Relation(i) == "compound" ? tree.Head(above) : tree.Head(i);
            var verb = demand;
            while (verb >= 0 && !tree.InClass(verb, "GRANTTIME"))
            {
                verb = tree.Head(verb);
            }

            if (verb < 0 || demand < 0 || !tree.HasMark(demand, "to") || ClauseRoles.Subject(tree, verb) is not (var actor and >= 0) || !Enumerable.Range(verb, demand - verb).Any(w => tree.IsTimeWord(w) || lexicon.InClass("DEADLINE", tree.Lemma[w])))
            {
                continue;
            }

            drafts.RemoveAll(d => d.Anchor == verb || d.Anchor > i);
            var pattern = new EventPattern(tree.Lemma[verb], [], [], "THREATEN", "violence", "138", ["iobj", "obj"], "ultimatum:" + tree.Lemma[verb]);
            drafts.Add(new EventDraft(tree, verb, verb, pattern) { Confidence = VerbConfidence });
            return;
        }
    }
}
