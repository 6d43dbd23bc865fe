using Tocsin.Analysis;
using Tocsin.Storage.Documents;

namespace Tocsin.Storage;

/// <summary>Reads documents into a record: each once, however often it comes. Thread-safe; call it from as many threads as there are cores.</summary>
/// <param name="reader">May still be loading; only asked for where something is to be read.</param>
/// <param name="readerVersion">Its <see cref="ReaderVersion"/>.</param>
public sealed class Recorder(RecordFile record, Task<Reader> reader, Task<string> readerVersion)
{
    public RecordFile Record => record;

    /// <summary>Reads the document and adds it, unless the record has it. Once the returned task is done it is on the disk.</summary>
    /// <param name="publishedAt">Null where the document itself says what is known.</param>
    /// <exception cref="RecordException">It could not be recorded.</exception>
    public async Task<Acknowledgement> RecordAsync(Document document, DateTimeOffset? publishedAt = null, bool toTheMinute = false, CancellationToken stop = default)
    {
        if (record.Find(document, publishedAt, toTheMinute) is { } known)
        {
            return new Acknowledgement(known, false);
        }

        var reading = (await reader.ConfigureAwait(false)).Read(document);
        return await record.AppendAsync(document, publishedAt, toTheMinute, reading, await readerVersion.ConfigureAwait(false), stop).ConfigureAwait(false);
    }

    /// <summary>Reads a document of the record again and adds that reading; the old one stays. False where this reader has read it already.</summary>
    public async Task<bool> RereadAsync(string documentId, CancellationToken stop = default)
    {
        var version = await readerVersion.ConfigureAwait(false);
        if (record.Documents.Readings(documentId).Any(entry => entry.ReaderVersion == version) || record.Documents.AsReceived(documentId) is not { } document)
        {
            return false;
        }

        return await record.AddReadingAsync(documentId, (await reader.ConfigureAwait(false)).Read(document), version, stop).ConfigureAwait(false);
    }
}
