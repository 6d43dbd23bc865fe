namespace Tocsin.Intake.Feeds;

/// <param name="Offset">In the text.</param>
/// <param name="What">As a clause.</param>
internal readonly record struct LooseFault(int Offset, string What);

/// <summary>
/// Reads XML that may be broken, and says where: stray ampersands, unclosed and misplaced tags, HTML where text should be, attributes without quotes, a text that ends in the middle.
/// What is declared in a DTD is passed over, so no entity stands for anything but itself, XML's five and those of HTML, and nothing outside the text is ever read.
/// </summary>
internal sealed class LooseXml
{
    /// <summary>Tags nested more deeply are passed over, their text is kept.</summary>
    private const int DepthMax = 200;

    private const int FaultsMax = 1000;

    private readonly string _text;
    private readonly List<LooseFault> _faults = [];
    private readonly LooseText _run;
    private LooseElement _open;
    private int _depth;

    private LooseXml(string text)
    {
        _text = text;
        _run = new LooseText(text, Fault);
        _open = Root = new LooseElement(null, "", "", 0) { End = text.Length };
    }

    /// <summary>Has no name; holds the document's element and whatever stands around it.</summary>
    public LooseElement Root { get; }

    /// <summary>By their place in the text; a thousand at most.</summary>
    public IReadOnlyList<LooseFault> Faults => _faults;

    /// <summary>Never throws, whatever the text.</summary>
    public static LooseXml Parse(string text)
    {
        var xml = new LooseXml(text);
        xml.Read();
        return xml;
    }

    /// <summary>Elements of HTML that are never closed, met where a feed holds HTML that was not escaped. "link" is not among them: in a feed it holds the address.</summary>
    public static bool HoldsNothing(string name) => name is "br" or "hr" or "img" or "wbr" or "BR" or "HR" or "IMG" or "WBR";

    private void Read()
    {
        var at = 0;
        while (at < _text.Length)
        {
            var tag = _text.IndexOf('<', at);
            _run.Append(at, tag < 0 ? _text.Length : tag);
            if (tag < 0)
            {
                break;
            }

            at = Markup(tag);
        }

        EndRun();
        while (_open != Root)
        {
            _open.IsCut = true;
            Close(_text.Length);
        }
    }

    /// <summary>Reads what begins with &lt; and returns the offset after it.</summary>
    private int Markup(int at)
    {
        var rest = _text.AsSpan(at);
        if (rest.StartsWith("<!--"))
        {
            return After("-->", at + 4, "a comment is not closed");
        }

        if (rest.StartsWith("<![CDATA["))
        {
            var end = _text.IndexOf("]]>", at + 9, StringComparison.Ordinal);
            _run.AppendClean(_text.AsSpan(at + 9, (end < 0 ? _text.Length : end) - at - 9));
            return end < 0 ? _text.Length : end + 3;
        }

        if (rest.StartsWith("<!"))
        {
            return AfterDeclaration(at);
        }

        if (rest.StartsWith("<?"))
        {
            return After("?>", at + 2, "a processing instruction is not closed");
        }

        if (rest.Length > 1 && rest[1] == '/')
        {
            return EndTag(at);
        }

        if (rest.Length > 1 && (char.IsLetter(rest[1]) || rest[1] is '_' or ':'))
        {
            return StartTag(at);
        }

        Fault(at, "a < that is not written &lt;");
        _run.AppendClean("<");
        return at + 1;
    }

    private int After(string end, int from, string fault)
    {
        var found = _text.IndexOf(end, from, StringComparison.Ordinal);
        if (found < 0)
        {
            Fault(from, fault);
            return _text.Length;
        }

        return found + end.Length;
    }

    /// <summary>Passes over a DTD with all that it declares.</summary>
    private int AfterDeclaration(int at)
    {
        var depth = 0;
        for (var i = at; i < _text.Length; i++)
        {
            switch (_text[i])
            {
                case '[':
                    depth++;
                    break;
                case ']':
                    depth--;
                    break;
                case '>' when depth <= 0:
                    if (_text.AsSpan(at, i - at).Contains('['))
                    {
                        Fault(at, "it declares entities of its own, which are not read");
                    }

                    return i + 1;
            }
        }

        Fault(at, "a declaration is not closed");
        return _text.Length;
    }

    private int EndTag(int at)
    {
        var end = _text.IndexOf('>', at);
        if (end < 0)
        {
            return _text.Length;
        }

        EndRun();
        var name = _text.AsSpan(at + 2, end - at - 2).Trim();
        var open = _open;
        while (open != Root && !IsNamed(open, name))
        {
            if (IsRecord(open) && !IsRecordName(name) && !IsWhole(name))
            {
                open = Root;
                break;
            }

            open = open.Parent!;
        }

        if (open == Root)
        {
            if (!HoldsNothing(name.ToString()))
            {
                Fault(at, $"</{Shown(name)}> closes nothing");
            }

            return end + 1;
        }

        while (_open != open)
        {
            Fault(_open.Start, $"<{Shown(_open.LocalName)}> is not closed");
            Close(at);
        }

        Close(end + 1);
        return end + 1;
    }

