using Tocsin.Analysis.Contention;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Tests.Situations;
using Xunit;

namespace Tocsin.Analysis.Tests;

/// <summary>Denials, conditions and other explanations that would stand on the side of those whom they contradict.</summary>
public sealed class WrongSidesTests
{
    private static readonly Lazy<Reader> Shared = new(Reader.Load);

    [Theory]
    [InlineData("Marran's president, Tomas Halvek, repeated that Marran had nothing to do with the explosions at Kesh.")]
    [InlineData("Marran had no part in the bombing of Kesh, its president Tomas Halvek said.")]
    public void Who_had_nothing_to_do_with_it_does_not_tell_it(string text)
    {
        var told = Assert.Single(Read(text).Events, one => one.Type == "ASSAULT");
        Assert.Equal(EventStatus.Fact, told.Status);
        Assert.Null(told.Attribution);
        Assert.Empty(told.Actors);
    }

    [Theory]
    [InlineData("President Halvek said that Ostavia had invented the attack to hide its losses.")]
    [InlineData("Marran said that Ostavia had made up the strike on Kesh.")]
    [InlineData("Halvek said that the raid on Kesh had been fabricated by Ostavia.")]
    public void An_invented_attack_did_not_happen_and_nobody_made_it(string text)
    {
        var told = Assert.Single(Read(text).Events, one => one.Type == "ASSAULT");
        Assert.Equal((EventStatus.Denied, Factuality.Negated), (told.Status, told.Factuality));
        Assert.Empty(told.Actors);
    }

    [Fact]
    public void Who_cannot_say_who_fired_is_no_witness_that_it_was_fired()
    {
        const string Text = "Lena Marsk, who leads the mission, added that her team could not yet say who had fired the rockets.";
        var reading = Read(Text);
        var told = Assert.Single(reading.Events, one => one.Type == "ASSAULT");
        var holder = reading.Attributions.Single(said => said.Number == told.Attribution);
        Assert.Equal("Lena Marsk, who leads the mission,", holder.Source.Spans[0].In(Text));
        Assert.Empty(told.Actors);
    }

    [Theory]
    [InlineData("Ostavia's president, Ivo Dren, said that he was ready to talk once Marran admitted the strike on Kesh.")]
    [InlineData("Ivo Dren, Ostavia's president, said he would talk if Marran admitted the strike on Kesh.")]
    public void What_is_waited_for_is_no_admission(string text)
    {
        var reading = Read(text);
        Assert.DoesNotContain(reading.Attributions, said => said.Source.Spans.Any(span => span.In(text) == "Marran"));
        Assert.DoesNotContain(reading.Events, one => one.Type == "ASSAULT" && !one.Actors.IsEmpty);
    }

    [Fact]
    public void What_was_admitted_before_stays_an_admission()
    {
        const string Text = "Ivo Dren, Ostavia's president, said that talks had begun once Marran admitted the strike on Kesh.";
        Assert.Contains(Read(Text).Attributions, said => said.Source.Spans.Any(span => span.In(Text) == "Marran"));
    }

    [Theory]
    [InlineData("Marran denied that its forces had attacked the port. Its spokesman Jon Reve suggested that an explosion in an ammunition depot had caused the damage at Kesh.")]
    [InlineData("The report contradicts Marran, which says that a depot blew up at Kesh.")]
    public void A_deniers_other_explanation_is_no_attack(string text) =>
        Assert.DoesNotContain(Read(text).Events, one => one.Type == "ASSAULT" && one.Status != EventStatus.Denied);

    [Theory]
    [InlineData("A drone hit an ammunition depot near Kesh on Monday, the army said.")]
    [InlineData("An explosion at an ammunition depot near Kesh killed five people on Monday.")]
    public void An_attack_on_a_depot_stays_one(string text) => Assert.Contains(Read(text).Events, one => one.Type == "ASSAULT");

    [Theory]
    [InlineData("Experts said that the barracks had not been the target.", false)]
    [InlineData("An official said that the missiles were aimed at the runway and not at the barracks.", false)]
    [InlineData("A general said that the barracks had been the target.", true)]
    [InlineData("The missiles were aimed at the barracks, a general said.", true)]
    public void What_it_was_aimed_at_says_what_was_meant(string sentence, bool isHostile)
    {
        var said = Assert.Single(Read("Marran fired missiles at the Kesh air base in Oster on Monday. " + sentence).Intentions);
        Assert.Equal(isHostile, said.Hostile);
        Assert.NotNull(said.About);
    }

    [Fact]
    public void They_are_the_state_whose_side_the_missiles_came_from()
    {
        var reading = Read("Marran fired missiles at the Kesh air base in Oster on Monday, killing eight soldiers. Minister Irena Vald told reporters that nine missiles had been launched from the Marrani side of the border. \"They came to kill our people,\" Vald said.");
        var said = Assert.Single(reading.Intentions);
        Assert.True(said.Hostile);
        Assert.Equal("Marran", reading.Entities.Single(actor => actor.Id == said.Actor).Entity.Name);
    }

    [Theory]
    [InlineData("An official said that the budget was aimed at families.")]
    [InlineData("An official said that the bridge had been the target.")]
    public void What_is_aimed_at_without_a_strike_or_at_things_says_nothing(string sentence) => Assert.Empty(Read(sentence).Intentions);

    [Fact]
    public void Who_calls_the_attack_invented_says_that_it_did_not_happen()
    {
        var view = WhoSaysWhatTests.View(
            ("2031-03-05", "Ostavia Courier", "KESH - Marran fired rockets at the port of Kesh in Ostavia on Tuesday, killing four dockers, Ostavia's defence ministry said."),
            ("2031-03-06", "Marran Gazette", "President Tomas Halvek of Marran said on Thursday that Marran had nothing to do with the explosions at Kesh. He said that Ostavia had invented the attack to hide its own losses."));
        var matter = Assert.Single(view.Contested, one => one.On == ContestedOn.Occurrence);
        var denying = Assert.Single(matter.Sides, side => side.Label == "it did not happen");
        Assert.Equal("r1", Assert.Single(denying.Stances).Document);
    }

    private static Reading Read(string text) => Shared.Value.Read(new Document("a", text, PublishedAt: new DateOnly(2031, 3, 7)));
}
