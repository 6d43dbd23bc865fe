using System.Runtime.CompilerServices;

namespace Tocsin.Language.Tokenization;

/// <summary>Walks over the places of a paragraph where a sentence may end, and describes each by features.</summary>
/// <remarks>Training and reading walk alike: the caller says after each place whether a sentence ended there, and later features know it.</remarks>
internal ref struct BoundaryWalk
{
    public const int FeatureCount = 28;

    private readonly string _text;
    private readonly ReadOnlySpan<Piece> _pieces;
    private readonly ReadOnlySpan<int> _nextStop;
    private readonly uint _style;
    private int _at;
    private int _sentenceStart;
    private int _visible;
    private bool _insideQuotes;
    private int _brackets;

    /// <param name="nextStop">For each piece, the index of the next one at or after it that may end a sentence, or the number of pieces; see <see cref="FindStops"/>.</param>
    public BoundaryWalk(string text, ReadOnlySpan<Piece> pieces, ReadOnlySpan<int> nextStop)
    {
        _text = text;
        _pieces = pieces;
        _nextStop = nextStop;
        _at = -1;
        _style = Style(pieces);
    }

    /// <summary>Index of the piece before the place.</summary>
    public readonly int Before => _at;

    /// <summary>True where the whole paragraph is in capitals.</summary>
    public readonly bool IsInCapitals => _style >> 1 == 2;

    public static void FindStops(ReadOnlySpan<Piece> pieces, Span<int> nextStop)
    {
        var next = pieces.Length;
        for (var i = pieces.Length - 1; i >= 0; i--)
        {
            if (pieces[i].Kind is PieceKind.Stop or PieceKind.Question or PieceKind.Ellipsis)
            {
                next = i;
            }

            nextStop[i] = next;
        }
    }

    /// <summary>Goes to the next place where a sentence may end; false at the end of the paragraph.</summary>
    public bool MoveNext()
    {
        while (++_at < _pieces.Length - 1)
        {
            Pass(_pieces[_at].Kind);
            if (IsCandidate(_pieces[_at], _pieces[_at + 1]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Says that a sentence ends at the place.</summary>
    public void EndSentence()
    {
        _sentenceStart = _at + 1;
        _visible++;
        _brackets = 0;
    }

    /// <summary>Fills in the features of the place, <see cref="FeatureCount"/> of them.</summary>
    public readonly void Describe(Span<int> features)
    {
        var p0 = _pieces[_at];
        var n0 = _pieces[_at + 1];
        var p1 = _at > _sentenceStart ? _pieces[_at - 1] : default;
        var p2 = _at > _sentenceStart + 1 ? _pieces[_at - 2] : default;
        var n1 = _at + 2 < _pieces.Length ? _pieces[_at + 2] : default;
        var n2 = _at + 3 < _pieces.Length ? _pieces[_at + 3] : default;
        var space = (uint)Math.Min(2, n0.Start - p0.End);
        var before = Shape(p0);
        var after = Shape(n0);
        var around = Mix((before << 9) | (after << 2) | space, _style);
        var length = Bucket(_at + 1 - _sentenceStart);
        var rest = Bucket(_pieces.Length - 1 - _at);
        var stop = Bucket(_nextStop[_at + 1] - _at) | (_nextStop[_at + 1] == _pieces.Length ? 64u : 0);
        var state = (_insideQuotes ? 1u : 0) | (_brackets > 0 ? 2u : 0);
        var first = _pieces[_sentenceStart];

        features[0] = Index(0, _style);
        features[1] = Index(1, around);
        features[2] = Index(2, p0.Hash);
        features[3] = Index(3, n0.Hash);
        features[4] = Index(4, Mix(p0.Hash, after));
        features[5] = Index(5, Mix(n0.Hash, before));
        features[6] = Index(6, Mix(p0.Hash, n0.Hash));
        features[7] = Index(7, Mix(p1.Hash, (before << 7) | after));
        features[8] = Index(8, Mix(n1.Hash, (before << 7) | after));
        features[9] = Index(9, Mix(Shape(p1), around));
        features[10] = Index(10, Mix(Shape(n1), around));
        features[11] = Index(11, Mix((Shape(p1) << 7) | Shape(n1), around));
        features[12] = Index(12, Mix((length << 7) | before, after));
        features[13] = Index(13, Mix((rest << 7) | before, after));
        features[14] = Index(14, Mix((stop << 7) | before, after));
        features[15] = Index(15, Mix((state << 14) | (before << 7) | after, space));
        features[16] = Index(16, Mix(n0.Hash, n1.Hash));
        features[17] = Index(17, Mix(p1.Hash, p0.Hash));
        features[18] = Index(18, Mix(Suffix(p0), after));
        features[19] = Index(19, Mix(Suffix(n0), before));
        features[20] = Index(20, Mix(first.Hash, (before << 7) | after));
        features[21] = Index(21, Mix((Shape(p2) << 14) | (Shape(p1) << 7) | before, after));
        features[22] = Index(22, Mix((Shape(n2) << 14) | (Shape(n1) << 7) | after, before));
        features[23] = Index(23, Mix((length << 16) | (stop << 8) | (uint)p0.Kind, after));
        features[24] = Index(24, Mix(Mix((state << 8) | (uint)p0.Kind, p1.Hash), n0.Hash));
        features[25] = Index(25, Mix((length << 16) | (rest << 8) | (uint)Math.Min(_visible, 3), Mix(before, Shape(first))));
        features[26] = Index(26, Mix(n0.Hash, ((uint)n0.Case << 2) | EndsWithStop(p0, p1)));
        features[27] = Index(27, Mix(p1.Hash, Mix(n0.Hash, ((uint)n0.Case << 2) | EndsWithStop(p0, p1))));
    }

    /// <summary>0 for none, 1 for a full stop, be it of an abbreviation, 2 for a full stop and a closing sign, 3 for another end.</summary>
    private readonly uint EndsWithStop(in Piece p0, in Piece p1) =>
        _text[p0.End - 1] == '.' ? 1u
        : p0.Kind is PieceKind.Question or PieceKind.Ellipsis ? 3u
        : p0.Kind is PieceKind.CloseQuote or PieceKind.CloseBracket && p1.End > 0 && _text[p1.End - 1] == '.' ? 2u
        : 0u;

    /// <summary>How the paragraph is written: in capitals throughout, without any, or as usual; with stops or without.</summary>
    private static uint Style(ReadOnlySpan<Piece> pieces)
    {
        var (lower, capital, all, stops) = (0, 0, 0, 0);
        foreach (var piece in pieces)
        {
            lower += piece.Case == LetterCase.Lower ? 1 : 0;
            capital += piece.Case == LetterCase.Capital ? 1 : 0;
            all += piece.Case == LetterCase.AllCapitals ? 1 : 0;
            stops += piece.Kind is PieceKind.Stop or PieceKind.Question or PieceKind.Ellipsis ? 1 : 0;
        }

        var letters = all > 2 && all > 4 * lower ? 2u : capital == 0 && lower > 2 ? 1u : 0u;
        return (letters << 1) | (stops > 0 ? 1u : 0);
    }

    /// <summary>Between two plain words of which the second begins small no sentence ends often enough to ask.</summary>
    private static bool IsCandidate(in Piece before, in Piece after)
    {
        if (after.ContinuesWord || after.Kind is PieceKind.Comma or PieceKind.Stop or PieceKind.Question or PieceKind.Semicolon or PieceKind.Colon)
        {
            return false;
        }

        var isPlain = before.Kind is PieceKind.Word or PieceKind.Number or PieceKind.Comma or PieceKind.Initial or PieceKind.TitleAbbreviation or PieceKind.Address;
        return !isPlain || !(after.Kind == PieceKind.Word && after.Case is LetterCase.Lower or LetterCase.None);
    }

    private void Pass(PieceKind kind)
    {
        switch (kind)
        {
            case PieceKind.OpenQuote:
                _insideQuotes = true;
                break;
            case PieceKind.CloseQuote:
                _insideQuotes = false;
                break;
            case PieceKind.StraightQuote:
                _insideQuotes = !_insideQuotes;
                break;
            case PieceKind.OpenBracket:
                _brackets++;
                break;
            case PieceKind.CloseBracket:
                _brackets = Math.Max(0, _brackets - 1);
                break;
            default:
                break;
        }
    }

    private static uint Shape(in Piece piece) => piece.End == 0 ? 127u : ((uint)piece.Kind * 5) + (uint)piece.Case;

    /// <summary>The last two characters, lower case.</summary>
    private readonly uint Suffix(in Piece piece)
    {
        var last = (uint)char.ToLowerInvariant(_text[piece.End - 1]);
        return piece.End - piece.Start < 2 ? last : (last << 16) | char.ToLowerInvariant(_text[piece.End - 2]);
    }

    private static uint Bucket(int count) => count switch
    {
        < 6 => (uint)Math.Max(count, 0),
        < 8 => 6,
        < 11 => 7,
        < 16 => 8,
        < 24 => 9,
        < 36 => 10,
        _ => 11,
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Mix(uint a, uint b)
    {
        var mixed = (a * 0x9E3779B1u) ^ (b * 0x85EBCA77u);
        return (mixed ^ (mixed >> 15)) * 0xC2B2AE3Du;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Index(uint template, uint value) => (int)(Mix(value, template + 1) >> 15);
}
