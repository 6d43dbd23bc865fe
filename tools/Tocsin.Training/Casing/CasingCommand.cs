using Tocsin.Language.Casing;
using Tocsin.Language.Tokenization;

namespace Tocsin.Training.Casing;

/// <summary>Counts how words are written, for text in capitals.</summary>
/// <remarks>
/// A word counts inside a sentence, not at its start and not in headlines. A word that is mostly small outside of longer names ("the patrol",
/// not "Border Patrol") is small. Listed are words that the reader's guess would get wrong, and pairs of words that
/// are mostly written with two capitals though one of them by itself is not.
/// </remarks>
internal static class CasingCommand
{
    private const int WordLengthMax = 24;
    private const int PairsMin = 2;

    /// <summary>Seen less often outside of longer names, a word is written as it is written anywhere.</summary>
    private const int AloneMin = 3;

    /// <summary>A word written small less often than once in so many times is part of names that somebody wrote carelessly: "los angeles".</summary>
    private const int SmallShareOf = 4;

    /// <summary>A capital met less often than this says nothing against a word that looks inflected: "Priests".</summary>
    private const int SureMin = 5;

    /// <summary>train-casing OUT DATA LISTS: DATA has ud/ and polnear/; LISTS is the folder of the project's own lists, whose names count as pairs.</summary>
    public static int Train(string[] arguments)
    {
        var alone = new Dictionary<string, Dictionary<string, int>>(StringComparer.Ordinal);
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
                    Count(sentence, words, alone, pairs);
                    sentence.Clear();
                }
            }
        }

        var segmenter = TextSegmenter.Load();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(arguments[1], "polnear", "train", "text")).Order(StringComparer.Ordinal))
        {
            foreach (var sentence in segmenter.Enumerate(File.ReadAllText(file)))
            {
                Count([.. sentence.Tokens.Select(t => t.Form)], words, alone, pairs);
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
                    // What our lists call a common noun is one, whatever names it is part of: "Border Patrol".
                    if (!words.ContainsKey(word) || !alone.TryGetValue(word, out var forms) || forms.GetValueOrDefault(word) * 2 >= forms.Values.Sum())
                    {
                        words[word] = new Dictionary<string, int>(StringComparer.Ordinal) { [word] = SureMin };
                    }
                }
            }
        }

        foreach (var (lower, forms) in alone.Where(a => a.Value.GetValueOrDefault(a.Key) is var small && small >= AloneMin && small * 2 > a.Value.Values.Sum() && small * SmallShareOf >= words[a.Key].Values.Sum()))
        {
            words[lower] = forms;
        }

        Write(arguments[0], words, pairs);
        return 0;
    }

    /// <summary>score-casing GOLD.conllu…: the share of words that come back as they were written, from the same text in capitals.</summary>
    public static int Score(string[] arguments)
    {
        var (segmenter, restorer) = (TextSegmenter.Load(), new CaseRestorer());
        var (right, words) = (0, 0);
        foreach (var text in arguments.SelectMany(File.ReadLines).Where(l => l.StartsWith("# text = ", StringComparison.Ordinal)).Select(l => l[9..]))
        {
            var capitals = text.ToUpperInvariant();
            var (read, _) = restorer.Restore(capitals, segmenter.Split(capitals));
            for (var at = 0; at < text.Length && read.Length == text.Length;)
            {
                var end = at;
                while (end < text.Length && char.IsLetter(text[end]))
                {
                    end++;
                }

                // The first word of a sentence tells nothing.
                words += end > at + 1 && at > 0 ? 1 : 0;
                right += end > at + 1 && at > 0 && text.AsSpan(at, end - at).SequenceEqual(read.AsSpan(at, end - at)) ? 1 : 0;
                at = end + 1;
            }
        }

        Console.WriteLine(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{100.0 * right / Math.Max(1, words):F2} % of {words} words as written"));
        return 0;
    }

    private static void Count(List<string> sentence, Dictionary<string, Dictionary<string, int>> words, Dictionary<string, Dictionary<string, int>> alone, Dictionary<(string, string), int> pairs)
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
            CountForm(words, lower, word);
            if (char.IsLower(word[0]) || !(char.IsUpper(sentence[i - 1][0]) || (i + 1 < sentence.Count && char.IsUpper(sentence[i + 1][0]))))
            {
                CountForm(alone, lower, word);
            }

            if (i > 1 && sentence[i - 1].All(char.IsLetter))
            {
                var pair = (sentence[i - 1].ToLowerInvariant(), lower);
                pairs[pair] = pairs.GetValueOrDefault(pair) + (char.IsUpper(word[0]) && char.IsUpper(sentence[i - 1][0]) ? 1 : -1);
            }
        }
    }

    private static void CountForm(Dictionary<string, Dictionary<string, int>> into, string lower, string word)
    {
        if (!into.TryGetValue(lower, out var forms))
        {
            into[lower] = forms = new Dictionary<string, int>(StringComparer.Ordinal);
        }

        forms[word] = forms.GetValueOrDefault(word) + 1;
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
