using Tocsin.Analysis.Events;
using Tocsin.Language;
using Xunit;

namespace Tocsin.Analysis.Tests;

/// <summary>What is told in few words: headlines, ultimatums, "another exploded", "they", corrections of a number, and whose a number is.</summary>
public sealed class ToldShortlyTests
{
    private static readonly Lazy<Reader> Shared = new(Reader.Load);

    private static Reading Read(string text) => Shared.Value.Read(new Document("text", text, PublishedAt: new DateOnly(2020, 1, 9)));

    [Theory]
    [InlineData("12 dead in Lomna", 12)]
    [InlineData("At least 12 dead in Lomna after strike", 12)]
    public void The_dead_of_a_headline_without_a_verb_tell_an_attack(string text, int killed)
    {
        var reading = Read(text);
        var coded = Assert.Single(reading.Events);
        Assert.Equal(("ASSAULT", killed, "Lomna"), (coded.Type, coded.Killed?.Min, coded.Place is { } place ? reading.Places[place].Span.In(text) : null));
    }

    [Theory]
    [InlineData("12 dead in Lomna flood")]
    [InlineData("12 dead in Lomna ferry sinking")]
    public void The_dead_of_an_accident_tell_none(string text) => Assert.DoesNotContain(Read(text).Events, e => e.Type == "ASSAULT");

    [Fact]
    public void A_headlines_verb_is_found_behind_a_blast()
    {
        var text = "Large blast hits Marun depot";
        var coded = Assert.Single(Read(text).Events);
        Assert.Equal(("ASSAULT", "hits", "Marun depot"), (coded.Type, coded.Anchor.In(text), Assert.Single(coded.Recipients).Span.In(text)));
    }

    [Theory]
    [InlineData("The army gave the garrison until midnight to leave or face air strikes.", "The army", "the garrison")]
    [InlineData("The rebels gave the government 48 hours to withdraw or face attack, a spokesman said on Monday.", "The rebels", "the government")]
    public void A_time_a_demand_and_what_follows_are_a_threat_and_no_attack(string text, string actor, string recipient)
    {
        var coded = Assert.Single(Read(text).Events);
        Assert.Equal(("THREATEN", actor, recipient), (coded.Type, Assert.Single(coded.Actors).Span.In(text), Assert.Single(coded.Recipients).Span.In(text)));
    }

    [Fact]
    public void Another_that_explodes_is_a_second_explosion_and_nobody_who_acts()
    {
        var text = "A bomb exploded at the bus station in Lomna on Sunday, killing three. Another exploded near the market an hour later, wounding five.";
        var second = Read(text).Events[^1];
        Assert.Equal(("exploded", 5, null), (second.Anchor.In(text), second.Injured?.Min, second.Restates));
        Assert.Empty(second.Actors);
    }

    [Fact]
    public void Who_claims_a_blast_does_not_give_the_number_of_its_dead()
    {
        var text = "The Free Kardian Front claimed responsibility for the blast that killed 12 people in Lomna on Sunday.";
        var events = Read(text).Events;
        var claimed = Assert.Single(events, e => e.Status == EventStatus.Claimed);
        var toll = Assert.Single(events, e => e.Killed is not null);
        Assert.Equal((null, EventStatus.Fact, 12), (claimed.Killed, claimed.Happened, toll.Killed!.Min));
        Assert.Equal((null, EventStatus.Fact, claimed.Number), (toll.Attribution, toll.Status, toll.Restates));
    }

    [Fact]
    public void Who_says_how_many_it_killed_gives_the_number()
    {
        var coded = Assert.Single(Read("The Free Kardian Front said it killed 12 soldiers in Lomna on Sunday.").Events);
        Assert.Equal((EventStatus.Claimed, 12), (coded.Status, coded.Killed?.Min));
        Assert.NotNull(coded.Attribution);
    }

    [Fact]
    public void Residents_who_say_that_they_killed_speak_of_those_told_of_before()
    {
        var text = "The Red Dawn Front raided Lomna on Sunday. Residents said they killed 14.";
        var reading = Read(text);
        var front = reading.Events[0].Actors[0].Entity;
        Assert.NotNull(front);
        Assert.Equal(front, Assert.Single(reading.Events[^1].Actors).Entity);
    }

    [Fact]
    public void Burned_houses_are_no_victims()
    {
        var killed = Read("Fighters of the Red Dawn Front stormed a village near Lomna on Sunday. They killed 14 people and burned houses.").Events.Single(e => e.Killed is not null).Killed!;
        Assert.Equal((14, 14), (killed.Min, killed.Max));
    }

    [Fact]
    public void The_correct_number_is_a_toll_of_the_blast_told_before()
    {
        var events = Read("A blast killed nine people in Lomna on Sunday. Correction: the correct number is six.").Events;
        Assert.Equal((6, events[0].Number), (events[^1].Killed?.Min, events[^1].Restates));
    }

    [Fact]
    public void What_would_be_so_if_it_is_confirmed_is_only_possible()
    {
        var events = Read("A bomb exploded at the market in Lomna on Sunday. Deputies may withdraw the offer if it is confirmed that the Free Kardian Front carried out the attack.").Events;
        Assert.Equal(EventStatus.Possible, Assert.Single(events, e => e.Type == "ASSAULT" && !e.Actors.IsEmpty).Status);
    }
}
