using Tocsin.Analysis.Events;
using Tocsin.Analysis.Places;
using Tocsin.Language;
using Xunit;

namespace Tocsin.Analysis.Tests;

/// <summary>Readings that would show a wrong fact as certain: who did it, whether it happened, when, to whom. Each kind with what is near it and stays as it is.</summary>
public sealed class WrongFactsTests
{
    private static readonly Lazy<Reader> Shared = new(Reader.Load);
    private static readonly DateOnly Thursday = new(2026, 1, 22);

    [Theory]
    [InlineData("Oster said it was not involved in the attack.")]
    [InlineData("Oster said it had nothing to do with the attack.")]
    [InlineData("Oster took no part in the attack, its foreign minister said.")]
    [InlineData("Oster was not behind the attack, officials said.")]
    [InlineData("Oster denied that it was behind the attack.")]
    [InlineData("There is no evidence that Oster was involved in the attack.")]
    [InlineData("It was not clear whether Oster was responsible for the attack.")]
    [InlineData("Oster did not claim responsibility for the attack.")]
    public void Who_denies_a_part_is_no_actor(string answer) =>
        Assert.All(Attacks("A bomb destroyed the embassy in Kabul on Monday. " + answer), attack => Assert.Empty(attack.Actors));

    [Theory]
    [InlineData("Police said that Oster was involved in the attack.", EventStatus.Possible)]
    [InlineData("Oster was behind the attack, police said.", EventStatus.AccusedByAuthority)]
    [InlineData("Police said that Oster was responsible for the attack.", EventStatus.AccusedByAuthority)]
    public void Who_is_said_to_have_a_part_is_one(string answer, EventStatus status)
    {
        var text = "A bomb destroyed the embassy in Kabul on Monday. " + answer;
        var attack = Attacks(text)[0];
        Assert.Equal(("Oster", status), (Words(attack.Actors, text), attack.Status));
    }

    [Fact]
    public void Who_confirms_that_his_own_state_was_behind_it_accuses_nobody()
    {
        var text = "A missile hit the base near Bandar Abbas on Tuesday. An Israeli official, speaking on condition of anonymity, confirmed that Israel was behind it.";
        var attack = Assert.Single(Attacks(text));
        Assert.Equal(("Israel", EventStatus.Claimed), (Words(attack.Actors, text), attack.Status));
    }

