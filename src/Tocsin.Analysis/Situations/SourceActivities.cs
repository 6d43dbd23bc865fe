using System.Collections.Immutable;
using Tocsin.Analysis.Attributions;
using Tocsin.Analysis.Record;
using Tocsin.Language;

namespace Tocsin.Analysis.Situations;

/// <summary>Who was heard of when, and who fell silent against their own rhythm.</summary>
/// <remarks>
/// Silent is who was heard of at <see cref="MomentsMin"/> or more different moments and then not for longer than <see cref="GapsMin"/> times its usual gap, than its longest gap so far
/// and than <see cref="SilenceMin"/>. The usual gap is the median. A rhythm is that of the window and of this situation: who reports on other things is silent on this one.
/// </remarks>
public static class SourceActivities
{
    public const int MomentsMin = 4;

    public const int GapsMin = 3;

    public static readonly TimeSpan SilenceMin = TimeSpan.FromHours(24);

    /// <summary>Outlets by name, most reports first.</summary>
    public static ImmutableArray<SourceActivity> Outlets(IEnumerable<RecordedReading> readings, DateTimeOffset asOf) => Of(
        readings.Select(reading => new Heard(reading.Document.Printer, reading.Document.Printer, At(reading.Document), reading.Document.Id)), isOutlet: true, asOf);

    /// <summary>Named sources and bodies that speak, most statements first. Who is only a role, a crowd or nobody named has no rhythm of its own.</summary>
    /// <param name="originOf">Id of the origin of what stands at a place of a document: what another report said first is not said again by being printed again.</param>
    public static ImmutableArray<SourceActivity> Speakers(IEnumerable<RecordedReading> readings, Func<string, TextSpan, string> originOf, DateTimeOffset asOf) => Of(
        readings.SelectMany(reading => reading.Claims
            .Where(claim => originOf(reading.Document.Id, claim.ContentSpans.IsEmpty ? default : claim.ContentSpans[0]) == reading.Document.Id)
            .Where(claim => claim.Source?.Key is not null && claim.SourceKind is SourceKind.Named or SourceKind.Institution)
            .Select(claim => new Heard(claim.Source!.Key!, claim.Source.Name, SaidAt(claim, reading.Document), reading.Document.Id))),
        isOutlet: false,
        asOf);

    /// <summary>When a report came out, else when it was recorded.</summary>
    public static DateTimeOffset At(RecordedDocument document) => document.PublishedAt ?? document.RecordedAt;

    /// <summary>The day a statement is dated to, where it is one day and not after its report; else when the report came out.</summary>
    public static DateTimeOffset SaidAt(RecordedClaim claim, RecordedDocument document)
    {
        var reported = At(document);
        return claim.SaidOn is { } said && said.Start == said.End && new DateTimeOffset(said.Start, TimeOnly.MinValue, TimeSpan.Zero) is var day && day.AddDays(1) <= reported ? day : reported;
    }

    /// <summary>The same, and null where neither the statement nor its report has a day: the day of recording says nothing of when it was said.</summary>
    public static DateTimeOffset? DatedAt(RecordedClaim? claim, RecordedDocument document) =>
        document.PublishedAt is not null ? (claim is null ? At(document) : SaidAt(claim, document))
        : claim?.SaidOn is { } said && said.Start == said.End ? new DateTimeOffset(said.Start, TimeOnly.MinValue, TimeSpan.Zero) : null;

    private static ImmutableArray<SourceActivity> Of(IEnumerable<Heard> all, bool isOutlet, DateTimeOffset asOf) =>
    [
        .. all.GroupBy(heard => heard.Key, StringComparer.Ordinal)
            .Select(group => Of(group.Key, [.. group.OrderBy(heard => heard.At).ThenBy(heard => heard.Document, StringComparer.Ordinal)], isOutlet, asOf))
            .OrderByDescending(activity => activity.Count).ThenBy(activity => activity.Key, StringComparer.Ordinal),
    ];

    private static SourceActivity Of(string key, ImmutableArray<Heard> heard, bool isOutlet, DateTimeOffset asOf)
    {
        var moments = heard.Select(one => one.At).Distinct().ToArray();
        var gaps = moments.Zip(moments.Skip(1), (one, next) => next - one).Order().ToArray();
        var known = moments.Length >= MomentsMin;
        TimeSpan? usual = known ? gaps[(gaps.Length - 1) / 2] : null;
        var idle = asOf - moments[^1];
        var silent = known && idle > usual!.Value * GapsMin && idle > gaps[^1] && idle > SilenceMin;

        // The fullest name is the most telling one; ties are broken so that the order of documents means nothing.
        var name = heard.Select(one => one.Name).Distinct(StringComparer.Ordinal).OrderByDescending(one => one.Length).ThenBy(one => one, StringComparer.Ordinal).First();
        return new SourceActivity(key, name, isOutlet, heard.Length, moments[0], moments[^1], usual, silent, heard[^1].Document);
    }

    private readonly record struct Heard(string Key, string Name, DateTimeOffset At, string Document);
}
