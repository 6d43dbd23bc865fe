namespace Tocsin.Analysis.Places;

/// <summary>Settles which place each name of a text means, all names together.</summary>
/// <remarks>
/// Every name starts with what is known of its places (inhabitants, rank, list). Then, a few times over, each place is weighed again
/// with what the other names now probably mean: the same country and state, nearness, a holder named beside it.
/// </remarks>
public sealed class PlaceResolver
{
    private const int Rounds = 3;
    private const int CandidatesMax = 40;
    private const int ContextTop = 4;
    private const double FadeKilometres = 100;

    private static readonly string[] DivisionWords = ["province", "governorate", "oblast", "region", "district", "county", "state", "prefecture"];

    private readonly Gazetteer _gazetteer;
    private readonly PlaceRanker _ranker;

    public PlaceResolver(Gazetteer gazetteer, PlaceRanker ranker)
    {
        _gazetteer = gazetteer;
        _ranker = ranker;
    }

    /// <param name="spots">In text order, none overlapping.</param>
    internal List<PlaceUnit> Resolve(string text, IReadOnlyList<SpottedPlace> spots)
    {
        var units = Units(text, spots);
        foreach (var unit in units)
        {
            WriteOwn(unit);
            Weigh(unit);
        }

        for (var round = 0; round < Rounds; round++)
        {
            var context = Context(units);
            foreach (var unit in units)
            {
                WriteContext(unit, units, context);
            }

            foreach (var unit in units)
            {
                Weigh(unit);
            }
        }

        SettleWaters(units);
        return units;
    }

    /// <summary>"the East Sea" is one sea in Seoul and another in Hanoi: of waters that share a name, the one nearest to the text's other places.</summary>
    private static void SettleWaters(List<PlaceUnit> units)
    {
        foreach (var unit in units)
        {
            if (unit.Candidates.Length < 2 || !unit.Candidates.All(candidate => candidate.Place.Kind == PlaceKind.Water))
            {
                continue;
            }

            var (nearest, distance) = (-1, double.MaxValue);
            for (var i = 0; i < unit.Candidates.Length; i++)
            {
                foreach (var other in units)
                {
                    if (other.Key != unit.Key && other.Best >= 0 && unit.Candidates[i].ChordTo(other.Candidates[other.Best]) is var away && away < distance)
                    {
                        (nearest, distance) = (i, away);
                    }
                }
            }

            for (var i = 0; nearest >= 0 && i < unit.Candidates.Length; i++)
            {
                unit.Probabilities[i] = i == nearest ? 1 : 0;
            }
        }
    }

    private List<PlaceUnit> Units(string text, IReadOnlyList<SpottedPlace> spots)
    {
        var candidates = new Dictionary<string, PlaceCandidate[]>();
        foreach (var spot in spots)
        {
            if (!candidates.ContainsKey(spot.Key))
            {
                candidates.Add(spot.Key, Candidates(spot.Key));
            }
        }

        var holders = PlaceQualifiers.Find(text, spots);
        var units = new List<PlaceUnit>();
        var byTie = new Dictionary<(string Key, string Holder, QualifierTie Tie), int>();
        var unitOf = new int[spots.Count];
        for (var i = 0; i < spots.Count; i++)
        {
            var (holder, tie) = holders[i];
            if (holder >= 0 && (spots[holder].Key == spots[i].Key || !CanHold(candidates[spots[holder].Key], candidates[spots[i].Key])))
            {
                (holder, tie) = (-1, QualifierTie.None);
            }

            var name = (spots[i].Key, holder < 0 ? "" : spots[holder].Key, tie);
            if (!byTie.TryGetValue(name, out unitOf[i]))
            {
                unitOf[i] = units.Count;
                byTie.Add(name, units.Count);
                units.Add(new PlaceUnit(spots[i].Key, holder, tie, candidates[spots[i].Key]));
            }

            units[unitOf[i]].Spots.Add(i);
        }

        for (var i = 0; i + 1 < spots.Count; i++)
        {
            if (units[unitOf[i]].Tie == QualifierTie.None && unitOf[i] != unitOf[i + 1] && PlaceQualifiers.AreListed(text, spots[i], spots[i + 1]))
            {
                units[unitOf[i]].Neighbours.Add(unitOf[i + 1]);
                units[unitOf[i + 1]].Neighbours.Add(unitOf[i]);
            }
        }

        foreach (var unit in units)
        {
            unit.Holder = unit.Holder < 0 ? -1 : unitOf[unit.Holder];
        }

        return units;
    }

