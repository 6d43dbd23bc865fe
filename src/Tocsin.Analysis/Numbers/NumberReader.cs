using System.Collections.Immutable;
using System.Globalization;
using Tocsin.Language;

namespace Tocsin.Analysis.Numbers;

/// <summary>A quantity read from tokens.</summary>
/// <param name="End">Index of the first token after it.</param>
/// <param name="Least">Null where open.</param>
/// <param name="Most">Null where open.</param>
internal readonly record struct Quantity(int First, int End, long? Least, long? Most);

/// <summary>Reads quantities in a row of tokens.</summary>
/// <remarks>
/// <code>
/// quantity := bound* range [ "or more" | "or so" | "or fewer" ]
/// range    := "between" number "and" number | number ( "to" | "-" | "or" ) number | number
/// number   := digits times* | exact+ ( times ["and"] exact* )* | ["a"] little ["of"] [times]
///           | ["a"] times ( "of" vague )? | vague ("of" vague)* | "no"
/// </code>
/// What each word means is in data/numbers; what a bound does to a number stands in the head of bounds.tsv.
/// </remarks>
internal sealed class NumberReader
{
    private readonly NumberLexicon _lexicon;

    public NumberReader(NumberLexicon lexicon) => _lexicon = lexicon;

    /// <summary>The quantity that starts at a token, or null.</summary>
    /// <param name="end">Index of the first token that it must not use.</param>
    public Quantity? Read(ImmutableArray<Token> tokens, int first, int end)
    {
        var at = first;
        var bound = Bound.Exact;
        while (MatchBound(tokens, at, end) is var (next, read) && next > at)
        {
            // "at least another 12": the first that says something counts.
            bound = bound == Bound.Exact ? read : bound;
            at = next;
        }

        var range = ReadRange(tokens, at, end);
        if (range is not { } r)
        {
            return null;
        }

        (long? least, long? most) = (r.Least, r.Most);
        var after = r.End;
        if (after + 1 < end && Is(tokens[after], "or"))
        {
            var word = tokens[after + 1].Form;
            if (word is "more")
            {
                (most, after) = (null, after + 2);
            }
            else if (word is "fewer" or "less")
            {
                (least, after) = (0, after + 2);
            }
            else if (word is "so")
            {
                (least, most) = Apply(Bound.About, least, most);
                after += 2;
            }
        }

        (least, most) = Apply(bound, least, most);
        return new Quantity(first, after, least, most);
    }

    /// <summary>One number, without words that make a range of it, or null.</summary>
    public Quantity? ReadNumber(ImmutableArray<Token> tokens, int first, int end)
    {
        if (first >= end)
        {
            return null;
        }

        var form = tokens[first].Form;
        if (TryDigits(form, out var digits))
        {
            var next = first + 1;
            while (next < end && _lexicon.TryWord(tokens[next].Form, out var times) && times.Class == NumberClass.Times)
            {
                digits *= times.Least;
                next++;
            }

            return digits < long.MaxValue / 2 ? new Quantity(first, next, (long)digits, (long)digits) : null;
        }

        if (Is(tokens[first], "half") && first + 1 < end)
        {
            // "half a dozen", "half a million".
            return ReadNumber(tokens, first + 1, end) is { Least: >= 12 } whole ? whole with { First = first, Least = whole.Least / 2, Most = whole.Most / 2 } : null;
        }

        var at = first;
        var article = form is "a" or "an" or "A" or "An" or "the" or "The";
        if (article)
        {
            at++;
        }

        if (at >= end || !TryWord(tokens[at].Form, out var word) || (article && word.Class is NumberClass.Exact or NumberClass.None) || word.Class == NumberClass.Collective)
        {
            return null;
        }

        return word.Class switch
        {
            NumberClass.None => new Quantity(first, at + 1, 0, 0),
            NumberClass.Vague => ReadVague(tokens, first, at, end, word),
            NumberClass.Little => ReadLittle(tokens, first, at, end, word),
            _ => ReadWords(tokens, first, at, end),
        };
    }

    /// <summary>"a group of": how many at least, where a noun stands for several without a number.</summary>
    public (long Least, long? Most)? Collective(string lemma) =>
        _lexicon.TryWord(lemma, out var word) && word.Class == NumberClass.Collective ? (word.Least, word.Most) : null;

    /// <summary>Index of the first word of a phrase such as "more than" that ends right before a token; the token itself where none does.</summary>
    public int BoundBefore(ImmutableArray<Token> tokens, int index)
    {
        for (var words = Math.Min(4, index); words > 0; words--)
        {
            if (MatchBound(tokens, index - words, index) is var (next, _) && next == index)
            {
                return index - words;
            }
        }

        return index;
    }

    private Quantity? ReadRange(ImmutableArray<Token> tokens, int first, int end)
    {
        var between = first < end && (Is(tokens[first], "between") || Is(tokens[first], "from"));
        var low = ReadNumber(tokens, between ? first + 1 : first, end);
        if (low is not { } l)
        {
            return first < end ? ReadJoinedRange(tokens[first].Form, first) : null;
        }

        if (l.End < end)
        {
            var link = tokens[l.End].Form;
            var links = between ? link is "and" or "to" : link is "to" or "-" or "–" or "or";
            if (links && ReadNumber(tokens, l.End + 1, end) is { } high && high.Most >= l.Least)
            {
                // "20 to 30 thousand": the multiplier belongs to both.
                var scale = high.Most >= 1000 && l.Least < 100 && high.End - high.First > 1 ? Scale(tokens[high.End - 1].Form) : 1;
                return new Quantity(first, high.End, l.Least * scale, high.Most);
            }
        }

        return between ? null : l;
    }

