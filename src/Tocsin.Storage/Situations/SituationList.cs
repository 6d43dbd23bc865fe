using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Situations;

namespace Tocsin.Storage.Situations;

/// <summary>That somebody looked at a situation as it was.</summary>
/// <param name="RecordedAt">When.</param>
/// <param name="ShownAt">The moment that was shown, by the clock of the look: the last day of an archive lies long before <paramref name="RecordedAt"/>.</param>
/// <param name="Sequence">The newest document of the record then.</param>
public sealed record Look(DateTimeOffset RecordedAt, DateTimeOffset ShownAt, long Sequence);

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

    /// <summary>Adds that somebody looked. Earlier looks, theirs and those of others, stay.</summary>
    /// <param name="situation">By its <see cref="Situation.ScopeKey"/>: whatever name it was asked for by, it is one situation.</param>
    /// <param name="shownAt">The moment of the view, by <paramref name="clock"/>.</param>
    public Task<Look> LookAsync(Situation situation, string who, RecordClock clock, DateTimeOffset shownAt, CancellationToken stop = default) => _record.WriteAsync(
        connection =>
        {
            var look = new Look(_record.Now(connection), shownAt, connection.Value<long>("SELECT coalesce(max(sequence), 0) FROM documents"));
            connection.Execute(
                "INSERT INTO looks (recorded_at, situation, who, clock, shown_at, sequence) VALUES ($1, $2, $3, $4, $5, $6)",
                RecordTime.Of(look.RecordedAt), situation.ScopeKey, who, (int)clock, RecordTime.Of(shownAt), look.Sequence);
            return look;
        },
        stop);

    /// <summary>The last look of somebody at a situation by one clock; null where there was none.</summary>
    public Look? LastLook(Situation situation, string who, RecordClock clock) => _record.Read(connection => connection.Row(
        "SELECT recorded_at, shown_at, sequence FROM looks WHERE situation = $1 AND who = $2 AND clock = $3 ORDER BY number DESC LIMIT 1",
        row => new Look(row.Moment(0), row.Moment(1), row.GetInt64(2)), situation.ScopeKey, who, (int)clock));

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
