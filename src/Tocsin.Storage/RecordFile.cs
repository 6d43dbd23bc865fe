using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Tocsin.Analysis;
using Tocsin.Analysis.Duplicates;
using Tocsin.Analysis.Incidents;
using Tocsin.Analysis.Record;
using Tocsin.Storage.Corrections;
using Tocsin.Storage.Derived;
using Tocsin.Storage.Documents;
using Tocsin.Storage.Feeds;
using Tocsin.Storage.Situations;
using Tocsin.Storage.Warnings;

namespace Tocsin.Storage;

/// <summary>What came of an append. By then the document is on the disk and outlives the process.</summary>
/// <param name="IsNew">False where the record had it already; then nothing was written.</param>
public sealed record Acknowledgement(RecordedDocument Document, bool IsNew);

/// <summary>How far the record has come: the last number of each log.</summary>
public readonly record struct RecordMark(long Documents, long Readings, long Corrections, long Decisions);

/// <summary>The record: one SQLite file, added to and never overwritten. Thread-safe; one writer at a time, many readers.</summary>
/// <remarks>Every method that reads or writes throws <see cref="RecordException"/> where the file cannot be.</remarks>
public sealed class RecordFile : IAsyncDisposable, IDisposable
{
    /// <summary>Of a pair whose sides are in more reports than that, the usual is measured by fewer days.</summary>
    public const int PastMax = 200;

    private readonly ConcurrentBag<RecordConnection> _idle = [];
    private readonly RecordWriter? _writer;
    private readonly string _readerSource;
    private readonly TimeProvider _time;
    private readonly Action<string>? _step;
    private readonly Lazy<Fingerprinter> _fingerprinter = new(Fingerprinter.Load);
    private readonly IncidentRows _incidents = new(new Lazy<IncidentMatcher>(IncidentMatcher.Load));
    private readonly ReadingCache _readings = new();
    private readonly LinkCache _links = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RecordFile(string path, string readerSource, RecordConnection? writer, TimeProvider time, Action<string>? step)
    {
        (Path, _readerSource, _time, _step) = (path, readerSource, time, step);
        _writer = writer is null ? null : new RecordWriter(writer, path, Signal, _incidents.Forget);
        Corrections = new CorrectionLog(this);
        Decisions = new DecisionLog(this);
        Situations = new SituationList(this);
        Feeds = new FeedList(this);
        Documents = new DocumentList(this);
        Warnings = new WarningLog(this);
    }

    public string Path { get; }

    public bool IsReadOnly => _writer is null;

    public DocumentList Documents { get; }

    public CorrectionLog Corrections { get; }

    public DecisionLog Decisions { get; }

    public SituationList Situations { get; }

    public FeedList Feeds { get; }

    public WarningLog Warnings { get; }

    /// <summary>Sequence of the newest document; 0 in an empty record.</summary>
    public long LastSequence => Read(connection => connection.Value<long>("SELECT coalesce(max(sequence), 0) FROM documents"));

    internal TimeProvider Time => _time;

    /// <summary>For tests that end the process there.</summary>
    internal void Step(string name) => _step?.Invoke(name);

    /// <summary>Opens a record to read and write; makes it where there is none, and brings an older one to the present form.</summary>
    /// <exception cref="RecordException">No record, a newer one, locked, read-only or damaged.</exception>
    public static RecordFile Open(string path, TimeProvider time) => Open(path, time, null);

    /// <summary>The same, for what is not worth a long wait.</summary>
    /// <param name="patience">How long to wait for another process that writes; whole seconds.</param>
    /// <exception cref="RecordException">No record, a newer one, locked, read-only or damaged.</exception>
    public static RecordFile Open(string path, TimeProvider time, TimeSpan patience) => Open(path, time, null, patience);

