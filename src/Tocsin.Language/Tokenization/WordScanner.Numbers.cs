namespace Tocsin.Language.Tokenization;

internal sealed partial class WordScanner
{
    private int ScanNumber(int start)
    {
        if (TryAddress(start, out var address))
        {
            return address;
        }

        if (TryHyphenated(start, out var hyphenated))
        {
            Add(start, hyphenated, PieceKind.Number);
            return hyphenated;
        }

        var end = FigureEnd(start);
        var letters = RunEnd(end);
        if (letters > end)
        {
            var suffix = text.AsSpan(end, letters - end);
            var dotted = CharAt(letters) == '.' && suffix.Length == 1 && (CharAt(letters + 1) | 0x20) == 'm' && (suffix[0] | 0x20) is 'a' or 'p';
            if (dotted || lexicon.IsUnit(suffix))
            {
                Add(start, end, PieceKind.Number);
                return end;
            }

            return FinishWord(start, letters);
        }

        if (CharAt(end) == '.' && IsListNumber(start, end))
        {
            Add(start, end + 1, PieceKind.Bullet);
            return end + 1;
        }

        if (end < _chunkEnd && Characters.IsApostrophe(text[end]) && RunEnd(end + 1) is var clitic && clitic > end + 1
            && IsSplitAt(start, end, clitic))
        {
            return AddContraction(start, end, clitic);
        }

        if (CharAt(end) == '/' && TryListed(lexicon.Words, start, out var listed))
        {
            Add(start, listed, PieceKind.Number);
            return listed;
        }

        Add(start, end, PieceKind.Number);
        return end;
    }

    /// <summary>Digits with decimal stops, colons of times, slashes of dates, and commas before each three digits.</summary>
    private int FigureEnd(int start)
    {
        var end = DigitsEnd(start);
        var group = end - start;
        while (end + 1 < _chunkEnd && Characters.IsDigit(text[end + 1]))
        {
            var next = DigitsEnd(end + 1);
            var joins = text[end] switch
            {
                '.' or ':' or '/' => true,
                ',' => next - end - 1 == 3 && group <= 3,
                _ => false,
            };
            if (!joins)
            {
                return end;
            }

            group = next - end - 1;
            end = next;
        }

        return end;
    }

    private int DigitsEnd(int at)
    {
        while (at < _chunkEnd && Characters.At(text, at, out var length) == CharacterClass.Digit)
        {
            at += length;
        }

        return at;
    }

    /// <summary>Telephone numbers, postal codes and dates by their groups of digits: 555-0123, 2020-01-09.</summary>
    private bool TryHyphenated(int start, out int end)
    {
        // One decimal digit of the shape for each group's length.
        var shape = 0;
        end = start;
        for (var groups = 0; groups < 5; groups++)
        {
            var next = DigitsEnd(end);
            if (next == end || next - end > 9)
            {
                return false;
            }

            shape = (shape * 10) + next - end;
            end = next;
            if (!Characters.IsHyphen(CharAt(end)) || !IsWordStart(end + 1))
            {
                return shape is 34 or 54 or 334 or 1334 or 422 or 222 or 224 or 124 or 214 or 114;
            }

            end++;
        }

        return false;
    }

    /// <summary>"1." at the start of a paragraph or after the end of a sentence numbers a list.</summary>
    private bool IsListNumber(int start, int stop)
    {
        if (stop + 1 != _chunkEnd || start != _chunkStart || NextAfterChunk() == '\0')
        {
            return false;
        }

        return _pieces.Count == 0
            || (stop - start <= 2 && _pieces[^1].Kind is PieceKind.Stop or PieceKind.Question && char.IsUpper(NextAfterChunk()));
    }
}
