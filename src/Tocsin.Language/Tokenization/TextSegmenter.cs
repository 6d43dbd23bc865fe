using System.Collections.Immutable;

namespace Tocsin.Language.Tokenization;

/// <summary>Cuts a text into sentences and words, with exact places.</summary>
/// <remarks>
/// Words follow Universal Dependencies English EWT and GUM. Every character that is not white space is in exactly one word, and words lie in
/// text order. The time is proportional to the length of the text, whatever it holds. Thread-safe.
/// </remarks>
public sealed class TextSegmenter
{
    private readonly TokenLexicon _lexicon;
    private readonly BoundaryModel _model;

    /// <summary>Takes the word lists in the assembly and a sentence model.</summary>
    public TextSegmenter(BoundaryModel model)
    {
        _lexicon = TokenLexicon.Load();
        _model = model;
    }

    /// <summary>The lists and the model that ship with Tocsin.</summary>
    public static TextSegmenter Load() => new(BoundaryModel.Load());

    /// <summary>All sentences of a text; none where it is empty or white space.</summary>
    public ImmutableArray<Sentence> Split(string text) => [.. Enumerate(text)];

    /// <summary>The same sentences, found paragraph by paragraph as they are asked for, so that a long text needs little memory.</summary>
    public IEnumerable<Sentence> Enumerate(string text)
    {
        var paragraphs = new ParagraphFinder(text);
        var scanner = new WordScanner(_lexicon, text);
        var builder = new SentenceBuilder(text, new SentenceCutter(_lexicon, _model));
        while (paragraphs.TryNext(out var start, out var end))
        {
            builder.Build(scanner.Scan(start, end));
            foreach (var sentence in builder.Sentences)
            {
                yield return sentence;
            }
        }
    }

    /// <summary>Walks over all places of a text where a sentence may end, for training.</summary>
    /// <param name="endsSentence">Given the offset after the word before the place: whether a sentence ends there.</param>
    /// <param name="learn">Given the features of the place and whether a sentence ends there.</param>
    /// <param name="inCapitals">As if the text were written in capitals.</param>
    public void WalkBoundaries(string text, Func<int, bool> endsSentence, Action<int[], bool> learn, bool inCapitals = false)
    {
        var paragraphs = new ParagraphFinder(text);
        var scanner = new WordScanner(_lexicon, inCapitals ? text.ToUpperInvariant() : text);
        while (paragraphs.TryNext(out var start, out var end))
        {
            var pieces = scanner.Scan(start, end);
            var stops = new int[pieces.Length];
            BoundaryWalk.FindStops(pieces, stops);
            var walk = new BoundaryWalk(text, pieces, stops);
            while (walk.MoveNext())
            {
                var features = new int[BoundaryWalk.FeatureCount];
                walk.Describe(features);
                var ends = endsSentence(pieces[walk.Before].End);
                learn(features, ends);
                if (ends)
                {
                    walk.EndSentence();
                }
            }
        }
    }
}