    private PlaceCandidate[] Candidates(string key)
    {
        var found = Find(key, false);
        var space = key.LastIndexOf(' ');
        if (found.Count == 0 && space > 0 && Array.IndexOf(DivisionWords, key[(space + 1)..]) >= 0)
        {
            found = Find(key[..space], true);
        }

        if (found.Count > CandidatesMax)
        {
            found.Sort((a, b) => a.Place.Population != b.Place.Population
                ? b.Place.Population.CompareTo(a.Place.Population)
                : a.Place.Index.CompareTo(b.Place.Index));
            found.RemoveRange(CandidatesMax, found.Count - CandidatesMax);
        }

        return [.. found];
    }

    // A bare name that a town shares with the division around it means the town; "Baghdad province" means the division.
    private List<PlaceCandidate> Find(string key, bool isDivision)
    {
        var hits = new List<PlaceHit>();
        _gazetteer.Find(key, hits);
        if (hits.Count == 0)
        {
            _gazetteer.FindVariants(key, hits);
        }

        var towns = new HashSet<(string?, int)>();
        string? nation = null;
        var found = new List<PlaceCandidate>(hits.Count);
        foreach (var hit in hits)
        {
            var place = _gazetteer[hit.Place];
            found.Add(PlaceCandidate.Of(place, hit.IsAlias));
            nation ??= place.Rank == PlaceRank.Nation ? place.Country : null;
            if (place.Kind == PlaceKind.City)
            {
                towns.Add((place.Country, place.Province));
            }
        }

        // "Mexico" is the country, not its capital or the state around it.
        found.RemoveAll(c => nation is not null && c.Place.Country == nation && c.Place.Rank != PlaceRank.Nation);
        if (!isDivision && IsSea(key) && found.Exists(c => c.Place.Kind == PlaceKind.Water && !c.IsAlias))
        {
            // "in the Red Sea" is at sea, and not in the state that is called after it.
            found.RemoveAll(c => c.Place.Kind != PlaceKind.Water);
        }

        if (isDivision && found.Exists(c => c.Place.Kind == PlaceKind.Region))
        {
            found.RemoveAll(c => c.Place.Kind != PlaceKind.Region);
        }
        else if (!isDivision)
        {
            found.RemoveAll(c => c.Place.Rank is PlaceRank.Province or PlaceRank.County && c.Place.Index < _gazetteer.FirstListed && towns.Contains((c.Place.Country, c.Place.Province)));
        }

        return found;
    }

    private static bool IsSea(string key) => key.EndsWith(" sea", StringComparison.Ordinal) || key.EndsWith(" ocean", StringComparison.Ordinal) || key.EndsWith(" gulf", StringComparison.Ordinal) || key.EndsWith(" strait", StringComparison.Ordinal);

    // A country or state holds towns; two states side by side are a list.
    private static bool CanHold(PlaceCandidate[] holders, PlaceCandidate[] held)
    {
        var holdsNation = holders.Any(h => h.Place.Rank == PlaceRank.Nation);
        var holdsRegion = holders.Any(h => h.Place.Kind == PlaceKind.Region);
        var isNation = held.Any(h => h.Place.Rank == PlaceRank.Nation);
        var isProvince = held.Any(h => h.Place.Rank == PlaceRank.Province && !h.IsAlias);
        return (holdsNation && (!isNation || isProvince)) || (holdsRegion && !isNation && !isProvince);
    }

