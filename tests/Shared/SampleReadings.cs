using Tocsin.Analysis;
using Tocsin.Analysis.Attributions;
using Tocsin.Analysis.Contention;
using Tocsin.Analysis.Events;
using Tocsin.Language.Mentions;

namespace Tocsin.Tests;

/// <summary>Readings made by hand of three short reports on one attack: an accusation, a denial, and a copy of the first with another toll.</summary>
internal static class SampleReadings
{
    private static readonly DateOnly Monday = new(2031, 3, 3);

    public static Reading Accusation(string id = "courier", string outlet = "Oster Courier", string toll = "eight people")
    {
        var document = new Document(
            id,
            "Rockets hit border town\n\n"
            + $"Marran fired twelve rockets at Kesh on Monday, killing {toll}, the defence minister of Oster, Lena Varr, told reporters.\n\n"
            + "\"They knew that these were homes,\" she said. Officials who asked not to be named said the observers reported that Marran had given notice.",
            $"{id}.txt",
            "Rockets hit border town",
            outlet,
            null,
            Monday.AddDays(1));
        var reading = new ReadingBuilder(document);
        var marran = reading.Entity(EntityKind.Country, "Marran");
        var kesh = reading.Entity(EntityKind.Place, "Kesh");
        var minister = reading.Entity(EntityKind.Person, "Lena Varr", sectors: ["GOV"], roles: ["the defence minister of Oster"]);
        var observers = reading.Entity(EntityKind.Organization, "the observers");
        reading.Time("Monday", Monday);
        var town = reading.Place("Kesh", null);
        var accusation = reading.Said("the defence minister of Oster, Lena Varr", minister, SourceKind.Named, "told", $"Marran fired twelve rockets at Kesh on Monday, killing {toll}", medium: "reporters", on: Monday);
        var homes = reading.Said("she", minister, SourceKind.Named, "she said", "\"They knew that these were homes,\"", form: QuoteForm.Direct);
        var officials = reading.Said("Officials who asked not to be named", null, SourceKind.Anonymous, "named said", "the observers reported that Marran had given notice");
        reading.Said("the observers", observers, SourceKind.Institution, "reported", "Marran had given notice", SpeechAct.Allege, within: officials, hedges: ["reported"]);
        var attack = reading.Happened(
            $"Marran fired twelve rockets at Kesh on Monday, killing {toll}", "fired", "ASSAULT", [(marran, "Marran")], [(kesh, "Kesh")], "heavy-weapons", town, Monday,
            EventStatus.AccusedByAuthority, accusation, weapon: "rocket", count: (12, 12, "twelve"), killed: toll == "eight people" ? (8, 8, toll) : (11, null, toll));
        reading.Contested(attack, ContestedOn.Intention, [homes], [officials]);
        return reading.Build();
    }

    public static Reading Denial()
    {
        var document = new Document("gazette", "Marran fired nothing at Kesh, its foreign ministry said. The ministry warned that it would answer any raid.", "feed.jsonl", null, "Marran Gazette", null, Monday.AddDays(2));
        var reading = new ReadingBuilder(document);
        var marran = reading.Entity(EntityKind.Country, "Marran");
        var kesh = reading.Entity(EntityKind.Place, "Kesh");
        var ministry = reading.Entity(EntityKind.Government, "foreign ministry");
        var denial = reading.Said("its foreign ministry", ministry, SourceKind.Institution, "said", "Marran fired nothing at Kesh", SpeechAct.Deny);
        var threat = reading.Said("The ministry", ministry, SourceKind.Institution, "warned", "that it would answer any raid", SpeechAct.Threaten);
        reading.Happened("Marran fired nothing at Kesh", "fired", "ASSAULT", [(marran, "Marran")], [(kesh, "Kesh")], "heavy-weapons", on: Monday, status: EventStatus.Denied, attribution: denial, factuality: Factuality.Negated);
        reading.Happened("it would answer any raid", "answer", "ASSAULT", [(ministry, "it")], [], factuality: Factuality.Threatened, attribution: threat, status: EventStatus.Claimed);
        return reading.Build();
    }
}
