using System.Collections.Immutable;
using System.Globalization;

namespace Tocsin.Language.Casing;

/// <summary>Gives text in capitals the case that its words usually have, so that it is read like any other. Every character stays in its place.</summary>
/// <remarks>
/// A sentence is in capitals where almost all its letters are and some of its words are usually written small; "NATO HQ" is none. What an abbreviation
/// in brackets stands for is a name there and from then on: "THE NATIONAL LIBERATION FRONT (NLF)". Thread-safe; the list is loaded when first needed.
/// </remarks>
internal sealed class CaseRestorer
{
    private const double CapitalsShareMin = 0.9;
    private const int LettersMin = 10;
    private const int AbbreviationLengthMax = 6;
    private const int RememberedLengthMin = 4;
    private const int LongNameWordsMax = 10;

    private readonly Lazy<CaseLexicon> _lexicon;

    public CaseRestorer()
        : this(CaseLexicon.Load)
    {
    }

    public CaseRestorer(Func<CaseLexicon> load) => _lexicon = new Lazy<CaseLexicon>(load);

    /// <summary>The text to read and its sentences; those given where nothing is in capitals.</summary>
    public (string Text, ImmutableArray<Sentence> Sentences) Restore(string text, ImmutableArray<Sentence> sentences)
    {
        char[]? copy = null;
        ImmutableArray<Sentence>.Builder? result = null;
        var names = new HashSet<(string, string)>();
        var abbreviations = new HashSet<string>(StringComparer.Ordinal);
        for (var s = 0; s < sentences.Length; s++)
        {
            var sentence = sentences[s];
            if (!IsMostlyCapitals(text.AsSpan(sentence.Span.Start, sentence.Span.Length)) || !HasSmallWord(sentence))
            {
                continue;
            }

            copy ??= text.ToCharArray();
            if (result is null)
            {
                result = ImmutableArray.CreateBuilder<Sentence>(sentences.Length);
                result.AddRange(sentences);
            }

            Write(sentence, copy, names, abbreviations);
            result[s] = With(sentence, copy);
        }

        return copy is null ? (text, sentences) : (new string(copy), result!.MoveToImmutable());
    }

    private static bool IsMostlyCapitals(ReadOnlySpan<char> text)
    {
        var (letters, capitals) = (0, 0);
        foreach (var c in text)
        {
            letters += char.IsLetter(c) ? 1 : 0;
            capitals += char.IsUpper(c) ? 1 : 0;
        }

        return letters >= LettersMin && capitals >= letters * CapitalsShareMin;
    }

    /// <summary>Two words in four or more, or one in three, are usually written small.</summary>
    private bool HasSmallWord(Sentence sentence)
    {
        var (small, words) = (0, 0);
        foreach (var token in sentence.Tokens)
        {
            if (token.Form.Length > 1 && char.IsLetter(token.Form[0]))
            {
                words++;
                small += _lexicon.Value.IsSmall(token.Form.ToLowerInvariant()) ? 1 : 0;
            }
        }

        return words >= 3 && small * 4 >= words;
    }

    private void Write(Sentence sentence, char[] text, HashSet<(string, string)> names, HashSet<string> abbreviations)
    {
        var tokens = sentence.Tokens;
        var lower = new string[tokens.Length];
        for (var i = 0; i < tokens.Length; i++)
        {
            lower[i] = tokens[i].Form.ToLowerInvariant();
        }

        var isName = new bool[tokens.Length];
        var isAbbreviation = new bool[tokens.Length];
        LearnAbbreviations(lower, isName, isAbbreviation, names);
        LearnLongNames(lower, isName, isAbbreviation, names);
        for (var i = 0; i < lower.Length; i++)
        {
            // "UP" is a party and a word; a longer one that was explained is the party from then on.
            if (isAbbreviation[i] && lower[i].Length >= RememberedLengthMin)
            {
                abbreviations.Add(lower[i]);
            }

            isAbbreviation[i] |= abbreviations.Contains(lower[i]);
        }

        for (var i = 0; i + 1 < tokens.Length; i++)
        {
            if (_lexicon.Value.IsName(lower[i], lower[i + 1]) || names.Contains((lower[i], lower[i + 1])))
            {
                isName[i] = isName[i + 1] = true;
            }
        }

        for (var i = 0; i < tokens.Length; i++)
        {
            // "ON 7 MAY", "MARCH 9": the month, and no verb.
            isName[i] |= lower[i] is "may" or "march" && ((i > 0 && IsDay(lower[i - 1])) || (i + 1 < tokens.Length && IsDay(lower[i + 1])));
        }

        var starts = true;
        for (var i = 0; i < tokens.Length; i++)
        {
            var written = text.AsSpan(tokens[i].Span.Start, tokens[i].Span.Length);
            if (written.Length != lower[i].Length)
            {
                continue;
            }

            if (!isAbbreviation[i])
            {
                Write(written, lower[i], isName[i], starts, Continues(tokens, i));
            }

            starts &= !written.ContainsAnyInRange('0', '9') && written.IndexOfAnyInRange('A', 'z') < 0;
        }
    }

