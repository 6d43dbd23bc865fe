using System.Collections.Immutable;
using Tocsin.Analysis.Actors;
using Tocsin.Analysis.Attributions;
using Tocsin.Analysis.Numbers;
using Tocsin.Analysis.Places;
using Tocsin.Analysis.Times;
using Tocsin.Language;
using Tocsin.Language.Tokenization;

namespace Tocsin.Analysis.Events;

/// <summary>Codes who did what to whom in a text, with its status and factuality, in the types, modes and contexts of PLOVER.</summary>
/// <remarks>Deterministic, and thread-safe once built.</remarks>
public sealed class EventCoder
{
    private readonly EventLexicon _lexicon;
    private readonly DraftFinder _drafts;
    private readonly EventDetails _details;
    private readonly CountFinder _counts = new();
    private readonly PatternMatcher _matcher;
    private readonly Answering _answering;

    public EventCoder(EventLexicon lexicon)
    {
        _lexicon = lexicon;
        _drafts = new DraftFinder(lexicon);
        _details = new EventDetails(lexicon, _counts);
        _matcher = new PatternMatcher(lexicon);
        _answering = new Answering();
    }

    /// <summary>Events in text order, numbered from 1.</summary>
    /// <param name="published">Null where not known; then nothing is called historical by its date.</param>
    public ImmutableArray<Event> Code(
        ParsedText parsed,
        ImmutableArray<ActorEntity> entities,
        ImmutableArray<Attribution> attributions,
        ImmutableArray<TimeExpression> times,
        ImmutableArray<PlaceMention> places,
        DateOnly? published)
    {
        var index = new EntityIndex(parsed, entities, attributions);
        var status = new StatusReader(parsed, attributions, entities, _lexicon);
        var setting = new SettingFinder(_lexicon, times, places, published);
        var responsibility = new ResponsibilityReader(_lexicon);
        var tolls = _counts.Find(parsed).Where(toll => !IsDate(toll, times)).ToLookup(t => t.Sentence);
        var references = new BackReferences(_lexicon, times, published);
        var accidents = new Accidents(_lexicon);
        var games = Sports.Sentences(parsed, _lexicon);
        var found = ImmutableArray.CreateBuilder<Event>();
        var days = new ToldDays(found, attributions);
        var narration = new Narration(_lexicon, times, published);
        for (var s = 0; s < parsed.Sentences.Length; s++)
        {
            if (parsed.Sentences[s].Root < 0)
            {
                continue;
            }

            var tree = new SentenceTree(parsed.Sentences[s], s, _lexicon, Datelines.End(parsed.Sentences[s], parsed.Text));
            var first = found.Count;
            var drafts = _drafts.Find(tree);
            if (games[s])
            {
                drafts.RemoveAll(draft => draft.Type == "ASSAULT");
            }

            var left = _details.AssignTolls(tree, drafts, tolls[s]);
            var told = days.Before(parsed.Sentences[s].Span.Start);
            narration.Enter(tree);
            foreach (var draft in drafts)
            {
                if (Finish(draft, index, status, setting, told, found, parsed) is { } coded && !Accidents.IsOfOwnStore(coded, draft) && !(draft.IsNominal && IsRepeated(coded, found, parsed.Text))
                    && !Retelling.IsOfAccident(coded, draft, found, first, parsed, _lexicon))
                {
                    found.Add(narration.Date(Retelling.Link(coded, draft, found, first, parsed, index), draft));
                }
            }

            if (found.Skip(first).Any(coded => coded.IsSeveral))
            {
                // "Two bombings hit the city, killing nine in all": the harm is that of both.
                for (var i = first; i < found.Count; i++)
                {
                    found[i] = found[i] with { IsSeveral = true };
                }
            }

            if (Victims.Corrected(tree, found, index) is { } corrected)
            {
                found.Add(corrected);
            }

            Retelling.AddTolls(tree, left, found, first, status, parsed, _lexicon);
            responsibility.Read(tree, found, first, index, status, parsed);
            references.Note(tree, found, first);
            accidents.Note(tree);
        }

        accidents.Remove(found, parsed);
        references.Resolve(found, parsed.SentenceAt);
        FullerTelling.Link(found, parsed, index, places);
        _answering.Date(found, parsed, attributions, published);

        for (var i = 0; i < found.Count; i++)
        {
            found[i] = found[i] with { Number = i + 1 };
        }

        return found.ToImmutable();
    }

