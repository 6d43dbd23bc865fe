using Tocsin.Analysis.Attributions;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Incidents;
using Tocsin.Analysis.Record;

namespace Tocsin.Analysis.Contention;

/// <summary>Whether an incident happened, and who did it.</summary>
/// <remarks>
/// Whoever is said to have done it and denies it denies their part where others tell that it happened, whoever did it; else they deny that it happened. An accusation that nobody
/// denies, that no report makes its own and that the accused do not claim is an open accusation.
/// </remarks>
internal static class HappeningMatters
{
    private const string Happened = "it happened";

    private const string DidNot = "it did not happen";

    /// <summary>A report of the evening before may tell of what is the next day elsewhere.</summary>
    private static readonly TimeSpan Nightly = TimeSpan.FromHours(12);

    private static readonly string[] Whoever = ["whoever", "anyone", "anybody", "nobody", "no one"];

    public static IEnumerable<ContestedMatter> Find(Ground ground, Incident incident)
    {
        var tellings = ground.TellingsOf(incident, ContestedOn.Occurrence).Concat(ground.BareDenialsOf(incident)).Where(telling => !Harm.IsNone(telling.Event) && !IsOfWhoever(telling)).ToList();
        var denials = tellings.Where(telling => IsDenial(telling) && !IsSaidBefore(telling, incident)).ToList();
        if (denials.Count > 0)
        {
            var ofDocument = tellings.ToLookup(telling => telling.Document.Id, StringComparer.Ordinal);
            denials.RemoveAll(denial => ofDocument[denial.Document.Id].Any(telling => SaysBoth(telling, denial) || (IsOnlyDoubt(denial) && IsToldAsFact(telling, denial))));
        }

        var told = tellings.Where(telling => !IsDenial(telling) && telling.Event.Factuality is Factuality.Actual or Factuality.Attempted).ToList();
        if (told.Count == 0)
        {
            yield break;
        }

        // Whose outlet took it back no longer says so, where anybody else does.
        if (told.Exists(telling => !telling.Event.IsTakenBack))
        {
            told.RemoveAll(telling => telling.Event.IsTakenBack);
        }

        var ofPart = denials.Where(denial => DeniesOwnPart(denial) && told.Exists(telling => TellsWithout(telling, denial))).ToList();
        var outright = denials.Except(ofPart).ToList();
        if (outright.Count > 0)
        {
            yield return new ContestedMatter(
                ContestedMatters.IdOf(ContestedOn.Occurrence, incident.Id), $"Did it happen? {incident.Title}", incident.Id, ContestedOn.Occurrence,
                [ground.Side(Happened, told.Select(ground.Stance)), ground.Side(DidNot, outright.Select(ground.Stance))], OnlyAccused: false);
        }

        if (Responsibility(ground, incident, told, ofPart, isDenied: outright.Count > 0) is { } responsibility)
        {
            yield return responsibility;
        }
    }

