using Tocsin.Analysis.Attributions;
using Tocsin.Analysis.Events;
using Tocsin.Language;
using Xunit;

namespace Tocsin.Analysis.Tests;

/// <summary>Plain sentences, read from the text to the events.</summary>
public sealed class EventTextTests
{
    private static readonly Lazy<Reader> Shared = new(Reader.Load);

    [Theory]
    [InlineData("US hits Iran with new sanctions.", "COERCE [US] > [Iran] Actual")]
    [InlineData("Storm Ana hit Mozambique, killing 3 people.", "")]
    [InlineData("Hurricane Katrina struck New Orleans.", "")]
    [InlineData("The army held an exercise in which troops attacked a mock village.", "MOBILIZE [The army] > [] Actual")]
    [InlineData("The senator called the attack on his character shameful.", "")]
    public void Sanctions_storms_drills_and_words_are_no_assaults(string text, string expected) => Assert.Equal(expected, Read(text));

    [Theory]
    [InlineData("\"No commander was killed,\" it said.", "ASSAULT [] > [commander] Negated killed=0-0")]
    [InlineData("No one was hurt in a second strike.", "ASSAULT [] > [] Negated injured=0-0")]
    [InlineData("None of the soldiers were injured.", "ASSAULT [] > [the soldiers] Negated injured=0-0")]
    [InlineData("Nobody was killed in the attack.", "ASSAULT [] > [] Actual killed=0-0")]
    public void What_nobody_suffered_did_not_happen_and_nobody_is_no_participant(string text, string expected) => Assert.Equal(expected, Read(text));

    [Theory]
    [InlineData("Rebels attacked the town, killing three civilians and wounding at least nine.", "ASSAULT [Rebels] > [the town + three civilians + at least nine] Actual killed=3-3 injured=9-")]
    [InlineData("Militants killed two soldiers and wounded five others.", "ASSAULT [Militants] > [two soldiers + five others] Actual killed=2-2 injured=5-5")]
    [InlineData("An airstrike killed three civilians and wounded at least nine.", "ASSAULT [] > [three civilians + at least nine] Actual killed=3-3 injured=9-")]
    public void Killing_some_and_wounding_others_is_one_assault(string text, string expected) => Assert.Equal(expected, Read(text));

    [Theory]
    [InlineData("LOMNA, Kardia - Rebels attacked the town of Vesk on Monday.", "ASSAULT [Rebels] > [the town of Vesk] Actual")]
    [InlineData("BAGHDAD (Reuters) - Rebels attacked a base in Syria on Monday.", "ASSAULT [Rebels] > [a base in Syria] Actual at Syria")]
    [InlineData("BAGHDAD (Reuters) - Rebels attacked a base on Monday.", "ASSAULT [Rebels] > [a base] Actual")]
    [InlineData("ALGIERS, Algeria - Police have arrested a handful of journalists.", "COERCE [Police] > [journalists] Actual")]
    public void A_dateline_neither_acts_nor_says_where(string text, string expected) => Assert.Equal(expected, Read(text, places: true));

    [Theory]
    [InlineData("Rescuers were still searching the ruins.", "")]
    [InlineData("Police searched the house.", "COERCE [Police] > [the house] Actual")]
    public void Only_what_belongs_to_somebody_is_searched_by_force(string text, string expected) => Assert.Equal(expected, Read(text));

    [Theory]
    [InlineData("Iran fired missiles at two bases to kill Americans.", "ASSAULT [Iran] > [two bases] Actual")]
    [InlineData("\"The intention was to destroy vehicles and to kill people,\" he told reporters.", "")]
    [InlineData("They answered without starting a war.", "")]
    [InlineData("The commander doubted that they had the courage to start a war.", "")]
    [InlineData("The group had been developing plans to attack American diplomats.", "ASSAULT [The group] > [American diplomats] Future")]
    public void What_was_meant_or_planned_or_left_undone_is_no_act(string text, string expected) => Assert.Equal(expected, Read(text));

    [Theory]
    [InlineData("Market in Oslo hit by rockets", "ASSAULT [] > [Market in Oslo] Actual")]
    [InlineData("The number of people killed when rockets hit the market in Sorin on Saturday has risen to eleven, doctors at the town's hospital said on Sunday.", "ASSAULT [] > [the market + people] Actual")]
    [InlineData("Eight rockets hit the air base and wounded four soldiers.", "ASSAULT [] > [the air base + four soldiers] Actual injured=4-4")]
    [InlineData("At least 50 people were killed in a stampede. More than 200 were injured.", "")]
    public void Who_suffered_it_did_not_do_it_and_one_act_is_told_once(string text, string expected) => Assert.Equal(expected, Read(text));

    [Theory]
    [InlineData("Soleimani had been developing plans to attack American diplomats, the Pentagon said.")]
    [InlineData("The president threatened on Saturday to strike 52 Iranian sites if Iran attacked Americans.")]
    public void To_attack_people_in_arms_is_to_say_nothing(string text) =>
        Assert.DoesNotContain(Shared.Value.Read(new Document("text", text)).Attributions, a => a.Act == SpeechAct.Oppose);

    [Fact]
    public void What_stood_down_after_its_attack_is_taken_for_granted()
    {
        var text = "The president said that Iran appeared to be standing down after its missile attack on two bases in Iraq.";
        var attack = Assert.Single(Shared.Value.Read(new Document("text", text)).Events, e => e.Type == "ASSAULT");
        Assert.Equal((EventStatus.Fact, "two bases in Iraq"), (attack.Status, Assert.Single(attack.Recipients).Span.In(text)));
        Assert.Empty(Assert.Single(Shared.Value.Read(new Document("text", text)).Events, e => e.Type == "RETREAT").Recipients);
    }