    private Event? Finish(EventDraft draft, EntityIndex index, StatusReader statuses, SettingFinder setting, DateOnly? told, IReadOnlyList<Event> found, ParsedText parsed)
    {
        var tree = draft.Tree;
        var (factuality, possible, whyFactual) = FactualityReader.Of(draft);
        draft.Actors = [.. draft.Actors.Select(a => CanAct(tree, a, index) ? a : index.Owner(tree, a)).Where(a => a >= 0 && !tree.IsNobody(a) && !(tree.Upos(a) == "PRON" && tree.Lemma[a] is "who" or "which" or "what" or "whoever")).Distinct()];
        if (draft.Mode == "explosives" && tree.IsVerb(draft.Anchor) && !tree.IsPassive(draft.Anchor) && ClauseRoles.Patient(tree, draft.Anchor) < 0)
        {
            // "Another exploded near the market": what explodes is no one who acts.
            draft.Actors.RemoveAll(a => _lexicon.InClass("EXPLODER", tree.Lemma[a]));
        }

        // "It was not Norrland that broke the truce", "Not Norrland but Oster": whoever it was, not they.
        draft.Actors.RemoveAll(a => tree.Children(a).Any(c => c < a && tree.Lemma[c] == "not" && tree.Relation(c) == "advmod"));
        draft.Recipients.RemoveAll(r => tree.Upos(r) == "PRON" && tree.Lemma[r] is "which" or "what");

        // "The two killed nine": the bombs told of before, which are nobody.
        draft.Actors.RemoveAll(a => draft.Type == "ASSAULT" && tree.Upos(a) == "NUM" && tree.IsVerb(draft.Anchor) && tree.InClass(draft.Anchor, "EFFECT") && tree.Children(a).All(c => tree.Relation(c) == "det"));

        // "fired into the air": at nobody.
        draft.Recipients.RemoveAll(r => tree.Lemma[r] is "himself" or "herself" or "itself" or "themselves" || (_lexicon.InClass("NOWHERE", tree.Lemma[r]) && tree.Preposition(r) is "in" or "into"));
        draft.Actors.RemoveAll(a => PlaceBefore(tree, a, index) || IsScene(tree, a, index)
            || (tree.Relation(a) == "obl" && tree.Preposition(a) == "in" && index.IsPlace(tree, a))
            || (tree.Preposition(a) == "from" && tree.IsName(a) && index.IsNoParty(tree, a)));
        draft.Recipients.RemoveAll(r => (tree.Relation(r) is "amod" or "compound" && draft.Recipients.Contains(tree.Head(r))) || IsHowMany(tree, r));
        var actors = index.Participants(tree, draft.Actors);
        var recipients = index.Participants(tree, draft.Recipients);
        if (draft.Type == "ASSAULT" && draft.Recipients.Count == recipients.Length)
        {
            // "the rebels said they had shot it down": nobody shoots himself down.
            recipients = [.. recipients.Where((r, i) => !(tree.Upos(draft.Recipients[i]) == "PRON" && r.Entity is { } self && actors.Any(a => a.Entity == self)))];
        }

        if (draft.Type is "COERCE" or "SANCTION" && draft.Recipients.Count == recipients.Length)
        {
            // "Norrland closed its border": nobody closes it to himself.
            recipients = [.. recipients.Where((r, i) => !(tree.Upos(draft.Recipients[i]) == "PRON" && tree.IsPossessor(draft.Recipients[i]) && r.Entity is { } self && actors.Any(a => a.Entity == self)))];
        }

        if (draft.Type == "MOBILIZE" && tree.IsVerb(draft.Anchor) && tree.InClass(draft.Anchor, "SEND") && ClauseRoles.Patient(tree, draft.Anchor) is var arms and >= 0 && tree.InClass(arms, "ARMS")
            && draft.Recipients.Exists(r => tree.Preposition(r) == "to" && index.IsState(tree, r)) && !recipients.Any(r => actors.Any(a => index.IsSameSide(a.Entity, r.Entity))))
        {
            // "sent two tanks to Ukraine": to another state, they are given.
            (draft.Type, draft.Mode, draft.Cameo) = ("AID", null, "072");
        }

        if (draft.Type is "AGREE" or "SUPPORT" && tree.InClass(draft.Carrier, "DEFEND") && draft.Recipients.Count > 0 && draft.Recipients.TrueForAll(r => tree.Children(r).Any(c => tree.IsPossessor(c) && tree.Upos(c) == "PRON")))
        {
            // "we will defend our people": to defend one's own is to agree to nothing.
            return null;
        }

        recipients = Victims.Named(draft, actors, recipients, found, parsed);
        var place = setting.Place(draft);
        var occurred = setting.When(draft, told);

        // "the wounded": people, and no act.
        if (tree.IsVerb(draft.Anchor) && tree.InClass(draft.Anchor, "EFFECT") && tree.Children(draft.Anchor).Any(c => tree.Relation(c) == "det" && tree.Lemma[c] is "the" or "their" or "its"))
        {
            return null;
        }

        // "the attack", with nobody and nowhere and nothing new about it, only points back at what was told before.
        if (draft.Mode != "curfew" && draft.IsNominal && actors.IsEmpty && recipients.IsEmpty && place is null && draft.Killed is null && draft.Injured is null && !IsSaidNotToBe(draft) && (!draft.IsClaimed || (IsClaimedByNobody(draft) && !IsBlamed(draft))) && !IsOfAnotherDay(draft, occurred, found))
        {
            return null;
        }

        if (factuality == Factuality.Actual && setting.IsHistorical(occurred))
        {
            (factuality, whyFactual) = (Factuality.Historical, "its date lies long before publication");
        }
        else if (factuality == Factuality.Actual && setting.IsFuture(occurred))
        {
            (factuality, whyFactual) = (Factuality.Future, "its date lies after publication");
        }

        var weapon = _details.Weapon(draft);
        var mode = draft.Mode;
        if (draft.Type == "ASSAULT" && weapon is { } named && mode is not ("suicide-attack" or "abduct" or "torture" or "sexual"))
        {
            mode = named.Mode;
        }

        var count = weapon is { } counted ? _counts.CountOf(tree.Sentence, counted.Token) : null;
        if (count is null && tree.Upos(draft.Anchor) == "NOUN")
        {
            count = _counts.CountOf(tree.Sentence, draft.Anchor);
        }

        if (draft.Type == "ASSAULT" && factuality == Factuality.Future && statuses.Holder(tree[draft.Anchor].Span) is { Act: SpeechAct.Warn or SpeechAct.Threaten or SpeechAct.Promise, Negated: false, Source: { Entity: { } speaker, Spans: [var said, ..] } } pledge && statuses.IsOfOwnSide(pledge, actors))
        {
            // "President Sarn warned that Karvonia would destroy any base": who speaks for it threatens.
            (draft.Type, mode, draft.Mode, draft.Cameo, factuality, whyFactual) = ("THREATEN", "violence", "violence", null, Factuality.Actual, "who speaks for those who would do it threatens with it");
            actors = [new Participant(speaker, said)];
        }

        var kind = _lexicon.Kind(draft.Type, mode);
        var (status, attribution, whyStatus) = draft.Type == "THREATEN" && whyFactual.StartsWith("who speaks", StringComparison.Ordinal) ? (EventStatus.Fact, null, "the report itself tells of the threat") : statuses.Of(draft, actors, possible);
        var (first, last) = draft.IsNominal && IsSaidNotToBe(draft) ? (0, tree.Count - 1) : ClauseBounds(draft);
        return new Event(
            0,
            TextSpan.FromBounds(tree[first].Span.Start, tree[last].Span.End),
            tree[draft.Anchor].Span,
            draft.Type,
            mode,
            draft.Mode == mode ? draft.Cameo ?? kind.Cameo : kind.Cameo,
            _details.Contexts(draft),
            kind.Score,
            kind.Quad,
            actors,
            recipients,
            place,
            occurred,
            status,
            attribution,
            factuality,
            weapon is { } arm && !_lexicon.InClass("FORCE", arm.Name) ? arm.Name : null,
            count,
            draft.Killed,
            draft.Injured,
            Math.Clamp(draft.Confidence - (actors.IsEmpty ? 0.15 : 0) - (recipients.IsEmpty ? 0.05 : 0), 0.05, 0.95),
            $"{draft.Rule}: {Path(draft)}")
        {
            AlsoAt = [.. draft.AlsoNamedBy.Concat(draft.Effects).Concat(draft.Tolls).Concat(NamedWith(draft)).Distinct().Select(token => tree[token].Span).Where(span => span != tree[draft.Anchor].Span).Order()],
            Places = setting.Places(draft, place),
            Happened = draft.ActorToldBy >= 0 && statuses.Holder(tree[draft.Anchor].Span) is null ? EventStatus.Fact : status,
            IsSeveral = IsSeveral(draft),
            IsBackground = IsBackground(draft),
            IsOfAssailants = Assailants.AreVictims(draft, found, parsed.Text, _lexicon),
            StatusReason = whyStatus,
            FactualityReason = whyFactual,
        };
    }

