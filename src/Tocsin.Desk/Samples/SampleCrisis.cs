using System.Reflection;
using Tocsin.Analysis;
using Tocsin.Intake;
using Tocsin.Storage;

namespace Tocsin.Desk.Samples;

/// <summary>Reports that ship with Tocsin, for a record that is empty.</summary>
/// <param name="Name">Of its folder.</param>
/// <param name="Situation">Under this name it is watched.</param>
internal sealed record SampleCrisis(string Name, string Situation)
{
    /// <summary>Invented, and with no place on any map.</summary>
    public static SampleCrisis Lomna { get; } = new("lomna", "Karvonia-Sellenia");

    /// <summary>Six weeks of 2020.</summary>
    public static SampleCrisis January { get; } = new("january-2020", "US-Iran");

    private string Prefix => $"samples/{Name}/";

    /// <summary>The one of that name; the invented one for any other.</summary>
    public static SampleCrisis Of(string? name) => name == January.Name ? January : Lomna;

    /// <summary>Its reports as the intake receives them from files.</summary>
    public IReadOnlyList<Document> Documents()
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

    /// <summary>Reads it into the record, or what of it is not there yet.</summary>
    public async Task<int> AddAsync(DeskRecord record, CancellationToken stop)
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
