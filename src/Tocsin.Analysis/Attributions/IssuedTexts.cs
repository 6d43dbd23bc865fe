using System.Collections.Immutable;
using Tocsin.Language;
using Tocsin.Language.Quotes;

namespace Tocsin.Analysis.Attributions;

/// <summary>Texts that are one party's own words from the heading down: a communiqué, a statement, a post under the party's name, the answers of an interview.</summary>
internal sealed class IssuedTexts(CueLexicon lexicon)
{
    private const int HeadingLinesMax = 5;
    private const int HeadingLengthMax = 120;
    private const int QuestionLengthMax = 160;

    /// <summary>The attribution of all that stands under the heading or under the questions; null where the text is no such text. The name in the heading is source and cue; of an interview the first question mark is the cue.</summary>
    public Link? Find(ParsedText parsed, Quotations quotations, IReadOnlyList<TextSpan> lines) =>
        Communique(parsed, quotations, lines) ?? Interview(parsed, quotations, lines);

    private Link? Communique(ParsedText parsed, Quotations quotations, IReadOnlyList<TextSpan> lines)
    {
        var text = parsed.Text;
        var body = 0;
        while (body < lines.Count && IsHeading(parsed, lines[body]))
        {
            body++;
        }

        if (body is 0 or > HeadingLinesMax || body == lines.Count)
        {
            return null;
        }

        var titled = false;
        TextSpan? issuer = null;
        for (var l = 0; l < body; l++)
        {
            var pieces = Pieces(text, lines[l]);
            titled |= pieces.Exists(p => HasWord(text, p, "text") || HasWord(text, p, "office"));
            issuer ??= pieces.Select(p => AfterTitle(parsed, p)).FirstOrDefault(p => p is not null) ?? (l == 0 && pieces.Count > 0 && IsBody(parsed, pieces[0]) ? pieces[0] : null);
        }

        if (issuer is not { } found || HasWord(text, found, "media") || !(titled || SpeaksOfItself(parsed, quotations, lines.Skip(body))))
        {
            return null;
        }

        return new Link(parsed.SentenceAt(found.Start), 0, null, [found], [found], [.. lines.Skip(body)]) { IsIssued = true };
    }

    /// <summary>Short, with no end of a sentence and no verb that tells anything.</summary>
    private static bool IsHeading(ParsedText parsed, TextSpan line)
    {
        if (line.Length > HeadingLengthMax || parsed.Text[line.End - 1] is '.' or '!' or '?' or ':' or '"' or '”' or '…')
        {
            return false;
        }

        var sentence = parsed.Sentences[parsed.SentenceAt(line.Start)];
        return !sentence.Tokens.Any(t => line.Contains(t.Span) && t.Upos is "VERB" or "AUX" && t.Xpos is "VBD" or "VBZ" or "VBP" or "MD" or "VB");
    }

    /// <summary>The parts of a heading between dashes and bars.</summary>
    private static List<TextSpan> Pieces(string text, TextSpan line)
    {
        var pieces = new List<TextSpan>();
        var start = line.Start;
        for (var i = line.Start; i <= line.End; i++)
        {
            var apart = i == line.End || text[i] is '|' or '—' or '–' or ',' || (text[i] == '-' && text[i - 1] == ' ');
            if (apart && SpanMaker.Trim(text, TextSpan.FromBounds(start, i)) is { Length: > 0 } piece)
            {
                pieces.Add(piece);
            }

            start = apart ? i + 1 : start;
        }

        return pieces;
    }

    /// <summary>"the Ministry of Defence of Russia" of "Statement by the Ministry of Defence of Russia"; null for none.</summary>
    private TextSpan? AfterTitle(ParsedText parsed, TextSpan piece)
    {
        var words = Words(parsed, piece);
        var title = words.FindIndex(w => lexicon.Issued(w.Form.ToLowerInvariant()) == "text");
        for (var i = title + 1; title is >= 0 and <= 3 && i < Math.Min(words.Count - 1, title + 3); i++)
        {
            if (words[i].Form.ToLowerInvariant() is "by" or "of" or "from")
            {
                var issuer = TextSpan.FromBounds(words[i + 1].Span.Start, words[^1].Span.End);
                return IsSomebody(parsed, issuer) ? issuer : null;
            }
        }

        return null;
    }

    /// <summary>A line or a part of one that is the name of a body and nothing else.</summary>
    private bool IsBody(ParsedText parsed, TextSpan piece)
    {
        var sentence = parsed.Sentences[parsed.SentenceAt(piece.Start)];
        var words = Words(parsed, piece);
        return words.Count > 0 && char.IsUpper(words[0].Form[0]) && !words.Exists(w => char.IsDigit(w.Form[0]))
            && (words.Exists(w => lexicon.Issued(w.Form.ToLowerInvariant()) == "body" || lexicon.KindOf(w.Lemma.ToLowerInvariant()) == SourceKind.Institution || lexicon.KindOf(w.Form.ToLowerInvariant()) == SourceKind.Institution)
                || sentence.Names.Any(n => n.Tag == NameTag.Organization && sentence.Tokens[n.First].Span.Start <= words[0].Span.End + 1 && sentence.Tokens[n.First + n.Count - 1].Span.End == piece.End));
    }

