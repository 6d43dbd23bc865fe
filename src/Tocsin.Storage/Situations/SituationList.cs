using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tocsin.Analysis.Record;

namespace Tocsin.Storage.Situations;

/// <summary>When somebody last looked at a situation.</summary>
/// <param name="Sequence">The newest document of the record then.</param>
public sealed record Look(DateTimeOffset At, long Sequence);

/// <summary>The scopes that are watched. What was watched at any moment is kept.</summary>
public sealed class SituationList
{
    private readonly RecordFile _record;

    internal SituationList(RecordFile record) => _record = record;

    /// <summary>Saves a situation under its name; an earlier one of that name no longer holds.</summary>
    public Task SaveAsync(Situation situation, string by, CancellationToken stop = default) => AddAsync(situation.Name, Body(situation), by, stop);

    /// <summary>Ends the watch. False where there was none of that name.</summary>
    public async Task<bool> RemoveAsync(string name, string by, CancellationToken stop = default)
    {
        if (Find(name) is null)
        {
            return false;
        }

        await AddAsync(name, null, by, stop).ConfigureAwait(false);
        return true;
    }

    /// <summary>By name.</summary>
    public IReadOnlyList<Situation> List(DateTimeOffset? asOf = null) => _record.Read(connection => connection.Rows(
        "SELECT name, body FROM situations s WHERE number = (SELECT max(number) FROM situations n WHERE n.name = s.name AND n.recorded_at <= $1) AND body IS NOT NULL ORDER BY name",
        row => Read(row.GetString(0), row.GetString(1)), asOf is { } moment ? RecordTime.Of(moment) : long.MaxValue));

    /// <summary>Null where none of that name is watched.</summary>
    public Situation? Find(string name, DateTimeOffset? asOf = null) => _record.Read(connection => connection.Row(
        "SELECT name, body FROM situations WHERE name = $1 AND recorded_at <= $2 ORDER BY number DESC LIMIT 1",
        row => row.TextOrNull(1) is { } body ? Read(row.GetString(0), body) : null, name, asOf is { } moment ? RecordTime.Of(moment) : long.MaxValue));

    /// <summary>Marks that somebody looks now, and returns when they did before; null for the first time.</summary>
    public Task<Look?> LookAsync(string situation, string who, CancellationToken stop = default) => _record.WriteAsync(
        connection =>
        {
            var before = LastLook(connection, situation, who);
            connection.Execute(
                "INSERT INTO looks (situation, who, at, sequence) VALUES ($1, $2, $3, (SELECT coalesce(max(sequence), 0) FROM documents)) ON CONFLICT DO UPDATE SET at = excluded.at, sequence = excluded.sequence",
                situation, who, RecordTime.Of(_record.Now(connection)));
            return before;
        },
        stop);

    public Look? LastLook(string situation, string who) => _record.Read(connection => LastLook(connection, situation, who));

    private static Look? LastLook(RecordConnection connection, string situation, string who) =>
        connection.Row("SELECT at, sequence FROM looks WHERE situation = $1 AND who = $2", row => new Look(row.Moment(0), row.GetInt64(1)), situation, who);

    private Task<bool> AddAsync(string name, string? body, string by, CancellationToken stop) => _record.WriteAsync(
        connection =>
        {
            connection.Execute(
                "INSERT INTO situations (number, recorded_at, by, name, body) VALUES ((SELECT coalesce(max(number), 0) + 1 FROM situations), $1, $2, $3, $4)", RecordTime.Of(_record.Now(connection)), by, name, body);
            return true;
        },
        stop);

    private static string Body(Situation situation)
    {
        static JsonArray List(ImmutableArray<string> values) => new([.. values.Select(value => JsonValue.Create(value))]);
        return new JsonObject { ["sides"] = List(situation.Sides), ["countries"] = List(situation.Countries), ["places"] = List(situation.Places), ["words"] = List(situation.Words) }.ToJsonString();
    }

    private static Situation Read(string name, string body)
    {
        using var json = JsonDocument.Parse(body);
        ImmutableArray<string> List(string of) => json.RootElement.TryGetProperty(of, out var values) ? [.. values.EnumerateArray().Select(value => value.GetString()!)] : [];
        return new Situation(name, List("sides"), List("countries"), List("places"), List("words"));
    }
}
