using Tocsin.Analysis.Attributions;
using Tocsin.Analysis.Events;
using Tocsin.Language;
using Xunit;

namespace Tocsin.Analysis.Tests;

/// <summary>What a newsroom would trip over: who fires, who only denies or answers for it, what never happened, and several acts told in one sentence.</summary>
public sealed class NewsroomTests
{
    private static readonly Lazy<Reader> Shared = new(Reader.Load);
    private static readonly DateOnly Thursday = new(2026, 6, 18);

    [Theory]
    [InlineData("It is impossible that a rocket struck the ferry, the harbour master said.")]
    [InlineData("\"It is inconceivable that our gunners shelled the clinic,\" the colonel said.")]
    [InlineData("It is out of the question that our guns hit the school, the army said.")]
    [InlineData("It is simply not possible that a drone hit the tower, the airport's director said.")]
    public void What_is_called_impossible_is_denied(string text) => Assert.All(Attacks(text), attack => Assert.Equal((EventStatus.Denied, Factuality.Negated), (attack.Status, attack.Factuality)));

    [Fact]
    public void What_is_not_impossible_is_possible() =>
        Assert.Equal((EventStatus.Possible, Factuality.Actual), Attacks("It is not impossible that rebels shelled the town, the mayor said.").Select(attack => (attack.Status, attack.Factuality)).Single());

    [Theory]
    [InlineData("Nine rockets were launched from the Torvian side of the river, monitors said.", "Torvian > ")]
    [InlineData("Mortar bombs were fired from Torvian positions on Monday.", "Torvian > ")]
    [InlineData("The clinic was damaged by shells that fell short from a Meskari battery.", "Meskari > The clinic")]
    [InlineData("A Torvian shell, fired by mistake, killed two shepherds.", "Torvian > two shepherds")]
    [InlineData("A mine killed two shepherds near the border.", " > two shepherds")]
    [InlineData("\"This murder was ordered in Meskar,\" the premier said.", " > ")]
    public void Who_fires_is_the_one_it_comes_from(string text, string sides) => Assert.Equal(sides, Sides(Assert.Single(Attacks(text)), text));

    [Theory]
    [InlineData("A rocket hit a mill in Dolm on Monday. The rocket had been fired from Torvian positions, the army said.")]
    [InlineData("Shells hit a mill in Dolm on Monday. The shells had come from a Torvian battery, the mayor said.")]
    public void Where_the_weapon_came_from_answers_who_did_it(string text) =>
        Assert.Equal("Torvian", Words(Assert.Single(Attacks(text)).Actors, text));

    [Theory]
    [InlineData("The League had nothing to do with the murder of the judge, it said.", "the judge")]
    [InlineData("The League has nothing to do with the kidnapping of two nurses, its spokesman said.", "two nurses")]
    [InlineData("Torvia played no part in the assassination of General Brandt, its envoy said.", "General Brandt")]
    public void Who_denies_a_part_takes_the_act_for_granted(string text, string victim)
    {
        var attack = Assert.Single(Attacks(text));
        Assert.Equal((EventStatus.Fact, Factuality.Actual, "", victim), (attack.Status, attack.Factuality, Words(attack.Actors, text), Words(attack.Recipients, text)));
    }

    [Fact]
    public void Who_answers_for_what_his_forces_did_is_not_put_in_their_place()
    {
        var text = "Torvia admitted on Monday that its forces had shot down a cargo plane. Air Marshal Ivo Klem said that he took full responsibility.";
        Assert.Equal("its forces", Words(Attacks(text)[0].Actors, text));
    }

    [Fact]
    public void Who_is_suspected_is_not_tied_to_an_attack_that_only_gives_the_time()
    {
        var text = "Three men fired at the customs house, a few hours after a bomb had killed traders at the station. Detectives suspect poachers.";
        Assert.Equal(["poachers > the customs house", " > traders at the station"], Attacks(text).Select(attack => Sides(attack, text)));
    }

    [Theory]
    [InlineData("Robbers shot two guards, the bank's director, Lena Orth, said.", "two guards")]
    [InlineData("A sniper wounded three porters, the hospital's director, Pavel Dunn, said.", "three porters")]
    public void Who_speaks_is_no_victim(string text, string victims) => Assert.Equal(victims, Words(Assert.Single(Attacks(text)).Recipients, text));

    [Theory]
    [InlineData("14:20 Police in Dolm said that two clerks had been shot.", "Police in Dolm")]
    [InlineData("07:45 The governor said that a bomb had killed six people.", "The governor")]
    [InlineData("The two men were named by Torvia's interior ministry as Jan Rood and Emil Tarr.", "Torvia's interior ministry")]
    public void Clocks_and_names_given_are_no_part_of_who_speaks(string text, string source) =>
        Assert.Equal(source, Shared.Value.Read(Of(text)).Attributions[0].Source.Spans[0].In(text));

    [Theory]
    [InlineData("If Torvia admitted the raid, it would have to pay, a lawyer said.", "Torvia")]
    [InlineData("Had Torvia confirmed the raid, it would have lost face, a diplomat said.", "Torvia")]
    [InlineData("The premier said that he was willing to talk once Torvia admitted the raid on Dolm.", "Torvia")]
    public void Nobody_has_said_what_stands_under_a_condition(string text, string nobody)
    {
        var reading = Shared.Value.Read(Of(text));
        Assert.DoesNotContain(reading.Attributions, said => said.Source.Spans.Any(span => span.In(text) == nobody));
        Assert.DoesNotContain(reading.Events, e => e.Type == "ASSAULT" && e.Actors.Any(actor => actor.Span.In(text) == nobody));
    }

