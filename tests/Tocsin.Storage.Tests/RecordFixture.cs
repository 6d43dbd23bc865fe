using Tocsin.Analysis;

namespace Tocsin.Storage.Tests;

/// <summary>A record in a folder of its own, with a clock that the test sets.</summary>
public abstract class RecordFixture : IDisposable
{
    internal static readonly DateTimeOffset Noon = new(2031, 3, 4, 12, 0, 0, TimeSpan.Zero);

    internal ManualTime Time { get; } = new(Noon);

    internal string Folder { get; } = Directory.CreateTempSubdirectory("tocsin-record-").FullName;

    internal string FilePath => Path.Combine(Folder, "tocsin.db");

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    internal RecordFile Open() => RecordFile.Open(FilePath, Time);

    internal static Task<Acknowledgement> Append(RecordFile record, Reading reading, string version = "1") => record.AppendAsync(reading.Document, null, false, reading, version);
}
