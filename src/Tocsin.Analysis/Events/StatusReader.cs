using System.Collections.Immutable;
using Tocsin.Analysis.Actors;
using Tocsin.Analysis.Attributions;
using Tocsin.Language;
using Tocsin.Language.Mentions;

namespace Tocsin.Analysis.Events;

/// <summary>Who vouches for an act, and how firmly: the report itself, a party to it, an accuser, an authority, nobody in particular.</summary>
internal sealed class StatusReader(ParsedText parsed, ImmutableArray<Attribution> attributions, ImmutableArray<ActorEntity> entities, EventLexicon lexicon)
{
    private static readonly string[] Authorities = ["GOV", "MIL", "COP", "JUD", "SPY", "LEG", "IGO"];

    private readonly Dictionary<int, ActorEntity> _entities = entities.ToDictionary(e => e.Entity.Number);
    private readonly SpanSet _contents = new(attributions.SelectMany(a => a.Content));

    /// <summary>Whose each of <see cref="_contents"/> is.</summary>
    private readonly Attribution[] _owners = [.. attributions.SelectMany(a => a.Content.Select(c => (Span: c, Owner: a))).OrderBy(c => c.Span).Select(c => c.Owner)];

    /// <summary>Its status, the number of the attribution that holds it, and why, in words.</summary>
    public (EventStatus Status, int? Attribution, string Reason) Of(EventDraft draft, ImmutableArray<Participant> actors, bool possible)
    {
        var tree = draft.Tree;
        var anchor = tree[draft.Anchor].Span;

        // "alleged members of the group attacked": the report itself accuses.
        if (draft.Type is "ASSAULT" or "COERCE" && IsAllegedActor(draft))
        {
            var accuser = Holder(anchor);
            return (accuser is not null && IsAuthority(accuser) ? EventStatus.AccusedByAuthority : EventStatus.Accused, accuser?.Number, "the actor is called alleged or suspected");
        }

        // An intention vouches for nothing; and what a definite noun names ("his warnings", "the attack") is taken for granted by those who only think of it.
        var takenForGranted = draft.IsNominal && IsDefinite(draft);
        var holder = Holder(anchor, a => a.Act != SpeechAct.Intend && !AsksOnlyWho(a) && !(takenForGranted && a.Act is SpeechAct.Believe or SpeechAct.Perceive or SpeechAct.Decline or SpeechAct.Doubt or SpeechAct.Support or SpeechAct.Oppose));
        // "denied any role in the attack": whose part is denied, and no attack.
        if (takenForGranted && holder is { Act: SpeechAct.Deny } && draft.Actors.Count == 0 && tree.Head(draft.Anchor) is var part and >= 0 && tree.InClass(part, "SHARE"))
        {
            return (EventStatus.Fact, null, "who denies a part in it takes for granted that it happened");
        }

        // "had nothing to do with the explosions at Kesh", "played no part in the raid": the same, whoever says so.
        if (draft.IsNominal && draft.Type is "ASSAULT" or "COERCE" && draft.Factuality is null && draft.Actors.Count == 0 && IsSharedByNone(tree, draft.Anchor))
        {
            return (EventStatus.Fact, null, "who says to have no part in it takes for granted that it happened");
        }

        // "denied that it had armed the gunmen who stormed the mine": that they did is taken for granted.
        if (holder is { Act: SpeechAct.Deny, Negated: false } && draft.Type == "ASSAULT" && tree.IsVerb(draft.Carrier) && tree.Relation(draft.Carrier) == "acl" && draft.Factuality is null && tree.Head(draft.Carrier) is var doers and >= 0
            && (tree.InClass(doers, "FORCE") || tree.InClass(doers, "PERSON") || tree.InClass(doers, "ASSAILANT")) && tree.Children(doers).Any(c => tree.Lemma[c] is "the" or "those") && ClauseRoles.Overt(tree, draft.Carrier) is var who and >= 0 && ClauseRoles.IsRelative(tree, who))
        {
            return (EventStatus.Fact, null, "it only says who is meant, and is no part of what is denied");
        }

        // "rejects the claim that it was behind the explosion", "denied being responsible for the blast": the same.
        if (draft.IsNominal && draft.Type == "ASSAULT" && draft.Actors.Count == 0
            && ((takenForGranted && tree.Preposition(draft.Anchor) == "behind" && tree.Child(draft.Anchor, "cop") >= 0 && (holder is { Act: SpeechAct.Deny } || draft.Factuality == Factuality.Negated))
                || (holder is { Act: SpeechAct.Deny, Negated: false } && tree.Head(draft.Anchor) is var charge and >= 0 && tree.Lemma[charge] is "responsible" or "responsibility")))
        {
            return (EventStatus.Fact, null, "who denies to be behind it takes for granted that it happened");
        }

        // "denied that two attacks were connected": what is said of them is denied, and not that they were.
        if (draft.IsNominal && holder is { Act: SpeechAct.Deny } && tree.Relation(draft.Anchor) == "nsubj" && tree.Head(draft.Anchor) is var said and >= 0 && tree.InClass(said, "RELATED"))
        {
            return (EventStatus.Fact, null, "what is denied is said of it, and takes for granted that it happened");
        }

        // "denied that the two raids were linked": the same.
        if ((takenForGranted || IsCounted(draft)) && draft.Actors.Count == 0 && holder is not null && draft.Factuality is null
            && holder.Act == SpeechAct.Deny && tree.Relation(draft.Anchor) == "nsubj" && tree.Head(draft.Anchor) is var predicate and >= 0 && tree.InClass(predicate, "CONNECTED"))
        {
            return (EventStatus.Fact, null, "what is denied is something of it, and that it happened is taken for granted");
        }

        if (draft.Status is { } known)
        {
            if (known == EventStatus.Accused && IsAccuserAuthority(draft, holder))
            {
                known = EventStatus.AccusedByAuthority;
            }

            // "Reports of a strike are untrue, the ministry said": the ministry denies it, and not the reports.
            if (known == EventStatus.Denied && holder is { Act: SpeechAct.Allege, Source.Kind: SourceKind.Document or SourceKind.Implicit })
            {
                holder = attributions.FirstOrDefault(outer => outer.Number == holder.Within);
            }

            return (known, holder?.Number, known == EventStatus.Denied ? "a word above it denies it" : "a word above it accuses somebody of it");
        }

        // "appeared to be standing down after its attack": that there was the attack is taken for granted by whoever says the rest.
        if (takenForGranted && holder is not null && draft.Type == "ASSAULT" && draft.Tree.Relation(draft.Anchor) == "obl" && draft.Tree.Preposition(draft.Anchor) is "after" or "before" or "since" or "following")
        {
            return (EventStatus.Fact, null, "a definite noun after a word of time: who says the rest takes it for granted");
        }

        if (holder is null && draft.ActorToldBy >= 0 && Holder(tree[draft.ActorToldBy].Span) is { } accusing)
        {
            return (IsAuthority(accusing) ? EventStatus.AccusedByAuthority : EventStatus.Accused, accusing.Number, "the report tells the act, and somebody else says who did it");
        }

        if (holder is null && !possible && draft.Type is "ASSAULT" or "COERCE" && draft.Actors.Count > 0 && draft.Actors.All(a => tree.Lemma[a] is "we" or "i"))
        {
            return (EventStatus.Claimed, null, "whoever writes says to have done it");
        }

        if (holder is null)
        {
            return possible ? (EventStatus.Possible, null, "the report itself tells it, but holds back") : (EventStatus.Fact, null, "the content of no attribution holds its word: the report itself tells it");
        }

        // "repeated his warnings": to say so is to threaten, and the report itself tells it.
        if (draft.Type == "THREATEN" && !draft.Tree.IsVerb(draft.Anchor) && holder.Source.Entity is { } speaker && actors.Any(a => a.Entity == speaker))
        {
            return (EventStatus.Fact, null, "the report itself tells of the threat, which is the source's own");
        }

        possible |= IsOpenQuestion(holder, tree);
        var (status, reason) = Held(holder, draft.Type, actors, possible, IsOwnAct(draft) || IsTollOf(draft), HeldBackBy(holder, draft), IsToldBeside(holder, draft));

        // "Oster would strike any launcher, its president said": what is yet to come accuses nobody of having done it.
        if (draft.Factuality == Factuality.Future && status is EventStatus.Accused or EventStatus.AccusedByAuthority && holder.Act != SpeechAct.Allege)
        {
            (status, reason) = (EventStatus.Claimed, "the source says that it is to come, and nobody else vouches for it");
        }

        // "We have not fired a single missile": whoever says that it did not happen accuses nobody; "nobody was hurt" speaks of the harm only.
        if (draft.Factuality == Factuality.Negated && status is EventStatus.Claimed or EventStatus.Accused or EventStatus.AccusedByAuthority
            && draft.Type is "ASSAULT" or "COERCE" or "PROTEST" or "MOBILIZE" && !(tree.IsVerb(draft.Anchor) && (tree.InClass(draft.Anchor, "EFFECT") || (tree.IsPassive(draft.Anchor) && tree.Children(draft.Anchor).Any(c => tree.Relation(c) == "nsubj" && tree.Upos(c) == "PRON" && tree.IsNobody(c))))))
        {
            (status, reason) = (EventStatus.Denied, "the source says that it did not happen");
        }

        return (status, holder.Number, reason);
    }

