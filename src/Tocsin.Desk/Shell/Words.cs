using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Tocsin.Analysis.Assessment;
using Tocsin.Analysis.Attributions;
using Tocsin.Analysis.Contention;
using Tocsin.Analysis.Contract;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Times;

namespace Tocsin.Desk.Shell;

/// <summary>How the desk says things, so that every page says them alike.</summary>
public static partial class Words
{
    private static readonly CultureInfo English = CultureInfo.InvariantCulture;

    public static string Number(long number) => number.ToString("#,0", English);

    public static string Count(long number, string one, string? many = null) => $"{Number(number)} {(number == 1 ? one : many ?? one + "s")}";

    public static string Percent(double share) => share switch
    {
        > 0 and < 0.01 => "under 1 %",
        > 0.99 and < 1 => "over 99 %",
        _ => string.Create(English, $"{Math.Round(share * 100, MidpointRounding.AwayFromZero)} %"),
    };

    public static string Day(DateOnly day) => day.ToString("d MMMM yyyy", English);

    public static string ShortDay(DateOnly day) => day.ToString("d MMM yyyy", English);

    /// <summary>Where the year stands elsewhere: "9 Mar".</summary>
    public static string DayOfYear(DateOnly day) => day.ToString("d MMM", English);

    public static string Days(DateInterval days) => days switch
    {
        _ when days.Start == days.End => Day(days.Start),
        _ when days.Start.Year == days.End.Year && days.Start.Month == days.End.Month => string.Create(English, $"{days.Start.Day}–{Day(days.End)}"),
        _ => $"{Day(days.Start)} – {Day(days.End)}",
    };

    /// <summary>Short, for the margin of a list: "3 Jan 2020", "2–9 Jan 2020".</summary>
    public static string ShortDays(DateInterval days) => days switch
    {
        _ when days.Start == days.End => ShortDay(days.Start),
        _ when days.Start.Year == days.End.Year && days.Start.Month == days.End.Month => string.Create(English, $"{days.Start.Day}–{ShortDay(days.End)}"),
        _ when days.Start.Year == days.End.Year => string.Create(English, $"{days.Start.ToString("d MMM", English)} – {ShortDay(days.End)}"),
        _ => $"{ShortDay(days.Start)} – {ShortDay(days.End)}",
    };

    public static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("d MMM yyyy HH:mm", English) + " UTC";

