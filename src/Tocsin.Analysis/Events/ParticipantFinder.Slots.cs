namespace Tocsin.Analysis.Events;

/// <summary>The places of a clause where a lexicon line looks for recipients.</summary>
internal sealed partial class ParticipantFinder
{
    /// <summary>The first of the places that a recipient may stand in.</summary>
    private int At(EventDraft draft, string slot)
    {
        var tree = draft.Tree;
        var verb = draft.Carrier;
        var patient = draft.IsNominal ? -1 : ClauseRoles.Patient(tree, verb);
        switch (slot)
        {
            case "none":
                return -1;
            case "obj":
                return patient;
            case "iobj":
                return tree.Child(verb, "iobj");
            case "subj":
                return ClauseRoles.Subject(tree, verb);
            case "poss":
                return tree.Children(draft.Anchor).FirstOrDefault(tree.IsPossessor, -1);
            case "conj":
                return -1;
            case "ccomp":
                foreach (var relation in (ReadOnlySpan<string>)["ccomp", "xcomp"])
                {
                    if (tree.Child(verb, relation) is var clause and >= 0 && ClauseRoles.Overt(tree, clause) is var subject and >= 0)
                    {
                        return subject;
                    }
                }

                return -1;
            default:
                break;
        }

        if (slot.StartsWith("obj/", StringComparison.Ordinal))
        {
            var rest = slot[4..];
            return patient < 0 ? -1
                : rest == "compound" ? tree.Children(patient).FirstOrDefault(c => c < patient && tree.Relation(c) == "compound" && tree.Upos(c) == "NOUN", -1)
                : rest == "poss" ? tree.Children(patient).FirstOrDefault(tree.IsPossessor, -1)
                : After(tree, patient, rest, deep: true);
        }

        if (slot.StartsWith("xcomp/", StringComparison.Ordinal))
        {
            var inner = tree.Child(verb, "xcomp");
            return inner < 0 ? -1 : ClauseRoles.Patient(tree, inner);
        }

        if (slot == "of" && draft.IsNominal && IsDoneToOwner(tree.Lemma[draft.Anchor]) && After(tree, draft.Anchor, "of", deep: false) < 0)
        {
            return tree.Children(draft.Anchor).FirstOrDefault(c => c < draft.Anchor && (tree.IsPossessor(c) || (tree.Relation(c) is "compound" or "nsubj" && tree.IsName(c))), -1);
        }

        // A noun's own phrase comes first, then the verb that carries it, then what hangs under its object.
        var found = After(tree, draft.Anchor, slot, deep: draft.Anchor != verb || draft.IsNominal);
        if (found < 0 && verb != draft.Anchor && !(slot is "in" or "at" && tree.InClass(verb, "CONTRIVE")))
        {
            found = After(tree, verb, slot, deep: false);
        }

        return found < 0 && patient >= 0 ? After(tree, patient, slot, deep: true) : found;
    }

    /// <summary>The noun after a preposition under a word, or one step further down.</summary>
    private int After(SentenceTree tree, int index, string preposition, bool deep)
    {
        foreach (var child in tree.Children(index))
        {
            // "the dead of the bombing at 12": a bare number is nobody and nowhere.
            if (tree.Relation(child) is "obl" or "nmod" or "advcl" or "acl" && child > index - 12 && tree.Preposition(child) == preposition && !IsTime(tree, child) && !(preposition == "at" && tree.Upos(child) == "NUM") && !tree.IsVerb(child) && !lexicon.InClass("FRAME", tree.Lemma[child]))
            {
                return child;
            }
        }

        foreach (var child in tree.Children(index))
        {
            // "declared a ceasefire on Friday in Libya", where the tree hangs the place under the day.
            if (!deep && tree.Relation(child) is "obl" or "nmod" && IsTime(tree, child) && After(tree, child, preposition, deep: false) is var misplaced and >= 0)
            {
                return misplaced;
            }
        }

        if (deep)
        {
            foreach (var child in tree.Children(index))
            {
                // "the bombing in Teslin and the shooting at a boat": the boat is the other act's.
                if (tree.Relation(child) is "nmod" or "obl" or "conj" or "compound" or "acl" && child > index && !(tree.Relation(child) == "conj" && tree.Upos(child) == "NOUN" && !lexicon.Noun(tree.Lemma[child]).IsEmpty) && ClauseRoles.Overt(tree, child) < 0 && After(tree, child, preposition, deep: true) is var below and >= 0)
                {
                    return below;
                }
            }
        }

        return -1;
    }

