using System.Collections.Immutable;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Times;

namespace Tocsin.Analysis.Incidents;

/// <summary>Adds up what speaks for and against two tellings being of one happening, in log odds.</summary>
/// <remarks>
/// Zero is even odds; <see cref="Evidence.Base"/> is where two accounts of one type start that have nothing in common. The same whichever is given first.
/// </remarks>
internal sealed class Likeness(IncidentLexicon lexicon)
{
    private const double Never = -10;

    /// <summary>From where on one kind of evidence contradicts, and what is left of the odds against where none does.</summary>
    private const double Contrary = -0.75, Silence = 0.2;

    /// <summary>Days between two periods that may still be a slip of the date, and after which a report no longer tells of something as if it were news.</summary>
    private const int DaysOff = 2, RecentDays = 31;

    /// <summary>Odds of what a flat denial denies.</summary>
    private const double Denial = 0.5;

    /// <summary>What counts against a happening that both would be part of: of two that merely have little in common, less than of two that do not agree.</summary>
    /// <remarks>"Friday's attack on the port" says too little to be likely the same as each of ten longer accounts, and does not speak against any.</remarks>
    public double InCluster(Telling one, Telling other)
    {
        var odds = Between(one, other, null, null, out var isContrary);
        return odds < 0 && !isContrary ? odds * Silence : odds;
    }

    /// <param name="reasons">Takes what speaks for and against, in words; null where only the sum is wanted.</param>
    /// <param name="seen">Takes how often each <see cref="Evidence"/> was met, for whoever fits what it weighs.</param>
    public double Between(Telling one, Telling other, List<string>? reasons = null, double[]? seen = null) => Between(one, other, reasons, seen, out _);

    /// <param name="isContrary">Some one thing, such as their days or their places, speaks against it.</param>
    private double Between(Telling one, Telling other, List<string>? reasons, double[]? seen, out bool isContrary)
    {
        isContrary = true;
        var isTaking = (IsTaking(one) && IsTaking(other)) || (IsExpelling(one) && IsExpelling(other));
        if (one.Type != other.Type && !isTaking && !(IsForce(one) && IsForce(other)))
        {
            return Never;
        }

        reasons?.Add(one.Type == other.Type ? "same type" : isTaking ? IsTaking(one) ? "both take somebody or something" : "both send somebody out" : "both are done by force");
        var isOneDocument = one.Document.Id == other.Document.Id;
        if (Quads.IsVerbal(one))
        {
            return isOneDocument && IsToldBelow(one, other) ? Add(1.5, reasons, "the headline and the text below it") : Verbal(one, other, reasons);
        }

        // Of two that each stand apart from something, one that says nothing of its own may stand apart from anything.
        var isSameVictim = SortedWords.Any(one.Victims, other.Victims);
        if (isOneDocument && !isSameVictim && (one.IsApart != other.IsApart ? IsNear(one, other) : one.IsApart && (one.IsBare || other.IsBare)))
        {
            return Never;
        }

        var tally = new Tally(isOneDocument ? lexicon.WeightsWithin : lexicon.Weights, reasons, seen);

        // In one document, what says nothing of its own goes with what stands near.
        tally.Add(isOneDocument && (one.IsBare || other.IsBare) ? Evidence.BaseOfBare : Evidence.Base);
        if (one.Type != other.Type && !isTaking)
        {
            tally.Add(Evidence.OtherType);
        }

        if (one.IsLead || other.IsLead)
        {
            tally.Add(one.IsLead && other.IsLead ? Evidence.BothLead : Evidence.OneLeads);
        }

        tally.Begin();
        Days(one, other, isOneDocument, ref tally);
        tally.Close();
        Where(one, other, isOneDocument, ref tally);
        if (NamesAnother(one, other) && NamesAnother(other, one))
        {
            tally.Add(Evidence.EachNamesAnother);
        }

        tally.Close();
        Targets(one, other, ref tally);
        tally.Close();
        How(one, other, ref tally);
        tally.Close();
        Who(one, other, isOneDocument, ref tally);
        tally.Close();
        Tolls.Weigh(one, other, ref tally);
        tally.Close();
        isContrary = tally.Least <= Contrary;
        return !isContrary && (Denies(one, other) || Denies(other, one)) ? Math.Max(tally.Sum, Denial) : tally.Sum;
    }

