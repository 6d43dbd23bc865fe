using System.Collections.Immutable;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Times;

namespace Tocsin.Analysis.Incidents;

/// <summary>Adds up what speaks for and against two tellings being of one happening, in log odds.</summary>
/// <remarks>
/// The weights are set by hand and written once, here. Zero is even odds; <see cref="Apart"/> is where two reports of one type start that have nothing in common.
/// The same whichever is given first.
/// </remarks>
internal sealed class Likeness(IncidentLexicon lexicon)
{
    /// <summary>Of two documents, and of two places in one document.</summary>
    private const double Apart = -2.5, Together = -0.5;

    /// <summary>Within one document: a blow and the blow that it answers.</summary>
    private const double Answer = -2.5;

    private const double Never = -10;

    /// <summary>From where on one kind of evidence contradicts, and what is left of the odds against where none does.</summary>
    private const double Contrary = -0.75, Silence = 0.4;

    /// <summary>Odds of what a flat denial denies.</summary>
    private const double Denial = 0.5;

    /// <summary>What counts against a happening that both would be part of: of two that merely have little in common, less than of two that do not agree.</summary>
    /// <remarks>"Friday's attack on the port" says too little to be likely the same as each of ten longer accounts, and does not speak against any.</remarks>
    public double InCluster(Telling one, Telling other)
    {
        var odds = Between(one, other, null, out var isContrary);
        return odds < 0 && !isContrary ? odds * Silence : odds;
    }

    /// <param name="reasons">Takes what speaks for and against, in words; null where only the sum is wanted.</param>
    public double Between(Telling one, Telling other, List<string>? reasons = null) => Between(one, other, reasons, out _);

    /// <param name="isContrary">Some one thing, such as their days or their places, speaks against it.</param>
    private double Between(Telling one, Telling other, List<string>? reasons, out bool isContrary)
    {
        isContrary = true;
        if (one.Type != other.Type && !(IsTaking(one) && IsTaking(other)))
        {
            return Never;
        }

        reasons?.Add(one.Type == other.Type ? "same type" : "both take somebody or something");
        if (Quads.IsVerbal(one))
        {
            return Verbal(one, other, reasons);
        }

        // In one document, what says nothing of its own goes with what stands near.
        var sum = one.Document.Id != other.Document.Id ? Apart : one.IsApart != other.IsApart ? Never : one.IsBare || other.IsBare ? 0 : Together;
        var least = 0.0;
        double Note(double weight)
        {
            least = Math.Min(least, weight);
            return weight;
        }

        sum += Note(Days(one, other, reasons)) + Note(Where(one, other, reasons)) + Note(Targets(one, other, reasons));
        sum += Note(How(one, other, reasons)) + Note(Who(one, other, reasons)) + Note(Tolls.Weigh(one, other, reasons));
        isContrary = least <= Contrary;
        return !isContrary && (Denies(one, other) || Denies(other, one)) ? Math.Max(sum, Denial) : sum;
    }

    /// <summary>"The country has not fired a single missile at its neighbour", says its ministry: what somebody says was not done by one to the other is what others say was.</summary>
    /// <remarks>A flat denial gives no place and no day, so little but the two sides can be in common, and the report may name the side that suffers only around its soldiers and towns. Days, places, targets and weapons must not speak against it, and it may come a week late.</remarks>
    private static bool Denies(Telling denial, Telling report) =>
        denial.IsDenial && !report.IsDenial && denial.Document.Id != report.Document.Id && denial.Events.Any(told => told.Claim is not null)
        && Shared(denial.Actors, report.Actors) is { } actor && denial.Recipients.Any(recipient => recipient != actor && (Shared([recipient], report.Recipients) is not null || report.SpeaksOf(recipient)))
        && (denial.Weapon is null || report.Weapon is null || denial.Weapon == report.Weapon);

    /// <summary>A ship that is seized and its crew that is abducted are one act under two types.</summary>
    private static bool IsTaking(Telling telling) => telling.Mode is "abduct" or "seize" or "arrest";

    public static double Probability(double logOdds) => 1 / (1 + Math.Exp(-logOdds));

    private static double Add(double weight, List<string>? reasons, string reason)
    {
        reasons?.Add(reason);
        return weight;
    }

