using System.Collections.Immutable;

namespace Tocsin.Analysis.Events;

/// <summary>Reads the words above an act that change what it is: promised, refused, demanded, threatened, attempted, ended, denied.</summary>
/// <remarks>
/// PLOVER: cooperation that is promised or lies in the future is AGREE; cooperation refused is REJECT; any act demanded is REQUEST, any act
/// threatened is THREATEN. CAMEO's crosswalk (035) makes a promised retreat AGREE too, where the manual's text would have CONCEDE.
/// </remarks>
internal sealed partial class OperatorReader(EventLexicon lexicon)
{
    private const int MaxClimb = 5;

    private readonly PatternMatcher _matcher = new(lexicon);

    /// <summary>Changes a draft by what governs it. False where the words do not say that the act took place, is planned or is spoken of.</summary>
    public bool Apply(EventDraft draft)
    {
        var tree = draft.Tree;
        var at = draft.Carrier;
        // "answered without starting a war": not done, and nobody denies it.
        if (IsPlayed(tree, at) || IsIntended(tree, at) || (tree.IsVerb(at) && tree.HasMark(at, "without")))
        {
            return false;
        }

        if (IsAlternative(tree, at))
        {
            Threaten(draft, at);
            return true;
        }

        if (IsCalledFalse(tree, at))
        {
            draft.Status = EventStatus.Denied;
            draft.Factuality = Factuality.Negated;
            draft.IsCalledFalse = true;
            return true;
        }

        if (IsInvented(draft))
        {
            // "said that Oster had invented the attack": it did not happen, and nobody did it.
            draft.Status = EventStatus.Denied;
            draft.Factuality = Factuality.Negated;
            draft.IsCalledFalse = true;
            draft.Actors.Clear();
            return true;
        }

        var negated = tree.IsNegated(at) || HasNobody(tree, at) || (at != draft.Anchor && tree.IsNegated(draft.Anchor));
        if (!ApplyOwnModals(draft, at, ref negated))
        {
            return false;
        }

        for (var climbed = 0; climbed < MaxClimb; climbed++)
        {
            var head = tree.Head(at);
            if (head < 0)
            {
                break;
            }

            var relation = tree.Relation(at);
            if (relation == "nsubj" && draft.IsNominal && at == draft.Anchor && tree.InClass(head, "CONNECTED") && tree.IsVerb(head) && tree.Relation(head) is "ccomp" && IsNamedAct(tree, at))
            {
                // "denied that the bombing was planned abroad", "that the two murders were linked": what is said or denied of them takes them for granted.
                break;
            }

            if (relation == "nsubj" && draft.Type == "ASSAULT" && draft.IsNominal && tree.InClass(draft.Anchor, "LASTINGACT") && tree.IsVerb(head) && lexicon.Is(OperatorKind.End, tree.Lemma[head], "VERB") && tree.Child(head, "obj") < 0 && !tree.IsNegated(head)
                && !tree.Children(head).Any(c => tree.Relation(c) is "obl" && tree.Preposition(c) is "with" or "in"))
            {
                // "The shelling of the port stopped at noon"
                Become(draft, "RETREAT", "ceasefire", head, -1);
                draft.Actors.Clear();
                break;
            }

            if (relation is "acl" or "nmod" && lexicon.InClass("TRACE", tree.Lemma[head]) && tree.IsNobody(head))
            {
                // "saw no sign of fighting"
                negated = true;
                break;
            }

            if (relation == "advcl" && tree.HasMark(at, "to") && PlanBefore(tree, at, head) is var plan and >= 0)
            {
                // "had been developing plans to attack", where the tree hangs the attack under the verb.
                (head, relation) = (plan, "acl");
            }

            if (relation == "conj" && (tree.IsVerb(head) || tree.IsNominal(head)) && ClauseRoles.Overt(tree, at) < 0)
            {
                negated |= tree.IsVerb(head) && tree.IsNegated(head) && !tree.IsVerb(at);
                at = head;
                continue;
            }

            if (relation == "acl" && !tree.IsVerb(head) && tree.HasMark(at, "of") && tree.Relation(head) == "obj" && tree.Head(head) is var accuser and >= 0
                && lexicon.Is(OperatorKind.Accuse, tree.Lemma[accuser], "VERB"))
            {
                // "accused the militia of firing", where the tree hangs the firing under the militia.
                draft.Status ??= EventStatus.Accused;
                break;
            }

            // Those "wanted for the bombing" are sought for what was done.
            if (!(relation == "acl" && tree.Relation(at) == "advcl") && !Governs(tree, at, head) || (tree.Lemma[head] == "want" && relation == "obl" && tree.Preposition(at) == "for"))
            {
                break;
            }

            var kinds = Kinds(tree, head);
            if (kinds.IsEmpty)
            {
                if (relation is "xcomp" or "nmod" or "compound")
                {
                    at = head;
                    continue;
                }

                break;
            }

            foreach (var kind in kinds)
            {
                if (!ApplyOperator(draft, kind, at, head, ref negated))
                {
                    return false;
                }
            }

            if (kinds.Contains(OperatorKind.Report) && draft.Operator < 0)
            {
                break;
            }

            if (draft.Operator >= 0)
            {
                negated = tree.IsNegated(head);
                if (negated && draft.Type is "AGREE")
                {
                    draft.Type = "REJECT";
                    draft.Mode = draft.Cameo = null;
                    negated = false;
                }
            }

            at = head;
        }

        if (draft.Type == "THREATEN")
        {
            Address(draft);
        }

        if (!negated && !tree.IsVerb(draft.Carrier) && draft.Carrier == draft.Anchor && tree.Head(draft.Carrier) is var news and >= 0 && IsUntrueNoun(tree, draft.Carrier, news) && tree.Relation(draft.Carrier) == "nmod")
        {
            // "Reports of a raid proved false"
            draft.Status = EventStatus.Denied;
        }

        if (negated || IsUntrue(draft, draft.Carrier))
        {
            draft.Factuality = Factuality.Negated;
        }
        else if (draft.Factuality is null && (IsRemembered(tree, draft.Carrier) || IsInOldPictures(tree, draft.Carrier)))
        {
            draft.Factuality = Factuality.Historical;
        }

        return true;
    }

