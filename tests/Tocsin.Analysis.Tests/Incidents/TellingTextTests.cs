using System.Collections.Immutable;
using System.Globalization;
using Tocsin.Analysis.Incidents;
using Tocsin.Analysis.Record;
using Xunit;

namespace Tocsin.Analysis.Tests.Incidents;

/// <summary>What one report tells of one happening, from bare text.</summary>
public sealed class TellingTextTests
{
    private static readonly Lazy<Reader> Reader = new(Analysis.Reader.Load);

    private static readonly IncidentMatcher Matcher = IncidentMatcher.Load();

    [Theory]
    [InlineData("Marran fired missiles at two bases in Oster early on Monday. The Guards said that the missiles avenged the killing of Pavo Varr.", "fired | killing")]
    [InlineData("A crowd stormed the gate of the embassy in Kesh on Monday. Guards fired tear gas.", "stormed | fired")]
    [InlineData("Gunmen stormed the courthouse of Kesh on Monday hours after a bomb killed four people at the bus station.", "stormed | killed")]
    [InlineData("Rockets struck the market of Kesh on Monday, killing six people. Police closed the roads. Oster accused Marran of having ordered the attack.", "struck attack")]
    [InlineData("Rockets struck the market of Kesh on Monday. The mayor closed the schools. Nobody was hurt, doctors said.", "struck hurt")]
    [InlineData("Marran fired missiles at the air base of Dolvik on Monday. A base in Oster was hit too. State television said that at least 80 soldiers had been killed.", "fired hit killed")]
    public void One_report_tells_of_one_happening_or_of_two(string text, string expected) =>
        Assert.Equal(expected, string.Join(" | ", Tellings("a", "2031-05-06", text).Where(telling => telling.Events[0].Type == "ASSAULT").Select(telling => string.Join(' ', telling.Events.Select(told => told.AnchorWords)))));

    [Fact]
    public void What_another_attack_struck_is_no_target_of_this_one()
    {
        var court = Tellings("a", "2031-05-06", "Gunmen stormed the courthouse in Kesh on Monday, hours after a blast at the bus station.");
        var station = Tellings("b", "2031-05-06", "A bomb exploded at the bus station in Kesh on Monday.");
        Assert.Empty(Matcher.Links(court[..1], station));
    }

    [Fact]
    public void The_dead_who_are_avenged_did_not_die_of_it() =>
        Assert.All(Tellings("a", "2031-05-06", "The Hill Front said that its fighters had carried out the attack to avenge the dead of Kesh."), telling => Assert.Null(telling.Killed));

    [Fact]
    public void A_number_that_has_risen_is_the_toll_of_the_attack_it_names()
    {
        var told = Tellings("a", "2031-05-10", "The number of Osterian soldiers injured in the Marranian missile attack on Dolvik on May 6 has risen to 109, the ministry said on Saturday.");
        Assert.Equal(109, Assert.Single(told, telling => telling.Events[0].Type == "ASSAULT").Injured?.Min);
    }

