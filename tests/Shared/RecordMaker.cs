using System.Collections.Immutable;
using System.Globalization;
using Tocsin.Analysis.Attributions;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Places;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Times;
using Tocsin.Language;

namespace Tocsin.Tests;

/// <summary>Makes one recorded reading by hand; every value that a test does not name is the plainest there is.</summary>
internal sealed class RecordMaker(string id, string published = "2031-03-05", string? outlet = null)
{
    private readonly List<RecordedEvent> _events = [];
    private readonly List<RecordedClaim> _claims = [];
    private readonly List<RecordedIntention> _intentions = [];
    private readonly List<RecordedContest> _contests = [];

    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    public static RecordedParty Party(string side, string? key = null, string? country = null, params string[] sectors) =>
        new(key ?? side, side, key ?? side, country ?? (side.Length == 3 && side.All(char.IsAsciiLetterUpper) ? side : null), [.. sectors], default);

    public EventKey Event(
        string actor, string recipient, string type = "ASSAULT", double score = -9, string? mode = null, Quad quad = Quad.MaterialConflict, string? on = null, EventStatus status = EventStatus.Fact,
        Factuality factuality = Factuality.Actual, string? words = null, ClaimKey? claim = null, int? killed = null, RecordedParty? by = null, RecordedPlace? place = null, string? weapon = null, double confidence = 0.9)
    {
        var key = new EventKey(id, _events.Count + 1);
        words ??= $"{actor} did {type} to {recipient} in {id} {_events.Count}";
        ImmutableArray<RecordedParty> Parties(string side) => side.Length == 0 ? [] : [Party(side)];
        _events.Add(new RecordedEvent(
            key, new TextSpan(10 * key.Number, words.Length), new TextSpan(10 * key.Number, 3), words, words.Split(' ')[0], type, mode, [], score, quad, by is null ? Parties(actor) : [by], Parties(recipient), place,
            on is null ? new Occurrence(null, Granularity.Vague, "no date in its clause") : new Occurrence(new DateInterval(Day(on), Day(on)), Granularity.Day, "said"),
            status, factuality, claim, [], weapon, null, killed is { } dead ? new CountRange(dead, dead, default) : null, null, confidence));
        return key;
    }

    public ClaimKey Claim(
        RecordedParty? source, string content, SpeechAct act = SpeechAct.Assert, SourceKind kind = SourceKind.Named, ClaimKey? within = null, bool negated = false, string[]? hedges = null,
        EventKey[]? events = null)
    {
        var key = new ClaimKey(id, _claims.Count + 1);
        _claims.Add(new RecordedClaim(
            key, source, source is null ? SourceKind.Implicit : kind, source is null ? [] : [source.Name], act, negated, [.. hedges ?? []], null, "said", content, [new TextSpan(100 * key.Number, content.Length)], within,
            null, [.. events ?? []], 0.9));
        return key;
    }

    public RecordMaker Means(string side, bool hostile, ClaimKey claim, EventKey? about = null)
    {
        _intentions.Add(new RecordedIntention(side, hostile, claim, about, default));
        return this;
    }

    public void Contest(RecordedContest contest) => _contests.Add(contest);

    public RecordedReading Make(string? recorded = null)
    {
        var document = new RecordedDocument(id, id, outlet, null, id + ".txt", Moment(published), published.Length > 10, Moment(recorded ?? published), 1, 1000);
        return new RecordedReading(document, "test", [.. _events], [.. _claims], [.. _contests]) { Intentions = [.. _intentions] };
    }
}
