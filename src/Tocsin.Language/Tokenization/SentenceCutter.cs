namespace Tocsin.Language.Tokenization;

/// <summary>Cuts a paragraph's pieces into sentences.</summary>
internal sealed class SentenceCutter(BoundaryModel model)
{
    /// <summary>A longer sentence is a list or a mistake, and a parser's work grows with the square of the length.</summary>
    public const int WordsMax = 400;

    /// <summary>Log odds that a place without a closing sign must have: what looks like news has signs.</summary>
    private const float BareScoreMin = 0.2f;

    private int[] _nextStop = [];

    /// <summary>Finds where the sentences end: for each, the index after its last piece. Every sentence has 1 to <see cref="WordsMax"/> pieces.</summary>
    public void Cut(string text, ReadOnlySpan<Piece> pieces, List<int> ends)
    {
        ends.Clear();
        if (_nextStop.Length < pieces.Length)
        {
            _nextStop = new int[Math.Max(pieces.Length, 2 * _nextStop.Length)];
        }

        BoundaryWalk.FindStops(pieces, _nextStop);
        var walk = new BoundaryWalk(text, pieces, _nextStop);
        Span<int> features = stackalloc int[BoundaryWalk.FeatureCount];
        var start = 0;
        while (walk.MoveNext())
        {
            walk.Describe(features);
            if (model.Score(features) > (walk.FollowsStop ? 0 : BareScoreMin))
            {
                CutLong(pieces, start, walk.Before + 1, ends);
                start = walk.Before + 1;
                walk.EndSentence();
            }
        }

        if (pieces.Length > 0)
        {
            CutLong(pieces, start, pieces.Length, ends);
        }
    }

    private static void CutLong(ReadOnlySpan<Piece> pieces, int start, int end, List<int> ends)
    {
        while (end - start > WordsMax)
        {
            start = BestCut(pieces, start);
            ends.Add(start);
        }

        ends.Add(end);
    }

    /// <summary>After the strongest sign in the second half of the longest sentence allowed, the last of equals; never inside a contraction.</summary>
    private static int BestCut(ReadOnlySpan<Piece> pieces, int start)
    {
        var best = start + WordsMax;
        var strength = -1;
        for (var cut = start + WordsMax; cut > start + (WordsMax / 2); cut--)
        {
            if (pieces[cut].ContinuesWord)
            {
                continue;
            }

            var found = pieces[cut - 1].Kind switch
            {
                PieceKind.Stop or PieceKind.Question or PieceKind.Ellipsis or PieceKind.Semicolon or PieceKind.Colon or PieceKind.Rule => 2,
                PieceKind.Comma or PieceKind.Dash or PieceKind.CloseBracket or PieceKind.CloseQuote => 1,
                _ => 0,
            };
            if (found > strength)
            {
                (best, strength) = (cut, found);
            }
        }

        return best;
    }
}