    [Fact]
    public void Who_was_killed_by_name_was_killed_once()
    {
        var report = Tellings("a", "2031-05-01", "A drone strike near the airport of Kesh killed General Pavo Varr early on Thursday, the army said.");
        var recall = Tellings("b", "2031-05-09", "Marran fired missiles at two bases in Oster on Friday. The Guards said that the missiles avenged the killing of Pavo Varr.");
        Assert.Contains("the same one was killed", Assert.Single(Matcher.Links(report, recall)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_look_back_of_months_later_is_compared_by_its_toll()
    {
        var report = Assert.Single(Tellings("a", "2031-05-06", "A bomb killed 22 people at the theatre of Kesh on Monday."));
        var year = Tellings("b", "2031-12-30", "The year began quietly. The bomb that killed 22 people in Kesh changed it.");
        Assert.Contains(year, telling => IncidentMatcher.Keys(telling).Intersect(IncidentMatcher.Keys(report)).Any());
        Assert.DoesNotContain(Tellings("c", "2031-12-30", "The bomb that killed 21 people in Kesh changed it."), telling => IncidentMatcher.Keys(telling).Intersect(IncidentMatcher.Keys(report)).Any());
    }

    [Fact]
    public void A_line_of_a_chronology_is_of_the_day_that_heads_it()
    {
        var told = Tellings("a", "2031-06-30", "Seven weeks in Oster\n\n12 May - Gunmen storm a police post in Kesh.\n\n27 May - Shelling of the hospital in Dolvik kills six people.");
        Assert.Equal([new DateOnly(2031, 5, 12), new DateOnly(2031, 5, 27)], told.Where(telling => telling.Events[0].Type == "ASSAULT").Select(telling => telling.Days?.Start).OfType<DateOnly>());
    }

    [Theory]
    [InlineData("Rockets struck the market of Kesh on Monday. The mayor said that the operation was a disgrace.", "operation", true)]
    [InlineData("Rockets struck the market of Kesh on Monday. Friday's incident at the port of Dolvik went unnoticed.", "incident", false)]
    public void A_word_that_points_back_belongs_to_the_act_it_tells_again_unless_it_names_another_day(string text, string word, bool expected)
    {
        var struck = Tellings("a", "2031-05-06", text).SelectMany(telling => telling.Events).First(told => told.AnchorWords == "struck");
        Assert.Equal(expected, struck.Cues.AlsoAt.Any(span => span.In(text) == word));
    }

    [Fact]
    public void A_phrase_that_says_where_itself_is_another_happening() =>
        Assert.Equal("stormed | killing", string.Join(" | ", Tellings("a", "2031-05-06", "Gunmen stormed the embassy in Tower Street on Monday. The minister spoke of the killing of four shoppers at the Weavers' Market.")
            .Where(telling => telling.Events[0].Type == "ASSAULT").Select(telling => string.Join(' ', telling.Events.Select(told => told.AnchorWords)))));

    [Fact]
    public void Two_towns_of_one_country_are_two_though_no_map_has_them()
    {
        var one = Tellings("a", "2031-05-06", "A drone dropped a bomb on the bridge at Urvel in Marrania on Tuesday, the transport ministry said.");
        var other = Tellings("b", "2031-05-07", "A drone struck the railway bridge at Lirra in Marrania on Tuesday and killed a signalman, the railways said.");
        Assert.Empty(Matcher.Links(one, other));
    }

    [Fact]
    public void A_hotel_lies_in_some_town_and_is_none()
    {
        var one = Tellings("a", "2031-05-06", "Gunmen shot dead a judge in Vashkel on Tuesday, the police said.");
        double Odds(string where) => Matcher.Compare(one[0], Tellings("b", "2031-05-07", $"A judge was shot dead by gunmen {where} on Tuesday, doctors said.")[0])?.Likeness ?? 0;
        var (hotel, town) = (Odds("in front of the Hotel Aurora"), Odds("in Lirra"));
        Assert.True(hotel > town, $"{hotel} and {town}");
    }

    [Fact]
    public void A_quarter_on_no_map_may_lie_in_the_town_of_its_paper()
    {
        var wire = Tellings("a", "2031-05-06", "A suicide bomber killed three soldiers at an army checkpoint on the edge of Vashkel on Tuesday.");
        Telling[] Local(string paper) => [.. Matcher.Read(Recorded("b", "2031-05-07", "A bomber killed three soldiers at the Millgate checkpoint on Tuesday, and the windows of Corn Street are gone.", paper))];
        var weights = new[] { "Vashkel Evening Post", "Oster Courier" }.Select(paper => Matcher.Compare(Assert.Single(wire), Local(paper)[0])?.Likeness ?? 0).ToList();
        Assert.True(weights[0] > weights[1], $"{weights[0]} and {weights[1]}");
    }

    [Theory]
    [InlineData("The health ministry on Thursday corrected the toll of Wednesday's shelling of the hospital in Kesh. The correct number is six, the ministry said, not nine.")]
    [InlineData("The health ministry revised the toll of Wednesday's shelling of the hospital in Kesh to six on Thursday.")]
    public void A_number_that_a_source_corrects_takes_the_place_of_the_one_it_gave(string correction)
    {
        var first = Recorded("a", "2031-05-07", "Nine people were killed when artillery shells hit the hospital in Kesh on Wednesday, the health ministry said.");
        var second = Recorded("b", "2031-05-08", correction);
        var index = new IncidentIndex(Matcher);
        var links = index.Add(first).Concat(index.Add(second)).ToList();
        var tolls = IncidentFinder.Load().Of([first, second], links, [], told => told.Key.Document).First(incident => incident.Tolls.Length > 1).Tolls;
        Assert.Equal(["9 False", "6 True"], tolls.Where(toll => PartyKeys.Fold(toll.Source ?? "") == "health ministry").Select(toll => $"{toll.Min} {toll.Latest}"));
    }

    private static RecordedReading Recorded(string id, string published, string text, string paper = "Oster Courier")
    {
        var reading = Reader.Value.Read(new Document(id, text, PublishedAt: DateOnly.Parse(published, CultureInfo.InvariantCulture)));
        var at = DateTimeOffset.Parse(published, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        return Recording.Of(reading, new RecordedDocument(id, null, paper, null, null, at, false, at, 1, text.Length), "test");
    }

    private static ImmutableArray<Telling> Tellings(string id, string published, string text) => Matcher.Read(Recorded(id, published, text));
}
