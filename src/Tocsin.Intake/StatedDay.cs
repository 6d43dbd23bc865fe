namespace Tocsin.Intake;

/// <summary>The day that a text gives itself in a line of its own near its top: "Saturday 14 March 2026", "Kesh, 8 May 2026", "By Anna Lund, 12 October 2026", "As of 2 April 2026".</summary>
/// <remarks>A line that tells something, and only has a date in it, gives none: its date is that of what it tells.</remarks>
internal static class StatedDay
{
    private const int LineLengthMax = 160;
    private const int PlaceWordsMax = 4;

    /// <summary>Characters of a clock time and its zone after the date: "14:05 GMT".</summary>
    private const int ClockLengthMax = 16;

    private static readonly Lazy<(string[] Before, string[] Kinds)> Words = new(() =>
    {
        var facts = FactFile.ReadEmbedded("intake/stated-days.tsv", 2);
        return ([.. facts.Where(fact => fact[0] == "before").Select(fact => fact[1])], [.. facts.Where(fact => fact[0] == "kind").Select(fact => fact[1])]);
    });

    /// <summary>The day of one line; null where the line is no such line.</summary>
    public static DateOnly? Of(ReadOnlySpan<char> line)
    {
        if (line.Length > LineLengthMax || WrittenDate.Find(line, out var start, out var end) is not { } day || !IsEnd(line[end..]))
        {
            return null;
        }

        var before = line[..start].TrimEnd(" ,|·(");
        before = WithoutWeekday(before).TrimEnd(" ,|·–—-(");
        return before.IsEmpty || IsLabel(before) || IsByline(before) || IsPlace(before) || NamesKind(before) ? day : null;
    }

    /// <summary>Nothing but a clock time may follow.</summary>
    private static bool IsEnd(ReadOnlySpan<char> rest)
    {
        rest = rest.Trim(" .,|·–—-)");
        return rest.IsEmpty || (rest.Length <= ClockLengthMax && char.IsAsciiDigit(rest[0]) && rest.IndexOfAny(':', '.') is 1 or 2);
    }

    private static ReadOnlySpan<char> WithoutWeekday(ReadOnlySpan<char> before)
    {
        var space = before.LastIndexOf(' ');
        var word = before[(space + 1)..];
        foreach (var name in Enum.GetNames<DayOfWeek>())
        {
            if (word.Equals(name, StringComparison.OrdinalIgnoreCase) || word.Equals(name.AsSpan(0, 3), StringComparison.OrdinalIgnoreCase))
            {
                return before[..(space + 1)];
            }
        }

        return before;
    }

    /// <summary>"As of", and "Interview with the minister. Published".</summary>
    private static bool IsLabel(ReadOnlySpan<char> before)
    {
        foreach (var words in Words.Value.Before)
        {
            if (before.EndsWith(words, StringComparison.OrdinalIgnoreCase) && (before.Length == words.Length || before[..^words.Length].TrimEnd() is [.., '.' or '|' or '·' or ';']))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsByline(ReadOnlySpan<char> before) => before.StartsWith("By ", StringComparison.Ordinal) && AreNames(before[3..], LineLengthMax);

    /// <summary>"Port Kesh": a few words with capitals, and no sentence.</summary>
    private static bool IsPlace(ReadOnlySpan<char> before) => AreNames(before, PlaceWordsMax);

    private static bool AreNames(ReadOnlySpan<char> text, int max)
    {
        var count = 0;
        foreach (var range in text.Split(' '))
        {
            var word = text[range].Trim(",");
            if (word.IsEmpty || word is "and" or "of" or "the" or "de" or "al" or "for")
            {
                continue;
            }

            if (!char.IsUpper(word[0]) || word.ContainsAnyInRange('0', '9') || word[^1] is ':' or ';' or '!' or '?' || ++count > max)
            {
                return false;
            }
        }

        return count > 0;
    }

    private static bool NamesKind(ReadOnlySpan<char> before)
    {
        foreach (var kind in Words.Value.Kinds)
        {
            for (var at = before.IndexOf(kind, StringComparison.OrdinalIgnoreCase); at >= 0;)
            {
                var end = at + kind.Length;
                if ((at == 0 || !char.IsLetter(before[at - 1])) && (end == before.Length || !char.IsLetter(before[end])))
                {
                    return true;
                }

                var next = before[end..].IndexOf(kind, StringComparison.OrdinalIgnoreCase);
                at = next < 0 ? -1 : end + next;
            }
        }

        return false;
    }
}
