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

    private static Reading Read(string text) => Shared.Value.Read(new Document("unseen", text, PublishedAt: Wednesday));
}
