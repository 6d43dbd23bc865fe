namespace Tocsin.Analysis.Events;

/// <summary>Who acts and on whom, as head tokens of the sentence.</summary>
internal sealed partial class ParticipantFinder(EventLexicon lexicon)
{
    private readonly PatternMatcher _matcher = new(lexicon);

    /// <summary>Types whose acts have no direction: all who take part act on each other.</summary>
    private static bool IsMutual(string type) => type is "CONSULT" or "COOPERATE" or "SUPPORT" or "AGREE" or "REJECT" or "ASSAULT" or "RETREAT";

    public void Find(EventDraft draft)
    {
        var tree = draft.Tree;
        var suffered = draft.Anchor != draft.Carrier && lexicon.Is(OperatorKind.Suffer, tree.Lemma[draft.Carrier], "VERB");
        var actor = draft.IsNominal || suffered ? NounActor(tree, draft.Anchor) : ClauseRoles.Agent(tree, draft.Carrier);
        if (actor >= 0 && TellerOfJoined(draft, actor) is var speaker and >= 0)
        {
            actor = speaker;
        }

        if (actor >= 0 && (!draft.IsNominal || (lexicon.WeaponMode(tree.Lemma[actor]) is not null && NounActor(tree, actor) >= 0)))
        {
            actor = BehindWeapon(tree, actor);
        }

        if (draft.Pattern.Recipient is ["subj"] && ClauseRoles.Subject(tree, draft.Carrier) is var lost and >= 0)
        {
            // "the town fell to the rebels": who stands after "to" took it.
            AddAll(tree, lost, draft.Recipients, draft);
            actor = tree.Children(draft.Carrier).FirstOrDefault(c => tree.Relation(c) == "obl" && tree.Preposition(c) == "to" && _matcher.IsHuman(tree, c), -1);
            if (actor >= 0)
            {
                AddAll(tree, actor, draft.Actors, draft);
            }

            return;
        }

        if (actor < 0 && draft.Anchor != draft.Carrier)
        {
            actor = NounActor(tree, draft.Anchor);
        }

        if (actor < 0 && draft.IsNominal && draft.Type == "ASSAULT" && tree.Relation(draft.Anchor) == "obl" && tree.Preposition(draft.Anchor) == "in" && tree.Head(draft.Anchor) is var harm and >= 0
            && tree.IsVerb(harm) && tree.InClass(harm, "EFFECT") && !tree.IsPassive(harm))
        {
            // "wanted to kill Americans in the missile attack": who wanted to kill in it attacked.
            actor = ClauseRoles.Subject(tree, harm);
        }

        if (actor < 0 && draft.IsNominal && tree.Preposition(draft.Anchor) == "on" && tree.Child(draft.Anchor, "cop") >= 0)
        {
            // "who is on a visit to Paris"
            actor = ClauseRoles.Subject(tree, draft.Anchor);
        }

        foreach (var name in draft.AlsoNamedBy)
        {
            actor = actor >= 0 ? actor : NounActor(tree, name);
        }

        if (actor < 0 && suffered)
        {
            // "received an invitation from the president"
            actor = tree.Children(draft.Carrier).Where(c => tree.Relation(c) == "obl" && tree.Preposition(c) is "from" or "by").Select(c => SourceOf(tree, c)).FirstOrDefault(c => c >= 0, -1);
        }

        if (actor < 0 && draft.Type == "ASSAULT" && tree.IsVerb(draft.Carrier) && tree.IsPassive(draft.Carrier))
        {
            // "were launched from Tarvian positions"
            actor = tree.Children(draft.Carrier).Where(c => tree.Relation(c) == "obl" && tree.Preposition(c) == "from" && tree.InClass(c, "ORIGIN")).Select(c => SourceOf(tree, c)).FirstOrDefault(c => c >= 0, -1);
        }

        if (actor < 0 && draft.Type is "COERCE" or "RETREAT" or "SANCTION" && tree.IsVerb(draft.Carrier) && tree.IsPassive(draft.Carrier))
        {
            actor = StateOf(tree, draft.Carrier);
        }

        if (actor >= 0)
        {
            AddAll(tree, actor, draft.Actors, draft);
        }

        if (!draft.IsNominal && ClauseRoles.Agent(tree, draft.Carrier) is var weapon and >= 0 && Launched(tree, weapon) is var (told, launcher) && launcher >= 0 && launcher == actor)
        {
            draft.ActorToldBy = told;
        }

        if (suffered && ClauseRoles.Subject(tree, draft.Carrier) is var victim and >= 0)
        {
            // "the army suffered an attack", "came under fire": the subject is the one to whom it is done.
            AddAll(tree, victim, draft.Recipients, draft);
        }
        else if (draft.IsNominal && TargetOf(tree, draft.Anchor) is var target and >= 0)
        {
            AddAll(tree, target, draft.Recipients, draft);
        }
        else
        {
            FindRecipients(draft);
        }

        if (draft is { IsNominal: true, Type: "ASSAULT", Recipients.Count: 0 } && tree.Relation(draft.Anchor) == "obl" && tree.Head(draft.Anchor) is var end and >= 0 && tree.Lemma[end] is "die" or "perish"
            && ClauseRoles.Overt(tree, end) is var dead and >= 0 && (tree.IsName(dead) || (tree.Child(dead, "appos") is var called and >= 0 && tree.IsName(called))))
        {
            // "General Amir died in the attack"
            AddAll(tree, dead, draft.Recipients, draft);
        }

        foreach (var effect in draft.Effects)
        {
            var harmed = ClauseRoles.Patient(tree, effect);
            if (harmed >= 0 && !tree.IsNobody(harmed))
            {
                AddAll(tree, harmed, draft.Recipients, draft);
            }
        }
    }

