using Microsoft.Data.Sqlite;
using Tocsin.Storage.Migrations;

namespace Tocsin.Storage;

/// <summary>Copies a record while others write to it.</summary>
internal static class RecordBackup
{
    private const string Unfinished = ".unfinished";

    /// <summary>The copy has its name only once it is whole and checked.</summary>
    /// <exception cref="RecordException">The target is there already or cannot be written.</exception>
    public static void Run(RecordConnection from, string target)
    {
        if (File.Exists(target))
        {
            throw new RecordException(RecordFault.Failed, $"{target}: is there already and stays as it is. Choose another file, or remove it first.");
        }

        if (Path.GetDirectoryName(Path.GetFullPath(target)) is not { } folder || !Directory.Exists(folder))
        {
            throw new RecordException(RecordFault.Failed, $"{target}: its folder is missing. Make it first, or choose another file.");
        }

        var draft = target + Unfinished;
        try
        {
            File.Delete(draft);
            using (var to = new RecordConnection(new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = draft, Pooling = false }.ToString())))
            {
                to.Sqlite.Open();
                from.Sqlite.BackupDatabase(to.Sqlite);

                // One file, without a log beside it, until somebody writes to it.
                to.Script("PRAGMA journal_mode = DELETE");
                Migrator.Check(to, draft);
                if (to.Value<string>("PRAGMA quick_check(1)") is not "ok" and var fault)
                {
                    throw new RecordException(RecordFault.Damaged, $"{target}: the copy is damaged ({fault}). Check both disks.");
                }
            }

            File.Move(draft, target, overwrite: false);
        }
        catch (SqliteException error)
        {
            Remove(draft);
            throw RecordException.Of(error, target);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Remove(draft);
            throw new RecordException(RecordFault.Failed, $"{target}: cannot be written ({error.Message.TrimEnd('.')}). Choose another file.", error);
        }
        catch (RecordException)
        {
            Remove(draft);
            throw;
        }
    }

    /// <summary>What could not be made may not be removable either; that it could not be made is told.</summary>
    private static void Remove(string draft)
    {
        try
        {
            File.Delete(draft);
            File.Delete(draft + "-journal");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
        }
    }
}
