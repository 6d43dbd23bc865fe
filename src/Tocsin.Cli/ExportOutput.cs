using System.Text;
using Tocsin.Analysis;
using Tocsin.Analysis.Export;

namespace Tocsin.Cli;

/// <summary>Lines of an export: something before the first, a row or more for each reading, something after the last.</summary>
internal sealed class ExportOutput(DataOutput output, string? start, string separator, Func<Reading, IEnumerable<string>> lines, string? end) : IReadingOutput
{
    private bool _started;
    private bool _hasLines;

    /// <summary>Makes the output of a format; null for jsonl, which has its own.</summary>
    public static Func<DataOutput, IReadingOutput>? Of(string format)
    {
        long rows = 1;
        return format switch
        {
            "polecat" => output => new ExportOutput(output, PolecatTable.Header + "\n", "\n", PolecatTable.Rows, "\n"),
            "gdelt" => output => new ExportOutput(output, null, "\n", reading => Counted(GdeltTable.Rows(reading, rows)), "\n"),
            "geojson" => output => new ExportOutput(output, EventGeoJson.Start + "\n", ",\n", EventGeoJson.Features, "\n" + EventGeoJson.End + "\n"),
            "explain" => output => new ExportOutput(output, null, "\n", EventExplanation.Lines, "\n"),
            _ => null,
        };

        IEnumerable<string> Counted(IEnumerable<string> lines)
        {
            foreach (var line in lines)
            {
                rows++;
                yield return line;
            }
        }
    }

    public void Write(Reading reading)
    {
        var text = new StringBuilder();
        Start(text);
        foreach (var line in lines(reading))
        {
            text.Append(_hasLines ? separator : "").Append(line);
            _hasLines = true;
        }

        Put(text);
    }

    public void Finish()
    {
        var text = new StringBuilder();
        Start(text);

        // A table without rows already ends its line.
        text.Append(_hasLines || end is not "\n" ? end : "");
        Put(text);
    }

    private void Start(StringBuilder text)
    {
        if (!_started)
        {
            text.Append(start);
            _started = true;
        }
    }

    private void Put(StringBuilder text)
    {
        if (text.Length > 0)
        {
            output.Write(Encoding.UTF8.GetBytes(text.ToString()));
        }
    }
}
