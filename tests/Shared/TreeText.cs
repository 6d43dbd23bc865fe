using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Tocsin.Language;

namespace Tocsin.Tests;

/// <summary>Sentences with trees in short form, one sentence a line: "form/lemma/UPOS/xpos/head/deprel" for each word, heads counted from 1, 0 for the root.</summary>
/// <remarks>The text is the forms with one space between, sentences parted by a space. Features are "_"; a slash inside a word can't be written.</remarks>
internal static class TreeText
{
    public static ParsedText Parse(string lines)
    {
        var text = new StringBuilder();
        var sentences = ImmutableArray.CreateBuilder<Sentence>();
        foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var tokens = ImmutableArray.CreateBuilder<Token>();
            foreach (var word in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var fields = word.Split('/');
                var span = new TextSpan(text.Length, fields[0].Length);
                tokens.Add(new Token(span, fields[0], fields[1], fields[2], fields[3], "_", int.Parse(fields[4], CultureInfo.InvariantCulture) - 1, fields[5]));
                text.Append(fields[0]).Append(' ');
            }

            sentences.Add(new Sentence(tokens.ToImmutable(), [], [], startsParagraph: false));
        }

        return new ParsedText(text.ToString(), sentences.ToImmutable());
    }
}