    /// <summary>Opens a record that is there, to read. Others may write to it meanwhile. An older one is brought to the present form first.</summary>
    /// <exception cref="RecordException">Missing, no record, a newer one, an older one that cannot be written, or damaged.</exception>
    public static RecordFile OpenReadOnly(string path, TimeProvider time)
    {
        if (!File.Exists(path))
        {
            throw new RecordException(RecordFault.Missing, $"{path}: there is no record. Make one with `tocsin watch FOLDER --record {path}`, or name another with --record.");
        }

        var (connection, source) = RecordOpening.ToRead(path);
        var record = new RecordFile(path, source, null, time, null);
        record._idle.Add(connection);
        return record;
    }

    /// <param name="step">Told after each step of an append, a migration or a rebuild, for tests that end the process there.</param>
    /// <param name="patience">How long to wait for another process that writes; null for the usual time.</param>
    internal static RecordFile Open(string path, TimeProvider time, Action<string>? step, TimeSpan? patience = null) =>
        new(path, RecordOpening.ReaderSource(path), RecordOpening.ToWrite(path, patience ?? RecordOpening.Patience, step), time, step);

    /// <summary>Whether the record has this document, without reading it first.</summary>
    /// <param name="publishedAt">As for <see cref="AppendAsync"/>.</param>
    public RecordedDocument? Find(Document document, DateTimeOffset? publishedAt, bool toTheMinute)
    {
        var id = NewReading.Draft(document, publishedAt, toTheMinute).Id;
        return Read(connection => DocumentRows.Find(connection, id));
    }

    /// <summary>Adds a document with its reading. Acknowledged means on the disk: it survives the end of the process at any moment.</summary>
    /// <param name="publishedAt">Null where no more is known than what the document itself says, which then holds.</param>
    /// <param name="toTheMinute">Whether <paramref name="publishedAt"/> is known to the minute.</param>
    /// <param name="reading">Of this document.</param>
    /// <param name="readerVersion">Which model and lists read it.</param>
    public async Task<Acknowledgement> AppendAsync(Document document, DateTimeOffset? publishedAt, bool toTheMinute, Reading reading, string readerVersion, CancellationToken stop = default)
    {
        var draft = NewReading.Draft(document, publishedAt, toTheMinute);
        var made = NewReading.Of(reading, draft, readerVersion);
        var text = Packed.Of(document.Text);
        var print = _fingerprinter.Value.Of(reading.Parsed);
        return await WriteAsync(
            connection =>
            {
                if (DocumentRows.Find(connection, draft.Id) is { } known)
                {
                    return new Acknowledgement(known, false);
                }

                var recorded = DocumentRows.Insert(connection, draft, text, Now(connection));
                _step?.Invoke("document inserted");
                Derivation.AddText(connection, recorded, document.Text);
                _step?.Invoke("text indexed");
                CopyRows.Add(connection, recorded, print);
                _step?.Invoke("copies linked");
                AddReading(connection, recorded, made, recorded.RecordedAt);
                return new Acknowledgement(recorded, true);
            },
            stop).ConfigureAwait(false);
    }

    /// <summary>Adds the reading of a newer reader; the old one stays, for replay. False where the record has one of this reader already.</summary>
    /// <exception cref="ArgumentException">The record has no such document.</exception>
    public async Task<bool> AddReadingAsync(string documentId, Reading reading, string readerVersion, CancellationToken stop = default)
    {
        var recorded = Documents.Find(documentId) ?? throw new ArgumentException($"The record has no document {documentId}.", nameof(documentId));
        var made = NewReading.Of(reading, recorded, readerVersion);
        return await WriteAsync(
            connection =>
            {
                if (connection.Value<long>("SELECT count(*) FROM readings WHERE document = $1 AND reader_version = $2", recorded.Sequence, readerVersion) > 0)
                {
                    return false;
                }

                AddReading(connection, recorded, made, Now(connection));
                return true;
            },
            stop).ConfigureAwait(false);
    }

