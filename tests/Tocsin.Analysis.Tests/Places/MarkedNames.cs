using System.Collections.Immutable;
using Tocsin.Language;

namespace Tocsin.Tests.Places;

/// <summary>Text with names marked as a tagger would find them: "{loc:Baghdad} police and {per:Ali Hassan}". One sentence and paragraph a line.</summary>
/// <remarks>Words carry tags but no tree: PROPN for a capital inside a sentence or a mark, ADP and DET for a few words, NOUN for the rest.</remarks>
internal static class MarkedNames
{
    public static ParsedText Parse(string marked)
    {
        var text = new System.Text.StringBuilder();
        var names = new List<(int Start, int End, NameTag Tag)>();
        for (var i = 0; i < marked.Length; i++)
        {
            if (marked[i] != '{')
            {
                text.Append(marked[i]);
                continue;
            }

            var end = marked.IndexOf('}', i);
            var tag = marked[(i + 1)..(i + 4)] switch { "loc" => NameTag.Location, "per" => NameTag.Person, "org" => NameTag.Organization, _ => NameTag.Other };
            names.Add((text.Length, text.Length + end - i - 5, tag));
            text.Append(marked, i + 5, end - i - 5);
            i = end;
        }

        var sentences = ImmutableArray.CreateBuilder<Sentence>();
        var at = 0;
        foreach (var line in text.ToString().Split('\n'))
        {
            if (line.Length > 0)
            {
                sentences.Add(Read(text.ToString(), at, at + line.Length, names));
            }

            at += line.Length + 1;
        }

        return new ParsedText(text.ToString(), sentences.ToImmutable());
    }

    private static Sentence Read(string text, int start, int end, List<(int Start, int End, NameTag Tag)> names)
    {
        var tokens = ImmutableArray.CreateBuilder<Token>();
        for (var i = start; i < end;)
        {
            var last = i;
            while (last < end && (char.IsLetterOrDigit(text[last]) || IsInside(text, last, i, end)))
            {
                last++;
            }

            last = Math.Max(last, i + 1);
            if (!char.IsWhiteSpace(text[i]))
            {
                var form = text[i..last];
                var isName = names.Exists(n => n.Start <= i && last <= n.End);
                var upos = isName || (char.IsUpper(form[0]) && i > start) ? "PROPN" : form is "in" or "at" or "near" or "from" or "to" or "of" ? "ADP" : form is "the" or "a" ? "DET" : "NOUN";
                tokens.Add(new Token(new TextSpan(i, last - i), form, form, upos, "_", "_", -1, "_"));
            }

            i = last;
        }

        var spans = ImmutableArray.CreateBuilder<NameSpan>();
        foreach (var (nameStart, nameEnd, tag) in names)
        {
            var first = tokens.FindIndex(t => t.Span.Start == nameStart);
            var final = tokens.FindIndex(t => t.Span.End == nameEnd);
            if (nameStart >= start && nameEnd <= end)
            {
                spans.Add(new NameSpan(first, final - first + 1, tag, 1));
            }
        }

        return new Sentence(tokens.ToImmutable(), spans.ToImmutable(), [], startsParagraph: true);
    }

    // A hyphen between letters, or a full stop behind a single capital: "al-Assad", "U.S.".
    private static bool IsInside(string text, int at, int start, int end) =>
        at > start && ((text[at] is '-' && at + 1 < end && char.IsLetter(text[at + 1])) || (text[at] is '.' && char.IsUpper(text[at - 1]) && (at - start == 1 || text[at - 2] == '.')));

    private static int FindIndex(this ImmutableArray<Token>.Builder tokens, Func<Token, bool> isIt)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            if (isIt(tokens[i]))
            {
                return i;
            }
        }

        throw new ArgumentException("A mark has to begin and end with a word.");
    }
}