    private static ContestedMatter? Responsibility(Ground ground, Incident incident, List<Telling> told, List<Telling> ofPart, bool isDenied)
    {
        var sides = new SortedDictionary<string, (string Label, List<Stance> Stances)>(StringComparer.Ordinal);
        void Add(string key, string label, Stance stance)
        {
            if (!sides.TryGetValue(key, out var side))
            {
                sides[key] = side = (label, []);
            }

            side.Stances.Add(stance);
        }

        // "Hospital staff put the number of dead at seventeen" names nobody, whoever others say had fired.
        var named = told.Where(telling => Actor(telling.Event) is not null && IsNamedIn(telling)).ToList();

        // Where all name one, nobody had another do it.
        var first = named.Count > 1 ? Actor(named[0].Event)!.Side : null;
        var orders = named.Exists(telling => first is not null && Actor(telling.Event)!.Side != first) ? named.Where(IsOfOrder).ToHashSet<Telling>(ReferenceEqualityComparer.Instance) : [];

        // Several may pass a message on or send help; only of harm do two who are named exclude each other.
        var differ = named.Exists(telling => telling.Event.Quad == Quad.MaterialConflict) && Differ(orders.Count == 0 ? named : named.FindAll(telling => !orders.Contains(telling)));
        var contests = ground.ContestsOf(incident, ContestedOn.Responsibility).ToList();
        var flat = FlatDenials(ground, incident, named).ToList();
        if (!differ && ofPart.Count + contests.Count + flat.Count == 0 && !named.TrueForAll(IsAccusation))
        {
            return null;
        }

        // "Ketania" and "Ketanian jets" are one side under two names: that of the shorter one.
        var parties = named.SelectMany(telling => telling.Event.Actors.Where(actor => actor.Side is not null)).Where(IsProper).OrderBy(party => party.Name.Length).ThenBy(party => party.Side, StringComparer.Ordinal)
            .DistinctBy(party => (party.Side, party.Country, party.Name)).ToList();
        string SideOf(RecordedParty actor) => IsProper(actor) ? parties.First(party => MayBeOne(party, actor)).Side! : actor.Side!;
        var doers = orders.Count == 0 ? [] : named.Where(telling => !orders.Contains(telling)).Select(telling => Actor(telling.Event)!).DistinctBy(SideOf).Take(2).ToList();
        var behind = new HashSet<string>(StringComparer.Ordinal);
        foreach (var telling in named)
        {
            var actor = Actor(telling.Event)!;
            var side = SideOf(actor);
            if (doers is [var doer] && side != SideOf(doer) && orders.Contains(telling))
            {
                // "accused the president of having ordered it": an officer of a state that nobody names is of the one that did it; whoever else had others do it stands behind them.
                if (IsOfficer(actor) && !doer.Sectors.Any(WhereTheyAre.OwnSides.Contains))
                {
                    side = SideOf(doer);
                }
                else
                {
                    behind.Add(side);
                }
            }

            Hold(side, ground.Stance(telling));
        }

        void Hold(string side, Stance stance) => Add("1" + side, $"{ground.NameOf(side)} {(behind.Contains(side) ? "was behind it" : "did it")}", stance);

        void Deny(string side, Stance stance) => Add("2" + side, $"{ground.NameOf(side)} did not", stance);

        foreach (var denial in ofPart)
        {
            Deny(parties.Find(party => MayBeOne(party, Actor(denial.Event)!))?.Side ?? Actor(denial.Event)!.Side!, ground.Stance(denial));
        }

        foreach (var (claim, accused) in flat)
        {
            // "said that Oster had nothing to do with it", of a minister who is accused himself.
            var whose = parties.Find(party => claim.Content.Contains(party.Name, StringComparison.OrdinalIgnoreCase));
            Deny((whose ?? parties.Find(party => party.Side == accused || MayBeOne(party, claim.Source!)))?.Side ?? accused, ground.Stance(claim, null));
        }

        foreach (var contest in contests)
        {
            var denier = contest.Sides.SelectMany(side => side).Select(ground.Claim).FirstOrDefault(claim => claim is { Act: SpeechAct.Deny, Source.Side: not null })?.Source!.Side;
            foreach (var claim in contest.Sides.SelectMany(side => side).Select(ground.Claim).OfType<RecordedClaim>())
            {
                var own = claim.Events.Select(ground.Telling).OfType<Telling>().Where(telling => telling.Event.Type == incident.Type).Select(telling => Actor(telling.Event)).FirstOrDefault(actor => actor is not null);
                if ((claim.Act == SpeechAct.Deny || FlatAnswers.Shared.Holds(claim.Content, isDenied: false)) && claim.Source is { Side: { } who } speaker)
                {
                    // The accused's own name, where a ministry of theirs answers.
                    Deny(parties.Find(party => MayBeOne(party, speaker))?.Side ?? who, ground.Stance(claim, contest.About));
                }
                else if ((own is null ? denier : parties.Exists(party => MayBeOne(party, own)) ? SideOf(own) : own.Side) is { } held)
                {
                    Hold(held, ground.Stance(claim, contest.About));
                }
            }
        }

        if (behind.Count > 0 && doers is [var only] && !sides.ContainsKey("2" + SideOf(only)))
        {
            // Who did it with their own hands is told by all; who had them do it is not.
            sides.Remove("1" + SideOf(only));
        }

        var holding = sides.Keys.Where(key => key[0] == '1').Select(key => key[1..]).ToList();
        var denying = sides.Keys.Any(key => key[0] == '2');
        var contested = denying || differ;
        var open = !contested && !isDenied && holding.Count == 1 && named.Count > 0 && named.TrueForAll(IsAccusation) && named.Exists(telling => telling.Event.Status is EventStatus.Accused or EventStatus.AccusedByAuthority);
        if (!contested && !open)
        {
            return null;
        }

        // Those who deny, and nobody who says otherwise in words: the report itself holds them responsible, or speaks of the denial only.
        if (contested && holding.Count == 0)
        {
            return null;
        }

        return new ContestedMatter(
            ContestedMatters.IdOf(ContestedOn.Responsibility, incident.Id), $"Who did it? {incident.Title}", incident.Id, ContestedOn.Responsibility,
            [.. sides.Values.Select(side => ground.Side(side.Label, side.Stances))], OnlyAccused: open);
    }

