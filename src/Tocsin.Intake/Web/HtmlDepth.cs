namespace Tocsin.Intake.Web;

/// <summary>Guesses how deeply a page is nested from its tags alone, in one pass.</summary>
internal static class HtmlDepth
{
    /// <summary>Elements that hold nothing or that the next of their kind ends.</summary>
    private static readonly HashSet<string> Uncounted = new(StringComparer.OrdinalIgnoreCase)
    {
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
        "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "optgroup", "colgroup", "caption", "rt", "rp", "html", "head", "body",
    };

    /// <summary>The most tags open at once; never less than the depth of the tree, apart from elements that hold few others.</summary>
    public static int AtMost(ReadOnlySpan<char> html)
    {
        int depth = 0, deepest = 0;
        var names = Uncounted.GetAlternateLookup<ReadOnlySpan<char>>();
        while (html.IndexOf('<') is var at and >= 0)
        {
            html = html[(at + 1)..];
            if (html.StartsWith("!--"))
            {
                html = After(html, "-->");
                continue;
            }

            var closes = html.StartsWith("/");
            var name = Name(closes ? html[1..] : html);
            if (name.IsEmpty || names.Contains(name))
            {
                continue;
            }

            if (closes)
            {
                depth = Math.Max(0, depth - 1);
                continue;
            }

            var end = html.IndexOf('>');
            var isEmpty = end > 0 && html[end - 1] == '/';
            if (name.Equals("script", StringComparison.OrdinalIgnoreCase) || name.Equals("style", StringComparison.OrdinalIgnoreCase))
            {
                html = isEmpty ? html : After(html, name.Equals("script", StringComparison.OrdinalIgnoreCase) ? "</script" : "</style");
            }
            else if (!isEmpty)
            {
                deepest = Math.Max(deepest, ++depth);
            }
        }

        return deepest;
    }

    private static ReadOnlySpan<char> Name(ReadOnlySpan<char> tag)
    {
        var length = 0;
        while (length < tag.Length && length < 32 && char.IsAsciiLetterOrDigit(tag[length]))
        {
            length++;
        }

        return length > 0 && char.IsAsciiLetter(tag[0]) ? tag[..length] : default;
    }

    private static ReadOnlySpan<char> After(ReadOnlySpan<char> html, string end)
    {
        var at = html.IndexOf(end, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? default : html[(at + end.Length)..];
    }
}