    private void WriteOwn(PlaceUnit unit)
    {
        var most = 1;
        foreach (var candidate in unit.Candidates)
        {
            most = Math.Max(most, candidate.Place.Population);
        }

        for (var i = 0; i < unit.Candidates.Length; i++)
        {
            var candidate = unit.Candidates[i];
            var place = candidate.Place;
            var row = unit.Row(i);
            row[(int)PlaceFeature.Population] = Math.Log10(place.Population + 1.0) / 8;
            row[(int)PlaceFeature.PopulationShare] = Math.Log10(place.Population + 1.0) / Math.Log10(most + 1.0);
            row[(int)PlaceFeature.MostPopulous] = place.Population == most ? 1 : 0;
            row[(int)PlaceFeature.Country] = place.Rank == PlaceRank.Nation ? 1 : 0;
            row[(int)PlaceFeature.Province] = place.Rank == PlaceRank.Province ? 1 : 0;
            row[(int)PlaceFeature.County] = place.Rank == PlaceRank.County ? 1 : 0;
            row[(int)PlaceFeature.Quarter] = place.Rank == PlaceRank.Quarter ? 1 : 0;
            row[(int)PlaceFeature.Capital] = place.Rank == PlaceRank.Capital ? 1 : 0;
            row[(int)PlaceFeature.RegionSeat] = place.Rank == PlaceRank.RegionSeat ? 1 : 0;
            row[(int)PlaceFeature.Curated] = place.Index >= _gazetteer.FirstListed && place.Rank == PlaceRank.None ? 1 : 0;
            row[(int)PlaceFeature.Alias] = candidate.IsAlias ? 1 : 0;
        }
    }

    // The likelier places of each name, with their probabilities.
    private static List<(PlaceUnit Unit, PlaceCandidate Candidate, double Probability)> Context(List<PlaceUnit> units)
    {
        var context = new List<(PlaceUnit, PlaceCandidate, double)>();
        var seen = new HashSet<string>();
        foreach (var unit in units)
        {
            if (!seen.Add(unit.Key))
            {
                continue;
            }

            var order = new int[unit.Candidates.Length];
            for (var i = 0; i < order.Length; i++)
            {
                order[i] = i;
            }

            Array.Sort(order, (a, b) => unit.Probabilities[a] != unit.Probabilities[b] ? unit.Probabilities[b].CompareTo(unit.Probabilities[a]) : a.CompareTo(b));
            for (var i = 0; i < Math.Min(ContextTop, order.Length); i++)
            {
                if (unit.Probabilities[order[i]] > 0.02)
                {
                    context.Add((unit, unit.Candidates[order[i]], unit.Probabilities[order[i]]));
                }
            }
        }

        return context;
    }

    private static void WriteContext(PlaceUnit unit, List<PlaceUnit> units, List<(PlaceUnit Unit, PlaceCandidate Candidate, double Probability)> context)
    {
        var others = 0.0;
        foreach (var (other, _, probability) in context)
        {
            others += other.Key == unit.Key ? 0 : probability;
        }

        for (var i = 0; i < unit.Candidates.Length; i++)
        {
            WriteContext(unit, i, context, others);
            WriteHolder(unit, i, units);
        }
    }

    private static void WriteContext(PlaceUnit unit, int index, List<(PlaceUnit Unit, PlaceCandidate Candidate, double Probability)> context, double others)
    {
        var candidate = unit.Candidates[index];
        var place = candidate.Place;
        var (countryNamed, provinceNamed, country, province, near, nearest) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
        foreach (var (other, there, probability) in context)
        {
            if (other.Key == unit.Key)
            {
                continue;
            }

            if (there.Place.Country == place.Country && place.Country is not null)
            {
                country += probability;
                if (there.Place.Rank == PlaceRank.Nation)
                {
                    countryNamed = Math.Max(countryNamed, probability);
                }

                if (there.Place.Province == place.Province && place.Province > 0)
                {
                    province += probability;
                    if (there.Place.Rank == PlaceRank.Province)
                    {
                        provinceNamed = Math.Max(provinceNamed, probability);
                    }
                }
            }

            if (there.Place.Rank < PlaceRank.Province)
            {
                var nearness = probability * Math.Exp(-candidate.ChordTo(there) / FadeKilometres);
                near += nearness;
                nearest = Math.Max(nearest, nearness);
            }
        }

        var row = unit.Row(index);
        row[(int)PlaceFeature.CountryNamed] = countryNamed;
        row[(int)PlaceFeature.ProvinceNamed] = provinceNamed;
        row[(int)PlaceFeature.CountryShare] = country / (others + 1);
        row[(int)PlaceFeature.ProvinceShare] = province / (others + 1);
        row[(int)PlaceFeature.Near] = near / (others + 1);
        row[(int)PlaceFeature.Nearest] = nearest;
    }

