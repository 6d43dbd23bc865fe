using Tocsin.Analysis.Events;
using Tocsin.Analysis.Times;
using Tocsin.Language;
using Xunit;

namespace Tocsin.Analysis.Tests;

/// <summary>What is negated, taken back, long past, asked or only imagined is no act of today; and the day at which a story stands is that of what it tells on.</summary>
public sealed class NotTodayTests
{
    private static readonly Lazy<Reader> Shared = new(Reader.Load);
    private static readonly DateOnly Sunday = new(2026, 3, 15);

    [Theory]
    [InlineData("Not one rocket was fired from Iran.")]
    [InlineData("Not one soldier was killed.")]
    [InlineData("Not a single civilian was killed in Gaza, the army said.")]
    [InlineData("Neither Chad nor Libya attacked the convoy.")]
    [InlineData("Neither side has attacked the town.")]
    [InlineData("Not a single shot was fired by our troops.")]
    [InlineData("A reporter at the scene saw no sign of fighting.")]
    [InlineData("Allegations by the Ukrainian side that our forces attacked Kharkiv are false.")]
    [InlineData("Allegations by Kyiv that Russian troops attacked Kharkiv are false.")]
    [InlineData("Reports by the Ukrainian side that our forces attacked Kharkiv are not true.")]
    [InlineData("The agency wrongly reported that two children had been abducted by Russian soldiers near Kherson.")]
    [InlineData("An earlier version of this story incorrectly said that Israel had bombed a hospital in Tyre.")]
    [InlineData("We deleted an earlier tweet that said a clinic was hit.")]
    [InlineData("The paper retracted a report that Israel had bombed a hospital in Tyre.")]
    [InlineData("A hoax video showed Russian troops shooting prisoners.")]
    public void What_is_denied_or_taken_back_is_negated(string text)
    {
        var attack = Assert.Single(Read(text).Events, e => e.Type is "ASSAULT" or "COERCE");
        Assert.Equal(Factuality.Negated, attack.Factuality);
        Assert.True(attack.Killed is null or { Max: 0 });
    }

    [Theory]
    [InlineData("One rocket was fired from Iran.")]
    [InlineData("A single soldier was killed.")]
    [InlineData("The agency rightly reported that two children had been abducted by Russian soldiers near Kherson.")]
    [InlineData("The paper printed a report that Israel had bombed a hospital in Tyre.")]
    [InlineData("A video showed Russian troops shooting prisoners.")]
    public void What_is_told_in_like_words_is_not(string text) => Assert.NotEqual(Factuality.Negated, Assert.Single(Read(text).Events, e => e.Type is "ASSAULT" or "COERCE").Factuality);

    [Theory]
    [InlineData("In 2014 Russian troops seized the heights, killing 60 Ukrainian border guards.", 2014)]
    [InlineData("In 2014 rebels attacked the town and killed 30 soldiers.", 2014)]
    [InlineData("Ten years ago rebels attacked the town and killed 30 soldiers.", 2016)]
    [InlineData("Sudan and Chad fought a war in 1998 in which some 11,000 people were killed.", 1998)]
    [InlineData("They fought a war in 1998. Some 11,000 people were killed.", 1998)]
    public void All_of_a_sentence_about_the_past_is_of_its_year(string text, int year) =>
        Assert.All(Read(text).Events, e => Assert.Equal((Factuality.Historical, year), (e.Factuality, e.OccurredOn.Interval?.Start.Year ?? 0)));

    [Theory]
    [InlineData("Israel will bomb any village that shelters fighters who fired on its troops.", "fired")]
    [InlineData("Iran's foreign minister said that attacking cultural sites would be a war crime.", "attacking")]
    [InlineData("Attacking a hospital is a crime.", "Attacking")]
    [InlineData("It is not known whether anyone was killed.", "killed")]
    public void What_is_meant_of_any_such_act_did_not_happen(string text, string word) =>
        Assert.Equal(Factuality.Hypothetical, Assert.Single(Read(text).Events, e => e.Anchor.In(text) == word).Factuality);

    [Theory]
    [InlineData("Ukraine accused Russia of firing rockets at a market in Kharkiv on Saturday, killing at least 14 people.", "Russia", 14)]
    [InlineData("Oster accused Veld of shelling a market in Bor, killing nine people.", "Veld", 9)]
    public void Who_accuses_did_not_kill(string text, string actor, int dead)
    {
        var attack = Assert.Single(Read(text).Events, e => e.Type == "ASSAULT");
        Assert.Equal((actor, (long?)dead), (string.Join(" + ", attack.Actors.Select(a => a.Span.In(text))), attack.Killed?.Min));
    }

