using System.Globalization;
using Microsoft.AspNetCore.Http;
using Tocsin.Analysis.Situations;

namespace Tocsin.Desk.Situations;

/// <summary>What of a situation is looked at: all of it stands in the page's address.</summary>
/// <param name="AsOf">The moment that is looked back at; null for now.</param>
/// <param name="From">Only what happened from then on.</param>
/// <param name="To">And before then.</param>
/// <param name="Lanes">"actor", "source" or "kind".</param>
public sealed record SituationQuery(string Name, DateTimeOffset? AsOf, RecordClock Clock, DateTimeOffset? From, DateTimeOffset? To, string Lanes)
{
    private const string Minutes = "yyyy-MM-dd'T'HH:mm";
    private const string Exact = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    /// <summary>What of the address means nothing, as it stands there: "asOf=banana". The page says so and shows the rest.</summary>
    public System.Collections.Immutable.ImmutableArray<string> NotUnderstood { get; init; } = [];

    public bool IsCut => From is not null || To is not null;

    public static SituationQuery Of(string name, IQueryCollection query)
    {
        string? Bad(string key) => query[key].ToString() is { Length: > 0 } text && Moment(text) is null ? $"{key}={(text.Length > 40 ? text[..40] + "…" : text)}" : null;
        var clock = query["clock"] == "recorded" ? RecordClock.Recorded : RecordClock.Published;
        var (from, to) = (Moment(query["from"]), Day(query["to"])?.AddDays(1) ?? Moment(query["to"]));
        // A day means all of it, as it does to `tocsin situation --as-of`.
        return new SituationQuery(name, Day(query["asOf"])?.AddDays(1).AddMicroseconds(-1) ?? Moment(query["asOf"]), clock, from, to > from || from is null ? to : null, query["lanes"].ToString() is "source" or "kind" ? query["lanes"].ToString() : "actor")
        {
            NotUnderstood = [.. new[] { Bad("asOf"), Bad("from"), Bad("to"), to is not null && from is not null && to <= from ? $"to={query["to"]} (it lies before from)" : null }.OfType<string>()],
        };
    }

    /// <summary>The address of the page that shows this.</summary>
    public string Url
    {
        get
        {
            var parts = new List<string>();
            void Add(string key, string? value)
            {
                if (value is not null)
                {
                    parts.Add($"{key}={Uri.EscapeDataString(value)}");
                }
            }

            Add("asOf", AsOf?.UtcDateTime.ToString(AsOf.Value.Ticks % TimeSpan.TicksPerMinute == 0 ? Minutes : Exact, CultureInfo.InvariantCulture));
            Add("clock", AsOf is not null && Clock == RecordClock.Recorded ? "recorded" : null);
            Add("from", From?.UtcDateTime.ToString(Minutes, CultureInfo.InvariantCulture));
            Add("to", To?.UtcDateTime.ToString(Minutes, CultureInfo.InvariantCulture));
            Add("lanes", Lanes == "actor" ? null : Lanes);
            return Shell.Links.Situation(Name) + (parts.Count == 0 ? "" : "?" + string.Join('&', parts));
        }
    }

    /// <summary>For whoever asks by a program: what is to be written instead.</summary>
    public string Problem => $"Not understood: {string.Join(", ", NotUnderstood)}. Moments are written as 2020-01-08 or 2020-01-08T14:05, in UTC.";

    /// <summary>The beginning of a day that is written without an hour; null for all else.</summary>
    private static DateTimeOffset? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero) : null;

    /// <summary>Null for what is no moment.</summary>
    private static DateTimeOffset? Moment(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment) ? moment : null;
}
