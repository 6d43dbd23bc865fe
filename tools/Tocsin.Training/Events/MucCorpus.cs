using System.Globalization;
using System.Text.RegularExpressions;

namespace Tocsin.Training.Events;

/// <summary>An organisation that a key names as perpetrator, under all the names it accepts.</summary>
/// <param name="Confidence">The fillers that count as right for "how firmly does the report say so"; empty where the key gives none.</param>
/// <param name="Optional">Marked "?" in the key: neither a miss nor a mistake.</param>
internal sealed record MucPerpetrator(IReadOnlyList<string> Names, IReadOnlySet<string> Confidence, bool Optional);

/// <summary>A message of MUC-3 or MUC-4 and the perpetrators in its key.</summary>
internal sealed record MucMessage(string Id, string Text, DateOnly? Published, IReadOnlyList<MucPerpetrator> Perpetrators);

/// <summary>Reads messages and keys of MUC-3 and MUC-4 (Sundheim 1992).</summary>
internal static partial class MucCorpus
{
    private static readonly string[] Confidences =
        ["REPORTED AS FACT", "SUSPECTED OR ACCUSED BY AUTHORITIES", "SUSPECTED OR ACCUSED", "CLAIMED OR ADMITTED", "POSSIBLE", "ACQUITTED"];

    public static IReadOnlyList<MucMessage> Read(IEnumerable<string> files)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        var keys = new Dictionary<string, List<MucPerpetrator>>(StringComparer.Ordinal);
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            if (Path.GetFileName(file).StartsWith("key-", StringComparison.Ordinal))
            {
                ReadKeys(File.ReadAllLines(file), keys);
            }
            else if (Path.GetFileName(file).Contains("-muc", StringComparison.Ordinal))
            {
                ReadTexts(File.ReadAllText(file), texts);
            }
        }

        return [.. keys.Where(k => texts.ContainsKey(k.Key)).OrderBy(k => k.Key, StringComparer.Ordinal)
            .Select(k => new MucMessage(k.Key, Body(texts[k.Key]), Dateline(texts[k.Key]), k.Value))];
    }

    private static void ReadTexts(string content, Dictionary<string, string> texts)
    {
        var starts = MessageStart().Matches(content);
        for (var i = 0; i < starts.Count; i++)
        {
            var end = i + 1 < starts.Count ? starts[i + 1].Index : content.Length;
            var body = content[(starts[i].Index + starts[i].Length)..end];

            // Lines are wrapped; an empty line ends a paragraph.
            var paragraphs = body.Split("\n\n").Select(p => string.Join(' ', p.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)));
            texts[starts[i].Groups[1].Value] = string.Join("\n\n", paragraphs.Where(p => p.Length > 0));
        }
    }

    private static void ReadKeys(string[] lines, Dictionary<string, List<MucPerpetrator>> keys)
    {
        List<MucPerpetrator>? current = null;
        var slot = "";
        var organizations = new List<string>();
        var confidences = new List<string>();
        void Flush()
        {
            if (current is not null)
            {
                Add(current, organizations, confidences);
            }

            organizations.Clear();
            confidences.Clear();
        }

        foreach (var line in lines.Append("0.  MESSAGE: ID                     END"))
        {
            if (line.StartsWith(';') || line.Trim().Length == 0)
            {
                continue;
            }

            var value = line;
            if (SlotStart().Match(line) is { Success: true } start)
            {
                slot = start.Groups[1].Value.Trim();
                value = start.Groups[2].Value;
                if (slot == "MESSAGE: ID")
                {
                    Flush();
                    var id = value.Trim().Split(' ')[0];
                    current = id == "END" ? null : keys.TryGetValue(id, out var known) ? known : keys[id] = [];
                }
            }

            if (slot == "PERP: ORGANIZATION ID")
            {
                organizations.Add(value.Trim());
            }
            else if (slot == "PERP: ORGANIZATION CONFIDENCE")
            {
                confidences.Add(value.Trim());
            }
        }
    }

    private static void Add(List<MucPerpetrator> into, List<string> organizations, List<string> confidences)
    {
        foreach (var filler in organizations)
        {
            var names = Quoted().Matches(filler).Select(m => m.Groups[1].Value.Replace("\\\"", "\"", StringComparison.Ordinal)).ToList();
            if (names.Count == 0)
            {
                continue;
            }

            var accepted = new HashSet<string>(StringComparer.Ordinal);
            foreach (var confidence in confidences)
            {
                var about = Quoted().Matches(confidence).Select(m => m.Groups[1].Value).ToList();
                if (about.Count > 0 && !about.Intersect(names, StringComparer.Ordinal).Any())
                {
                    continue;
                }

                var rest = confidence;
                foreach (var kind in Confidences.Where(k => rest.Contains(k, StringComparison.Ordinal)))
                {
                    accepted.Add(kind);
                    rest = rest.Replace(kind, "", StringComparison.Ordinal);
                }
            }

            var optional = filler.StartsWith('?');
            var same = into.FindIndex(p => p.Names.Intersect(names, StringComparer.Ordinal).Any());
            if (same < 0)
            {
                into.Add(new MucPerpetrator(names, accepted, optional));
            }
            else
            {
                var known = into[same];
                into[same] = new MucPerpetrator([.. known.Names.Union(names, StringComparer.Ordinal)], known.Confidence.Union(accepted, StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal), known.Optional && optional);
            }
        }
    }

    /// <summary>The report without its header: "BOGOTA, 25 OCT 89 (AFP) -- [TEXT]".</summary>
    private static string Body(string text) => Header().Match(text) is { Success: true } header ? text[header.Length..] : text;

    private static DateOnly? Dateline(string text) =>
        DatelineDate().Match(text) is { Success: true } match
        && DateOnly.TryParseExact($"{match.Groups[1].Value} {match.Groups[2].Value} 19{match.Groups[3].Value}", "d MMM yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : null;

    [GeneratedRegex(@"^((?:DEV|TST\d)-MUC\d-\d{4}).*$", RegexOptions.Multiline)]
    private static partial Regex MessageStart();

    [GeneratedRegex(@"^.{0,160}?-- (\[[A-Z ,]+\] ?)+", RegexOptions.Singleline)]
    private static partial Regex Header();

    [GeneratedRegex(@"^\d+\.\s+([A-Z ]+: [A-Z ]+?)\s{2,}(.*)$")]
    private static partial Regex SlotStart();

    [GeneratedRegex("\"((?:[^\"\\\\]|\\\\.)*)\"")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"(\d{1,2}) (JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC) (\d{2})\b")]
    private static partial Regex DatelineDate();
}
