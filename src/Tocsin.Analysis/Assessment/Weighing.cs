using System.Collections.Immutable;

namespace Tocsin.Analysis.Assessment;

/// <summary>The arithmetic of an assessment.</summary>
/// <remarks>
/// <para>One piece of evidence with belief b that it is so, and likelihoods p(h): the factor of h is b·p(h) + (1 - b)·m, m the mean of p over the hypotheses. Nothing believed (b = 0) is the same
/// factor for all and changes nothing; full belief is the likelihood itself. That something was said is a second factor of the same form.</para>
/// <para>Several pieces for one indicator say less each: by falling belief, the k-th (from 0) counts with the power g^k, g = 0.5 if all come from one origin and 0.7 else. So n of one origin never
/// count n-fold, and another report of the same piece adds belief and no factor.</para>
/// <para>What one origin carries hangs together over all indicators: with probability ε it goes astray as a whole, is deceived or tells what fits a thesis, and then says nothing of which reading is true.
/// A likelihood ratio L of two readings, the product over its pieces, so becomes ((1 - ε/2)·L + ε/2) / (1 - ε/2 + ε/2·L), which never leaves ε/(2 - ε) to (2 - ε)/ε. All cells of an origin are scaled by
/// what this does to the readings that it sets furthest apart; a piece that n origins share counts 1/n with each. See <see cref="Astray"/>.</para>
/// <para>A piece that decides a reading is no sign of it but its outcome: with probability d it is so, and then that reading is the answer whatever was seen beside it; else the rest stands. So
/// posterior(h) = d·[h is decided] + (1 - d)·posterior without it. d is its belief; each independent origin beyond the first, less those that deny it, would have to go astray as well and takes
/// off all but ε of what is left to doubt. Its cells are the logarithms of what this does.</para>
/// <para>posterior(h) is proportional to prior(h) times all factors, in logarithms, summed in one fixed order.</para>
/// </remarks>
internal static class Weighing
{
    public const double BeliefMax = 0.97;

    /// <summary>How sure it must be that it happened before what follows is left aside.</summary>
    private const double Settled = 0.5;

    private const double SameOrigin = 0.5;
    private const double OtherOrigins = 0.7;

    /// <summary>How often an origin goes astray as a whole: of 0.05 to 0.2, what told the truth best on simulated worlds of seed 103 (docs/evaluation.md reports others). One origin multiplies odds by 12.3 at most.</summary>
    public const double Astray = 0.15;

    /// <summary>How far a grade is to be believed: one that cannot be judged is taken to be as good as most, between fairly and usually reliable.</summary>
    public static double Of(Reliability reliability) => reliability switch
    {
        Reliability.Completely => 0.97,
        Reliability.Usually => 0.92,
        Reliability.Fairly => 0.8,
        Reliability.NotUsually => 0.6,
        Reliability.Unreliable => 0.35,
        _ => 0.85,
    };

    public static double Of(Credibility credibility) => credibility switch
    {
        Credibility.Confirmed => 0.97,
        Credibility.ProbablyTrue => 0.92,
        Credibility.PossiblyTrue => 0.82,
        Credibility.Doubtful => 0.5,
        Credibility.Improbable => 0.25,
        _ => 0.55,
    };

    /// <summary>From how many independent origins carry it and how many deny it; the standing of the sources is looked at elsewhere.</summary>
    public static Credibility CredibilityOf(int origins, int opposing, bool isNamed) => (origins, opposing) switch
    {
        ( >= 3, 0) => Credibility.Confirmed,
        (2, 0) => Credibility.ProbablyTrue,
        (_, 0) => isNamed ? Credibility.PossiblyTrue : Credibility.CannotBeJudged,
        var (ours, theirs) => ours > theirs ? Credibility.PossiblyTrue : ours == theirs ? Credibility.Doubtful : Credibility.Improbable,
    };

    /// <summary>What each piece adds to the logarithm of each hypothesis: a row for each hypothesis, a column for each piece, in the order of <paramref name="evidence"/>.</summary>
    public static double[][] Contributions(Question question, ImmutableArray<Evidence> evidence)
    {
        var table = question.Hypotheses.Select(_ => new double[evidence.Length]).ToArray();
        foreach (var column in Enumerable.Range(0, evidence.Length).Where(place => !Decides(evidence[place])).GroupBy(place => evidence[place].Indicator.Id, StringComparer.Ordinal))
        {
            var indicator = evidence[column.First()].Indicator;
            var power = column.SelectMany(place => evidence[place].Origins).Distinct().Take(2).Count() > 1 ? OtherOrigins : SameOrigin;
            Add(table, [.. column.OrderByDescending(place => evidence[place].Belief).ThenBy(place => evidence[place].Id, StringComparer.Ordinal)], place =>
                (evidence[place].IsAbsence ? indicator.Absence : indicator.Likelihood, evidence[place].Belief), power);
            if (!indicator.Said.IsEmpty)
            {
                Add(table, [.. column.OrderByDescending(place => evidence[place].SaidBelief).ThenBy(place => evidence[place].Id, StringComparer.Ordinal)], place =>
                    (indicator.Said, evidence[place].SaidBelief), power);
            }
        }

        Bound(table, evidence);
        PutAside(table, evidence);

        // The surest comes last, so that the order of the evidence means nothing where two decide against each other.
        foreach (var place in Enumerable.Range(0, evidence.Length).Where(place => Decides(evidence[place])).OrderBy(place => Decided(evidence[place])).ThenBy(place => evidence[place].Id, StringComparer.Ordinal))
        {
            var (decided, before) = (Decided(evidence[place]), Posterior(question, table));
            for (var h = 0; h < table.Length; h++)
            {
                table[h][place] = Math.Log(1 - decided + (h == evidence[place].Indicator.Decides ? decided / before[h] : 0));
            }
        }

        return table;
    }

