using Tocsin.Analysis.Attributions;
using Tocsin.Analysis.Events;
using Xunit;

namespace Tocsin.Analysis.Tests;

/// <summary>Tolls, actors, threats and places as wires and headlines tell them.</summary>
public sealed class CrisisNewsTests
{
    private static readonly Lazy<Reader> Shared = new(Reader.Load);

    [Theory]
    [InlineData("The ambush near Vesk left 7 dead and 19 wounded.", "7-7 19-19")]
    [InlineData("Between 40 and 50 villagers were hurt when a shell exploded at the well.", " 40-50")]
    [InlineData("The blast at the mill killed two guards; between 5 and 9 were injured.", "2-2 5-9")]
    [InlineData("Market bombing kills 16", "16-16 ")]
    [InlineData("- 6 farmers killed in Kesh.", "6-6 ")]
    [InlineData("- 4 sentries shot dead in Osk.", "4-4 ")]
    [InlineData("Drone hits Vesk funeral, 31 killed", "31-31 ")]
    [InlineData("Truck bomb in Vesk: 5 dead.", "5-5 ")]
    [InlineData("3 dead, 22 hurt in Ostren grenade attack", "3-3 22-22")]
    [InlineData("Raiders storm barracks near Kesh; at least 9 dead", "9- ")]
    [InlineData("Skirmishes killed 18.", "18-18 ")]
    [InlineData("At least 25 people, including 4 nurses, were killed in a raid on the clinic.", "25- ")]
    public void The_number_beside_a_word_of_harm_is_counted_whatever_the_tree(string text, string expected)
    {
        static string Range(CountRange? range) => range is null ? "" : $"{range.Min}-{range.Max}";
        var attack = Assert.Single(Read(text).Events, e => e.Type == "ASSAULT");
        Assert.Equal(expected, $"{Range(attack.Killed)} {Range(attack.Injured)}");
    }

    [Theory]
    [InlineData("A mine exploded in Vesk. The council put the dead at 8, while the herders spoke of 21.", "8 21")]
    [InlineData("Rebels attacked the mill on Monday. Police put the number of dead at 14; the party claimed 40.", "14 40")]
    [InlineData("Six people were killed in the raid on Osk. The tally climbed to 17 on Sunday.", "6 17")]
    [InlineData("Police put the death toll from the bombing at 11; the union said 26 people had died.", "11 26")]
    public void Each_number_of_a_rival_or_later_count_is_told(string text, string expected)
    {
        var attacks = Read(text).Events.Where(e => e.Type == "ASSAULT").ToList();
        Assert.Equal(expected, string.Join(' ', attacks.Select(e => e.Killed).OfType<CountRange>().Select(k => k.Max)));
        Assert.All(attacks.Skip(1), e => Assert.Equal(1, e.Restates));
    }

    [Theory]
    [InlineData("Skirmishes killed 18.")]
    [InlineData("The Ostrava bombing wounded six people.")]
    [InlineData("A Kharkiv strike killed nine people on Sunday.")]
    [InlineData("Troops thwart attack on harbour")]
    public void Neither_a_fight_nor_a_town_before_an_attack_nor_who_foils_it_attacked(string text) =>
        Assert.Empty(Assert.Single(Read(text).Events, e => e.Type == "ASSAULT").Actors);

    [Theory]
    [InlineData("The Ostrava bombing wounded six people.", "Ostrava")]
    [InlineData("A Kharkiv strike killed nine people on Sunday.", "Kharkiv")]
    public void A_town_before_an_attack_is_its_place(string text, string place)
    {
        var reading = Read(text);
        var attack = Assert.Single(reading.Events);
        Assert.Equal(place, reading.Places[attack.Place!.Value].Name);
    }

