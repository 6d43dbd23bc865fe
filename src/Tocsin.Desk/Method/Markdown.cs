using System.Collections.Immutable;

namespace Tocsin.Desk.Method;

/// <summary>A part of a document in the little Markdown that our own documentation uses.</summary>
public abstract record MarkdownBlock
{
    public sealed record Heading(int Level, string Text) : MarkdownBlock;

    public sealed record Paragraph(string Text) : MarkdownBlock;

    public sealed record Code(string Text) : MarkdownBlock;

    public sealed record Items(ImmutableArray<string> Texts) : MarkdownBlock;

    /// <param name="Rows">The first one is the head.</param>
    public sealed record Table(ImmutableArray<ImmutableArray<string>> Rows) : MarkdownBlock;
}

/// <summary>A part of a document under one of its headings of the second level.</summary>
/// <param name="Title">Null for what stands before the first of them.</param>
/// <param name="Id">For its address: "the-desk".</param>
public sealed record MarkdownSection(string? Title, string Id, ImmutableArray<MarkdownBlock> Blocks)
{
    public static ImmutableArray<MarkdownSection> Cut(IEnumerable<MarkdownBlock> blocks)
    {
        var sections = new List<(string? Title, List<MarkdownBlock> Blocks)> { (null, []) };
        foreach (var block in blocks)
        {
            if (block is MarkdownBlock.Heading { Level: 2 } heading)
            {
                sections.Add((heading.Text, []));
            }
            else
            {
                sections[^1].Blocks.Add(block);
            }
        }

        return [.. sections.Where(section => section.Blocks.Count > 0).Select((section, place) => new MarkdownSection(section.Title, IdOf(section.Title, place), [.. section.Blocks]))];
    }

    private static string IdOf(string? title, int place) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{string.Join('-', (title ?? "figures").ToLowerInvariant().Split([.. " ,.:;()`*/'"], StringSplitOptions.RemoveEmptyEntries))}-{place}");
}

/// <summary>Reads headings, paragraphs, lists, tables and code of our own documents. What it does not know stays as it is written.</summary>
public static class Markdown
{
    public static ImmutableArray<MarkdownBlock> Read(string text)
    {
        var blocks = ImmutableArray.CreateBuilder<MarkdownBlock>();
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var i = 0;
        List<string> While(Func<string, bool> holds)
        {
            var taken = new List<string>();
            for (; i < lines.Length && holds(lines[i]); i++)
            {
                taken.Add(lines[i]);
            }

            return taken;
        }

        while (i < lines.Length)
        {
            var line = lines[i];
            if (line.Length == 0)
            {
                i++;
            }
            else if (line.StartsWith("```", StringComparison.Ordinal))
            {
                i++;
                blocks.Add(new MarkdownBlock.Code(string.Join('\n', While(inside => !inside.StartsWith("```", StringComparison.Ordinal)))));
                i++;
            }
            else if (line[0] == '#')
            {
                blocks.Add(new MarkdownBlock.Heading(line.TakeWhile(letter => letter == '#').Count(), line.TrimStart('#').Trim()));
                i++;
            }
            else if (line[0] == '|')
            {
                var rows = While(row => row.StartsWith('|')).Where(row => row.Any(letter => letter is not ('|' or '-' or ':' or ' '))).Select(row => Cells(row).ToImmutableArray());
                blocks.Add(new MarkdownBlock.Table([.. rows]));
            }
            else if (IsItem(line))
            {
                var items = new List<string>();
                foreach (var item in While(item => item.Length > 0))
                {
                    if (IsItem(item) || items.Count == 0)
                    {
                        items.Add(item[2..]);
                    }
                    else
                    {
                        items[^1] += " " + item.Trim();
                    }
                }

                blocks.Add(new MarkdownBlock.Items([.. items]));
            }
            else
            {
                blocks.Add(new MarkdownBlock.Paragraph(string.Join(' ', While(inside => inside.Length > 0 && inside[0] is not ('#' or '|') && !inside.StartsWith("```", StringComparison.Ordinal)))));
            }
        }

        return blocks.ToImmutable();
    }

    private static IEnumerable<string> Cells(string row)
    {
        var inner = row.Trim();
        return inner[1..(inner.EndsWith('|') && inner.Length > 1 ? inner.Length - 1 : inner.Length)].Split('|').Select(cell => cell.Trim());
    }

    private static bool IsItem(string line) => line.StartsWith("- ", StringComparison.Ordinal) || line.StartsWith("* ", StringComparison.Ordinal);

    /// <summary>Runs of a line with how they are set; a link keeps its words alone, for our documents point at files that the desk does not have.</summary>
    public static IEnumerable<(string Text, char Style)> Runs(string line)
    {
        var at = 0;
        while (at < line.Length)
        {
            var next = line.AsSpan(at).IndexOfAny('`', '*', '[');
            if (next < 0)
            {
                yield return (line[at..], ' ');
                yield break;
            }

            next += at;
            var (close, style) = line[next] switch
            {
                '`' => (line.IndexOf('`', next + 1), '`'),
                '*' when next + 1 < line.Length && line[next + 1] == '*' => (line.IndexOf("**", next + 2, StringComparison.Ordinal), '*'),
                '[' => (line.IndexOf("](", next, StringComparison.Ordinal), '['),
                _ => (-1, ' '),
            };
            var end = style == '[' && close > 0 ? line.IndexOf(')', close) : close;
            if (close < 0 || end < 0)
            {
                yield return (line[at..(next + 1)], ' ');
                at = next + 1;
                continue;
            }

            if (next > at)
            {
                yield return (line[at..next], ' ');
            }

            yield return (line[(next + (style == '*' ? 2 : 1))..close], style == '[' ? ' ' : style);
            at = end + (style == '*' ? 2 : 1);
        }
    }
}
