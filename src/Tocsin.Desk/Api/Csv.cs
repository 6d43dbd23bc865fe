using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Tocsin.Desk.Api;

/// <summary>Tables for spreadsheets (RFC 4180).</summary>
internal static class Csv
{
    public static string Of(IReadOnlyList<string> columns, IEnumerable<string?[]> rows)
    {
        var csv = new StringBuilder();
        csv.AppendJoin(',', columns).Append("\r\n");
        foreach (var row in rows)
        {
            csv.AppendJoin(',', row.Select(Cell)).Append("\r\n");
        }

        return csv.ToString();
    }

    public static IResult Answer(IReadOnlyList<string> columns, IEnumerable<string?[]> rows) => Results.Text(Of(columns, rows), "text/csv", Encoding.UTF8);

    public static string? Moment(DateTimeOffset? moment) => moment is { } at ? Shell.Words.Iso(at) : null;

    public static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string? Number(double? number) => number?.ToString("0.####", CultureInfo.InvariantCulture);

    public static string? Number(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    /// <summary>What a spreadsheet would take for a formula is led by an apostrophe: the words come from outside.</summary>
    private static string Cell(string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return "";
        }

        var safe = value[0] is '=' or '@' or '\t' or '\r' || (value[0] is '+' or '-' && !double.TryParse(value, CultureInfo.InvariantCulture, out _)) ? "'" + value : value;
        return safe.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
