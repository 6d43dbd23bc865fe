namespace Tocsin.Analysis.Events;

/// <summary>What each kind of governing word makes of the act below it.</summary>
internal sealed partial class OperatorReader
{
    private bool ApplyOperator(EventDraft draft, OperatorKind kind, int at, int head, ref bool negated)
    {
        var tree = draft.Tree;
        var cooperative = IsCooperative(draft.Type);
        var agent = tree.IsVerb(head) ? ClauseRoles.Agent(tree, head) : ClauseRoles.Subject(tree, head);
        var verbalInner = tree.IsVerb(at);
        switch (kind)
        {
            case OperatorKind.Promise:
                if ((cooperative || draft.Type == "MOBILIZE") && tree.Lemma[head] != "due")
                {
                    Become(draft, negated ? "REJECT" : "AGREE", null, head, agent);
                    negated = false;
                }
                else
                {
                    draft.Factuality ??= Factuality.Future;
                }

                return true;
            case OperatorKind.Vow:
                Become(draft, cooperative ? "AGREE" : "THREATEN", cooperative ? null : ThreatMode(draft), head, agent);
                return true;
            case OperatorKind.Threaten:
                Become(draft, "THREATEN", ThreatMode(draft), head, agent);
                return true;
            case OperatorKind.Deny or OperatorKind.Refuse when verbalInner && lexicon.Is(OperatorKind.Deny, tree.Lemma[head], "VERB")
                && (tree.IsNegated(head) || tree.Children(head).Any(c => tree.Relation(c) == "cc" && tree.Lemma[c] == "nor")):
                // "neither confirmed nor denied", "did not deny": it stays open.
                draft.Hedged = true;
                return true;
            case OperatorKind.Refuse:
                if (cooperative || draft.Type == "MOBILIZE")
                {
                    Become(draft, "REJECT", RejectMode(draft.Type), head, agent);
                    negated = false;
                }
                else if (verbalInner && draft.Type == "ASSAULT" && tree.Lemma[head] == "fail" && tree.HasMark(at, "to") && !tree.IsNegated(head))
                {
                    // "failed to blow up the bridge": it was tried.
                    draft.Factuality ??= Factuality.Attempted;
                }
                else if (verbalInner)
                {
                    negated = true;
                }

                return true;
            case OperatorKind.Demand:
                if (draft.Type == "REQUEST")
                {
                    return false;
                }

                // "asked whether his men had fired": it is asked about, and not asked for.
                if (tree.HasMark(at, "whether") || tree.HasMark(at, "if"))
                {
                    draft.Hedged = true;
                    return true;
                }

                // "The army will strike," he told reporters: what is told is told; to tell somebody to strike stands after "told".
                if (tree.Lemma[head] == "tell" && (at < head || (tree.Relation(at) == "ccomp" && !tree.HasMark(at, "to"))))
                {
                    return true;
                }

                // "called the raid a massacre" and "called the president to congratulate him" ask for nothing.
                if ((tree.Lemma[head] is "call" or "tell" && !verbalInner && tree.Relation(at) == "obj")
                    || (tree.Lemma[head] == "call" && !tree.Children(head).Any(c => tree.Relation(c) == "obl" && tree.Preposition(c) is "on" or "upon" or "for")))
                {
                    return true;
                }

                if (tree.Relation(at) == "obl" && draft.Type is "COERCE" or "SANCTION" or "PROTEST")
                {
                    Become(draft, "THREATEN", "restrict", head, agent);
                    return true;
                }

                if (tree.Lemma[head] is "order" && (!verbalInner || tree.IsPassive(at)))
                {
                    return Cause(draft, head, agent);
                }

                Become(draft, "REQUEST", RequestMode(draft.Type), head, agent);
                var addressee = tree.IsVerb(head) ? ClauseRoles.Patient(tree, head) : -1;
                var inner = verbalInner ? ClauseRoles.Agent(tree, at) : -1;
                if (addressee >= 0 && addressee != draft.Anchor)
                {
                    draft.Recipients = [.. tree.Conjuncts(addressee)];
                }
                else if (inner >= 0 && inner != agent)
                {
                    draft.Recipients = [.. tree.Conjuncts(inner)];
                }

                return true;
            case OperatorKind.Cause:
                return (verbalInner && !tree.IsPassive(at)) || Cause(draft, head, agent);
            case OperatorKind.Report:
                // "announced the release of": who announces an act of authority does it.
                if (!verbalInner && tree.Lemma[head] is "announce" or "declare" && draft.Actors.Count == 0 && agent >= 0)
                {
                    draft.Actors.AddRange(tree.Conjuncts(agent));
                    draft.Recipients.RemoveAll(draft.Actors.Contains);
                }

                return true;
            case OperatorKind.Attempt:
                draft.Factuality ??= Factuality.Attempted;
                return true;
            case OperatorKind.Want:
                if (cooperative && tree.Lemma[head] is "plan" or "intend" or "aim")
                {
                    Become(draft, negated ? "REJECT" : "AGREE", null, head, agent);
                    negated = false;
                    return true;
                }

                if (!verbalInner ? tree.IsNegated(head) : !tree.IsVerb(head) && tree.IsNegated(head) && draft.Type is "ASSAULT" or "MOBILIZE" or "SANCTION")
                {
                    // "We have no plans to invade anybody": it is denied that it is to come.
                    negated = true;
                    return true;
                }

                if (!verbalInner && tree.IsVerb(head) && draft.Actors.Count == 0 && agent >= 0 && tree.Relation(at) == "obj")
                {
                    // "is preparing an offensive": who prepares it is to make it.
                    draft.Actors.AddRange(tree.Conjuncts(agent));
                    draft.Recipients.RemoveAll(draft.Actors.Contains);
                }

                // A wish is no act; what is planned lies ahead.
                draft.Factuality = tree.Lemma[head] is "plan" or "plot" or "prepare" ? Factuality.Future : Factuality.Hypothetical;
                return tree.Lemma[head] is "plan" or "plot" or "prepare" or "consider" or "mull";
            case OperatorKind.End:
                if (!verbalInner || tree[at].Xpos == "VBG")
                {
                    Become(draft, Ended(draft.Type), null, head, agent);
                }

                return true;
            case OperatorKind.Avoid:
                negated = true;
                return true;
            case OperatorKind.Foil when tree.Relation(at) is "obj" or "nsubj" or "xcomp" or "acl":
                // "foiled an attack": it was tried; "foiled a plan to attack": it was not. "repelled an attack": it took place, and gained nothing.
                negated |= draft.Factuality == Factuality.Future;
                if (verbalInner || at != draft.Anchor)
                {
                    // "Police thwarted an attempt to bomb the station": who thwarts it did not make it.
                    var foiler = agent >= 0 ? tree.Conjuncts(agent) : [];
                    draft.Actors.RemoveAll(a => foiler.Contains(a));
                }

                draft.Factuality ??= tree.Lemma[head] is "repel" or "repulse" ? null : Factuality.Attempted;
                return true;
            case OperatorKind.Motion when verbalInner && tree.HasMark(at, "to") && draft.Type is "ASSAULT" or "COERCE":
                // "came to kill" is an intention; "went to attack the village" is not yet the attack.
                draft.Factuality ??= Factuality.Attempted;
                return ClauseRoles.Patient(tree, at) is var meant and >= 0 && tree.Upos(meant) != "PRON";
            case OperatorKind.Believe when tree.Lemma[head] == "expect" && (verbalInner ? tree.HasMark(at, "to") : tree.Relation(at) == "obj" && !IsNamedAct(tree, at)):
                // "expected the rebels to attack": yet to come.
                draft.Factuality ??= Factuality.Future;
                return true;
            case OperatorKind.Seem or OperatorKind.Believe:
                draft.Hedged = true;
                return true;
            case OperatorKind.Deny:
                draft.Status = EventStatus.Denied;
                draft.Factuality = Factuality.Negated;
                return true;
            case OperatorKind.Accuse:
                if (verbalInner)
                {
                    draft.Status ??= EventStatus.Accused;
                }

                return true;
            case OperatorKind.Allow:
                if (draft.Type is "RETREAT" or "CONCEDE" && verbalInner)
                {
                    return true;
                }

                draft.Factuality ??= Factuality.Hypothetical;
                return true;
            case OperatorKind.Threat when verbalInner && tree.IsVerb(head) && tree.HasMark(at, "to") && tree.IsNegated(at):
                // "warned them not to attack": the warning is told, and no attack of anybody's.
                return false;
            case OperatorKind.Threat when verbalInner && tree.IsVerb(head) && cooperative && tree.HasMark(at, "to") && ClauseRoles.Overt(tree, at) < 0:
                // "warned the garrison to lay down its arms" asks for it.
                var warned = ClauseRoles.Patient(tree, head);
                Become(draft, "REQUEST", RequestMode(draft.Type), head, agent);
                draft.Recipients = warned >= 0 ? [.. tree.Conjuncts(warned)] : draft.Recipients;
                return true;
            case OperatorKind.Threat when verbalInner && tree.IsVerb(head) && tree.HasMark(at, "to") && tree.IsNegated(at):
                // "warned them not to shell the port": nobody did, and nobody denies it.
                return false;
            case OperatorKind.Threat:
                // "warned of an attack" speaks of one to come; "warned that rebels had attacked" tells of one.
                if (!(verbalInner && tree.IsVerb(head)))
                {
                    draft.Factuality = Factuality.Threatened;
                }

                return true;
            case OperatorKind.Anniversary:
                draft.Factuality = Factuality.Historical;
                return true;
            case OperatorKind.Exercise or OperatorKind.Fiction:
                // "a film about the war", "a drill that simulated an attack": nothing of the kind took place.
                return false;
            default:
                return true;
        }
    }

