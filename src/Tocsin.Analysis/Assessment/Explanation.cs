using System.Collections.Immutable;

namespace Tocsin.Analysis.Assessment;

/// <summary>Why an assessment says what it says, and what would change it.</summary>
internal sealed class Explanation
{
    /// <summary>A piece counts against a hypothesis where it fits another at least so many times better (in logarithms).</summary>
    private static readonly double MarkedlyLess = Math.Log(1.5);

    /// <summary>What an unseen thing would be worth if one source reported it.</summary>
    private const double BeliefIfSeen = 0.7;

    private const int LeaveOutsMax = 200;

    private readonly Question _question;
    private readonly SourceHistory _history;
    private readonly ImmutableArray<RawEvidence> _found;
    private readonly ImmutableArray<Evidence> _evidence;
    private readonly double[][] _contributions;
    private readonly double[] _posterior;
    private readonly int _leader;

    public Explanation(Question question, SourceHistory history, ImmutableArray<RawEvidence> found, ImmutableArray<Evidence> evidence, double[][] contributions, double[] posterior)
    {
        (_question, _history, _found, _evidence, _contributions, _posterior) = (question, history, found, evidence, contributions, posterior);
        _leader = LeaderOf(posterior);
        Hypotheses = [.. Enumerable.Range(0, posterior.Length).Select(Row)];
        LeaveOneOut = LeftOuts();
        FlipPoints = Flips();
        Unseen = Unseens();
    }

    public ImmutableArray<AssessedHypothesis> Hypotheses { get; }

    public ImmutableArray<LeaveOneOut> LeaveOneOut { get; }

    public ImmutableArray<FlipPoint> FlipPoints { get; }

    public ImmutableArray<Unseen> Unseen { get; }

    /// <summary>Of equals the first.</summary>
    private static int LeaderOf(double[] posterior) => Array.IndexOf(posterior, posterior.Max());

    private AssessedHypothesis Row(int hypothesis)
    {
        var inconsistent = 0;
        var weighted = 0.0;
        for (var column = 0; column < _evidence.Length; column++)
        {
            var piece = _evidence[column];
            var likelihood = piece.IsAbsence ? piece.Indicator.Absence : piece.Indicator.Likelihood;
            var gap = Math.Log(likelihood.Max() / likelihood[hypothesis]);
            if (gap >= MarkedlyLess)
            {
                inconsistent++;
                weighted += piece.Belief * gap;
            }
        }

        return new AssessedHypothesis(_question.Hypotheses[hypothesis], new Probability(_posterior[hypothesis]), [.. _contributions[hypothesis]], inconsistent, weighted);
    }

    private ImmutableArray<LeaveOneOut> LeftOuts()
    {
        var left = new List<LeaveOneOut>();
        foreach (var piece in _evidence)
        {
            left.Add(Without(LeftOut.Evidence, piece.Id, piece.Title, _evidence.Remove(piece)));
        }

        var items = _found.SelectMany(raw => raw.Items).ToList();
        foreach (var source in items.GroupBy(item => item.SourceKey, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            left.Add(Without(LeftOut.Source, source.Key, NameOf(source), (key, _) => key == source.Key));
        }

        foreach (var origin in items.GroupBy(item => item.Origin, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            left.Add(Without(LeftOut.Origin, origin.Key, origin.Key, (_, of) => of == origin.Key));
        }

        return [.. left.OrderByDescending(one => one.Moved).ThenBy(one => one.Kind).ThenBy(one => one.Key, StringComparer.Ordinal).Take(LeaveOutsMax)];
    }

    private static string NameOf(IGrouping<string, EvidenceItem> source) => source.Select(item => item.Source).OrderBy(name => name.Length).ThenBy(name => name, StringComparer.Ordinal).First();

    private LeaveOneOut Without(LeftOut kind, string key, string name, Func<string, string, bool> isLeftOut) =>
        Without(kind, key, name, Judging.Judge(_question, _found.Select(raw => raw.Without(isLeftOut)).OfType<RawEvidence>(), _history));

    private LeaveOneOut Without(LeftOut kind, string key, string name, ImmutableArray<Evidence> evidence)
    {
        var posterior = Weighing.Posterior(_question, Weighing.Contributions(_question, evidence));
        var leader = LeaderOf(posterior);
        return new LeaveOneOut(
            kind, key, name, [.. posterior.Select(p => new Probability(p))], posterior.Zip(_posterior, (without, with) => Math.Abs(without - with)).Max(), _question.Hypotheses[leader].Id, leader != _leader);
    }

    /// <summary>The leader leads a rival by a gap in logarithms, of which the indicator holds a part c; times as strong, the gap is g + (times - 1)·c, and nothing at times = 1 - g/c.</summary>
    /// <remarks>None where something has happened that decides: then the strength of signs matters little, and what the answer is without it is told already.</remarks>
    private ImmutableArray<FlipPoint> Flips()
    {
        if (_evidence.Any(Weighing.Decides))
        {
            return [];
        }

        var flips = new List<FlipPoint>();
        foreach (var columns in Enumerable.Range(0, _evidence.Length).GroupBy(place => _evidence[place].Indicator.Id, StringComparer.Ordinal))
        {
            FlipPoint? nearest = null;
            for (var rival = 0; rival < _posterior.Length; rival++)
            {
                var part = columns.Sum(place => _contributions[_leader][place] - _contributions[rival][place]);
                if (rival == _leader || Math.Abs(part) < 1e-9)
                {
                    continue;
                }

                var times = 1 - (Math.Log(_posterior[_leader] / _posterior[rival]) / part);
                if (nearest is null || Math.Abs(times - 1) < Math.Abs(nearest.Times - 1))
                {
                    nearest = new FlipPoint(columns.Key, _evidence[columns.First()].Text, times, _question.Hypotheses[rival].Id);
                }
            }

            if (nearest is not null)
            {
                flips.Add(nearest);
            }
        }

        return [.. flips.OrderBy(flip => Math.Abs(flip.Times - 1)).ThenBy(flip => flip.Indicator, StringComparer.Ordinal)];
    }

    /// <summary>Mutual information between the hypotheses and whether the thing is seen, in bits.</summary>
    private ImmutableArray<Unseen> Unseens()
    {
        var unseen = new List<Unseen>();
        foreach (var indicator in _question.Indicators.Where(indicator => !_evidence.Any(piece => piece.Indicator.Id == indicator.Id && !piece.IsAbsence)))
        {
            var mean = indicator.Likelihood.Average();
            double[] seen = [.. indicator.Likelihood.Select((p, h) => Weighing.Factor(p, mean, BeliefIfSeen * (1 - Weighing.Astray)) * (indicator.Said.IsEmpty ? 1 : indicator.Said[h]))];
            var total = seen.Zip(_posterior, (p, h) => p * h).Sum();
            var bits = 0.0;
            for (var h = 0; h < _posterior.Length; h++)
            {
                bits += _posterior[h] * ((seen[h] * Math.Log2(seen[h] / total)) + ((1 - seen[h]) * Math.Log2((1 - seen[h]) / (1 - total))));
            }

            const double Decided = BeliefIfSeen * (1 - Weighing.Astray);
            unseen.Add(new Unseen(indicator.Id, indicator.Text, Math.Max(0, bits), [.. seen.Select((p, h) => new Probability(Math.Min(1, indicator.Decides is { } outcome
                ? ((1 - Decided) * _posterior[h]) + (h == outcome ? Decided : 0)
                : p * _posterior[h] / total)))]));
        }

        return [.. unseen.OrderByDescending(one => one.Bits).ThenBy(one => one.Indicator, StringComparer.Ordinal)];
    }
}
