using System.Globalization;
using System.Text.RegularExpressions;
using Tocsin.Language;

namespace Tocsin.Training.Attributions;

/// <summary>An attribution as annotated: spans in UTF-16 units of the text.</summary>
internal sealed record GoldAttribution(List<TextSpan> Source, List<TextSpan> Cue, List<TextSpan> Content);

/// <summary>Reads brat standoff (brat.nlplab.org/standoff.html), whose offsets count code points.</summary>
internal static partial class BratFile
{
    [GeneratedRegex(@"\d+$")]
    private static partial Regex Digits { get; }

    public static List<GoldAttribution> Read(string path, string text)
    {
        var at = Utf16Offsets(text);
        var spans = new Dictionary<string, List<TextSpan>>(StringComparer.Ordinal);
        var found = new List<GoldAttribution>();
        var lines = File.ReadAllText(path).Split('\n').Select(l => l.Split('\t')).Where(l => l.Length >= 2).ToList();
        foreach (var line in lines.Where(l => l[0].StartsWith('T')))
        {
            var places = line[1][(line[1].IndexOf(' ', StringComparison.Ordinal) + 1)..].Split(';');
            spans[line[0]] = [.. places.Select(p => p.Split(' ').Select(n => at[int.Parse(n, CultureInfo.InvariantCulture)]).ToArray()).Select(p => TextSpan.FromBounds(p[0], p[1]))];
        }

        foreach (var line in lines.Where(l => l[0].StartsWith('E')))
        {
            var gold = new GoldAttribution([], [], []);
            foreach (var argument in line[1].TrimEnd('\r').Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1))
            {
                var colon = argument.IndexOf(':', StringComparison.Ordinal);
                var role = Digits.Replace(argument[..colon], string.Empty) switch
                {
                    "Source" => gold.Source,
                    "Cue" => gold.Cue,
                    "Content" => gold.Content,
                    _ => null,
                };
                role?.AddRange(spans.GetValueOrDefault(argument[(colon + 1)..], []));
            }

            if (gold.Source.Count + gold.Cue.Count + gold.Content.Count > 0)
            {
                found.Add(gold);
            }
        }

        return found;
    }

    private static int[] Utf16Offsets(string text)
    {
        var offsets = new List<int>(text.Length + 1);
        for (var i = 0; i < text.Length; i += char.IsHighSurrogate(text[i]) && i + 1 < text.Length ? 2 : 1)
        {
            offsets.Add(i);
        }

        offsets.Add(text.Length);
        return [.. offsets];
    }
}
