using Tocsin.Analysis.Events;
using Tocsin.Language;
using Xunit;

namespace Tocsin.Analysis.Tests;

/// <summary>Sentences of the kinds that situation reports, live blogs, channels, interviews and communiqués are made of.</summary>
public sealed class UnseenTextsTests
{
    private static readonly Lazy<Reader> Shared = new(Reader.Load);
    private static readonly DateOnly Wednesday = new(2026, 3, 11);

    [Theory]
    [InlineData("Should the shelling go on, troops will storm the town.", "storm")]
    [InlineData("Were a splinter group to assassinate the rebel leader, the truce would end.", "assassinate")]
    [InlineData("Did the army attack the convoy?", "attack")]
    [InlineData("Avoid the square and inform the duty officer.", "inform")]
    [InlineData("We will not be the ones who shoot first.", "shoot")]
    [InlineData("Norrland would impose sanctions on companies that buy Iranian oil.", "buy")]
    [InlineData("Whoever kills a hostage will be punished, the judge said.", "kills")]
    public void A_condition_a_question_a_command_and_anyone_at_all_tell_of_nothing_done(string text, string word)
    {
        var told = Assert.Single(Read(text).Events, e => e.Anchor.In(text) == word);
        Assert.Contains(told.Factuality, new[] { Factuality.Hypothetical, Factuality.Future });
    }

    [Theory]
    [InlineData("Why did the army attack the convoy?", "attack")]
    [InlineData("Norrland sanctioned three companies that buy Iranian oil.", "buy")]
    [InlineData("Had soldiers not been on leave, fewer would have died, he said after rebels attacked the camp.", "attacked")]
    public void What_is_told_beside_them_is_actual(string text, string word) =>
        Assert.Equal(Factuality.Actual, Assert.Single(Read(text).Events, e => e.Anchor.In(text) == word).Factuality);

    [Theory]
    [InlineData("Gunmen stormed the village on Monday. They burned nine houses.", "burned", "Gunmen")]
    [InlineData("The rebels entered the village on Monday. They burned nine houses.", "burned", "They")]
    [InlineData("A Norrland patrol boat rammed a trawler on Monday.", "rammed", "A Norrland patrol boat")]
    [InlineData("Norrland saboteurs blew up the dam on Monday.", "blew", "Norrland saboteurs")]
    public void Who_did_it_is_the_group_or_the_crewed_vessel_that_is_told_of(string text, string word, string actor) =>
        Assert.Equal(actor, string.Join(" + ", Assert.Single(Read(text).Events, e => e.Anchor.In(text) == word).Actors.Select(a => a.Span.In(text))));

    [Theory]
    [InlineData("Five people were killed when their convoy came under shelling on the road to Dunmere.", "shelling", "their convoy")]
    [InlineData("The mission's convoy came under shelling on Monday.", "shelling", "The mission's convoy")]
    public void What_comes_under_shelling_does_not_shell(string text, string word, string target)
    {
        var attack = Assert.Single(Read(text).Events, e => e.Anchor.In(text) == word);
        Assert.Empty(attack.Actors);
        Assert.Contains(target, attack.Recipients.Select(r => r.Span.In(text)));
    }

    [Theory]
    [InlineData("An air strike hit the market of Bembe on Monday.", "ASSAULT", "aerial")]
    [InlineData("Air defence brought down 29 drones.", "ASSAULT", "heavy-weapons")]
    [InlineData("Two members of the mission have been declared persona non grata.", "SANCTION", "expel")]
    [InlineData("The ministry summoned the chargé d'affaires of Norrland.", "ACCUSE", "disapprove")]
    [InlineData("The mob stoned a policeman.", "ASSAULT", "primitive")]
    [InlineData("The unions called a general strike.", "PROTEST", "strike")]
    [InlineData("Workers struck on Monday.", "PROTEST", "strike")]
    [InlineData("Police handed over two suspects to Norrland.", "COOPERATE", null)]
    [InlineData("Parliament voted to send foreign troops home.", "SANCTION", "expel")]
    [InlineData("The vehicle drove over a mine on the road to Qasr.", "ASSAULT", "explosives")]
    [InlineData("Armed men made off with two cars and cash.", "COERCE", "seize")]
    [InlineData("Tribal fighters set up a roadblock at Khirbet.", "COERCE", "restrict")]
    [InlineData("The government has frozen the salaries of judges.", "SANCTION", "discontinue")]
    [InlineData("The bloc suspended Mali on Monday.", "SANCTION", "expel")]
    [InlineData("Fifty soldiers came home in exchange for fifty prisoners.", "RETREAT", "release")]
    public void Acts_in_the_words_of_reports_have_their_type(string text, string type, string? mode)
    {
        var told = Assert.Single(Read(text).Events);
        Assert.Equal((type, mode), (told.Type, told.Mode));
    }