    /// <summary>"if it is confirmed that the group carried out the attack", "asked whether police said that …": nobody has said so yet.</summary>
    private static bool IsOpenQuestion(Attribution holder, SentenceTree tree) =>
        Enumerable.Range(0, tree.Count).Any(i => tree.IsVerb(i) && holder.Cue.Any(c => c.Contains(tree[i].Span)) && (tree.HasMark(i, "if") || tree.HasMark(i, "whether")));

    /// <summary>The status of a number that somebody gives, or that the report itself gives.</summary>
    public (EventStatus Status, string Reason) OfToll(Attribution? holder) =>
        holder is null ? (EventStatus.Fact, "the content of no attribution holds the number: the report itself gives it") : Held(holder, "", [], possible: false, isOwn: false, holder.Hedges, isTold: false);

    /// <summary>"We did not burn a house. Our forces killed eleven": a quotation that denies with its own words denies what it negates, and tells the rest. A cue that denies denies all.</summary>
    private bool IsToldBeside(Attribution holder, EventDraft draft) =>
        holder is { Act: SpeechAct.Deny, Negated: false, Form: QuoteForm.Direct or QuoteForm.Mixed } && draft.Factuality != Factuality.Negated && !holder.Cue.IsEmpty
        && !holder.Cue.Any(cue => lexicon.InClass("DENYWORD", LemmaOf(cue)));

