using System.Buffers;
using System.Globalization;

namespace Tocsin.Analysis.Export;

/// <summary>Writes lines of comma-separated values as RFC 4180 has them: CRLF at the end, quotes where needed and doubled inside.</summary>
/// <remarks>
/// White space in a cell, line ends with it, becomes one space. A text that starts with = + - or @ would be run as a formula by a spreadsheet, so it gets a leading apostrophe;
/// numbers of our own do not.
/// </remarks>
internal sealed class CsvLine(TextWriter writer)
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");
    private bool _isStarted;

    public CsvLine Text(string? text)
    {
        var flat = Flat.Text(text);
        Cell(flat.Length > 0 && flat[0] is '=' or '+' or '-' or '@' ? "'" + flat : flat);
        return this;
    }

    public CsvLine Number(double? number)
    {
        Cell(number is { } known && double.IsFinite(known) ? known.ToString("0.######", CultureInfo.InvariantCulture) : "");
        return this;
    }

    public CsvLine Day(DateOnly? day)
    {
        Cell(day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "");
        return this;
    }

    public CsvLine Empty()
    {
        Cell("");
        return this;
    }

    public void End()
    {
        writer.Write("\r\n");
        _isStarted = false;
    }

    private void Cell(string text)
    {
        if (_isStarted)
        {
            writer.Write(',');
        }

        _isStarted = true;
        if (text.AsSpan().ContainsAny(Special))
        {
            writer.Write('"');
            writer.Write(text.Replace("\"", "\"\"", StringComparison.Ordinal));
            writer.Write('"');
        }
        else
        {
            writer.Write(text);
        }
    }
}
