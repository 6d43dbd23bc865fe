using System.Globalization;

namespace Tocsin.Language.Conllu;

/// <summary>Writes CoNLL-U (universaldependencies.org/format.html).</summary>
public static class ConlluWriter
{
    /// <summary>
    /// Writes a text with <c># text</c>, <c># newpar</c>, range lines for contractions, and in MISC <c>SpaceAfter=No</c> and
    /// <c>TokenRange=start:end</c>: half open, in UTF-16 units of the text as received.
    /// </summary>
    /// <param name="documentId">Written as <c># newdoc id</c>; null for none.</param>
    public static void Write(TextWriter writer, ParsedText parsed, string? documentId = null)
    {
        for (var i = 0; i < parsed.Sentences.Length; i++)
        {
            var sentence = parsed.Sentences[i];
            if (i == 0 && documentId is not null)
            {
                writer.Write($"# newdoc id = {OneLine(documentId)}\n");
            }

            if (sentence.StartsParagraph)
            {
                writer.Write("# newpar\n");
            }

            writer.Write(string.Create(CultureInfo.InvariantCulture, $"# sent_id = {i + 1}\n"));
            writer.Write($"# text = {OneLine(sentence.Span.In(parsed.Text))}\n");
            var misc = new string[sentence.Tokens.Length];
            for (var token = 0; token < misc.Length; token++)
            {
                misc[token] = Place(parsed.Text, sentence.Tokens[token].Span);
            }

            // The range line says where a contraction stands, its words need not.
            foreach (var contraction in sentence.Contractions)
            {
                Array.Fill(misc, "_", contraction.First, contraction.Last - contraction.First + 1);
            }

            var covers = sentence.Contractions.Select(c => Cover(sentence, c)).ToArray();
            WriteRows(writer, sentence, misc, [.. covers.Select(c => c.In(parsed.Text))], [.. covers.Select(c => Place(parsed.Text, c))]);
        }
    }

    /// <summary>Writes a document that came from CoNLL-U back, with its own comments and MISC, and the analysis of <paramref name="parsed"/>.</summary>
    /// <exception cref="ArgumentException">The sentences are not those of the source.</exception>
    public static void WriteBack(TextWriter writer, ConlluDocument source, ParsedText parsed)
    {
        if (source.Sentences.Length != parsed.Sentences.Length)
        {
            throw new ArgumentException($"{parsed.Sentences.Length} sentences for a source of {source.Sentences.Length}.", nameof(parsed));
        }

        for (var i = 0; i < parsed.Sentences.Length; i++)
        {
            var given = source.Sentences[i];
            var sentence = parsed.Sentences[i];
            if (given.Sentence.Tokens.Length != sentence.Tokens.Length)
            {
                throw new ArgumentException($"Sentence {i + 1} has {sentence.Tokens.Length} words, its source {given.Sentence.Tokens.Length}.", nameof(parsed));
            }

            foreach (var comment in given.Comments)
            {
                writer.Write(comment);
                writer.Write('\n');
            }

            var forms = given.Sentence.Contractions.Select(c => Cover(given.Sentence, c).In(source.Text)).ToArray();
            WriteRows(writer, sentence, given.Misc, forms, given.ContractionMisc);
        }
    }

    private static void WriteRows(
        TextWriter writer, Sentence sentence, IReadOnlyList<string> misc, IReadOnlyList<string> contractionForms, IReadOnlyList<string> contractionMisc)
    {
        var next = 0;
        for (var i = 0; i < sentence.Tokens.Length; i++)
        {
            if (next < sentence.Contractions.Length && sentence.Contractions[next].First == i)
            {
                WriteNumber(writer, i + 1);
                writer.Write('-');
                WriteNumber(writer, sentence.Contractions[next].Last + 1);
                writer.Write($"\t{contractionForms[next]}\t_\t_\t_\t_\t_\t_\t_\t{contractionMisc[next]}\n");
                next++;
            }

            var token = sentence.Tokens[i];
            WriteNumber(writer, i + 1);
            Column(writer, token.Form);
            Column(writer, token.Lemma);
            Column(writer, token.Upos);
            Column(writer, token.Xpos);
            Column(writer, token.Feats);
            writer.Write('\t');
            if (token.Head < 0 && token.Deprel == "_")
            {
                writer.Write('_');
            }
            else
            {
                WriteNumber(writer, token.Head + 1);
            }

            Column(writer, token.Deprel);
            Column(writer, "_");
            Column(writer, misc[i]);
            writer.Write('\n');
        }

        writer.Write('\n');
    }

    private static string Place(string text, TextSpan span)
    {
        var glued = span.End < text.Length && !char.IsWhiteSpace(text[span.End]);
        return string.Create(CultureInfo.InvariantCulture, $"{(glued ? "SpaceAfter=No|" : "")}TokenRange={span.Start}:{span.End}");
    }

    private static TextSpan Cover(Sentence sentence, MultiwordToken contraction) =>
        TextSpan.FromBounds(sentence.Tokens[contraction.First].Span.Start, sentence.Tokens[contraction.Last].Span.End);

    private static void Column(TextWriter writer, string value)
    {
        writer.Write('\t');
        writer.Write(value);
    }

    private static void WriteNumber(TextWriter writer, int number)
    {
        Span<char> digits = stackalloc char[11];
        number.TryFormat(digits, out var length, default, CultureInfo.InvariantCulture);
        writer.Write(digits[..length]);
    }

    /// <summary>A comment is one line: where its text holds a control character, all white space becomes single spaces.</summary>
    private static string OneLine(string text) =>
        text.AsSpan().ContainsAnyInRange('\0', '\u001f') || text.AsSpan().ContainsAny('\u0085', '\u2028', '\u2029')
            ? string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            : text;
}
