using Tocsin.Analysis.Contention;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Situations;
using Xunit;

namespace Tocsin.Analysis.Tests.Situations;

/// <summary>From bare reports to who disagrees with whom about what: what is denied, by whom, and what is denied only in words.</summary>
public sealed class DisagreementTests
{
    [Fact]
    public void A_government_that_says_that_there_was_no_attack_answers_the_attack()
    {
        var view = View(
            ("2031-05-04", "Oster Courier", "Marran fired missiles at a fuel store in Kesh late on Sunday, killing four people, doctors said."),
            ("2031-05-05", "Ministry of Defence of Oster", "Statement on the fire at Kesh\n\nA fire broke out at a store in Kesh in the night from Sunday to Monday. There was no attack. Reports of a missile strike are untrue."));
        var occurrence = Assert.Single(view.Contested, matter => matter.On == ContestedOn.Occurrence);
        Assert.Equal("Ministry of Defence of Oster", occurrence.Sides[1].Stances[0].Who);
        Assert.Contains("There was no attack", occurrence.Sides[1].Stances[0].Words, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_denied_of_another_town_answers_nothing()
    {
        var view = View(
            ("2031-05-04", "Oster Courier", "Marran fired missiles at a fuel store in Kesh late on Sunday, killing four people, doctors said."),
            ("2031-05-05", "Lakian Post", "The mayor of Dorn said that the bridge was open. There was no attack."));
        Assert.DoesNotContain(view.Contested, matter => matter.On == ContestedOn.Occurrence);
    }

    [Theory]
    [InlineData("Marran rejected the claim of Oster that it was behind Saturday's bombing in Kesh.", "Marran did it | Marran did not")]
    [InlineData("Marran said that it had nothing to do with the bombing of the market in Kesh.", "Marran did it | Marran did not")]
    public void Who_denies_to_be_behind_it_denies_a_part_and_not_that_it_happened(string answer, string sides)
    {
        var view = View(("2031-05-04", "Oster Courier", "A bomb killed five people in the market of Kesh on Saturday. Oster accused Marran of planting the bomb."), ("2031-05-05", "Marran Gazette", answer));
        Assert.Equal(sides, Sides(view, ContestedOn.Responsibility));
        Assert.DoesNotContain(view.Contested, matter => matter.On == ContestedOn.Occurrence);
    }

    [Fact]
    public void Nobody_was_hit_denies_no_shots()
    {
        var view = View(
            ("2031-05-04", "Oster Courier", "Marran's navy fired on the trawler Blue Tern off Kesh on Saturday, wounding two fishermen, the port captain said."),
            ("2031-05-05", "Marran Gazette", "Marran's navy said that one of its boats had fired warning shots at the trawler Blue Tern off Kesh on Saturday. \"Nobody was aimed at and nobody was hit,\" its spokesman said."));
        Assert.DoesNotContain(view.Contested, matter => matter.On == ContestedOn.Occurrence);
    }

    [Fact]
    public void What_was_said_the_days_before_and_of_nobody_in_particular_denies_nothing()
    {
        var view = View(
            ("2031-05-01", "Marran Gazette", "Marran's army said that it had not shelled a convoy in Kesh."),
            ("2031-05-04", "Oster Courier", "Shells hit a convoy in Kesh on Saturday 3 May, killing four drivers, doctors said. Whoever denies that he was hit need not hit back."));
        Assert.Empty(view.Contested);
    }

    [Fact]
    public void An_outlet_that_takes_its_report_back_no_longer_says_so()
    {
        var view = View(
            ("2031-05-04", "Border Eye", "Marran's saboteurs have blown up the Varl dam. At least 90 people drowned."),
            ("2031-05-04", "Lakian Post", "Posts claimed that saboteurs had blown up the Varl dam, which the ministry denied."),
            ("2031-05-05", "Border Eye", "Yesterday we wrote that saboteurs had blown up the Varl dam. This was false. We withdraw the report."));
        var incident = Assert.Single(view.Incidents, one => one.Incident.Type == "ASSAULT").Incident;
        Assert.NotEqual(EventStatus.Fact, incident.Status);
        Assert.DoesNotContain(incident.Tolls, toll => toll.IsKilled && toll.Min == 90 && toll.Latest);
        Assert.DoesNotContain(view.Contested.SelectMany(matter => matter.Sides.Take(1)).SelectMany(side => side.Stances), stance => stance.Who == "Border Eye");
    }

    [Fact]
    public void A_number_that_was_wrong_is_mended_and_the_attack_stays_told()
    {
        var view = View(("2031-05-06", "Relief Bridge", "In our statement of 4 May we said that four colleagues had been killed when our convoy was shelled near Kesh. This was wrong. Three colleagues were killed."));
        var incident = Assert.Single(view.Incidents, one => one.Incident.Type == "ASSAULT").Incident;
        Assert.Empty(incident.Denials);
        Assert.Equal([3], incident.Tolls.Where(toll => toll.IsKilled).Select(toll => toll.Min ?? 0));
    }

    [Fact]
    public void One_speaker_is_one_origin_however_many_report_it()
    {
        var view = View(
            ("2031-05-04", "Oster Courier", "Marran fired missiles at the base at Kesh on Saturday. General Lena Varr said on Sunday that Marran had wanted to kill soldiers at the base."),
            ("2031-05-05", "Lakian Post", "General Lena Varr told reporters that Marran had fired its missiles at the base at Kesh to kill soldiers. President Jon Peck said that Marran had not wanted to kill anybody."));
        var intention = Assert.Single(view.Contested, matter => matter.On == ContestedOn.Intention);
        Assert.Equal((1, 2), (intention.Sides[0].Origins, intention.Sides[0].Reports));

        // The day that one report gives is the day of what the same speaker said in the other.
        Assert.Single(intention.Sides[0].Stances.Select(stance => stance.At).Distinct());
    }

    [Fact]
    public void Whoever_explains_a_raid_as_a_warning_explains_their_own()
    {
        var view = View((
            "2031-05-08",
            "Lakian Post",
            "When Marran bombed Kesh in March 2030, Oster shelled the Marranian town of Dorn. Marran bombed Kesh again on Monday. The raid was meant as a warning and not as the start of a war, a Marranian official said."));
        Assert.Equal(["marran"], view.Readings.SelectMany(reading => reading.Intentions).Where(said => !said.Hostile).Select(said => said.Side).Distinct());
    }

    private static string Sides(SituationView view, ContestedOn on) => string.Join("; ", view.Contested.Where(matter => matter.On == on && !matter.OnlyAccused).Select(matter => string.Join(" | ", matter.Sides.Select(side => side.Label))));

    private static SituationView View(params (string Published, string Outlet, string Text)[] reports) => WhoSaysWhatTests.View(reports);
}
