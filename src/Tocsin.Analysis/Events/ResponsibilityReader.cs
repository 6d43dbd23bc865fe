using System.Collections.Immutable;
using Tocsin.Analysis.Attributions;
using Tocsin.Language;

namespace Tocsin.Analysis.Events;

/// <summary>Joins to an attack those whom the text holds responsible for it: "claimed responsibility", "was blamed on", "was attributed to X by experts".</summary>
internal sealed partial class ResponsibilityReader(EventLexicon lexicon)
{
    private const int EventsBack = 8;
    private const string Mark = "; responsibility:";

    /// <summary>Looks through one sentence and completes the latest attack in the list that names no actor.</summary>
    /// <param name="first">Where the events of this sentence start in the list.</param>
    public void Read(SentenceTree tree, ImmutableArray<Event>.Builder events, int first, EntityIndex index, StatusReader statuses, ParsedText parsed)
    {
        for (var i = 0; i < tree.Count; i++)
        {
            if (Claim(tree, i) is not { Actor: >= 0 } read || tree.IsNobody(read.Actor) || tree.Lemma[read.Actor] == "other")
            {
                continue;
            }

            var answerer = SpokenFor(tree, read.Actor, i) is var represented and >= 0 ? represented : Sender(tree, read.Actor, index);
            if (answerer < 0)
            {
                continue;
            }

            var holder = statuses.ByCue(tree[i].Span) ?? statuses.Holder(tree[i].Span);
            if (IsDisowned(tree, i, holder) || events.Skip(first).Any(e => e.Anchor == tree[i].Span && e.Factuality == Factuality.Negated))
            {
                // "did not claim responsibility for the attack": the bare noun tells of no other attack.
                DropBare(tree, read.Act, events, first);
                continue;
            }

            var actors = index.Participants(tree, [.. tree.Conjuncts(answerer)]);
            var claim = Owned(read with { Actor = answerer }, holder, actors, statuses);
            bool Among(IEnumerable<Participant> told) => told.Any(a => actors.Any(b => a.Span == b.Span || index.IsSameSide(a.Entity, b.Entity)));
            bool Fits(Event told) => !(claim.Ground == Ground.Own && IsOfOwnForces(told, parsed)) && (IsOpen(told, index) || (claim.Ground == Ground.Own && Among(told.Actors))) && !Among(told.Recipients)
                && (!IsBelow(tree, told.Anchor, claim.Actor) || (claim.Act >= 0 && told.Anchor == tree[claim.Act].Span));
            var target = Target(tree, claim, events, first, Fits);
            if (target < 0)
            {
                continue;
            }

            if (tree.Upos(claim.Actor) == "PRON" && actors[0].Entity is null)
            {
                continue;
            }

            for (var own = events.Count - 1; own >= first && claim.Act == -1 && target < first; own--)
            {
                // "The rocket had been fired from Tarvian positions": the launch is that attack, told again.
                if (events[own].Anchor == tree[i].Span && events[own] is { Type: "ASSAULT", Recipients.IsEmpty: true, Place: null })
                {
                    events.RemoveAt(own);
                }
            }

            var known = events[target];
            var ground = claim.Ground == Ground.Possible && holder is { Act: SpeechAct.Allege } ? Ground.Accused : claim.Ground;

            // "are responsible for the murder … some are involved in it": who is accused once is not merely named, nor by words that name nobody.
            if (ground == Ground.Possible && known.Rule.Contains(Mark, StringComparison.Ordinal) && (Among(known.Actors) || actors.All(a => !index.IsNamed(a.Entity))))
            {
                continue;
            }

            var answered = known with
            {
                Actors = actors,
                Status = ground switch
                {
                    Ground.Own => EventStatus.Claimed,
                    Ground.Possible => EventStatus.Possible,
                    Ground.AccusedByAuthority => EventStatus.AccusedByAuthority,
                    Ground.Told when holder is null => EventStatus.Fact,
                    _ => holder is not null && statuses.IsAuthority(holder) ? EventStatus.AccusedByAuthority : EventStatus.Accused,
                },
                StatusReason = ground switch
                {
                    Ground.Own => "the actor takes responsibility",
                    Ground.Possible => "the actor is named beside the act, and not accused",
                    Ground.Told when holder is null => "the report itself says who took part",
                    _ => "somebody else holds the actor responsible",
                },
                Attribution = holder?.Number ?? known.Attribution,
                Rule = $"{known.Rule}{Mark} {tree[i].Form} → {tree[claim.Actor].Form}",

                // "claimed responsibility for the blast": that there was one is taken for granted.
                Happened = ground == Ground.Own && claim.Act >= 0 && known.Anchor == tree[claim.Act].Span && IsDefinite(tree, claim.Act) && known.Factuality == Factuality.Actual && statuses.Holder(tree[i].Span) is null ? EventStatus.Fact : known.Happened,
            };
            if (IsOpen(known, index))
            {
                events[target] = answered;
                SplitToll(tree, i, read, known, target, events, statuses, parsed);
            }
            else if (known.Status != EventStatus.Claimed)
            {
                // What was told of it by others it now says itself: the same act, told again.
                events.Add(answered with { Span = parsed.Sentences[tree.Number].Span, Anchor = tree[i].Span, Restates = known.Restates ?? target + 1, AlsoAt = [], Count = null, Killed = null, Injured = null });
            }
        }
    }

