using System.Globalization;
using System.Text;

namespace Tocsin.Cli.Briefing;

/// <summary>Lays lines out for a terminal or a file of a given width. All text is made printable here and nowhere else.</summary>
/// <param name="width">Columns, at least 40.</param>
/// <param name="colour">Bold and dim for those who see them; the layout says everything without.</param>
internal sealed class Page(int width, bool colour)
{
    private const int EntryIndent = 5;
    private const string Bold = "\u001b[1m";
    private const string Dim = "\u001b[2m";
    private const string Plain = "\u001b[0m";
    private readonly StringBuilder _text = new();

    /// <summary>The title of a document, between rules.</summary>
    public void Title(string title)
    {
        Rule('━');
        Wrap(title, "", "", Bold);
    }

    public void Rule(char line) => _text.Append(line, width).Append('\n');

    public void Blank() => _text.Append('\n');

    /// <summary>A section's name, and on the right what the places beside its lines count.</summary>
    public void Section(string name, string right = "")
    {
        Blank();
        TwoSides(name, right, Bold);
    }

    /// <summary>A numbered line with its place in the text on the right.</summary>
    public void Entry(int number, string head, string place)
    {
        var label = string.Create(CultureInfo.InvariantCulture, $"{number,3}  ");
        TwoSides(head, place, Bold, label);
    }

    /// <summary>Running text below an entry.</summary>
    public void Body(string text, int deeper = 0)
    {
        var indent = new string(' ', EntryIndent + deeper);
        Wrap(text, indent, indent, "");
    }

    /// <summary>An item below an entry, with its place in the text on the right.</summary>
    public void Item(string mark, string text, string place) => TwoSides(text, place, "", new string(' ', EntryIndent) + mark + " ");

    /// <summary>Two columns side by side below an entry, a line between them; each text begins a line of its own, and one with a dot hangs from it.</summary>
    public void FaceToFace(IReadOnlyList<string> left, IReadOnlyList<string> right)
    {
        var room = (width - EntryIndent - 3) / 2;
        var (one, other) = (left.SelectMany(text => Hanging(text, room)).ToList(), right.SelectMany(text => Hanging(text, room)).ToList());
        for (var i = 0; i < Math.Max(one.Count, other.Count); i++)
        {
            var (here, there) = (i < one.Count ? one[i] : "", i < other.Count ? other[i] : "");
            _text.Append(' ', EntryIndent).Append(here).Append(' ', room - Printable.Width(here)).Append(there.Length > 0 ? " │ " : " │").Append(there).Append('\n');
        }
    }

    /// <summary>A line of a table, laid out by whoever writes it: no wider than the page, and printable already.</summary>
    public void Row(string line) => _text.Append(line).Append('\n');

    /// <summary>Text that explains rather than tells.</summary>
    public void Aside(string text, int indent = 0) => Wrap(text, new string(' ', indent), new string(' ', indent), Dim);

    public string Take()
    {
        var taken = _text.ToString();
        _text.Clear();
        return taken;
    }

    private static IEnumerable<string> Hanging(string text, int room)
    {
        text = Printable.Line(text);
        return text.StartsWith("· ", StringComparison.Ordinal) ? Lines(text[2..], room - 2).Select((line, i) => (i == 0 ? "· " : "  ") + line) : Lines(text, room);
    }

    /// <summary>Left text wrapped clear of the right one, which stands at the end of the first line.</summary>
    private void TwoSides(string left, string right, string style, string label = "")
    {
        right = Printable.Line(right);
        var room = width - (right.Length == 0 ? 0 : Printable.Width(right) + 2);
        var indent = new string(' ', label.Length);
        var isFirst = true;
        foreach (var line in Lines(Printable.Line(left), room - label.Length))
        {
            _text.Append(isFirst ? label : indent);
            Styled(line, style);
            if (isFirst && right.Length > 0)
            {
                _text.Append(' ', width - label.Length - Printable.Width(line) - Printable.Width(right));
                Styled(right, Dim);
            }

            _text.Append('\n');
            isFirst = false;
        }
    }

    private void Wrap(string text, string first, string next, string style)
    {
        var indent = first;
        foreach (var line in Lines(Printable.Line(text), width - first.Length))
        {
            _text.Append(indent);
            Styled(line, style);
            _text.Append('\n');
            indent = next;
        }
    }

    private void Styled(string text, string style)
    {
        if (!colour || style.Length == 0)
        {
            _text.Append(text);
        }
        else
        {
            _text.Append(style).Append(text).Append(Plain);
        }
    }

    /// <summary>Words, each with the dot that follows it: a line may end with a separator and never begins with one.</summary>
    private static IEnumerable<string> Words(string text)
    {
        string? held = null;
        foreach (var word in text.Split(' '))
        {
            if (word == "·" && held is not null)
            {
                yield return $"{held} ·";
                held = null;
                continue;
            }

            if (held is not null)
            {
                yield return held;
            }

            held = word;
        }

        if (held is not null)
        {
            yield return held;
        }
    }

    /// <summary>Lines of at most so many columns, broken at spaces, and inside a word only where it is longer than a line.</summary>
    private static List<string> Lines(string text, int room)
    {
        room = Math.Max(room, 10);
        var lines = new List<string>();
        var line = new StringBuilder();
        var used = 0;
        foreach (var word in Words(text))
        {
            var wide = Printable.Width(word);
            if (used > 0 && used + 1 + wide > room)
            {
                lines.Add(line.ToString());
                line.Clear();
                used = 0;
            }

            if (used > 0)
            {
                line.Append(' ');
                used++;
            }

            if (wide <= room)
            {
                line.Append(word);
                used += wide;
                continue;
            }

            foreach (var rune in word.EnumerateRunes())
            {
                var columns = Printable.Width(rune);
                if (used + columns > room)
                {
                    lines.Add(line.ToString());
                    line.Clear();
                    used = 0;
                }

                line.Append(rune);
                used += columns;
            }
        }

        if (line.Length > 0 || lines.Count == 0)
        {
            lines.Add(line.ToString());
        }

        return lines;
    }
}
