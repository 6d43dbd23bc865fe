using Microsoft.Data.Sqlite;
using Tocsin.Storage.Migrations;
using Tocsin.Tests;
using Xunit;

namespace Tocsin.Storage.Tests;

public sealed class OpeningTests : RecordFixture
{
    [Fact]
    public void What_is_no_database_is_left_as_it_is()
    {
        File.WriteAllText(FilePath, new string('x', 5000));
        Assert.Equal(RecordFault.NotARecord, Fault(() => Open()));
        Assert.Equal(RecordFault.NotARecord, Fault(() => RecordFile.OpenReadOnly(FilePath, Time)));
        Assert.Equal(new string('x', 5000), File.ReadAllText(FilePath));
    }

    [Fact]
    public void Another_programs_database_is_left_as_it_is()
    {
        Run("CREATE TABLE songs (name TEXT)");
        var before = File.ReadAllBytes(FilePath);
        Assert.Equal(RecordFault.NotARecord, Fault(() => Open()));
        Assert.Equal(RecordFault.NotARecord, Fault(() => RecordFile.OpenReadOnly(FilePath, Time)));
        Assert.Equal(before, File.ReadAllBytes(FilePath));
    }

    [Fact]
    public void A_newer_record_is_refused_and_an_older_one_is_brought_up_to_date()
    {
        Open().Dispose();
        Run($"PRAGMA user_version = {Migrator.Latest + 1}");
        var error = Assert.Throws<RecordException>(() => Open());
        Assert.Equal(RecordFault.Newer, error.Fault);
        Assert.Equal($"{FilePath}: was written by a newer Tocsin (form {Migrator.Latest + 1}; this one knows up to {Migrator.Latest}). Use that version; this file stays as it is.", error.Message);

        File.Delete(FilePath);
        using (var connection = new RecordConnection(Connect()))
        {
            connection.Execute("CREATE TABLE x (y)");
            connection.Execute("DROP TABLE x");
            connection.Script($"PRAGMA application_id = {Migrator.ApplicationId}");
        }

        using (var read = RecordFile.OpenReadOnly(FilePath, Time))
        {
            Assert.Equal((0, Migrator.Latest), (read.LastSequence, (int)read.Read(connection => connection.Value<long>("PRAGMA user_version"))));
        }
    }

    [Fact]
    public void An_empty_file_is_no_record_until_something_is_written_to_it()
    {
        File.WriteAllText(FilePath, "");
        Assert.Equal(RecordFault.Missing, Fault(() => RecordFile.OpenReadOnly(FilePath, Time)));
        Assert.Equal(0, new FileInfo(FilePath).Length);
        Open().Dispose();
        RecordFile.OpenReadOnly(FilePath, Time).Dispose();
    }

    [Fact]
    public void What_is_missing_is_said()
    {
        Assert.Equal(RecordFault.Missing, Fault(() => RecordFile.OpenReadOnly(FilePath, Time)));
        Assert.False(File.Exists(FilePath));
        Assert.Equal(RecordFault.ReadOnly, Fault(() => RecordFile.Open(Path.Combine(Folder, "none", "tocsin.db"), Time)));
    }

    [Fact]
    public async Task A_full_disk_is_said_and_what_was_acknowledged_stays()
    {
        await using var record = Open();
        await Append(record, SampleReadings.Accusation());
        var pages = record.Read(connection => connection.Value<long>("PRAGMA page_count"));
        await record.WriteAsync(connection => connection.Value<long>($"PRAGMA max_page_count = {pages + 1}"));
        var error = await Assert.ThrowsAsync<RecordException>(async () =>
        {
            for (var i = 0; i < 50; i++)
            {
                await Append(record, SampleReadings.Accusation(outlet: $"Outlet {i}"));
            }
        });
        Assert.Equal(RecordFault.Full, error.Fault);
        Assert.Equal(record.LastSequence, record.Facts(Tocsin.Analysis.Record.Situation.Everything).Readings.Length);
        await record.WriteAsync(connection => connection.Value<long>("PRAGMA max_page_count = 100000"));
        Assert.True((await Append(record, SampleReadings.Denial())).IsNew);
    }

    [Fact]
    public async Task A_record_that_another_process_holds_is_waited_for_and_then_told()
    {
        await using var record = RecordFile.Open(FilePath, Time, null, TimeSpan.FromSeconds(1));
        using (var other = new RecordConnection(Connect()))
        {
            other.Execute("BEGIN IMMEDIATE");
            Assert.Equal(RecordFault.Locked, (await Assert.ThrowsAsync<RecordException>(() => Append(record, SampleReadings.Accusation()))).Fault);
            Assert.Empty(record.Documents.List(new()));
            other.Execute("ROLLBACK");
        }

        Assert.True((await Append(record, SampleReadings.Accusation())).IsNew);
    }

    [Fact]
    public async Task Two_processes_may_write_and_nothing_is_there_twice()
    {
        await using var one = Open();
        await using var other = Open();
        var appended = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Append(i % 2 == 0 ? one : other, SampleReadings.Accusation(outlet: $"Outlet {i / 4}"))));
        Assert.Equal(10, appended.Count(acknowledgement => acknowledgement.IsNew));
        Assert.Equal(Enumerable.Range(1, 10).Select(number => (long)number), one.Documents.List(new()).Select(document => document.Sequence).Order());
        Assert.Equal(10, one.Documents.List(new()).Select(document => document.RecordedAt).Distinct().Count());
        Assert.True((await other.RebuildAsync()).IsEqual);
    }

    [Fact]
    public void Where_nothing_may_be_written_is_said()
    {
        if (Directory.Exists("/proc/self"))
        {
            Assert.Equal(RecordFault.ReadOnly, Fault(() => RecordFile.Open("/proc/self/tocsin.db", Time)));
        }
    }

    private static RecordFault Fault(Func<RecordFile> open) => Assert.Throws<RecordException>(() => open()).Fault;

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={FilePath};Pooling=False");
        connection.Open();
        return connection;
    }

    private void Run(string sql)
    {
        using var connection = new RecordConnection(Connect());
        connection.Script(sql);
    }
}