    [Theory]
    [InlineData("The Pentagon said that the strike had been meant to deter. The general had been planning attacks, it said.", "Pentagon")]
    [InlineData("The prime minister, Anna Berg, said that a missile had hit the plane.\n\nThe head of the airline, Karl Lund, denied it. \"It is impossible that a missile hit the plane,\" he said.", "The head of the airline")]
    public void It_and_he_who_speak_are_the_one_who_speaks_in_the_paragraph(string text, string expected)
    {
        var reading = Shared.Value.Read(new Document("text", text));
        var speaker = reading.Entities.Single(e => e.Entity.Number == reading.Attributions[^1].Source.Entity).Entity;
        Assert.Contains(expected, speaker.Mentions[0].Span.In(text));
    }

    [Theory]
    [InlineData("The army told the rebels to withdraw or be attacked.", "THREATEN [The army] > [the rebels] Actual")]
    [InlineData("\"Leave the town by midnight or be killed,\" the rebels told residents.", "THREATEN [the rebels] > [residents] Actual")]
    [InlineData("Withdraw or be attacked, Kardia tells rebels", "THREATEN [Kardia] > [rebels] Actual")]
    [InlineData("They could stay or be killed.", "ASSAULT [] > [They] Hypothetical")]
    public void What_comes_if_a_demand_is_not_met_is_a_threat_and_no_attack(string text, string expected) => Assert.Equal(expected, Read(text));

    [Theory]
    [InlineData("The truce took effect at midnight.", "RETREAT [] > [] Actual")]
    [InlineData("A ceasefire between the two armies is holding.", "RETREAT [] > [] Actual")]
    [InlineData("The effect took hold at midnight.", "")]
    [InlineData("Rebels seized control of Vesk.", "COERCE [Rebels] > [Vesk] Actual")]
    [InlineData("The investor took control of the mine.", "")]
    [InlineData("Troops entered Vesk on Sunday.", "COERCE [Troops] > [Vesk] Actual")]
    [InlineData("Pupils entered the hall on Sunday.", "")]
    [InlineData("Rebels advanced into the suburbs of Ostren.", "COERCE [Rebels] > [the suburbs of Ostren] Actual")]
    [InlineData("The team advanced into the final.", "")]
    [InlineData("The town fell to the rebels on Monday.", "ASSAULT [the rebels] > [The town] Actual")]
    [InlineData("The price fell to nine crowns.", "")]
    [InlineData("Two nurses were set free on Wednesday.", "RETREAT [] > [Two nurses] Actual")]
    [InlineData("Soldiers turned back the convoy at the bridge.", "COERCE [Soldiers] > [the convoy] Actual")]
    [InlineData("Kardia ordered the ambassador of Gorland to leave the country.", "SANCTION [Kardia] > [the ambassador of Gorland] Actual")]
    [InlineData("Rebels ordered 9,000 residents to leave their homes.", "COERCE [Rebels] > [9,000 residents] Actual")]
    [InlineData("Hackers broke into the control systems of the grid on Sunday.", "COERCE [Hackers] > [the control systems of the grid] Actual")]
    [InlineData("A huge explosion damaged government buildings on Friday.", "ASSAULT [] > [government buildings] Actual")]
    [InlineData("A gas explosion damaged two houses on Friday.", "")]
    [InlineData("Police thwarted an attempt to blow up the station.", "ASSAULT [] > [the station] Attempted")]
    [InlineData("School shelled in Vesk", "ASSAULT [] > [School] Actual")]
    [InlineData("Rebels fired rockets from Vesk at the port.", "ASSAULT [Rebels] > [the port] Actual")]
    public void Truces_towns_taken_expulsions_and_things_struck_are_told_as_what_they_are(string text, string expected) => Assert.Equal(expected, Read(text));

    [Fact]
    public void The_words_that_tell_what_an_act_did_to_people_are_its_words()
    {
        var text = "Two soldiers died when a shell hit the school.";
        var attack = Assert.Single(Shared.Value.Read(new Document("text", text)).Events);
        Assert.Contains("died", attack.AlsoAt.Select(span => span.In(text)));
    }

    [Fact]
    public void Who_reports_the_wounded_is_not_hurt() =>
        Assert.Equal("ASSAULT [] > [] Actual injured=26-26", Read("Hospitals reported twenty-six wounded."));

    [Fact]
    public void A_threat_that_the_report_tells_is_a_fact_though_the_threatener_speaks()
    {
        var text = "The chief repeated his warnings of reprisals against the United States.";
        var threat = Assert.Single(Shared.Value.Read(new Document("text", text)).Events, e => e.Type == "THREATEN");
        Assert.Equal((EventStatus.Fact, null), (threat.Status, threat.Attribution));
    }

    /// <summary>The events of a text, parted by " | ".</summary>
    private static string Read(string text, bool places = false)
    {
        var reading = Shared.Value.Read(new Document("text", text, PublishedAt: new DateOnly(2020, 1, 10)));
        string Spans(IEnumerable<Participant> participants) => "[" + string.Join(" + ", participants.Select(p => p.Span.In(text))) + "]";
        string Range(string name, CountRange? range) => range is null ? "" : $" {name}={range.Min}-{range.Max}";
        return string.Join(" | ", reading.Events.Select(e => $"{e.Type} {Spans(e.Actors)} > {Spans(e.Recipients)} {e.Factuality}{Range("killed", e.Killed)}{Range("injured", e.Injured)}{(places && e.Place is { } at ? " at " + reading.Places[at].Span.In(text) : "")}"));
    }
}
