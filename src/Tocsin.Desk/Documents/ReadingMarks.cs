using System.Collections.Immutable;
using Tocsin.Analysis.Attributions;
using Tocsin.Analysis.Contract;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Times;
using Tocsin.Desk.Shell;
using Tocsin.Language;

namespace Tocsin.Desk.Documents;

/// <summary>What a reading found in a text, as marks with their reasons.</summary>
/// <param name="reading">As the record keeps it.</param>
/// <param name="document">Its id in the record; corrections name it.</param>
/// <param name="corrected">What was decided about a target, and still holds.</param>
/// <param name="says">Such a decision in words.</param>
internal sealed class ReadingMarks(ReadingFile reading, string document, Func<string, ImmutableArray<Correction.Field>> corrected, Func<Correction.Field, string> says)
{
    private const int NameLengthMax = 60;
    private const int QuoteLengthMax = 120;
    private static readonly SpeechAct[] OtherActs = [SpeechAct.Assert, SpeechAct.Deny, SpeechAct.Allege, SpeechAct.Warn, SpeechAct.Threaten, SpeechAct.Promise, SpeechAct.Believe, SpeechAct.Doubt];
    private static readonly EventStatus[] OtherStatuses = [EventStatus.Fact, EventStatus.Claimed, EventStatus.Accused, EventStatus.Denied];
    private readonly Dictionary<string, ReadingFile.EntityPart> _entities = reading.Entities.ToDictionary(entity => entity.Id);
    private readonly Dictionary<string, ReadingFile.AttributionPart> _attributions = reading.Attributions.ToDictionary(attribution => attribution.Id);

    public ImmutableArray<Mark> All() => [.. reading.Attributions.Select(Claim), .. reading.Events.Select(Event), .. reading.Places.Select(Place), .. reading.Times.Select(Time)];

    private Mark Claim(ReadingFile.AttributionPart attribution)
    {
        var target = $"{document}_{attribution.Id}";
        var does = ContractWords.Says(attribution.Act);
        var lines = new List<MarkLine>
        {
            new("who", Who(attribution), ContractWords.SourceKind(attribution.Source.Kind), SourceUrl(attribution)),
            new("did", does, attribution.Negated ? "the saying itself is negated" : null),
        };
        if (attribution.Within is { } outer && _attributions.TryGetValue(outer, out var teller))
        {
            lines.Add(new MarkLine("told by", Who(teller), "whose words hold this", "#note-" + outer));
        }

        AddIf(lines, !attribution.Hedges.IsEmpty, "held back", string.Join(", ", attribution.Hedges));
        AddIf(lines, attribution.Medium is not null, "through", attribution.Medium!);
        AddIf(lines, Days(attribution.SaidOn) is not null, "said on", Days(attribution.SaidOn)!);
        lines.Add(new MarkLine("form", attribution.Form switch { "direct" => "quoted", "mixed" => "partly quoted", _ => "in the report’s words" }));
        AddIf(lines, attribution.Confidence is not null, "sure", Words.Percent(attribution.Confidence ?? 0));
        var choices = OtherActs.Where(act => ContractNames.Of(act) != attribution.Act).Select(act => new MarkChoice("act", ContractNames.Of(act), Words.Says(act)));
        return new Mark(
            attribution.Id, MarkKind.Claim, "act-" + attribution.Act, "“", $"{Words.Cut(Who(attribution), NameLengthMax)} {(attribution.Negated ? "did not say" : does)}",
            [.. attribution.Source.Spans.Select(span => (MarkPart.Source, span)), .. attribution.Cue.Select(span => (MarkPart.Cue, span)), .. attribution.Content.Select(span => (MarkPart.Content, span))],
            [.. lines], target, [.. choices, new MarkChoice("drop", null, "nobody said this")], Decided(target))
        {
            Fields = MarkFields.OfClaim(Now(target), (Name(attribution.Source.Entity) ?? string.Join(" ", attribution.Source.Spans.Select(Text))).Trim(), Typed(attribution.SaidOn)),
            Quote = Words.Cut(string.Join(" … ", attribution.Content.Select(Text)), QuoteLengthMax),
        };
    }

    private Mark Event(ReadingFile.EventPart coded)
    {
        var target = $"{document}_{coded.Id}";
        var quad = ContractWords.Quad(coded.Quad);
        var place = coded.Place is { } at && at < reading.Places.Length ? reading.Places[at] : null;
        var lines = new List<MarkLine>
        {
            new("kind", Words.Type(coded.Type, coded.Mode), coded.Cameo is null ? Words.Quad(quad) : $"{Words.Quad(quad)}; PLOVER {coded.Type}{(coded.Mode is null ? "" : " " + coded.Mode)}, CAMEO {coded.Cameo}"),
            new("status", ContractWords.Status(coded.Status)),
            new("as", ContractWords.Factuality(coded.Factuality)),
            new("when", Days(coded.OccurredOn) ?? "not known", coded.OccurredOn.Reason),
            new("where", place?.Name ?? "not said", place?.Reason),
        };
        AddIf(lines, coded.Killed is not null, "killed", Words.Range(coded.Killed?.Min, coded.Killed?.Max));
        AddIf(lines, coded.Injured is not null, "injured", Words.Range(coded.Injured?.Min, coded.Injured?.Max));
        AddIf(lines, coded.Count is not null, "number", Words.Range(coded.Count?.Min, coded.Count?.Max));
        AddIf(lines, coded.Weapon is not null, "weapon", coded.Weapon!);
        if (coded.Attribution is { } number && _attributions.TryGetValue(number, out var teller))
        {
            lines.Add(new MarkLine("told by", Who(teller), null, "#note-" + number));
        }

        AddIf(lines, coded.Rule is not null, "read by", coded.Rule is { } rule ? RuleWords.Of(rule) : "");
        AddIf(lines, coded.Confidence is not null, "sure", Words.Percent(coded.Confidence ?? 0));
        var choices = OtherStatuses.Where(status => ContractNames.Of(status) != coded.Status).Select(status => new MarkChoice("status", ContractNames.Of(status), Words.Status(status)));
        return new Mark(
            coded.Id, MarkKind.Event, Words.Style(quad), Words.Sign(quad), $"{Parties(coded.Actors, "somebody").ToCapital()}{(coded.Recipients.IsEmpty ? "" : $" → {Parties(coded.Recipients, "somebody")}")}: {Words.Type(coded.Type, coded.Mode)}",
            [(MarkPart.Anchor, coded.Anchor), (MarkPart.Clause, coded.Span)], [.. lines], target, [.. choices, new MarkChoice("drop", null, "no such event")], Decided(target))
        {
            Fields = MarkFields.OfEvent(Now(target), Named(coded.Actors), Named(coded.Recipients), coded.Type, coded.Mode, place?.Name, Typed(coded.OccurredOn), Typed(coded.Killed), Typed(coded.Injured), coded.Weapon),
        };
    }

