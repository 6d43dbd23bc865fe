using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Tocsin.Desk.Shell;

/// <summary>Plain words for what the coder calls ASSAULT and heavy-weapons (data/desk/kinds.tsv), and back.</summary>
public static class KindWords
{
    private static readonly Lazy<(FrozenDictionary<(string Type, string Mode), string> Words, FrozenDictionary<string, (string Type, string? Mode)> Kinds, ImmutableArray<string> All)> Known = new(Load);

    /// <summary>All of them with a capital, by the alphabet.</summary>
    public static ImmutableArray<string> All => Known.Value.All;

    /// <summary>Null for what the list does not have.</summary>
    public static string? Of(string type, string? mode) => Known.Value.Words.GetValueOrDefault((type, mode ?? ""));

    /// <summary>The type and mode that somebody names in those words, or as the coder writes them: "ASSAULT", "ASSAULT drone". Null for what names none.</summary>
    public static (string Type, string? Mode)? Find(string words)
    {
        var (names, kinds, _) = Known.Value;
        var asked = string.Join(' ', words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (kinds.TryGetValue(asked.ToLowerInvariant(), out var kind))
        {
            return kind;
        }

        var parts = asked.Split(' ', 2);
        var (type, mode) = (parts[0].ToUpperInvariant(), parts.Length == 1 ? null : parts[1].ToLowerInvariant());
        return names.ContainsKey((type, mode ?? "")) ? (type, mode) : null;
    }

    private static (FrozenDictionary<(string, string), string>, FrozenDictionary<string, (string, string?)>, ImmutableArray<string>) Load()
    {
        using var stream = typeof(KindWords).Assembly.GetManifestResourceStream("data/desk/kinds.tsv") ?? throw new InvalidDataException("data/desk/kinds.tsv is not embedded in the assembly.");
        using var reader = new StreamReader(stream);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(line => line[0] != '#').Select(line => line.Split('\t')).Select(line => (Type: line[0], Mode: line[1] == "-" ? "" : line[1], Words: line[2])).ToArray();
        return (
            lines.ToFrozenDictionary(line => (line.Type, line.Mode), line => line.Words),
            lines.ToFrozenDictionary(line => line.Words, line => (line.Type, line.Mode.Length == 0 ? null : line.Mode), StringComparer.Ordinal),
            [.. lines.Select(line => line.Words.ToCapital()).Order(StringComparer.Ordinal)]);
    }
}