    /// <summary>"The country has not fired a single missile at its neighbour", says its ministry: what somebody says was not done by one to the other is what others say was.</summary>
    /// <remarks>A flat denial gives no place and no day, so little but the two sides can be in common, and the report may name the side that suffers only around its soldiers and towns. Days, places, targets and weapons must not speak against it, and it may come a week late.</remarks>
    private static bool Denies(Telling denial, Telling report) =>
        denial.IsDenial && !report.IsDenial && denial.Document.Id != report.Document.Id && denial.Events.Any(told => told.Claim is not null)
        && Shared(denial.Actors, report.Actors) is { } actor && denial.Recipients.Any(recipient => recipient != actor && (Shared([recipient], report.Recipients) is not null || report.SpeaksOf(recipient)))
        && (denial.Weapon is null || report.Weapon is null || denial.Weapon == report.Weapon);

    /// <summary>A ship that is seized and its crew that is abducted are one act under two types.</summary>
    private static bool IsTaking(Telling telling) => telling.Mode is "abduct" or "seize" or "arrest";

    /// <summary>What stands apart from what is told beside it may be what another paragraph tells of.</summary>
    private static bool IsNear(Telling one, Telling other) => Math.Abs(one.Events[0].Cues.Sentence - other.Events[0].Cues.Sentence) <= 2;

    /// <summary>An envoy who is expelled and his expulsion are coded as two types.</summary>
    private static bool IsExpelling(Telling telling) => telling.Mode is "expel" or "deport";

    /// <summary>Police who break up a march and who fire at it are coded as two types; so are commandos who storm a ship and who seize it.</summary>
    private static bool IsForce(Telling telling) => telling.Type == "ASSAULT" || (telling.Type == "COERCE" && telling.Mode is null or "seize");

    public static double Probability(double logOdds) => 1 / (1 + Math.Exp(-logOdds));

    private static double Add(double weight, List<string>? reasons, string reason)
    {
        reasons?.Add(reason);
        return weight;
    }

    private static void Days(Telling one, Telling other, bool isOneDocument, ref Tally tally)
    {
        if (IsOfAnotherPeriod(one, other, isOneDocument) || IsOfAnotherPeriod(other, one, isOneDocument))
        {
            Note(Evidence.OtherDays, "but on other days", ref tally);
            return;
        }

        if (one.Days is { } days && other.Days is { } others)
        {
            var gap = Math.Max(days.Start.DayNumber - others.End.DayNumber, others.Start.DayNumber - days.End.DayNumber);
            var width = Math.Max(days.End.DayNumber - days.Start.DayNumber, others.End.DayNumber - others.Start.DayNumber);
            if (gap <= 0 && width <= 3 && one.PartOfDay is { } part && other.PartOfDay is { } otherPart && IsAnotherPart(part, otherPart))
            {
                tally.Add(Evidence.OtherPartOfDay, "but at another time of the day");
                return;
            }

            var (evidence, reason) = gap switch
            {
                <= 0 when width == 0 => (Evidence.SameDay, "same day"),
                <= 0 when width <= 3 => (Evidence.DaysMeet, "days that meet"),
                <= 0 => (Evidence.DaysOverlap, null),
                1 => (Evidence.DayApart, isOneDocument ? "but the report gives two days" : null),
                2 => (Evidence.TwoDaysApart, "but two days apart"),
                _ => (Evidence.OtherDays, "but on other days"),
            };
            Note(evidence, reason, ref tally);
            return;
        }

        if (isOneDocument)
        {
            return;
        }

        if ((one.Days ?? other.Days) is { } known)
        {
            if ((one.Days is null ? one : other).Published is { } published)
            {
                var (evidence, reason) = (published.DayNumber < known.Start.DayNumber - 1 ? -2 : Math.Max(0, published.DayNumber - known.End.DayNumber)) switch
                {
                    < 0 => (Evidence.ToldBefore, "but published before it"),
                    <= 1 => (Evidence.ToldWithinADay, "published within a day of it"),
                    <= 3 => (Evidence.ToldWithinThreeDays, null),
                    <= 8 => (Evidence.ToldWithinAWeek, null),
                    <= 31 => (Evidence.ToldWithinAMonth, null),
                    _ => (Evidence.ToldLater, (string?)null),
                };
                Note(evidence, reason, ref tally);
            }

            return;
        }

        var (between, why) = one.Published is not { } first || other.Published is not { } second ? (Evidence.OutUnknown, null) : Math.Abs(first.DayNumber - second.DayNumber) switch
        {
            <= 1 => (Evidence.OutWithinADay, "published within a day"),
            <= 3 => (Evidence.OutWithinThreeDays, null),
            <= 7 => (Evidence.OutWithinAWeek, null),
            <= 31 => (Evidence.OutWithinAMonth, null),
            _ => (Evidence.OutLater, (string?)null),
        };
        Note(between, why, ref tally);
    }

