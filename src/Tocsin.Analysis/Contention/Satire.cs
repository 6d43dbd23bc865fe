using System.Collections.Immutable;
using Tocsin.Analysis.Events;

namespace Tocsin.Analysis.Contention;

/// <summary>Knows a text that its own publisher marks as satire, in its title, in a line above it ("Section: Satire") or in one below it ("This article is satire").</summary>
/// <remarks>What it tells is kept, and held for imagined. A text that only speaks of satire is none.</remarks>
internal sealed class Satire
{
    /// <summary>Lines at either end in which the mark may stand.</summary>
    private const int Lines = 6;
    private const int LineLengthMax = 160;

    private const string Why = "the publisher marks the text as satire";

    private readonly List<string> _labels = [];
    private readonly HashSet<string> _words = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _notes = [];

    public Satire()
    {
        foreach (var fields in FactFile.ReadEmbedded("contention/satire.tsv", 2))
        {
            switch (fields[0])
            {
                case "label":
                    _labels.Add(fields[1]);
                    break;
                case "word":
                    _words.Add(fields[1]);
                    break;
                case "note":
                    _notes.Add(fields[1]);
                    break;
            }
        }
    }

    /// <summary>The same events, each as imagined where the text is satire; the same array elsewhere.</summary>
    public ImmutableArray<Event> Apply(Document document, ImmutableArray<Event> events) =>
        events.IsEmpty || !IsMarked(document) ? events
        : [.. events.Select(told => told with { Status = EventStatus.Possible, Happened = EventStatus.Possible, Factuality = Factuality.Hypothetical, StatusReason = Why, FactualityReason = Why })];

    private bool IsMarked(Document document) => IsMark(document.Title) || InFirstLines(document.Text) || InLastLines(document.Text);

    private bool InFirstLines(string text)
    {
        var left = Lines;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (IsMark(line))
            {
                return true;
            }

            if (!line.IsWhiteSpace() && --left == 0)
            {
                break;
            }
        }

        return false;
    }

    private bool InLastLines(string text)
    {
        var rest = text.AsSpan().TrimEnd();
        for (var left = Lines; left > 0 && !rest.IsEmpty; left--)
        {
            var start = rest.LastIndexOf('\n') + 1;
            if (IsMark(rest[start..]))
            {
                return true;
            }

            rest = start == 0 ? default : rest[..(start - 1)].TrimEnd();
        }

        return false;
    }

    /// <summary>"Satire", "SATIRE: …", "(satire)", "Section: Humour", "This article is satire."</summary>
    private bool IsMark(ReadOnlySpan<char> line)
    {
        line = line.Trim();
        if (line.IsEmpty || line.Length > LineLengthMax)
        {
            return false;
        }

        foreach (var note in _notes)
        {
            if (line.Contains(note, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        if (line.IndexOf(':') is var colon and > 0)
        {
            var label = line[..colon].Trim();
            var value = line[(colon + 1)..].Trim();
            if (IsWord(label))
            {
                return true;
            }

            foreach (var known in _labels)
            {
                if (label.Equals(known, StringComparison.OrdinalIgnoreCase))
                {
                    return IsWord(value);
                }
            }
        }

        // "Troops storm moon (satire)", "[SATIRE] Troops storm moon", and the word alone on its line.
        return IsWord(line) || IsBracketed(line, '(', ')') || IsBracketed(line, '[', ']');
    }

    private bool IsBracketed(ReadOnlySpan<char> line, char open, char close)
    {
        var start = line.IndexOf(open);
        var end = start < 0 ? -1 : line[start..].IndexOf(close);
        return end > 0 && (start == 0 || start + end == line.Length - 1) && IsWord(line[(start + 1)..(start + end)].Trim());
    }

    private bool IsWord(ReadOnlySpan<char> text) => text.Length is > 0 and < 40 && _words.Contains(text.ToString());
}
