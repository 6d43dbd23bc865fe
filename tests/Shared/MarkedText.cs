using System.Globalization;
using System.Text;
using Tocsin.Language;

namespace Tocsin.Tests;

/// <summary>A marked run of words.</summary>
/// <param name="Role">The letter before the numbers: s for source, c for cue, t for content.</param>
internal readonly record struct Mark(char Role, int Number, TextSpan Span);

/// <summary>Text with marks in it, such as <c>{s1:The mayor} {c1:said} {t1:{s2:rebels} {c2:fled}}</c>; the marks carry the offsets, so nobody counts characters.</summary>
/// <remarks>A mark is <c>{letter numbers:words}</c>, without a blank; <c>{s1,2:…}</c> stands for two marks; marks nest.</remarks>
internal sealed record MarkedText(string Text, IReadOnlyList<Mark> Marks)
{
    /// <exception cref="FormatException">A brace that opens no mark, or is not closed.</exception>
    public static MarkedText Parse(string marked)
    {
        var text = new StringBuilder();
        var marks = new List<Mark>();
        var open = new Stack<(char Role, int[] Numbers, int Start)>();
        for (var i = 0; i < marked.Length; i++)
        {
            if (marked[i] == '{')
            {
                var colon = marked.IndexOf(':', i);
                if (colon < i + 3 || !char.IsAsciiLetterLower(marked[i + 1]))
                {
                    throw new FormatException($"A mark looks like {{s1:words}}, not {marked[i..Math.Min(marked.Length, i + 12)]}");
                }

                var numbers = marked[(i + 2)..colon].Split(',').Select(n => int.Parse(n, NumberStyles.None, CultureInfo.InvariantCulture)).ToArray();
                open.Push((marked[i + 1], numbers, text.Length));
                i = colon;
            }
            else if (marked[i] == '}')
            {
                if (!open.TryPop(out var mark))
                {
                    throw new FormatException($"A mark is closed that was not opened: …{text.ToString(Math.Max(0, text.Length - 30), Math.Min(30, text.Length))}");
                }

                marks.AddRange(mark.Numbers.Select(n => new Mark(mark.Role, n, TextSpan.FromBounds(mark.Start, text.Length))));
            }
            else
            {
                text.Append(marked[i]);
            }
        }

        return open.Count == 0 ? new MarkedText(text.ToString(), marks) : throw new FormatException($"{open.Count} marks are not closed.");
    }

    /// <summary>The spans of one role of one number, in text order.</summary>
    public IReadOnlyList<TextSpan> Of(char role, int number) => [.. Marks.Where(m => m.Role == role && m.Number == number).Select(m => m.Span).Order()];
}
