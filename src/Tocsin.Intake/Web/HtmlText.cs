using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Tocsin.Intake.Web;

/// <summary>The text of HTML as a person sees it: blocks apart by a blank line, white space within a block as one space.</summary>
internal static class HtmlText
{
    /// <summary>Deeper trees are refused: the text below is walked recursively, and no article needs as much.</summary>
    public const int DepthMax = 400;

    /// <summary>Parsing takes time with the square of the depth, so what cannot be an article is refused before it.</summary>
    public const int TagsOpenMax = 2000;

    private static readonly HashSet<string> Blocks = new(StringComparer.OrdinalIgnoreCase)
    {
        "address", "article", "aside", "blockquote", "caption", "dd", "details", "div", "dl", "dt", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
        "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    };

    private static readonly HashSet<string> Unread = new(StringComparer.OrdinalIgnoreCase)
    {
        "script", "style", "noscript", "template", "svg", "head", "iframe", "object", "button", "select", "textarea", "nav", "footer", "form",
    };

    /// <summary>The text of a piece of HTML, or plain text as it is; null where it is nested too deeply.</summary>
    /// <param name="content">What a feed or a mail holds: text that may or may not be HTML.</param>
    public static string? Of(string content)
    {
        if (!LooksLikeHtml(content))
        {
            return content.Replace("\r\n", "\n", StringComparison.Ordinal).Trim();
        }

        if (HtmlDepth.AtMost(content) > TagsOpenMax)
        {
            return null;
        }

        var page = new HtmlParser().ParseDocument(content);
        return DepthOf(page) > DepthMax ? null : Of(page.Body ?? page.DocumentElement);
    }

    public static string Of(IElement root)
    {
        var text = new StringBuilder();
        Append(root, text, preformatted: false);
        return text.ToString().Trim();
    }

    /// <summary>The most tags open at once, found without recursion.</summary>
    public static int DepthOf(INode root)
    {
        int depth = 0, deepest = 0;
        for (var node = root; ;)
        {
            if (node.FirstChild is { } child)
            {
                node = child;
                deepest = Math.Max(deepest, ++depth);
                continue;
            }

            while (node != root && node.NextSibling is null)
            {
                node = node.Parent!;
                depth--;
            }

            if (node == root)
            {
                return deepest;
            }

            node = node.NextSibling!;
        }
    }

    /// <summary>Runs of white space as one space; null where nothing else is there.</summary>
    public static string? OneLine(string? value)
    {
        var words = value?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words is { Length: > 0 } ? string.Join(' ', words) : null;
    }

    /// <summary>A tag or an entity, as "5 &lt; 6 &amp; 7" has none.</summary>
    private static bool LooksLikeHtml(ReadOnlySpan<char> content)
    {
        for (var i = 0; i + 1 < content.Length; i++)
        {
            var next = content[i + 1];
            if (content[i] == '<' && (char.IsAsciiLetter(next) || next is '/' or '!'))
            {
                return true;
            }

            if (content[i] == '&' && (char.IsAsciiLetter(next) || next == '#') && content.Slice(i, Math.Min(12, content.Length - i)).Contains(';'))
            {
                return true;
            }
        }

        return false;
    }

    private static void Append(INode node, StringBuilder text, bool preformatted)
    {
        foreach (var child in node.ChildNodes)
        {
            switch (child)
            {
                case IText run:
                    AppendRun(run.Data, text, preformatted);
                    break;
                case IElement element when Unread.Contains(element.LocalName):
                    break;
                case IElement { LocalName: "br" }:
                    TrimSpace(text);
                    text.Append('\n');
                    break;
                case IElement element:
                    var isBlock = Blocks.Contains(element.LocalName);
                    if (isBlock)
                    {
                        EndBlock(text);
                    }

                    Append(element, text, preformatted || element.LocalName == "pre");
                    if (isBlock)
                    {
                        EndBlock(text);
                    }

                    break;
            }
        }
    }

    private static void AppendRun(string run, StringBuilder text, bool preformatted)
    {
        foreach (var character in run)
        {
            if (!char.IsWhiteSpace(character) || preformatted)
            {
                text.Append(character);
            }
            else if (text.Length > 0 && !char.IsWhiteSpace(text[^1]))
            {
                text.Append(' ');
            }
        }
    }

    private static void EndBlock(StringBuilder text)
    {
        TrimSpace(text);
        if (text.Length > 0)
        {
            while (text.Length < 2 || text[^1] != '\n' || text[^2] != '\n')
            {
                text.Append('\n');
            }
        }
    }

    private static void TrimSpace(StringBuilder text)
    {
        while (text.Length > 0 && text[^1] == ' ')
        {
            text.Length--;
        }
    }
}
