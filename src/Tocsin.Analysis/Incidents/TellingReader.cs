using System.Collections.Immutable;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Record;

namespace Tocsin.Analysis.Incidents;

/// <summary>Puts the events of one document together that tell of one happening.</summary>
internal sealed class TellingReader(IncidentLexicon lexicon, Likeness likeness)
{
    /// <summary>An event is held against the next of its type only, so that the time grows with the text and not with its square.</summary>
    private const int Compared = 40;

    /// <summary>From where on words that point back go with what they point to.</summary>
    private const double PointingOdds = -1.5;

    /// <summary>Log odds of what is never one.</summary>
    private const double Apart = -10;

    public ImmutableArray<Telling> Of(RecordedReading reading)
    {
        var words = new TellingWords(lexicon);
        var single = Single(reading, words);
        var events = single.ConvertAll(telling => telling.Events[0]);
        var around = events.SelectMany(told => told.Cues.Names.Concat(told.Cues.NamesBeside)).Distinct().ToImmutableArray();
        var pairs = new List<(int, int, double)>();
        for (var i = 0; i < single.Count; i++)
        {
            for (var (j, left) = (i + 1, Compared); j < single.Count && left > 0; j++)
            {
                if (single[i].Type == single[j].Type || (single[i].Type is "ASSAULT" or "COERCE" && single[j].Type is "ASSAULT" or "COERCE"))
                {
                    left--;
                    pairs.Add((i, j, Within(single[i], single[j])));
                }
            }
        }

        var clusters = Clusters(single, pairs);
        ImmutableArray<Telling> tellings =
        [
            .. clusters.Select(members => members.Count == 1
                ? single[members[0]].Beside(around, words)
                : new Telling(reading.Document, [.. members.Select(i => events[i])], around, words) { Links = Links(members, single) }),
        ];
        var deeds = tellings.Where(telling => !Quads.IsVerbal(telling)).ToList();
        var named = deeds.SelectMany(telling => telling.Names).ToHashSet(StringComparer.Ordinal);
        var places = deeds.Where(telling => telling.Place is { IsPoint: true }).Select(telling => telling.PlaceName).Distinct().Count();
        foreach (var telling in deeds)
        {
            telling.TellApart(named, places);
        }

        return tellings;
    }

    /// <summary>What says when, where or with what comes first; each of the rest goes with what it stands nearest to, and brings no two together.</summary>
    private List<List<int>> Clusters(List<Telling> single, List<(int One, int Other, double LogOdds)> pairs)
    {
        double Weigh(int one, int other) => Within(single[Math.Min(one, other)], single[Math.Max(one, other)]);
        bool IsBare(int i) => single[i].IsBare && !Quads.IsVerbal(single[i]);

        var clusters = Clustering.Of(single.Count, pairs.Where(pair => !IsBare(pair.One) && !IsBare(pair.Other)), [], Weigh, null).Where(cluster => !IsBare(cluster[0])).ToList();
        var clusterOf = clusters.SelectMany((cluster, place) => cluster.Select(member => (member, place))).ToDictionary(pair => pair.member, pair => pair.place);
        var nearest = new Dictionary<int, (int Place, double Odds)>();
        foreach (var (one, other, odds) in pairs.Where(pair => IsBare(pair.One) != IsBare(pair.Other)))
        {
            var (bare, full) = IsBare(one) ? (one, other) : (other, one);
            if (odds > Least(single[bare].Events[0]) && (!nearest.TryGetValue(bare, out var best) || odds > best.Odds))
            {
                nearest[bare] = (clusterOf[full], odds);
            }
        }

        foreach (var (bare, (place, _)) in nearest)
        {
            clusters[place].Add(bare);
        }

        // Two bare ones are a pair where neither has found another.
        bool IsLeft(int i) => IsBare(i) && !nearest.ContainsKey(i);
        clusters.AddRange(Clustering.Of(single.Count, pairs.Where(pair => IsLeft(pair.One) && IsLeft(pair.Other)), [], Weigh, null).Where(cluster => IsLeft(cluster[0])));
        return [.. clusters.Select(cluster => cluster.Order().ToList()).OrderBy(cluster => cluster[0])];
    }

    /// <summary>"Accused the president of having ordered the strike himself", "said that its fighters had carried out the attack", "nobody was hurt", "state television said that 80 had been killed": of something that the report tells.</summary>
    private static double Least(RecordedEvent told) =>
        Harm.IsNone(told) || (Harm.IsTold(told) && told.Actors.IsEmpty && told.Status == EventStatus.Claimed) || (told.Cues.IsNominal && !told.Actors.IsEmpty && told.Recipients.IsEmpty && told.Status is EventStatus.Accused or EventStatus.AccusedByAuthority or EventStatus.Claimed) ? PointingOdds : 0;

