using Tocsin.Analysis.Attributions;
using Tocsin.Analysis.Contention;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Places;
using Tocsin.Analysis.Times;
using Tocsin.Language.Mentions;

namespace Tocsin.Analysis.Contract;

/// <summary>How the reading contract spells each closed choice. Fixed: files written today must be readable for good (docs/formats.md).</summary>
public static class ContractNames
{
    public static string Of(EntityKind kind) => kind switch
    {
        EntityKind.Person => "person",
        EntityKind.Organization => "organization",
        EntityKind.Government => "government",
        EntityKind.ArmedGroup => "armed-group",
        EntityKind.Country => "country",
        EntityKind.Place => "place",
        EntityKind.People => "people",
        EntityKind.Document => "document",
        EntityKind.Other => "other",
        _ => throw Unknown(kind),
    };

    public static string Of(MentionForm form) => form switch
    {
        MentionForm.Name => "name",
        MentionForm.Nominal => "nominal",
        MentionForm.Pronoun => "pronoun",
        _ => throw Unknown(form),
    };

    public static string Of(TimeType type) => type switch
    {
        TimeType.Date => "DATE",
        TimeType.Time => "TIME",
        TimeType.Duration => "DURATION",
        TimeType.Set => "SET",
        _ => throw Unknown(type),
    };

    public static string Of(Granularity granularity) => granularity switch
    {
        Granularity.Minute => "minute",
        Granularity.Hour => "hour",
        Granularity.PartOfDay => "part-of-day",
        Granularity.Day => "day",
        Granularity.Week => "week",
        Granularity.Month => "month",
        Granularity.Quarter => "quarter",
        Granularity.Year => "year",
        Granularity.Decade => "decade",
        Granularity.Century => "century",
        Granularity.Vague => "vague",
        _ => throw Unknown(granularity),
    };

    public static string Of(PlaceKind kind) => kind switch
    {
        PlaceKind.City => "city",
        PlaceKind.Country => "country",
        PlaceKind.Region => "region",
        PlaceKind.Base => "base",
        PlaceKind.Landmark => "landmark",
        PlaceKind.Water => "water",
        _ => throw Unknown(kind),
    };

    public static string Of(PlaceUse use) => use switch
    {
        PlaceUse.Literal => "literal",
        PlaceUse.Dateline => "dateline",
        PlaceUse.Actor => "actor",
        PlaceUse.InName => "in-name",
        _ => throw Unknown(use),
    };

    public static string Of(SourceKind kind) => kind switch
    {
        SourceKind.Named => "named",
        SourceKind.Role => "role",
        SourceKind.Institution => "institution",
        SourceKind.Document => "document",
        SourceKind.Anonymous => "anonymous",
        SourceKind.Crowd => "crowd",
        SourceKind.Implicit => "implicit",
        _ => throw Unknown(kind),
    };

    public static string Of(QuoteForm form) => form switch
    {
        QuoteForm.Direct => "direct",
        QuoteForm.Indirect => "indirect",
        QuoteForm.Mixed => "mixed",
        _ => throw Unknown(form),
    };

    public static string Of(SpeechAct act) => act switch
    {
        SpeechAct.Assert => "assert",
        SpeechAct.Deny => "deny",
        SpeechAct.Allege => "allege",
        SpeechAct.Warn => "warn",
        SpeechAct.Threaten => "threaten",
        SpeechAct.Promise => "promise",
        SpeechAct.Order => "order",
        SpeechAct.Request => "request",
        SpeechAct.Intend => "intend",
        SpeechAct.Believe => "believe",
        SpeechAct.Doubt => "doubt",
        SpeechAct.Decline => "decline",
        SpeechAct.Support => "support",
        SpeechAct.Oppose => "oppose",
        SpeechAct.Perceive => "perceive",
        _ => throw Unknown(act),
    };

    public static string Of(EventStatus status) => status switch
    {
        EventStatus.Fact => "fact",
        EventStatus.Claimed => "claimed",
        EventStatus.Accused => "accused",
        EventStatus.AccusedByAuthority => "accused-by-authority",
        EventStatus.Possible => "possible",
        EventStatus.Denied => "denied",
        _ => throw Unknown(status),
    };

    public static string Of(Factuality factuality) => factuality switch
    {
        Factuality.Actual => "actual",
        Factuality.Attempted => "attempted",
        Factuality.Threatened => "threatened",
        Factuality.Future => "future",
        Factuality.Hypothetical => "hypothetical",
        Factuality.Negated => "negated",
        Factuality.Historical => "historical",
        _ => throw Unknown(factuality),
    };

    public static string Of(Quad quad) => quad switch
    {
        Quad.VerbalCooperation => "verbal-cooperation",
        Quad.MaterialCooperation => "material-cooperation",
        Quad.VerbalConflict => "verbal-conflict",
        Quad.MaterialConflict => "material-conflict",
        _ => throw Unknown(quad),
    };

    public static string Of(ContestedOn on) => on switch
    {
        ContestedOn.Intention => "intention",
        ContestedOn.Occurrence => "occurrence",
        ContestedOn.Responsibility => "responsibility",
        ContestedOn.Toll => "toll",
        ContestedOn.Place => "place",
        ContestedOn.Time => "time",
        _ => throw Unknown(on),
    };

    private static ArgumentOutOfRangeException Unknown<T>(T value)
        where T : struct, Enum => new(nameof(value), value, $"The reading contract has no name for this {typeof(T).Name}; add one to {nameof(ContractNames)} and docs/formats.md.");
}
