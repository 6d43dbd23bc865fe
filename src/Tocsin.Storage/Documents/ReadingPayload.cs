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
    private const int Form = 3;

    /// <summary>It lacked <see cref="RecordedEvent.Happened"/>.</summary>
    private const int SecondForm = 2;

    /// <summary>It lacked <see cref="EventCues.Restates"/>.</summary>
    private const int FirstForm = 1;

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
        to.List(reading.Intentions, intention =>
        {
            to.Text(intention.Side);
            to.Flag(intention.Hostile);
            to.Number(intention.Claim.Number);
            to.Number(intention.About?.Number ?? 0);
            to.Span(intention.Span);
        });
        return to.ToArray();
    }

    /// <exception cref="InvalidDataException">Not such bytes, or of a form that this version does not know.</exception>
    public static RecordedReading Read(byte[] bytes, RecordedDocument document, string readerVersion)
    {
        try
        {
            return Read(new PayloadReader(bytes), document, readerVersion);
        }
        catch (Exception error) when (error is ArgumentException or OverflowException)
        {
            // A day or number that none of ours can be.
            throw new InvalidDataException($"The reading of {document.Id} holds a value out of range.", error);
        }
    }

    private static RecordedReading Read(PayloadReader from, RecordedDocument document, string readerVersion)
    {
        var form = from.Number();
        if (form is not (Form or SecondForm or FirstForm))
        {
            throw new InvalidDataException(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"A reading of form {form}; {Form} expected."));
        }

        var id = document.Id;
        var events = from.List(() => Event(from, id, form));
        var claims = from.List(() => Claim(from, id));
        var contested = from.List(() => new RecordedContest(EventOrNull(from, id), (ContestedOn)from.Small(), from.List(() => from.List(() => new ClaimKey(id, from.Small())))));
        var intentions = from.List(() => new RecordedIntention(from.Text(), from.Flag(), new ClaimKey(id, from.Small()), EventOrNull(from, id), from.Span()));
        return from.IsAtEnd
            ? new RecordedReading(document, readerVersion, events, claims, contested) { Intentions = intentions }
            : throw new InvalidDataException("Bytes after the end of a reading.");
    }

    private static EventKey? EventOrNull(PayloadReader from, string document) => from.Small() is > 0 and var number ? new EventKey(document, number) : null;

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
        to.Number(coded.Cues.Sentence);
        to.Flag(coded.Cues.IsNominal);
        to.Flag(coded.Cues.IsApart);
        to.Text(coded.Cues.PartOfDay);
        to.List(coded.Cues.Names, to.Text);
        to.List(coded.Cues.NamesBeside, to.Text);
        to.List(coded.Cues.Nouns, to.Text);
        to.List(coded.Cues.AlsoAt, to.Span);
        to.Number(coded.Cues.Restates ?? 0);
        to.Optional(coded.Happened, status => to.Number((int)status));
    }

    private static RecordedEvent Event(PayloadReader from, string document, long form) => new(
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
        from.Real())
    {
        Cues = new EventCues(from.Small(), from.Flag(), from.Flag(), from.TextOrNull(), from.List(from.Text), from.List(from.Text), from.List(from.Text), from.List(from.Span), form == FirstForm ? null : from.Small() is > 0 and var again ? again : null),
        Happened = form < Form ? null : from.Optional(() => (EventStatus)from.Small()),
    };

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