    private string LemmaOf(TextSpan word)
    {
        var tokens = parsed.Sentences[parsed.SentenceAt(word.Start)].Tokens;
        var token = tokens.FirstOrDefault(t => word.Contains(t.Span) && t.Upos is "VERB" or "NOUN") ?? tokens.FirstOrDefault(t => word.Contains(t.Span));
        return token?.Lemma.ToLowerInvariant() ?? "";
    }

    /// <summary>"said its forces had hit a depot", "said that the two armies had clashed": told of oneself, or of both sides alike.</summary>
    private static bool IsOwnAct(EventDraft draft)
    {
        var tree = draft.Tree;

        // "an official admitted that the army had fired": nobody says of another's army only that it is the army.
        return (draft.Actors.Count == 1 && tree.Lemma[draft.Actors[0]] is "army" or "military" or "navy" && tree.Phrase(draft.Actors[0]) is var (from, to) && to - from == 1 && tree.Lemma[from] == "the")
            || draft.Actors.Count == 1 && (tree.Lemma[draft.Actors[0]] is "we" or "i" || tree.Children(draft.Actors[0]).Any(c => tree.IsPossessor(c) && tree.Lemma[c] is "its" or "their" or "our" or "his" or "her" or "my"))
            || (tree.InClass(draft.Anchor, "BATTLE") && !tree.Children(draft.Carrier).Any(c => tree.Preposition(c) == "by"));
    }