    private static double Days(Telling one, Telling other, List<string>? reasons)
    {
        var isOneDocument = one.Document.Id == other.Document.Id;
        if (one.Days is { } days && other.Days is { } others)
        {
            var gap = Math.Max(days.Start.DayNumber - others.End.DayNumber, others.Start.DayNumber - days.End.DayNumber);
            var width = Math.Max(days.End.DayNumber - days.Start.DayNumber, others.End.DayNumber - others.Start.DayNumber);
            if (gap <= 0 && width <= 3 && one.PartOfDay is { } part && other.PartOfDay is { } otherPart && IsAnotherPart(part, otherPart))
            {
                return Add(-1, reasons, "but at another time of the day");
            }

            return gap switch
            {
                <= 0 when width == 0 => Add(1.5, reasons, "same day"),
                <= 0 when width <= 3 => Add(1, reasons, "days that meet"),
                <= 0 => 0.25,
                >= 1 when isOneDocument => Add(-5, reasons, "but the report gives two days"),
                1 => -0.25,
                2 => Add(-2.5, reasons, "but two days apart"),
                _ => Add(-5, reasons, "but on other days"),
            };
        }

        if (isOneDocument)
        {
            return 0;
        }

        if ((one.Days ?? other.Days) is { } known)
        {
            return (one.Days is null ? one : other).Published is not { } published ? 0 : (published.DayNumber < known.Start.DayNumber - 1 ? -2 : Math.Max(0, published.DayNumber - known.End.DayNumber)) switch
            {
                < 0 => Add(-5, reasons, "but published before it"),
                <= 1 => Add(0.25, reasons, "published within a day of it"),
                <= 3 => 0,
                <= 8 => -0.5,
                <= 31 => -1.75,
                _ => -3,
            };
        }

        return one.Published is not { } first || other.Published is not { } second ? -0.5 : Math.Abs(first.DayNumber - second.DayNumber) switch
        {
            <= 1 => Add(0, reasons, "published within a day"),
            <= 3 => -0.5,
            <= 7 => -1,
            <= 31 => -2,
            _ => -4,
        };
    }

    /// <summary>Evening and night meet, and the day has a morning, a noon and an afternoon.</summary>
    private static bool IsAnotherPart(string one, string other) => one != other && !Meet(one, other) && !Meet(other, one);

    private static bool Meet(string one, string other) => (one, other) is ("EV", "NI") or ("DT", "MO" or "MI" or "AF") or ("MI", "MO" or "AF");

    private static double Where(Telling one, Telling other, List<string>? reasons)
    {
        var place = PlaceLikeness.Weigh(one, other, reasons);
        if (place >= 1)
        {
            return place;
        }

        var isOneDocument = one.Document.Id == other.Document.Id;
        var words = reasons is null ? null : new List<string>();
        if (SortedWords.Common(one.Names, other.Names, words) is var shared and > 0)
        {
            reasons?.Add($"both name {Listed(words!)}");
            return place + (isOneDocument ? 0.75 : shared > 1 ? 2 : 1.5);
        }

        if (isOneDocument)
        {
            return place;
        }

        // What one of them names in its clause the other does not, so no word counts twice.
        if (SortedWords.Common(one.Names, other.NamesAround, words) + SortedWords.Common(other.Names, one.NamesAround, words) is var around and > 0)
        {
            reasons?.Add($"both reports name {Listed(words!)}");
            return place + (around > 1 ? 1.25 : 1);
        }

        return place + (SortedWords.Common(one.NamesAround, other.NamesAround) switch { 0 => 0, 1 => 0.5, 2 => 0.75, _ => 1 });
    }

    private double Targets(Telling one, Telling other, List<string>? reasons)
    {
        var sum = 0.0;
        if (!one.Targets.IsEmpty && !other.Targets.IsEmpty)
        {
            var kinds = reasons is null ? null : new List<string>();
            var shared = SortedWords.Common(one.Targets, other.Targets, kinds);
            sum += shared > 0 ? 1.25 : -2;
            reasons?.Add(shared > 0 ? $"same kind of target: {Listed(kinds!)}" : $"but another target: {one.Targets[0]}, {other.Targets[0]}");
        }

        var words = reasons is null ? null : new List<string>();
        var nouns = SortedWords.Common(one.Nouns, other.Nouns, words);
        if (nouns > 0)
        {
            reasons?.Add($"both speak of {Listed(words!)}");
        }

        return sum + Math.Min(1, 0.5 * nouns);
    }

    private double How(Telling one, Telling other, List<string>? reasons)
    {
        var sum = 0.0;
        if (one.Mode is { } mode && other.Mode is { } otherMode)
        {
            sum += mode == otherMode ? 0.5 : lexicon.WeightOf(mode, otherMode);
            if (sum < -0.5)
            {
                reasons?.Add($"but {mode} and {otherMode}");
            }
        }

        if (one.Weapon is not null && one.Weapon == other.Weapon)
        {
            reasons?.Add($"same weapon: {one.Weapon}");
            sum += 0.5;
        }

        return sum;
    }