    [Theory]
    [InlineData("A hailstorm that hit Teslin on Thursday hindered the work.")]
    [InlineData("Let me be clear.")]
    [InlineData("The actor was killed in the last scene of the film.")]
    public void What_is_no_act_is_not_coded(string text) => Assert.Empty(Read(text).Events);

    [Theory]
    [InlineData("The strike on Kesh killed seven people and not two, the mayor said.", 7)]
    [InlineData("Two of our fighters fell.", 2)]
    [InlineData("An air strike hit the market of Bembe. At least 18 civilians, among them seven children, lost their lives.", 18)]
    public void The_dead_are_counted_once(string text, int dead) =>
        Assert.Equal(new int?[] { dead }, Read(text).Events.Where(e => e.Killed is not null).Select(e => (int?)e.Killed?.Min).Distinct());

    [Theory]
    [InlineData("Brennia rejected the claim that it was behind Wednesday's explosion in Teslin.", "explosion")]
    [InlineData("Brennia said that it was not behind the explosion in Teslin.", "explosion")]
    public void Who_denies_to_be_behind_it_takes_it_for_granted(string text, string word)
    {
        var told = Assert.Single(Read(text).Events, e => e.Anchor.In(text) == word);
        Assert.Equal((EventStatus.Fact, Factuality.Actual), (told.Status, told.Factuality));
    }

    [Theory]
    [InlineData("He survived the siege of Kesh.")]
    [InlineData("She is a veteran of the war in Norrland.")]
    public void What_somebody_lived_through_is_long_past(string text) =>
        Assert.All(Read(text).Events.Where(e => e.Type == "ASSAULT"), e => Assert.Equal(Factuality.Historical, e.Factuality));

    [Theory]
    [InlineData("The charge that Brennia had bombed the market is baseless, the ministry says.")]
    [InlineData("Reports of a strike on Hask proved false.")]
    public void What_is_called_baseless_or_proved_false_is_negated(string text) =>
        Assert.Equal(Factuality.Negated, Assert.Single(Read(text).Events, e => e.Type == "ASSAULT").Factuality);

    [Theory]
    [InlineData("Reports of a strike on Hask proved true.")]
    [InlineData("Police denied that two attacks on Tuesday were connected.")]
    public void What_proved_true_or_is_denied_a_link_stands(string text)
    {
        var told = Assert.Single(Read(text).Events, e => e.Type == "ASSAULT");
        Assert.Equal(Factuality.Actual, told.Factuality);
        Assert.NotEqual(EventStatus.Denied, told.Status);
    }

    [Fact]
    public void Who_is_warned_not_to_attack_has_not_attacked_nor_has_who_warned() =>
        Assert.DoesNotContain(Read("Ostavar warned Brennia not to attack Hask.").Events, e => e.Type == "ASSAULT");

    [Theory]
    [InlineData("The rocket that hit the bakery was fired from Brennian soil.", "Brennian")]
    [InlineData("A wedding party fired into the air.", "the air")]
    public void Where_fire_came_from_and_the_air_are_not_hit(string text, string word) =>
        Assert.DoesNotContain(Read(text).Events.SelectMany(e => e.Recipients), r => r.Span.In(text) == word);

    [Theory]
    [InlineData("Norrland is preparing an attack.", "Norrland", Factuality.Future)]
    [InlineData("Brennian troops crossed the river and took two villages, the Ostavari army said. On Monday they burned the mill.", "Brennian troops", Factuality.Actual)]
    [InlineData("The city holds the Brennian secret service responsible for the shooting in Kesh.", "the Brennian secret service", Factuality.Actual)]
    public void Who_prepares_it_and_of_whom_it_is_told_act(string text, string actor, Factuality factuality)
    {
        var told = Read(text).Events.Last(e => e.Type == "ASSAULT");
        Assert.Equal((actor, factuality), (string.Join(" + ", told.Actors.Select(a => a.Span.In(text))), told.Factuality));
    }

    [Theory]
    [InlineData("The minister came under fire for his remarks.", "ACCUSE")]
    [InlineData("The convoy came under fire near Hask.", "ASSAULT")]
    [InlineData("The mayor shot down rumours of an invasion.", "REJECT")]
    [InlineData("Tanks rolled into Hask on Monday.", "COERCE")]
    public void Fire_and_shots_of_words_are_words(string text, string type) => Assert.Equal([type], Read(text).Events.Select(e => e.Type));

    [Theory]
    [InlineData("Nobody knows how many people died in the shelling of Hask.", null)]
    [InlineData("Three policemen were fatally shot in Hask.", 3)]
    [InlineData("At least nine people, among them three children, died in the shelling of Hask.", 9)]
    [InlineData("1) Hask shelled, 3 dead.", 3)]
    public void A_toll_that_is_asked_for_is_no_number(string text, int? dead) => Assert.Equal(dead, (int?)Assert.Single(Read(text).Events).Killed?.Min);

