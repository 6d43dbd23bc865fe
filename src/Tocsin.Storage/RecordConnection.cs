using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Tocsin.Storage;

/// <summary>One connection with its prepared statements. Parameters are written $1, $2, … in the order of the values. Not for two threads at once.</summary>
internal sealed class RecordConnection : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _prepared = new(StringComparer.Ordinal);

    public RecordConnection(SqliteConnection opened) => _connection = opened;

    public SqliteConnection Sqlite => _connection;

    /// <summary>Carries out a statement and returns how many rows it changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<object?> values) => Bound(sql, values).ExecuteNonQuery();

    /// <summary>The first column of the first row; the default where there is no row or it is null.</summary>
    public T? Value<T>(string sql, params ReadOnlySpan<object?> values) => Bound(sql, values).ExecuteScalar() is { } value and not DBNull ? (T)value : default;

    /// <summary>All rows.</summary>
    public List<T> Rows<T>(string sql, Func<SqliteDataReader, T> map, params ReadOnlySpan<object?> values)
    {
        using var reader = Bound(sql, values).ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(map(reader));
        }

        return rows;
    }

    /// <summary>Does something with each row.</summary>
    public void Each(string sql, Action<SqliteDataReader> take, params ReadOnlySpan<object?> values)
    {
        using var reader = Bound(sql, values).ExecuteReader();
        while (reader.Read())
        {
            take(reader);
        }
    }

    /// <summary>Does something with each of tens of thousands of rows, for which a data reader takes longer than the database does. Columns are read with <see cref="raw"/>.</summary>
    /// <param name="list">What the statement's one parameter is bound to.</param>
    /// <exception cref="SqliteException">The statement failed.</exception>
    public void EachRaw(string sql, Action<sqlite3_stmt> take, string list)
    {
        var handle = _connection.Handle!;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(handle, sql, out var statement), handle);
        using (statement)
        {
            SqliteException.ThrowExceptionForRC(raw.sqlite3_bind_text(statement, 1, list), handle);
            int state;
            while ((state = raw.sqlite3_step(statement)) == raw.SQLITE_ROW)
            {
                take(statement);
            }

            SqliteException.ThrowExceptionForRC(state == raw.SQLITE_DONE ? raw.SQLITE_OK : state, handle);
        }
    }

    /// <summary>The first row; the default where there is none.</summary>
    public T? Row<T>(string sql, Func<SqliteDataReader, T> map, params ReadOnlySpan<object?> values)
    {
        using var reader = Bound(sql, values).ExecuteReader();
        return reader.Read() ? map(reader) : default;
    }

    /// <summary>Rows one by one, for what is too large to hold. Other statements may run in between.</summary>
    public IEnumerable<T> Stream<T>(string sql, Func<SqliteDataReader, T> map)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return map(reader);
        }
    }

    /// <summary>Several statements without values, such as a migration.</summary>
    public void Script(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        foreach (var command in _prepared.Values)
        {
            command.Dispose();
        }

        _connection.Dispose();
    }

    private SqliteCommand Bound(string sql, ReadOnlySpan<object?> values)
    {
        if (!_prepared.TryGetValue(sql, out var command))
        {
            command = _connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 1; i <= values.Length; i++)
            {
                command.Parameters.Add(new SqliteParameter { ParameterName = string.Create(CultureInfo.InvariantCulture, $"${i}") });
            }

            _prepared.Add(sql, command);
        }

        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
            command.Parameters[i].ResetSqliteType();
        }

        return command;
    }
}

/// <summary>Many values as one parameter, for <c>json_each</c>: the statement is the same however many they are.</summary>
internal static class JsonList
{
    public static string Of(IEnumerable<long> numbers) => $"[{string.Join(',', numbers.Select(number => number.ToString(CultureInfo.InvariantCulture)))}]";
}

/// <summary>Columns that may be null.</summary>
internal static class RowColumns
{
    public static string? TextOrNull(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static long? NumberOrNull(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    public static DateTimeOffset Moment(this SqliteDataReader row, int column) => RecordTime.Moment(row.GetInt64(column));

    public static DateTimeOffset? MomentOrNull(this SqliteDataReader row, int column) => RecordTime.Moment(row.NumberOrNull(column));
}
