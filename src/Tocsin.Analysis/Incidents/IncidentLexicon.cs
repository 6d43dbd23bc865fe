using System.Collections.Frozen;
using System.Globalization;

namespace Tocsin.Analysis.Incidents;

/// <summary>What words say of telling happenings apart (data/incidents).</summary>
internal sealed class IncidentLexicon
{
    private readonly FrozenDictionary<string, string[]> _targets;
    private readonly FrozenDictionary<(string, string), double> _modes;
    private readonly FrozenSet<string> _common;
    private readonly FrozenSet<string> _sites;

    private IncidentLexicon()
    {
        _targets = FactFile.ReadEmbedded("incidents/targets.tsv", 2).GroupBy(fields => fields[1], fields => fields[0], StringComparer.Ordinal).ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
        _modes = FactFile.ReadEmbedded("incidents/modes.tsv", 3).Select(fields => (Pair: Pair(fields[0], fields[1]), Weight: double.Parse(fields[2], CultureInfo.InvariantCulture))).ToFrozenDictionary(line => line.Pair, line => line.Weight);
        Weights = new double[Enum.GetValues<Evidence>().Length];
        WeightsWithin = new double[Weights.Length];
        foreach (var fields in FactFile.ReadEmbedded("incidents/weights.tsv", 3))
        {
            var evidence = (int)Enum.Parse<Evidence>(fields[0]);
            (Weights[evidence], WeightsWithin[evidence]) = (double.Parse(fields[1], CultureInfo.InvariantCulture), double.Parse(fields[2], CultureInfo.InvariantCulture));
        }

        _common = FactFile.ReadEmbedded("incidents/common-nouns.tsv", 1).Select(fields => fields[0]).ToFrozenSet(StringComparer.Ordinal);
        _sites = FactFile.ReadEmbedded("incidents/sites.tsv", 1).Select(fields => fields[0]).ToFrozenSet(StringComparer.Ordinal);
    }

    public static IncidentLexicon Load() => new();

    /// <summary>With other weights, for whoever fits them.</summary>
    public static IncidentLexicon Load(double[] weights, double[] weightsWithin) => new() { Weights = weights, WeightsWithin = weightsWithin };

    /// <summary>What each <see cref="Evidence"/> weighs between two reports.</summary>
    public double[] Weights { get; init; }

    /// <summary>What it weighs within one report.</summary>
    public double[] WeightsWithin { get; init; }

    /// <summary>The kinds of thing that a noun names: "market"; none where it may be anything.</summary>
    public ReadOnlySpan<string> TargetsOf(string noun) => _targets.TryGetValue(noun, out var kinds) ? kinds : [];

    /// <summary>Whether two reports of anything may have this noun in common.</summary>
    public bool IsCommon(string noun) => _common.Contains(noun);

    /// <summary>Whether a place with this word in its name lies in a town and is none.</summary>
    public bool IsSite(string noun) => _sites.Contains(noun);

    /// <summary>In log odds; 0 where nothing is known.</summary>
    public double WeightOf(string mode, string other) => _modes.GetValueOrDefault(Pair(mode, other));

    private static (string, string) Pair(string one, string other) => string.CompareOrdinal(one, other) <= 0 ? (one, other) : (other, one);
}
