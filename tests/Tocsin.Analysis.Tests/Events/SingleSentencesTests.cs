using Tocsin.Analysis.Attributions;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Numbers;
using Tocsin.Language;
using Xunit;

namespace Tocsin.Analysis.Tests;

/// <summary>Single sentences of news of states that are in no list: what is done to whom, what is no attack at all, what is taken back, and how many.</summary>
public sealed class SingleSentencesTests
{
    private static readonly Lazy<Reader> Shared = new(Reader.Load);
    private static readonly DateOnly Friday = new(2026, 5, 8);

    [Theory]
    [InlineData("A column of lorries came under mortar fire from Tarvian positions near Dolm on Sunday.", "ASSAULT/heavy-weapons [Tarvian] > [A column of lorries] Fact Actual")]
    [InlineData("Our village came under rocket fire from the Karski side, the mayor said.", "ASSAULT/heavy-weapons [Karski] > [Our village] AccusedByAuthority Actual")]
    [InlineData("The reconnaissance drone came under fire from rebel gunners.", "ASSAULT/firearms [rebel gunners] > [The reconnaissance drone] Fact Actual")]
    [InlineData("The ambulance was caught in crossfire near the station; its driver died.", "ASSAULT/firearms [] > [The ambulance] Fact Actual killed=1-1")]
    [InlineData("The mortar bomb was fired from Karski territory, monitors said.", "ASSAULT/explosives [] > [] Claimed Actual")]
    [InlineData("The market was hit by shells that came from a Tarvian battery.", "ASSAULT/heavy-weapons [Tarvian] > [The market] Fact Actual")]
    [InlineData("A Tarvian frigate opened fire on two fishing boats on Friday.", "ASSAULT/firearms [A Tarvian frigate] > [two fishing boats] Fact Actual")]
    [InlineData("Villagers claimed that a Tarvian gunboat had sunk a ferry.", "ASSAULT/heavy-weapons [Tarvian] > [a ferry] Accused Actual")]
    [InlineData("1) Dolm shelled, 2 dead.", "ASSAULT/heavy-weapons [] > [Dolm] Fact Actual killed=2-2")]
    [InlineData("The League, and not Tarvia, bombed the station, police said.", "ASSAULT [The League] > [the station] AccusedByAuthority Actual")]
    [InlineData("It was the League and not Tarvia that bombed the station, police said.", "ASSAULT [the League] > [the station] AccusedByAuthority Actual")]
    [InlineData("We, the League, executed the traitor Brandt on Sunday.", "ASSAULT/targeted [the League] > [the traitor Brandt] Claimed Actual killed=1-1")]
    [InlineData("Tarvia is preparing a raid on Karsk, officials warned.", "ASSAULT [Tarvia] > [Karsk] Claimed Future")]
    [InlineData("Armoured vehicles rolled into Dolm at noon, witnesses said.", "COERCE/seize [] > [Dolm] Claimed Actual")]
    [InlineData("Troops poured into Karsk on Monday, residents said.", "COERCE/seize [Troops] > [Karsk] Claimed Actual")]
    public void Who_does_it_and_who_suffers_it(string text, string expected) => Assert.Equal(expected, Read(text));

    [Theory]
    [InlineData("A cloudburst hit Dolm on Friday.")]
    [InlineData("A cold snap struck the capital on Monday.")]
    [InlineData("A power failure struck the hospital on Monday.")]
    [InlineData("Wage cuts hit teachers, and job losses struck the shipyard.")]
    [InlineData("The singer is stabbed in the final act of the opera.")]
    [InlineData("The heroine was shot in the third episode of the series.")]
    [InlineData("The winger shot twice and hit the crossbar in the 80th minute.")]
    [InlineData("The minister shot down talk of an early election.")]
    [InlineData("Four workers were killed by a gas explosion in a bakery in Dolm.")]
    [InlineData("An explosion of methane killed nine miners near Karsk on Monday.")]
    [InlineData("A gas explosion destroyed a house in Dolm on Monday.")]
    [InlineData("Two conscripts were killed by friendly fire near Dolm on Monday, the army admitted.")]
    [InlineData("A conscript shot himself at the barracks in Dolm, the army said.")]
    [InlineData("The League withdrew its claim of responsibility for the bombing.")]
    [InlineData("A lorry rolled into a ditch near Dolm.")]
    public void What_is_weather_play_accident_or_a_figure_of_speech_is_no_attack(string text) => Assert.Equal("", Read(text));

