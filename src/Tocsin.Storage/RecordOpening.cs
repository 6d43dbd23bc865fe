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

    /// <summary>A connection that reads, and how to open more of them.</summary>
    public static (RecordConnection Connection, string Source) ToRead(string path)
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
            if (Migrator.Check(connection, path) < Migrator.Latest)
            {
                throw new RecordException(RecordFault.Older, $"{path}: was written by an older Tocsin. Open it once to write, for example with `tocsin watch --once --record {path}`, and it is brought up to date.");
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