    /// <summary>How somebody comes to answer for an act.</summary>
    private enum Ground
    {
        Own,
        Accused,
        AccusedByAuthority,

        /// <summary>Named beside the act ("involvement in"), without being accused.</summary>
        Possible,

        /// <summary>Said to have taken part or to have done it: as firm as whoever says so.</summary>
        Told,
    }

    /// <summary>Who is held responsible, and for which act (-1: an act told before; -2: not said).</summary>
    private readonly record struct Responsibility(int Actor, int Act, Ground Ground);

    private Responsibility? Claim(SentenceTree tree, int at) =>
        tree.IsVerb(at) ? OfVerb(tree, at) : OfBehind(tree, at) is { } behind ? behind : tree.Upos(at) is "NOUN" ? OfNoun(tree, at) : OfAdjective(tree, at);

    private Responsibility? OfVerb(SentenceTree tree, int at)
    {
        var agent = Caller(tree, at) is var caller and >= 0 ? caller : ClauseRoles.Agent(tree, at);
        var patient = ClauseRoles.Patient(tree, at);
        var accused = IsAuthority(tree, agent) ? Ground.AccusedByAuthority : Ground.Accused;
        switch (tree.Lemma[at])
        {
            case var _ when tree.InClass(at, "OWNUP") && patient >= 0 && tree.InClass(patient, "ANSWER"):
                return new Responsibility(agent, After(tree, patient, "for") is var own and >= 0 ? own : After(tree, at, "for"), tree.IsNegated(at) ? Ground.Accused : Ground.Own);
            case "claim" or "admit" or "acknowledge" when patient >= 0 && IsAct(tree, patient) && !tree.IsNegated(at):
                return new Responsibility(agent, patient, Ground.Own);
            case var _ when tree.InClass(at, "ASCRIBE"):
                return new Responsibility(After(tree, at, "to") is var held and >= 0 ? held : patient < 0 ? -1 : After(tree, patient, "to"), patient, accused);
            case "blame" when After(tree, at, "on") is var blamed and >= 0:
                return new Responsibility(blamed, patient, accused);
            case "blame" when patient >= 0 && Blamed(tree, at, patient) == -2:
                // "No group claimed the attack, but diplomats blamed a militia": for what was told just before.
                return new Responsibility(patient, CanStrike(tree, patient) ? -1 : -2, accused);
            case "blame" or "accuse" when patient >= 0:
                return new Responsibility(patient, Blamed(tree, at, patient), accused);
            case "hold" when patient >= 0 && Predicate(tree, at, patient) is var responsible and >= 0:
                return new Responsibility(patient, After(tree, responsible, "for") is var answered and >= 0 ? answered : After(tree, at, "for"), accused);
            case "suspect" when patient >= 0:
                return new Responsibility(patient, After(tree, at, "of") is var suspected and >= 0 ? suspected : -1, accused);
            case "implicate" when agent >= 0 && patient >= 0 && Linked(tree, at, patient) is var charged and >= 0 && IsAct(tree, charged):
                return new Responsibility(patient, charged, accused);
            case var _ when tree.InClass(at, "LINK") && patient >= 0 && Linked(tree, at, patient) is var near and >= 0 && IsAct(tree, near):
                return new Responsibility(patient, near, Ground.Possible);
            case "involve" when !tree.IsPassive(at) && !tree.IsNegated(at) && agent >= 0 && IsAct(tree, agent) && patient >= 0 && CanStrike(tree, patient):
                return new Responsibility(patient, agent, Ground.Possible);
            case var _ when tree.InClass(at, "TAKEPART") && !tree.IsNegated(at) && After(tree, at, "in") is var shared and >= 0 && IsAct(tree, shared):
                return new Responsibility(agent, shared, Ground.Told);
            case "take" when !tree.IsNegated(at) && patient >= 0 && tree.Lemma[patient] == "part" && (After(tree, at, "in") is var joined and >= 0 ? joined : After(tree, patient, "in")) is var joint and >= 0 && IsAct(tree, joint):
                return new Responsibility(agent, joint, Ground.Told);
            case var _ when tree.InClass(at, "COMMIT") && !tree.IsNegated(at) && patient >= 0 && agent >= 0 && lexicon.InClass("ACT", tree.Lemma[patient]) && IsDefinite(tree, patient) && lexicon.Noun(tree.Lemma[patient]).IsEmpty && CanStrike(tree, agent):
                // "announced that members of the army committed this crime": the crime that was told before.
                return new Responsibility(agent, patient, Ground.Told);
            case "fire" or "launch" when !tree.IsNegated(at) && agent >= 0 && patient >= 0 && tree.Upos(patient) == "PRON" && tree.Lemma[patient] is "it" or "them" or "they" && CanStrike(tree, agent):
                // "Rockets hit a market. Oster fired them."
                return new Responsibility(agent, patient, Ground.Told);
            case var _ when tree.InClass(at, "SAMEAS") && !tree.IsNegated(at) && patient >= 0 && (After(tree, at, "as") is var known and >= 0 ? known : After(tree, patient, "as")) is var body and >= 0 && (CanStrike(tree, body) || IsMember(tree, body)):
                // "the gunmen identified themselves as members of the group", "police identified the killers as members of the group"
                return tree.Lemma[patient] is "themselves" or "himself" or "itself" or "herself" or "themself"
                    ? agent >= 0 && tree.InClass(agent, "CULPRIT") ? new Responsibility(body, -1, Ground.Own) : null
                    : tree.InClass(patient, "CULPRIT") ? new Responsibility(body, -1, accused) : null;
            case "come" or "originate" or "fire" or "launch" when !tree.IsNegated(at) && (tree.IsPassive(at) ? patient : agent) is var arm and >= 0 && IsDefinite(tree, arm) && lexicon.WeaponMode(tree.Lemma[arm]) is not null
                && After(tree, at, "from") is var origin and >= 0 && tree.InClass(origin, "ORIGIN") && PatternMatcher.NationalModifier(tree, origin) is var whose and >= 0:
                // "A rocket hit a bakery. The rocket had been fired from Tarvian positions."
                return new Responsibility(whose, -1, Ground.Told);
            case "do" when !tree.IsNegated(at) && agent >= 0 && patient >= 0 && tree.Lemma[patient] is "it" or "this" or "that" && tree.Upos(patient) is "PRON" or "DET" && CanStrike(tree, agent):
                return new Responsibility(agent, patient, Ground.Told);
            default:
                return null;
        }
    }