    private static bool IsDay(string word) => word.Length is 1 or 2 && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var day) && day is >= 1 and <= 31;

    /// <summary>True for the second part of a contraction: "N'T", "'S".</summary>
    private static bool Continues(ImmutableArray<Token> tokens, int index) =>
        index > 0 && tokens[index - 1].Span.End == tokens[index].Span.Start && tokens[index].Form.AsSpan().IndexOfAny('\'', '’') is 0 or 1;

    /// <summary>"NATIONAL LIBERATION FRONT (NLF)": the words whose initials make the abbreviation, in whatever order another language has them, are a name.</summary>
    private static void LearnAbbreviations(string[] lower, bool[] isName, bool[] isAbbreviation, HashSet<(string, string)> names)
    {
        for (var open = 1; open + 2 < lower.Length; open++)
        {
            if (lower[open] is not ("(" or "[") || lower[open + 2] is not (")" or "]") || lower[open + 1].Length is < 2 or > AbbreviationLengthMax)
            {
                continue;
            }

            var wanted = lower[open + 1].ToList();
            var first = open - 1;
            for (; first >= 0 && wanted.Count > 0 && open - first <= (2 * lower[open + 1].Length) + 2 && (char.IsLetter(lower[first][0]) || lower[first] is "\"" or "-"); first--)
            {
                wanted.Remove(lower[first][0]);
            }

            // "GROUP ASSERTS THAT THE NEW MOVEMENT (GAM)" would be chance.
            if (wanted.Count > 0 || lower[(first + 1)..open].Count(w => !IsSmallInNames(w)) > lower[open + 1].Length + 1)
            {
                continue;
            }

            for (var i = first + 1; i < open; i++)
            {
                isName[i] = !IsSmallInNames(lower[i]);
                if (i + 1 < open && !IsSmallInNames(lower[i]) && !IsSmallInNames(lower[i + 1]))
                {
                    names.Add((lower[i], lower[i + 1]));
                }
            }

            isAbbreviation[open + 1] = true;
        }
    }

    /// <summary>"NLF [NATIONAL LIBERATION FRONT]": the abbreviation first, and in brackets the words whose initials it holds.</summary>
    private static void LearnLongNames(string[] lower, bool[] isName, bool[] isAbbreviation, HashSet<(string, string)> names)
    {
        for (var open = 1; open + 3 < lower.Length; open++)
        {
            var close = lower[open] is "(" or "[" && lower[open - 1].Length is >= 2 and <= AbbreviationLengthMax ? open + 1 : lower.Length;
            while (close < lower.Length && close - open <= LongNameWordsMax && lower[close] is not (")" or "]" or "(" or "["))
            {
                close++;
            }

            if (close >= lower.Length || lower[close] is not (")" or "]"))
            {
                continue;
            }

            var left = lower[open - 1].ToList();
            var words = Enumerable.Range(open + 1, close - open - 1).Where(i => !IsSmallInNames(lower[i])).ToList();
            if (words.Count < 2 || !words.TrueForAll(i => left.Remove(lower[i][0])))
            {
                continue;
            }

            isAbbreviation[open - 1] = true;
            foreach (var i in words)
            {
                isName[i] = true;
                if (words.Contains(i + 1))
                {
                    names.Add((lower[i], lower[i + 1]));
                }
            }
        }
    }

    private static bool IsSmallInNames(string lower) => lower is "of" or "the" or "for" or "and" or "in" or "to" or "de" or "la" or "a";

    private void Write(Span<char> target, string lower, bool isName, bool starts, bool continues)
    {
        for (var i = 0; i < lower.Length;)
        {
            if (!char.IsLetter(lower[i]))
            {
                i++;
                continue;
            }

            var end = i;
            while (end < lower.Length && char.IsLetter(lower[end]))
            {
                end++;
            }

            var run = lower[i..end];
            var form = continues || (i > 0 && char.IsAsciiDigit(lower[i - 1])) ? run
                : run.Length == 1 ? Single(lower, i)
                : _lexicon.Value.Usual(run);
            form.CopyTo(target[i..]);
            if (isName || (starts && i == 0))
            {
                target[i] = char.ToUpperInvariant(target[i]);
            }

            i = end;
        }
    }

    /// <summary>"A" alone is the article; "I", an initial and the letter of "M-19" are capitals.</summary>
    private static string Single(string lower, int at) =>
        lower == "a" ? "a" : char.ToUpperInvariant(lower[at]).ToString();

    private static Sentence With(Sentence sentence, char[] text) => new(
        [.. sentence.Tokens.Select(t => Token.Unanalyzed(t.Span, t.Form.Length == t.Span.Length ? new string(text, t.Span.Start, t.Span.Length) : t.Form))],
        sentence.Names,
        sentence.Contractions,
        sentence.StartsParagraph);
}
