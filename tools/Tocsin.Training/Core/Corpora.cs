using Tocsin.Language;
using Tocsin.Language.Neural;

namespace Tocsin.Training.Core;

/// <summary>Reads the treebanks and the name collections.</summary>
internal static class Corpora
{
    private static readonly Dictionary<string, NameTag> Kinds = new(StringComparer.Ordinal)
    {
        ["PER"] = NameTag.Person,
        ["politician"] = NameTag.Person,
        ["person"] = NameTag.Person,
        ["ORG"] = NameTag.Organization,
        ["politicalparty"] = NameTag.Organization,
        ["organisation"] = NameTag.Organization,
        ["LOC"] = NameTag.Location,
        ["country"] = NameTag.Location,
        ["location"] = NameTag.Location,
        ["MISC"] = NameTag.Other,
        ["misc"] = NameTag.Other,
        ["event"] = NameTag.Other,
        ["election"] = NameTag.Other,
    };

    public static IEnumerable<TrainingSentence> Trees(string path, int domain)
    {
        var rows = new List<string[]>();
        foreach (var line in File.ReadLines(path).Append(string.Empty))
        {
            if (line.Length > 0)
            {
                var columns = line[0] == '#' ? [] : line.Split('\t');
                if (columns.Length > 0 && !columns[0].AsSpan().ContainsAny('-', '.'))
                {
                    rows.Add(columns);
                }

                continue;
            }

            if (rows.Count > 0)
            {
                yield return new TrainingSentence
                {
                    Words = [.. rows.Select(r => r[1])],
                    Domain = domain,
                    Tree = new TrainingTree(
                        [.. rows.Select(r => r[2])],
                        [.. rows.Select(r => r[3])],
                        [.. rows.Select(r => r[4])],
                        [.. rows.Select(r => r[5])],
                        [.. rows.Select(r => int.Parse(r[6], System.Globalization.CultureInfo.InvariantCulture))],
                        [.. rows.Select(r => r[7])]),
                };
                rows.Clear();
            }
        }
    }

    /// <summary>Columns with the word and, last, its BIO tag; words are cut at hyphens as the treebanks cut them.</summary>
    public static IEnumerable<TrainingSentence> Names(string path, int domain)
    {
        var words = new List<string>();
        var tags = new List<int>();
        foreach (var line in File.ReadLines(path).Append(string.Empty))
        {
            var columns = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (columns.Length < 2)
            {
                if (words.Count > 0)
                {
                    yield return new TrainingSentence { Words = [.. words], Names = [.. tags], Domain = domain };
                }

                words.Clear();
                tags.Clear();
                continue;
            }

            var word = columns.Length > 2 ? columns[1] : columns[0];
            if (columns.Length == 2 && int.TryParse(columns[0], out _) && line.Contains("-DOCSTART-", StringComparison.Ordinal))
            {
                continue;
            }

            if (word == "-DOCSTART-")
            {
                continue;
            }

            var tag = Tag(columns[^1], tags.Count > 0 ? tags[^1] : 0);
            foreach (var part in CutAtHyphens(word))
            {
                words.Add(part);
                tags.Add(tag);
                tag = tag != 0 && NameTags.IsFirst(tag) ? tag + 1 : tag;
            }
        }
    }

    private static int Tag(string label, int previous)
    {
        if (label.Length < 3 || !Kinds.TryGetValue(label[2..], out var kind))
        {
            return 0;
        }

        var inside = NameTags.Inside(kind);
        return label[0] == 'I' && NameTags.MayFollow(previous, inside) ? inside : NameTags.First(kind);
    }

    private static IEnumerable<string> CutAtHyphens(string word)
    {
        var start = 0;
        for (var i = 1; i + 1 < word.Length; i++)
        {
            if (word[i] == '-' && char.IsLetterOrDigit(word[i - 1]) && char.IsLetterOrDigit(word[i + 1]))
            {
                yield return word[start..i];
                yield return "-";
                start = i + 1;
            }
        }

        yield return word[start..];
    }
}