    /// <summary>"Reports that our guns shelled the town are false": what is told is called untrue, also where the tree takes the reports for a verb.</summary>
    private bool IsCalledFalse(SentenceTree tree, int clause)
    {
        // "Reports of a strike are untrue"
        var isNamed = !tree.IsVerb(clause) && tree.Relation(clause) == "nmod" && tree.Preposition(clause) is "of" or "about";
        if (!(isNamed || (tree.IsVerb(clause) && tree.Relation(clause) is "acl" or "ccomp")) || tree.Head(clause) is not (var told and >= 0))
        {
            return false;
        }

        // "Allegations by the other side that", "a tweet that said that"
        for (var left = 3; left > 0 && !lexicon.InClass("REPORTNOUN", tree.Lemma[told]) && tree.Relation(told) is "nmod" or "acl" or "ccomp" && tree.Head(told) is var above and >= 0; left--)
        {
            told = above;
        }

        if (!lexicon.InClass("REPORTNOUN", tree.Lemma[told]))
        {
            return false;
        }

        if (tree.Relation(told) == "obj" && tree.Head(told) is var taker and >= 0 && lexicon.InClass("TAKEBACK", tree.Lemma[taker]) && !tree.IsNegated(taker))
        {
            return true;
        }

        bool IsFalse(int word) => HasProvedFalse(tree, word) || tree.Child(word, "cop") >= 0 && (lexicon.InClass("FALSEHOOD", tree.Lemma[word]) ? !tree.IsNegated(word) : tree.IsNegated(word) && lexicon.InClass("TRUTH", tree.Lemma[word]));
        // In "the charge that it bombed the market is baseless, the ministry says" the tree may take the charge for what speaks.
        return (tree.Head(told) is var predicate and >= 0 && tree.Relation(told) == "nsubj" && (IsFalse(predicate) || tree.Children(predicate).Any(c => c > clause && c < predicate && tree.Relation(c) == "ccomp" && IsFalse(c))))
            || tree.Children(told).Any(c => c > clause && IsFalse(c));
    }

