using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Tocsin.Storage.Derived;

/// <summary>The tables that follow from documents and readings, each with an order that its content alone decides.</summary>
internal static class DerivedTables
{
    /// <summary>Name and primary key.</summary>
    public static readonly (string Name, string Order)[] Plain =
    [
        ("scope_terms", "kind, term, at, reading"), ("events", "id"), ("claims", "id"), ("fingerprints", "document"), ("copy_keys", "key, document"), ("copy_links", "first, second"),
        ("incident_keys", "key, reading, telling"), ("incident_links", "first_reading, second_reading, first_event, second_event"),
    ];

    public static readonly string[] Indexes = ["text_index", "event_index", "claim_index"];

    public static void Empty(RecordConnection connection)
    {
        foreach (var (name, _) in Plain)
        {
            connection.Execute($"DELETE FROM {name}");
        }

        foreach (var name in Indexes)
        {
            connection.Execute($"INSERT INTO {name} ({name}) VALUES ('delete-all')");
        }
    }

    /// <summary>Rows and SHA-256 of every table's content, by name; of a full-text index each word with all its places.</summary>
    public static List<TableDigest> Digests(RecordConnection connection) =>
    [
        .. Plain.Select(table => Digest(connection, table.Name, $"SELECT * FROM {table.Name} ORDER BY {table.Order}")),
        .. Indexes.Select(name =>
        {
            connection.Script($"CREATE VIRTUAL TABLE IF NOT EXISTS temp.{name}_words USING fts5vocab (main, {name}, instance)");
            var digest = Digest(connection, name, $"SELECT term, doc, col, \"offset\" FROM temp.{name}_words");
            connection.Script($"DROP TABLE temp.{name}_words");
            return digest;
        }),
    ];

    private static TableDigest Digest(RecordConnection connection, string name, string sql)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var number = new byte[9];
        long rows = 0;
        void Part(byte kind, long value)
        {
            number[0] = kind;
            BinaryPrimitives.WriteInt64LittleEndian(number.AsSpan(1), value);
            hash.AppendData(number);
        }

        foreach (var row in connection.Stream(sql, row => row))
        {
            rows++;
            for (var i = 0; i < row.FieldCount; i++)
            {
                switch (row.GetValue(i))
                {
                    case long whole:
                        Part(1, whole);
                        break;
                    case double real:
                        Part(2, BitConverter.DoubleToInt64Bits(real));
                        break;
                    case string text:
                        var bytes = Encoding.UTF8.GetBytes(text);
                        Part(3, bytes.Length);
                        hash.AppendData(bytes);
                        break;
                    case byte[] blob:
                        Part(4, blob.Length);
                        hash.AppendData(blob);
                        break;
                    default:
                        Part(0, 0);
                        break;
                }
            }
        }

        return new TableDigest(name, rows, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}

/// <param name="Digest">64 hexadecimal digits of SHA-256 over its rows in order.</param>
internal sealed record TableDigest(string Table, long Rows, string Digest);