    private int StartTag(int at)
    {
        var end = NameEnd(at + 1);
        var (prefix, name) = Split(_text.AsSpan(at + 1, end - at - 1));
        EndRun();
        if (IsRecordName(name) && prefix.Length == 0)
        {
            // An item within an item is one that was not closed.
            for (var open = _open; open != Root; open = open.Parent!)
            {
                if (IsRecord(open))
                {
                    while (_open != open.Parent)
                    {
                        Fault(_open.Start, $"<{Shown(_open.LocalName)}> is not closed");
                        Close(at);
                    }

                    break;
                }
            }
        }

        var element = new LooseElement(_open, prefix, name, at);
        var isEmpty = false;
        for (var i = end; ;)
        {
            while (i < _text.Length && (char.IsWhiteSpace(_text[i]) || _text[i] == '/'))
            {
                isEmpty = _text[i] == '/';
                i++;
            }

            if (i >= _text.Length)
            {
                // The text ends within the tag: what it opens is not there.
                _open.IsCut = true;
                return i;
            }

            if (_text[i] == '>')
            {
                end = i + 1;
                break;
            }

            if (_text[i] == '<')
            {
                Fault(at, $"the tag <{Shown(name)} is not closed");
                end = i;
                break;
            }

            isEmpty = false;
            i = Attribute(element, i);
        }

        if (_depth >= DepthMax)
        {
            Fault(at, "tags nested too deeply");
            return end;
        }

        _open.Add(element);
        if (isEmpty || (prefix.Length == 0 && HoldsNothing(name)))
        {
            element.End = end;
            return end;
        }

        _open = element;
        _depth++;
        return end;
    }

    /// <summary>Reads one attribute, with or without quotes or value, and returns the offset after it.</summary>
    private int Attribute(LooseElement element, int at)
    {
        var end = at + 1;
        while (end < _text.Length && !char.IsWhiteSpace(_text[end]) && _text[end] is not ('=' or '>' or '/' or '<' or '"' or '\''))
        {
            end++;
        }

        var name = _text[at..end];
        var i = end;
        while (i < _text.Length && char.IsWhiteSpace(_text[i]))
        {
            i++;
        }

        if (i >= _text.Length || _text[i] != '=')
        {
            return end;
        }

        do
        {
            i++;
        }
        while (i < _text.Length && char.IsWhiteSpace(_text[i]));

        if (i < _text.Length && _text[i] is '"' or '\'')
        {
            var close = _text.IndexOf(_text[i], i + 1);
            if (close < 0)
            {
                return _text.Length;
            }

            // A quotation mark that is missing would swallow all up to the next one.
            if (!_text.AsSpan(i + 1, close - i - 1).Contains("</", StringComparison.Ordinal))
            {
                element.AddAttribute(name, _run.Decoded(i + 1, close));
                return close + 1;
            }

            Fault(i, "a quotation mark is missing");
            i++;
        }

        var from = i;
        while (i < _text.Length && !char.IsWhiteSpace(_text[i]) && _text[i] is not ('>' or '<'))
        {
            i++;
        }

        element.AddAttribute(name, _run.Decoded(from, i));
        return i;
    }

    private void EndRun()
    {
        if (_run.Take() is { } text)
        {
            _open.Add(text);
        }
    }

    private void Close(int end)
    {
        _open.End = end;
        _open = _open.Parent!;
        _depth--;
    }

    private int NameEnd(int at)
    {
        while (at < _text.Length && !char.IsWhiteSpace(_text[at]) && _text[at] is not ('>' or '/' or '<' or '='))
        {
            at++;
        }

        return at;
    }

    private static (string Prefix, string Name) Split(ReadOnlySpan<char> name)
    {
        var colon = name.IndexOf(':');
        return colon < 0 ? ("", name.ToString()) : (name[..colon].ToString(), name[(colon + 1)..].ToString());
    }

    private static bool IsNamed(LooseElement element, ReadOnlySpan<char> name) => element.Prefix.Length == 0
        ? name.Equals(element.LocalName, StringComparison.OrdinalIgnoreCase)
        : name.Length == element.Prefix.Length + 1 + element.LocalName.Length && name.StartsWith(element.Prefix, StringComparison.OrdinalIgnoreCase)
            && name.EndsWith(element.LocalName, StringComparison.OrdinalIgnoreCase);

    /// <summary>What a fault within must not reach beyond: one item.</summary>
    private static bool IsRecord(LooseElement element) => element.Prefix.Length == 0 && IsRecordName(element.LocalName);

    private static bool IsRecordName(ReadOnlySpan<char> name) => name is "item" or "entry";

    private static bool IsWhole(ReadOnlySpan<char> name) =>
        name is "channel" or "rss" or "feed" || name.EndsWith(":RDF", StringComparison.Ordinal);

    private void Fault(int at, string what)
    {
        if (_faults.Count < FaultsMax)
        {
            _faults.Add(new LooseFault(at, what));
        }
    }

    public static string Shown(ReadOnlySpan<char> name) => name.Length <= 30 ? name.ToString() : string.Concat(name[..30], "…");
}