    /// <summary>All that is known of a scope at a moment.</summary>
    /// <param name="asOf">Nothing recorded later counts; null for now.</param>
    /// <param name="from">Only documents published (recorded, where that is not known) from then on.</param>
    /// <param name="to">And before then.</param>
    /// <param name="past">Where this lies before <paramref name="from"/>, what was published in between too, at most <see cref="PastMax"/> documents, the newest, and no links between their events: by them the usual of a pair is measured.</param>
    public RecordFacts Facts(Situation situation, DateTimeOffset? asOf = null, DateTimeOffset? from = null, DateTimeOffset? to = null, DateTimeOffset? past = null) => Read(connection =>
    {
        var at = asOf ?? Now(connection);
        return new FactQuery(situation, _readings, _links, at, from, to).Facts(connection, past < from ? new FactQuery(situation, _readings, _links, at, past, from).Readings(connection, PastMax) : []);
    });

    /// <summary>How many documents <see cref="Facts"/> would have readings of.</summary>
    public int Count(Situation situation, DateTimeOffset? asOf = null, DateTimeOffset? from = null, DateTimeOffset? to = null) =>
        Extent(situation, asOf, from, to).Count;

    /// <summary>The same, with when the newest of them came out (was recorded, where that is not known); null where there is none.</summary>
    public (int Count, DateTimeOffset? Newest) Extent(Situation situation, DateTimeOffset? asOf = null, DateTimeOffset? from = null, DateTimeOffset? to = null) =>
        Read(connection => new FactQuery(situation, _readings, _links, asOf ?? DateTimeOffset.MaxValue, from, to).Extent(connection));

    /// <summary>Finds texts, claims or events of the newest readings; the last recorded first. Empty where nothing that could be searched for was typed.</summary>
    /// <param name="typed">All words must be there; "a phrase" in quotes; the beginning of a word before *; OR between two for either; NOT or - before what must not be there.</param>
    public IReadOnlyList<SearchHit> Search(string typed, SearchIn where, int limit = 20) => SearchWords.All(typed) is not { } match ? [] : Read(connection => where switch
    {
        SearchIn.Claims => SearchQuery.Claims(connection, match, limit),
        SearchIn.Events => SearchQuery.Events(connection, match, limit),
        _ => SearchQuery.Text(connection, match, limit),
    });

    /// <summary>Whether there is a word in it that could be found.</summary>
    public static bool CanSearch(string typed) => SearchWords.All(typed) is not null;

    /// <summary>Makes all that is derived again from documents and readings, in one transaction, and compares. Others go on reading the old rows meanwhile, and wait to write.</summary>
    /// <exception cref="OperationCanceledException">Stopped; the record is as it was.</exception>
    public Task<RebuildReport> RebuildAsync(CancellationToken stop = default) => WriteAsync(
        connection =>
        {
            var report = Rebuild.Run(connection, _fingerprinter.Value, _incidents, _step, stop);
            _links.Forget();
            return report;
        },
        stop);

    /// <summary>Copies the record to a new file, whole as of one moment, while others write. Returns how far the copy goes.</summary>
    /// <exception cref="RecordException">The target is there already, or cannot be written.</exception>
    public RecordMark BackUp(string target) => Read(connection =>
    {
        var mark = Mark(connection);
        RecordBackup.Run(connection, target);
        return mark;
    });

    /// <summary>The present moment as the record counts it: later than all that it holds.</summary>
    public DateTimeOffset Now() => Read(Now);

    /// <summary>Whether somebody of this key or side acts, suffers or speaks in any report.</summary>
    public bool HasSide(string side) => Read(connection => NameQuery.Has(connection, ScopeKind.Party, side));

    /// <param name="folded">As <see cref="PartyKeys.Fold"/> writes it.</param>
    public bool HasPlace(string folded) => Read(connection => NameQuery.Has(connection, ScopeKind.Place, folded));

    /// <summary>The keys and sides in most readings. Counts all of them, so it is for when nothing else can be said.</summary>
    public IReadOnlyList<string> FrequentSides(int limit) => Read(connection => NameQuery.Frequent(connection, ScopeKind.Party, limit));

    public RecordMark Mark() => Read(Mark);

