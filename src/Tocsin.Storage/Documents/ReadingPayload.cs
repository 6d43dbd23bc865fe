using Tocsin.Analysis.Attributions;
using Tocsin.Analysis.Contention;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Places;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Times;

namespace Tocsin.Storage.Documents;

/// <summary>A <see cref="RecordedReading"/> without its document as bytes: what every view is computed from, so it is read quickly and kept whole.</summary>
/// <remarks>The first number is the form. A form that was released is read for good; a new field makes a new form.</remarks>
internal static class ReadingPayload
{
    private const int Form = 1;

    public static byte[] Write(RecordedReading reading)
    {
        var to = new PayloadWriter();
        to.Number(Form);
        to.List(reading.Events, coded => Write(to, coded));
        to.List(reading.Claims, claim => Write(to, claim));
        to.List(reading.Contested, contest =>
        {
            to.Number(contest.About?.Number ?? 0);
            to.Number((int)contest.On);
            to.List(contest.Sides, side => to.List(side, claim => to.Number(claim.Number)));
        });
        return to.ToArray();
    }

    /// <exception cref="InvalidDataException">Not such bytes, or of a form that this version does not know.</exception>
    public static RecordedReading Read(byte[] bytes, RecordedDocument document, string readerVersion)
    {
        var from = new PayloadReader(bytes);
        if (from.Number() is not Form and var form)
        {
            throw new InvalidDataException(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"A reading of form {form}; {Form} expected."));
        }

        var events = from.List(() => Event(from, document.Id));
        var claims = from.List(() => Claim(from, document.Id));
        var contested = from.List(() => new RecordedContest(
            from.Small() is > 0 and var about ? new EventKey(document.Id, about) : null, (ContestedOn)from.Small(), from.List(() => from.List(() => new ClaimKey(document.Id, from.Small())))));
        return from.IsAtEnd ? new RecordedReading(document, readerVersion, events, claims, contested) : throw new InvalidDataException("Bytes after the end of a reading.");
    }

    private static void Write(PayloadWriter to, RecordedEvent coded)
    {
        to.Number(coded.Key.Number);
        to.Span(coded.Span);
        to.Span(coded.Anchor);
        to.Text(coded.Words);
        to.Text(coded.AnchorWords);
        to.Text(coded.Type);
        to.Text(coded.Mode);
        to.List(coded.Contexts, to.Text);
        to.Real(coded.Score);
        to.Number((int)coded.Quad);
        to.List(coded.Actors, party => Write(to, party));
        to.List(coded.Recipients, party => Write(to, party));
        to.Optional(coded.Place, place =>
        {
            to.Text(place.Name);
            to.Number((int)place.Kind);
            to.Text(place.Country);
            to.Optional(place.GeoNames, number => to.Number(number));
            to.Optional(place.Latitude, to.Real);
            to.Optional(place.Longitude, to.Real);
            to.Span(place.Span);
        });
        to.Optional(coded.OccurredOn.Interval, days => Write(to, days));
        to.Number((int)coded.OccurredOn.Granularity);
        to.Text(coded.OccurredOn.Reason);
        to.Number((int)coded.Status);
        to.Number((int)coded.Factuality);
        to.Number(coded.Claim?.Number ?? 0);
        to.List(coded.ToldBy, to.Text);
        to.Text(coded.Weapon);
        to.Optional(coded.Count, range => Write(to, range));
        to.Optional(coded.Killed, range => Write(to, range));
        to.Optional(coded.Injured, range => Write(to, range));
        to.Real(coded.Confidence);
    }

    private static RecordedEvent Event(PayloadReader from, string document) => new(
        new EventKey(document, from.Small()),
        from.Span(),
        from.Span(),
        from.Text(),
        from.Text(),
        from.Text(),
        from.TextOrNull(),
        from.List(from.Text),
        from.Real(),
        (Quad)from.Small(),
        from.List(() => Party(from)),
        from.List(() => Party(from)),
        from.OptionalObject(() => new RecordedPlace(from.Text(), (PlaceKind)from.Small(), from.TextOrNull(), from.Optional(from.Small), from.Optional(from.Real), from.Optional(from.Real), from.Span())),
        new Occurrence(from.Optional(() => Days(from)), (Granularity)from.Small(), from.Text()),
        (EventStatus)from.Small(),
        (Factuality)from.Small(),
        from.Small() is > 0 and var claim ? new ClaimKey(document, claim) : null,
        from.List(from.Text),
        from.TextOrNull(),
        from.OptionalObject(() => Range(from)),
        from.OptionalObject(() => Range(from)),
        from.OptionalObject(() => Range(from)),
        from.Real());

    private static void Write(PayloadWriter to, RecordedClaim claim)
    {
        to.Number(claim.Key.Number);
        to.Optional(claim.Source, party => Write(to, party));
        to.Number((int)claim.SourceKind);
        to.List(claim.ToldBy, to.Text);
        to.Number((int)claim.Act);
        to.Flag(claim.Negated);
        to.List(claim.Hedges, to.Text);
        to.Text(claim.Medium);
        to.Text(claim.Cue);
        to.Text(claim.Content);
        to.List(claim.ContentSpans, to.Span);
        to.Number(claim.Within?.Number ?? 0);
        to.Optional(claim.SaidOn, days => Write(to, days));
        to.List(claim.Events, held => to.Number(held.Number));
        to.Real(claim.Confidence);
    }

    private static RecordedClaim Claim(PayloadReader from, string document) => new(
        new ClaimKey(document, from.Small()),
        from.OptionalObject(() => Party(from)),
        (SourceKind)from.Small(),
        from.List(from.Text),
        (SpeechAct)from.Small(),
        from.Flag(),
        from.List(from.Text),
        from.TextOrNull(),
        from.Text(),
        from.Text(),
        from.List(from.Span),
        from.Small() is > 0 and var within ? new ClaimKey(document, within) : null,
        from.Optional(() => Days(from)),
        from.List(() => new EventKey(document, from.Small())),
        from.Real());

    private static void Write(PayloadWriter to, RecordedParty party)
    {
        to.Text(party.Key);
        to.Text(party.Side);
        to.Text(party.Name);
        to.Text(party.Country);
        to.List(party.Sectors, to.Text);
        to.Span(party.Span);
    }

    private static RecordedParty Party(PayloadReader from) => new(from.TextOrNull(), from.TextOrNull(), from.Text(), from.TextOrNull(), from.List(from.Text), from.Span());

    private static void Write(PayloadWriter to, CountRange range)
    {
        to.Optional(range.Min, number => to.Number(number));
        to.Optional(range.Max, number => to.Number(number));
        to.Span(range.Span);
    }

    private static CountRange Range(PayloadReader from) => new(from.Optional(from.Small), from.Optional(from.Small), from.Span());

    private static void Write(PayloadWriter to, DateInterval days)
    {
        to.Number(days.Start.DayNumber);
        to.Number(days.End.DayNumber);
    }

    private static DateInterval Days(PayloadReader from) => new(DateOnly.FromDayNumber(from.Small()), DateOnly.FromDayNumber(from.Small()));
}
