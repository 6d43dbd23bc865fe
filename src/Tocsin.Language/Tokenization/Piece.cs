namespace Tocsin.Language.Tokenization;

/// <summary>What a piece of text is, as far as cutting sentences goes.</summary>
internal enum PieceKind : byte
{
    Word = 0,
    Number = 1,
    Initial = 2,
    TitleAbbreviation = 3,
    Abbreviation = 4,
    Acronym = 5,
    Address = 6,
    Stop = 7,
    Question = 8,
    Ellipsis = 9,
    Comma = 10,
    Semicolon = 11,
    Colon = 12,
    OpenQuote = 13,
    CloseQuote = 14,
    StraightQuote = 15,
    OpenBracket = 16,
    CloseBracket = 17,
    Dash = 18,
    Symbol = 19,
    Emoji = 20,
    Bullet = 21,
    Rule = 22,
}

/// <summary>How the first letters of a word are written.</summary>
internal enum LetterCase : byte
{
    None = 0,
    Lower = 1,
    Capital = 2,
    AllCapitals = 3,
    SingleCapital = 4,
}

/// <summary>A word of the text before it is a token: the scanner's output, small because there are many.</summary>
internal struct Piece
{
    public int Start;
    public int End;

    /// <summary>Of the lower-case characters, digits taken as equal.</summary>
    public uint Hash;

    public PieceKind Kind;

    public LetterCase Case;

    /// <summary>True for the second and later words of a contraction.</summary>
    public bool ContinuesWord;
}
