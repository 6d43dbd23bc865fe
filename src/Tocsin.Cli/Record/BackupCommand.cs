using System.CommandLine;
using System.Globalization;
using Tocsin.Storage;

namespace Tocsin.Cli.Record;

/// <summary><c>tocsin backup</c>: a whole copy of the record while others write to it.</summary>
internal static class BackupCommand
{
    private static readonly string[] Examples =
    [
        "tocsin backup crisis-2031-03-04.db",
        "tocsin backup /media/stick/crisis.db --record crisis.db",
    ];

    public static Command Command(Surroundings surroundings)
    {
        var file = new Argument<string>("FILE") { Description = "A new file. One that is there already is never overwritten." };
        file.Validators.Add(result => CommandLine.NoOptions(result, result.Tokens));
        var record = RecordOption.Create();
        var backup = new Command("backup", "Copies the record to a new file, whole as of one moment, while others go on writing to it.") { file, record };
        backup.SetAction((parsed, _) => RecordOption.RunAsync(surroundings, () =>
        {
            using var from = RecordFile.OpenReadOnly(RecordOption.PathOf(parsed.GetValue(record)), TimeProvider.System);
            var target = parsed.GetRequiredValue(file);
            var mark = from.BackUp(target);
            new Messages(surroundings.Error).Tell(string.Create(CultureInfo.InvariantCulture, $"{target}: {mark.Documents:N0} documents, {mark.Readings:N0} readings, {new FileInfo(target).Length / 1e6:N1} MB, checked."));
            return Task.FromResult(ExitCode.Ok);
        }));
        CommandLine.WithExamples(backup, Examples);
        return backup;
    }
}
