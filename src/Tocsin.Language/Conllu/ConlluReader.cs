using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Tocsin.Language.Conllu;

/// <summary>Reads CoNLL-U (universaldependencies.org/format.html), one document after the other.</summary>
/// <remarks>
/// Words, contractions, trees, comments and MISC are kept. Enhanced dependencies (DEPS) and empty nodes (ids such as 8.1) are left out:
/// a new tree would make them untrue.
/// </remarks>
public static class ConlluReader
{
    private const int Columns = 10;

    /// <summary>Yields a document at each <c># newdoc</c>; a file without one is one document.</summary>
    /// <exception cref="FormatException">A line is not CoNLL-U; the message names its number, counted from 1.</exception>
    public static IEnumerable<ConlluDocument> Read(TextReader reader)
    {
        var document = new DocumentBuilder();
        var block = new Block();
        var number = 0;
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (line.Length == 0)
            {
                if (block.StartsDocument && document.HasSentences && block.HasWords)
                {
                    yield return document.Finish();
                    document = new DocumentBuilder();
                }

                document.Add(block);
                block = new Block();
            }
            else
            {
                block.Add(line, number);
            }
        }

        if (block.StartsDocument && document.HasSentences && block.HasWords)
        {
            yield return document.Finish();
            document = new DocumentBuilder();
        }

