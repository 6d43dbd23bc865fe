using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Tocsin.Analysis.Record;

namespace Tocsin.Storage.Corrections;

/// <summary>What people decided against readings. Added to, never overwritten.</summary>
public sealed class CorrectionLog
{
    private readonly RecordFile _record;

    internal CorrectionLog(RecordFile record) => _record = record;

    /// <summary>Adds a correction and returns it as recorded; its id and moment are given here, whatever it came with.</summary>
    public Task<Correction> AddAsync(Correction correction, CancellationToken stop = default) => _record.WriteAsync(
        connection =>
        {
            var number = connection.Value<long>("SELECT coalesce(max(number), 0) + 1 FROM corrections");
            var now = _record.Now(connection);
            var (kind, body) = Body(correction);
            connection.Execute("INSERT INTO corrections (number, recorded_at, by, reason, kind, body) VALUES ($1, $2, $3, $4, $5, $6)", number, RecordTime.Of(now), correction.By, correction.Reason, kind, body.ToJsonString());
            return correction with { Id = Id(number), RecordedAt = now };
        },
        stop);

    /// <summary>In the order of recording.</summary>
    public IReadOnlyList<Correction> List(DateTimeOffset? asOf = null) => _record.Read(connection => Read(connection, asOf ?? DateTimeOffset.MaxValue));

    internal static List<Correction> Read(RecordConnection connection, DateTimeOffset asOf) => connection.Rows(
        "SELECT number, recorded_at, by, reason, kind, body FROM corrections WHERE recorded_at <= $1 ORDER BY number", Read, RecordTime.Of(asOf));

    private static string Id(long number) => string.Create(CultureInfo.InvariantCulture, $"c{number}");

    private static (string Kind, JsonObject Body) Body(Correction correction) => correction switch
    {
        Correction.Join join => ("join", new JsonObject { ["events"] = Keys(join.Events) }),
        Correction.Split split => ("split", new JsonObject { ["events"] = Keys(split.Events) }),
        Correction.Retract retract => ("retract", new JsonObject { ["document"] = retract.Document }),
        Correction.Undo undo => ("undo", new JsonObject { ["decision"] = undo.Decision }),
        Correction.Field field => ("field", new JsonObject { ["target"] = field.Target, ["name"] = field.Name, ["value"] = field.Value }),
        _ => throw new ArgumentException($"The record has no form for a {correction.GetType().Name}.", nameof(correction)),
    };

    private static JsonArray Keys(ImmutableArray<EventKey> events) => new([.. events.Select(key => JsonValue.Create(key.ToString()))]);

    private static Correction Read(SqliteDataReader row)
    {
        var (id, at, by, reason) = (Id(row.GetInt64(0)), row.Moment(1), row.GetString(2), row.GetString(3));
        using var body = JsonDocument.Parse(row.GetString(5));
        string? Text(string name) => body.RootElement.GetProperty(name).GetString();
        ImmutableArray<EventKey> Events() =>
            [.. body.RootElement.GetProperty("events").EnumerateArray().Select(key => EventKey.TryParse(key.GetString()!, out var parsed) ? parsed : throw new InvalidDataException($"Correction {id} names no event."))];
        return row.GetString(4) switch
        {
            "join" => new Correction.Join(id, at, by, reason, Events()),
            "split" => new Correction.Split(id, at, by, reason, Events()),
            "retract" => new Correction.Retract(id, at, by, reason, Text("document")!),
            "undo" => new Correction.Undo(id, at, by, reason, Text("decision")!),
            "field" => new Correction.Field(id, at, by, reason, Text("target")!, Text("name")!, Text("value")),
            var kind => throw new InvalidDataException($"Correction {id} is of the unknown kind {kind}."),
        };
    }
}
