using System.Buffers;
using System.Collections.Immutable;

namespace Tocsin.Language.Tokenization;

internal sealed partial class WordScanner
{
    private static readonly SearchValues<char> Vowels = SearchValues.Create("aeiouyAEIOUY");

    /// <summary>Ends of words that an apostrophe begins and that are words of their own.</summary>
    private static bool IsClitic(ReadOnlySpan<char> letters) => letters.Length switch
    {
        1 => (letters[0] | 0x20) is 's' or 'd' or 'm',
        2 => (char)(letters[0] | 0x20) switch
        {
            'r' or 'v' => (letters[1] | 0x20) == 'e',
            'l' => (letters[1] | 0x20) == 'l',
            _ => false,
        },
        _ => false,
    };

    /// <summary>The end of a run of letters, digits and marks; an underscore between them is inside.</summary>
    private int RunEnd(int at)
    {
        while (at < _chunkEnd)
        {
            var c = text[at];
            if (char.IsAsciiLetterOrDigit(c))
            {
                at++;
                continue;
            }

            if (c == '_')
            {
                if (!IsWordStart(at + 1))
                {
                    return at;
                }

                at++;
                continue;
            }

            if (c < 128)
            {
                return at;
            }

            if (Characters.At(text, at, out var length) is not (CharacterClass.Letter or CharacterClass.Digit or CharacterClass.Mark))
            {
                return at;
            }

            at += length;
        }

        return at;
    }

    private int ScanWord(int start) =>
        TryAddress(start, out var end) ? end : FinishWord(start, RunEnd(start));

    /// <summary>Takes in what is joined to a word by signs, then adds it, cut where it is a contraction.</summary>
    /// <param name="end">The end of the first run of letters and digits.</param>
    private int FinishWord(int start, int end)
    {
        while (end < _chunkEnd)
        {
            var sign = text[end];
            if (sign == '.')
            {
                return FinishAtStop(start, end);
            }

            if (Characters.IsApostrophe(sign))
            {
                if (TryListed(lexicon.Words, start, out var listed))
                {
                    return AddWord(start, listed);
                }

                var letters = RunEnd(end + 1);
                if (letters == end + 1)
                {
                    return FinishAtApostrophe(start, end);
                }

                if (IsSplitAt(start, end, letters))
                {
                    return AddContraction(start, end, letters);
                }

                end = letters;
            }
            else if (sign == '-' && end + 1 == _chunkEnd && end - start <= 2 && char.IsLower(text[end - 1]))
            {
                // A word broken off in speech: "th- the".
                return AddWord(start, end + 1);
            }
            else if (Characters.IsHyphen(sign) && IsWordStart(end + 1))
            {
                var next = RunEnd(end + 1);
                if ((lexicon.IsPrefix(text.AsSpan(start, end - start)) && !IsLinkWord(text.AsSpan(end + 1, next - end - 1))) || lexicon.IsSuffix(text.AsSpan(end + 1, next - end - 1)))
                {
                    end = next;
                }
                else
                {
                    return TryListed(lexicon.Words, start, out var listed) ? AddWord(start, listed) : AddWord(start, end);
                }
            }
            else if (sign == '/')
            {
                return TryListed(lexicon.Words, start, out var listed) ? AddWord(start, listed) : AddWord(start, end);
            }
            else if (sign == '&' && IsBesideAmpersand(start, end) && IsBesideAmpersand(end + 1, RunEnd(end + 1)))
            {
                end = RunEnd(end + 1);
            }
            else if (sign == '$' && end - start <= 3 && char.IsAsciiLetterUpper(text[start]) && Characters.IsDigit(CharAt(end + 1)))
            {
                Add(start, end + 1, PieceKind.Symbol);
                return end + 1;
            }
            else if (sign == '*' && StarsEnd(end) is var stars && IsWordStart(stars))
            {
                end = RunEnd(stars);
            }
            else
            {
                break;
            }
        }

        return AddWord(start, end);
    }

    /// <summary>"over-the-counter" has no prefix.</summary>
    private static bool IsLinkWord(ReadOnlySpan<char> word) => word is "the" or "and" or "or" or "a" or "of" or "to";

