namespace Tocsin.Analysis.Events;

/// <summary>Attacks that one sentence counts and then tells one by one.</summary>
internal sealed partial class DraftFinder
{
    private const double ListedConfidence = 0.65;

    /// <summary>"three attacks on Thursday: a car bomb at the market, shots at the mayor's house and a grenade in a bar": three acts, and not a fourth that counts them.</summary>
    private void AddListed(SentenceTree tree, List<EventDraft> drafts)
    {
        foreach (var counted in drafts.Where(d => d.Type == "ASSAULT" && tree.Upos(d.Anchor) == "NOUN" && IsCounted(tree, d.Anchor)).ToList())
        {
            var colon = Enumerable.Range(counted.Anchor, tree.Count - counted.Anchor).FirstOrDefault(i => tree[i].Form == ":", -1);
            if (colon < 0 || Enumerable.Range(counted.Anchor, colon - counted.Anchor).Any(tree.IsVerb))
            {
                continue;
            }

            var heads = ItemHeads(tree, colon + 1);
            if (heads.Count < 2)
            {
                continue;
            }

            foreach (var head in heads)
            {
                var draft = drafts.Find(d => d.Anchor == head);
                if (draft is null)
                {
                    draft = new EventDraft(tree, head, head, new EventPattern(tree.Lemma[head], [], [], "ASSAULT", ModeOf(tree, head), null, ["at", "on", "in"], "listed:" + tree.Lemma[head])) { Confidence = ListedConfidence };
                    if (TargetAfter(tree, head) is var target and >= 0)
                    {
                        draft.Recipients.Add(target);
                    }

                    drafts.Add(draft);
                }

                draft.AlsoNamedBy.Add(counted.Anchor);
                draft.Others.AddRange(heads.Where(other => other != head));
                draft.Actors.AddRange(draft.Actors.Count == 0 ? counted.Actors : []);
            }

            foreach (var draft in drafts)
            {
                draft.Recipients.RemoveAll(heads.Contains);
            }

            drafts.Remove(counted);
        }
    }

    /// <summary>"A bomb went off at the station, and another at the market an hour later": a second act of the same kind, without a verb.</summary>
    private void AddAnother(SentenceTree tree, List<EventDraft> drafts)
    {
        for (var i = 1; i + 2 < tree.Count; i++)
        {
            if (tree[i].Form is "another" && tree.Lemma[i - 1] == "and" && tree[i + 1].Upos == "ADP" && tree[i + 1].Form is "at" or "in" or "near" or "outside" or "on" && TargetAfter(tree, i) is var target and >= 0
                && drafts.FindLast(d => d.Type == "ASSAULT" && tree.IsVerb(d.Anchor) && d.Anchor < i && d.Mode is "explosives" or "heavy-weapons" or "drone" or "suicide-attack" && ClauseRoles.Overt(tree, d.Carrier) is var weapon and >= 0 && lexicon.WeaponMode(tree.Lemma[weapon]) is not null) is { } first
                && !Enumerable.Range(i, tree.Count - i).Any(tree.IsVerb))
            {
                drafts.Add(new EventDraft(tree, i, i, first.Pattern with { Recipient = ["none"] }) { Confidence = ListedConfidence, Mode = first.Mode, Recipients = [target] });
                return;
            }
        }
    }

    private static bool IsCounted(SentenceTree tree, int noun) =>
        tree[noun].Xpos == "NNS" && tree.Children(noun).Any(c => c < noun && ((tree.Upos(c) == "NUM" && tree.Lemma[c] is not ("one" or "1")) || tree.Lemma[c] is "several" or "multiple" or "separate"));

    /// <summary>The nouns that open the items of a list, where they name an act or a weapon.</summary>
    private List<int> ItemHeads(SentenceTree tree, int start)
    {
        var heads = new List<int>();
        for (var i = start; i < tree.Count; i++)
        {
            if (i > start && !(tree[i - 1].Form is "," or ";" || tree.Lemma[i - 1] == "and"))
            {
                continue;
            }

            var head = -1;
            for (var t = i; t < tree.Count && tree[t].Upos is "DET" or "ADJ" or "NUM" or "NOUN" or "PROPN"; t++)
            {
                head = tree.Upos(t) == "NOUN" ? t : head;
            }

            if (head >= 0 && (lexicon.WeaponMode(tree.Lemma[head]) is not null || lexicon.Noun(tree.Lemma[head]).Any(p => p.Type == "ASSAULT")))
            {
                heads.Add(head);
                i = head;
            }
        }

        return heads;
    }

    private string? ModeOf(SentenceTree tree, int head) =>
        lexicon.WeaponMode(tree.Lemma[head]) ?? lexicon.Noun(tree.Lemma[head]).Where(p => p.Type == "ASSAULT").Select(p => p.Mode).FirstOrDefault();

    /// <summary>The noun of the phrase right after a word: "the market" of "a car bomb at the market"; -1 for none, and for a day.</summary>
    private static int TargetAfter(SentenceTree tree, int word) =>
        word + 1 < tree.Count && tree[word + 1] is { Upos: "ADP", Form: "at" or "on" or "in" or "near" or "outside" or "against" } && tree.Head(word + 1) is var noun && noun > word + 1 && tree.IsNominal(noun) && !tree.IsTimeWord(noun) ? noun : -1;
}