    [Theory]
    [InlineData("Both countries' foreign ministers are due to meet in Geneva on Thursday.")]
    [InlineData("Troops are due to withdraw from Goma on Thursday.")]
    public void What_is_due_lies_ahead(string text)
    {
        var due = Assert.Single(Read(text).Events);
        Assert.Equal((Factuality.Future, new DateOnly(2026, 3, 19)), (due.Factuality, due.OccurredOn.Interval?.Start));
    }

    [Theory]
    [InlineData("General Osman Kadir, who broke the siege of Aleppo, dies at 84")]
    [InlineData("Veteran of the battle of Kursk dies at 99")]
    [InlineData("A rocket hit a market in Aleppo. How many people died?")]
    public void A_death_of_age_and_a_question_are_no_toll(string text) => Assert.All(Read(text).Events, e => Assert.Null(e.Killed));

    [Theory]
    [InlineData("President Vares bombarded the nation with promises last week.")]
    [InlineData("The president declared war on the independent press.")]
    [InlineData("President Macron attacked his critics.")]
    public void Words_of_war_for_words_are_no_attack(string text) => Assert.DoesNotContain(Read(text).Events, e => e.Type == "ASSAULT" || e.Mode == "violence");

    [Fact]
    public void The_year_of_a_killing_is_not_that_of_its_sentence()
    {
        var events = Read("A court sentenced two officers to life for the killing of a journalist in 2019.").Events;
        Assert.Equal(Factuality.Actual, Assert.Single(events, e => e.Type == "COERCE").Factuality);
        Assert.Equal(Factuality.Historical, Assert.Single(events, e => e.Type == "ASSAULT").Factuality);
    }

    [Fact]
    public void A_game_without_a_score_on_a_page_of_other_news_is_no_attack()
    {
        const string Page = "Rovers bombard Town but fall to a late strike in the derby\n\nRovers laid siege to Town's goal on Sunday and were shot down by a late strike from the substitute Leo Marsh. Town's captain fired twice from long range.\n\n"
            + "\"They killed us with one shot,\" said the coach, Bruno Alves.\n\nRebels attacked a village near Bor on Saturday, killing two farmers.";
        Assert.Equal("Rebels", Assert.Single(Read(Page).Events, e => e.Type == "ASSAULT").Actors[0].Span.In(Page));
    }

    [Fact]
    public void Doctors_who_tell_ask_for_nothing_and_the_displaced_do_not_fight()
    {
        Assert.DoesNotContain(Read("Four doctors told the agency they had received 14 bodies and treated 41 wounded.").Events, e => e.Type == "REQUEST");
        Assert.All(Read("Hundreds were displaced by fighting in Goma.").Events, e => Assert.Empty(e.Actors));
    }

    [Theory]
    [InlineData("Hundreds of supporters stormed the gate of the embassy on Tuesday and set fire to a hall. Guards fired tear gas.", 2026, 3, 10)]
    [InlineData("Rebels fired missiles at two bases early on Wednesday, the army said. A hangar was hit.", 2026, 3, 11)]
    public void What_a_paragraph_tells_on_is_of_its_day(string text, int year, int month, int day) =>
        Assert.All(Read(text).Events, e => Assert.Equal(new DateOnly(year, month, day), e.OccurredOn.Interval?.Start));

    [Theory]
    [InlineData("Rebels shelled Bor on Tuesday. The army had bombed their camp.", "bombed")]
    [InlineData("Rebels shelled Bor on Tuesday.\n\nThe army bombed their camp.", "bombed")]
    [InlineData("Rebels shelled Bor on Tuesday. The army often bombed their camps.", "bombed")]
    [InlineData("Rebels shelled Bor on Tuesday. In the weeks before that the army bombed their camp.", "bombed")]
    public void What_is_told_of_before_or_elsewhere_is_not(string text, string word) =>
        Assert.NotEqual(new DateOnly(2026, 3, 10), Assert.Single(Read(text).Events, e => e.Anchor.In(text) == word).OccurredOn.Interval?.Start);

    [Fact]
    public void Who_answers_has_spoken_by_publication()
    {
        var answer = Assert.Single(Read("Rebels shelled Bor on Friday.\n\nFrance condemned the rebels.").Events, e => e.Type == "ACCUSE");
        Assert.Equal(new DateInterval(new DateOnly(2026, 3, 13), Sunday), answer.OccurredOn.Interval);
    }

    [Fact]
    public void A_headlines_general_and_the_same_attack_are_told_again()
    {
        var events = Read("US drone strike kills Iranian general in Baghdad\n\nA US drone strike near Baghdad airport killed General Qassem Soleimani on Friday. The militia leader Abu Amir died in the same attack.").Events;
        Assert.Equal(2, events.Single(e => e.Restates is null).Number);
    }

    private static Reading Read(string text) => Shared.Value.Read(new Document("today", text, PublishedAt: Sunday));
}
