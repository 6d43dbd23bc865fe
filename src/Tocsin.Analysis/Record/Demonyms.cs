using System.Collections.Immutable;

namespace Tocsin.Analysis.Record;

/// <summary>What a state on no list may call its own: "tarkeshi" of "tarkesh" (data/actors/demonyms.tsv). Folded words in and out.</summary>
public static class Demonyms
{
    private const int NameLengthMin = 4;

    private static readonly Lazy<ImmutableArray<(string Lost, string Taken)>> Endings =
        new(() => [.. FactFile.ReadEmbedded("actors/demonyms.tsv", 2).Select(fields => (fields[0] == "-" ? "" : fields[0], fields[1]))]);

    /// <summary>All that it may be; none of a code or of several words.</summary>
    public static IEnumerable<string> Of(string state) => !IsName(state) ? []
        : Endings.Value.Where(ending => state.EndsWith(ending.Lost, StringComparison.Ordinal)).Select(ending => state[..^ending.Lost.Length] + ending.Taken).Distinct();

    /// <summary>The names that it may come from, a plural's too.</summary>
    public static IEnumerable<string> StatesOf(string word)
    {
        if (!IsName(word))
        {
            return [];
        }

        var one = word[^1] == 's' && word.Length > NameLengthMin ? word[..^1] : word;
        return Endings.Value.Where(ending => one.EndsWith(ending.Taken, StringComparison.Ordinal)).Select(ending => one[..^ending.Taken.Length] + ending.Lost).Where(IsName).Distinct();
    }

    private static bool IsName(string word) => word.Length >= NameLengthMin && char.IsLower(word[0]) && !word.Contains(' ', StringComparison.Ordinal);
}
