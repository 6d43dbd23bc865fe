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

    public bool IsCut => From is not null || To is not null;

    public static SituationQuery Of(string name, IQueryCollection query)
    {
        var clock = query["clock"] == "recorded" ? RecordClock.Recorded : RecordClock.Published;
        var (from, to) = (Moment(query["from"]), Moment(query["to"]));
        return new SituationQuery(name, Moment(query["asOf"]), clock, from, to > from || from is null ? to : null, query["lanes"].ToString() is "source" or "kind" ? query["lanes"].ToString() : "actor");
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

    /// <summary>Null for what is no moment: a link that somebody cut short shows the whole.</summary>
    private static DateTimeOffset? Moment(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment) ? moment : null;
}
