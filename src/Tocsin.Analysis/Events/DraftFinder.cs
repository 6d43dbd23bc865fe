namespace Tocsin.Analysis.Events;

/// <summary>Finds the words that name acts in one sentence, and joins those that name the same one.</summary>
internal sealed partial class DraftFinder(EventLexicon lexicon)
{
    private const double VerbConfidence = 0.8;
    private const double CarriedNounConfidence = 0.85;
    private const double BareVerbConfidence = 0.7;
    private const double BareNounConfidence = 0.6;

    private readonly PatternMatcher _matcher = new(lexicon);
    private readonly OperatorReader _operators = new(lexicon);
    private readonly ParticipantFinder _participants = new(lexicon);

    public List<EventDraft> Find(SentenceTree tree)
    {
        var drafts = new List<EventDraft>();
        var consumed = new HashSet<int>();
        for (var i = 0; i < tree.Count; i++)
        {
            // "what it calls a missile strike" only names it.
            if (tree.IsVerb(i) && tree.Relation(i) is not ("amod" or "compound" or "aux") && !(tree.InClass(i, "NAMING") && tree.Relation(i) == "acl" && tree.Head(i) is var named and >= 0 && tree.Lemma[named] == "what") && _matcher.Verb(tree, i) is { } match)
            {
                drafts.Add(new EventDraft(tree, i, i, match.Pattern)
                {
                    Confidence = match.Pattern.Where.IsEmpty ? BareVerbConfidence : VerbConfidence,
                    Object = match.Object,
                });
                if (match.Object >= 0)
                {
                    consumed.Add(match.Object);
                }
            }
        }

        for (var i = 0; i < tree.Count; i++)
        {
            if (tree.Upos(i) is "NOUN" or "PROPN" && !consumed.Contains(i) && !IsModifier(tree, i) && _matcher.Noun(tree, i) is { } match)
            {
                var draft = new EventDraft(tree, i, match.Carrier, match.Pattern)
                {
                    Confidence = match.Carrier != i ? CarriedNounConfidence : BareNounConfidence,
                };
                if (tree.Relation(i) == "compound" && tree.Head(i) is var attempt and >= 0 && lexicon.Is(OperatorKind.Attempt, tree.Lemma[attempt], "NOUN"))
                {
                    // "an assassination attempt in Mogadishu": where it was stands under the attempt.
                    draft.AlsoNamedBy.Add(attempt);
                }

                drafts.Add(draft);
            }
        }

        if (drafts.Count == 0 && (BareWeapon(tree) ?? BareDead(tree)) is { } headline)
        {
            drafts.Add(headline);
        }

        AddUltimatum(tree, drafts);

        drafts.Sort((a, b) => a.Anchor.CompareTo(b.Anchor));
        Fold(drafts);
        drafts.RemoveAll(d => IsMishap(tree, d));
        foreach (var draft in drafts)
        {
            _participants.Find(draft);
        }

        AddListed(tree, drafts);
        AddAnother(tree, drafts);
        drafts.Sort((a, b) => a.Anchor.CompareTo(b.Anchor));
        drafts.RemoveAll(d => IsMotive(d, drafts) || !_operators.Apply(d));
        JoinToHarm(tree, drafts);
        MarkRelays(tree, drafts);
        AddStatements(tree, drafts);
        Merge(drafts);

        // "warned of reprisals for Iranian retaliation": the threat is told, and what it speaks of has neither victim nor place.
        drafts.RemoveAll(d => d.IsNominal && d.Type == "ASSAULT" && d.Factuality == Factuality.Threatened && d.Recipients.Count == 0 && drafts.Exists(t => t.Type == "THREATEN" && t.Anchor < d.Anchor));
        return drafts;
    }

    /// <summary>"Car bomb in Baidoa: 8 dead": without a verb, the weapon and the dead tell the attack; null where the sentence is no such headline.</summary>
    private EventDraft? BareWeapon(SentenceTree tree)
    {
        var root = Enumerable.Range(0, tree.Count).FirstOrDefault(i => tree.Head(i) < 0 && tree.Upos(i) == "NOUN", -1);
        return root >= 0 && lexicon.WeaponMode(tree.Lemma[root]) is "explosives" or "heavy-weapons" or "drone"
            && Enumerable.Range(0, tree.Count).Any(i => tree.Lemma[i] is "dead" || (tree.InClass(i, "EFFECT") && tree[i].Xpos == "VBN")) && !Enumerable.Range(0, tree.Count).Any(i => tree.IsVerb(i) && !tree.InClass(i, "EFFECT"))
            ? new EventDraft(tree, root, root, new EventPattern(tree.Lemma[root], [], [], "ASSAULT", lexicon.WeaponMode(tree.Lemma[root]), null, ["on", "against", "at"], "weapon:" + tree.Lemma[root])) { Confidence = BareNounConfidence }
            : null;
    }

