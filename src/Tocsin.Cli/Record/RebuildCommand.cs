using System.CommandLine;
using System.Globalization;
using System.Text;
using Tocsin.Storage;

namespace Tocsin.Cli.Record;

/// <summary><c>tocsin rebuild</c>: derives everything again and says whether it is what was there.</summary>
internal static class RebuildCommand
{
    private static readonly string[] Examples = ["tocsin rebuild                                 # each derived table with its rows and digest; exit code 1 where one was not what it had to be"];

    public static Command Command(Surroundings surroundings)
    {
        var record = RecordOption.Create();
        var rebuild = new Command("rebuild", "Makes all that is derived (search, scopes, copies, incident links) again from documents and readings, and proves it equal to what was there.") { record };
        rebuild.SetAction((parsed, _) => RecordOption.RunAsync(surroundings, () => RunAsync(RecordOption.PathOf(parsed.GetValue(record)), surroundings)));
        CommandLine.WithExamples(rebuild, Examples);
        return rebuild;
    }

    private static async Task<int> RunAsync(string path, Surroundings surroundings)
    {
        RecordFile.OpenReadOnly(path, TimeProvider.System).Dispose();
        var messages = new Messages(surroundings.Error);
        await using var record = RecordFile.Open(path, TimeProvider.System);
        RebuildReport report;
        try
        {
            report = await record.RebuildAsync(surroundings.Stop);
        }
        catch (OperationCanceledException) when (surroundings.Stop.IsCancellationRequested)
        {
            messages.Tell("stopped; the record is as it was.");
            return ExitCode.Interrupted;
        }

        var page = new StringBuilder();
        foreach (var table in report.Tables)
        {
            page.Append(CultureInfo.InvariantCulture, $"{table.Name,-15} {table.RowsAfter,12:N0} rows  {table.DigestAfter[..16]}  {(table.IsEqual ? "equal" : $"DIFFERS: it had {table.RowsBefore:N0} rows, {table.DigestBefore[..16]}")}\n");
        }

        new DataOutput(surroundings.Out).Write(Encoding.UTF8.GetBytes(page.ToString()));
        messages.Tell(string.Create(CultureInfo.InvariantCulture, $"{report.Documents:N0} documents, {report.Readings:N0} readings: {(report.IsEqual ? "all that is derived from them is what was there." : "what differed is now as it has to be.")}"));
        return report.IsEqual ? ExitCode.Ok : ExitCode.Failure;
    }
}