    [Theory]
    [InlineData("Troops thwart attack on harbour", Factuality.Attempted)]
    [InlineData("Guards foiled an attack on a bank in Osk.", Factuality.Attempted)]
    [InlineData("The guards repelled an attack by raiders.", Factuality.Actual)]
    public void What_was_foiled_was_tried(string text, Factuality factuality) =>
        Assert.Equal((factuality, EventStatus.Fact), (Assert.Single(Read(text).Events).Factuality, Read(text).Events[0].Status));

    [Theory]
    [InlineData("Raiders storm barracks near Kesh", "Raiders")]
    [InlineData("Soldiers shell harbour in Osk", "Soldiers")]
    public void A_headline_verb_that_looks_like_a_noun_has_its_subject(string text, string actor) =>
        Assert.Equal(actor, Assert.Single(Assert.Single(Read(text).Events).Actors).Span.In(text));

    [Theory]
    [InlineData("They had come to murder, the baker said.", "")]
    [InlineData("A senator attacked the tax in an interview.", "ACCUSE")]
    [InlineData("Chile shot down a motion to open the border.", "REJECT")]
    [InlineData("Chile shot down a balloon near the coast.", "ASSAULT")]
    [InlineData("Kenya summoned the Chadian ambassador.", "ACCUSE")]
    [InlineData("Kenya recalled its envoy from Chad.", "SANCTION")]
    public void What_is_done_in_words_is_no_attack_and_a_deed_is_no_word(string text, string type)
    {
        var reading = Read(text);
        Assert.Equal(type, string.Join(' ', reading.Events.Select(e => e.Type)));
        Assert.DoesNotContain(reading.Attributions, a => a.Act == SpeechAct.Assert && type.Length > 0);
    }

    [Theory]
    [InlineData("Peru attacked Chile at dawn.", false)]
    [InlineData("Egypt attacked Tobruk on Monday.", false)]
    [InlineData("Egypt attacked Italy over the visit.", true)]
    public void Places_attack_each_other_in_arms_unless_over_something(string text, bool inWords) => Assert.Equal(inWords, Read(text).Attributions.Length > 0);

    [Fact]
    public void A_drone_that_is_shot_down_is_not_the_weapon() => Assert.Null(Assert.Single(Read("Chile shot down a drone near the coast.").Events).Weapon);

    [Theory]
    [InlineData("Vessar warned that any landing would be met with fire.", "Vessar")]
    [InlineData("The admiral warned that intrusions will be answered with missiles.", "The admiral")]
    [InlineData("If the militia enters the port, the navy will shell it, the government said.", "the government")]
    [InlineData("The president said the army would attack unless the rebels left Kesh.", "The president")]
    public void A_condition_with_force_behind_it_is_a_threat_of_the_speaker(string text, string speaker)
    {
        var threat = Assert.Single(Read(text).Events, e => e.Type == "THREATEN");
        Assert.Equal((speaker, Factuality.Actual), (Assert.Single(threat.Actors).Span.In(text), threat.Factuality));
    }

    [Theory]
    [InlineData("The depot was blown up, apparently by smugglers.", EventStatus.Possible)]
    [InlineData("The depot was blown up, presumably by rebels.", EventStatus.Accused)]
    [InlineData("Rebels allegedly shelled the depot.", EventStatus.Accused)]
    [InlineData("Rebels probably shelled the depot.", EventStatus.Possible)]
    public void Who_is_presumed_is_accused_and_who_is_likely_is_possible(string text, EventStatus status) => Assert.Equal(status, Assert.Single(Read(text).Events).Status);

    [Theory]
    [InlineData("Vessar denied that its forces had shelled the port.", "its forces", null)]
    [InlineData("Kenya said on Monday that its army had shelled Kesh.", "its army", "KEN")]
    [InlineData("Chad said its troops had left Kesh. Its troops had attacked the town in January.", "Its troops", "TCD")]
    public void Its_forces_are_those_of_whom_the_sentence_speaks(string text, string words, string? country)
    {
        var reading = Read(text);
        var actor = Assert.Single(Assert.Single(reading.Events, e => e.Type == "ASSAULT").Actors);
        Assert.Equal((words, country), (actor.Span.In(text), reading.Entities.Single(e => e.Entity.Number == actor.Entity).Country));
    }

