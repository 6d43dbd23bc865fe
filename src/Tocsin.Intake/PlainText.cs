using System.Buffers;
using System.Text;
using Tocsin.Analysis;

namespace Tocsin.Intake;

/// <summary>A text file as a document: the text untouched, its headline as title, and its date where it states one.</summary>
public static class PlainText
{
    private const int HeadlineLengthMax = 160;
    private const int HeadLineCount = 12;
    private const int DatelineLengthMax = 80;
    private const int DateLineLengthMax = 40;

    /// <summary>Words that open a line which says when the text was published.</summary>
    private static readonly string[] DateLabels = ["published", "publication date", "date", "posted", "first published"];

    private static readonly SearchValues<char> Openers = SearchValues.Create("\"'“‘«„([");

    private static readonly string[] OutletLabels = ["outlet", "publisher"];

    /// <summary>Other words that open a line about the text, which is no headline: "Source: …".</summary>
    private static readonly string[] OtherLabels = ["source", "sources", "author", "authors", "by", "byline", "updated", "last updated", "url", "link", "section", "category", "tags", "keywords", "language", "copyright", "credit", "edited by", "written by", "reported by", "location", "place", "id"];

    public static Document Read(string id, string text, string? path) =>
        new(id, text, path, Headline(text), Labelled(text, OutletLabels) ?? DatelineOf(text).Outlet, null, PublishedAt(text));

    /// <summary>The first line that says nothing about the text itself ("Source: …", "By Anna Lund"), where it stands alone and reads like a headline: short, followed by a blank line, and not a sentence with its full stop.</summary>
    public static string? Headline(string text)
    {
        var lines = text.AsSpan().EnumerateLines();
        while (lines.MoveNext())
        {
            var line = lines.Current.Trim();
            if (line.IsEmpty || IsAbout(line))
            {
                continue;
            }

            var last = line[^1];
            var reads = line.Length <= HeadlineLengthMax && !(last is '.' or ',' or ';' or ':' or '…') && char.IsLetterOrDigit(FirstCharacter(line)) && !char.IsLower(FirstCharacter(line));
            var title = line.ToString();
            return reads && lines.MoveNext() && (lines.Current.Trim().IsEmpty || IsAbout(lines.Current.Trim())) && HasMore(lines) ? title : null;
        }

        return null;
    }

    /// <summary>The date that the text itself gives, in a line such as "Published: 9 January 2020" near its top, in a dateline with its year or in a line of its own such as "Thursday, 9 January 2020"; null elsewhere.</summary>
    public static DateOnly? PublishedAt(string text)
    {
        if (Labelled(text, DateLabels) is { } labelled && WrittenDate.Find(labelled, out _) is { } stated)
        {
            return stated;
        }

        return DatelineOf(text).Date ?? OwnLine(text);
    }

    /// <summary>The day that stands in a line of its own above the text: the first of them.</summary>
    private static DateOnly? OwnLine(string text)
    {
        var seen = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (StatedDay.Of(line.Trim()) is { } day)
            {
                return day;
            }

            if (++seen == HeadLineCount)
            {
                break;
            }
        }

        return null;
    }

    /// <summary>The first dateline near the top: its date where it has one with its year, and the agency in parentheses.</summary>
    private static (DateOnly? Date, string? Outlet) DatelineOf(string text)
    {
        var seen = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var found = Dateline(line.Trim());
            if (found != default || ++seen == HeadLineCount)
            {
                return found;
            }
        }

        return default;
    }

    /// <summary>"LONDON, Jan. 9, 2020 (Reuters) —": a place in capitals, then a whole date or an agency in parentheses or both, then a dash.</summary>
    private static (DateOnly? Date, string? Outlet) Dateline(ReadOnlySpan<char> line)
    {
        if (line.Length < 4 || !char.IsUpper(line[0]) || !char.IsUpper(line[1]) || !char.IsUpper(line[2]))
        {
            return default;
        }

        var head = line[..Math.Min(line.Length, DatelineLengthMax)];
        var dash = head.IndexOfAny('—', '–');
        dash = dash >= 0 ? dash : head.IndexOf(" - ");
        if (dash < 0)
        {
            return default;
        }

        head = head[..dash].TrimEnd();
        string? outlet = null;
        if (head.EndsWith(")") && head.LastIndexOf('(') is var open and > 0)
        {
            outlet = head[(open + 1)..^1].ToString();
            head = head[..open].TrimEnd();
        }

        var date = WrittenDate.Find(head, out var end);
        var isPlace = !head[..(head.IndexOf(',') is var comma and > 0 ? comma : head.Length)].ContainsAnyInRange('a', 'z');
        return isPlace && (date is null || end == head.Length) ? (date, outlet) : default;
    }

    /// <summary>What follows the first label of the kind at the start of one of the first lines: "Published: …", "Published 9 …".</summary>
    private static string? Labelled(string text, string[] labels)
    {
        var seen = 0;
        foreach (var raw in text.AsSpan().EnumerateLines())
        {
            var line = raw.Trim();
            foreach (var label in labels)
            {
                if (After(line, label) is { Length: > 0 } value)
                {
                    return value.ToString();
                }
            }

            if (++seen == HeadLineCount)
            {
                break;
            }
        }

        return null;
    }

    /// <summary>A line with a label, one that names who wrote it, or a bare date.</summary>
    private static bool IsAbout(ReadOnlySpan<char> line)
    {
        foreach (var label in (ReadOnlySpan<string>)[.. DateLabels, .. OutletLabels, .. OtherLabels])
        {
            if (!After(line, label).IsEmpty)
            {
                return true;
            }
        }

        return IsByline(line) || (WrittenDate.Find(line, out var end) is not null && end == line.Length && line.Length <= DateLineLengthMax);
    }

    /// <summary>"By Anna Lund", "By ANNA LUND and Per Dahl, Oster Press": after "By" only names, each with a capital, and no full stop.</summary>
    private static bool IsByline(ReadOnlySpan<char> line)
    {
        if (!(line.StartsWith("By ", StringComparison.Ordinal) || line.StartsWith("BY ", StringComparison.Ordinal)) || line.Length > DatelineLengthMax || line[^1] is '.' or '?' or '!' or ':')
        {
            return false;
        }

        var names = 0;
        foreach (var range in line[3..].Split(' '))
        {
            var word = line[3..][range].Trim(",|·-–—");
            if (word.IsEmpty || word is "and" or "in" or "of" or "for" or "the" or "de" or "van" or "von" or "al" or "bin" or "with" or "&")
            {
                continue;
            }

            if (!char.IsUpper(word[0]))
            {
                return false;
            }

            names++;
        }

        return names is >= 1 and <= 8;
    }

    private static ReadOnlySpan<char> After(ReadOnlySpan<char> line, string label)
    {
        if (line.Length > HeadlineLengthMax || !line.StartsWith(label, StringComparison.OrdinalIgnoreCase))
        {
            return default;
        }

        var rest = line[label.Length..];
        return rest.StartsWith(":") ? rest[1..].Trim() : default;
    }

    private static char FirstCharacter(ReadOnlySpan<char> line)
    {
        var at = line.IndexOfAnyExcept(Openers);
        return at < 0 ? ' ' : line[at];
    }

    private static bool HasMore(SpanLineEnumerator lines)
    {
        while (lines.MoveNext())
        {
            if (!lines.Current.Trim().IsEmpty)
            {
                return true;
            }
        }

        return false;
    }
}
