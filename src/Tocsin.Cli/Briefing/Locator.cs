using System.Globalization;
using Tocsin.Analysis;
using Tocsin.Intake;
using Tocsin.Language;

namespace Tocsin.Cli.Briefing;

/// <summary>Says where in a text something stands, in the way its reader can find it again.</summary>
/// <remarks>
/// A text file is counted as editors do, <c>line:column</c>. A page or a JSON string has no lines its reader sees, so there it is
/// <c>¶paragraph:character</c>. All count from 1, characters in UTF-16 units.
/// </remarks>
internal sealed class Locator
{
    private readonly List<int> _starts = [0];
    private readonly bool _isLines;

    public Locator(Document document)
    {
        _isLines = document.Path is { } path && InputKinds.OfName(path) is null or InputKind.Text;
        var text = document.Text;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\n' && !(text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
            {
                continue;
            }

            var start = i + 1;
            if (!_isLines)
            {
                while (start < text.Length && char.IsWhiteSpace(text[start]))
                {
                    start++;
                }

                i = start - 1;
            }

            _starts.Add(start);
        }
    }

    public string Legend => _isLines ? "line:column" : "¶paragraph:character";

    public string Of(TextSpan span)
    {
        var found = _starts.BinarySearch(span.Start);
        var unit = found >= 0 ? found : ~found - 1;
        return string.Create(CultureInfo.InvariantCulture, $"{(_isLines ? "" : "¶")}{unit + 1}:{span.Start - _starts[unit] + 1}");
    }
}