        document.Add(block);
        if (document.HasSentences)
        {
            yield return document.Finish();
        }
    }

    private static FormatException Malformed(int line, string what) => new($"Line {line}: {what}");

    /// <summary>A word line, before its place in the text is known.</summary>
    private sealed record Word(string[] Fields, int Head, int Line);

    /// <summary>A range line: words First to Last, from 0.</summary>
    private sealed record Range(string Form, int First, int Last, string Misc, int Line);

    /// <summary>The lines of one sentence.</summary>
    private sealed class Block
    {
        public List<string> Comments { get; } = [];

        public List<Word> Words { get; } = [];

        public List<Range> Ranges { get; } = [];

        public bool HasWords => Words.Count > 0;

        public bool StartsDocument => Comments.Exists(c => IsMark(c, "newdoc"));

        public bool StartsParagraph => StartsDocument || Comments.Exists(c => IsMark(c, "newpar"));

        public void Add(string line, int number)
        {
            if (line[0] == '#')
            {
                Comments.Add(line);
                return;
            }

            var fields = line.Split('\t');
            if (fields.Length != Columns)
            {
                throw Malformed(number, $"expected {Columns} columns apart by tabs, found {fields.Length}.");
            }

            if (fields[1].Length == 0)
            {
                throw Malformed(number, "the form (column 2) is empty.");
            }

            var id = fields[0];
            if (id.Contains('.', StringComparison.Ordinal))
            {
                return;
            }

            var dash = id.IndexOf('-', StringComparison.Ordinal);
            if (dash >= 0)
            {
                AddRange(fields, id.AsSpan(0, dash), id.AsSpan(dash + 1), number);
                return;
            }

            if (!TryNumber(id, out var place) || place != Words.Count + 1)
            {
                throw Malformed(number, $"expected word id {Words.Count + 1}, found \"{id}\".");
            }

            var head = -1;
            if (fields[6] != "_" && (!TryNumber(fields[6], out head) || --head == place - 1))
            {
                throw Malformed(number, $"\"{fields[6]}\" can't be the head of word {place}.");
            }

            Words.Add(new Word(fields, head, number));
        }

        private void AddRange(string[] fields, ReadOnlySpan<char> first, ReadOnlySpan<char> last, int number)
        {
            if (!TryNumber(first, out var from) || !TryNumber(last, out var to) || from != Words.Count + 1 || to <= from
                || (Ranges.Count > 0 && Ranges[^1].Last >= from - 1))
            {
                throw Malformed(number, $"\"{fields[0]}\" is not a range of at least two words that starts with the next word, {Words.Count + 1}.");
            }

            Ranges.Add(new Range(fields[1], from - 1, to - 1, fields[9], number));
        }

        private static bool TryNumber(ReadOnlySpan<char> digits, out int value) =>
            int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out value);

        private static bool IsMark(string comment, string mark)
        {
            var rest = comment.AsSpan(1).TrimStart();
            return rest.StartsWith(mark, StringComparison.Ordinal)
                && (rest.Length == mark.Length || rest[mark.Length] is ' ' or '=' or '\t');
        }
    }

    /// <summary>Puts sentences one after the other and gives each word its place.</summary>
    private sealed class DocumentBuilder
    {
        private readonly StringBuilder _text = new();
        private readonly ImmutableArray<ConlluSentence>.Builder _sentences = ImmutableArray.CreateBuilder<ConlluSentence>();
        private bool _glued;

        public bool HasSentences => _sentences.Count > 0;

        public ConlluDocument Finish() => new(_text.ToString(), _sentences.ToImmutable());

        public void Add(Block block)
        {
            if (!block.HasWords)
            {
                if (block.Ranges.Count > 0)
                {
                    throw Malformed(block.Ranges[0].Line, "a range of words without words.");
                }

                return;
            }

            CheckTree(block.Words);
            if (_text.Length > 0)
            {
                _text.Append(block.StartsParagraph ? "\n\n" : _glued ? "" : " ");
            }

            var tokens = ImmutableArray.CreateBuilder<Token>(block.Words.Count);
            var contractions = ImmutableArray.CreateBuilder<MultiwordToken>(block.Ranges.Count);
            var nextRange = 0;
            _glued = true;
            while (tokens.Count < block.Words.Count)
            {
                if (!_glued)
                {
                    _text.Append(' ');
                }

                if (nextRange < block.Ranges.Count && block.Ranges[nextRange].First == tokens.Count)
                {
                    var range = block.Ranges[nextRange++];
                    if (range.Last >= block.Words.Count)
                    {
                        throw Malformed(range.Line, $"the range ends after the last word, {block.Words.Count}.");
                    }

                    AddContraction(block, range, tokens);
                    contractions.Add(new MultiwordToken(range.First, range.Last));
                    _glued = HasNoSpaceAfter(range.Misc);
                }
                else
                {
                    var word = block.Words[tokens.Count];
                    tokens.Add(ToToken(word, new TextSpan(_text.Length, word.Fields[1].Length)));
                    _text.Append(word.Fields[1]);
                    _glued = HasNoSpaceAfter(word.Fields[9]);
                }
            }

            var sentence = new Sentence(tokens.MoveToImmutable(), [], contractions.MoveToImmutable(), block.StartsParagraph || !HasSentences);
            _sentences.Add(new ConlluSentence(
                sentence, [.. block.Comments], [.. block.Words.Select(w => w.Fields[9])], [.. block.Ranges.Select(r => r.Misc)]));
        }

        /// <summary>Gives each word its share of the contraction, in order; where the words are not its characters, the last takes what is left.</summary>
        private void AddContraction(Block block, Range range, ImmutableArray<Token>.Builder tokens)
        {
            var at = _text.Length;
            var end = at + range.Form.Length;
            _text.Append(range.Form);
            for (var i = range.First; i <= range.Last; i++)
            {
                var word = block.Words[i];
                var stop = i == range.Last ? end : Math.Min(at + word.Fields[1].Length, end);
                tokens.Add(ToToken(word, TextSpan.FromBounds(at, stop)));
                at = stop;
            }
        }

        private static Token ToToken(Word word, TextSpan span) =>
            new(span, word.Fields[1], word.Fields[2], word.Fields[3], word.Fields[4], word.Fields[5], word.Head, word.Fields[7]);

        private static bool HasNoSpaceAfter(string misc) =>
            misc.Contains("SpaceAfter=No", StringComparison.Ordinal) && misc.Split('|').Contains("SpaceAfter=No");

        /// <summary>Heads must lie in the sentence and lead to a root: what walks up the tree would not end in a circle.</summary>
        private static void CheckTree(List<Word> words)
        {
            // 0 not seen, otherwise the number of the walk that came by.
            var seen = new int[words.Count];
            for (var i = 0; i < words.Count; i++)
            {
                if (words[i].Head >= words.Count)
                {
                    throw Malformed(words[i].Line, $"head {words[i].Head + 1} is outside the sentence of {words.Count} words.");
                }
            }

            for (var i = 0; i < words.Count; i++)
            {
                for (var at = i; at >= 0 && seen[at] != -1; at = words[at].Head)
                {
                    if (seen[at] == i + 1)
                    {
                        throw Malformed(words[at].Line, $"the heads from word {at + 1} go in a circle.");
                    }

                    seen[at] = i + 1;
                }

                for (var at = i; at >= 0 && seen[at] != -1; at = words[at].Head)
                {
                    seen[at] = -1;
                }
            }
        }
    }
}