    /// <summary>True where the word at a place of the text hangs below another: "the cartel, against which the state has declared war".</summary>
    private static bool IsBelow(SentenceTree tree, TextSpan word, int above)
    {
        var at = Enumerable.Range(0, tree.Count).FirstOrDefault(i => tree[i].Span == word, -1);
        while (at >= 0 && at != above)
        {
            at = tree.Head(at);
        }

        return at >= 0;
    }

    /// <summary>"a statement by the group", "the group issued leaflets claiming": who speaks in a paper; -1 where nobody is named. Who is no paper speaks for himself.</summary>
    private static int Sender(SentenceTree tree, int actor, EntityIndex index)
    {
        if (!tree.InClass(actor, "MESSAGE"))
        {
            return actor;
        }

        return index.Owner(tree, actor) is var owner and >= 0 ? owner
            : tree.Head(actor) is var verb and >= 0 && tree.IsVerb(verb) && ClauseRoles.Patient(tree, verb) == actor ? ClauseRoles.Agent(tree, verb) : -1;
    }

    /// <summary>"a caller speaking on behalf of the group", "claimed it in the name of the group": the group; -1 for nobody.</summary>
    private static int SpokenFor(SentenceTree tree, int actor, int verb)
    {
        for (var i = 0; i < tree.Count; i++)
        {
            if ((tree.Lemma[i] == "behalf" || (tree.Lemma[i] == "name" && tree.Preposition(i) == "in")) && After(tree, i, "of") is var whom and >= 0)
            {
                for (var (at, left) = (tree.Head(i), 5); at >= 0 && left > 0; at = tree.Head(at), left--)
                {
                    if (at == actor || at == verb)
                    {
                        return whom;
                    }
                }
            }
        }

        return -1;
    }

