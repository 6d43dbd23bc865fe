using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;

namespace Tocsin.Analysis.Actors;

/// <summary>What a list says of an actor for a stretch of time.</summary>
/// <param name="Words">The name as the list writes it.</param>
/// <param name="Country">ISO 3166-1 alpha-3, null for a body of no one country.</param>
/// <param name="Sectors">PLOVER sectors, most specific first.</param>
/// <param name="From">First day on which it holds.</param>
/// <param name="To">Day on which it no longer holds; the last day of the calendar where open.</param>
public sealed record ActorFact(string Words, string? Country, ImmutableArray<string> Sectors, DateOnly From, DateOnly To)
{
    /// <summary>True on a day; without a day, where the fact is open to the end.</summary>
    public bool Holds(DateOnly? on) => on is { } day ? day >= From && day < To : To == DateOnly.MaxValue;
}

/// <summary>A line of a user's list that could not be read. The other lines count.</summary>
/// <param name="Line">Number of the line, from 1.</param>
public sealed record ActorListProblem(int Line, string Message);

/// <summary>Reads lines of actor lists: words, country, sectors, from, to, parted by tabs (docs/actors.md).</summary>
internal static class ActorFactReader
{
    private static readonly FrozenSet<string> KnownSectors = FrozenSet.ToFrozenSet(
    [
        "AGR", "BUS", "COP", "CRM", "CVL", "EDU", "ELI", "GOV", "JRN", "JUD", "LAB", "LEG", "MED", "MIL", "OPP", "PRE", "PRM", "PTY", "REB", "REF", "REL", "SOC", "SPY", "UAF", "UNK",
        "IGO", "IMG", "ISM", "MNC", "NGO",
    ]);

    /// <returns>The fact, or a message that says what is wrong with the line.</returns>
    public static (ActorFact? Fact, string? Problem) Read(string line)
    {
        var fields = line.Split('\t');
        if (fields.Length is < 3 or > 5)
        {
            return (null, $"3 to 5 fields parted by tabs expected (words, country, sectors, from, to), {fields.Length} found");
        }

        var words = fields[0].Trim();
        if (!words.Any(char.IsLetterOrDigit))
        {
            return (null, "the first field names nobody");
        }

        var country = fields[1].Trim();
        if (country != "-" && !(country.Length == 3 && country.All(char.IsAsciiLetterUpper)))
        {
            return (null, $"\"{country}\" is no country code: three capitals (ISO 3166-1 alpha-3) or - expected");
        }

        var sectors = fields[2].Trim() == "-" ? [] : fields[2].Split(',', StringSplitOptions.TrimEntries);
        if (sectors.FirstOrDefault(s => !KnownSectors.Contains(s)) is { } unknown)
        {
            return (null, $"\"{unknown}\" is no PLOVER sector");
        }

        var from = DateOnly.MinValue;
        var to = DateOnly.MaxValue;
        if ((fields.Length > 3 && !TryDay(fields[3], ref from)) || (fields.Length > 4 && !TryDay(fields[4], ref to)))
        {
            return (null, "a date is a year, a month or a day: 2019, 2019-10 or 2019-10-01");
        }

        return to < from
            ? (null, $"it ends on {to:yyyy-MM-dd}, before it starts on {from:yyyy-MM-dd}")
            : (new ActorFact(words, country == "-" ? null : country, [.. sectors], from, to), null);
    }

    /// <summary>A year, month or day as its first day; an empty field leaves the day as it is.</summary>
    private static bool TryDay(string field, ref DateOnly day)
    {
        field = field.Trim();
        if (field.Length == 0)
        {
            return true;
        }

        var (month, date) = (1, 1);
        if (field.Length is not (4 or 7 or 10) || !TryNumber(field.AsSpan(0, 4), out var year)
            || (field.Length >= 7 && (field[4] != '-' || !TryNumber(field.AsSpan(5, 2), out month)))
            || (field.Length == 10 && (field[7] != '-' || !TryNumber(field.AsSpan(8, 2), out date)))
            || year is < 1 or > 9999 || month is < 1 or > 12 || date < 1 || date > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        day = new DateOnly(year, month, date);
        return true;
    }

    private static bool TryNumber(ReadOnlySpan<char> digits, out int value) => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
