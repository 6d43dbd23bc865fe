using System.Globalization;

namespace Tocsin.Storage.Migrations;

/// <summary>
/// Brings a file to the present form. Each step is a file of SQL here, NNNN-name.sql, numbered from 1 without a gap and carried out in a transaction of its own together with
/// its number, so a file killed in between has all of a step or nothing. A step that was released is never changed; what comes later is a step of its own.
/// </summary>
internal static class Migrator
{
    /// <summary>"TOCS" in the header of the file says whose it is.</summary>
    public const int ApplicationId = 0x544F4353;

    private static readonly Lazy<string[]> Steps = new(Load);

    /// <summary>The form that this version writes.</summary>
    public static int Latest => Steps.Value.Length;

    /// <exception cref="RecordException">The file is another program's, or a newer version's.</exception>
    public static int Check(RecordConnection connection, string path)
    {
        var version = (int)connection.Value<long>("PRAGMA user_version");
        var owner = (int)connection.Value<long>("PRAGMA application_id");
        if (owner != ApplicationId && (owner != 0 || version != 0 || connection.Value<long>("SELECT count(*) FROM sqlite_schema") > 0))
        {
            throw new RecordException(RecordFault.NotARecord, $"{path}: is an SQLite database of another program. Choose another --record; this file stays as it is.");
        }

        return version <= Latest
            ? version
            : throw new RecordException(RecordFault.Newer, string.Create(CultureInfo.InvariantCulture, $"{path}: was written by a newer Tocsin (form {version}; this one knows up to {Latest}). Use that version; this file stays as it is."));
    }

    /// <param name="step">Told after each part, for tests that end the process there.</param>
    public static void Run(RecordConnection connection, string path, Action<string>? step)
    {
        while (Check(connection, path) is var version && version < Latest)
        {
            connection.Execute("BEGIN IMMEDIATE");
            try
            {
                // Another process may have gone first while we waited.
                if (Check(connection, path) == version)
                {
                    step?.Invoke($"migration {version + 1} begun");
                    connection.Script(Steps.Value[version]);
                    step?.Invoke($"migration {version + 1} run");
                    connection.Script(string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {version + 1}"));
                    step?.Invoke($"migration {version + 1} numbered");
                }

                connection.Execute("COMMIT");
                step?.Invoke($"migration {version + 1} committed");
            }
            finally
            {
                if (SQLitePCL.raw.sqlite3_get_autocommit(connection.Sqlite.Handle) == 0)
                {
                    connection.Execute("ROLLBACK");
                }
            }
        }
    }

    private static string[] Load()
    {
        var assembly = typeof(Migrator).Assembly;
        var names = assembly.GetManifestResourceNames().Where(name => name.StartsWith("migrations/", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToArray();
        return [.. names.Select((name, index) =>
        {
            if (!name.StartsWith(string.Create(CultureInfo.InvariantCulture, $"migrations/{index + 1:D4}-"), StringComparison.Ordinal))
            {
                throw new InvalidOperationException($"Migration {index + 1} expected, {name} found: they are numbered from 0001 without a gap or a double.");
            }

            using var stream = new StreamReader(assembly.GetManifestResourceStream(name)!);
            return stream.ReadToEnd();
        })];
    }
}