    private static bool IsPart(Telling single) =>
        single.Events[0] is { Cues: { Restates: not null, IsNominal: false } } told && single.Days is null && single.Place is null && single.Killed is null && single.Injured is null && !Harm.IsTold(told);

    private static bool IsHarmDone(RecordedEvent told) => Harm.IsTold(told) && !Occurring.IsDenied(told) && told.Actors.IsEmpty;

    /// <summary>Each event alone, in text order.</summary>
    internal List<Telling> Single(RecordedReading reading) => Single(reading, new TellingWords(lexicon));

    private static List<Telling> Single(RecordedReading reading, TellingWords words) => [.. reading.Events.Where(Occurring.IsAbout).OrderBy(told => told.Key).Select(told => new Telling(reading.Document, [told], [], words))];

    /// <summary>Each event with the one before it that it goes with best.</summary>
    private ImmutableArray<IncidentLink> Links(List<int> members, List<Telling> single)
    {
        var links = ImmutableArray.CreateBuilder<IncidentLink>();
        for (var i = 1; i < members.Count; i++)
        {
            var second = single[members[i]];
            var first = members.Take(i).Select(member => single[member]).OrderByDescending(telling => Within(telling, second)).ThenBy(telling => telling.Representative).First();
            List<string> reasons = ["same report"];
            likeness.Between(first, second, reasons);
            links.Add(new IncidentLink(first.Representative, second.Representative, Likeness.Probability(Within(first, second)), string.Join(", ", reasons)));
        }

        return links.ToImmutable();
    }

    /// <summary>Log odds that two events of one document are one happening, the earlier in the text first.</summary>
    /// <param name="seen">As for <see cref="Likeness.Between(Telling, Telling, List{string}?, double[])"/>.</param>
    internal double Within(Telling first, Telling second, double[]? seen = null)
    {
        var sum = likeness.Between(first, second, null, seen);
        if (Quads.IsVerbal(first))
        {
            return sum;
        }

        var (one, other) = (first.Events[0], second.Events[0]);

        // Who was hurt was not hurt by what was not done.
        if ((IsHarmDone(one) && Occurring.IsDenied(other) && !Harm.IsTold(other)) || (IsHarmDone(other) && Occurring.IsDenied(one) && !Harm.IsTold(one)))
        {
            return Apart;
        }

        var distance = other.Cues.Sentence - one.Cues.Sentence;
        var isHarm = Harm.IsTold(one) != Harm.IsTold(other);
        var tally = new Tally(lexicon.WeightsWithin, null, seen);
        if (one.Cues.Restates is not null || other.Cues.Restates is not null)
        {
            tally.Add((one.Cues.Restates ?? one.Key.Number) != (other.Cues.Restates ?? other.Key.Number) ? Evidence.RestatesAnother : IsPart(first) || IsPart(second) ? Evidence.PartOf : Evidence.Restates);
        }

        if (IsOfItsOwn(first, second))
        {
            tally.Add(other.Cues.IsNominal ? Evidence.NounOfItsOwn : Evidence.ClauseOfItsOwn);
        }

        if (distance == 0)
        {
            tally.Add(isHarm ? Evidence.HarmBeside
                : !one.Cues.IsNominal && !other.Cues.IsNominal && string.Equals(one.AnchorWords, other.AnchorWords, StringComparison.OrdinalIgnoreCase) ? Evidence.TwoActs
                : Evidence.SameSentence);
            return sum + tally.Sum;
        }

        tally.Add(Evidence.SentencesApart, Math.Log(distance));
        if (distance == 1)
        {
            tally.Add(isHarm ? Evidence.HarmBeside : Evidence.NextSentence);
        }

        if (other.Cues.IsNominal && distance <= 3)
        {
            tally.Add(Evidence.PointsBack);
        }

        if (one.Cues.Sentence == 0 && distance <= 2)
        {
            tally.Add(Evidence.Lead);
        }

        return sum + tally.Sum;
    }

    /// <summary>Both say where, to whom or what, and have nothing of it in common.</summary>
    private static bool IsOfItsOwn(Telling first, Telling second) =>
        Says(first) && Says(second) && !SortedWords.Any(first.Names, second.Names) && !SortedWords.Any(first.Targets, second.Targets) && !SortedWords.Any(first.Nouns, second.Nouns)
        && !SortedWords.Any(first.RecipientWords, second.RecipientWords) && !SortedWords.Any(first.Victims, second.Victims);

    private static bool Says(Telling telling) => !telling.Names.IsEmpty || !telling.Targets.IsEmpty;
}