    /// <summary>Where no slot is filled: a name under the object, or after a preposition of the clause.</summary>
    private void Fallback(EventDraft draft)
    {
        var tree = draft.Tree;
        if (draft.Pattern.Recipient is ["none"] || (draft.IsNominal && draft.Type == "ASSAULT"))
        {
            return;
        }

        var found = NameIn(draft, draft.Carrier);
        if (found < 0 && draft.Type is "AGREE" or "REJECT" or "REQUEST" or "THREATEN" && tree.Child(draft.Carrier, "xcomp") is var complement and >= 0)
        {
            found = NameIn(draft, complement);
        }

        if (found >= 0 && !draft.Actors.Contains(found))
        {
            draft.Recipients.Add(found);
            draft.Confidence -= 0.1;
        }
    }

    private int NameIn(EventDraft draft, int carrier)
    {
        var tree = draft.Tree;
        var patient = draft.IsNominal ? draft.Anchor : ClauseRoles.Patient(tree, carrier);
        var found = patient >= 0 ? NameBelow(tree, patient, draft) : -1;
        if (found < 0 && patient >= 0 && patient != draft.Anchor && tree.IsName(patient) && !draft.Actors.Contains(patient))
        {
            found = patient;
        }

        // "agreed to hold talks in Geneva": where they meet is not whom.
        if (found < 0)
        {
            foreach (var child in tree.Children(carrier))
            {
                if (draft.Pattern.Type == "CONSULT" && tree.Preposition(child) is "in" or "at")
                {
                    continue;
                }

                // "shot down two drones over the city", "fired from the hills of Kesh": where it was, or came from, is not what was hit.
                if (draft.Type == "ASSAULT" && (tree.Preposition(child) is "from" || (patient >= 0 && tree.Preposition(child) is "over" or "above")))
                {
                    continue;
                }

                // "was fired from Karski soil": where it came from was not hit.
                if (draft.Type == "ASSAULT" && tree.Preposition(child) == "from" && lexicon.InClass("SOIL", tree.Lemma[child]))
                {
                    continue;
                }

                if (tree.Relation(child) == "obl" && child > carrier && tree.Preposition(child) is not (null or "by" or "after" or "before" or "during" or "since" or "until" or "as" or "despite")
                    && !(IsMutual(draft.Type) && draft.Type != "RETREAT" && draft.Type != "REJECT" && tree.Preposition(child) is "in" or "at" && draft.Type != "AGREE") && !IsTime(tree, child))
                {
                    found = tree.IsName(child) ? child : NameBelow(tree, child, draft);
                    if (found >= 0)
                    {
                        break;
                    }
                }
            }
        }

        return found;
    }

    private static int NameBelow(SentenceTree tree, int index, EventDraft draft)
    {
        foreach (var child in tree.Children(index))
        {
            // "proposed a meeting of the two ministers in Vessar City": where they are to meet is not whom.
            if (tree.Relation(child) is "acl" or "advcl" or "appos" or "flat" || draft.Actors.Contains(child) || (draft.Type is "AGREE" or "CONSULT" && tree.Relation(child) == "nmod" && tree.Preposition(child) is "in" or "at"))
            {
                continue;
            }

            if (!IsTime(tree, child) && (tree.IsName(child) || (tree.Upos(child) == "ADJ" && char.IsUpper(tree[child].Form[0]) && child > 0)))
            {
                return child;
            }

            var below = NameBelow(tree, child, draft);
            if (below >= 0)
            {
                return below;
            }
        }

        return -1;
    }