    /// <summary>"She said that radar had followed the missiles, and accused the president", "said that nobody was hurt and blamed Oster": who speaks does that too, and neither radar nor nobody; -1 elsewhere.</summary>
    private int TellerOfJoined(EventDraft draft, int subject)
    {
        var tree = draft.Tree;
        var verb = draft.Carrier;
        if (draft.Type is not ("ACCUSE" or "REJECT" or "REQUEST" or "THREATEN" or "SUPPORT") || !tree.IsVerb(verb) || tree.Relation(verb) != "conj" || ClauseRoles.Overt(tree, verb) >= 0 || (_matcher.IsHuman(tree, subject) && !tree.IsNobody(subject)))
        {
            return -1;
        }

        return tree.Head(verb) is var told and >= 0 && tree.Relation(told) == "ccomp" && tree.Head(told) is var report and >= 0 && report < told && lexicon.Is(OperatorKind.Report, tree.Lemma[report], "VERB") ? ClauseRoles.Overt(tree, report) : -1;
    }

    /// <summary>"the refinery was the target of a drone attack", "the minister survived an assassination attempt": the subject of such a clause; -1 for none.</summary>
    private static int TargetOf(SentenceTree tree, int noun)
    {
        var named = tree.Relation(noun) == "compound" ? tree.Head(noun) : noun;
        if (named >= 0 && tree.Relation(named) == "obj" && tree.Head(named) is var verb and >= 0 && tree.IsVerb(verb) && tree.InClass(verb, "SURVIVE"))
        {
            return ClauseRoles.Subject(tree, verb);
        }

        var target = tree.Relation(noun) == "nmod" && tree.Preposition(noun) == "of" ? tree.Head(noun) : -1;
        return target >= 0 && tree.Lemma[target] is "target" or "victim" or "object" or "scene" && tree.Child(target, "cop") >= 0 ? ClauseRoles.Overt(tree, target) : -1;
    }

    /// <summary>People, places and names first; then each other, where all act alike; then any name nearby; then whatever stands in the recipient's place.</summary>
    private void FindRecipients(EventDraft draft)
    {
        var tree = draft.Tree;
        var second = -1;

        // "gave 300 million euros": what the line itself asks of the object is given, not given to.
        var isTheme = draft.Pattern.Where.Any(c => c.Slot == Slot.Object && !c.Negated && c.Values is not ["*"]);
        foreach (var slot in draft.Pattern.Recipient)
        {
            var found = At(draft, slot);
            if (found < 0 || draft.Actors.Contains(found))
            {
                continue;
            }

            if (slot == "between" && draft.Actors.Count == 0 && (tree.Conjuncts(found).Count() > 1 || (draft.Type == "ASSAULT" && tree[found].Xpos == "NNS")))
            {
                AddAll(tree, found, draft.Actors, draft);
                break;
            }

            if (IsConcrete(tree, found) || (slot == "obj" && draft.Type != "AGREE" && !isTheme))
            {
                AddAll(tree, found, draft.Recipients, draft);
                return;
            }

            second = second < 0 ? found : second;
        }

        if (draft.Actors.Count > 1 && IsMutual(draft.Type))
        {
            // "Russia and Turkey met": all are actors, and each is the other's counterpart.
            draft.Recipients.AddRange(draft.Actors);
            return;
        }

        Fallback(draft);
        if (draft.Recipients.Count == 0 && second >= 0)
        {
            AddAll(tree, second, draft.Recipients, draft);
        }
    }