    private static double Who(Telling one, Telling other, List<string>? reasons)
    {
        var sum = 0.0;
        var (returned, back) = (IsReturned(one, other), IsReturned(other, one));
        if (one.Document.Id == other.Document.Id ? returned || back : returned && back)
        {
            sum += Add(-2.5, reasons, "but the one answers the other");
        }

        if (!one.Actors.IsEmpty && !other.Actors.IsEmpty)
        {
            // "Drenian police" and "police in Republic Square" may be one.
            var actor = Shared(one.Actors, other.Actors);
            sum += actor is not null ? 0.75 : SortedWords.Any(one.ActorWords, other.ActorWords) ? 0.25 : -0.75;
            if (actor is not null)
            {
                reasons?.Add($"same actor: {actor}");
            }
        }

        if (one.Document.Id == other.Document.Id && Shared(one.Actors, other.Actors) is null && (Shared(one.Actors, other.Recipients) ?? Shared(other.Actors, one.Recipients)) is { } both)
        {
            sum += Answer;
            reasons?.Add($"but {both} acts in one and suffers in the other");
        }

        if (Shared(one.Recipients, other.Recipients) is { } recipient)
        {
            sum += one.NamesRecipient(recipient) || other.NamesRecipient(recipient) ? 1.25 : 0.5;
            reasons?.Add($"same side suffers: {recipient}");
        }

        return sum;
    }

    /// <summary>"rebels shelled the town", "the army shelled rebel positions": who acts in the one suffers in the other.</summary>
    private static bool IsReturned(Telling one, Telling other) =>
        !other.ActorWords.IsEmpty && SortedWords.Any(one.ActorWords, other.RecipientWords) && !SortedWords.Any(one.ActorWords, other.ActorWords) && !SortedWords.Any(one.RecipientWords, other.RecipientWords);

    /// <summary>"tavania" and "tavanian forces" are one.</summary>
    private static string? Shared(ImmutableArray<string> sides, ImmutableArray<string> others)
    {
        foreach (var side in sides)
        {
            foreach (var other in others)
            {
                if (side == other || (side.Contains(' ', StringComparison.Ordinal) != other.Contains(' ', StringComparison.Ordinal) && LastWord(side).SequenceEqual(LastWord(other))) || (StartsAlike(side, other) && side.Length > 3 && other.Length > 3))
                {
                    return side.Length <= other.Length ? side : other;
                }
            }
        }

        return null;
    }

    private static bool StartsAlike(string side, string other)
    {
        var common = side.AsSpan().CommonPrefixLength(other);
        var first = Math.Min(FirstWord(side), FirstWord(other));
        return common >= 5 && common >= first - 1;
    }

    private static ReadOnlySpan<char> LastWord(string side) => side.AsSpan(side.LastIndexOf(' ') + 1);

    private static int FirstWord(string side) => side.IndexOf(' ', StringComparison.Ordinal) is var space and >= 0 ? space : side.Length;

    /// <summary>Words are one happening only where the same one spoke to the same one on the same day: talk repeats itself.</summary>
    private static double Verbal(Telling one, Telling other, List<string>? reasons)
    {
        var meet = one.Type == "CONSULT";
        ImmutableArray<string> sides = meet ? [.. one.Actors.Concat(one.Recipients).Order(StringComparer.Ordinal)] : one.Actors;
        ImmutableArray<string> others = meet ? [.. other.Actors.Concat(other.Recipients).Order(StringComparer.Ordinal)] : other.Actors;
        if ((!meet && !SortedWords.Any(one.ActorKeys, other.ActorKeys)) || Shared(sides, others) is not { } speaker || (one.Mode is { } mode && other.Mode is { } otherMode && mode != otherMode))
        {
            return Never;
        }

        if (meet ? sides.Intersect(others).Count() < 2 : one.Recipients.IsEmpty != other.Recipients.IsEmpty || (!one.Recipients.IsEmpty && Shared(one.Recipients, other.Recipients) is null))
        {
            return Never;
        }

        reasons?.Add($"same speaker: {speaker}");
        var day = DayOf(one);
        var otherDay = DayOf(other);
        if (day is null || otherDay is null || Math.Abs(day.Value.DayNumber - otherDay.Value.DayNumber) > (one.Days is null || other.Days is null ? 1 : 0))
        {
            return Never;
        }

        return Add(one.Days is not null && other.Days is not null ? 1.5 : 0.75, reasons, "same day");
    }

    private static DateOnly? DayOf(Telling telling) => telling.Days?.Start ?? telling.Published;

    private static string Listed(List<string> words) => string.Join(", ", words.Take(3));
}
