using System.CommandLine;
using System.Globalization;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Situations;
using Tocsin.Storage;
using Tocsin.Storage.Situations;

namespace Tocsin.Cli.Situations;

/// <summary>Who looks at a situation, and since when changes are told to them: since they last looked.</summary>
/// <remarks>
/// Only a view of now, told since the last look, is a look. One of a past moment or since a given one asks a question, which may be asked again, and moves nothing.
/// </remarks>
/// <param name="Last">Null where it is the first look, or none.</param>
internal sealed record Looking(Situation Situation, string Who, RecordClock Clock, bool IsLook, Look? Last)
{
    /// <summary>What is worth remembering is not worth more of a wait: the situation is shown already.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static Option<string?> By() => new("--by")
    {
        HelpName = "NAME",
        Description = "Who looks: each name has last looks of its own. Without it, your login name; a script takes one of its own, so that it does not look in your place.",
    };

    public static Looking Of(RecordFile record, Situation situation, string? by, RecordClock clock, bool isLook)
    {
        var who = !string.IsNullOrWhiteSpace(by) ? by.Trim() : Environment.UserName is { Length: > 0 } login ? login : "somebody";
        return new Looking(situation, who, clock, isLook, isLook ? record.Situations.LastLook(situation, who, clock) : null);
    }

    /// <summary>A look from before the window would have everything since then read; its changes are told from the beginning of the window.</summary>
    /// <param name="asOf">The moment of the view.</param>
    /// <param name="days">Its window.</param>
    public DateTimeOffset Since(DateTimeOffset asOf, int days)
    {
        if (Last is not { } look)
        {
            return asOf.AddDays(-1);
        }

        var first = asOf.AddDays(-days);
        return look.ShownAt > asOf ? asOf : look.ShownAt < first ? first : look.ShownAt;
    }

    /// <summary>Null where there was no look to tell of.</summary>
    public string? Told(DateTimeOffset since) => Last is not { } look ? null
        : since > look.ShownAt ? $"since {SituationBrief.Moment(since)}; you last looked {SituationBrief.Moment(look.RecordedAt)}"
        : Clock == RecordClock.Recorded ? $"since you last looked, {SituationBrief.Moment(since)}"
        : $"since {SituationBrief.Moment(since)}, which you saw when you last looked, {SituationBrief.Moment(look.RecordedAt)}";

    /// <summary>By the published clock a report that came in late is no change. It is told here, because whoever looked before has not seen it.</summary>
    public void TellLate(SituationView view, Messages messages)
    {
        if (Clock == RecordClock.Published && Last is { } look && view.Documents.Count(document => document.At <= view.Since && document.Document.RecordedAt > look.RecordedAt) is > 0 and var late)
        {
            messages.Tell(string.Create(CultureInfo.InvariantCulture, $"{late:N0} {(late == 1 ? "report that was published" : "reports that were published")} before then came into the record since you last looked; by this clock that is no change."));
        }
    }

    /// <summary>Remembers the look, after it was shown. That it cannot be remembered is told and fails nothing.</summary>
    public async Task RememberAsync(string path, DateTimeOffset shownAt, Messages messages)
    {
        if (!IsLook)
        {
            return;
        }

        try
        {
            await using var record = RecordFile.Open(path, TimeProvider.System, Patience);
            await record.Situations.LookAsync(Situation, Who, Clock, shownAt);
        }
        catch (RecordException error)
        {
            var why = error.Fault switch { RecordFault.ReadOnly => "the record cannot be written", RecordFault.Locked => "another program is writing to the record", RecordFault.Full => "no room is left on its disk", _ => error.Message };
            messages.Tell($"this look is not remembered: {why.TrimEnd('.')}. --since TIME tells what changed since a moment.");
        }
    }
}