    /// <summary>"the bomb that killed a guard", "signed a ceasefire", "opened fire": what strikes, and what is signed or opened, names the act as its verb does.</summary>
    private IEnumerable<int> NamedWith(EventDraft draft)
    {
        var tree = draft.Tree;
        if (!tree.IsVerb(draft.Anchor))
        {
            yield break;
        }

        if (ClauseRoles.Agent(tree, draft.Anchor) is var means and >= 0 && tree.Upos(means) == "NOUN"
            && ((draft.Type == "ASSAULT" && _lexicon.InClass("WEAPONRY", tree.Lemma[means])) || _lexicon.Noun(tree.Lemma[means]).Any(p => p.Type == draft.Type && (draft.Mode != "cyber" || p.Mode == draft.Mode))))
        {
            yield return means;
        }

        // "took six guards hostage", "ran over a landmine".
        foreach (var child in tree.Children(draft.Anchor))
        {
            if (child > draft.Anchor && ((draft.Mode == "abduct" && tree.Lemma[child] is "hostage" or "captive" or "prisoner") || (draft.Pattern is { Recipient: ["subj"] } && draft.Mode == "explosives" && tree.Relation(child) == "obj")))
            {
                yield return child;
            }
        }

        if (draft.Object >= 0 && tree.Upos(draft.Object) == "NOUN" && !_matcher.IsHuman(tree, draft.Object)
            && (_lexicon.Noun(tree.Lemma[draft.Object]).Any(p => p.Type == draft.Type) || _lexicon.PointsBack(tree.Lemma[draft.Object], "NOUN").Contains(draft.Type) || (draft.Type == "ASSAULT" && _lexicon.InClass("WEAPONRY", tree.Lemma[draft.Object])) || _lexicon.InClass("AGREEMENT", tree.Lemma[draft.Object]) || _lexicon.InClass("CEASEFIRE", tree.Lemma[draft.Object])))
        {
            yield return draft.Object;
        }
    }