    /// <summary>"killed a general in a drone strike": one act, told by the harm. In "wanted to kill Americans in the attack" only the attack is told.</summary>
    private static void JoinToHarm(SentenceTree tree, List<EventDraft> drafts)
    {
        for (var i = drafts.Count - 1; i >= 0; i--)
        {
            var noun = drafts[i];
            if (noun.IsNominal && noun.Type == "ASSAULT" && tree.Relation(noun.Anchor) == "obl" && tree.Preposition(noun.Anchor) == "in"
                && drafts.Find(d => d != noun && d.Type == "ASSAULT" && d.Anchor == tree.Head(noun.Anchor) && tree.InClass(d.Anchor, "EFFECT")) is { } harm)
            {
                harm.AlsoNamedBy.Add(noun.Anchor);
                harm.Recipients.AddRange(noun.Recipients.Where(r => !harm.Recipients.Contains(r) && !harm.Actors.Contains(r)));
                drafts.RemoveAt(i);
            }
        }
    }

    /// <summary>"gave notice to the Iraqis, who passed it on": what is passed on is the notice.</summary>
    private static void MarkRelays(SentenceTree tree, List<EventDraft> drafts)
    {
        foreach (var relay in drafts)
        {
            if (relay is { Type: "COOPERATE", Mode: null, Cameo: "064" } && ClauseRoles.Patient(tree, relay.Anchor) is var passed and >= 0 && tree.Lemma[passed] is "it" or "this" or "that"
                && drafts.Exists(d => d.Mode == "notice" && d.Anchor < relay.Anchor))
            {
                relay.Mode = "notice";
            }
            else if (relay.Type == "THREATEN" && tree.Lemma[relay.Anchor] is "warn" or "alert" && tree.Child(relay.Anchor, "ccomp") < 0 && drafts.Exists(d => d.Mode == "notice" && d.Anchor < relay.Anchor)
                && tree.Children(relay.Anchor).Any(c => tree.Lemma[c] == "turn"))
            {
                // "passed the notice to the service, which in turn warned the airmen"
                (relay.Type, relay.Mode, relay.Cameo) = ("COOPERATE", "notice", "064");
            }
        }
    }

    /// <summary>"attack" in "attack helicopter" names no act; in "assassination attempt" it does.</summary>
    private bool IsModifier(SentenceTree tree, int noun)
    {
        if (tree.Relation(noun) is "flat" || tree[noun].Deprel == "compound:prt")
        {
            return true;
        }

        if (tree.Relation(noun) != "compound")
        {
            return false;
        }

        var head = tree.Head(noun);
        return head < 0 || lexicon.Operators(tree.Lemma[head], "NOUN").IsEmpty || tree.IsName(noun);
    }

