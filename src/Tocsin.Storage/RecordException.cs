using Microsoft.Data.Sqlite;

namespace Tocsin.Storage;

/// <summary>Why a record could not be opened, read or written.</summary>
public enum RecordFault
{
    /// <summary>There is no such file.</summary>
    Missing = 0,

    /// <summary>The file is no record of Tocsin: no database, or that of another program.</summary>
    NotARecord = 1,

    /// <summary>A newer Tocsin made it.</summary>
    Newer = 2,

    /// <summary>An older Tocsin made it, and it cannot be written to bring it up to date.</summary>
    Older = 3,

    /// <summary>Another program holds it for longer than we wait.</summary>
    Locked = 4,

    /// <summary>The file or its folder must not be written.</summary>
    ReadOnly = 5,

    /// <summary>No room on the disk.</summary>
    Full = 6,

    /// <summary>Its content contradicts itself.</summary>
    Damaged = 7,

    /// <summary>Anything else; the message has what SQLite says.</summary>
    Failed = 8,
}

/// <summary>A record that cannot be opened, read or written: a bad file, a full disk, another program in the way. The message says what to do.</summary>
public sealed class RecordException : Exception
{
    public RecordException(RecordFault fault, string message, Exception? inner = null)
        : base(message, inner) => Fault = fault;

    public RecordFault Fault { get; }

    /// <param name="path">The file, for the message.</param>
    internal static RecordException Of(SqliteException error, string path)
    {
        var (fault, message) = error.SqliteErrorCode switch
        {
            SQLitePCL.raw.SQLITE_NOTADB => (RecordFault.NotARecord, "is no record of Tocsin (not an SQLite database). Choose another --record; this file stays as it is."),
            SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED => (RecordFault.Locked, "is held by another program that writes to it. Try again when that is done."),
            SQLitePCL.raw.SQLITE_READONLY or SQLitePCL.raw.SQLITE_PERM or SQLitePCL.raw.SQLITE_AUTH => (RecordFault.ReadOnly, "cannot be written: the file or its folder is read-only. Check its permissions, or choose another --record."),
            SQLitePCL.raw.SQLITE_FULL => (RecordFault.Full, "no room is left on its disk. What was acknowledged is kept; make room and try again."),
            SQLitePCL.raw.SQLITE_CANTOPEN => (RecordFault.ReadOnly, "cannot be opened: the folder is missing, or it must not be written. Check the path and its permissions."),
            SQLitePCL.raw.SQLITE_CORRUPT => (RecordFault.Damaged, "is damaged. Keep a copy of it, and go on from the last backup (`tocsin backup`)."),
            SQLitePCL.raw.SQLITE_IOERR => (RecordFault.Failed, $"its disk fails ({error.SqliteExtendedErrorCode}). Check the disk; what was acknowledged before is kept."),
            _ => (RecordFault.Failed, $"the database refuses ({error.Message.TrimEnd('.')})."),
        };
        return new RecordException(fault, $"{path}: {message}", error);
    }
}