    /// <summary>Answers in other reports, of the days after, by those who are accused here and of nothing else then: "Oster called it a lie".</summary>
    private static IEnumerable<(RecordedClaim Claim, string Accused)> FlatDenials(Ground ground, Incident incident, List<Telling> named)
    {
        var accusing = named.Where(IsAccusation).SelectMany(telling => telling.Event.Actors).Where(actor => actor.Side is not null).DistinctBy(actor => (actor.Side, actor.Country, actor.Name)).ToList();
        foreach (var (claim, document) in accusing.Count == 0 ? [] : ground.FlatDenials)
        {
            if (accusing.Find(actor => MayBeOne(actor, claim.Source!)) is { } accused && ReferenceEquals(ground.AccusedIn(claim, document, MayBeOne, IsAccusation), incident))
            {
                yield return (claim, accused.Side!);
            }
        }
    }

    /// <summary>The report's own words, or a claim in whose words, or as whose source, somebody is named who acts.</summary>
    private static bool IsNamedIn(Telling telling) =>
        telling.Claim is not { Negated: false, ContentSpans.IsEmpty: false } claim ? telling.Claim is null || !telling.Claim.Negated
        : telling.Event.Actors.Any(actor => actor.Span.Length == 0 || claim.ContentSpans.Any(span => span.Overlaps(actor.Span)) || (actor.Side is not null && actor.Side == claim.Source?.Side));

    private static bool IsDenial(Telling telling) => telling.Event.Status == EventStatus.Denied
        || telling.Claim is { Act: SpeechAct.Doubt, Negated: false }
        || (telling.Event.Factuality == Factuality.Negated && telling.Event.Status != EventStatus.Possible);

    /// <summary>What is said before a thing happens denies something else.</summary>
    private static bool IsSaidBefore(Telling denial, Incident incident) =>
        incident.OccurredOn is { } days && denial.Document.PublishedAt is { } at && DateOnly.FromDateTime((at + Nightly).UtcDateTime) < days.Start;

    /// <summary>"Whoever denies that he was hit": of nobody in particular.</summary>
    private static bool IsOfWhoever(Telling telling) => telling.Claim?.Source is { Key: null } source && Array.Exists(Whoever, word => source.Name.StartsWith(word, StringComparison.OrdinalIgnoreCase));

    private static bool IsOnlyDoubt(Telling telling) => telling.Claim is { Act: SpeechAct.Doubt, Negated: false };

    /// <summary>Who doubts a thesis about a deed does not doubt the deed: where their report tells it as a fact in its own words, the doubt is of something else.</summary>
    private static bool IsToldAsFact(Telling telling, Telling doubt) =>
        telling.Document.Id == doubt.Document.Id && telling.Claim is null && telling.Event is { Status: EventStatus.Fact, Factuality: Factuality.Actual };