    [Theory]
    [InlineData("The army denied that its soldiers had killed civilians in Bor on Monday. A UN report says that they killed 14.", "UN")]
    [InlineData("Rebels attacked Bor on Monday. An Amnesty report said that they had shot six farmers.", "Amnesty")]
    [InlineData("Rebels attacked Bor on Monday. The governor said that they killed six farmers.", "governor")]
    [InlineData("The BBC reported on Monday that they killed six farmers.", "BBC")]
    [InlineData("Kenya's police shot dead two protesters in Nairobi on Wednesday, Amnesty International said; police said they had fired only rubber bullets.", "Amnesty")]
    public void Who_reports_a_killing_did_not_kill(string text, string reporter)
    {
        var reading = Read(text);
        Assert.All(reading.Events, e => Assert.DoesNotContain(e.Actors, a => a.Span.In(text).Contains(reporter, StringComparison.Ordinal) || (a.Entity is { } number && reading.Entities.Single(x => x.Entity.Number == number).Entity.Name.Contains(reporter, StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("The rebels said they had killed six soldiers near Bor on Monday.", "The rebels")]
    [InlineData("Israel said it had bombed a depot in Tyre on Monday.", "Israel")]
    public void Who_tells_of_his_own_deed_did_it(string text, string actor) => Assert.Equal(actor, Words(Assert.Single(Attacks(text)).Actors, text));

    [Theory]
    [InlineData("The film \"Drone Strike\", in which American jets bomb Tehran, opens on Friday in Paris.")]
    [InlineData("In the novel, Chinese troops invade Taiwan and kill thousands of people.")]
    [InlineData("In the novel published on Monday, gunmen storm the parliament in Rome.")]
    [InlineData("A director's next film imagines the bombing of Taipei.")]
    [InlineData("In the scenario, an enemy navy blockades Gdansk and bombards the port, killing hundreds.")]
    [InlineData("Under the scenario, rebels bomb the port of Aden and kill hundreds.")]
    [InlineData("Troops from five countries fired missiles and stormed an island on Monday as part of Exercise Cold Dawn.")]
    [InlineData("NATO troops stormed a beach and fired missiles at mock targets near Ustka on Thursday as part of Exercise Steadfast Tide.")]
    [InlineData("One Polish soldier was slightly injured when a vehicle overturned.")]
    public void What_is_made_up_or_played_or_an_accident_is_no_attack(string text) => Assert.Empty(Attacks(text));

    [Theory]
    [InlineData("Russia test-fired a Zircon hypersonic missile in the Barents Sea on Wednesday.", "Russia")]
    [InlineData("North Korea test-fired two ballistic missiles on Monday.", "North Korea")]
    [InlineData("India test-launched a missile from Odisha on Wednesday.", "India")]
    public void A_test_is_no_attack_and_its_tester_is_the_actor(string text, string actor)
    {
        var coded = Assert.Single(Read(text).Events);
        Assert.Equal(("MOBILIZE", actor), (coded.Type, Words(coded.Actors, text)));
    }

    [Theory]
    [InlineData("Gunmen attacked the crew of a film in Lagos on Monday, killing two.")]
    [InlineData("Rebels attacked troops who took part in an exercise near Bor on Monday.")]
    [InlineData("Gunmen killed three soldiers in Gao on Monday as part of a campaign of attacks.")]
    [InlineData("Two men were killed when a drone crashed into their house.")]
    [InlineData("Two pilots were killed when their helicopter crashed after being hit by a missile.")]
    public void What_only_stands_near_a_film_or_an_exercise_took_place(string text) => Assert.Contains(Attacks(text), attack => attack.Factuality == Factuality.Actual);

    [Theory]
    [InlineData("Two years ago today, Hamas gunmen killed 1,200 people in southern Israel.", Factuality.Historical, 2024, 1, 22)]
    [InlineData("Three years ago today, gunmen killed 40 students in Garissa.", Factuality.Historical, 2023, 1, 22)]
    [InlineData("A year ago, Russian forces killed 30 people in a missile strike on Odesa.", Factuality.Historical, 2025, 1, 1)]
    [InlineData("Last year, rebels killed 200 people in Ituri.", Factuality.Historical, 2025, 1, 1)]
    [InlineData("A week ago today, a bomb killed 12 people in Kabul.", Factuality.Actual, 2026, 1, 15)]
    [InlineData("Two days ago, rebels killed 20 people in Ituri.", Factuality.Actual, 2026, 1, 20)]
    public void What_is_told_years_later_is_background(string text, Factuality factuality, int year, int month, int day)
    {
        var attack = Assert.Single(Attacks(text));
        Assert.Equal((factuality, new DateOnly(year, month, day)), (attack.Factuality, attack.OccurredOn.Interval?.Start));
    }

    [Theory]
    [InlineData("An Iranian drone, which Kyiv says was launched by Russia, hit a school in Sumy on Wednesday.", "Russia", EventStatus.AccusedByAuthority, EventStatus.Fact)]
    [InlineData("A Chinese rocket, which officials say was fired by the militia, struck a market in Goma on Monday.", "the militia", EventStatus.AccusedByAuthority, EventStatus.Fact)]
    [InlineData("Iranian-made drones hit a power plant in Odesa on Monday.", "", EventStatus.Fact, EventStatus.Fact)]
    [InlineData("US-supplied missiles struck a depot in Rostov on Monday.", "", EventStatus.Fact, EventStatus.Fact)]
    [InlineData("An Iranian drone hit a tanker in the Gulf of Oman on Monday.", "Iranian", EventStatus.Fact, EventStatus.Fact)]
    [InlineData("A Saudi-led air strike killed nine people in Hodeidah on Monday.", "Saudi", EventStatus.Fact, EventStatus.Fact)]
    public void Where_a_weapon_was_made_does_not_say_who_used_it(string text, string actor, EventStatus status, EventStatus happened)
    {
        var attack = Assert.Single(Attacks(text));
        Assert.Equal((actor, status, happened), (Words(attack.Actors, text), attack.Status, attack.Happened));
    }

    [Theory]
    [InlineData("Orvane on Wednesday gave Kesteria 24 hours to withdraw its artillery from the hills and threatened to destroy it if it stayed.", "Orvane", "Kesteria")]
    [InlineData("Russia gave Latvia a week to leave the base and threatened to bomb it.", "Russia", "Latvia")]
    [InlineData("Iran sent Israel a note and threatened to destroy it.", "Iran", "Israel")]
    [InlineData("Rebels took a hostage and threatened to kill him.", "Rebels", "a hostage")]
    public void Who_is_addressed_is_threatened(string text, string actor, string recipient)
    {
        var threat = Assert.Single(Read(text).Events, e => e.Type == "THREATEN");
        Assert.Equal((actor, recipient), (Words(threat.Actors, text), Words(threat.Recipients, text)));
    }

    [Theory]
    [InlineData("Bandits took two aid workers hostage in Kesh on Monday.", "Bandits", "two aid workers")]
    [InlineData("Two nurses were taken hostage by rebels on Monday.", "rebels", "Two nurses")]
    [InlineData("Three sailors were held captive by pirates for a week.", "pirates", "Three sailors")]
    public void Who_is_taken_hostage_suffers_it(string text, string actor, string recipient)
    {
        var taking = Assert.Single(Read(text).Events, e => e is { Type: "ASSAULT", Mode: "abduct" });
        Assert.Equal((actor, recipient), (Words(taking.Actors, text), Words(taking.Recipients, text)));
    }

    [Theory]
    [InlineData("An army spokesman, Major Tariq Aziz, said: “We did not burn a single house. Our forces killed eleven terrorists and arrested three.”", "burn", "killed")]
    [InlineData("\"We have not bombed the hospital. Our planes destroyed two depots,\" the army spokesman said.", "bombed", "destroyed")]
    public void A_quotation_denies_what_it_negates_and_claims_the_rest(string text, string denied, string claimed)
    {
        var attacks = Attacks(text);
        Assert.Equal(EventStatus.Denied, Assert.Single(attacks, e => e.Anchor.In(text) == denied).Status);
        Assert.Equal(EventStatus.Claimed, Assert.Single(attacks, e => e.Anchor.In(text) == claimed).Status);
    }

    [Fact]
    public void Who_denies_denies_all_of_it() =>
        Assert.All(Attacks("The army denied that its planes had bombed the hospital and killed two nurses."), attack => Assert.Equal(EventStatus.Denied, attack.Status));

    [Theory]
    [InlineData("Gunmen attacked the interior ministry in central Kabul on Tuesday evening, killing four guards, police said. All three attackers were shot dead. Islamic State claimed responsibility.", "Islamic State")]
    [InlineData("A suicide bomber attacked a bank in Kunduz on Sunday, killing six. The bomber was killed too. The Taliban claimed responsibility.", "The Taliban")]
    [InlineData("Gunmen stormed a hotel in Mogadishu on Monday. All four gunmen were shot dead. Al-Shabaab claimed responsibility.", "Al-Shabaab")]
    public void The_end_of_the_attackers_is_not_their_deed(string text, string claimant)
    {
        var attacks = Attacks(text);
        Assert.Equal(2, attacks.Count);
        Assert.Equal(claimant, Words(attacks[0].Actors, text));
        Assert.Empty(attacks[1].Actors);
        Assert.Null(attacks[1].Restates);
    }

    [Fact]
    public void A_claim_for_the_death_of_gunmen_is_one()
    {
        var text = "Two gunmen were killed in Jenin on Monday. The Lions claimed responsibility.";
        Assert.Equal("The Lions", Words(Assert.Single(Attacks(text)).Actors, text));
    }

    [Theory]
    [InlineData("Galatasaray bombarded Liverpool's goal for an hour on Wednesday but a late strike by Mohamed Salah killed off the Turkish champions 1-0 at Anfield.")]
    [InlineData("Arsenal attacked from the start and shot down the champions 3-1 in the league on Sunday.")]
    [InlineData("The striker hit a late shot past the goalkeeper and the visitors lost the battle 2-1.")]
    [InlineData("The court struck down a decree on Monday.")]
    [InlineData("On Monday Washington hit Iran's shipping line with new sanctions.")]
    [InlineData("An explosion at a chemical plant in Tianjin killed 14 workers on Monday; officials ruled out sabotage.")]
    [InlineData("Six people were killed in an explosion aboard a ferry in Port Amadi. Police said the cause was a gas leak and ruled out an attack.")]
    [InlineData("A blast at a bakery in Tunis killed two on Monday. The explosion was caused by a short circuit, the fire service said.")]
    public void A_game_a_ruling_sanctions_and_an_accident_are_no_attacks(string text) => Assert.Empty(Attacks(text));

    [Theory]
    [InlineData("A bomb exploded outside the stadium in Split on Sunday as the champions led 2-1, killing two players.")]
    [InlineData("An explosion at a plant in Tianjin killed 14 workers on Monday; officials have not ruled out sabotage.")]
    [InlineData("A bomb killed 14 workers at a plant in Tianjin on Monday; officials ruled out an accident.")]
    [InlineData("An explosion killed six people in Port Amadi on Monday. Police are asking whether it was caused by a gas leak.")]
    public void What_may_be_an_attack_stays_one(string text) => Assert.NotEmpty(Attacks(text));

    [Fact]
    public void Who_is_told_of_after_a_semicolon_does_not_say_what_stands_before_it()
    {
        var text = "The council voted on Thursday to extend sanctions on South Sudan; Russia abstained.";
        Assert.Null(Assert.Single(Read(text).Events).Attribution);
    }

    [Fact]
    public void Several_attacks_and_their_dead_are_told_once()
    {
        var text = "Two separate bombings hit the Pakistani city of Quetta on Wednesday, killing nine people in all, officials said.";
        Assert.Equal(9, Assert.Single(Attacks(text)).Killed?.Max);
    }

    [Theory]
    [InlineData("The Iraqi air force has carried out several air strikes on the group in Syria since last year.", Factuality.Actual)]
    [InlineData("The Iraqi air force carried out several air strikes on the group in Syria last year.", Factuality.Historical)]
    public void What_goes_on_since_last_year_is_not_over(string text, Factuality factuality) => Assert.Equal(factuality, Assert.Single(Attacks(text)).Factuality);

    [Fact]
    public void What_a_drone_flew_over_was_not_shot_down()
    {
        var text = "Jordan shot down two drones over Amman on Tuesday night.";
        Assert.Equal("two drones", Words(Assert.Single(Attacks(text)).Recipients, text));
    }

    [Fact]
    public void The_day_after_a_name_is_no_part_of_it()
    {
        var text = "The Israeli prime minister ordered massive attacks on the Gaza Strip Sunday as talks went on.";
        Assert.Contains("Gaza Strip", Words(Assert.Single(Attacks(text)).Recipients, text), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Pakistan's army said that Indian troops had shelled a village, killing a woman.", EventStatus.AccusedByAuthority)]
    [InlineData("A rebel commander said that Indian troops had shelled a village, killing a woman.", EventStatus.Claimed)]
    public void An_army_accuses_with_authority_and_rebels_do_not(string text, EventStatus status) => Assert.Equal(status, Assert.Single(Attacks(text)).Status);

    [Fact]
    public void Nobody_is_his_own_target()
    {
        var text = "The Pentagon denied that a US drone had crashed in Yemen after the Houthis said they had shot it down.";
        Assert.All(Attacks(text), attack => Assert.DoesNotContain(attack.Recipients, r => attack.Actors.Any(a => a.Entity is not null && a.Entity == r.Entity)));
    }

    [Fact]
    public void Washington_is_called_without_the_day_before_it()
    {
        var text = "On Monday Washington hit Iran's shipping line with new sanctions.";
        Assert.Equal("Washington", Words(Assert.Single(Read(text).Events).Actors, text));
    }

    [Theory]
    [InlineData("In the morning a roadside bomb struck a police van, killing four policemen. Hours later a suicide bomber blew himself up outside a bank, killing five civilians. The Lomna Front claimed responsibility for the first attack. No one claimed the second.", 0)]
    [InlineData("In the morning a roadside bomb struck a police van, killing four policemen. Hours later a mine destroyed a bus, killing five civilians. The army blamed the Lomna Front for the second attack.", 1)]
    [InlineData("Two attacks hit Jos on Monday. In the first, a bomb killed 12 farmers. In the second, a bomb killed five traders. The army blamed the Lomna Front for the first.", 1)]
    public void A_number_says_which_attack_is_claimed(string text, int claimed)
    {
        var attacks = Attacks(text);
        Assert.Contains("Lomna Front", Words(attacks[claimed].Actors, text), StringComparison.Ordinal);
        Assert.DoesNotContain(attacks.Where((_, i) => i != claimed), attack => Words(attack.Actors, text).Contains("Lomna", StringComparison.Ordinal));
    }

    [Fact]
    public void One_of_two_bombs_that_are_told_together_is_not_both()
    {
        var text = "Two bombs exploded in Kabul on Monday. The Islamic State claimed responsibility for the first attack. The Taliban blamed Pakistan for the second.";
        Assert.Empty(Attacks(text)[0].Actors);
    }

    private static Reading Read(string text) => Shared.Value.Read(new Document("facts", text, PublishedAt: Thursday));

    private static List<Event> Attacks(string text) => [.. Read(text).Events.Where(e => e.Type == "ASSAULT")];

    private static string Words(IEnumerable<Participant> participants, string text) => string.Join(" + ", participants.Select(p => p.Span.In(text)));
}