    /// <summary>"There was no attack", "reports of a strike are untrue": there is nothing that it could point back at.</summary>
    private static bool IsSaidNotToBe(EventDraft draft)
    {
        var tree = draft.Tree;
        return draft.Type == "ASSAULT" && (draft.IsCalledFalse
            || (tree.Children(draft.Anchor).Any(c => tree.Relation(c) == "det" && tree.Lemma[c] == "no")
                && (IsThere(tree, draft.Anchor) || (tree.Relation(draft.Anchor) == "nsubj" && tree.Head(draft.Anchor) is var verb and >= 0 && IsThere(tree, verb)))));
    }

    /// <summary>"after a car bomb had killed shoppers", "a day after the raid": told to date something else.</summary>
    private static bool IsBackground(EventDraft draft)
    {
        var tree = draft.Tree;
        // In "after bombs had killed" the tree may hang "after" under the bombs.
        var subject = tree.IsVerb(draft.Carrier) ? ClauseRoles.Overt(tree, draft.Carrier) : -1;
        bool IsTime(string word) => tree.HasMark(draft.Carrier, word) || (subject >= 0 && tree.Preposition(subject) == word);
        return tree.Relation(draft.Carrier) is "advcl" or "obl" or "nmod" && (tree.IsVerb(draft.Carrier) ? IsTime("after") || IsTime("before") || IsTime("since") : tree.Preposition(draft.Carrier) is "after" or "before" or "since" or "following");
    }