    private int StarsEnd(int at)
    {
        while (at < _chunkEnd && text[at] == '*')
        {
            at++;
        }

        return at;
    }

    /// <summary>Short names in capitals such as AT&amp;T and R&amp;D.</summary>
    private bool IsBesideAmpersand(int start, int end) =>
        end - start is >= 1 and <= 4 && !text.AsSpan(start, end - start).ContainsAnyExceptInRange('A', 'Z');

    private bool IsSplitAt(int start, int apostrophe, int end)
    {
        var letters = text.AsSpan(apostrophe + 1, end - apostrophe - 1);
        return IsClitic(letters)
            || (letters.Length == 1 && (letters[0] | 0x20) == 't' && apostrophe - start >= 2 && (text[apostrophe - 1] | 0x20) == 'n');
    }

    /// <summary>Adds "do" and "n't" of "don't", and a second clitic where there is one ("wouldn't've").</summary>
    private int AddContraction(int start, int apostrophe, int end)
    {
        var cut = IsClitic(text.AsSpan(apostrophe + 1, end - apostrophe - 1)) ? apostrophe : apostrophe - 1;
        Add(start, cut, WordKind(start));
        Add(cut, end, PieceKind.Word, continues: true);
        if (end < _chunkEnd && Characters.IsApostrophe(text[end]) && RunEnd(end + 1) is var second
            && IsClitic(text.AsSpan(end + 1, second - end - 1)))
        {
            Add(end, second, PieceKind.Word, continues: true);
            return second;
        }

        return end;
    }

    /// <summary>An apostrophe after the last letter: a possessive plural, a dropped g, or a closing quotation mark.</summary>
    private int FinishAtApostrophe(int start, int apostrophe)
    {
        var sign = text[apostrophe];
        var isDouble = CharAt(apostrophe + 1) == sign;
        if (sign is '`' or '\u00b4' || isDouble || _insideSingleQuotes)
        {
            return AddWord(start, apostrophe);
        }

        var last = (char)(text[apostrophe - 1] | 0x20);
        if (last is 's' or 'x' or 'z')
        {
            Add(start, apostrophe, WordKind(start));
            Add(apostrophe, apostrophe + 1, PieceKind.Word, continues: true);
            return apostrophe + 1;
        }

        if (last == 'n' && apostrophe - start >= 4 && (text[apostrophe - 2] | 0x20) == 'i')
        {
            return AddWord(start, apostrophe + 1);
        }

        return AddWord(start, apostrophe);
    }

    private int AddWord(int start, int end)
    {
        if (end - start <= TokenLexicon.WordLengthMax && lexicon.TryContraction(text.AsSpan(start, end - start), out var lengths))
        {
            AddParts(start, lengths);
        }
        else
        {
            Add(start, end, WordKind(start));
        }

        return end;
    }

    private void AddParts(int start, ImmutableArray<int> lengths)
    {
        for (var i = 0; i < lengths.Length; i++)
        {
            Add(start, start + lengths[i], PieceKind.Word, continues: i > 0);
            start += lengths[i];
        }
    }

    private PieceKind WordKind(int start) => Characters.IsDigit(text[start]) ? PieceKind.Number : PieceKind.Word;

    private int FinishAtStop(int start, int stop)
    {
        if (IsWordStart(stop + 1))
        {
            if (TryAcronym(start, out var end))
            {
                return FinishAbbreviation(start, end, PieceKind.Acronym);
            }

            // A missing space: "Mr.Smith", "Nov.28", "vol.14".
            var isDigit = Characters.IsDigit(text[stop + 1]);
            var glued = lexicon.Abbreviation(text.AsSpan(start, stop - start));
            if (glued == AbbreviationClass.Title || (isDigit && glued != AbbreviationClass.None))
            {
                return FinishAbbreviation(start, stop + 1, Kind(glued));
            }

            return AddWord(start, stop);
        }

        if (CharAt(stop + 1) is '.' or '\u2026')
        {
            return AddWord(start, stop);
        }

        var kind = AbbreviationKind(start, stop);
        return kind == PieceKind.Word ? AddWord(start, stop) : FinishAbbreviation(start, stop + 1, kind);
    }