    /// <summary>"invented the attack", "made up the strike on Kesh": who says so denies that there was one. To invent an attack that is not known yet is another thing.</summary>
    private static bool IsInvented(EventDraft draft)
    {
        var tree = draft.Tree;
        return draft.Type == "ASSAULT" && !tree.IsVerb(draft.Anchor) && tree.Head(draft.Anchor) is var verb and >= 0 && tree.IsVerb(verb) && !tree.IsNegated(verb)
            && (tree.Relation(draft.Anchor) == "obj" || tree[draft.Anchor].Deprel == "nsubj:pass") && IsNamedAct(tree, draft.Anchor)
            && (tree.InClass(verb, "INVENT") || (tree.Lemma[verb] == "make" && tree.HasParticle(verb, "up")));
    }

    /// <summary>"proved false", "turned out to be a forgery".</summary>
    private bool HasProvedFalse(SentenceTree tree, int verb) =>
        tree.IsVerb(verb) && tree.InClass(verb, "PROVE") && !tree.IsNegated(verb) && tree.Child(verb, "xcomp") is var found and >= 0 && lexicon.InClass("FALSEHOOD", tree.Lemma[found]);

    /// <summary>"the bombing", "the army's raid", "two attacks on Monday": acts that are known, and not any.</summary>
    private static bool IsNamedAct(SentenceTree tree, int noun) =>
        tree.Children(noun).Any(c => tree.IsPossessor(c) || (c < noun && tree.Relation(c) is "det" or "nummod" && tree.Lemma[c] is not ("a" or "an" or "any" or "no")));

    /// <summary>A speech act in a reported clause with no act of its own in the lexicon: "Iran must leave", "the army is to blame".</summary>
    public EventDraft? Statement(SentenceTree tree, int report, int clause)
    {
        var subject = ClauseRoles.Subject(tree, clause);
        var speaker = ClauseRoles.Agent(tree, report);
        if (subject < 0 || speaker < 0 || IsSelf(tree, speaker, subject) || tree.Lemma[subject] is "who" or "what" or "which" || tree.IsNegated(report) || tree.IsInverted(clause))
        {
            return null;
        }

        string? type = null;
        if (tree.Auxiliary(clause, w => w is "must" or "should" or "ought") >= 0 || tree.Lemma[clause] is "need" or "have" && tree.Child(clause, "xcomp") >= 0)
        {
            type = "REQUEST";
        }
        else if (tree.Lemma[clause] is "responsible" or "guilty" or "blame" or "culpable" or "liable")
        {
            type = "ACCUSE";
        }

        if (type is null)
        {
            return null;
        }

        var pattern = new EventPattern(tree.Lemma[report], [], [], type, type == "ACCUSE" ? "allege" : "change", null, [], "statement:" + tree.Lemma[clause]);
        var draft = new EventDraft(tree, report, report, pattern) { Confidence = 0.65 };
        draft.Actors.Add(speaker);
        draft.Recipients.AddRange(tree.Conjuncts(subject));
        return draft;
    }

    /// <summary>"The intention was to destroy vehicles and to kill people": a statement of what was meant, not of what was done.</summary>
    private static bool IsIntended(SentenceTree tree, int verb)
    {
        for (var left = 3; left > 0 && tree.Relation(verb) == "conj" && tree.Head(verb) >= 0 && ClauseRoles.Overt(tree, verb) < 0; left--)
        {
            verb = tree.Head(verb);
        }

        return tree.StatedAim(verb) >= 0;
    }

    /// <summary>The object between a verb and "to" that is a plan, an attempt, a threat or the like; -1 for none.</summary>
    private int PlanBefore(SentenceTree tree, int at, int verb) =>
        tree.IsVerb(verb) && tree.Child(verb, "obj") is var thing and >= 0 && thing < at && tree.Upos(thing) == "NOUN" && thing + 2 == at && !Kinds(tree, thing).IsEmpty ? thing : -1;

