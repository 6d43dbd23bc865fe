using System.Text;

namespace Tocsin.Training.Events;

/// <summary>Gives upper-case text the case that its words usually have. Every character stays in its place.</summary>
internal sealed class TrueCaser
{
    private readonly Dictionary<string, string> _usual = new(StringComparer.Ordinal);

    /// <summary>Pairs of words that are mostly written with capitals: "shining path".</summary>
    private readonly HashSet<(string, string)> _names = [];

    /// <param name="corpora">CoNLL-U files; the form column is counted, first words of sentences left out.</param>
    public TrueCaser(IEnumerable<string> corpora)
    {
        var counts = new Dictionary<string, Dictionary<string, int>>(StringComparer.Ordinal);
        var pairs = new Dictionary<(string, string), int>();
        var before = "";
        foreach (var line in corpora.SelectMany(File.ReadLines))
        {
            var fields = line.Split('\t');
            if (fields.Length > 1 && fields[1].Length > 1 && fields[1].Any(char.IsLetter))
            {
                var mixed = fields[1].Any(char.IsLower);
                if (before.Length > 1 && fields[0] != "1" && mixed && before.Any(char.IsLower))
                {
                    var pair = (before.ToLowerInvariant(), fields[1].ToLowerInvariant());
                    pairs[pair] = pairs.GetValueOrDefault(pair) + (char.IsUpper(before[0]) && char.IsUpper(fields[1][0]) ? 1 : -1);
                }

                before = fields[1];
            }
            else
            {
                before = "";
            }

            if (fields.Length < 2 || fields[0] == "1" || !int.TryParse(fields[0], out _) || fields[1].Length == 0 || (fields[1].Length > 1 && fields[1].All(c => char.IsUpper(c) || !char.IsLetter(c)) && fields[1].Length > 5))
            {
                continue;
            }

            var lower = fields[1].ToLowerInvariant();
            if (!counts.TryGetValue(lower, out var forms))
            {
                counts[lower] = forms = new Dictionary<string, int>(StringComparer.Ordinal);
            }

            forms[fields[1]] = forms.GetValueOrDefault(fields[1]) + 1;
        }

        _names.UnionWith(pairs.Where(p => p.Value > 1).Select(p => p.Key));
        foreach (var (lower, forms) in counts)
        {
            _usual[lower] = forms.OrderByDescending(f => f.Value).ThenBy(f => f.Key, StringComparer.Ordinal).First().Key;
        }
    }

    public string Restore(string text)
    {
        var result = new StringBuilder(text.Length);
        var starts = true;
        for (var i = 0; i < text.Length;)
        {
            if (!char.IsLetter(text[i]))
            {
                starts |= text[i] is '.' or '!' or '?' or '\n';
                result.Append(text[i++]);
                continue;
            }

            var end = i;
            while (end < text.Length && char.IsLetter(text[end]))
            {
                end++;
            }

            var word = text[i..end];
            var restored = Word(word);
            if (IsName(text, i, end))
            {
                restored = restored.Length > 1 && restored.All(char.IsUpper) ? restored : char.ToUpperInvariant(restored[0]) + restored[1..];
            }

            result.Append(starts ? char.ToUpperInvariant(restored[0]) + restored[1..] : restored);
            starts = false;
            i = end;
        }

        return result.ToString();
    }

    /// <summary>True where the word and its neighbour on either side are usually a name.</summary>
    private bool IsName(string text, int start, int end)
    {
        var word = text[start..end].ToLowerInvariant();
        var next = end + 1;
        while (next < text.Length && char.IsLetter(text[next]))
        {
            next++;
        }

        var last = start - 1;
        while (last > 0 && char.IsLetter(text[last - 1]))
        {
            last--;
        }

        return (end < text.Length && text[end] == ' ' && _names.Contains((word, text[(end + 1)..next].ToLowerInvariant())))
            || (start > 1 && text[start - 1] == ' ' && _names.Contains((text[last..(start - 1)].ToLowerInvariant(), word)));
    }

    private string Word(string word)
    {
        var lower = word.ToLowerInvariant();
        if (_usual.TryGetValue(lower, out var usual))
        {
            return usual;
        }

        // Short and without vowels, or very short, is an abbreviation; any other unknown word is a name, unless its ending says otherwise.
        if (word.Length <= 3 || (word.Length <= 6 && !lower.Any(c => c is 'a' or 'e' or 'i' or 'o' or 'u')))
        {
            return word.ToUpperInvariant();
        }

        foreach (var (ending, stem) in ((string, string)[])[("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("s", ""), ("es", ""), ("ly", ""), ("er", ""), ("ers", ""), ("ies", "y"), ("ied", "y")])
        {
            if (lower.EndsWith(ending, StringComparison.Ordinal) && _usual.TryGetValue(lower[..^ending.Length] + stem, out var known) && char.IsLower(known[0]))
            {
                return lower;
            }
        }

        return char.ToUpperInvariant(word[0]) + lower[1..];
    }
}
