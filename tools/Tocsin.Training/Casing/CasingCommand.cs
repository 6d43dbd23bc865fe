using Tocsin.Language.Casing;
using Tocsin.Language.Tokenization;

namespace Tocsin.Training.Casing;

/// <summary>Counts how words are written, for text in capitals.</summary>
/// <remarks>
/// A word counts inside a sentence, not at its start and not in headlines. Listed are words that the reader's guess would get wrong, and pairs of words that
/// are mostly written with two capitals though one of them by itself is not.
/// </remarks>
internal static class CasingCommand
{
    private const int WordLengthMax = 24;
    private const int PairsMin = 2;

    /// <summary>A capital met less often than this says nothing against a word that looks inflected: "Priests".</summary>
    private const int SureMin = 5;

    /// <summary>train-casing OUT DATA LISTS: DATA has ud/ and polnear/; LISTS is the folder of the project's own lists, whose names count as pairs.</summary>
    public static int Train(string[] arguments)
    {
        if (arguments.Length != 3)
        {
            Console.Error.WriteLine("train-casing wants OUT, a folder with ud/ and polnear/, and the folder of lists");
            return 2;
        }

        var words = new Dictionary<string, Dictionary<string, int>>(StringComparer.Ordinal);
        var pairs = new Dictionary<(string, string), int>();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(arguments[1], "ud"), "*-train.conllu").Order(StringComparer.Ordinal))
        {
            var sentence = new List<string>();
            foreach (var line in File.ReadLines(file).Append(""))
            {
                var fields = line.Split('\t');
                if (fields.Length > 1 && int.TryParse(fields[0], out _))
                {
                    sentence.Add(fields[1]);
                }
                else if (line.Length == 0)
                {
                    Count(sentence, words, pairs);
                    sentence.Clear();
                }
            }
        }

        var segmenter = TextSegmenter.Load();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(arguments[1], "polnear", "train", "text")).Order(StringComparer.Ordinal))
        {
            foreach (var sentence in segmenter.Enumerate(File.ReadAllText(file)))
            {
                Count([.. sentence.Tokens.Select(t => t.Form)], words, pairs);
            }
        }

        foreach (var file in (string[])["actors/organisations.tsv", "named-groups.tsv", "countries.tsv"])
        {
            foreach (var line in File.ReadLines(Path.Combine(arguments[2], file)).Where(l => l.Length > 0 && l[0] != '#'))
            {
                Join(line.Split('\t')[0].Split([' ', '-', '\''], StringSplitOptions.RemoveEmptyEntries), (a, b) => pairs[(a, b)] = PairsMin);
            }
        }

        foreach (var (file, column) in ((string, int)[])[("events/classes.tsv", 1), ("events/nouns.tsv", 0), ("events/verbs.tsv", 0), ("events/weapons.tsv", 0), ("nouns.tsv", 0)])
        {
            foreach (var line in File.ReadLines(Path.Combine(arguments[2], file)).Where(l => l.Length > 0 && l[0] != '#'))
            {
                foreach (var word in line.Split('\t')[column].Split([' ', '-', '|']).Where(w => w.Length > 2 && w.All(char.IsAsciiLetterLower)))
                {
                    words.TryAdd(word, new Dictionary<string, int>(StringComparer.Ordinal) { [word] = 1 });
                }
            }
        }

        Write(arguments[0], words, pairs);
        return 0;
    }

    private static void Count(List<string> sentence, Dictionary<string, Dictionary<string, int>> words, Dictionary<(string, string), int> pairs)
    {
        // A headline writes all its words large, and says nothing of how they are written.
        var large = sentence.Count(w => char.IsUpper(w[0]));
        if (large * 2 > sentence.Count(w => char.IsLetter(w[0])))
        {
            return;
        }

        for (var i = 1; i < sentence.Count; i++)
        {
            var word = sentence[i];
            if (word.Length is < 2 or > WordLengthMax || !word.All(char.IsLetter) || !char.IsLetter(sentence[i - 1][0]))
            {
                continue;
            }

            var lower = word.ToLowerInvariant();
            if (!words.TryGetValue(lower, out var forms))
            {
                words[lower] = forms = new Dictionary<string, int>(StringComparer.Ordinal);
            }

            forms[word] = forms.GetValueOrDefault(word) + 1;
            if (i > 1 && sentence[i - 1].All(char.IsLetter))
            {
                var pair = (sentence[i - 1].ToLowerInvariant(), lower);
                pairs[pair] = pairs.GetValueOrDefault(pair) + (char.IsUpper(word[0]) && char.IsUpper(sentence[i - 1][0]) ? 1 : -1);
            }
        }
    }

    private static void Join(string[] name, Action<string, string> add)
    {
        for (var i = 0; i + 1 < name.Length; i++)
        {
            if (name[i].Length > 1 && name[i + 1].Length > 1 && char.IsUpper(name[i][0]) && char.IsUpper(name[i + 1][0]))
            {
                add(name[i].ToLowerInvariant(), name[i + 1].ToLowerInvariant());
            }
        }
    }

    private static void Write(string path, Dictionary<string, Dictionary<string, int>> words, Dictionary<(string, string), int> pairs)
    {
        var usual = words.ToDictionary(w => w.Key, w => w.Value.OrderByDescending(f => f.Value).ThenBy(f => f.Key, StringComparer.Ordinal).First().Key, StringComparer.Ordinal);

        // Small words first: what the others are guessed to be depends on them.
        var small = usual.Values.Where(w => char.IsLower(w[0])).ToList();
        var lexicon = new CaseLexicon(small);
        var listed = usual.Where(u => u.Value == u.Key || (lexicon.Guess(u.Key) is var guess && guess != u.Value && !(guess == u.Key && words[u.Key][u.Value] < SureMin))).Select(u => u.Value).ToList();
        var all = new CaseLexicon(listed);
        using var output = new StreamWriter(path) { NewLine = "\n" };
        output.WriteLine("# How words are usually written, for text in capitals: words that the reader would guess wrongly, and pairs that are a name or part of one.");
        output.WriteLine("# Origin: counted by train-casing in UD English EWT (CC BY-SA 4.0) and GUM, and in PolNeAR's training articles (words only), and Tocsin's own lists of names.");
        output.WriteLine("# Licence: CC BY-SA 4.0.");
        foreach (var word in listed.Order(StringComparer.Ordinal))
        {
            output.WriteLine(word);
        }

        foreach (var (pair, count) in pairs.OrderBy(p => p.Key.Item1, StringComparer.Ordinal).ThenBy(p => p.Key.Item2, StringComparer.Ordinal))
        {
            if (count >= PairsMin && (all.IsSmall(pair.Item1) || all.IsSmall(pair.Item2)))
            {
                output.WriteLine($"{pair.Item1} {pair.Item2}");
            }
        }
    }
}
