using System.Globalization;
using System.Text;

namespace Tocsin.Language.Tokenization;

internal enum CharacterClass : byte
{
    Space,
    Letter,
    Digit,

    /// <summary>Combining marks and invisible format characters: they belong to what stands before them.</summary>
    Mark,
    Sign,
    Control,
}

/// <summary>Classes of characters, lone surrogates and unassigned ones included.</summary>
internal static class Characters
{
    private static readonly CharacterClass[] Ascii = [.. Enumerable.Range(0, 128).Select(c => Classify(new Rune(c)))];

    /// <summary>The class of the character at a position, and how many UTF-16 units it takes, 1 or 2.</summary>
    public static CharacterClass At(string text, int position, out int length)
    {
        var c = text[position];
        length = 1;
        if (c < 128)
        {
            return Ascii[c];
        }

        if (!char.IsSurrogate(c))
        {
            return Classify(new Rune(c));
        }

        if (Rune.TryGetRuneAt(text, position, out var rune))
        {
            length = 2;
            return Classify(rune);
        }

        return CharacterClass.Sign;
    }

    public static bool IsWordStart(string text, int position) =>
        At(text, position, out _) is CharacterClass.Letter or CharacterClass.Digit;

    public static bool IsApostrophe(char c) => c is '\'' or '\u2019' or '`' or '\u00b4' or '\u02bc';

    public static bool IsHyphen(char c) => c is '-' or '\u2010' or '\u2011';

    public static bool IsDigit(char c) => c is >= '0' and <= '9';

    public static bool IsLineBreak(char c) => c is '\n' or '\r' or '\v' or '\f' or '\u0085' or '\u2028' or '\u2029';

    private static CharacterClass Classify(Rune rune)
    {
        if (Rune.IsWhiteSpace(rune))
        {
            return CharacterClass.Space;
        }

        switch (Rune.GetUnicodeCategory(rune))
        {
            case UnicodeCategory.UppercaseLetter:
            case UnicodeCategory.LowercaseLetter:
            case UnicodeCategory.TitlecaseLetter:
            case UnicodeCategory.ModifierLetter:
            case UnicodeCategory.OtherLetter:
            case UnicodeCategory.LetterNumber:
                return CharacterClass.Letter;
            case UnicodeCategory.DecimalDigitNumber:
                return CharacterClass.Digit;
            case UnicodeCategory.NonSpacingMark:
            case UnicodeCategory.SpacingCombiningMark:
            case UnicodeCategory.EnclosingMark:
            case UnicodeCategory.Format:
                return CharacterClass.Mark;
            case UnicodeCategory.Control:
                return CharacterClass.Control;
            default:
                // Skin tones of emoji are modifier symbols.
                return rune.Value is >= 0x1F3FB and <= 0x1F3FF ? CharacterClass.Mark : CharacterClass.Sign;
        }
    }
}
