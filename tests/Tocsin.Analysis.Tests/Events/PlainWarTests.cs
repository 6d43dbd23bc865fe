using Tocsin.Analysis.Events;
using Tocsin.Analysis.Places;
using Tocsin.Language;
using Xunit;

namespace Tocsin.Analysis.Tests;

/// <summary>Plain sentences of war reports: what kind of act they tell, where and when, and who answers whom.</summary>
public sealed class PlainWarTests
{
    private static readonly Lazy<Reader> Shared = new(Reader.Load);

    [Theory]
    [InlineData("France handed over two radar systems to Ukraine on Friday.", "AID")]
    [InlineData("Canada sent four tanks to Ukraine on Friday.", "AID")]
    [InlineData("Canada gave Ukraine four howitzers.", "AID")]
    [InlineData("The Red Crescent has sent six trucks of relief supplies to Aleppo.", "AID")]
    [InlineData("Turkey sent four tanks to the border on Friday.", "MOBILIZE")]
    [InlineData("Finland scrambled two fighter jets on Friday.", "MOBILIZE")]
    [InlineData("Iraqi forces liberated the town of Rawa from the militants on Friday.", "ASSAULT")]
    [InlineData("The army liberated 30 hostages on Friday.", "RETREAT")]
    [InlineData("Nine enemy soldiers were eliminated on Friday.", "ASSAULT")]
    [InlineData("Three of our soldiers fell in the fighting.", "ASSAULT")]
    [InlineData("They took away six boys.", "ASSAULT")]
    [InlineData("Serbia's parliament voted on Friday to suspend the 2013 agreement.", "REJECT")]
    [InlineData("The European Union on Friday imposed sanctions on Belarus.", "COERCE")]
    [InlineData("London on Friday imposed sanctions on Belarus.", "COERCE")]
    [InlineData("The minister has asked the United Nations to send monitors to Kesh.", "REQUEST")]
    public void The_kind_of_act(string text, string type) => Assert.Equal(type, Assert.Single(Read(text).Events).Type);

    [Theory]
    [InlineData("The Canadian embassy warned its citizens that an attack was likely.")]
    [InlineData("The navy warned shipping companies on Jan. 20 that an attack was possible.")]
    [InlineData("Police warned banks on Friday of possible attacks.")]
    [InlineData("The home side was eliminated in the second round.")]
    public void No_threat_and_no_attack(string text) => Assert.DoesNotContain(Read(text).Events, e => e.Type is "THREATEN" or "ASSAULT");

    [Fact]
    public void A_threat_stays_one() => Assert.Equal("THREATEN", Assert.Single(Read("Iran warned Israel that it would strike.").Events).Type);

    [Fact]
    public void Responsibility_is_claimed_for_the_attack_and_not_for_its_dead()
    {
        var text = "The freighter caught fire after the attack on Jan. 20. Two sailors were killed. The Houthis claimed responsibility the next day.";
        var events = Read(text).Events.Where(e => e.Type == "ASSAULT").ToList();
        Assert.Equal(("The Houthis", EventStatus.Claimed), (events[0].Actors.Single().Span.In(text), events[0].Status));
        Assert.Empty(events[0].Recipients);
        Assert.Equal((EventStatus.Fact, 2), (events[1].Status, events[1].Killed!.Min));
    }

    [Fact]
    public void A_number_since_a_month_runs_to_publication()
    {
        var when = Assert.Single(Read("More than 200 people have been killed in Gaza since November.").Events).OccurredOn.Interval;
        Assert.Equal((new DateOnly(2025, 11, 1), new DateOnly(2026, 3, 15)), (when!.Value.Start, when.Value.End));
    }

    [Theory]
    [InlineData("Ukraine's air defences destroyed 30 drones, including nine over the Poltava region.")]
    [InlineData("Shelling killed nine people, including three in Kherson.")]
    public void Where_some_of_them_were_is_not_where_all_were(string text) => Assert.Null(Assert.Single(Read(text).Events).Place);

    [Fact]
    public void Nobody_hurt_is_said_of_what_was_told_last()
    {
        var text = "A drone strike in Kharkiv killed 12 people on Monday. A lorry was looted near Lviv on Tuesday. No casualties were reported.";
        Assert.DoesNotContain(Read(text).Events, e => e.Killed is { Max: 0 });
    }

    [Fact]
    public void They_are_the_subject_of_the_clause_before()
    {
        var text = "The others were convicted of the 2018 bombing of the station, in which 14 people died, and they will not be released.";
        Assert.Equal("The others", Assert.Single(Read(text).Events, e => e.Anchor.In(text) == "released").Recipients.Single().Span.In(text));
    }

    [Fact]
    public void A_sea_is_of_no_country()
    {
        var place = Assert.Single(Read("Missiles hit a freighter in the Red Sea on Saturday.").Places);
        Assert.Equal((PlaceKind.Water, null), (place.Kind, place.Country));
    }

    [Fact]
    public void A_small_foreign_namesake_is_not_the_capital_of_a_state_that_no_list_has() =>
        Assert.All(Read("Karvonia's president spoke in Mirsk on Sunday. Rockets hit the market of Mirsk and killed six people.").Places, place => Assert.Null(place.Country));

    [Theory]
    [InlineData("\"We have no plans to invade anybody,\" the minister said.", EventStatus.Denied)]
    [InlineData("Oster would strike any launcher on its border, President Ilan Orm said.", EventStatus.Claimed)]
    public void Plans(string text, EventStatus status) => Assert.Equal(status, Assert.Single(Read(text).Events, e => e.Type == "ASSAULT").Status);

    [Theory]
    [InlineData("Poland on Sunday accused neighbouring Belarus of shelling a village.", "neighbouring Belarus")]
    [InlineData("Governor Ole Tarn blamed the army of neighbouring Oster for the attack on Kesh.", "the army of neighbouring Oster")]
    public void A_neighbour_is_accused(string text, string accused)
    {
        var events = Read(text).Events;
        Assert.Equal(accused, Assert.Single(events, e => e.Type == "ACCUSE").Recipients.Single().Span.In(text));
        Assert.Equal(accused, Assert.Single(events, e => e.Type == "ASSAULT").Actors.Single().Span.In(text));
    }

    private static Reading Read(string text) => Shared.Value.Read(new Document("text", text, PublishedAt: new DateOnly(2026, 3, 15)));
}
