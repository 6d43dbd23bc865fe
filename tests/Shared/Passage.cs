using System.Globalization;
using Tocsin.Analysis.Attributions;
using Tocsin.Language;

namespace Tocsin.Tests;

/// <summary>One attribution of a passage, as a careful reader would mark it.</summary>
/// <param name="Who">A name by which the source is known in the passage; null where none can be told.</param>
internal sealed record MarkedAttribution(
    int Number,
    IReadOnlyList<TextSpan> Source,
    IReadOnlyList<TextSpan> Cue,
    IReadOnlyList<TextSpan> Content,
    SourceKind Kind,
    SpeechAct Act,
    QuoteForm Form,
    bool Negated,
    IReadOnlyList<string> Hedges,
    int? Within,
    string? Who,
    string? Medium,
    string? Addressee);

/// <summary>A passage of crisis news with its attributions (see Passages/README.md for the notation).</summary>
internal sealed record Passage(string Name, string Voice, bool Held, string Text, IReadOnlyList<MarkedAttribution> Attributions)
{
    public static IReadOnlyList<Passage> ReadFolder(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*.md").Where(f => Path.GetFileName(f) != "README.md").Order(StringComparer.Ordinal)
            .Select(f => Parse(Path.GetFileNameWithoutExtension(f), File.ReadAllText(f).ReplaceLineEndings("\n")))];

    /// <exception cref="FormatException">Front matter, marks or lines that cannot be read.</exception>
    public static Passage Parse(string name, string file)
    {
        var parts = file.Split("---\n", StringSplitOptions.None);
        if (parts.Length != 4 || parts[0].Length != 0)
        {
            throw new FormatException($"{name}: front matter, text and lines are expected, parted by ---.");
        }

        var head = parts[1].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(": ", 2)).ToDictionary(p => p[0], p => p[1]);
        var marked = MarkedText.Parse(parts[2].Trim());
        var attributions = parts[3].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => ParseLine(name, marked, l)).ToList();
        var unknown = marked.Marks.FirstOrDefault(m => attributions.All(a => a.Number != m.Number));
        return unknown == default
            ? new Passage(name, head["voice"], head["half"] == "held", marked.Text, attributions)
            : throw new FormatException($"{name}: no line for attribution {unknown.Number}.");
    }

    private static MarkedAttribution ParseLine(string name, MarkedText marked, string line)
    {
        var fields = line.Split(" | ");
        var words = fields[0].Split(' ');
        var more = fields.Skip(1).Select(f => f.Split(": ", 2)).ToDictionary(p => p[0], p => p.Length > 1 ? p[1] : "");
        if (words.Length != 4 || more.Keys.FirstOrDefault(k => k is not ("who" or "medium" or "to" or "within" or "hedges" or "negated")) is not null)
        {
            throw new FormatException($"{name}: \"{line}\" is not a line of an attribution.");
        }

        var number = int.Parse(words[0], CultureInfo.InvariantCulture);
        return new MarkedAttribution(
            number,
            marked.Of('s', number),
            marked.Of('c', number) is { Count: > 0 } cue ? cue : throw new FormatException($"{name}: {number} has no cue."),
            marked.Of('t', number) is { Count: > 0 } content ? content : throw new FormatException($"{name}: {number} has no content."),
            Enum.Parse<SourceKind>(words[1], ignoreCase: true),
            Enum.Parse<SpeechAct>(words[2], ignoreCase: true),
            Enum.Parse<QuoteForm>(words[3], ignoreCase: true),
            more.ContainsKey("negated"),
            more.TryGetValue("hedges", out var hedges) ? hedges.Split(", ") : [],
            more.TryGetValue("within", out var within) ? int.Parse(within, CultureInfo.InvariantCulture) : null,
            more.GetValueOrDefault("who"),
            more.GetValueOrDefault("medium"),
            more.GetValueOrDefault("to"));
    }
}