    /// <summary>How sure it is that a piece that decides is so.</summary>
    public static double Decided(Evidence piece) => Math.Min(Question.LikelihoodMax, 1 - ((1 - piece.Belief) * Math.Pow(Astray, Math.Max(0, piece.Origins.Length - 1 - piece.Opposing.Length))));

    /// <summary>More likely so than not.</summary>
    public static bool IsSettled(Evidence piece) => Decided(piece) > Settled;

    public static bool Decides(Evidence piece) => piece is { IsAbsence: false, Indicator.Decides: not null };

    /// <summary>Once it has happened, what was said and done from that day on tells nothing of whether it would.</summary>
    private static void PutAside(double[][] table, ImmutableArray<Evidence> evidence)
    {
        var day = evidence.Where(piece => Decides(piece) && IsSettled(piece)).SelectMany(piece => piece.Items).Min(item => item.Day);
        for (var place = 0; place < evidence.Length && day is not null; place++)
        {
            if (!Decides(evidence[place]) && !evidence[place].Items.IsEmpty && evidence[place].Items.All(item => item.Day >= day))
            {
                foreach (var row in table)
                {
                    row[place] = 0;
                }
            }
        }
    }

    private static void Bound(double[][] table, ImmutableArray<Evidence> evidence)
    {
        var places = Enumerable.Range(0, evidence.Length).SelectMany(place => evidence[place].Origins.Select(origin => (Origin: origin, Place: place))).ToLookup(pair => pair.Origin, pair => pair.Place, StringComparer.Ordinal);
        var scales = places.ToDictionary(
            origin => origin.Key,
            origin =>
            {
                double[] carried = [.. table.Select(row => origin.Sum(place => row[place] / evidence[place].Origins.Length))];
                return Scale(carried.Max() - carried.Min());
            },
            StringComparer.Ordinal);
        for (var place = 0; place < evidence.Length; place++)
        {
            if (!evidence[place].Origins.IsEmpty && !Decides(evidence[place]))
            {
                var scale = evidence[place].Origins.Average(origin => scales[origin]);
                foreach (var row in table)
                {
                    row[place] *= scale;
                }
            }
        }
    }

    /// <summary>What is left of a logarithm of a likelihood ratio, as a part of it; 1 - ε in the limit of one that says nothing.</summary>
    private static double Scale(double gap)
    {
        const double Half = Astray / 2;
        var ratio = Math.Exp(gap);
        return gap < 1e-9 ? 1 - Astray : Math.Log((((1 - Half) * ratio) + Half) / (1 - Half + (Half * ratio))) / gap;
    }

    /// <summary>Posterior probabilities, in the order of the hypotheses; they sum to one.</summary>
    public static double[] Posterior(Question question, double[][] contributions)
    {
        var logs = new double[question.Hypotheses.Length];
        for (var h = 0; h < logs.Length; h++)
        {
            logs[h] = Math.Log(question.Hypotheses[h].Prior.Value) + contributions[h].Sum();
        }

        var most = logs.Max();
        var sum = logs.Sum(log => Math.Exp(log - most));
        return [.. logs.Select(log => Math.Exp(log - most) / sum)];
    }

    /// <summary>The factor of a likelihood of which only so much is believed.</summary>
    public static double Factor(double likelihood, double mean, double belief) => (belief * likelihood) + ((1 - belief) * mean);

    private static void Add(double[][] table, int[] places, Func<int, (ImmutableArray<double> Likelihood, double Belief)> of, double power)
    {
        var weight = 1.0;
        foreach (var place in places)
        {
            var (likelihood, belief) = of(place);
            if (likelihood.IsEmpty || belief == 0)
            {
                continue;
            }

            var mean = likelihood.Average();
            for (var h = 0; h < table.Length; h++)
            {
                // Divided by the mean, so that a cell above 0 speaks for the hypothesis and one below against it.
                table[h][place] += weight * Math.Log(Factor(likelihood[h], mean, belief) / mean);
            }

            weight *= power;
        }
    }
}
