using System.Collections.Immutable;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Situations;
using Tocsin.Desk.Shell;

namespace Tocsin.Desk.Documents;

/// <summary>Something of a mark that a reader may type over.</summary>
/// <param name="Name">Of the field, as a correction has it; "kind" stands for type and mode.</param>
/// <param name="Now">What holds now, as it is to be typed; empty for what the text does not tell.</param>
/// <param name="Hint">What an empty field means, or how it is written.</param>
/// <param name="List">Id of a list of what can be chosen; null for none.</param>
public sealed record MarkField(string Name, string Label, string Now, string Hint, string? List = null);

/// <summary>What a form of the document page may correct, and what the record keeps of it.</summary>
internal static class MarkFields
{
    /// <summary>Of the list of kinds, once on a page.</summary>
    public const string KindList = "kinds";

    private const string Kind = "kind";
    private const int TypedLengthMax = 200;
    private const int ChosenLengthMax = 40;

    /// <summary>Those that a button sets to a value of its own.</summary>
    private static readonly ImmutableHashSet<string> Chosen = ["act", "status"];

    /// <summary>Those that are typed, and may be left empty: the text does not tell.</summary>
    private static readonly ImmutableHashSet<string> Typed = ["actor", "recipient", "occurredOn", "place", "killed", "injured", "weapon", "source", "saidOn"];

    /// <summary>How each is written, for whoever wrote it otherwise.</summary>
    private static readonly ImmutableDictionary<string, string> Ways = ImmutableDictionary.CreateRange(
    [
        KeyValuePair.Create("actor", "Names are parted by semicolons."), KeyValuePair.Create("recipient", "Names are parted by semicolons."),
        KeyValuePair.Create("occurredOn", "A day is written as 2026-03-08, several as 2026-03-08/2026-03-10."), KeyValuePair.Create("saidOn", "A day is written as 2026-03-08, several as 2026-03-08/2026-03-10."),
        KeyValuePair.Create("killed", "Numbers are written as 8, 8-11 or 8+."), KeyValuePair.Create("injured", "Numbers are written as 8, 8-11 or 8+."),
    ]);

    /// <summary>The fields that a form asks for, with their values; else why not.</summary>
    /// <param name="choice">As the button sends it: "status=denied", "drop=", "actor".</param>
    /// <param name="typed">What was typed beside it.</param>
    public static (ImmutableArray<(string Name, string? Value)> Fields, string? Problem) Read(string target, string choice, string typed)
    {
        var equals = choice.IndexOf('=', StringComparison.Ordinal);
        var (name, value) = equals < 0 ? (choice, typed.Trim()) : (choice[..equals], choice[(equals + 1)..]);
        if (name == "drop")
        {
            // A mark is there by its type or act; without one there is none.
            return ([(EventKey.TryParse(target, out _) ? "type" : "act", null)], null);
        }

        if (equals < 0 && name == Kind)
        {
            return KindWords.Find(value) is not { } kind ? ([], $"“{Words.Cut(value, ChosenLengthMax)}” is no kind of act or statement: choose one of the list.")
                : Corrected.Problem(target, "type", kind.Type) is { } wrong ? ([], wrong)
                : ([("type", kind.Type), ("mode", kind.Mode)], null);
        }

        if (!(equals < 0 ? Typed.Contains(name) && value.Length <= TypedLengthMax : Chosen.Contains(name) && value.Length is > 0 and < ChosenLengthMax))
        {
            return ([], "The correction names nothing in the record.");
        }

        var kept = value.Length == 0 ? null : value;
        return Corrected.Problem(target, name, kept) is { } problem ? ([], $"{problem} {Ways.GetValueOrDefault(name)}".TrimEnd()) : ([(name, kept)], null);
    }

    /// <param name="now">What was decided last on a field, else what was read.</param>
    public static ImmutableArray<MarkField> OfEvent(Func<string, string, string> now, string actor, string recipient, string type, string? mode, string? place, string? days, string? killed, string? injured, string? weapon)
    {
        var (typeNow, modeNow) = (now("type", type), now("mode", mode ?? ""));
        return
        [
            new MarkField(Kind, "What it was", KindWords.Of(typeNow, modeNow.Length == 0 ? null : modeNow)?.ToCapital() ?? "", "choose from the list", KindList),
            new MarkField("actor", "Who did it", now("actor", actor), "nobody named; several parted by ;"),
            new MarkField("recipient", "To whom", now("recipient", recipient), "nobody named; several parted by ;"),
            new MarkField("occurredOn", "When", now("occurredOn", days ?? ""), "not known; 2026-03-08, or two days parted by /"),
            new MarkField("place", "Where", now("place", place ?? ""), "not said"),
            new MarkField("killed", "Killed", now("killed", killed ?? ""), "not told; 8, 8-11 or 8+"),
            new MarkField("injured", "Injured", now("injured", injured ?? ""), "not told; 8, 8-11 or 8+"),
            new MarkField("weapon", "With what", now("weapon", weapon ?? ""), "not told"),
        ];
    }

    public static ImmutableArray<MarkField> OfClaim(Func<string, string, string> now, string source, string? days) =>
    [
        new MarkField("source", "Who says it", now("source", source), "nobody named"),
        new MarkField("saidOn", "Said on", now("saidOn", days ?? ""), "not told; 2026-03-08, or two days parted by /"),
    ];
}