    /// <summary>"No commander was killed", "killed no one": the subject or the object says that it did not happen.</summary>
    private static bool HasNobody(SentenceTree tree, int verb)
    {
        if (!tree.IsVerb(verb))
        {
            return false;
        }

        foreach (var child in tree.Children(verb))
        {
            if (tree.Relation(child) is "nsubj" or "obj" && tree.IsNobody(child))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsCooperative(string type) => type is "AGREE" or "CONSULT" or "SUPPORT" or "CONCEDE" or "COOPERATE" or "AID" or "RETREAT";

    private static bool Governs(SentenceTree tree, int at, int head)
    {
        var relation = tree.Relation(at);
        if (tree.IsVerb(head) || tree.Upos(head) == "ADJ")
        {
            return relation switch
            {
                "xcomp" or "ccomp" or "csubj" => true,
                "obj" => true,
                "nsubj" => tree[at].Deprel == "nsubj:pass",
                "obl" => tree.Preposition(at) is "for" or "of" or "to" or "on" or "about" or "from" or "against",
                "advcl" => tree.HasMark(at, "to") || tree.HasMark(at, "from") || tree.HasMark(at, "of") || tree.HasMark(at, "for"),
                _ => false,
            };
        }

        return relation is "acl" or "nmod" or "compound" or "amod" && !(relation == "acl" && ClauseRoles.Overt(tree, at) >= 0);
    }

    private ImmutableArray<OperatorKind> Kinds(SentenceTree tree, int head)
    {
        var part = tree.IsVerb(head) ? "VERB" : tree.Upos(head) == "ADJ" ? "ADJ" : "NOUN";
        foreach (var child in tree.Children(head))
        {
            if (tree.Relation(child) is "compound" && part == "VERB" && lexicon.Operators(tree.Lemma[head] + " " + tree.Lemma[child], part) is { IsEmpty: false } phrasal)
            {
                return phrasal;
            }
        }

        return lexicon.Operators(tree.Lemma[head], part);
    }

    /// <summary>"will meet", "must withdraw", "would have struck" in the act's own clause.</summary>
    private bool ApplyOwnModals(EventDraft draft, int at, ref bool negated)
    {
        var tree = draft.Tree;
        if (!tree.IsVerb(at))
        {
            return true;
        }

        var future = tree.Auxiliary(at, w => w is "will" or "wo" or "shall" or "'ll" or "’ll" or "would" or "'d") >= 0 || IsHeadlineFuture(tree, at);
        var report = Report(tree, at);
        var speaker = report >= 0 ? ClauseRoles.Agent(tree, report) : -1;
        var subject = ClauseRoles.Subject(tree, at);
        var self = speaker >= 0 && (subject < 0 || IsSelf(tree, speaker, subject));
        if (future && report >= 0 && !self && !negated && draft.Type is "ASSAULT" or "COERCE" or "SANCTION" or "MOBILIZE" && IsOwnSide(tree, speaker, subject) && IsConditional(tree, at))
        {
            // "If the rebels enter the town, the army will bomb their camps, the government said": who speaks for the army threatens.
            Become(draft, "THREATEN", ThreatMode(draft), report, speaker);
            return true;
        }

        if (future && report >= 0 && draft.Type == "THREATEN" && draft.Actors.Count == 0 && tree.IsPassive(at))
        {
            // "warned that any attack would be met with force"
            Become(draft, "THREATEN", draft.Mode, report, speaker);
            return true;
        }

        if (future && report >= 0 && self)
        {
            if (IsCooperative(draft.Type))
            {
                Become(draft, negated ? "REJECT" : "AGREE", null, report, speaker);
                negated = false;
            }
            else if (tree.Auxiliary(at, w => w is "would" or "'d") >= 0 && tree.Auxiliary(at, w => w is "have" or "'ve") >= 0)
            {
                // "Had we wanted to kill, we would have killed": it was not done, and threatens nobody.
                draft.Factuality = Factuality.Hypothetical;
            }
            else if (!negated && draft.Type is "ASSAULT" or "COERCE" or "SANCTION" or "PROTEST" or "MOBILIZE")
            {
                Become(draft, "THREATEN", ThreatMode(draft), report, speaker);
            }

            return true;
        }

        if (future && (tree.Auxiliary(at, w => w is "would" or "'d") < 0 || IsUnconditional(tree, at)))
        {
            if (IsCooperative(draft.Type) && (negated || draft.Type is "CONSULT" or "SUPPORT" or "COOPERATE" or "AID"))
            {
                draft.Type = negated ? "REJECT" : "AGREE";
                draft.Mode = draft.Cameo = null;
                negated = false;
                draft.Rule += " + will";
            }
            else
            {
                draft.Factuality = Factuality.Future;
            }

            return true;
        }

        if (report >= 0 && !self && tree.Auxiliary(at, w => w is "must" or "should" or "ought") >= 0 && speaker >= 0)
        {
            Become(draft, "REQUEST", RequestMode(draft.Type), report, speaker);
            if (subject >= 0)
            {
                draft.Recipients = [.. tree.Conjuncts(subject)];
            }
        }
        else if (negated && tree.Lemma[at] is "accept" or "allow" or "permit" or "let" or "grant" or "give" or "agree" && IsCooperative(draft.Type))
        {
            draft.Type = "REJECT";
            draft.Mode = draft.Cameo = null;
            negated = false;
            draft.Rule += " + not";
        }

        return true;
    }

    /// <summary>"would hold talks next month", with no "if" and no "have": a future told in the past.</summary>
    private static bool IsUnconditional(SentenceTree tree, int at) =>
        tree.Auxiliary(at, w => w is "have" or "'ve") < 0 && !tree.IsUnderInverted(at)
        && !tree.Children(at).Any(c => tree.Relation(c) == "advcl" && (tree.HasMark(c, "if") || tree.HasMark(c, "unless")));

    /// <summary>"Trump to meet Kim": a headline's future; "is due to meet him", where the tree takes "due" for a mark.</summary>
    private static bool IsHeadlineFuture(SentenceTree tree, int at) =>
        tree[at].Xpos == "VB" && tree.HasMark(at, "to") && (tree.Relation(at) == "root" || tree.HasMark(at, "due"));

    /// <summary>The reporting verb whose content this clause is, -1 for none.</summary>
    private int Report(SentenceTree tree, int at)
    {
        for (var (index, left) = (at, 3); left > 0; left--)
        {
            var head = tree.Head(index);
            if (head < 0)
            {
                return -1;
            }

            if (tree.IsUnderInverted(index))
            {
                // "Should it go on, its envoy warns, the port will be closed": the reporting verb hangs with the condition.
                if (tree.Head(head) is var above and >= 0 && tree.Relation(head) == "ccomp" && tree.IsVerb(above) && lexicon.Is(OperatorKind.Report, tree.Lemma[above], "VERB"))
                {
                    return above;
                }

                return tree.Children(head).FirstOrDefault(child => child != index && tree.Relation(child) == "parataxis" && tree.IsVerb(child) && (lexicon.Is(OperatorKind.Report, tree.Lemma[child], "VERB") || lexicon.Is(OperatorKind.Threat, tree.Lemma[child], "VERB")), -1);
            }

            if (tree.IsVerb(head) && tree.Relation(index) is "ccomp" or "parataxis" or "xcomp" && lexicon.Is(OperatorKind.Report, tree.Lemma[head], "VERB"))
            {
                return head;
            }

            if (tree.Relation(index) is not ("conj" or "xcomp" or "ccomp"))
            {
                // "Iran will respond, he said": the reporting verb hangs below its content.
                foreach (var child in tree.Children(index))
                {
                    if (tree.Relation(child) == "parataxis" && tree.IsVerb(child) && lexicon.Is(OperatorKind.Report, tree.Lemma[child], "VERB"))
                    {
                        return child;
                    }
                }

                return -1;
            }

            index = head;
        }

        return -1;
    }

    /// <summary>True for "he", "it", "they", "we" and for the speaker's own name.</summary>
    private static bool IsSelf(SentenceTree tree, int speaker, int subject) =>
        subject == speaker || tree.Lemma[subject] == tree.Lemma[speaker]
        || (tree.Upos(subject) == "PRON" && tree.Lemma[subject] is "he" or "she" or "it" or "they" or "we" or "i")
        || (tree.Lemma[subject] is "country" or "government" or "administration" or "group" or "party" or "authority" or "ministry"
            && (tree.IsName(speaker) || tree.Children(subject).Any(c => tree.Lemma[c] is "his" or "her" or "its" or "their" or "our"))
            && !tree.Children(subject).Any(tree.IsName));
}
