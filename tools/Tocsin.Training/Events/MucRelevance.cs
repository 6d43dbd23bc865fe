using Tocsin.Analysis;
using Tocsin.Analysis.Events;

namespace Tocsin.Training.Events;

/// <summary>What MUC-4 calls an incident, in terms of our events; the rules are those of its task documentation, section 1.0.</summary>
internal static class MucRelevance
{
    private const int RecentDays = 62;

    private static readonly string[] StateSectors = ["MIL", "COP", "GOV", "SPY"];

    private static readonly string[] Battles =
        ["fight", "fighting", "battle", "clash", "skirmish", "war", "combat", "firefight", "offensive", "counteroffensive", "counterattack", "hostilities", "encounter", "confrontation", "shootout",
        // (7) Not specific.
        "aggression", "violence"];

    private static readonly string[] ForceWords =
        ["army", "military", "soldier", "soldiers", "troops", "garrison", "garrisons", "barracks", "patrol", "patrols", "battalion", "brigade", "brigades", "positions", "position", "convoy", "detachment", "unit", "units", "forces", "lieutenant", "sergeant", "helicopter", "airplane", "base", "bases", "companies", "company", "installations", "headquarters", "squad", "command", "post", "posts", "camp", "general"];

    private static readonly string[] RebelWords =
        ["guerrilla", "guerrillas", "rebel", "rebels", "terrorist", "terrorists", "subversive", "subversives", "insurgents", "extremists", "fmln", "traffickers", "trafficker", "contras", "fighters", "combatants", "liberation", "eln", "epl", "farc", "kidnappers", "kidnapper", "attacker", "attackers", "assailant", "assassins", "extraditable", "camps", "weapons", "rifles", "rifle"];

    private static readonly string[] Anybody =
        ["population", "people", "peoples", "civilians", "citizens", "infrastructure", "elections", "homeland", "country", "nation", "cities", "society", "democracy", "us", "them", "we", "brothers"];

    /// <summary>What soldiers and police do by law.</summary>
    private static readonly string[] Searches = ["seiz", "raid", "captur", "besieg", "confiscat"];

    public static bool IsIncident(Reading reading, Event coded, EventLexicon lexicon)
    {
        if (coded.Type != "ASSAULT" || coded.Factuality is Factuality.Negated or Factuality.Hypothetical or Factuality.Historical or Factuality.Future || coded.Status == EventStatus.Denied)
        {
            return false;
        }

        // (6) Recent; (1) neither battles between guerrillas and the army nor guerrillas' attacks on it; (2) what the state does to civilians only.
        if (coded.OccurredOn.Interval is { } interval && reading.Document.PublishedAt is { } published && interval.End.DayNumber < published.DayNumber - RecentDays)
        {
            return false;
        }

        var anchor = coded.Anchor.In(reading.Parsed.Text).ToLowerInvariant();
        if (Battles.Any(b => anchor == b || anchor == b + "s" || anchor == b + "es" || anchor == b + "ed" || anchor == b + "ing" || anchor == "fought"))
        {
            return false;
        }

        if (coded.Recipients.IsEmpty && coded.Place is null && coded.Killed is null && coded.Injured is null && coded.Status == EventStatus.Fact && coded.Weapon is null)
        {
            return false;
        }

        // (7) "is attacking the civilian population"
        if (!coded.Recipients.IsEmpty && coded.Place is null && coded.Killed is null && coded.Injured is null && coded.OccurredOn.Interval is null && coded.Recipients.All(r => Is(reading, r, [], Anybody)))
        {
            return false;
        }

        var byState = coded.Actors.Any(a => Is(reading, a, StateSectors, ForceWords) && !Is(reading, a, ["REB"], RebelWords));
        if (byState)
        {
            return !coded.Recipients.IsEmpty && !Searches.Any(w => anchor.StartsWith(w, StringComparison.Ordinal)) && !coded.Recipients.All(r => Is(reading, r, ["REB"], RebelWords));
        }

        return coded.Recipients.IsEmpty || !coded.Recipients.All(r => Is(reading, r, ["MIL"], ForceWords));
    }

    /// <summary>Whom an act struck, as far as the rules care: "anybody", "force", "rebel", "nobody" or "other".</summary>
    public static string TargetOf(Reading reading, Event coded) =>
        coded.Recipients.IsEmpty ? "nobody"
        : coded.Recipients.All(r => Is(reading, r, [], Anybody)) ? "anybody"
        : coded.Recipients.All(r => Is(reading, r, ["MIL"], ForceWords)) ? "force"
        : coded.Recipients.All(r => Is(reading, r, ["REB"], RebelWords)) ? "rebel"
        : "other";

    private static bool Is(Reading reading, Participant participant, string[] sectors, string[] words)
    {
        var phrase = participant.Span.In(reading.Parsed.Text).ToLowerInvariant().Split([' ', '"', ',', '\'', '-'], StringSplitOptions.RemoveEmptyEntries);
        return phrase.Any(words.Contains)
            || (participant.Entity is { } number && reading.Entities.FirstOrDefault(e => e.Entity.Number == number) is { Sectors: [var first, ..] } && sectors.Contains(first));
    }
}