    [Theory]
    [InlineData("Mortar fire struck a clinic in Osk on Monday.", "ASSAULT/heavy-weapons [] > [a clinic]")]
    [InlineData("Raiders ambushed a convoy near Osk, torching nine trucks.", "ASSAULT [Raiders] > [a convoy near Osk, nine trucks]")]
    [InlineData("An attacker blew himself up at a market in Osk.", "ASSAULT/suicide-attack [An attacker] > [a market in Osk]")]
    [InlineData("Clashes between rival gangs broke out in Osk, leaving six dead.", "ASSAULT [rival gangs] > []")]
    [InlineData("Nobody has claimed the bombing, which the mayor blamed on the Northern Front.", "ASSAULT/explosives [the Northern Front] > []")]
    public void One_act_is_one_row_with_those_who_did_and_suffered_it(string text, string expected)
    {
        var attack = Assert.Single(Read(text).Events, e => e.Type == "ASSAULT");
        string Words(IEnumerable<Participant> of) => string.Join(", ", of.Select(p => p.Span.In(text)));
        Assert.Equal(expected, $"{attack.Type}{(attack.Mode is null ? "" : "/" + attack.Mode)} [{Words(attack.Actors)}] > [{Words(attack.Recipients)}]");
    }

    [Fact]
    public void Where_fighting_broke_out_is_its_place()
    {
        var reading = Read("Fighting between two militias erupted in Tripoli on Sunday.");
        var fight = Assert.Single(reading.Events);
        Assert.Equal(("Tripoli", new DateOnly(2031, 3, 2)), (reading.Places[fight.Place!.Value].Name, fight.OccurredOn.Interval!.Value.Start));
    }

    [Fact]
    public void What_others_would_do_is_no_threat_of_the_speaker() =>
        Assert.DoesNotContain(Read("The army said the rebels would attack if the talks failed.").Events, e => e.Type == "THREATEN");

    [Theory]
    [InlineData("The council extended the embargo on Vessar until 2034.")]
    [InlineData("Karvonia renewed its sanctions against Vessar until March 2032.")]
    public void Until_when_it_holds_is_not_when_it_was_done(string text)
    {
        var act = Assert.Single(Read(text).Events);
        Assert.Equal((Factuality.Actual, null), (act.Factuality, act.OccurredOn.Interval));
    }

    [Theory]
    [InlineData("Troops raided Jenin on Monday.", "Jenin", "PSE")]
    [InlineData("Six people were killed in Beni on Monday.", "Beni", "COD")]
    [InlineData("Six people were killed in Butembo on Monday.", "Butembo", "COD")]
    [InlineData("Police fought smugglers in Arenillas.", "Arenillas", "ECU")]
    public void Towns_of_crises_are_those_of_the_crisis(string text, string name, string country) =>
        Assert.Equal(country, Assert.Single(Read(text).Places, p => p.Name == name).Country);

    [Fact]
    public void A_state_is_told_from_the_country_and_the_town_of_its_name()
    {
        var reading = Read("A gunman killed two drivers in Georgia. Police in Atlanta said he had fled to Washington state.");
        Assert.Equal(["USA"], reading.Places.Select(p => p.Country).Distinct());
        Assert.Equal(Places.PlaceKind.Region, reading.Places[^1].Kind);
        Assert.DoesNotContain(reading.Entities, e => e.Country == "GEO");
    }

    [Fact]
    public void What_one_is_accused_of_is_no_part_of_who_one_is()
    {
        var text = "The union accused the minister of weakness.";
        Assert.Equal("the minister", Assert.Single(Assert.Single(Read(text).Events).Recipients).Span.In(text));
    }

    private static Reading Read(string text) => Shared.Value.Read(new Document("text", text, PublishedAt: new DateOnly(2031, 3, 4)));
}
