using System.Collections.Frozen;
using System.Globalization;
using Tocsin.Analysis.Numbers;

namespace Tocsin.Analysis.Times;

internal enum TimeClass
{
    None,
    Unit,
    Units,
    Weekday,
    Weekdays,
    Month,
    Season,
    Part,
    Hour,
    Day,
    Night,
    Shift,
    Recent,
    Ref,
    Every,
    Each,
    Early,
    About,
    Ago,
    Ordinal,
    AmPm,
    Zone,
    Half,
    Fiscal,
    Decade,

    /// <summary>Digits.</summary>
    Digits,

    /// <summary>A word of number.</summary>
    Number,
}

/// <param name="Value">As in data/times/words.tsv.</param>
/// <param name="Number">The value as a number, 0 where it is none.</param>
internal readonly record struct TimeWord(TimeClass Class, string Value, int Number);

/// <summary>A day with a name, as the words that write it.</summary>
internal sealed record Holiday(string Name, string[] Words, string Rule);

/// <summary>Words of time and the days with a name (data/times). Look-ups ignore case.</summary>
internal sealed class TimeLexicon
{
    private readonly FrozenDictionary<string, TimeWord> _words;
    private readonly FrozenDictionary<string, TimeWord>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly FrozenDictionary<string, Holiday[]> _holidays;
    private readonly FrozenDictionary<string, Holiday[]>.AlternateLookup<ReadOnlySpan<char>> _holidayLookup;
    private readonly NumberLexicon _numbers;

    private TimeLexicon(FrozenDictionary<string, TimeWord> words, FrozenDictionary<string, Holiday[]> holidays, NumberLexicon numbers)
    {
        _words = words;
        _lookup = _words.GetAlternateLookup<ReadOnlySpan<char>>();
        _holidays = holidays;
        _holidayLookup = _holidays.GetAlternateLookup<ReadOnlySpan<char>>();
        _numbers = numbers;
    }

    public static TimeLexicon Load()
    {
        var words = FactFile.ReadEmbedded("times/words.tsv", 3).ToFrozenDictionary(
            f => f[0],
            f => new TimeWord(Enum.Parse<TimeClass>(f[1], ignoreCase: true), f[2], int.TryParse(f[2], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) ? n : 0),
            StringComparer.OrdinalIgnoreCase);
        var holidays = FactFile.ReadEmbedded("times/holidays.tsv", 2)
            .Select(f => new Holiday(f[0], TimePieces.Words(f[0]), f[1]))
            .GroupBy(h => h.Words[0])
            .ToFrozenDictionary(g => g.Key, g => g.OrderByDescending(h => h.Words.Length).ToArray(), StringComparer.OrdinalIgnoreCase);
        return new TimeLexicon(words, holidays, NumberLexicon.Load());
    }

    public bool TryWord(ReadOnlySpan<char> word, out TimeWord found) => _lookup.TryGetValue(word, out found);

    public bool TryNumber(ReadOnlySpan<char> word, out NumberWord found) => _numbers.TryWord(word, out found);

    /// <summary>Holidays whose name starts with a word, the longest first; null where none does.</summary>
    public Holiday[]? HolidaysFrom(ReadOnlySpan<char> word) => _holidayLookup.TryGetValue(word, out var found) ? found : null;
}