    /// <summary>"34 soldiers had been hurt in the Osterian attack": who gives the toll of an attack takes the attack for granted, and accuses nobody.</summary>
    private bool IsTollOf(EventDraft draft)
    {
        var tree = draft.Tree;
        static bool IsSetting(string? preposition) => preposition is "in" or "during" or "after" or "from";
        if (draft.Type == "ASSAULT" && draft.IsNominal && IsDefinite(draft) && IsSetting(tree.Preposition(draft.Anchor)) && tree.Head(draft.Anchor) is var harm and >= 0 && tree.InClass(harm, "EFFECT"))
        {
            return true;
        }

        bool IsNounOfAct(int word) => word >= 0 && tree.Upos(word) == "NOUN" && lexicon.Noun(tree.Lemma[word]).Any(pattern => pattern.Type == "ASSAULT");
        return draft.Type == "ASSAULT" && tree.IsVerb(draft.Anchor) && tree.InClass(draft.Anchor, "EFFECT") && draft.Actors.Count > 0
            && draft.Actors.All(actor => tree.Head(actor) is var act && act != draft.Anchor && act != draft.Carrier && IsNounOfAct(act) && IsSetting(tree.Preposition(act)));
    }

    /// <summary>"alleged members of the group", "presumably by guerrillas", "allegedly attacked by rebels".</summary>
    private static bool IsAllegedActor(EventDraft draft)
    {
        var tree = draft.Tree;
        return draft.Actors.Any(actor => IsCalledAlleged(tree, actor))
            || (draft.Actors.Count > 0 && tree.Children(draft.Carrier).Any(c => tree.Relation(c) == "advmod" && tree.InClass(c, "ALLEGED")));
    }

    /// <summary>"alleged members", and "alleged Front members", where the tree hangs the word on the name between.</summary>
    private static bool IsCalledAlleged(SentenceTree tree, int noun) =>
        tree.Children(noun).Any(c => tree.Relation(c) is "amod" or "advmod" && tree.InClass(c, "ALLEGED")
            || (c < noun && tree.Relation(c) is "compound" or "nmod" or "amod" or "nummod" && !tree.IsPossessor(c) && IsCalledAlleged(tree, c)));

    /// <summary>"could not yet say who had fired the rockets": that somebody fired them is taken for granted, and whoever tells of the silence says so. "declined to say whether" leaves it open.</summary>
    private bool AsksOnlyWho(Attribution attribution) =>
        attribution.Act == SpeechAct.Decline && !attribution.Content.IsEmpty && attribution.Content[0].In(parsed.Text) is var content
        && content.IndexOf(' ', StringComparison.Ordinal) is > 0 and var end && content[..end].ToLowerInvariant() is "who" or "whose" or "how" or "when" or "where" or "why" or "which";

    /// <summary>"nothing to do with the raid", "no part in the raid", "no hand in".</summary>
    private static bool IsSharedByNone(SentenceTree tree, int noun)
    {
        if (tree.Preposition(noun) is not ("with" or "in" or "to") || tree.Head(noun) is not (var share and >= 0))
        {
            return false;
        }

        if (tree.Lemma[share] is "do" or "nothing")
        {
            // "had nothing to do with"
            return Enumerable.Range(Math.Max(0, share - 3), Math.Min(3, share) + 1).Any(word => tree.Lemma[word] == "nothing");
        }

        return (tree.InClass(share, "SHARE") && tree.IsNobody(share)) || (tree.IsVerb(share) && tree.Child(share, "obj") is var part and >= 0 && tree.InClass(part, "SHARE") && tree.IsNobody(part));
    }

    private static bool IsDefinite(EventDraft draft)
    {
        var tree = draft.Tree;
        return tree.Children(draft.Anchor).Any(c => tree.IsPossessor(c) || (tree.Relation(c) == "det" && tree.Lemma[c] is "the" or "this" or "these" or "those" or "that"));
    }