    private static Quantity? ReadJoinedRange(string form, int first)
    {
        var dash = form.AsSpan().IndexOfAny('-', '–');
        return dash > 0 && TryDigits(form.AsSpan(0, dash), out var low) && TryDigits(form.AsSpan(dash + 1), out var high) && low <= high
            ? new Quantity(first, first + 1, (long)low, (long)high)
            : null;
    }

    private long Scale(string form) => _lexicon.TryWord(form, out var word) && word.Class == NumberClass.Times ? word.Least : 1;

    private Quantity ReadVague(ImmutableArray<Token> tokens, int first, int at, int end, NumberWord word)
    {
        (long? least, long? most) = (word.Least, word.Most);
        var next = at + 1;
        while (next + 1 < end && Is(tokens[next], "of") && TryWord(tokens[next + 1].Form, out var larger) && larger.Class == NumberClass.Vague)
        {
            // "tens of thousands" is 20 to 99 thousands: the plural word counts as its multiplier, half of its least.
            least *= larger.Least / 2;
            most *= larger.Least / 2;
            next += 2;
        }

        return new Quantity(first, next, least, most);
    }

    private Quantity ReadLittle(ImmutableArray<Token> tokens, int first, int at, int end, NumberWord word)
    {
        (long? least, long? most) = (word.Least, word.Most);
        var next = at + 1;
        while (next < end && TryWord(tokens[next].Form, out var times) && times.Class == NumberClass.Times)
        {
            least *= times.Least;
            most *= times.Least;
            next++;
        }

        return new Quantity(first, next, least, most);
    }

    private Quantity? ReadWords(ImmutableArray<Token> tokens, int first, int at, int end)
    {
        long total = 0, part = 0;
        var next = at;
        while (next < end)
        {
            var form = tokens[next].Form;
            if (Is(tokens[next], "and") && total + part >= 100 && part % 100 == 0 && next + 1 < end && TryWord(tokens[next + 1].Form, out var tail) && tail.Class == NumberClass.Exact)
            {
                next++;
                continue;
            }

            if (form == "-" && next + 1 < end && part >= 20 && TryWord(tokens[next + 1].Form, out var unit) && unit is { Class: NumberClass.Exact, Least: < 10 })
            {
                next++;
                continue;
            }

            if (!TryWord(form, out var word))
            {
                break;
            }

            if (word.Class == NumberClass.Exact && (part == 0 || (part % 10 == 0 && part % 100 >= 20 && word.Least < 10) || (part % 100 == 0 && word.Least < 100)))
            {
                part += word.Least;
            }
            else if (word.Class == NumberClass.Times && word.Least <= 100)
            {
                part = Math.Max(1, part) * word.Least;
            }
            else if (word.Class == NumberClass.Times)
            {
                total += Math.Max(1, part) * word.Least;
                part = 0;
            }
            else
            {
                break;
            }

            next++;
        }

        return next == at ? null : new Quantity(first, next, total + part, total + part);
    }

    private bool TryWord(string form, out NumberWord word)
    {
        if (_lexicon.TryWord(form, out word))
        {
            return true;
        }

        // "twenty-five" as one token.
        var dash = form.IndexOf('-', StringComparison.Ordinal);
        if (dash > 0
            && _lexicon.TryWord(form.AsSpan(0, dash), out var tens) && tens is { Class: NumberClass.Exact, Least: >= 20 }
            && _lexicon.TryWord(form.AsSpan(dash + 1), out var ones) && ones is { Class: NumberClass.Exact, Least: < 10 })
        {
            word = new NumberWord(NumberClass.Exact, tens.Least + ones.Least, tens.Least + ones.Least);
            return true;
        }

        return false;
    }

    private (int Next, Bound Bound) MatchBound(ImmutableArray<Token> tokens, int at, int end)
    {
        if (at >= end)
        {
            return (at, Bound.Exact);
        }

        foreach (var (words, bound) in _lexicon.BoundsFrom(tokens[at].Form))
        {
            if (at + words.Length <= end && Matches(tokens, at, words))
            {
                return (at + words.Length, bound);
            }
        }

        return (at, Bound.Exact);
    }

    private static bool Matches(ImmutableArray<Token> tokens, int at, string[] words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if (!Is(tokens[at + i], words[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static (long? Least, long? Most) Apply(Bound bound, long? least, long? most) => bound switch
    {
        Bound.AtLeast => (least, null),
        Bound.MoreThan => (least + 1, null),
        Bound.AtMost => (1, most),
        Bound.LessThan => (0, most - 1),
        Bound.About => (least - (least / 10), most + (most / 10)),
        Bound.Nearly => (least - (least / 10), most),
        _ => (least, most),
    };

    /// <summary>"15", "1,200", "1.5"; not "3-year" or "1990s".</summary>
    private static bool TryDigits(ReadOnlySpan<char> form, out double value)
    {
        value = 0;
        return form.Length is > 0 and < 18 && char.IsAsciiDigit(form[0])
            && double.TryParse(form, NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);
    }

    private static bool Is(Token token, string word) => token.Form.Equals(word, StringComparison.OrdinalIgnoreCase);
}