    private ImmutableArray<string> Decided(string target) => [.. corrected(target).Select(says)];

    /// <summary>What holds of a field: what was decided on it last, else what was read.</summary>
    private Func<string, string, string> Now(string target)
    {
        var decided = corrected(target).GroupBy(field => field.Name, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Last().Value ?? "", StringComparer.Ordinal);
        return (name, read) => decided.GetValueOrDefault(name, read);
    }

    private static string? Typed(ReadingFile.DaysPart? days) => days is { Start: { } start }
        ? (days.End is { } end && end > start ? FormattableString.Invariant($"{start:yyyy-MM-dd}/{end:yyyy-MM-dd}") : FormattableString.Invariant($"{start:yyyy-MM-dd}"))
        : null;

    private static string? Typed(ReadingFile.RangePart? range) => range is not { Min: { } min } ? null
        : range.Max is not { } max ? FormattableString.Invariant($"{min}+") : min == max ? FormattableString.Invariant($"{min}") : FormattableString.Invariant($"{min}-{max}");

    /// <summary>What this report took over from another: it counts to that one's origin.</summary>
    public static Mark Passage(CopyLink link, RecordedDocument from, int number) => new(
        $"k{number}", MarkKind.Copy, "", "⧉", $"from {Words.Outlet(from.Printer)}", [.. link.Passages.Select(span => (MarkPart.Passage, span))],
        [new MarkLine("is", "taken over", "what stands in it counts to the report that had it first, not to this one"), new MarkLine("first in", from.Title ?? Words.Outlet(from.Printer), Words.Outlet(from.Printer), Links.Document(from.Id))], null, [], []);

    private static Mark Place(ReadingFile.PlacePart place, int index)
    {
        var lines = new List<MarkLine> { new("is", place.Kind + (place.Country is null ? "" : $", {place.Country}"), place.Reason) };
        AddIf(lines, place.Latitude is not null && place.Longitude is not null, "at", FormattableString.Invariant($"{place.Latitude:0.00}, {place.Longitude:0.00}"));
        AddIf(lines, place.Use is "dateline" or "actor" or "in-name", "use", place.Use switch { "dateline" => "where the report was written", "actor" => "stands for a government", _ => "part of a name" });
        return new Mark($"p{index}", MarkKind.Place, "", "◇", place.Name, [(MarkPart.Place, place.Span)], [.. lines], null, [], []);
    }

    private Mark Time(ReadingFile.TimePart time, int index) => new(
        $"t{index}", MarkKind.Time, "", "◷", Days(new ReadingFile.DaysPart(time.Start, time.End, null)) ?? Words.Cut(Text(time.Span), NameLengthMax), [(MarkPart.Time, time.Span)],
        [new MarkLine("is", time.Value ?? "not resolved", time.Reason)], null, [], []);

    private static void AddIf(List<MarkLine> lines, bool there, string name, string value)
    {
        if (there)
        {
            lines.Add(new MarkLine(name, value));
        }
    }

    private static string? Days(ReadingFile.DaysPart? days) => days is { Start: { } start } ? Words.Days(new DateInterval(start, days.End is { } end && end >= start ? end : start)) : null;

    private string Parties(ImmutableArray<ReadingFile.PartyPart> parties, string nobody) => Words.Names(parties.Select(party => Words.Cut(Name(party.Entity) ?? Text(party.Span), NameLengthMax / 2)), nobody);

    private string Named(ImmutableArray<ReadingFile.PartyPart> parties) => string.Join("; ", parties.Select(party => (Name(party.Entity) ?? Text(party.Span)).Replace(';', ',')).Distinct());

    private string Who(ReadingFile.AttributionPart attribution) =>
        Name(attribution.Source.Entity) ?? (attribution.Source.Spans.IsEmpty ? "Nobody named" : string.Join(" … ", attribution.Source.Spans.Select(Text)));

    private string? SourceUrl(ReadingFile.AttributionPart attribution)
    {
        var key = Name(attribution.Source.Entity) is null ? null
            : _entities[attribution.Source.Entity!] is { Country: { } country, Kind: "country" or "government" or "people" } ? country
            : PartyKeys.KeyOf(Name(attribution.Source.Entity)!);
        return key is null ? null : Links.Source(key);
    }

    private string? Name(string? entity) => entity is not null && _entities.TryGetValue(entity, out var known) ? known.Name : null;

    private string Text(TextSpan span) => span.End <= reading.Document.Text.Length ? span.In(reading.Document.Text) : "";
}