    [Theory]
    [InlineData("The senator called Reeve a butcher.", "ACCUSE/disapprove [The senator] > [Reeve] Fact Actual")]
    [InlineData("Varga called the general a coward on Tuesday.", "ACCUSE/disapprove [Varga] > [the general] Fact Actual")]
    [InlineData("Halm called Varga on Monday.", "CONSULT/phone [Halm] > [Varga] Fact Actual")]
    [InlineData("The chancellor came under fire for the tax plan.", "ACCUSE/disapprove [] > [The chancellor] Fact Actual")]
    [InlineData("Guests shot into the air at a wedding.", "ASSAULT/firearms [Guests] > [] Fact Actual")]
    [InlineData("Tarvia gave Karsk two days' warning of the raid, envoys said.", "COOPERATE/notice [Tarvia] > [Karsk] Claimed Actual")]
    [InlineData("Karsk warned Tarvia not to shell Dolm.", "THREATEN [Karsk] > [Tarvia] Fact Actual")]
    [InlineData("The bombardment of Dolm ended on Monday.", "RETREAT/ceasefire [] > [Dolm] Fact Actual")]
    [InlineData("The attache was declared persona non grata on Monday.", "SANCTION/expel [] > [The attache] Fact Actual")]
    [InlineData("Karsk sent the Tarvian consul home on Monday.", "SANCTION/expel [Karsk] > [the Tarvian consul] Fact Actual")]
    [InlineData("Tarvia gave the ambassador 48 hours to leave the country.", "SANCTION/expel [Tarvia] > [the ambassador] Fact Actual")]
    [InlineData("Karsk sent the children home from school on Monday.", "")]
    public void Words_mean_what_stands_beside_them(string text, string expected) => Assert.Equal(expected, Read(text));

    [Theory]
    [InlineData("The charge that Tarvia had shelled the ferry is groundless, Varn says.")]
    [InlineData("Reports of a raid on Dolm turned out to be false.")]
    [InlineData("News of an attack on the bridge proved wrong.")]
    [InlineData("An earlier version of this story said that Tarvia had shelled the port.")]
    [InlineData("This article first said that Karsk had fired the missile.")]
    public void What_is_called_false_or_taken_back_did_not_happen(string text) => Assert.All(Attacks(text), attack => Assert.Equal(Factuality.Negated, attack.Factuality));

    [Theory]
    [InlineData("An earlier version of this story said that Tarvia had shelled the port. It was Karsk.", "Karsk")]
    [InlineData("A previous version of this report stated that rebels had shot the judge. It was a soldier.", "a soldier")]
    public void Who_did_it_is_put_right(string text, string actor)
    {
        var right = Assert.Single(Attacks(text), e => e.Factuality == Factuality.Actual);
        Assert.Equal((actor, EventStatus.Fact), (Words(right.Actors, text), right.Status));
    }

    [Theory]
    [InlineData("Should Tarvia send more guns to the rebels, we will close the strait, the admiral said.")]
    [InlineData("Should the army shell the town again, the rebels will leave the talks.")]
    [InlineData("Had Karsk fired first, the fleet would have answered, the admiral said.")]
    [InlineData("Were Tarvia to attack Dolm, its neighbours would respond.")]
    [InlineData("Anyone who shoots a policeman will be punished, the minister said.")]
    [InlineData("Those who kill hostages will pay, the general said.")]
    public void What_stands_under_a_condition_or_for_anyone_is_not_done(string text)
    {
        Assert.All(Attacks(text), attack => Assert.NotEqual(Factuality.Actual, attack.Factuality));
        Assert.DoesNotContain(Shared.Value.Read(new Document("text", text, PublishedAt: Friday)).Events, e => e.Type is "AID" or "REQUEST" && e.Factuality == Factuality.Actual);
    }

    [Theory]
    [InlineData("Police denied that the two murders were linked.")]
    [InlineData("The ministry denied that the bombing of the station had been planned abroad.")]
    [InlineData("The army denied that the shelling of the school was deliberate.")]
    [InlineData("No one knows how many soldiers died in the raid on Karsk.")]
    public void What_is_denied_or_unknown_of_an_act_takes_it_for_granted(string text)
    {
        var attack = Assert.Single(Attacks(text));
        Assert.Equal((EventStatus.Fact, Factuality.Actual), (attack.Status, attack.Factuality));
        Assert.Empty(attack.Actors);
    }

