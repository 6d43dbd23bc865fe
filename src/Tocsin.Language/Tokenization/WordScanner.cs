using System.Runtime.InteropServices;

namespace Tocsin.Language.Tokenization;

/// <summary>Cuts one paragraph of a text into words, in a single pass.</summary>
/// <remarks>
/// What is a word follows Universal Dependencies English EWT and GUM: "well-known" is three words, "anti-war" one, "don't" two in one
/// contraction, "U.S." one, "10%" two. Each look ahead that fails is remembered, so that no character is read more than a few times.
/// Words are in <c>WordScanner.Words.cs</c>, numbers in <c>WordScanner.Numbers.cs</c>, signs in <c>WordScanner.Signs.cs</c>, addresses in <c>WordScanner.Addresses.cs</c>.
/// </remarks>
internal sealed partial class WordScanner(TokenLexicon lexicon, string text)
{
    /// <summary>A longer run without white space is cut, so that no later stage sees a word of a megabyte.</summary>
    private const int LengthMax = 1000;

    private readonly List<Piece> _pieces = [];
    private int _paragraphEnd;
    private int _chunkStart;
    private int _chunkEnd;
    private bool _insideSingleQuotes;
    private int _openBrackets;
    private int _lead = -1;

    /// <summary>Scans the characters from start to end and returns their pieces, which are valid until the next call.</summary>
    public ReadOnlySpan<Piece> Scan(int start, int end)
    {
        _pieces.Clear();
        _paragraphEnd = end;
        _insideSingleQuotes = false;
        _openBrackets = 0;
        var at = start;
        while (true)
        {
            at = SkipSpace(at, end);
            if (at == end)
            {
                return CollectionsMarshal.AsSpan(_pieces);
            }

            _chunkStart = at;
            while (at < end && !char.IsWhiteSpace(text[at]))
            {
                at++;
            }

            _chunkEnd = at;
            ScanChunk();
        }
    }

    private int SkipSpace(int at, int end)
    {
        while (at < end && char.IsWhiteSpace(text[at]))
        {
            at++;
        }

        return at;
    }

    private void ScanChunk()
    {
        _mayHoldAddress = text.AsSpan(_chunkStart, _chunkEnd - _chunkStart - 1).IndexOfAny('.', '@', ':') >= 0;
        var at = _chunkStart;
        while (at < _chunkEnd)
        {
            switch (Characters.At(text, at, out var length))
            {
                case CharacterClass.Letter:
                    at = ScanWord(at);
                    break;
                case CharacterClass.Digit:
                    at = ScanNumber(at);
                    break;
                case CharacterClass.Mark:
                    at = ScanMarks(at);
                    break;
                case CharacterClass.Control:
                    at = ScanControls(at);
                    break;
                default:
                    at = ScanSign(at, length);
                    break;
            }
        }
    }

    /// <summary>Marks belong to what they follow; at the start of a chunk, to what comes next.</summary>
    private int ScanMarks(int start)
    {
        var at = start;
        while (at < _chunkEnd && Characters.At(text, at, out var length) == CharacterClass.Mark)
        {
            at += length;
        }

        if (start > _chunkStart && at - _pieces[^1].Start <= LengthMax)
        {
            ref var last = ref CollectionsMarshal.AsSpan(_pieces)[^1];
            last.End = at;
            return JoinedEmojiEnd(at, ref last);
        }

        if (at == _chunkEnd || at - start > LengthMax)
        {
            Add(start, at, PieceKind.Symbol);
        }
        else
        {
            _lead = start;
        }

        return at;
    }

    /// <summary>A zero-width joiner makes one emoji of two.</summary>
    private int JoinedEmojiEnd(int at, ref Piece last)
    {
        if (last.Kind == PieceKind.Emoji && text[at - 1] == '\u200d' && at < _chunkEnd
            && Characters.At(text, at, out var length) == CharacterClass.Sign && length == 2)
        {
            last.End = at + length;
            return at + length;
        }

        return at;
    }

    private int ScanControls(int start)
    {
        var at = start;
        while (at < _chunkEnd && Characters.At(text, at, out _) == CharacterClass.Control)
        {
            at++;
        }

        Add(start, at, PieceKind.Symbol);
        return at;
    }

    private char CharAt(int position) => position < _chunkEnd ? text[position] : '\0';

    private bool IsWordStart(int position) => position < _chunkEnd && Characters.IsWordStart(text, position);

    /// <summary>True where the character before belongs to a word of the same chunk.</summary>
    private bool FollowsWord(int position) => position > _chunkStart && IsWordCharacterBefore(position);

    private bool IsWordCharacterBefore(int position) =>
        char.IsLetterOrDigit(text[position - 1]) || (_pieces.Count > 0 && _pieces[^1].Kind <= PieceKind.Address && _pieces[^1].End == position);

    /// <summary>The first character after the chunk, in the paragraph; NUL where there is none.</summary>
    private char NextAfterChunk()
    {
        var at = SkipSpace(_chunkEnd, _paragraphEnd);
        return at < _paragraphEnd ? text[at] : '\0';
    }

    private void Add(int start, int end, PieceKind kind, bool continues = false)
    {
        if (_lead >= 0)
        {
            start = _lead;
            _lead = -1;
        }

        while (end - start > LengthMax)
        {
            var cut = start + LengthMax;
            if (char.IsHighSurrogate(text[cut - 1]) && char.IsLowSurrogate(text[cut]))
            {
                cut--;
            }

            Push(start, cut, kind, continues);
            start = cut;
            continues = false;
        }

        Push(start, end, kind, continues);
    }

    private void Push(int start, int end, PieceKind kind, bool continues)
    {
        // FNV-1a (Fowler, Noll, Vo) over the lower-case characters.
        var hash = 2166136261u;
        var upper = 0;
        var lower = 0;
        var span = text.AsSpan(start, end - start);
        foreach (var c in span)
        {
            uint normal = c;
            if (c is >= 'a' and <= 'z')
            {
                lower++;
            }
            else if (c is >= 'A' and <= 'Z')
            {
                upper++;
                normal = c | 0x20u;
            }
            else if (c is >= '0' and <= '9')
            {
                normal = '0';
            }
            else if (c >= 128)
            {
                if (char.IsUpper(c))
                {
                    upper++;
                    normal = char.ToLowerInvariant(c);
                }
                else if (char.IsLower(c))
                {
                    lower++;
                }
                else
                {
                    normal = WithoutStyle(c);
                }
            }

            hash = (hash ^ normal) * 16777619u;
        }

        _pieces.Add(new Piece
        {
            Start = start,
            End = end,
            Hash = hash,
            Kind = kind,
            ContinuesWord = continues,
            Case = Case(span, upper, lower),
        });
    }

    /// <summary>Curly quotation marks and long dashes count as the plain ones.</summary>
    private static char WithoutStyle(char c) => c switch
    {
        '\u2018' or '\u2019' or '\u201b' => '\'',
        '\u201c' or '\u201d' or '\u201e' or '\u00ab' or '\u00bb' => '"',
        '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2014' or '\u2015' => '-',
        _ => c,
    };

    private static LetterCase Case(ReadOnlySpan<char> word, int upper, int lower) =>
        upper == 0 ? lower == 0 ? LetterCase.None : LetterCase.Lower
        : lower == 0 ? upper == 1 ? LetterCase.SingleCapital : LetterCase.AllCapitals
        : char.IsLower(word[0]) ? LetterCase.Lower : LetterCase.Capital;
}
