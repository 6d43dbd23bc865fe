using System.Net;
using System.Text;

namespace Tocsin.Intake.Feeds;

/// <summary>An element of XML that may be broken.</summary>
internal sealed class LooseElement(LooseElement? parent, string prefix, string name, int start)
{
    /// <summary>Elements and strings, in order.</summary>
    private readonly List<object> _content = [];

    private readonly List<(string Name, string Value)> _attributes = [];

    public LooseElement? Parent => parent;

    public string Prefix => prefix;

    public string LocalName => name;

    /// <summary>Offset of its tag in the text.</summary>
    public int Start => start;

    /// <summary>Offset after its end; the text's length where it was never closed.</summary>
    public int End { get; set; }

    /// <summary>The text ended before it did.</summary>
    public bool IsCut { get; set; }

    public IEnumerable<LooseElement> Elements => _content.OfType<LooseElement>();

    public bool HasElements => _content.Any(node => node is LooseElement);

    /// <summary>The namespace that its prefix stands for here; empty where none was declared.</summary>
    public string Namespace
    {
        get
        {
            for (LooseElement? at = this; at is not null; at = at.Parent)
            {
                if (at.Attribute(prefix.Length == 0 ? "xmlns" : "xmlns:" + prefix) is { } declared)
                {
                    return declared;
                }
            }

            return "";
        }
    }

    public void Add(object node) => _content.Add(node);

    public void AddAttribute(string name, string value) => _attributes.Add((name, value));

    /// <param name="named">With its prefix; case does not count.</param>
    public string? Attribute(string named)
    {
        foreach (var (key, value) in _attributes)
        {
            if (string.Equals(key, named, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>All characters in it and below.</summary>
    public string Text()
    {
        if (_content.Count == 1 && _content[0] is string only)
        {
            return only;
        }

        var text = new StringBuilder();
        AppendText(text);
        return text.ToString();
    }

    /// <summary>Its content as HTML: what a feed holds as markup where it should have been escaped, or as XHTML.</summary>
    public string Markup()
    {
        var html = new StringBuilder();
        AppendMarkup(html);
        return html.ToString();
    }

    private void AppendText(StringBuilder text)
    {
        foreach (var node in _content)
        {
            if (node is LooseElement element)
            {
                element.AppendText(text);
            }
            else
            {
                text.Append((string)node);
            }
        }
    }

    private void AppendMarkup(StringBuilder html)
    {
        foreach (var node in _content)
        {
            if (node is LooseElement element)
            {
                html.Append('<').Append(element.LocalName).Append('>');
                element.AppendMarkup(html);
                if (!LooseXml.HoldsNothing(element.LocalName))
                {
                    html.Append("</").Append(element.LocalName).Append('>');
                }
            }
            else
            {
                html.Append(WebUtility.HtmlEncode((string)node));
            }
        }
    }
}