    /// <summary>Joins words of one act: "the bombing killed six", "attacked a base, killing two", "struck them in a raid".</summary>
    private void Fold(List<EventDraft> drafts)
    {
        var byAnchor = drafts.ToDictionary(d => d.Anchor);
        var folded = new HashSet<EventDraft>();
        foreach (var draft in drafts)
        {
            if (draft.Type != "ASSAULT" || folded.Contains(draft))
            {
                continue;
            }

            var tree = draft.Tree;
            if (draft.IsNominal && drafts.FindLast(d => d.Type == "ASSAULT" && d.Anchor < draft.Anchor && !folded.Contains(d)) is { } ranked && tree.Children(draft.Anchor).Any(c => tree[c].Xpos == "JJS" && tree.Relation(c) == "amod"))
            {
                // "struck the port in what he called the worst attack this year": the attack is ranked, and no other is told.
                ranked.AlsoNamedBy.Add(draft.Anchor);
                folded.Add(draft);
                continue;
            }

            var head = tree.Head(draft.Carrier);

            // "hit by missiles fired from Iran": the firing is the hit.
            if (head >= 0 && tree.Relation(draft.Carrier) == "acl" && lexicon.WeaponMode(tree.Lemma[head]) is not null
                && DraftOfClause(drafts, tree.Head(head)) is { } hit && hit != draft && !folded.Contains(hit))
            {
                folded.Add(draft);
                continue;
            }

            // "a drone, which Kyiv says was launched by Russia, hit a school": the launch is the hit.
            if (head >= 0 && tree.Relation(draft.Carrier) is "ccomp" or "xcomp" && tree.Relation(head) == "acl" && tree.Head(head) is var weapon and >= 0 && lexicon.WeaponMode(tree.Lemma[weapon]) is not null
                && ParticipantFinder.Launched(tree, weapon).Verb == draft.Carrier && DraftOfClause(drafts, tree.Head(weapon)) is { } struck && struck != draft && !folded.Contains(struck))
            {
                folded.Add(draft);
                continue;
            }

            if (tree.IsVerb(draft.Anchor) && tree[draft.Anchor].Xpos == "VBG" && tree.Relation(draft.Anchor) == "advcl" && tree.Lemma[draft.Anchor] == "set" && head >= 0 && !tree.Children(draft.Anchor).Any(c => tree.Relation(c) == "mark")
                && DraftOfClause(drafts, head) is { } lit && lit != draft && !folded.Contains(lit))
            {
                // "struck a depot, setting two tanks on fire": what it did.
                lit.Effects.Add(draft.Anchor);
                folded.Add(draft);
                continue;
            }

            if (tree.IsVerb(draft.Anchor) && tree.InClass(draft.Anchor, "EFFECT"))
            {
                // The act is the subject, or the clause above, or the noun before "that killed".
                var agent = ClauseRoles.Agent(tree, draft.Anchor);
                var cause = agent >= 0 && byAnchor.TryGetValue(agent, out var named) && named.Type == "ASSAULT" ? named
                    : head >= 0 && tree.Relation(draft.Anchor) == "advcl" && tree[draft.Anchor].Xpos == "VBG" ? OfWhatIsTold(drafts, draft, head) ?? DraftOfClause(drafts, head)
                    : null;
                cause ??= tree.IsPassive(draft.Anchor) ? NounUnder(tree, draft.Anchor, byAnchor) : null;
                cause ??= SecondEffect(drafts, draft, folded) ?? CauseBeside(tree, draft.Anchor, byAnchor) ?? CauseAbove(tree, draft.Anchor, byAnchor);
                if (cause is not null && folded.Contains(cause))
                {
                    // "Two bombings hit the city, killing nine": the bombings are the hit already.
                    cause = drafts.Find(d => !folded.Contains(d) && d.AlsoNamedBy.Contains(cause.Anchor));
                }

                if (cause is not null && cause != draft && !folded.Contains(cause))
                {
                    cause.Effects.Add(draft.Anchor);
                    cause.Effects.AddRange(draft.Effects);
                    cause.AlsoNamedBy.AddRange(draft.AlsoNamedBy);
                    folded.Add(draft);
                }
            }
            else if (tree.IsVerb(draft.Anchor) && ClauseRoles.Overt(tree, draft.Anchor) is var subject and >= 0 && !tree.IsPassive(draft.Anchor) && byAnchor.TryGetValue(subject, out var acting)
                && acting.Type == "ASSAULT" && acting.IsNominal && !folded.Contains(acting))
            {
                // "Shelling hit the port": the shelling is what hit it.
                draft.AlsoNamedBy.Add(acting.Anchor);
                folded.Add(acting);
            }
            else if (tree.IsVerb(draft.Anchor) && NounUnder(tree, draft.Anchor, byAnchor) is { } noun && !folded.Contains(noun))
            {
                draft.AlsoNamedBy.Add(noun.Anchor);
                folded.Add(noun);
            }
            else if (draft.IsNominal && (NounUnder(tree, draft.Anchor, byAnchor) ?? NounBeside(drafts, draft)) is { } inner && inner != draft && !folded.Contains(inner))
            {
                // "the killing of a general in a drone strike"
                draft.AlsoNamedBy.Add(inner.Anchor);
                folded.Add(inner);
            }
        }

        drafts.RemoveAll(folded.Contains);
    }