    [Theory]
    [InlineData("Torvia's ministry called the accusation groundless.")]
    [InlineData("The general branded the report a fabrication.")]
    [InlineData("\"Nonsense,\" said the mayor of the claim.")]
    public void Who_calls_it_untrue_denies_it(string text) => Assert.Equal(SpeechAct.Deny, Shared.Value.Read(Of(text)).Attributions[0].Act);

    [Theory]
    [InlineData("Four people were killed in an explosion of fireworks in a barn near Dolm.")]
    [InlineData("An explosion of propane killed a cook in Dolm on Monday.")]
    [InlineData("The captain said that if they had wanted to kill, they would have killed.")]
    [InlineData("The side shelled the goal for an hour and was hit on the break in the 88th minute.")]
    public void Accidents_and_play_and_what_might_have_been_are_no_attack(string text) => Assert.DoesNotContain(Shared.Value.Read(Of(text)).Events, e => e is { Type: "ASSAULT" or "THREATEN", Factuality: Factuality.Actual });

    [Theory]
    [InlineData("The Dolm massacre was remembered on Monday.")]
    [InlineData("DOLM MASSACRE, 7 MAY 1991")]
    public void A_place_before_a_massacre_committed_none(string text) => Assert.All(Attacks(text), attack => Assert.Empty(attack.Actors));

    [Fact]
    public void What_somebody_has_done_before_is_past() =>
        Assert.Equal(Factuality.Historical, Assert.Single(Attacks("Suspicion fell on the League, which has bombed stations before.")).Factuality);

    [Theory]
    [InlineData("There were three attacks in Dolm on Monday: a car bomb at the station, shots at the judge's house and a grenade in a café.", " > the station| > the judge's house| > a café")]
    [InlineData("Rebels carried out two attacks on Monday: an ambush near Dolm that killed six and a mortar attack on Meskar.", "Rebels > six|Rebels > Meskar")]
    [InlineData("Police reported two attacks in the capital on Monday: a bomb at a ferry port and the shooting of a notary.", " > a ferry port| > a notary")]
    [InlineData("A bomb went off at the station on Monday, and another at the market an hour later.", " > the station| > the market")]
    [InlineData("Torvia expelled the consul over the bombing in Dolm and the shooting at a ferry.", " > Dolm| > a ferry")]
    public void Several_attacks_told_in_one_sentence_are_several(string text, string sides) => Assert.Equal(sides.Split('|'), Attacks(text).Select(attack => Sides(attack, text)));

    [Theory]
    [InlineData("The envoy said that radar had tracked the shells, and accused General Brandt of ordering the raid.", "The envoy")]
    [InlineData("The ministry said that nobody was hurt and blamed Torvia.", "The ministry")]
    public void Who_speaks_accuses_too(string text, string accuser) => Assert.Equal(accuser, Words(Shared.Value.Read(Of(text)).Events.First(e => e.Type == "ACCUSE").Actors, text));

    [Theory]
    [InlineData("It was not Torvia that broke the ceasefire, its envoy told reporters.", "")]
    [InlineData("Not Torvia but the League shelled the harbour, the mayor said.", "the League")]
    [InlineData("The shelling, which each side blames on the other, wounded a cook.", "")]
    [InlineData("The governor withdrew an earlier statement in which he had blamed Torvia for the explosion at the mill.", "")]
    public void Who_is_said_not_to_have_done_it_is_no_doer(string text, string actor) => Assert.All(Attacks(text), attack => Assert.Equal(actor, Words(attack.Actors, text)));

    [Theory]
    [InlineData("Major Rood, who is accused by investigators of ordering the massacre at Dolm, won a seat in parliament on Sunday.", "investigators")]
    [InlineData("The baker was accused by his neighbours of burning the mill.", "neighbours")]
    public void Who_accuses_did_not_do_it(string text, string accuser) => Assert.All(Attacks(text), attack => Assert.DoesNotContain(accuser, Words(attack.Actors, text), StringComparison.Ordinal));

    [Theory]
    [InlineData("Torvia denied that it had paid the gunmen who raided the bank.", EventStatus.Fact)]
    [InlineData("The army would not say who had shelled the village.", EventStatus.Fact)]
    [InlineData("The army declined to say whether its guns had shelled the village.", EventStatus.Possible)]
    [InlineData("Reporters asked the colonel whether his troops had shelled the village.", EventStatus.Possible)]
    [InlineData("The navy would neither confirm nor rule out that one of its mines had sunk the trawler.", EventStatus.Possible)]
    public void What_is_not_answered_is_open_and_what_is_taken_for_granted_stands(string text, EventStatus status) => Assert.Equal(status, Assert.Single(Attacks(text)).Status);

    [Theory]
    [InlineData("Police shot dead a wolf that had attacked a walker near Dolm.")]
    [InlineData("Two bathers were wounded by a shark off Dolm on Monday.")]
    public void Beasts_make_no_war(string text) => Assert.Empty(Attacks(text));

    [Fact]
    public void The_year_of_the_deed_is_not_that_of_the_sentence() =>
        Assert.Null(Shared.Value.Read(Of("A court in Dolm sentenced Jan Rood to life for the 2019 bombing of a tax office.")).Events.First(e => e.Type == "COERCE").OccurredOn.Interval);

    private static Document Of(string text) => new("t", text, PublishedAt: Thursday);

    private static List<Event> Attacks(string text) => [.. Shared.Value.Read(Of(text)).Events.Where(e => e.Type == "ASSAULT")];

    private static string Words(IEnumerable<Participant> parties, string text) => string.Join(" + ", parties.Select(party => party.Span.In(text)));

    private static string Sides(Event coded, string text) => $"{Words(coded.Actors, text)} > {Words(coded.Recipients, text)}";
}
