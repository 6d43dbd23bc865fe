using System.Collections.Immutable;
using System.Text.Json;
using Tocsin.Analysis.Contract;
using Tocsin.Language;

namespace Tocsin.Desk.Documents;

/// <summary>A reading as the record keeps it (tocsin.reading/1), as far as a page needs it: also one that an older reader made.</summary>
internal sealed record ReadingFile(
    ReadingFile.DocumentPart Document,
    ImmutableArray<ReadingFile.EntityPart> Entities,
    ImmutableArray<ReadingFile.TimePart> Times,
    ImmutableArray<ReadingFile.PlacePart> Places,
    ImmutableArray<ReadingFile.AttributionPart> Attributions,
    ImmutableArray<ReadingFile.EventPart> Events)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Converters = { new SpanJson() } };

    /// <exception cref="JsonException">It is no reading.</exception>
    public static ReadingFile Parse(string json) => JsonSerializer.Deserialize<ReadingFile>(json, Options) ?? throw new JsonException("The reading is empty.");

    internal sealed record DocumentPart(string Text);

    internal sealed record EntityPart(string Id, string Kind, string Name, string? Country);

    internal sealed record TimePart(TextSpan Span, string? Value, DateOnly? Start, DateOnly? End, string? Reason);

    internal sealed record PlacePart(TextSpan Span, string Name, string Kind, string? Country, double? Latitude, double? Longitude, string? Reason, string? Use);

    internal sealed record SourcePart(ImmutableArray<TextSpan> Spans, string? Entity, string Kind);

    internal sealed record DaysPart(DateOnly? Start, DateOnly? End, string? Reason);

    internal sealed record AttributionPart(
        string Id, SourcePart Source, ImmutableArray<TextSpan> Cue, ImmutableArray<TextSpan> Content, string Form, string Act, bool Negated, ImmutableArray<string> Hedges, string? Medium, string? Within,
        DaysPart? SaidOn, double? Confidence);

    internal sealed record PartyPart(string? Entity, TextSpan Span);

    internal sealed record RangePart(int? Min, int? Max);

    internal sealed record EventPart(
        string Id, TextSpan Span, TextSpan Anchor, string Type, string? Mode, string? Cameo, string Quad, ImmutableArray<PartyPart> Actors, ImmutableArray<PartyPart> Recipients, int? Place, DaysPart OccurredOn,
        string Status, string? Attribution, string Factuality, string? Weapon, RangePart? Count, RangePart? Killed, RangePart? Injured, double? Confidence, string? Rule);
}