    /// <summary>"missiles fired by Israel struck", "Israeli shelling killed": the actor stands behind the weapon.</summary>
    private int BehindWeapon(SentenceTree tree, int noun)
    {
        if (lexicon.WeaponMode(tree.Lemma[noun]) is null && lexicon.Noun(tree.Lemma[noun]).IsEmpty)
        {
            return noun;
        }

        if (_matcher.IsHuman(tree, noun))
        {
            return noun;
        }

        foreach (var child in tree.Children(noun))
        {
            if (tree.Relation(child) == "acl" && ClauseRoles.PassiveAgent(tree, child) is var agent and >= 0 && !tree.InClass(agent, "ACCIDENTCAUSE"))
            {
                return agent;
            }

            // "shells that came from a Tarvian battery", "a rocket of the air defence"
            if (tree.Relation(child) == "acl" && tree.IsVerb(child) && tree.Children(child).Where(c => tree.Relation(c) == "obl" && tree.Preposition(c) == "from").Select(c => SourceOf(tree, c)).FirstOrDefault(c => c >= 0, -1) is var source and >= 0)
            {
                return source;
            }

            if (tree.Relation(child) == "nmod" && child > noun && tree.Preposition(child) == "of" && lexicon.WeaponMode(tree.Lemma[noun]) is not null && _matcher.IsHuman(tree, child))
            {
                return child;
            }
        }

        return Launched(tree, noun) is var (_, launcher) && launcher >= 0 ? launcher : NounActor(tree, noun);
    }

    /// <summary>"an Iranian drone, which Kyiv says was launched by Russia": the verb of the launch and who launched it, -1 for none. The adjective says where the drone was made.</summary>
    public static (int Verb, int Launcher) Launched(SentenceTree tree, int weapon)
    {
        foreach (var told in tree.Children(weapon))
        {
            if (tree.Relation(told) != "acl" || !tree.IsVerb(told))
            {
                continue;
            }

            foreach (var verb in tree.Children(told))
            {
                if (tree.Relation(verb) is "ccomp" or "xcomp" && tree.IsVerb(verb) && tree.IsPassive(verb) && ClauseRoles.PassiveAgent(tree, verb) is var agent and >= 0)
                {
                    return (verb, agent);
                }
            }
        }

        return (-1, -1);
    }

    /// <summary>"was arrested in Rwanda": only the state arrests and releases there.</summary>
    private static int StateOf(SentenceTree tree, int verb)
    {
        foreach (var child in tree.Children(verb))
        {
            if (tree.Relation(child) == "obl" && tree.Preposition(child) is "in" or "from" && tree.IsName(child) && !IsTime(tree, child))
            {
                return child;
            }
        }

        return -1;
    }

    private void AddAll(SentenceTree tree, int head, List<int> into, EventDraft draft)
    {
        foreach (var conjunct in tree.Conjuncts(head))
        {
            var seen = tree.Lemma[conjunct] == "none" ? tree.Children(conjunct).FirstOrDefault(c => tree.Preposition(c) == "of", -1) : _matcher.SeeThrough(tree, conjunct);
            if (seen < 0 || (tree.IsNobody(seen) && tree.Lemma[seen] is "one" or "nobody" or "no-one"))
            {
                continue;
            }

            if (seen != draft.Anchor && !draft.Actors.Contains(seen) && !into.Contains(seen))
            {
                into.Add(seen);
            }
        }
    }

    private static bool IsTime(SentenceTree tree, int index) =>
        tree[index].Deprel is "obl:tmod" or "nmod:tmod" or "obl:unmarked" or "nmod:unmarked"
        || tree.Lemma[index] is "may" or "monday" or "tuesday" or "wednesday" or "thursday" or "friday" or "saturday" or "sunday" or "january" or "february" or "march"
            or "april" or "june" or "july" or "august" or "september" or "october" or "november" or "december" or "year" or "month" or "week" or "day"
            or "morning" or "night" or "evening" or "afternoon" or "dawn" or "hour" or "weekend" or "decade" or "today"
            or "jan." or "feb." or "aug." or "sept." or "oct." or "nov." or "dec."
        || (tree.Upos(index) == "NUM" && tree.Children(index).Any(c => c < index && tree[c].Deprel == "nmod:unmarked" && IsTime(tree, c)))
        || (tree.Upos(index) == "NUM" && (tree[index].Form.Length == 4 || (tree[index].Form.Contains(':', StringComparison.Ordinal) && char.IsAsciiDigit(tree[index].Form[0]))));
}