    /// <summary>What someone is linked to; the tree may hang it under the last of those who are.</summary>
    private static int Linked(SentenceTree tree, int verb, int patient)
    {
        foreach (var head in tree.Conjuncts(patient).Prepend(verb))
        {
            if ((After(tree, head, "in") is var within and >= 0 ? within : After(tree, head, "to")) is var act and >= 0)
            {
                return act;
            }
        }

        return -1;
    }

    /// <summary>"held them responsible", wherever the tree hangs the adjective; -1 for none.</summary>
    private static int Predicate(SentenceTree tree, int verb, int patient)
    {
        foreach (var child in tree.Children(verb).Concat(tree.Children(patient)))
        {
            if (tree.InClass(child, "ANSWERABLE"))
            {
                return child;
            }
        }

        return -1;
    }

    private static bool IsDefinite(SentenceTree tree, int noun) => tree.Children(noun).Any(c => tree.Relation(c) == "det" && tree.Lemma[c] is "the" or "this" or "these" or "that");

    /// <summary>A name or an armed body can have done it; "a technical failure" cannot.</summary>
    private bool CanStrike(SentenceTree tree, int head) => tree.IsName(head) || tree.InClass(head, "FORCE")
        || tree.Children(head).Any(c => tree.Relation(c) is "nmod" or "compound" or "amod" && (tree.IsName(c) || tree.InClass(c, "FORCE")));

    /// <summary>True for a word that names an attack or points back to one: "the bombing", "the crime", "it".</summary>
    private bool IsAct(SentenceTree tree, int token) =>
        tree.Upos(token) is "PRON" or "DET" || (tree.Upos(token) is "ADJ" && lexicon.Ordinal(tree[token].Form) > 0) || lexicon.InClass("ACT", tree.Lemma[token]) || lexicon.Noun(tree.Lemma[token]).Any(p => p.Type == "ASSAULT");