    /// <summary>"two attacks on Monday": told by their number.</summary>
    private static bool IsCounted(EventDraft draft) => draft.IsNominal && draft.Tree.Child(draft.Anchor, "nummod") >= 0;

    /// <summary>The innermost attribution whose content holds a span and whose cue does not.</summary>
    public Attribution? Holder(TextSpan anchor) => Holder(anchor, _ => true);

    /// <summary>The attribution whose cue a word is part of.</summary>
    public Attribution? ByCue(TextSpan word) => attributions.FirstOrDefault(a => a.Cue.Any(c => c.Contains(word)));

    private Attribution? Holder(TextSpan anchor, Func<Attribution, bool> counts)
    {
        Attribution? innermost = null;
        var shortest = int.MaxValue;

        // One character more at either end: an anchor of no width, in a contraction, may stand at the end of a content.
        foreach (var i in _contents.Overlapping(TextSpan.FromBounds(Math.Max(0, anchor.Start - 1), anchor.End + 1)))
        {
            var (content, attribution) = (_contents[i], _owners[i]);
            var inner = content.Length < shortest || (content.Length == shortest && attribution.Number < innermost!.Number);
            if (inner && content.Contains(anchor) && counts(attribution) && !attribution.Cue.Any(c => c.Overlaps(anchor)))
            {
                (innermost, shortest) = (attribution, content.Length);
            }
        }

        return innermost;
    }

    /// <summary>A government, an army, a court, or an official of one, named or not ("it was officially reported"); never those who fight against one.</summary>
    public bool IsAuthority(Attribution attribution)
    {
        if (attribution.Source.Entity is { } number && _entities.TryGetValue(number, out var source))
        {
            if (source.Sectors.Any(IsIrregular))
            {
                return false;
            }

            if (source.Sectors.Any(s => Authorities.Contains(s, StringComparer.Ordinal)))
            {
                return true;
            }
        }

        return attribution.Source.Spans.Concat(attribution.Source.Kind == SourceKind.Implicit ? attribution.Cue : []).Any(s => lexicon.NamesAuthority(s.In(parsed.Text)));
    }

    /// <summary>The hedges of an attribution that hold back this act: those of its cue, those above the act and those beside what stands above it. "They shelled the port and may shell it again" holds back only the second.</summary>
    private static ImmutableArray<string> HeldBackBy(Attribution holder, EventDraft draft)
    {
        if (holder.Hedges.IsEmpty)
        {
            return [];
        }

        var tree = draft.Tree;
        var above = new HashSet<int>();
        for (var at = draft.Anchor; at >= 0 && above.Add(at);)
        {
            at = tree.Head(at);
        }

        bool Governs(int word) => above.Contains(word) || (tree.Head(word) is var head and >= 0 && above.Contains(head)) || holder.Cue.Any(c => c.Contains(tree[word].Span));
        return [.. holder.Hedges.Where(hedge =>
        {
            var words = hedge.Split(' ');
            for (var i = 0; i + words.Length <= tree.Count; i++)
            {
                if (words.Select((word, k) => tree[i + k].Form.Equals(word, StringComparison.OrdinalIgnoreCase)).All(same => same) && Enumerable.Range(i, words.Length).Any(Governs))
                {
                    return true;
                }
            }

            return false;
        })];
    }

