using System.Globalization;
using Tocsin.Analysis.Numbers;
using Tocsin.Language;

namespace Tocsin.Analysis.Times;

/// <summary>A run of letters, a run of digits, or one other character, of one sentence.</summary>
/// <param name="Token">Index of the token it is in.</param>
/// <param name="Number">Value of digits (-1 where too long), else what <see cref="TimeWord.Number"/> holds.</param>
/// <param name="Symbol">The character of a piece that is neither letters nor digits, else '\0'.</param>
/// <param name="Spaced">White space stands before it.</param>
internal readonly record struct TimePiece(int Start, int End, int Token, TimeClass Class, string Value, int Number, char Symbol, bool Spaced)
{
    public int Length => End - Start;
}

/// <summary>The pieces of a sentence. Finer than tokens, so that "third-quarter" reads alike however a tokenizer cuts it.</summary>
internal sealed class TimePieces
{
    private readonly string _text;
    private readonly List<TimePiece> _pieces = [];

    public TimePieces(string text) => _text = text;

    public int Count => _pieces.Count;

    public Sentence Sentence { get; private set; } = null!;

    /// <summary>The piece at an index; an empty one outside the sentence.</summary>
    public TimePiece this[int index] => (uint)index < (uint)_pieces.Count ? _pieces[index] : default;

    public ReadOnlySpan<char> Text(int index) => (uint)index < (uint)_pieces.Count ? _text.AsSpan(_pieces[index].Start, _pieces[index].Length) : default;

    public bool Is(int index, string word) => Text(index).Equals(word, StringComparison.OrdinalIgnoreCase);

    public bool IsCapitalized(int index) => (uint)index < (uint)Count && char.IsUpper(_text[_pieces[index].Start]);

    public TextSpan Span(int first, int end) => TextSpan.FromBounds(_pieces[first].Start, _pieces[end - 1].End);

    public Token TokenAt(int index) => Sentence.Tokens[_pieces[index].Token];

    /// <summary>Cuts a sentence, in place of the one before.</summary>
    /// <returns>True where any piece is a word of time, digits or the start of a day with a name.</returns>
    public bool Cut(Sentence sentence, TimeLexicon lexicon)
    {
        Sentence = sentence;
        _pieces.Clear();
        var any = false;
        var token = 0;
        var at = sentence.Span.Start;
        var end = sentence.Span.End;
        var spaced = true;
        while (at < end)
        {
            var c = _text[at];
            if (char.IsWhiteSpace(c))
            {
                spaced = true;
                at++;
                continue;
            }

            while (token + 1 < sentence.Tokens.Length && sentence.Tokens[token + 1].Span.Start <= at)
            {
                token++;
            }

            var start = at;
            var piece = Next(lexicon, ref at, end, start, token, spaced);
            any |= piece.Class is not (TimeClass.None or TimeClass.Number or TimeClass.About or TimeClass.Early) || piece is { Class: TimeClass.Number, Number: >= 15 and <= 20 } || lexicon.HolidaysFrom(_text.AsSpan(start, at - start)) is not null;
            _pieces.Add(piece);
            spaced = false;
        }

        return any;
    }

    /// <summary>The pieces of a name in a word list.</summary>
    public static string[] Words(string name)
    {
        var words = new List<string>();
        for (var i = 0; i < name.Length;)
        {
            var start = i;
            i++;
            if (char.IsWhiteSpace(name[start]))
            {
                continue;
            }

            while (char.IsLetter(name[start]) && i < name.Length && char.IsLetter(name[i]))
            {
                i++;
            }

            words.Add(name[start..i]);
        }

        return [.. words];
    }

    private TimePiece Next(TimeLexicon lexicon, ref int at, int end, int start, int token, bool spaced)
    {
        var c = _text[at++];
        if (char.IsAsciiDigit(c))
        {
            while (at < end && char.IsAsciiDigit(_text[at]))
            {
                at++;
            }

            var number = at - start <= 8 ? int.Parse(_text.AsSpan(start, at - start), NumberStyles.None, CultureInfo.InvariantCulture) : -1;
            return new TimePiece(start, at, token, TimeClass.Digits, "", number, '\0', spaced);
        }

        if (!char.IsLetter(c))
        {
            return new TimePiece(start, at, token, TimeClass.None, "", 0, c, spaced);
        }

        while (at < end && char.IsLetter(_text[at]))
        {
            at++;
        }

        var word = _text.AsSpan(start, at - start);
        if (lexicon.TryWord(word, out var found))
        {
            return new TimePiece(start, at, token, found.Class, found.Value, found.Number, '\0', spaced);
        }

        return lexicon.TryNumber(word, out var n) && n.Class != NumberClass.Collective
            ? new TimePiece(start, at, token, TimeClass.Number, n.Class.ToString(), (int)Math.Min(n.Least, int.MaxValue), '\0', spaced)
            : new TimePiece(start, at, token, TimeClass.None, "", 0, '\0', spaced);
    }
}