    [Fact]
    public void A_town_of_a_short_headline_is_shelled_and_does_not_shell()
    {
        var told = Assert.Single(Read("1) Hask shelled, 3 dead.").Events);
        Assert.Empty(told.Actors);
    }

    [Theory]
    [InlineData("Brennian jets bombed the airfield at Hask on Friday, March 5, the air force said.", "2026-03-05")] // A Thursday.
    [InlineData("The unions called a general strike for Tuesday.", "2026-03-17")]
    [InlineData("The union called for calm after Tuesday's attack on Hask.", "2026-03-10")]
    [InlineData("14:10 – Gunmen stormed the radio station in Hask.", "2026-03-11")]
    [InlineData("When Brennia bombed Kolvo in March 2024, Ostavar shelled the town of Hask.", "2024-03-01")]
    public void Days_are_those_that_the_words_mean(string text, string start) =>
        Assert.Equal(DateOnly.ParseExact(start, "yyyy-MM-dd"), Read(text).Events.Last(e => e.OccurredOn.Interval is not null).OccurredOn.Interval?.Start);

    [Theory]
    [InlineData("We reported earlier that the mayor was killed. The mayor is alive.")]
    [InlineData("An earlier version of this story said that protesters had set fire to the consulate. There was no fire.")]
    public void An_outlet_takes_back_what_it_says_was_not_so(string text) => Assert.Equal(EventStatus.Denied, Assert.Single(Read(text).Events, e => e.Type == "ASSAULT").Status);

    [Fact]
    public void An_outlet_that_counts_anew_takes_back_the_number_alone()
    {
        const string text = "We said that four colleagues had been killed when our convoy was shelled in Hask. This was wrong. Three members of our staff were killed in the shelling.";
        Assert.DoesNotContain(Read(text).Events, e => e.Status == EventStatus.Denied);
        Assert.Equal([3], Read(text).Events.Where(e => e.Killed is not null).Select(e => (int)e.Killed!.Min!).Distinct());
    }

    [Theory]
    [InlineData("Section: Satire\n\nNorrland invades the moon\n\nTroops of Norrland stormed a crater on Monday, killing nine cheeses.")]
    [InlineData("Norrland invades the moon (satire)\n\nTroops of Norrland stormed a crater on Monday.")]
    [InlineData("Troops of Norrland stormed a crater on Monday.\n\nThis article is satire.")]
    public void Satire_tells_of_nothing_done(string text) => Assert.All(Read(text).Events, e => Assert.Equal(Factuality.Hypothetical, e.Factuality));

    [Fact]
    public void A_report_about_satire_is_none() =>
        Assert.Contains(Read("Gunmen stormed a satire magazine in Kesh on Monday, killing nine people.").Events, e => e.Factuality == Factuality.Actual);

    [Fact]
    public void A_correction_gives_the_right_number_and_drops_the_wrong_one()
    {
        const string text = "Correction\n\nOur article of Monday said that troops killed 40 people in a raid on Hesper. The number of people killed in the raid was 14, not 40.";
        Assert.Equal([14], Read(text).Events.Where(e => e.Killed is not null).Select(e => (int)e.Killed!.Min!).Distinct());
    }

    [Fact]
    public void A_game_among_other_news_is_no_attack() =>
        Assert.DoesNotContain(Read("Border guards shot dead a shepherd near Kesh.\n\nIn football, Kesh destroyed Orl 6–0.").Events, e => e.Anchor.In("Border guards shot dead a shepherd near Kesh.\n\nIn football, Kesh destroyed Orl 6–0.") == "destroyed");

    [Fact]
    public void Whom_people_flee_fight_each_other()
    {
        const string text = "Some 14,000 people have fled fighting between the army and the rebels in Ombari.";
        var told = Assert.Single(Read(text).Events);
        Assert.Equal(["the army", "the rebels in Ombari"], told.Actors.Select(a => a.Span.In(text)));
        Assert.Contains("migration", told.Contexts);
    }

    [Theory]
    [InlineData("In 1987 the truce collapsed when the army shelled Sava, killing hundreds.", 1987)]
    [InlineData("Twenty years to the day after the massacre of Orl, a bomb killed one man in Kesh.", 2006)]
    public void The_past_is_dated_by_its_sentence(string text, int year) =>
        Assert.Contains(Read(text).Events, e => e is { Factuality: Factuality.Historical, OccurredOn.Interval: { } days } && days.Start.Year == year);

    [Fact]
    public void Nobody_closes_a_border_to_himself() => Assert.Empty(Assert.Single(Read("Algeria closed its border on Monday.").Events).Recipients);

    [Fact]
    public void What_explodes_does_not_act() => Assert.Empty(Assert.Single(Read("Something exploded at a depot in Rastov.").Events).Actors);

    private static Reading Read(string text) => Shared.Value.Read(new Document("unseen", text, PublishedAt: Wednesday));
}
