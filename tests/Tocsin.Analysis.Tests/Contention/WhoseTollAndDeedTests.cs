using Tocsin.Analysis.Contention;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Situations;
using Tocsin.Analysis.Tests.Situations;
using Xunit;

namespace Tocsin.Analysis.Tests;

/// <summary>Whose a number is and what it is of, and who is no rival of whom.</summary>
public sealed class WhoseTollAndDeedTests
{
    private const string Struck = "KESH - Missiles struck the air base of Kesh on Sunday, killing eight soldiers.";

    [Theory]
    [InlineData("Oster's defence ministry had spoken of eleven dead, and corrected its count to ten on Wednesday.")]
    [InlineData("Oster's defence ministry had spoken of eleven, and lowered its count to ten on Wednesday.")]
    public void A_count_that_is_corrected_is_what_was_said_before(string correction)
    {
        var view = WhoSaysWhatTests.View(("2031-05-07", "Evening Observer", $"{Struck} {correction}"));
        var tolls = view.Incidents.SelectMany(one => one.Incident.Tolls).Where(toll => toll.Source is { } source && source.Contains("ministry", StringComparison.Ordinal)).ToList();
        Assert.Equal([10], tolls.Where(toll => toll.Latest).Select(toll => toll.Max));
        Assert.Equal([11], tolls.Where(toll => !toll.Latest).Select(toll => toll.Max));
    }

    [Fact]
    public void The_number_of_a_headline_is_its_sources()
    {
        var view = WhoSaysWhatTests.View(("2031-05-07", "Evening Observer", "34 soldiers hurt in missile attack on Kesh\n\nThe defence ministry said on Tuesday that 34 soldiers had been hurt in the missile attack on the air base of Kesh on Sunday."));
        Assert.All(view.Incidents.SelectMany(one => one.Incident.Tolls).Where(toll => toll.Max == 34), toll => Assert.Equal("The defence ministry", toll.Source, ignoreCase: true));
    }

    [Fact]
    public void None_of_their_own_is_said_of_nobody_else()
    {
        var view = WhoSaysWhatTests.View(("2031-05-07", "Vessar Times", "KESH - Missiles struck the air base of Kesh on Sunday. The Alliance said that none of its airmen at Kesh had been hurt. Hospitals reported twenty wounded."));
        var tolls = view.Incidents.SelectMany(one => one.Incident.Tolls).Where(toll => !toll.IsKilled).ToList();
        Assert.Equal("none of its airmen at Kesh had been hurt", Assert.Single(tolls, toll => toll.Max == 0).NobodyOf);
        Assert.Null(Assert.Single(tolls, toll => toll.Max == 20).NobodyOf);
    }

    [Fact]
    public void Who_ordered_it_and_who_did_it_are_one_side()
    {
        var view = WhoSaysWhatTests.View(
            ("2031-05-05", "Oster Courier", "KESH - Marran fired missiles at the air base of Kesh in Oster on Sunday, killing eight soldiers, Oster's defence ministry said on Monday."),
            ("2031-05-05", "Lakian Post", "Marran denied on Monday that its forces had attacked the air base of Kesh on Sunday. Oster's defence minister, Irena Vald, accused President Viktor Hald of having ordered the missile strike on the air base of Kesh himself."));
        var matter = Assert.Single(view.Contested, one => one.On == ContestedOn.Responsibility && !one.OnlyAccused);
        Assert.Equal(["Marran did it", "Marran did not"], matter.Sides.Select(side => side.Label));
        Assert.Contains(matter.Sides[0].Stances, stance => stance.Words.Contains("ordered", StringComparison.Ordinal));
    }

    [Fact]
    public void Whoever_had_others_do_it_was_behind_it()
    {
        var view = WhoSaysWhatTests.View(("2031-05-05", "Oster Courier", "KESH - Militia supporters stormed the embassy of Oster in Kesh on Sunday and set fire to a building. Oster's president, Tomas Vald, accused Marran of having organised the attack. Marran's foreign ministry denied any part in it."));
        var matter = Assert.Single(view.Contested, one => one.On == ContestedOn.Responsibility && !one.OnlyAccused);
        Assert.Equal(["Marran was behind it", "Marran did not"], matter.Sides.Select(side => side.Label));
    }

    [Fact]
    public void Quoted_words_have_their_denial_in_themselves_and_nobody_alleges_his_own_deed()
    {
        var view = WhoSaysWhatTests.View(
            ("2031-05-05", "Oster Courier", "KESH - Marran fired missiles at the air base of Kesh in Oster on Sunday. \"I received no warning from anyone,\" General Petar Hald of Oster said. \"Those missiles were meant to kill.\""),
            ("2031-05-06", "Lakian Post", "Marran's foreign minister, Jon Reve, said that the missile attack on Kesh on Sunday was meant as a signal. \"We do not seek a war,\" Reve said."));
        var stances = view.Contested.Where(one => one.On == ContestedOn.Intention).SelectMany(one => one.Sides).SelectMany(side => side.Stances).ToList();
        Assert.NotEmpty(stances);
        Assert.DoesNotContain(stances, stance => stance.Act == "deny");
    }
}