    /// <summary>"In 2012" is years before "on Tuesday", and before whatever a report of today tells of without a date.</summary>
    private static bool IsOfAnotherPeriod(Telling one, Telling other, bool isOneDocument)
    {
        if (one.Days is not null || one.Period is not { } period)
        {
            return false;
        }

        if (other.Period is { } known)
        {
            return Math.Max(period.Start.DayNumber - known.End.DayNumber, known.Start.DayNumber - period.End.DayNumber) > DaysOff;
        }

        return (!isOneDocument || (one.IsLookedBackOn && !other.IsLookedBackOn)) && other.Published is { } published && published.DayNumber - period.End.DayNumber > RecentDays;
    }

    private static void Note(Evidence evidence, string? reason, ref Tally tally)
    {
        tally.Add(evidence);
        if (reason is not null)
        {
            tally.Reasons?.Add(reason);
        }
    }

    /// <summary>Evening and night meet, and the day has a morning, a noon and an afternoon.</summary>
    private static bool IsAnotherPart(string one, string other) => one != other && !Meet(one, other) && !Meet(other, one);

    private static bool Meet(string one, string other) => (one, other) is ("EV", "NI") or ("DT", "MO" or "MI" or "AF") or ("MI", "MO" or "AF");

    private static void Where(Telling one, Telling other, bool isOneDocument, ref Tally tally)
    {
        if (PlaceLikeness.Weigh(one, other, ref tally))
        {
            return;
        }

        var words = tally.Reasons is null ? null : new List<string>();
        if (SortedWords.Common(one.Names, other.Names, words) is var shared and > 0)
        {
            // "At Orl in Brennia" and "at Tarn in Brennia" have the country in common, in which both lie.
            if (PlaceLikeness.AreTwoTowns(one, other))
            {
                tally.Add(Evidence.OneNameNearBoth);
                return;
            }

            tally.Reasons?.Add($"both name {Listed(words!)}");
            tally.Add(shared > 1 ? Evidence.SameNames : Evidence.SameName);
            return;
        }

        if (isOneDocument)
        {
            return;
        }

        // What one of them names in its clause the other does not, so no word counts twice.
        if (SortedWords.Common(one.Names, other.NamesAround, words, other.NamesElsewhere) + SortedWords.Common(other.Names, one.NamesAround, words, one.NamesElsewhere) is var around and > 0)
        {
            tally.Reasons?.Add($"both reports name {Listed(words!)}");
            tally.Add(around > 1 ? Evidence.NamesAround : Evidence.NameAround);
            return;
        }

        var near = one.NamesElsewhere.IsEmpty ? SortedWords.Common(one.NamesAround, other.NamesAround, null, other.NamesElsewhere)
            : other.NamesElsewhere.IsEmpty ? SortedWords.Common(one.NamesAround, other.NamesAround, null, one.NamesElsewhere)
            : SortedWords.Common(one.NamesAround, other.NamesAround, null, [.. one.NamesElsewhere.Union(other.NamesElsewhere, StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
        if (near > 0)
        {
            tally.Add(near switch { 1 => Evidence.OneNameNearBoth, 2 => Evidence.TwoNamesNearBoth, _ => Evidence.ManyNamesNearBoth });
        }
    }

    private static bool NamesAnother(Telling one, Telling other)
    {
        foreach (var name in one.Names)
        {
            if (!other.Has(name))
            {
                return true;
            }
        }

        return false;
    }

    private static void Targets(Telling one, Telling other, ref Tally tally)
    {
        var words = tally.Reasons is null ? null : new List<string>();
        var isOther = false;
        if (!one.Targets.IsEmpty && !other.Targets.IsEmpty)
        {
            var shared = SortedWords.Common(one.Targets, other.Targets, words);
            isOther = shared == 0;
            tally.Add(isOther ? Evidence.OtherTarget : Evidence.SameTarget);
            if (isOther && one.Place is { IsPoint: true } && one.PlaceName == other.PlaceName && one.Days is { } days && days == other.Days && days.Start == days.End)
            {
                tally.Add(Evidence.OtherTargetOfTownAndDay);
            }

            tally.Reasons?.Add(shared > 0 ? $"same kind of target: {Listed(words!)}" : $"but another target: {one.Targets[0]}, {other.Targets[0]}");
            words?.Clear();
        }

        var nouns = SortedWords.Common(one.Nouns, other.Nouns, words);
        if (nouns > 0)
        {
            tally.Reasons?.Add($"both speak of {Listed(words!)}");
            tally.Add(Evidence.SameNoun, Math.Min(2, nouns));
        }
        else if (isOther && !SortedWords.Any(one.RecipientWords, other.RecipientWords))
        {
            tally.Add(Evidence.NothingInCommon);
        }
    }

    private void How(Telling one, Telling other, ref Tally tally)
    {
        if (one.Mode is { } mode && other.Mode is { } otherMode)
        {
            if (mode == otherMode)
            {
                tally.Add(Evidence.SameMode);
            }
            else if (lexicon.WeightOf(mode, otherMode) is var weight and not 0)
            {
                tally.Add(Evidence.ModesGoTogether, weight);
                if (weight < -0.5)
                {
                    tally.Reasons?.Add($"but {mode} and {otherMode}");
                }
            }
        }

        if (one.Weapon is not null && other.Weapon is not null && one.Weapon != other.Weapon)
        {
            tally.Add(Evidence.OtherWeapon);
        }
        else if (one.Weapon is not null && other.Weapon is not null)
        {
            tally.Add(Evidence.SameWeapon);
            tally.Reasons?.Add($"same weapon: {one.Weapon}");
        }
    }

    private static void Who(Telling one, Telling other, bool isOneDocument, ref Tally tally)
    {
        var (returned, back) = (IsReturned(one, other), IsReturned(other, one));
        if (isOneDocument ? returned || back || IsDispersal(one, other) || IsInterception(one, other) || IsInterception(other, one) : returned && back)
        {
            tally.Add(Evidence.Answers, "but the one answers the other");
        }

        var actor = Shared(one.Actors, other.Actors);
        if (actor is not null)
        {
            tally.Add(Evidence.SameActor);
            tally.Reasons?.Add($"same actor: {actor}");
        }
        else if (!one.Actors.IsEmpty && !other.Actors.IsEmpty)
        {
            // "Drenian police" and "police in Republic Square" may be one.
            tally.Add(SortedWords.Any(one.ActorWords, other.ActorWords) ? Evidence.ActorsOfOneWord : Evidence.OtherActor);
        }

        if (isOneDocument && actor is null && (Shared(one.Actors, other.Recipients) ?? Shared(other.Actors, one.Recipients)) is { } both)
        {
            tally.Add(Evidence.ActsAndSuffers);
            tally.Reasons?.Add($"but {both} acts in one and suffers in the other");
        }

        if (SortedWords.Any(one.Victims, other.Victims))
        {
            tally.Add(Evidence.SameVictim, "the same one was killed");
        }

        if (Shared(one.Recipients, other.Recipients) is { } recipient)
        {
            tally.Add(one.NamesRecipient(recipient) || other.NamesRecipient(recipient) ? Evidence.SameNamedRecipient : Evidence.SameRecipient);
            tally.Reasons?.Add($"same side suffers: {recipient}");
        }
    }

    /// <summary>"rebels shelled the town", "the army shelled rebel positions": who acts in the one suffers in the other.</summary>
    private static bool IsReturned(Telling one, Telling other) =>
        !other.ActorWords.IsEmpty && SortedWords.Any(one.ActorWords, other.RecipientWords) && !SortedWords.Any(one.ActorWords, other.ActorWords) && !SortedWords.Any(one.RecipientWords, other.RecipientWords);

    /// <summary>"The crowd stormed the gate. Guards fired tear gas": what the one does to the other's doers.</summary>
    private static bool IsDispersal(Telling one, Telling other) =>
        (one.Mode == "crowd-control") != (other.Mode == "crowd-control") && !one.ActorWords.IsEmpty && !other.ActorWords.IsEmpty && !SortedWords.Any(one.ActorWords, other.ActorWords);

    /// <summary>"Downed 61 of 88 drones launched by Oster": what the one strikes is what the other fires.</summary>
    private static bool IsInterception(Telling one, Telling other) =>
        other.Weapon is { } weapon && one.RecipientWords.BinarySearch(TellingWords.Start(weapon), StringComparer.Ordinal) >= 0 && !one.ActorWords.IsEmpty && !other.ActorWords.IsEmpty && !SortedWords.Any(one.ActorWords, other.ActorWords);

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

    /// <summary>"Rebels threaten to kill couple" and, in the text below, "The group threatened to kill": one and the other by the same word, or by the same sides.</summary>
    private static bool IsToldBelow(Telling one, Telling other)
    {
        var (first, second) = one.Events[0].Key < other.Events[0].Key ? (one, other) : (other, one);
        return first.Events[0].Cues.Sentence == 0 && second.Events[0].Cues.Sentence is 1 or 2 && first.Mode == second.Mode
            && string.Equals(TellingWords.Start(first.Events[0].AnchorWords), TellingWords.Start(second.Events[0].AnchorWords), StringComparison.OrdinalIgnoreCase);
    }

    private static DateOnly? DayOf(Telling telling) => telling.Days?.Start ?? telling.Published;

    private static string Listed(List<string> words) => string.Join(", ", words.Take(3));
}