    private bool IsSomebody(ParsedText parsed, TextSpan issuer)
    {
        var sentence = parsed.Sentences[parsed.SentenceAt(issuer.Start)];
        return sentence.Names.Any(n => issuer.Overlaps(sentence.Tokens[n.First].Span)) || Words(parsed, issuer).Exists(w => lexicon.KindOf(w.Lemma.ToLowerInvariant()) == SourceKind.Institution);
    }

    private bool HasWord(string text, TextSpan piece, string kind) =>
        piece.In(text).Split([' ', '.', '’', '\''], StringSplitOptions.RemoveEmptyEntries).Any(word => lexicon.Issued(word.ToLowerInvariant()) == kind);

    private static List<Token> Words(ParsedText parsed, TextSpan piece) =>
        [.. parsed.Sentences[parsed.SentenceAt(piece.Start)].Tokens.Where(t => piece.Contains(t.Span) && t.Span.Length > 0 && char.IsLetterOrDigit(t.Form[0]))];

    /// <summary>"our units", "we call on": outside quotation marks, so that whoever wrote the text is meant.</summary>
    private static bool SpeaksOfItself(ParsedText parsed, Quotations quotations, IEnumerable<TextSpan> lines) =>
        lines.Any(line => SentencesIn(parsed, line).Any(s => s.Tokens.Any(t => t.Upos == "PRON" && t.Form.ToLowerInvariant() is "we" or "our" or "us" or "i" or "my" && line.Contains(t.Span) && !quotations.Inside(t.Span.Start))));

    private static IEnumerable<Sentence> SentencesIn(ParsedText parsed, TextSpan line)
    {
        for (var s = parsed.SentenceAt(line.Start); s < parsed.Sentences.Length && parsed.Sentences[s].Span.Start < line.End; s++)
        {
            yield return parsed.Sentences[s];
        }
    }

    /// <summary>Questions that stand on lines of their own, and answers in the first person.</summary>
    private Link? Interview(ParsedText parsed, Quotations quotations, IReadOnlyList<TextSpan> lines)
    {
        var text = parsed.Text;
        var questions = new List<int>();
        for (var l = 1; l < lines.Count - 1; l++)
        {
            if (text[lines[l].End - 1] == '?' && lines[l].Length <= QuestionLengthMax && !quotations.Inside(lines[l].Start) && LineStart.Label(text, lines[l].Start, lines[l].End) < 0 && SentencesIn(parsed, lines[l]).Count() == 1)
            {
                questions.Add(l);
            }
        }

        if (questions.Count < 2 || questions.Zip(questions.Skip(1), (a, b) => b - a).Any(gap => gap < 2))
        {
            return null;
        }

        var answers = lines.Where((_, l) => l > questions[0] && !questions.Contains(l)).ToList();
        return SpeaksOfItself(parsed, quotations, answers)
            ? new Link(parsed.SentenceAt(lines[questions[0]].Start), 0, null, Interviewed(parsed, lines.Take(questions[0])), [new TextSpan(lines[questions[0]].End - 1, 1)], [.. answers]) { IsIssued = true }
            : null;
    }

    /// <summary>Who "spoke to us" before the first question: the person who is named as the subject there or, behind "he" and "she", last before; empty where nobody is.</summary>
    private ImmutableArray<TextSpan> Interviewed(ParsedText parsed, IEnumerable<TextSpan> lines)
    {
        TextSpan? last = null;
        foreach (var sentence in lines.SelectMany(line => SentencesIn(parsed, line)))
        {
            for (var t = 0; t < sentence.Tokens.Length; t++)
            {
                if (sentence.Tokens[t].Relation != "nsubj" || sentence.Tokens[t].Head is not (var verb and >= 0))
                {
                    continue;
                }

                var name = sentence.Names.FirstOrDefault(n => n.Tag == NameTag.Person && t >= n.First && t < n.First + n.Count);
                last = name.Count > 0 ? TextSpan.FromBounds(sentence.Tokens[name.First].Span.Start, sentence.Tokens[name.First + name.Count - 1].Span.End) : last;
                if ((name.Count > 0 || sentence.Tokens[t].Upos == "PRON") && last is { } person && lexicon.Issued(sentence.Lemma(verb)) == "talk")
                {
                    return [person];
                }
            }
        }

        return last is { } only ? [only] : [];
    }
}
