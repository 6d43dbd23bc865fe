using System.Reflection;
using Tocsin.Analysis;
using Tocsin.Intake;
using Tocsin.Storage;

namespace Tocsin.Desk.Samples;

/// <summary>The invented crisis that ships with Tocsin, for a record that is empty.</summary>
internal static class SampleCrisis
{
    private const string Prefix = "samples/lomna/";

    /// <summary>Its reports as the intake receives them from files.</summary>
    public static IReadOnlyList<Document> Documents()
    {
        var folder = Directory.CreateTempSubdirectory("tocsin-sample-");
        try
        {
            var assembly = Assembly.GetExecutingAssembly();
            foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
            {
                using var from = assembly.GetManifestResourceStream(resource)!;
                using var to = File.Create(Path.Combine(folder.FullName, resource[Prefix.Length..]));
                from.CopyTo(to);
            }

            var found = new InputFinder(() => Stream.Null, _ => { }).Find([folder.FullName]);
            return [.. found.Select(portion => portion.Receive()).OfType<Receipt.Received>().Select(receipt => receipt.Document with { Path = Prefix + Path.GetFileName(receipt.Document.Path) })];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Under this name it is watched.</summary>
    public const string Situation = "Karvonia-Sellenia";

    /// <summary>Reads it into the record, or what of it is not there yet.</summary>
    public static async Task<int> AddAsync(DeskRecord record, CancellationToken stop)
    {
        var recorder = new Recorder(record.File, Task.Run(() => record.Reader, stop), Task.Run(() => record.ReaderVersion, stop));
        var added = 0;
        foreach (var document in Documents())
        {
            added += (await recorder.RecordAsync(document, stop: stop).ConfigureAwait(false)).IsNew ? 1 : 0;
        }

        return added;
    }
}