    private static bool IsThere(SentenceTree tree, int word) => tree.Children(word).Any(c => tree.Relation(c) == "expl" && tree.Lemma[c] == "there");

    /// <summary>"how many people were killed": nobody in particular.</summary>
    private static bool IsHowMany(SentenceTree tree, int head) => tree.Phrase(head).First is var first && (tree.Lemma[first] == "how" || (first > 0 && tree.Lemma[first] == "many" && tree.Lemma[first - 1] == "how"));

    /// <summary>"two bombings hit the city", "a series of attacks", "two bombs exploded": more acts than one, told together.</summary>
    private bool IsSeveral(EventDraft draft)
    {
        var tree = draft.Tree;
        bool AreCounted(int noun) => tree[noun].Xpos is "NNS" or "NNPS" && tree.Children(noun).Any(c => c < noun && tree.Upos(c) == "NUM" && tree.Lemma[c] is not ("one" or "1"));
        return draft.AlsoNamedBy.Append(draft.Anchor).Any(word => !tree.IsVerb(word) && AreCounted(word))
            || (tree.IsVerb(draft.Anchor) && ClauseRoles.Patient(tree, draft.Anchor) < 0 && ClauseRoles.Agent(tree, draft.Anchor) is var weapon and >= 0 && _lexicon.WeaponMode(tree.Lemma[weapon]) == "explosives" && AreCounted(weapon));
    }

    /// <summary>"the Kabul blast", "a Gaza strike": a town before the noun of an act is where it was, not who did it.</summary>
    private static bool PlaceBefore(SentenceTree tree, int head, EntityIndex index) =>
        tree.Relation(head) is "compound" or "nmod" or "amod" && tree.Head(head) > head && tree.Upos(tree.Head(head)) == "NOUN" && !tree.IsPossessor(head) && !tree.InClass(tree.Head(head), "ORIGIN") && index.IsPlace(tree, head);

    /// <summary>"the Kesh massacre": a name that is no known party, before the noun of mass killing, is where it was.</summary>
    private static bool IsScene(SentenceTree tree, int head, EntityIndex index) =>
        tree.Relation(head) is "compound" or "nmod" or "flat" or "nsubj" && tree.Head(head) > head && tree.InClass(tree.Head(head), "MASSACRE") && !tree.IsPossessor(head) && tree.IsName(head) && (index.IsNoParty(tree, head) || index.IsPerson(tree, head));

    /// <summary>People, bodies and names act; "a precaution", "broken glass" and "the report" do not, whatever verb they stand before.</summary>
    private bool CanAct(SentenceTree tree, int head, EntityIndex index) =>
        tree.Upos(head) is not ("NOUN" or "ADJ") || tree.IsName(head) || (tree.Upos(head) == "NOUN" && head > 0 && char.IsUpper(tree[head].Form[0])) || tree.Lemma[head] == "other" || _matcher.IsHuman(tree, head) || _lexicon.InClass("FORCE", tree[head].Form.ToLowerInvariant()) || index.CanAct(tree, head) || IsCrewed(tree, head);

    /// <summary>"a Karvonian patrol boat", "a navy helicopter": a vessel with a flag or of a force acts for those aboard.</summary>
    private bool IsCrewed(SentenceTree tree, int head) =>
        _lexicon.InClass("VEHICLE", tree.Lemma[head])
        && (PatternMatcher.NationalModifier(tree, head) >= 0 || tree.Children(head).Any(c => c < head && tree.Relation(c) is "compound" or "amod" or "nmod" && (tree.InClass(c, "FORCE") || _lexicon.InClass("MARTIALFLAG", tree.Lemma[c]))));

    /// <summary>"the death toll of the 28 April strike": the number is that of a day.</summary>
    private static bool IsDate(Toll toll, ImmutableArray<TimeExpression> times)
    {
        var (first, end) = TextOrder.Range(times, toll.Count.Span, t => t.Span);
        return Enumerable.Range(first, end - first).Any(t => times[t].Type == TimeType.Date && times[t].Span.Contains(toll.Count.Span));
    }