    private static bool Cause(EventDraft draft, int head, int agent)
    {
        var tree = draft.Tree;
        if (agent >= 0)
        {
            draft.Actors = [.. tree.Conjuncts(agent)];
            draft.Recipients.RemoveAll(draft.Actors.Contains);
        }

        draft.Carrier = head;
        draft.Rule += " + " + tree.Lemma[head];
        return true;
    }

    private static void Become(EventDraft draft, string type, string? mode, int head, int actor)
    {
        draft.Type = type;
        draft.Mode = mode;
        draft.Cameo = null;
        draft.Operator = head;
        draft.Rule += " + " + draft.Tree.Lemma[head];
        draft.Factuality = null;
        if (actor >= 0)
        {
            var mutual = draft.Actors.Count > 1 && draft.Recipients.SequenceEqual(draft.Actors);
            draft.Actors = [.. draft.Tree.Conjuncts(actor)];
            if (!mutual || draft.Actors.Count < 2)
            {
                draft.Recipients.RemoveAll(draft.Actors.Contains);
            }
        }
    }

    /// <summary>What it is to end an act: a ban lifted is a retreat, aid stopped a sanction, a visit called off a rejection.</summary>
    private static string Ended(string type) => type switch
    {
        "ASSAULT" or "COERCE" or "SANCTION" or "MOBILIZE" => "RETREAT",
        "PROTEST" or "THREATEN" or "ACCUSE" or "REQUEST" => "CONCEDE",
        "CONSULT" or "AGREE" => "REJECT",
        _ => "SANCTION",
    };

    private static string? ThreatMode(EventDraft draft) => draft.Type switch
    {
        "ASSAULT" or "MOBILIZE" => "violence",
        "COERCE" when draft.Mode is "arrest" => "arrest",
        "COERCE" when draft.Mode is "seize" => "territory",
        "COERCE" => "restrict",
        "SANCTION" when draft.Mode is "expel" => "expel",
        "SANCTION" or "PROTEST" => "relations",
        _ => null,
    };

    private static string? RequestMode(string type) => type switch
    {
        "CONSULT" => "meet",
        "AID" or "COOPERATE" or "SUPPORT" => "assist",
        "RETREAT" or "CONCEDE" => "yield",
        _ => "change",
    };

    private static string? RejectMode(string type) => type switch
    {
        "CONSULT" => "meet",
        "AID" or "COOPERATE" or "SUPPORT" => "assist",
        "RETREAT" or "CONCEDE" => "yield",
        _ => null,
    };
}