    private int FinishAbbreviation(int start, int end, PieceKind kind)
    {
        if (end < _chunkEnd && Characters.IsApostrophe(text[end]) && RunEnd(end + 1) is var letters
            && IsClitic(text.AsSpan(end + 1, letters - end - 1)))
        {
            Add(start, end, kind);
            Add(end, letters, PieceKind.Word, continues: true);
            return letters;
        }

        Add(start, end, kind);
        return end;
    }

    /// <summary>Single letters with stops between them (U.S., a.m, U.S.A.), or a listed word with stops inside (Ph.D.).</summary>
    private bool TryAcronym(int start, out int end)
    {
        end = start;
        while (end < _chunkEnd && char.IsLetter(text[end]) && CharAt(end + 1) == '.')
        {
            end += 2;
        }

        if (end > start && IsWordStart(end) && RunEnd(end) == end + 1 && char.IsLetter(text[end]))
        {
            end++;
        }

        // "U.S.Army" lacks a space; "said.The" is no acronym.
        if (end - start >= 4 || (end - start == 3 && !IsWordStart(end)))
        {
            return true;
        }

        end = start;
        while (end < _chunkEnd && end - start <= TokenLexicon.WordLengthMax && (text[end] == '.' || char.IsAsciiLetter(text[end])))
        {
            end++;
        }

        var word = text.AsSpan(start, end - start).TrimEnd('.');
        if (lexicon.Abbreviation(word) == AbbreviationClass.None)
        {
            return false;
        }

        end = Math.Min(end, start + word.Length + 1);
        return true;
    }

    private static PieceKind Kind(AbbreviationClass found) =>
        found == AbbreviationClass.Title ? PieceKind.TitleAbbreviation : PieceKind.Abbreviation;

    /// <summary>Whether the full stop after a word is part of it: Word where it isn't.</summary>
    private PieceKind AbbreviationKind(int start, int stop)
    {
        var word = text.AsSpan(start, stop - start);
        if (word.Length > TokenLexicon.WordLengthMax)
        {
            return PieceKind.Word;
        }

        // A sign that follows at once, such as a comma, shows that the stop ends no sentence.
        var isCutShort = stop + 1 < _chunkEnd;
        var next = isCutShort ? text[stop + 1] : NextAfterChunk();
        if (word.Length == 1)
        {
            var isInitial = char.IsUpper(word[0]) && next != '\0' && (word[0] != 'I' || IsNamePart(next));
            return isInitial ? PieceKind.Initial
                : Characters.IsDigit(next) && lexicon.Abbreviation(word) == AbbreviationClass.Number ? PieceKind.Abbreviation
                : PieceKind.Word;
        }

        var found = lexicon.Abbreviation(word);
        var belongs = found switch
        {
            AbbreviationClass.Title or AbbreviationClass.Common => true,
            AbbreviationClass.Number => Characters.IsDigit(next),
            AbbreviationClass.Proper => char.IsUpper(word[0]),
            AbbreviationClass.Date => char.IsUpper(word[0]) && (Characters.IsDigit(next) || next == ',' || char.IsLower(next)),
            _ => word.Length <= 5 && !word.ContainsAny(Vowels) && char.IsLower(word[^1]) && !word.ContainsAnyInRange('0', '9')
                && (char.IsLower(next) || isCutShort),
        };
        return !belongs ? PieceKind.Word : found == AbbreviationClass.None ? PieceKind.Abbreviation : Kind(found);
    }

    /// <summary>"I." is a name's letter only among other letters of a name: "I. F. Stone", "J. I. Packer".</summary>
    private bool IsNamePart(char next) =>
        char.IsUpper(next) && (_pieces.Count == 0 ? NextIsInitial() : _pieces[^1].Kind == PieceKind.Initial || NextIsInitial());

    private bool NextIsInitial()
    {
        var at = SkipSpace(_chunkEnd, _paragraphEnd);
        return at + 1 < _paragraphEnd && char.IsUpper(text[at]) && text[at + 1] == '.';
    }
}