    public static string Iso(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", English);

    /// <summary>How long ago, roughly: "3 minutes ago".</summary>
    public static string Ago(DateTimeOffset then, DateTimeOffset now)
    {
        var past = now - then;
        return past.TotalSeconds < 60 ? "just now"
            : past.TotalMinutes < 60 ? Count((long)past.TotalMinutes, "minute") + " ago"
            : past.TotalHours < 48 ? Count((long)past.TotalHours, "hour") + " ago"
            : Count((long)past.TotalDays, "day") + " ago";
    }

    /// <summary>"Milley believed": the past tense, which fits one and many.</summary>
    public static string Says(SpeechAct act) => act switch
    {
        SpeechAct.Assert => "said",
        SpeechAct.Deny => "denied",
        SpeechAct.Allege => "alleged",
        SpeechAct.Warn => "warned",
        SpeechAct.Threaten => "threatened",
        SpeechAct.Promise => "promised",
        SpeechAct.Order => "ordered",
        SpeechAct.Request => "asked",
        SpeechAct.Intend => "intended",
        SpeechAct.Believe => "believed",
        SpeechAct.Doubt => "doubted",
        SpeechAct.Decline => "declined to say",
        SpeechAct.Support => "supported",
        SpeechAct.Oppose => "opposed",
        SpeechAct.Perceive => "saw",
        _ => ContractNames.Of(act),
    };

    public static string Kind(SourceKind kind) => kind switch
    {
        SourceKind.Named => "named",
        SourceKind.Role => "by role",
        SourceKind.Institution => "an institution",
        SourceKind.Document => "a document",
        SourceKind.Anonymous => "anonymous",
        SourceKind.Crowd => "a crowd",
        SourceKind.Implicit => "nobody named",
        _ => ContractNames.Of(kind),
    };

    /// <summary>How firmly it is told.</summary>
    public static string Status(EventStatus status) => status switch
    {
        EventStatus.Fact => "told as fact",
        EventStatus.Claimed => "claimed",
        EventStatus.Accused => "accused",
        EventStatus.AccusedByAuthority => "accused by an authority",
        EventStatus.Possible => "possible",
        EventStatus.Denied => "denied",
        _ => ContractNames.Of(status),
    };

    /// <summary>The same of an account that blames nobody: a ministry that tells its own dead accuses nobody of them.</summary>
    /// <param name="blames">Somebody is named as the doer of something hostile.</param>
    public static string Status(EventStatus status, bool blames) => (status, blames) switch
    {
        (EventStatus.Accused, false) => Status(EventStatus.Claimed),
        (EventStatus.AccusedByAuthority, false) => "claimed by an authority",
        _ => Status(status),
    };

    public static bool IsMaterialConflict(Quad quad) => quad is Analysis.Events.Quad.MaterialConflict;

    public static bool IsHostile(Quad quad) => quad is Analysis.Events.Quad.MaterialConflict or Analysis.Events.Quad.VerbalConflict;

    /// <summary>The Admiralty's letter for how reliable a source is.</summary>
    public static string Letter(Reliability reliability) => ((char)('A' + (int)reliability)).ToString();

    public static string Grade(Reliability reliability) => reliability switch
    {
        Reliability.Completely => "completely reliable",
        Reliability.Usually => "usually reliable",
        Reliability.Fairly => "fairly reliable",
        Reliability.NotUsually => "not usually reliable",
        Reliability.Unreliable => "unreliable",
        _ => "cannot be judged yet",
    };

    public static string Factuality(Factuality factuality) => factuality switch
    {
        Analysis.Events.Factuality.Actual => "happened",
        Analysis.Events.Factuality.Attempted => "attempted",
        Analysis.Events.Factuality.Threatened => "threatened",
        Analysis.Events.Factuality.Future => "to come",
        Analysis.Events.Factuality.Hypothetical => "supposed",
        Analysis.Events.Factuality.Negated => "did not happen",
        Analysis.Events.Factuality.Historical => "of the past",
        _ => ContractNames.Of(factuality),
    };

    /// <summary>As what somebody tells it, after how firmly: "claimed, as something that did not happen".</summary>
    public static string As(Factuality factuality) => factuality switch
    {
        Analysis.Events.Factuality.Negated => "as something that did not happen",
        Analysis.Events.Factuality.Future => "as something to come",
        Analysis.Events.Factuality.Historical => "as something of the past",
        _ => "as " + Factuality(factuality),
    };

    public static string Quad(Quad quad) => quad switch
    {
        Analysis.Events.Quad.VerbalCooperation => "friendly words",
        Analysis.Events.Quad.MaterialCooperation => "friendly acts",
        Analysis.Events.Quad.VerbalConflict => "hostile words",
        Analysis.Events.Quad.MaterialConflict => "hostile acts",
        _ => ContractNames.Of(quad),
    };

    /// <summary>A shape for each, so that colour is never needed: filled for acts, hollow for words; pointed for conflict, round for cooperation.</summary>
    public static string Sign(Quad quad) => quad switch
    {
        Analysis.Events.Quad.MaterialConflict => "▲",
        Analysis.Events.Quad.VerbalConflict => "△",
        Analysis.Events.Quad.MaterialCooperation => "●",
        _ => "○",
    };

    /// <summary>The class that colours it.</summary>
    public static string Style(Quad quad) => quad switch
    {
        Analysis.Events.Quad.MaterialConflict => "mc",
        Analysis.Events.Quad.VerbalConflict => "vc",
        Analysis.Events.Quad.MaterialCooperation => "mp",
        _ => "vp",
    };

    public static string On(ContestedOn on) => on switch
    {
        ContestedOn.Intention => "what was meant",
        ContestedOn.Occurrence => "whether it happened",
        ContestedOn.Responsibility => "who did it",
        ContestedOn.Toll => "how many",
        ContestedOn.Place => "where",
        ContestedOn.Time => "when",
        _ => "the account",
    };

    /// <summary>"ASSAULT" and "heavy-weapons" as a reader reads them: "Attack with heavy weapons".</summary>
    public static string Type(string type, string? mode = null)
    {
        if (KindWords.Of(type, mode) is { } plain)
        {
            return plain.ToCapital();
        }

        var words = type.Length == 0 ? type : char.ToUpperInvariant(type[0]) + type[1..].ToLowerInvariant().Replace('-', ' ').Replace('_', ' ');
        return mode is null ? words : $"{words}, {mode.Replace('-', ' ')}";
    }

    public static string Range(int? min, int? max) => (min, max) switch
    {
        (null, null) => "some",
        (null, { } most) => $"up to {Number(most)}",
        ({ } least, null) => $"at least {Number(least)}",
        ({ } least, { } most) => least == most ? Number(least) : $"{Number(least)}–{Number(most)}",
    };

    public static string Range(CountRange range) => Range(range.Min, range.Max);

    public static string Names(IEnumerable<string> names, string nobody = "somebody")
    {
        var all = names.Distinct().ToImmutableArray();
        return all.Length switch
        {
            0 => nobody,
            1 => all[0],
            2 => $"{all[0]} and {all[1]}",
            _ => $"{all[0]}, {all[1]} and {Count(all.Length - 2, "other")}",
        };
    }

    /// <summary>As a title has them: the first, and that there are others; how many is told below it.</summary>
    public static string Title(IEnumerable<string> names, string nobody = "somebody")
    {
        var all = names.Distinct().ToImmutableArray();
        return all.Length <= 2 ? Names(all, nobody) : $"{all[0]} and others";
    }

    /// <summary>Who printed it: of a file that names nobody, that it is a file, by its name alone, for its folder is nobody's.</summary>
    public static string Outlet(string printer)
    {
        var isPath = printer.Contains('/', StringComparison.Ordinal) && !printer.Contains("://", StringComparison.Ordinal);
        var name = isPath ? printer[(printer.TrimEnd('/').LastIndexOf('/') + 1)..] : printer;
        return isPath || FileName().IsMatch(name) ? $"the file {name}" : name;
    }

    [GeneratedRegex(@"^[^\s:]+\.(?:txt|html?|jsonl?|eml|mbox|xml|md|csv)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex FileName();

    /// <summary>With a capital at its beginning.</summary>
    public static string ToCapital(this string words) => words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];

    /// <summary>With a capital at its beginning and a full stop at its end.</summary>
    public static string ToSentence(this string words) => words.Length == 0 ? words : words.ToCapital().TrimEnd('.') + ".";

    /// <summary>Words as they were said, in quotation marks: their own, where they have some. Where and when a report was written is nobody's word.</summary>
    public static string Quote(string words, int lengthMax) => $"“{Cut(Dateline().Replace(words.Trim(), "").Trim('“', '”', '"', ',').Trim(), lengthMax)}”";

    /// <summary>"PORT HAVEL, March 10, 2026 (Harbour Post) — ", "BAGHDAD, Jan 8 - ": a place in capitals, perhaps a day and an agency, and a dash.</summary>
    [GeneratedRegex(@"^\p{Lu}[\p{Lu}.'’/ -]+(?:, [\p{L}., ]{2,30})?(?:,? \d{1,2}\b(?: \p{L}+\.?)?)?(?:,? \d{4})?(?: ?\([^()]{2,40}\))? (?:—|–|-|--) (?=[\p{Lu}\d“""‘(])", RegexOptions.CultureInvariant)]
    private static partial Regex Dateline();

    /// <summary>The sentence of a text that characters stand in, on one line; null where they lie outside it.</summary>
    public static string? SentenceAround(string text, int start, int end)
    {
        if (start < 0 || end > text.Length || start >= end)
        {
            return null;
        }

        bool Ends(int at) => text[at] is '\n' || (text[at] is '.' or '!' or '?' && at + 1 < text.Length && (char.IsWhiteSpace(text[at + 1]) || text[at + 1] is '"' or '”') && (at == 0 || !char.IsUpper(text[at - 1])));
        var (from, to) = (start, end - 1);
        while (from > 0 && !Ends(from - 1))
        {
            from--;
        }

        while (to < text.Length - 1 && !Ends(to))
        {
            to++;
        }

        return string.Join(' ', text[from..(to + 1)].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>The paragraph that characters stand in, where it is no longer than that; else their sentence; null where they lie outside the text.</summary>
    public static string? PassageAround(string text, int start, int end, int lengthMax)
    {
        if (start < 0 || end > text.Length || start >= end)
        {
            return null;
        }

        var from = text.LastIndexOf('\n', start) + 1;
        var to = text.IndexOf('\n', end - 1);
        var paragraph = string.Join(' ', text[from..(to < 0 ? text.Length : to)].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return paragraph.Length <= lengthMax ? paragraph : SentenceAround(text, start, end);
    }

    /// <summary>The first words, where all of them are too long.</summary>
    public static string Cut(string words, int lengthMax)
    {
        if (words.Length <= lengthMax)
        {
            return words;
        }

        var space = words.LastIndexOf(' ', lengthMax);
        return words[..(space > lengthMax / 2 ? space : lengthMax)].TrimEnd(',', ';', ' ') + "…";
    }
}
