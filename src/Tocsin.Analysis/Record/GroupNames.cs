using System.Collections.Frozen;

namespace Tocsin.Analysis.Record;

/// <summary>The group that a name of its members names: "M23" of "M23 rebels", "Northern Front" of "fighters of the Northern Front".</summary>
internal static class GroupNames
{
    private static readonly Lazy<FrozenSet<string>> Members = new(() => FactFile.ReadEmbedded("actors/members.tsv", 1).Select(fields => fields[0]).ToFrozenSet(StringComparer.OrdinalIgnoreCase));

    private static readonly Lazy<FrozenSet<string>> Known = new(() => FactFile.ReadEmbedded("actors/organisations.tsv", 1).Select(fields => fields[0]).ToFrozenSet(StringComparer.OrdinalIgnoreCase));

    /// <returns>Null where the words name no group: "foreign fighters", "rebels".</returns>
    public static string? Of(string name)
    {
        var words = name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length > 1 && words[0].Equals("the", StringComparison.OrdinalIgnoreCase))
        {
            words = words[1..];
        }

        if (words.Length < 2)
        {
            return null;
        }

        var group = Members.Value.Contains(words[^1]) ? string.Join(' ', words[..^1])
            : words.Length > 2 && words[1] is "of" or "from" && Members.Value.Contains(words[0]) ? string.Join(' ', words[2..])
            : null;
        return group is not null && IsName(group.StartsWith("the ", StringComparison.OrdinalIgnoreCase) ? group[4..] : group) ? group : null;
    }

    /// <summary>A name that is on the lists, letters and figures such as "M23", or several words written large: one alone may be the first of a sentence ("Foreign fighters") or a people ("Kurdish rebels").</summary>
    private static bool IsName(string group)
    {
        var bare = group.EndsWith("'s", StringComparison.Ordinal) || group.EndsWith("’s", StringComparison.Ordinal) ? group[..^2] : group;
        var words = bare.Split(' ');
        return Known.Value.Contains(bare)
            || (words.Length == 1 && (bare.Count(char.IsUpper) > 1 || (bare.Any(char.IsDigit) && bare.Any(char.IsUpper))))
            || (words.Length > 1 && Array.TrueForAll(words, word => char.IsUpper(word[0])));
    }
}
