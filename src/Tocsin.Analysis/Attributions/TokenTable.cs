using Tocsin.Language;
using Tocsin.Language.Quotes;

namespace Tocsin.Analysis.Attributions;

/// <summary>All tokens of a text in one row of numbers, with what the span model asks of each.</summary>
internal sealed class TokenTable
{
    public TokenTable(ParsedText parsed)
    {
        Parsed = parsed;
        Count = parsed.Sentences.Sum(s => s.Tokens.Length);
        Tokens = new Token[Count];
        Head = new int[Count];
        Sentence = new int[Count];
        SentenceStart = new int[parsed.Sentences.Length + 1];
        Paragraph = new int[parsed.Sentences.Length];
        Quote = new int[Count];
        Nested = new bool[Count];
        Quotations = QuoteMatcher.Match(parsed);
        var first = 0;
        var paragraph = 0;
        for (var s = 0; s < parsed.Sentences.Length; s++)
        {
            var tokens = parsed.Sentences[s].Tokens;
            paragraph += s > 0 && parsed.Sentences[s].StartsParagraph ? 1 : 0;
            Paragraph[s] = paragraph;
            SentenceStart[s] = first;
            for (var i = 0; i < tokens.Length; i++)
            {
                Tokens[first + i] = tokens[i];
                Head[first + i] = tokens[i].Head < 0 ? -1 : first + tokens[i].Head;
                Sentence[first + i] = s;
            }

            first += tokens.Length;
        }

        SentenceStart[^1] = first;
        MarkQuotes();
    }

    public ParsedText Parsed { get; }

    public Quotations Quotations { get; }

    public int Count { get; }

    public Token[] Tokens { get; }

    /// <summary>Index of the head over the whole text; -1 for a root.</summary>
    public int[] Head { get; }

    /// <summary>Sentence of each token.</summary>
    public int[] Sentence { get; }

    /// <summary>First token of each sentence, then the number of tokens.</summary>
    public int[] SentenceStart { get; }

    /// <summary>Paragraph of each sentence.</summary>
    public int[] Paragraph { get; }

    /// <summary>Outermost quotation of each token, marks included; -1 for none.</summary>
    public int[] Quote { get; }

    /// <summary>The token is in a quotation inside a quotation.</summary>
    public bool[] Nested { get; }

    public bool IsWord(int token) => char.IsLetterOrDigit(Tokens[token].Form[0]) || (Tokens[token].Form.Length > 1 && char.IsLetterOrDigit(Tokens[token].Form[^1]));

    private void MarkQuotes()
    {
        Array.Fill(Quote, -1);
        var outermost = Quotations.Outermost;
        for (int token = 0, quote = 0; token < Count && quote < outermost.Length;)
        {
            var span = Tokens[token].Span;
            if (span.Start >= outermost[quote].Span.End)
            {
                quote++;
            }
            else
            {
                Quote[token] = span.End > outermost[quote].Span.Start ? quote : -1;
                token++;
            }
        }

        var from = 0;
        foreach (var quotation in Quotations.All)
        {
            if (quotation.Depth == 1)
            {
                while (from < Count && Tokens[from].Span.End <= quotation.Span.Start)
                {
                    from++;
                }

                for (var i = from; i < Count && Tokens[i].Span.Start < quotation.Span.End; i++)
                {
                    Nested[i] = true;
                }
            }
        }
    }
}