    [Theory]
    [InlineData("The raid killed nine people and not four, the clinic said.", "9-9")]
    [InlineData("The blast killed five men rather than eleven, police said.", "5-5")]
    [InlineData("Two nurses were fatally shot at a checkpoint on Monday.", "2-2")]
    [InlineData("At least four men, two of them brothers, died in the raid on Karsk.", "4-")]
    [InlineData("Two more victims of Monday's bombing in Dolm have died, and the toll is now 21, the clinic said.", "21-21")]
    [InlineData("Dolm's clinic puts the number of dead from the station bombing at 19.", "19-19")]
    [InlineData("Rebels attacked a post in Dolm, in which six firefighters gave their lives.", "6-6")]
    [InlineData("No one knows how many soldiers died in the raid on Karsk.", "")]
    [InlineData("How many people died in the bombing of Dolm is still unclear.", "")]
    [InlineData("The strike killed shoppers at the market in Dolm.", "")]
    [InlineData("The massacre of Orlan, in which 300 people died, is not forgotten.", "300-300")]
    public void How_many_were_killed(string text, string expected)
    {
        var killed = Attacks(text).Select(e => e.Killed).FirstOrDefault(k => k is not null);
        Assert.Equal(expected, killed is null ? "" : $"{killed.Min}-{killed.Max}");
    }

    [Fact]
    public void A_toll_reaches_its_number_and_not_the_number_after_after()
    {
        var text = "A bomb went off in Dolm on Monday. The death toll rose to nine on Friday after two of the wounded died.";
        Assert.Contains(Attacks(text), e => e.Killed is { Min: 9, Max: 9 });
        Assert.DoesNotContain(Attacks(text), e => e.Killed is { Min: 2 });
    }

    [Theory]
    [InlineData("A year after the bombing of Dolm station, families lit candles.", Factuality.Historical)]
    [InlineData("Ten years to the day after the shelling of Dolm, a stone was unveiled.", Factuality.Historical)]
    [InlineData("The footage that shows the raid on Dolm is from 2018.", Factuality.Historical)]
    [InlineData("Two days after the bombing of Dolm station, families buried their dead.", Factuality.Actual)]
    public void Old_acts_are_not_told_as_todays(string text, Factuality expected) => Assert.All(Attacks(text), attack => Assert.Equal(expected, attack.Factuality));

    [Fact]
    public void A_programme_in_the_present_is_yet_to_come()
    {
        var fleet = Assert.Single(Shared.Value.Read(new Document("text", "The fleet begins its yearly exercise on Monday.", PublishedAt: Friday)).Events);
        Assert.Equal((new DateOnly(2026, 5, 11), Factuality.Future), (fleet.OccurredOn.Interval?.Start, fleet.Factuality));
    }

    [Fact]
    public void Him_who_was_shot_is_he_whose_murder_was_told()
    {
        var text = "Tarvia had nothing to do with the murder of General Brandt, President Otto Varga said. The League has said that it shot him.";
        var reading = Shared.Value.Read(new Document("text", text, PublishedAt: Friday));
        var shot = Assert.Single(reading.Events, e => e.Anchor.In(text) == "shot");
        Assert.DoesNotContain("Varga", reading.Entities.Single(x => x.Entity.Number == Assert.Single(shot.Recipients).Entity).Entity.Name, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_speaks_is_not_them()
    {
        var text = "Varga: \"We will not forget the dead of Dolm.\" Reeve: \"We did not kill them.\"";
        Assert.All(Attacks(text), attack => Assert.DoesNotContain("Reeve", Words(attack.Recipients, text), StringComparison.Ordinal));
    }

    private static List<Event> Attacks(string text) => [.. Shared.Value.Read(new Document("text", text, PublishedAt: Friday)).Events.Where(e => e.Type == "ASSAULT")];

    private static string Words(IEnumerable<Participant> participants, string text) => string.Join(" + ", participants.Select(p => p.Span.In(text)));

    private static string Read(string text)
    {
        string Range(CountRange? range) => range is null ? "" : $" killed={range.Min}-{range.Max}";
        return string.Join(" | ", Shared.Value.Read(new Document("text", text, PublishedAt: Friday)).Events
            .Select(e => $"{e.Type}{(e.Mode is { } mode ? "/" + mode : "")} [{Words(e.Actors, text)}] > [{Words(e.Recipients, text)}] {e.Status} {e.Factuality}{Range(e.Killed)}"));
    }
}