    /// <summary>"accused the army of shelling a market, killing 14": what is told killed them, and not who tells it; null where the verb tells nothing of the kind.</summary>
    private EventDraft? OfWhatIsTold(List<EventDraft> drafts, EventDraft effect, int verb) =>
        !lexicon.Is(OperatorKind.Accuse, effect.Tree.Lemma[verb], "VERB") && !lexicon.Is(OperatorKind.Report, effect.Tree.Lemma[verb], "VERB") ? null
        : drafts.FindLast(d => d != effect && d.Type == "ASSAULT" && d.Anchor < effect.Anchor && d.Carrier > verb && !effect.Tree.InClass(d.Anchor, "EFFECT") && IsUnder(effect.Tree, d.Carrier, verb));

    private static bool IsUnder(SentenceTree tree, int word, int above)
    {
        for (var left = 8; left > 0 && word >= 0 && word != above; left--)
        {
            word = tree.Head(word);
        }

        return word == above;
    }

    /// <summary>"killing three and wounding nine", "killed two and wounded five": one act with two effects; null where the second stands alone.</summary>
    private EventDraft? SecondEffect(List<EventDraft> drafts, EventDraft draft, HashSet<EventDraft> folded)
    {
        var tree = draft.Tree;
        // "14 were killed and 30 wounded": who is only counted is no other act's.
        if (tree.Relation(draft.Anchor) != "conj" || (ClauseRoles.Overt(tree, draft.Anchor) is var own and >= 0 && !(tree.Upos(own) == "NUM" && tree[draft.Anchor].Xpos == "VBN")))
        {
            return null;
        }

        // The tree may hang "wounding" under the one who was killed.
        var first = tree.Head(draft.Anchor);
        first = tree.IsVerb(first) ? first : tree[draft.Anchor].Xpos == "VBG" ? tree.Head(first) : -1;
        return first < 0 || tree.Lemma[first] == tree.Lemma[draft.Anchor] || !(tree.InClass(first, "EFFECT") || IsByWeapon(tree, first) || tree.Child(draft.Anchor, "cc") < 0) ? null
            : drafts.Find(d => !folded.Contains(d) && d != draft && d.Type == "ASSAULT" && (d.Anchor == first || d.Effects.Contains(first)));
    }

    /// <summary>"Rockets hit the base and wounded four": the same rockets.</summary>
    private bool IsByWeapon(SentenceTree tree, int verb) => ClauseRoles.Overt(tree, verb) is var subject and >= 0 && lexicon.WeaponMode(tree.Lemma[subject]) is not null;

    /// <summary>"12 people were killed when a bomb exploded".</summary>
    private static EventDraft? CauseBeside(SentenceTree tree, int effect, Dictionary<int, EventDraft> byAnchor)
    {
        foreach (var child in tree.Children(effect))
        {
            // "Six were killed and nine wounded when shells hit the market"
            if (tree.Relation(child) == "conj" && tree.IsPassive(effect) && tree.InClass(child, "EFFECT") && CauseBeside(tree, child, byAnchor) is { } shared)
            {
                return shared;
            }

            if (tree.Relation(child) == "advcl" && (tree.HasMark(child, "when") || tree.HasMark(child, "as") || tree.HasChildWord(child, "when")) && tree.IsPassive(effect)
                && byAnchor.TryGetValue(child, out var cause) && cause.Type == "ASSAULT" && !tree.InClass(child, "EFFECT"))
            {
                return cause;
            }
        }

        return null;
    }

    /// <summary>"The attack left eight dead and 20 wounded": the attack is the subject of the verb above.</summary>
    private static EventDraft? CauseAbove(SentenceTree tree, int effect, Dictionary<int, EventDraft> byAnchor)
    {
        for (var (at, left) = (tree.Head(effect), 4); at >= 0 && left > 0; at = tree.Head(at), left--)
        {
            if (tree.IsVerb(at) && tree.Lemma[at] is "leave" or "claim" or "cost" or "cause" && ClauseRoles.Overt(tree, at) is var subject and >= 0)
            {
                // "a bomb attack at the market which left nine dead": the clause may hang on the noun between.
                var act = ClauseRoles.IsRelative(tree, subject) ? ClauseRoles.Subject(tree, at) : subject;
                for (var up = 2; up > 0 && act >= 0 && act != subject && !byAnchor.ContainsKey(act) && tree.Relation(act) is "nmod" or "obl" && tree.Head(act) is var whole and >= 0 && tree.IsNominal(whole); up--)
                {
                    act = whole;
                }

                if (act >= 0 && byAnchor.TryGetValue(act, out var cause) && cause.Type == "ASSAULT")
                {
                    return cause;
                }
            }
        }

        return null;
    }