    private static void WriteHolder(PlaceUnit unit, int index, List<PlaceUnit> units)
    {
        var candidate = unit.Candidates[index];
        var row = unit.Row(index);
        if (unit.Holder >= 0)
        {
            var held = HeldBy(candidate, units[unit.Holder]);
            row[(int)(unit.Tie == QualifierTie.Close ? PlaceFeature.CloseHeld : PlaceFeature.LooseHeld)] = held;
            row[(int)(unit.Tie == QualifierTie.Close ? PlaceFeature.CloseNotHeld : PlaceFeature.LooseNotHeld)] = 1 - held;
        }

        var inFull = 0.0;
        foreach (var other in units)
        {
            if (other != unit && other.Key == unit.Key && other.Tie > unit.Tie)
            {
                inFull = Math.Max(inFull, HeldBy(candidate, units[other.Holder]) * other.Probabilities[index]);
            }
        }

        row[(int)PlaceFeature.NamedInFull] = inFull;
        row[(int)PlaceFeature.LikeNeighbours] = LikeNeighbours(candidate.Place.Rank, unit, units);
    }

    private static double LikeNeighbours(PlaceRank rank, PlaceUnit unit, List<PlaceUnit> units)
    {
        var alike = 0.0;
        foreach (var index in unit.Neighbours)
        {
            var neighbour = units[index];
            for (var i = 0; i < neighbour.Candidates.Length; i++)
            {
                alike += Class(neighbour.Candidates[i].Place.Rank) == Class(rank) ? neighbour.Probabilities[i] : 0;
            }
        }

        return unit.Neighbours.Count == 0 ? 0 : alike / unit.Neighbours.Count;

        static PlaceRank Class(PlaceRank rank) => rank < PlaceRank.Province ? PlaceRank.None : rank;
    }

    private static double HeldBy(in PlaceCandidate candidate, PlaceUnit holder)
    {
        var held = 0.0;
        for (var i = 0; i < holder.Candidates.Length; i++)
        {
            if (Holds(holder.Candidates[i], candidate))
            {
                held += holder.Probabilities[i];
            }
        }

        return held;
    }

    private static bool Holds(in PlaceCandidate holder, in PlaceCandidate held)
    {
        const double CountyKilometres = 60;
        const double RegionKilometres = 300;
        var (outer, inner) = (holder.Place, held.Place);
        return outer.Index != inner.Index && outer.Rank switch
        {
            PlaceRank.Nation => outer.Country == inner.Country && inner.Rank != PlaceRank.Nation,
            PlaceRank.Province => outer.Province == inner.Province && outer.Country == inner.Country && inner.Rank < PlaceRank.Province,
            PlaceRank.County => outer.Province == inner.Province && outer.Country == inner.Country && inner.Rank < PlaceRank.County && holder.ChordTo(held) < CountyKilometres,
            _ => outer.Kind == PlaceKind.Region && inner.Rank < PlaceRank.Province && holder.ChordTo(held) < RegionKilometres,
        };
    }

    private void Weigh(PlaceUnit unit)
    {
        var probabilities = unit.Probabilities;
        var highest = double.NegativeInfinity;
        for (var i = 0; i < probabilities.Length; i++)
        {
            probabilities[i] = _ranker.Score(unit.Row(i));
            highest = Math.Max(highest, probabilities[i]);
        }

        var sum = 0.0;
        for (var i = 0; i < probabilities.Length; i++)
        {
            probabilities[i] = Math.Exp(probabilities[i] - highest);
            sum += probabilities[i];
        }

        for (var i = 0; i < probabilities.Length; i++)
        {
            probabilities[i] /= sum;
        }
    }
}
