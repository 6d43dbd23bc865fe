using Microsoft.Data.Sqlite;
using Tocsin.Storage.Migrations;

namespace Tocsin.Storage;

/// <summary>Opens files: settings, checks, and failures in words.</summary>
internal static class RecordOpening
{
    /// <summary>How long to wait for another process that writes.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static string ReaderSource(string path) => Source(path, SqliteOpenMode.ReadOnly);

    public static RecordConnection Reader(string source)
    {
        var connection = Connect(source, Patience);
        connection.Script("PRAGMA query_only = ON");
        return connection;
    }

    /// <summary>A connection that writes, to a file in the present form.</summary>
    /// <param name="patience">How long to wait for another process that writes; whole seconds.</param>
    public static RecordConnection ToWrite(string path, TimeSpan patience, Action<string>? step)
    {
        RecordConnection? connection = null;
        try
        {
            connection = Connect(Source(path, SqliteOpenMode.ReadWriteCreate), patience);
            Migrator.Check(connection, path);

            // FULL: a commit is on the disk before it is acknowledged, so that even a loss of power takes nothing.
            connection.Script("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = ON; PRAGMA journal_size_limit = 67108864");
            Migrator.Run(connection, path, step);
            return connection;
        }
        catch (SqliteException error)
        {
            connection?.Dispose();
            throw RecordException.Of(error, path);
        }
        catch (RecordException)
        {
            connection?.Dispose();
            throw;
        }
    }

    /// <summary>A connection that reads, and how to open more of them. A record of an older form is brought to the present one first.</summary>
    public static (RecordConnection Connection, string Source) ToRead(string path)
    {
        try
        {
            return ToReadPresent(path);
        }
        catch (RecordException error) when (error.Fault == RecordFault.Older)
        {
            try
            {
                ToWrite(path, Patience, null).Dispose();
            }
            catch (RecordException cannot) when (cannot.Fault == RecordFault.ReadOnly)
            {
                throw error;
            }

            return ToReadPresent(path);
        }
    }

    private static (RecordConnection Connection, string Source) ToReadPresent(string path)
    {
        try
        {
            var source = ReaderSource(path);
            RecordConnection connection;
            try
            {
                connection = Checked(source, path);
            }
            catch (SqliteException error) when (error.SqliteErrorCode is SQLitePCL.raw.SQLITE_CANTOPEN or SQLitePCL.raw.SQLITE_READONLY && !File.Exists(path + "-wal"))
            {
                // In a folder where nothing may be written SQLite cannot make its index of the log; where there is no log, none is needed.
                source = new SqliteConnectionStringBuilder { DataSource = new Uri(System.IO.Path.GetFullPath(path)).AbsoluteUri + "?immutable=1", Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString();
                connection = Checked(source, path);
            }

            return (connection, source);
        }
        catch (SqliteException error)
        {
            throw RecordException.Of(error, path);
        }
    }

    private static RecordConnection Checked(string source, string path)
    {
        var connection = Reader(source);
        try
        {
            var version = Migrator.Check(connection, path);
            if (version == 0 && connection.Value<long>("PRAGMA application_id") == 0)
            {
                throw new RecordException(RecordFault.Missing, $"{path}: is an empty file, and no record yet. Make one with `tocsin watch FOLDER --record {path}`, or name another with --record.");
            }

            if (version < Migrator.Latest)
            {
                throw new RecordException(RecordFault.Older, $"{path}: was written by an older Tocsin, and cannot be brought up to date where it lies: the file or its folder is read-only. Copy it to where it may be written.");
            }

            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static string Source(string path, SqliteOpenMode mode) => new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString();

    private static RecordConnection Connect(string source, TimeSpan patience)
    {
        var connection = new SqliteConnection(source) { DefaultTimeout = (int)patience.TotalSeconds };
        connection.Open();
        return new RecordConnection(connection);
    }
}