    private static EventDraft? DraftOfClause(List<EventDraft> drafts, int verb) => drafts.Find(d => d.Type == "ASSAULT" && (d.Carrier == verb || d.Anchor == verb));

    /// <summary>"avenge the killing of a general in a drone strike", where the tree hangs both nouns under the verb.</summary>
    private static EventDraft? NounBeside(List<EventDraft> drafts, EventDraft draft)
    {
        var tree = draft.Tree;
        var head = tree.Head(draft.Anchor);
        return head < 0 || !tree.IsVerb(head) || tree.Relation(draft.Anchor) != "obj" ? null
            : drafts.Find(d => d != draft && d.IsNominal && d.Type == "ASSAULT" && d.Anchor > draft.Anchor && tree.Head(d.Anchor) == head
                && tree.Preposition(d.Anchor) == "in" && !drafts.Exists(v => v.Anchor == head));
    }

    /// <summary>The act named after "in": "in an attack", "in a drone strike".</summary>
    private static EventDraft? NounUnder(SentenceTree tree, int index, Dictionary<int, EventDraft> byAnchor)
    {
        foreach (var child in tree.Children(index))
        {
            if (tree.Relation(child) is "obl" or "nmod" && tree.Preposition(child) is "in" or "during" && byAnchor.TryGetValue(child, out var found)
                && found.Type == "ASSAULT" && found.IsNominal)
            {
                return found;
            }

            // "the killing of General Soleimani in a strike", where the tree hangs the strike under the general.
            if (tree.Relation(child) is "obj" || tree[child].Deprel == "nsubj:pass" || (tree.Relation(child) is "nmod" && tree.Preposition(child) == "of"))
            {
                foreach (var below in tree.Children(child))
                {
                    if (tree.Relation(below) == "nmod" && tree.Preposition(below) is "in" && byAnchor.TryGetValue(below, out var deep) && deep.Type == "ASSAULT" && deep.IsNominal)
                    {
                        return deep;
                    }
                }
            }
        }

        return null;
    }

    /// <summary>Acts of speech that no lexicon line names: "said that Iran must leave", "says the army is responsible".</summary>
    private void AddStatements(SentenceTree tree, List<EventDraft> drafts)
    {
        for (var i = 0; i < tree.Count; i++)
        {
            if (!tree.IsVerb(i) || !lexicon.Is(OperatorKind.Report, tree.Lemma[i], "VERB"))
            {
                continue;
            }

            foreach (var child in tree.Children(i))
            {
                if (tree.Relation(child) is "ccomp" or "parataxis" && _operators.Statement(tree, i, child) is { } statement
                    && !drafts.Exists(d => d.Type == statement.Type && (d.Operator == i || d.Anchor == i)))
                {
                    drafts.Add(statement);
                }
            }
        }
    }

    /// <summary>"agreed to withdraw" is coded at both verbs: one of them is kept, with the recipients of both.</summary>
    private static void Merge(List<EventDraft> drafts)
    {
        for (var i = drafts.Count - 1; i >= 0; i--)
        {
            var inner = drafts[i];
            if (inner.Operator < 0)
            {
                continue;
            }

            var outer = drafts.Find(d => d != inner && d.Anchor == inner.Operator && d.Type == inner.Type);
            if (outer is null)
            {
                inner.Anchor = inner.Operator;
                continue;
            }

            outer.Mode = inner.Mode ?? outer.Mode;
            outer.Cameo = inner.Mode is null ? outer.Cameo : inner.Cameo;
            outer.Confidence = Math.Max(outer.Confidence, inner.Confidence);
            foreach (var recipient in inner.Recipients)
            {
                if (!outer.Recipients.Contains(recipient) && !outer.Actors.Contains(recipient))
                {
                    outer.Recipients.Add(recipient);
                }
            }

            outer.Rule += " + " + inner.Rule;
            drafts.RemoveAt(i);
        }

        drafts.Sort((a, b) => a.Anchor.CompareTo(b.Anchor));
    }
}
