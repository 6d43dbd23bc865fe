using System.Collections.Immutable;
using Tocsin.Analysis.Incidents;
using Tocsin.Analysis.Record;
using Xunit;

namespace Tocsin.Analysis.Tests.Incidents;

/// <summary>Reports of some length speak of more than they tell: what a report mentions is not where each of its happenings was.</summary>
public sealed class MentionedElsewhereTests
{
    private const string Market = "At least nine people were killed on Monday when rockets hit a crowded market in Kesh, the governor said.";

    private static readonly Lazy<Reader> Reader = new(Analysis.Reader.Load);

    private static readonly IncidentMatcher Matcher = IncidentMatcher.Load();

    [Theory]
    [InlineData(Market, "On Monday enemy artillery opened fire on positions of the 4th Border Brigade near Dolvik. Two servicemen were lightly wounded. Our units did not fire on Kesh.")]
    [InlineData(Market + " Oster took the town of Dolvik in 2019.", "On Monday enemy artillery opened fire on positions near Dolvik. Shells had hit the road to Kesh on Friday.")]
    [InlineData("On Monday air defence units shot down a drone over Kesh.", "Oster and Marran fought a war in 2009 in which some 11,000 people were killed. In 2019 soldiers seized the town of Kesh.")]
    [InlineData("On Monday air defence units shot down a drone over Kesh.", "The president bombarded the nation with promises last week. My grandfather was killed at Kesh in 1998.")]
    public void What_a_report_only_mentions_joins_nothing(string one, string other) =>
        Assert.DoesNotContain(Matcher.Links(Tellings("a", one), Tellings("b", other)), link => !link.Reason.StartsWith("denies", StringComparison.Ordinal));

    [Fact]
    public void Each_of_two_towns_keeps_its_own_dead()
    {
        var one = Tellings("a", "Drones hit a market in Kesh on Monday, killing three people. Also on Monday, a missile hit a power plant in Dolvik, killing two people.");
        var other = Tellings("b", "Two people were killed when a missile struck a power station in Dolvik on Monday. In Kesh, three traders died in a drone strike.");
        var links = Matcher.Links(one, other).Select(link => (Killed(one, link.First), Killed(other, link.Second))).Order();
        Assert.Equal([(2, 2), (3, 3)], links);
    }

    [Theory]
    [InlineData("Four rockets hit a market in Kesh on Monday. Two exploded among the stalls. One hit a bus depot.\n\nThe health ministry puts the death toll at 17. Hospital staff say 16.", "hit hit toll 16")]
    [InlineData("Rockets hit a market in Kesh on Monday.\n\nMarran's artillery shelled Dolvik hours later, wounding two soldiers.\n\nDoctors at the main hospital of Kesh said that they had received 14 bodies and treated 41 wounded.", "hit wounded | shelled")]
    [InlineData("Rockets hit a market in Kesh on Monday, killing four people.\n\nHours later Marran's artillery shelled Dolvik and wounded two soldiers.\n\nThe ministry puts the death toll at seven.", "hit toll | shelled")]
    [InlineData("On 5 May, a drone strike hit a camp in Goma, killing at least 21 people. The army and the Hill Front continue to clash around Bunia. The doctors' union accused the Hill Front of carrying out the strike of 5 May.", "hit strike | clash")]
    public void Later_tolls_and_blame_go_with_the_attack_they_are_of(string text, string expected) =>
        Assert.Equal(expected, string.Join(" | ", Tellings("a", text).Where(telling => telling.Events[0].Type == "ASSAULT").Select(telling => string.Join(' ', telling.Events.Select(told => told.AnchorWords)))));

    [Fact]
    public void What_shoots_a_weapon_down_did_not_fire_it() =>
        Assert.Equal(2, Tellings("a", "Oster's air force said it had downed 61 of 88 drones launched by Marran.").Count(telling => telling.Events[0].Type == "ASSAULT"));

    private static int? Killed(ImmutableArray<Telling> tellings, EventKey key) => tellings.First(telling => telling.Events.Any(told => told.Key == key)).Killed?.Min;

    private static ImmutableArray<Telling> Tellings(string id, string text)
    {
        var day = new DateOnly(2031, 5, 6);
        var reading = Reader.Value.Read(new Document(id, text, PublishedAt: day));
        var at = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero);
        return Matcher.Read(Recording.Of(reading, new RecordedDocument(id, null, "Oster Courier", null, null, at, false, at, 1, text.Length), "test"));
    }
}