    private (EventStatus Status, string Reason) Held(Attribution holder, string type, ImmutableArray<Participant> actors, bool possible, bool isOwn, ImmutableArray<string> hedges, bool isTold)
    {
        switch (holder.Act)
        {
            case SpeechAct.Deny when isTold:
                break;
            case SpeechAct.Deny:
                return holder.Negated ? (EventStatus.Claimed, "the source does not deny it") : (EventStatus.Denied, "the source denies it");
            case SpeechAct.Decline when type == "ASSAULT" && !IsWhose(holder):
                return (EventStatus.Possible, "the source neither says so nor denies it");
            case SpeechAct.Doubt or SpeechAct.Believe or SpeechAct.Perceive:
                return (EventStatus.Possible, "the source believes, perceives or doubts it");
            default:
                break;
        }

        // "reported that alleged members attacked": who is called alleged is accused, wherever the tree hangs the word.
        var alleged = !possible && !holder.Negated && type is "ASSAULT" or "COERCE" && !actors.IsEmpty && !isOwn && !hedges.IsEmpty && hedges.All(h => lexicon.InClass("ALLEGED", h.ToLowerInvariant()));
        if (alleged)
        {
            return (IsAuthority(holder) ? EventStatus.AccusedByAuthority : EventStatus.Accused, "the actor is called alleged or suspected");
        }

        if (possible || holder.Negated || !hedges.IsEmpty)
        {
            return (EventStatus.Possible, possible ? "it is hedged or only possible" : holder.Negated ? "the source does not say so" : $"the source holds back: {string.Join(", ", hedges)}");
        }

        // Witnesses vouch for what they tell, and so does an authority that is not named; a paper and a rumour do not.
        if (holder.Source.Kind is SourceKind.Implicit or SourceKind.Document && !IsAuthority(holder))
        {
            return (EventStatus.Possible, "its source is a document or nobody named");
        }

        var ownAct = isOwn || holder.Source.Entity is { } source && actors.Any(a => a.Entity is { } actor && (actor == source || IsForOneState(actor, source)));
        var harm = type is "ASSAULT" or "COERCE" or "PROTEST" && !actors.IsEmpty && !ownAct;
        if (holder.Act == SpeechAct.Allege && harm)
        {
            return IsAuthority(holder) ? (EventStatus.AccusedByAuthority, "an authority alleges that somebody else did harm") : (EventStatus.Accused, "the source alleges that somebody else did harm");
        }

        return harm && type == "ASSAULT" && IsAuthority(holder)
            ? (EventStatus.AccusedByAuthority, "an authority says that somebody else did harm")
            : (EventStatus.Claimed, "the source says so, and nobody else vouches for it");
    }

    /// <summary>"would not say who had fired": somebody did.</summary>
    private bool IsWhose(Attribution holder) =>
        !holder.Content.IsEmpty && holder.Content[0].In(parsed.Text).Split(' ', 2)[0].ToLowerInvariant() is "who" or "what" or "when" or "where" or "why" or "how" or "which" or "whose";

    /// <summary>True where a source speaks of its own side's act, or for the state whose act it is.</summary>
    public bool IsOfOwnSide(Attribution holder, ImmutableArray<Participant> actors) =>
        holder.Source.Entity is { } source && !actors.IsEmpty && actors.All(a => a.Entity is { } actor && (actor == source || IsForOneState(actor, source)));

    /// <summary>A ministry that tells what its own army or state did accuses nobody.</summary>
    private bool IsForOneState(int one, int other) =>
        _entities.TryGetValue(one, out var first) && _entities.TryGetValue(other, out var second) && first.Country is not null && first.Country == second.Country && ActsForState(first) && ActsForState(second);

    private static bool ActsForState(ActorEntity actor) =>
        actor.Kind is EntityKind.Country or EntityKind.Government || (actor.Sectors.Any(s => Authorities.Contains(s, StringComparer.Ordinal)) && !actor.Sectors.Any(IsIrregular));

    private static bool IsIrregular(string sector) => sector is "REB" or "UAF" or "PRM" or "OPP";

    /// <summary>"the army accused the rebels of shelling": the accuser is the subject of the verb above.</summary>
    private bool IsAccuserAuthority(EventDraft draft, Attribution? holder)
    {
        var tree = draft.Tree;
        for (var (at, left) = (tree.Head(draft.Carrier), 4); at >= 0 && left > 0; at = tree.Head(at), left--)
        {
            if (tree.IsVerb(at) && ClauseRoles.Agent(tree, at) is var accuser and >= 0)
            {
                return lexicon.NamesAuthority(tree.PhraseSpan(accuser).In(parsed.Text));
            }
        }

        return holder is not null && IsAuthority(holder);
    }
}
