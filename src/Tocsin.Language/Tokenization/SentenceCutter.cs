namespace Tocsin.Language.Tokenization;

/// <summary>Cuts a paragraph's pieces into sentences.</summary>
internal sealed class SentenceCutter(TokenLexicon lexicon, BoundaryModel model)
{
    /// <summary>A longer sentence is a list or a mistake, and a parser's work grows with the square of the length.</summary>
    public const int WordsMax = 400;

    /// <summary>
    /// Log odds asked for after an abbreviation: a name or a day follows it more often than a sentence ("5 a.m. Friday"), 330 times to 4 in the
    /// training parts.
    /// </summary>
    private const float AbbreviationScoreMin = 2;

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
            if (IsCertain(text, pieces, walk) || IsLikely(pieces, walk, features))
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

    private bool IsLikely(ReadOnlySpan<Piece> pieces, in BoundaryWalk walk, scoped Span<int> features)
    {
        walk.Describe(features);
        var isAbbreviation = pieces[walk.Before].Kind is >= PieceKind.Initial and <= PieceKind.Acronym;
        return model.Score(features) > (isAbbreviation ? AbbreviationScoreMin : 0);
    }

    /// <summary>
    /// What needs no model: a plain word, a stop, perhaps a closing quotation mark, and a capital. Of 9,500 such places after a word in small letters in
    /// the training parts of EWT and GUM 17 end no sentence. After an abbreviation, only words that go on with no name.
    /// </summary>
    private bool IsCertain(string text, ReadOnlySpan<Piece> pieces, in BoundaryWalk walk)
    {
        var before = walk.Before;
        var p0 = pieces[before];
        var n0 = pieces[before + 1];
        if (n0.Kind is PieceKind.Number or > PieceKind.Acronym || n0.Case is LetterCase.None or LetterCase.Lower || before == 0)
        {
            return false;
        }

        var p1 = pieces[before - 1];
        return p0.Kind switch
        {
            PieceKind.Stop when n0.Start == p0.End => IsLostSpace(p1, n0),
            PieceKind.Stop or PieceKind.Question => IsPlainWord(text, p1, n0),
            PieceKind.CloseQuote or PieceKind.StraightQuote => p1.Kind == PieceKind.Stop && p1.End == p0.Start && before > 1 && IsPlainWord(text, pieces[before - 2], n0),
            PieceKind.Abbreviation or PieceKind.Acronym => (n0.Case == LetterCase.Capital || walk.IsInCapitals) && lexicon.IsStarter(text.AsSpan(n0.Start, n0.End - n0.Start)),
            _ => false,
        };
    }

    /// <summary>Not so short that it may be an abbreviation nobody listed, or the number of a list; of a name in capitals, what follows tells more.</summary>
    private static bool IsPlainWord(string text, in Piece word, in Piece next)
    {
        var length = word.End - word.Start;
        return word.Kind switch
        {
            PieceKind.Word when word.Case == LetterCase.Lower => length >= 3,
            PieceKind.Word when word.Case == LetterCase.Capital => length >= 4,
            PieceKind.Word when word.Case == LetterCase.AllCapitals => length >= 3 && next.Case != LetterCase.Capital,
            PieceKind.Number => length >= 3,
            PieceKind.CloseBracket => true,
            PieceKind.Symbol => text[word.Start] == '%',
            _ => false,
        };
    }

    /// <summary>Pages lose the space where paragraphs met: "the end.Nobody knew".</summary>
    private static bool IsLostSpace(in Piece word, in Piece next) =>
        word.Kind is PieceKind.Word or PieceKind.Number && word.End - word.Start >= 3 && next.Case == LetterCase.Capital && next.End - next.Start >= 2;

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