    /// <summary>The present mark, and a new one whenever something was added, by whatever process.</summary>
    public async IAsyncEnumerable<RecordMark> Changes([EnumeratorCancellation] CancellationToken stop)
    {
        var last = Mark();
        yield return last;
        while (true)
        {
            // What this process commits is told at once; for other processes we look.
            var changed = Volatile.Read(ref _changed).Task;
            var next = Mark();
            if (next != last)
            {
                yield return last = next;
                continue;
            }

            await Task.WhenAny(changed, Task.Delay(TimeSpan.FromSeconds(1), stop)).ConfigureAwait(false);
            stop.ThrowIfCancellationRequested();
        }
    }

    public async ValueTask DisposeAsync()
    {
        while (_idle.TryTake(out var connection))
        {
            connection.Dispose();
        }

        if (_writer is not null)
        {
            await _writer.DisposeAsync().ConfigureAwait(false);
        }
    }

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>Carries out work on the writer, in a transaction, and returns once that is on the disk. It may be carried out twice: it must change nothing but the database.</summary>
    internal Task<T> WriteAsync<T>(Func<RecordConnection, T> work, CancellationToken stop = default) => WriteAsync(work, isUrgent: false, stop);

    /// <param name="isUrgent">It goes before whatever waits to be written: a warning does not wait for reports.</param>
    internal async Task<T> WriteAsync<T>(Func<RecordConnection, T> work, bool isUrgent, CancellationToken stop = default)
    {
        if (_writer is null)
        {
            throw new InvalidOperationException("The record was opened to be read.");
        }

        return await _writer.RunAsync(
            connection =>
            {
                var result = work(connection);
                _step?.Invoke("before commit");
                return result;
            },
            isUrgent, stop).ConfigureAwait(false);
    }

    /// <summary>Reads in one transaction, so that all of it shows one moment.</summary>
    internal T Read<T>(Func<RecordConnection, T> work)
    {
        try
        {
            var connection = _idle.TryTake(out var idle) ? idle : RecordOpening.Reader(_readerSource);
            try
            {
                connection.Execute("BEGIN");
                try
                {
                    return work(connection);
                }
                finally
                {
                    connection.Execute("COMMIT");
                }
            }
            finally
            {
                _idle.Add(connection);
            }
        }
        catch (SqliteException error)
        {
            throw RecordException.Of(error, Path);
        }
        catch (InvalidDataException error)
        {
            throw new RecordException(RecordFault.Damaged, $"{Path}: is damaged ({error.Message.TrimEnd('.')}). Keep a copy of it, and go on from the last backup (`tocsin backup`).", error);
        }
    }

    /// <summary>The clock, but always later than all that is recorded, so that "as of" is exact even where the clock was set back.</summary>
    internal DateTimeOffset Now(RecordConnection connection)
    {
        var last = connection.Value<long>(
            """
            SELECT max(
              coalesce((SELECT max(recorded_at) FROM documents), 0), coalesce((SELECT max(recorded_at) FROM readings), 0), coalesce((SELECT max(recorded_at) FROM corrections), 0),
              coalesce((SELECT max(recorded_at) FROM decisions), 0), coalesce((SELECT max(recorded_at) FROM situations), 0),
              coalesce((SELECT max(recorded_at) FROM feed_polls), 0))
            """);
        return RecordTime.Moment(Math.Max(RecordTime.Of(_time.GetUtcNow()), last + 1));
    }

    private void AddReading(RecordConnection connection, RecordedDocument recorded, NewReading made, DateTimeOffset now)
    {
        var id = DocumentRows.InsertReading(connection, recorded, made, now);
        _step?.Invoke("reading inserted");
        var facts = made.Facts with { Document = recorded };
        Derivation.AddReading(connection, id, facts);
        _step?.Invoke("reading derived");
        _incidents.Add(connection, id, facts);
        _step?.Invoke("incidents linked");
    }

    private static RecordMark Mark(RecordConnection connection) => connection.Row(
        """
        SELECT coalesce((SELECT max(sequence) FROM documents), 0), coalesce((SELECT max(id) FROM readings), 0), coalesce((SELECT max(number) FROM corrections), 0),
          coalesce((SELECT max(number) FROM decisions), 0)
        """,
        row => new RecordMark(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3)));

    private void Signal() => Interlocked.Exchange(ref _changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
}