    /// <summary>Who tells of one thing and denies another in one report does not contradict themselves.</summary>
    private static bool SaysBoth(Telling telling, Telling denial) =>
        telling.Document.Id == denial.Document.Id && !IsDenial(telling) && telling.Claim?.Source?.Key == denial.Claim?.Source?.Key && (telling.Claim is null) == (denial.Claim is null)
        && (telling.Claim is null || telling.Claim.Source?.Key is not null);

    private static bool DeniesOwnPart(Telling denial) =>
        Actor(denial.Event) is { } actor && (denial.Claim is null ? denial.Event.Status == EventStatus.Denied || IsOwnVoice(actor) : denial.Claim.Source?.Side is { } source && source == actor.Side);

    /// <summary>"Our fighters did not fire on Kesh": a statement of those who are meant, in their own words.</summary>
    private static bool IsOwnVoice(RecordedParty actor) => actor.Name.StartsWith("our ", StringComparison.OrdinalIgnoreCase) || actor.Name.StartsWith("my ", StringComparison.OrdinalIgnoreCase);

    /// <summary>Tells that it happened, and not that those who deny it did it on the word of others only.</summary>
    private static bool TellsWithout(Telling telling, Telling denial) =>
        Actor(telling.Event) is not { } actor || actor.Side != Actor(denial.Event)!.Side || telling.Event.Status == EventStatus.Fact;

    /// <summary>Somebody else says that the actor did it; the report does not make it its own, and the actor does not claim it.</summary>
    private static bool IsAccusation(Telling telling) => telling.Event.Status switch
    {
        EventStatus.Accused or EventStatus.AccusedByAuthority or EventStatus.Possible => true,
        EventStatus.Claimed => telling.Claim?.Source?.Side is not { } source || source != Actor(telling.Event)?.Side,
        _ => false,
    };

    /// <summary>Two tellings that each name somebody, not the same one, nobody of whom the other names too.</summary>
    private static bool Differ(List<Telling> named)
    {
        // Who names the same ones does not differ, so of a happening that hundreds tell few pairs are left.
        var proper = named.Where(telling => telling.Event.Actors.All(IsProper))
            .GroupBy(telling => string.Join('\u001e', telling.Event.Actors.Select(actor => $"{actor.Side}\u001f{actor.Country}\u001f{actor.Name}")), StringComparer.Ordinal).Select(group => group.ToList()).ToList();
        for (var i = 0; i < proper.Count; i++)
        {
            for (var j = i + 1; j < proper.Count; j++)
            {
                var (ones, others) = (proper[i], proper[j]);
                if (!ones[0].Event.Actors.Any(actor => others[0].Event.Actors.Any(held => MayBeOne(actor, held))) && ones.Exists(one => others.Exists(other => !AreOneReports(one, other))))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool IsOfOrder(Telling telling) => FlatAnswers.Shared.IsOfOrder(telling.Claim?.Content ?? telling.Event.Words);

    /// <summary>"President Viktor Halvek", of whom no report says of which state.</summary>
    private static bool IsOfficer(RecordedParty party) => party.Country is null && party.Side == party.Key && party.Sectors.Any(PartyKeys.IsOfState);

    /// <summary>Both in one report's own words.</summary>
    private static bool AreOneReports(Telling one, Telling other) => one.Claim is null && other.Claim is null && one.Document.Id == other.Document.Id;

    /// <summary>One country's, or names of which one is part of the other.</summary>
    private static bool MayBeOne(RecordedParty one, RecordedParty other) =>
        one.Side == other.Side || (one.Country is not null && one.Country == other.Country)
        || one.Name.Contains(other.Name, StringComparison.OrdinalIgnoreCase) || other.Name.Contains(one.Name, StringComparison.OrdinalIgnoreCase);

    /// <summary>A name and no description: "gunmen" may be anybody, and excludes nobody.</summary>
    private static bool IsProper(RecordedParty party) => party.Side is not null && (party.Country is not null || party.Name.Split(' ').All(word => char.IsUpper(word[0]) || word.Length <= 3));

    private static RecordedParty? Actor(RecordedEvent told) => told.Actors.FirstOrDefault(actor => actor.Side is not null);
}
