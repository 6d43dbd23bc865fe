using Tocsin.Analysis.Events;
using Tocsin.Analysis.Times;
using Tocsin.Cli.Briefing;
using Xunit;

namespace Tocsin.Cli.Tests.Briefing;

public class HappeningsTests
{
    [Theory]
    [InlineData("Kesh", "2031-03-03", "Kesh", "2031-03-03", true)]
    [InlineData("Kesh", "2031-03-03", "the town of Kesh", "2031-03-04", true)] // Around midnight.
    [InlineData("Kesh", "2031-03-03", "Kesh", "2031-03-06", false)]
    [InlineData("Kesh", null, "Kesh", "2031-03-06", true)]
    [InlineData("an air base", "2031-03-03", "the air base", "2031-03-03", true)]
    [InlineData("eleven people", "2031-03-03", "eight soldiers", "2031-03-03", false)]
    public void Events_of_one_type_on_one_day_against_one_party_belong_together(string party, string? day, string otherParty, string? otherDay, bool together) =>
        Assert.Equal(together ? 1 : 2, Happenings.Of([Event(0, "ASSAULT", party, day), Event(1, "ASSAULT", otherParty, otherDay)]).Count);

    [Fact]
    public void Another_type_is_another_happening() =>
        Assert.Equal(2, Happenings.Of([Event(0, "ASSAULT", "Kesh", null), Event(1, "PROTEST", "Kesh", null)]).Count);

    [Fact]
    public void A_place_joins_what_is_called_by_different_names() =>
        Assert.Single(Happenings.Of([Event(0, "ASSAULT", "the school", null) with { Place = "Kesh" }, Event(1, "ASSAULT", "many homes", null) with { Place = "Kesh" }]));

    [Fact]
    public void Two_places_are_two_happenings() =>
        Assert.Equal(2, Happenings.Of([Event(0, "ASSAULT", "Oster", null) with { Place = "Kesh" }, Event(1, "ASSAULT", "Oster", null) with { Place = "Port Oster" }]).Count);

    [Fact]
    public void One_actor_with_one_weapon_joins_what_is_called_by_different_names() =>
        Assert.Single(Happenings.Of([Event(0, "ASSAULT", "an air base", null) with { Weapon = "missile" }, Event(1, "ASSAULT", "soldiers", null) with { Weapon = "missile" }]));

    [Fact]
    public void What_is_threatened_has_not_happened() =>
        Assert.Empty(Happenings.Of([Event(0, "ASSAULT", "Kesh", null) with { Factuality = Factuality.Threatened }, Event(1, "ASSAULT", "x", null) with { Recipient = null }]));

    private static GatheredEvent Event(int document, string type, string recipient, string? day) =>
        new(document, "Marran", recipient, "Marran", recipient, type, EventStatus.Fact, Factuality.Actual, null, null, null,
            day is null ? null : new DateInterval(DateOnly.ParseExact(day, "yyyy-MM-dd"), DateOnly.ParseExact(day, "yyyy-MM-dd")));
}
