using System.Globalization;
using System.Text;

namespace Tocsin.Analysis.Export;

/// <summary>Fields of one row, parted by commas (RFC 4180) or tabs.</summary>
internal static class DelimitedText
{
    /// <summary>A comma-separated row; a field is quoted where it holds a comma, a quote or a line break.</summary>
    public static string Csv(IEnumerable<string?> fields) => string.Join(',', fields.Select(Quote));

    /// <summary>A tab-separated row, which knows no quoting: white space inside a field becomes one space.</summary>
    public static string Tabs(IEnumerable<string?> fields) => string.Join('\t', fields.Select(Flat));

    public static string? Number(double? value) => value?.ToString("0.######", CultureInfo.InvariantCulture);

    public static string? Number(int? value) => value?.ToString(CultureInfo.InvariantCulture);

    public static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Quote(string? field)
    {
        if (string.IsNullOrEmpty(field))
        {
            return "";
        }

        return field.AsSpan().IndexOfAny(",\"\r\n") < 0 ? field : "\"" + field.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
    }

    private static string Flat(string? field)
    {
        if (string.IsNullOrEmpty(field))
        {
            return "";
        }

        var result = new StringBuilder(field.Length);
        foreach (var c in field)
        {
            result.Append(char.IsWhiteSpace(c) || char.IsControl(c) ? ' ' : c);
        }

        return result.ToString();
    }
}
