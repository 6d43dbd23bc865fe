using System.Collections.Immutable;

namespace Tocsin.Language.Tokenization;

/// <summary>Makes sentences of the pieces of one paragraph after the other.</summary>
internal sealed class SentenceBuilder(string text, SentenceCutter cutter)
{
    private const int CacheSize = 1 << 12;

    private readonly string?[] _forms = new string?[CacheSize];
    private readonly List<int> _ends = [];

    /// <summary>Of the paragraph built last.</summary>
    public List<Sentence> Sentences { get; } = [];

    public void Build(ReadOnlySpan<Piece> pieces)
    {
        Sentences.Clear();
        cutter.Cut(text, pieces, _ends);
        var start = 0;
        foreach (var end in _ends)
        {
            Sentences.Add(ToSentence(pieces[start..end], startsParagraph: start == 0));
            start = end;
        }
    }

    private Sentence ToSentence(ReadOnlySpan<Piece> pieces, bool startsParagraph)
    {
        var tokens = ImmutableArray.CreateBuilder<Token>(pieces.Length);
        var contractions = ImmutableArray<MultiwordToken>.Empty;
        for (var i = 0; i < pieces.Length; i++)
        {
            var piece = pieces[i];
            tokens.Add(Token.Unanalyzed(TextSpan.FromBounds(piece.Start, piece.End), Form(piece)));
            if (piece.ContinuesWord && (i + 1 == pieces.Length || !pieces[i + 1].ContinuesWord))
            {
                var first = i;
                while (pieces[first].ContinuesWord)
                {
                    first--;
                }

                contractions = contractions.Add(new MultiwordToken(first, i));
            }
        }

        return new Sentence(tokens.MoveToImmutable(), [], contractions, startsParagraph);
    }

    /// <summary>Frequent words share one string: it saves about a third of the memory of a long text.</summary>
    private string Form(in Piece piece)
    {
        var characters = text.AsSpan(piece.Start, piece.End - piece.Start);
        ref var cached = ref _forms[piece.Hash % CacheSize];
        if (cached is null || !characters.SequenceEqual(cached))
        {
            cached = characters.ToString();
        }

        return cached;
    }
}
