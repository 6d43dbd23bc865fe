using System.Collections.Frozen;
using System.Globalization;

namespace Tocsin.Analysis.Incidents;

/// <summary>What words say of telling happenings apart (data/incidents).</summary>
internal sealed class IncidentLexicon
{
    private readonly FrozenDictionary<string, string[]> _targets;
    private readonly FrozenDictionary<(string, string), double> _modes;
    private readonly FrozenSet<string> _common;

    private IncidentLexicon()
    {
        _targets = FactFile.ReadEmbedded("incidents/targets.tsv", 2).GroupBy(fields => fields[1], fields => fields[0], StringComparer.Ordinal).ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
        _modes = FactFile.ReadEmbedded("incidents/modes.tsv", 3).Select(fields => (Pair: Pair(fields[0], fields[1]), Weight: double.Parse(fields[2], CultureInfo.InvariantCulture))).ToFrozenDictionary(line => line.Pair, line => line.Weight);
        _common = FactFile.ReadEmbedded("incidents/common-nouns.tsv", 1).Select(fields => fields[0]).ToFrozenSet(StringComparer.Ordinal);
    }

    public static IncidentLexicon Load() => new();

    /// <summary>The kinds of thing that a noun names: "market"; none where it may be anything.</summary>
    public ReadOnlySpan<string> TargetsOf(string noun) => _targets.TryGetValue(noun, out var kinds) ? kinds : [];

    /// <summary>Whether two reports of anything may have this noun in common.</summary>
    public bool IsCommon(string noun) => _common.Contains(noun);

    /// <summary>In log odds; 0 where nothing is known.</summary>
    public double WeightOf(string mode, string other) => _modes.GetValueOrDefault(Pair(mode, other));

    private static (string, string) Pair(string one, string other) => string.CompareOrdinal(one, other) <= 0 ? (one, other) : (other, one);
}
