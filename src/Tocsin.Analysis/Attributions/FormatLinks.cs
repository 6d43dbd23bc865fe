using System.Buffers;
using System.Collections.Immutable;
using Tocsin.Language;
using Tocsin.Language.Quotes;

namespace Tocsin.Analysis.Attributions;

/// <summary>Attributions that a format makes and no verb: "NAME: …" in transcripts and headlines, "… ― Name" under a quotation, a party's name above its own text.</summary>
internal sealed class FormatLinks(CueLexicon lexicon)
{
    private static readonly SearchValues<char> NotInNames = SearchValues.Create(".!?\"“”");
    private readonly IssuedTexts _issued = new(lexicon);
    private const int LabelWordsMax = 5;
    private const int SignatureLengthMax = 80;
    private const int ParagraphsAfterLastLabelMax = 3;

    private readonly record struct Line(int Start, int End)
    {
        public TextSpan Span => TextSpan.FromBounds(Start, End);
    }

    public List<Link> Find(ParsedText parsed, Quotations quotations)
    {
        var found = new List<Link>();
        if (parsed.Sentences.Length == 0)
        {
            return found;
        }

        var lines = Lines(parsed.Text);
        FindLabels(parsed, lines, found);
        var labelled = found.Count > 0;
        FindSignatures(parsed, quotations, lines, found);
        if (!labelled && _issued.Find(parsed, quotations, [.. lines.Select(l => l.Span)]) is { } issued)
        {
            found.Add(issued);
        }

        return found;
    }

    private static List<Line> Lines(string text)
    {
        var lines = new List<Line>();
        var start = 0;
        while (start < text.Length)
        {
            var end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end;
            var (first, last) = (start, end);
            while (first < last && char.IsWhiteSpace(text[first]))
            {
                first++;
            }

            while (last > first && char.IsWhiteSpace(text[last - 1]))
            {
                last--;
            }

            if (first < last)
            {
                lines.Add(new Line(first, last));
            }

            start = end + 1;
        }

        return lines;
    }

    /// <summary>A transcript has at least two labels in capitals; a single one counts in a headline, where it names someone.</summary>
    private void FindLabels(ParsedText parsed, List<Line> lines, List<Link> found)
    {
        var text = parsed.Text;
        var labels = lines.Select(l => LineStart.Label(text, l.Start, l.End)).ToList();
        var capitals = labels.Where(l => l > 0).Count();
        var lastLabel = labels.FindLastIndex(l => l > 0);
        for (var i = 0; i < lines.Count; i++)
        {
            var transcript = labels[i] > 0 && capitals >= 2;
            var colon = transcript ? labels[i] : i == 0 ? HeadlineLabel(parsed, lines[i]) : -1;
            if (colon < 0)
            {
                continue;
            }

            var content = new List<TextSpan> { SpanMaker.Trim(text, TextSpan.FromBounds(colon + 1, lines[i].End)) with { } };
            if (transcript)
            {
                for (var next = i + 1; next < lines.Count && labels[next] < 0 && (i < lastLabel || next <= i + ParagraphsAfterLastLabelMax); next++)
                {
                    content.Add(lines[next].Span);
                }
            }

            content.RemoveAll(c => c.Length == 0);
            if (content.Count > 0)
            {
                var sentence = parsed.SentenceAt(lines[i].Start);
                found.Add(new Link(sentence, 0, null, [SpanMaker.Trim(text, TextSpan.FromBounds(lines[i].Start, colon))], [new TextSpan(colon, 1)], [.. content]));
            }
        }
    }

    private int HeadlineLabel(ParsedText parsed, Line line)
    {
        var text = parsed.Text;
        var colon = text.IndexOf(':', line.Start, line.End - line.Start);
        if (colon < 0 || colon + 2 >= line.End || text[colon + 1] != ' ' || text.AsSpan(line.Start, colon - line.Start).Count(' ') >= LabelWordsMax || line.End - line.Start > 160)
        {
            return -1;
        }

        var sentence = parsed.Sentences[parsed.SentenceAt(line.Start)];
        if (Enumerable.Range(0, sentence.Tokens.Length).Any(t => sentence.Tokens[t].Span.End <= colon && sentence.IsVerb(t)))
        {
            return -1;
        }

        var named = sentence.Names.Any(n => n.Tag is NameTag.Person or NameTag.Organization && sentence.Tokens[n.First].Span.End <= colon && sentence.Tokens[n.First + n.Count - 1].Span.End == colon);
        if (named)
        {
            return colon;
        }

        for (var i = sentence.Tokens.Length - 1; i >= 0; i--)
        {
            if (sentence.Tokens[i].Span.End <= colon && !sentence.IsPunctuation(i))
            {
                return lexicon.KindOf(sentence.Lemma(i)) is not null || lexicon.KindOf(sentence.Tokens[i].Form.ToLowerInvariant()) is not null || SourceReading.IsPersonNoun(sentence.Tokens[i].Form.ToLowerInvariant()) ? colon : -1;
            }
        }

        return -1;
    }

    private static void FindSignatures(ParsedText parsed, Quotations quotations, List<Line> lines, List<Link> found)
    {
        var text = parsed.Text;
        for (var l = 0; l < lines.Count; l++)
        {
            var line = lines[l];
            for (var i = line.Start; i < line.End; i++)
            {
                if (text[i] is not ('—' or '―' or '–' or '-'))
                {
                    continue;
                }

                var end = i;
                while (end < line.End && text[end] is '—' or '―' or '–' or '-')
                {
                    end++;
                }

                var atStart = i == line.Start;
                var afterQuote = !atStart && EndsQuotation(quotations, text, i) is { } ended ? ended : null;
                var signature = SpanMaker.Trim(text, TextSpan.FromBounds(end, line.End));
                var signs = signature.Length is > 1 and <= SignatureLengthMax && char.IsUpper(text[signature.Start]) && text.AsSpan(signature.Start, signature.Length).IndexOfAny(NotInNames) is var stop && (stop < 0 || stop <= 3)
                    && (text[i] is not '-' || end - i == 2);
                if (signs && (afterQuote is not null || (atStart && l > 0 && text[i] != '-')))
                {
                    var content = afterQuote?.Span ?? (quotations.OutermostAt(lines[l - 1].Start) is var q and >= 0 ? quotations.Outermost[q].Span : lines[l - 1].Span);
                    found.Add(new Link(parsed.SentenceAt(i), 0, null, [signature], [TextSpan.FromBounds(i, end)], [content]));
                }

                i = end;
            }
        }
    }

    private static Quotation? EndsQuotation(Quotations quotations, string text, int position)
    {
        var before = position;
        while (before > 0 && text[before - 1] == ' ')
        {
            before--;
        }

        return before > 0 && quotations.OutermostAt(before - 1) is var q and >= 0 && quotations.Outermost[q].Span.End == before ? quotations.Outermost[q] : null;
    }
}