    /// <summary>True for a name, people, a body or a place, and for a thing that names one: "Iran's nuclear programme".</summary>
    private bool IsConcrete(SentenceTree tree, int index)
    {
        var seen = _matcher.SeeThrough(tree, index);
        return _matcher.IsHuman(tree, seen) || lexicon.InClass("PLACEWORD", tree.Lemma[seen]) || lexicon.InClass("TERRITORY", tree.Lemma[seen])
            || tree.Children(seen).Any(c => tree.IsName(c) && tree.Relation(c) is "compound" or "nmod" or "amod" && !IsTime(tree, c));
    }

    /// <summary>Who did what a noun names: "Iran's attack", "an attack by rebels", "the Iranian attack", "rebel attacks", "a Saudi-led strike".</summary>
    public int NounActor(SentenceTree tree, int noun)
    {
        var agent = ClauseRoles.PassiveAgent(tree, noun);
        if (agent >= 0)
        {
            return agent;
        }

        // "the raid staged by the group on a hotel", "an ambush set by guerrillas"
        foreach (var child in tree.Children(noun))
        {
            if (tree.Relation(child) == "acl" && tree.IsVerb(child) && tree.IsPassive(child) && !lexicon.Is(OperatorKind.Report, tree.Lemma[child], "VERB") && ClauseRoles.PassiveAgent(tree, child) is var stager and >= 0)
            {
                return stager;
            }
        }

        if (lexicon.InClass("AGENTIVE", tree.Lemma[noun]))
        {
            // "is the largest donor": the noun names who acts.
            var predicate = ClauseRoles.Overt(tree, noun);
            return predicate >= 0 ? predicate : tree.Relation(noun) == "xcomp" && tree.Head(noun) is var verb and >= 0 ? ClauseRoles.Subject(tree, verb) : -1;
        }

        foreach (var child in tree.Children(noun))
        {
            // "Soleimani's killing" is what happened to him.
            if (tree.IsPossessor(child) && !IsTime(tree, child) && !IsDoneToOwner(tree.Lemma[noun]))
            {
                return child;
            }
        }

        foreach (var child in tree.Children(noun))
        {
            // "a Salvadoran air force helicopter": the force, not the country.
            if (child < noun && tree.Relation(child) is "compound" or "nmod" && lexicon.InClass("FORCE", tree.Lemma[child]) && !tree.IsPossessor(child))
            {
                return child;
            }
        }

        var national = PatternMatcher.NationalModifier(tree, noun);
        if (national >= 0 && !IsTime(tree, national) && lexicon.WeaponMode(tree.Lemma[national]) is null && !(IsDoneToOwner(tree.Lemma[noun]) && tree.Upos(national) == "PROPN" && tree.Relation(national) == "compound"))
        {
            return national;
        }

        foreach (var child in tree.Children(noun))
        {
            if (child < noun && tree.Relation(child) is "compound" or "amod" or "nmod"
                && (lexicon.InClass("FORCE", tree.Lemma[child]) || lexicon.InClass("STATE", tree.Lemma[child])))
            {
                return child;
            }

            // "Saudi-led": the name hangs under the participle. Who made or gave a weapon did not use it: "Iranian-made", "US-supplied".
            if (child < noun && tree.Relation(child) == "amod" && !tree.InClass(child, "MADE"))
            {
                var inner = tree.Children(child).FirstOrDefault(c => c < child && char.IsUpper(tree[c].Form[0]), -1);
                if (inner >= 0)
                {
                    return inner;
                }
            }
        }

        // "the offensive of the rebels", for nouns that have no "of" for what they hit.
        var hasObjectOf = _matcher.Noun(tree, noun) is not { } own || own.Pattern.Recipient.Contains("of");
        foreach (var child in tree.Children(noun))
        {
            if (!hasObjectOf && tree.Relation(child) == "nmod" && tree.Preposition(child) == "of" && _matcher.IsHuman(tree, child) && !IsTime(tree, child))
            {
                return child;
            }

            if (tree.Relation(child) == "nmod" && tree.Preposition(child) is "from" && SourceOf(tree, child) is var source and >= 0)
            {
                return source;
            }
        }

        return -1;
    }

    /// <summary>Who fires where fire comes from: "from rebels", "from Tarvian positions", "from rebel guns"; -1 where it is not said whose.</summary>
    private int SourceOf(SentenceTree tree, int noun) =>
        _matcher.IsHuman(tree, noun) ? noun : lexicon.InClass("ORIGIN", tree.Lemma[noun]) || lexicon.WeaponMode(tree.Lemma[noun]) is not null ? NounActor(tree, noun) : -1;

    /// <summary>"Soleimani's killing", "the Soleimani killing": what the name before these nouns suffered.</summary>
    private static bool IsDoneToOwner(string noun) =>
        noun is "killing" or "assassination" or "murder" or "arrest" or "detention" or "release" or "abduction" or "execution" or "kidnapping" or "slaying" or "imprisonment" or "shooting";
}