    /// <summary>"victims of Monday's bombing": its day says that it is none of those that the text told of before. Where these have no day themselves, it may be one of them.</summary>
    private static bool IsOfAnotherDay(EventDraft draft, Occurrence occurred, IEnumerable<Event> found)
    {
        if (draft.Type is not ("ASSAULT" or "COERCE" or "RETREAT" or "SANCTION") || occurred.Interval is not { } own)
        {
            return false;
        }

        var told = found.Where(e => e.Type == draft.Type).Select(e => e.OccurredOn.Interval).ToList();
        return told.Count == 0 || (told.Exists(days => days is not null) && !told.Exists(days => days is { } other && other.Start <= own.End && own.Start <= other.End));
    }

    /// <summary>"No group claimed the attack" and "who was responsible for the attack" tell of no other attack.</summary>
    private static bool IsClaimedByNobody(EventDraft draft) =>
        (draft.Tree.Head(draft.Anchor) is var word and >= 0 && ClauseRoles.Overt(draft.Tree, word) is var asked and >= 0 && draft.Tree.Lemma[asked] is "who" or "whoever" && !draft.Tree.HasMark(word, "that") && draft.Tree.Relation(word) != "acl")
        || draft.Tree.Head(draft.Anchor) is var verb and >= 0 && draft.Tree.IsVerb(verb) && ClauseRoles.Overt(draft.Tree, verb) is var claimant and >= 0 && draft.Tree.IsNobody(claimant);

    /// <summary>"the bombing, which police blamed on the group"</summary>
    private static bool IsBlamed(EventDraft draft) =>
        draft.Tree.Children(draft.Anchor).Any(c => draft.Tree.Relation(c) == "acl" && draft.Tree.Lemma[c] is "blame" or "attribute" or "ascribe");

    /// <summary>"the killing of Soleimani", told again with nothing new.</summary>
    private static bool IsRepeated(Event coded, IEnumerable<Event> before, string text)
    {
        if (!coded.Actors.IsEmpty || coded.Place is not null || coded.OccurredOn.Interval is not null || coded.Weapon is not null || coded.Recipients.IsEmpty)
        {
            return false;
        }

        // "The number of people killed in the raid was 14": the number is new.
        if (coded.Killed is { Max: > 0 } dead && !before.Any(e => e.Type == coded.Type && e.Killed is { } known && known.Min == dead.Min))
        {
            return false;
        }

        return before.Any(e => e.Type == coded.Type && e.Factuality == coded.Factuality
            && coded.Recipients.All(r => e.Recipients.Any(x => (r.Entity is not null && x.Entity == r.Entity) || LastWord(x.Span.In(text)) == LastWord(r.Span.In(text)))));
    }

    private static string LastWord(string phrase) => phrase[(phrase.LastIndexOf(' ') + 1)..];

    /// <summary>The words of the act's own clause: its participants, not the clauses below it.</summary>
    private static (int First, int Last) ClauseBounds(EventDraft draft)
    {
        var tree = draft.Tree;
        var (first, last) = tree.IsVerb(draft.Carrier) ? (draft.Carrier, draft.Carrier) : tree.Phrase(draft.Carrier);
        foreach (var child in tree.IsVerb(draft.Carrier) ? tree.Children(draft.Carrier) : [])
        {
            if (tree.Relation(child) is "nsubj" or "obj" or "obl" or "iobj" or "xcomp" or "compound" or "aux" or "advmod")
            {
                var (from, to) = tree.Phrase(child);
                (first, last) = (Math.Min(first, from), Math.Max(last, to));
            }
        }

        foreach (var participant in draft.Actors.Concat(draft.Recipients).Append(draft.Anchor))
        {
            var (from, to) = tree.Phrase(participant);

            // "in an American drone strike": no clause ends before the noun that its last word describes.
            var whole = tree.Relation(participant) is "amod" or "compound" ? Math.Max(to, tree.Head(participant)) : to;
            (first, last) = (Math.Min(first, from), Math.Max(last, whole));
        }

        return (Negation.Before(tree, first), last);
    }

    /// <summary>The words that made the coding, for explanations: "Iran ← hit → bases".</summary>
    private static string Path(EventDraft draft)
    {
        var tree = draft.Tree;
        string Words(List<int> heads) => heads.Count == 0 ? "?" : string.Join("+", heads.Select(h => tree[h].Form));
        return $"{Words(draft.Actors)} ← {tree[draft.Anchor].Form} → {Words(draft.Recipients)}";
    }
}
