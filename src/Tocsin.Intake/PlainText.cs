using System.Buffers;
using System.Text;
using Tocsin.Analysis;

namespace Tocsin.Intake;

/// <summary>A text file as a document: the text untouched, its headline as title, and its date where it states one.</summary>
public static class PlainText
{
    private const int HeadlineLengthMax = 160;
    private const int HeadLineCount = 12;

    /// <summary>Words that open a line which says when the text was published.</summary>
    private static readonly string[] DateLabels = ["published", "publication date", "date", "posted", "first published"];

    private static readonly SearchValues<char> Openers = SearchValues.Create("\"'“‘«„([");

    private static readonly string[] OutletLabels = ["outlet", "publisher"];

    public static Document Read(string id, string text, string? path) =>
        new(id, text, path, Headline(text), Labelled(text, OutletLabels), null, PublishedAt(text));

    /// <summary>The first line, where it stands alone and reads like a headline: short, followed by a blank line, and not a sentence with its full stop.</summary>
    public static string? Headline(string text)
    {
        var lines = text.AsSpan().EnumerateLines();
        while (lines.MoveNext())
        {
            var line = lines.Current.Trim();
            if (line.IsEmpty)
            {
                continue;
            }

            var last = line[^1];
            var reads = line.Length <= HeadlineLengthMax && !(last is '.' or ',' or ';' or ':' or '…') && char.IsLetterOrDigit(FirstCharacter(line)) && !char.IsLower(FirstCharacter(line));
            var title = line.ToString();
            return reads && lines.MoveNext() && (lines.Current.Trim().IsEmpty || IsLabelled(lines.Current)) && HasMore(lines) ? title : null;
        }

        return null;
    }

    /// <summary>The date that the text itself gives, in a line such as "Published: 9 January 2020" near its top or in a dateline with its year; null elsewhere.</summary>
    public static DateOnly? PublishedAt(string text)
    {
        if (Labelled(text, DateLabels) is { } labelled && WrittenDate.Find(labelled, out _) is { } stated)
        {
            return stated;
        }

        var seen = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (Dateline(line.Trim()) is { } date)
            {
                return date;
            }

            if (++seen == HeadLineCount)
            {
                break;
            }
        }

        return null;
    }

    /// <summary>"LONDON, Jan. 9, 2020 (Reuters) —": capitals, a whole date soon after, and a dash or a parenthesis after that.</summary>
    private static DateOnly? Dateline(ReadOnlySpan<char> line)
    {
        if (line.Length < 4 || !char.IsUpper(line[0]) || !char.IsUpper(line[1]) || !char.IsUpper(line[2]))
        {
            return null;
        }

        var head = line[..Math.Min(line.Length, 80)];
        var date = WrittenDate.Find(head, out var end);
        var after = date is null ? default : head[end..].TrimStart();
        return after.Length > 0 && after[0] is '(' or '—' or '–' or '-' or '|' ? date : null;
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

    private static bool IsLabelled(ReadOnlySpan<char> line)
    {
        foreach (var label in (ReadOnlySpan<string>)[.. DateLabels, .. OutletLabels])
        {
            if (!After(line.Trim(), label).IsEmpty)
            {
                return true;
            }
        }

        return false;
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
