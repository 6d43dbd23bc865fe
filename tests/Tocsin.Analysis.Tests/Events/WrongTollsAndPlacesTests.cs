using Tocsin.Analysis.Events;
using Tocsin.Analysis.Places;
using Tocsin.Language;
using Xunit;

namespace Tocsin.Analysis.Tests;

/// <summary>Numbers, places and names that would be given wrongly and without a doubt.</summary>
public sealed class WrongTollsAndPlacesTests
{
    private static readonly Lazy<Reader> Shared = new(Reader.Load);
    private static readonly DateOnly Thursday = new(2026, 1, 22);

    [Theory]
    [InlineData("Shells killed nine people in Kesh on Monday. \"Two children are among the dead,\" the mayor said.", "9-9")]
    [InlineData("Shells killed nine people in Kesh on Monday. Three nurses were among the dead, doctors said.", "9-9")]
    [InlineData("Shells killed nine people in Kesh on Monday. Later 11 people were dead, doctors said.", "9-9, 11-11")]
    [InlineData("A drone hit the compound in Kesh, killing three journalists of state television and two officers.", "5-5")]
    [InlineData("A drone hit the compound in Kesh, killing three soldiers and two officers.", "5-5")]
    [InlineData("A drone hit the compound in Kesh, killing three soldiers of two brigades.", "3-3")]
    [InlineData("A drone killed a television crew in Kesh on Monday.", "2-")]
    public void The_dead_are_counted_once(string text, string killed) =>
        Assert.Equal(killed, string.Join(", ", Attacks(text).Where(e => e.Killed is not null).Select(e => $"{e.Killed!.Min}-{e.Killed.Max}")));

    [Fact]
    public void The_dead_and_the_injured_of_one_count_both_stay()
    {
        var text = "A bomb derailed a passenger train near Sukkur on Tuesday. By noon the toll had climbed to 14, the minister said, and late on Tuesday hospitals counted 19 dead and 60 injured.";
        Assert.Contains(Attacks(text), e => e is { Killed: { Min: 19, Max: 19 }, Injured: { Min: 60, Max: 60 } });
        Assert.Contains(Attacks(text), e => e is { Killed: { Min: 14, Max: 14 }, Injured: null });
    }

    [Fact]
    public void That_nobody_was_hurt_is_said_of_the_attack_of_its_sentence()
    {
        var text = "A bomb killed six people near Sukkur on Tuesday. Militants also attacked a police post in Sukkur the same day, but nobody was hurt.";
        var attacks = Attacks(text);
        var post = Assert.Single(attacks, e => e.Anchor.In(text) == "attacked");
        Assert.Equal(0, post.Injured?.Max);
        Assert.Equal(post.Number, Assert.Single(attacks, e => e.Anchor.In(text) == "hurt").Restates);
    }

    [Fact]
    public void Fighters_killed_in_days_of_fighting_are_no_toll_of_another_strike()
    {
        var text = "Drone hits camp\n\nThe army said it had retaken the town of Kesh, after days of fighting in which hundreds of fighters were killed.";
        Assert.Null(Assert.Single(Attacks(text), e => e.Anchor.In(text) == "killed").Restates);
    }

    [Theory]
    [InlineData("A missile hit a building in the Kyivskyi district of Kharkiv early on Saturday, killing eight people.", "Kharkiv", "UKR")]
    [InlineData("On 18 May, drones struck a fuel depot near Nyala airport in South Darfur, and an armed group attacked the clinic in Kas.", "Kas", null)]
    [InlineData("North Korea fired two ballistic missiles toward the East Sea on Thursday, South Korea's military said.", "Sea of Japan", null)]
    [InlineData("China fired two missiles toward the East Sea on Thursday, Vietnam's army said in Hanoi.", "South China Sea", null)]
    [InlineData("Gunmen attacked a police post in Garissa on Monday, Kenya's army said.", "Garissa", "KEN")]
    public void A_place_that_nothing_supports_is_not_taken_for_certain(string text, string name, string? country)
    {
        var reading = Read(text);
        var attack = reading.Events.Last(e => e.Type == "ASSAULT");
        var place = reading.Places[Assert.IsType<int>(attack.Place)];
        Assert.Equal((name, country), (place.Name, place.Country));
    }

    [Theory]
    [InlineData("The minister survived an assassination attempt in Mogadishu on Sunday in which two bodyguards died.", "The minister", 2)]
    [InlineData("Dissidents of the FARC failed to blow up a bridge on Monday.", "a bridge", null)]
    public void An_attempt_that_failed_is_an_attempt(string text, string recipient, int? killed)
    {
        var attack = Assert.Single(Attacks(text));
        Assert.Equal((Factuality.Attempted, recipient, killed), (attack.Factuality, attack.Recipients[0].Span.In(text), attack.Killed?.Max));
    }

    [Fact]
    public void What_somebody_is_suspected_of_plotting_did_not_happen() =>
        Assert.NotEqual(Factuality.Actual, Assert.Single(Attacks("Police arrested two men in Lyon on Monday on suspicion of plotting to bomb a church.")).Factuality);

    [Theory]
    [InlineData("Turkey's defence ministry on Tuesday rejected the report.", "Turkey's defence ministry")]
    [InlineData("Kenya's police shot dead two protesters in Nairobi on Wednesday.", "two protesters")]
    public void A_name_ends_where_the_day_begins(string text, string name) => Assert.Contains(Read(text).Entities, e => e.Entity.Name == name);

    [Theory]
    [InlineData("The Orvanian army returned fire at 13:20, destroying two Kesterian mortar positions.", "13:20")]
    [InlineData("The activist was arrested in Asmara in September.", "Asmara")]
    public void A_time_is_nobody_and_a_town_arrests_nobody(string text, string not) =>
        Assert.All(Read(text).Events, e => Assert.DoesNotContain(e.Actors.Concat(e.Recipients), p => p.Span.In(text) == not));

    private static Reading Read(string text) => Shared.Value.Read(new Document("facts", text, PublishedAt: Thursday));

    private static List<Event> Attacks(string text) => [.. Read(text).Events.Where(e => e.Type == "ASSAULT")];
}