    /// <summary>The event that the responsibility is for; -1 for none. An act of this sentence is taken by its word, one told before by nearness.</summary>
    private int Target(SentenceTree tree, Responsibility claim, ImmutableArray<Event>.Builder events, int first, Func<Event, bool> fits)
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
                    return fits(events[i]) ? i : -1;
                }
            }
        }

        if (OrdinalOf(tree, claim.Act) is var ordinal and > 0)
        {
            var numbered = Numbered(events, first, ordinal);
            if (numbered < 0 || !fits(events[numbered]))
            {
                return numbered < 0 ? named : -1;
            }

            if (named >= 0)
            {
                events.RemoveAt(named);
            }

            return numbered;
        }

        // Only "it", "this", "the crime" and a definite "the attack" point back.
        if (claim.Act >= 0 && !IsAct(tree, claim.Act))
        {
            return -1;
        }

        // "In an action attributed to the group a bomb destroyed a school", "a bomb went off and the group took responsibility".
        for (var i = first; i < events.Count; i++)
        {
            if (i != named && IsAttack(events[i]) && fits(events[i]) && !events[i].Recipients.IsEmpty && Agrees(tree, claim.Act, events[i]))
            {
                if (named >= 0)
                {
                    events.RemoveAt(named);
                }

                return named >= 0 && named < i ? i - 1 : i;
            }
        }

        // What only dates another act is meant where there is no other.
        foreach (var background in (ReadOnlySpan<bool>)[false, true])
        {
            for (var at = first - 1; at >= 0 && first - at <= EventsBack; at--)
            {
                // "One sailor was killed. The rebels claimed responsibility": for the attack that the harm is told of.
                var i = events[at] is { Restates: { } root, Actors.IsEmpty: true } && root - 1 < at ? root - 1 : at;
                if (IsAttack(events[i]) && events[i].IsBackground == background && Agrees(tree, claim.Act, events[i]))
                {
                    if (!fits(events[i]))
                    {
                        return named;
                    }

                    if (named >= 0)
                    {
                        // The bare noun said nothing but which act is meant.
                        events.RemoveAt(named);
                    }

                    return i;
                }
            }
        }

        return named;
    }

    /// <summary>"admitted that its forces had shot it down. A general took responsibility": he answers for what they did, and did it no more than before.</summary>
    private static bool IsOfOwnForces(Event told, ParsedText parsed) =>
        told.Status == EventStatus.Claimed && told.Actors.Any(actor => actor.Span.In(parsed.Text).Split(' ', 2) is [var first, _] && first.ToLowerInvariant() is "its" or "their" or "our" or "his" or "her");

    private static bool IsAttack(Event coded) => coded is { Type: "ASSAULT", IsOfAssailants: false, Factuality: Factuality.Actual or Factuality.Attempted or Factuality.Historical };

    /// <summary>False where the word that points back names another kind of act: "the kidnapping" is not the bombing told before.</summary>
    private bool Agrees(SentenceTree tree, int act, Event told) =>
        act < 0 || told.Mode is null || lexicon.Noun(tree.Lemma[act]) is not { IsEmpty: false } patterns
        || patterns.Where(p => p.Type == "ASSAULT").All(p => p.Mode is null || p.Mode == told.Mode || p.Mode == "targeted" || told.Mode == "targeted" || (p.Mode != "abduct" && told.Mode != "abduct"));

    /// <summary>True where nobody with a name is said to have done it: "a terrorist attack".</summary>
    private static bool IsOpen(Event coded, EntityIndex index) => coded.Actors.All(a => !index.IsNamed(a.Entity));

    /// <summary>What someone is blamed for; the tree may hang it under the one who is blamed. -2 where it is not said.</summary>
    private static int Blamed(SentenceTree tree, int verb, int blamed)
    {
        var act = -1;
        foreach (var preposition in (ReadOnlySpan<string>)["for", "of", "in"])
        {
            act = act >= 0 ? act : After(tree, verb, preposition);
        }

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

    private bool IsAuthority(SentenceTree tree, int head) =>
        head >= 0 && lexicon.NamesAuthority(string.Join(' ', Enumerable.Range(tree.Phrase(head).First, tree.Phrase(head).Last - tree.Phrase(head).First + 1).Select(i => tree[i].Form)));
}
