using Tocsin.Analysis.Contention;
using Tocsin.Analysis.Events;
using Xunit;

namespace Tocsin.Analysis.Tests;

/// <summary>What one report itself shows as contested, from its bare text.</summary>
public sealed class ContestedTextTests
{
    private static readonly Lazy<Reader> Shared = new(Reader.Load);

    [Theory]
    [InlineData(
        "The defence ministry of Oster said that Marran shelled a school in Kesh on Monday, killing eight people. Marran's army said that Marran shelled a school in Kesh on Wednesday, killing eight people.",
        "Time: The defence ministry of Oster | Marran's army")]
    [InlineData(
        "The army said that rebels fired twelve rockets at the market in Kesh on Monday. Residents said that rebels fired twelve rockets at the market in Dorvan on Monday.",
        "Place: The army | Residents")]
    [InlineData("The army said that rebels shelled Kesh on Monday. Residents said that rebels shelled Kesh on Wednesday.", "")]
    [InlineData("The army said that rebels shelled Kesh on Monday, killing three people. Residents said that rebels shelled Dorvan on Monday, killing nine people.", "")]
    [InlineData(
        "A drone struck a fuel depot in Kesh on Monday. The Marran government accused Oster of the attack. Oster denied any involvement in it.",
        "Responsibility: The Marran government | Oster")]
    [InlineData("The Marran army blamed Oster for a rocket attack on Kesh on Monday. Oster had nothing to do with the attack, its foreign minister said.", "Responsibility: The Marran army | its foreign minister")]
    [InlineData("A drone struck a fuel depot in Kesh on Monday. Oster denied any involvement in the elections.", "")]
    public void Finds_time_place_and_responsibility(string text, string expected)
    {
        var reading = Shared.Value.Read(new Document("a", text, PublishedAt: new DateOnly(2031, 3, 7)));
        var shown = reading.Contested.Where(contested => contested.On is ContestedOn.Time or ContestedOn.Place or ContestedOn.Responsibility).Select(contested =>
            $"{contested.On}: {string.Join(" | ", contested.Sides.Select(side => string.Join(", ", side.Select(number => reading.Attributions.First(a => a.Number == number)).Select(a => string.Join(" ", a.Source.Spans.Select(span => span.In(text)))).Distinct())))}");
        Assert.Equal(expected, string.Join("; ", shown));
    }

    [Theory]
    [InlineData("Marran says the rebels fired the rockets. The rebels deny it.", "Responsibility: Marran | The rebels")]
    [InlineData("Rockets hit a market in Kesh on Monday, killing nine. Ukraine says Russia fired them. Russia says it was the rebels.", "Responsibility: Ukraine | Russia")]
    [InlineData("The Kesh Front said its fighters captured an army outpost near Tarn on Monday. State television says troops repelled the attack and the outpost is still in army hands.", "Occurrence: The Kesh Front | State television")]
    [InlineData("The Front says it has captured Tarn from Oster. Oster denies losing it.", "Occurrence: The Front | Oster")]
    [InlineData("Eritrea said it had shot down a Sudanese drone. Khartoum says the drone was lost because of a technical fault.", "Occurrence: Eritrea | Khartoum")]
    [InlineData("Eritrea said it had shot down a Sudanese drone. Eritrea says the drone had a technical fault.", "")]
    [InlineData("The Front says it has captured Tarn from Oster. Oster denies losing the match.", "")]
    public void An_account_that_leaves_no_room_for_another_is_an_answer_to_it(string text, string expected)
    {
        var reading = Shared.Value.Read(new Document("a", text, PublishedAt: new DateOnly(2031, 3, 7)));
        Assert.Equal(expected, string.Join("; ", reading.Contested.Select(contested => $"{contested.On}: {string.Join(" | ", contested.Sides.Select(side => string.Join(", ", side.Select(number => string.Join(" ", reading.Attributions.First(a => a.Number == number).Source.Spans.Select(span => span.In(text)))))))}")));
    }

    [Theory]
    [InlineData("The Marran government accused Oster of shelling Kesh on Monday. Oster denied any part in it. \"They have the astonishing audacity to blame Oster,\" its foreign minister said.", "audacity")]
    [InlineData("Marran said that Oster wanted war. \"We have no intention of attacking anybody,\" President Sara Ostrow of Oster said.", "intention")]
    public void What_somebody_has_does_not_speak(string text, string noun)
    {
        var reading = Shared.Value.Read(new Document("a", text, PublishedAt: new DateOnly(2031, 3, 7)));
        Assert.DoesNotContain(reading.Attributions, said => said.Source.Spans.Any(span => span.In(text).EndsWith(noun, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("A rocket hit a base in Kesh on Monday. A Marran official said that no soldier had been killed.", "no soldier had been killed")]
    [InlineData("A rocket hit a base in Kesh on Monday. No one was seriously hurt, the army said.", "No one was seriously hurt")]
    [InlineData("The army denied that it had shelled the village of Kesh.", "denied that it had shelled the village of Kesh")]
    [InlineData("Iran hit two bases to avenge the killing of General Varr in an American drone strike last Friday.", "the killing of General Varr in an American drone strike")]
    public void A_clause_is_never_cut_from_what_turns_it_round_nor_from_its_noun(string text, string clause)
    {
        var reading = Shared.Value.Read(new Document("a", text, PublishedAt: new DateOnly(2031, 3, 7)));
        Assert.Contains(clause, reading.Events.Select(told => told.Span.In(text)));
    }

    [Fact]
    public void Who_gives_the_toll_of_an_attack_accuses_nobody()
    {
        const string Text = "The Oster defence ministry said on Friday that 34 soldiers had been injured in the Iranian missile attack on the base in Kesh on March 3.";
        var reading = Shared.Value.Read(new Document("a", Text, PublishedAt: new DateOnly(2031, 3, 7)));
        Assert.Equal([EventStatus.Claimed], reading.Events.Where(told => told.Injured is not null).Select(told => told.Status).Distinct());
    }

    [Theory]
    [InlineData("Iranian drones hit a depot in Kesh on Monday. A minister said that the drones had been sent to kill the workers. A spokesman said that the raid was meant as a warning.")]
    [InlineData("Iranian drones hit a depot in Kesh on Monday. \"They came to kill,\" the mayor said. An official said that nobody was supposed to be hurt.")]
    public void Aims_are_read_where_they_are_told_of_the_deed(string text)
    {
        var reading = Shared.Value.Read(new Document("a", text, PublishedAt: new DateOnly(2031, 3, 7)));
        Assert.Contains(ContestedOn.Intention, reading.Contested.Select(contested => contested.On));
    }

    [Fact]
    public void A_speaker_is_not_whom_the_quotation_names()
    {
        const string Text = "Missiles hit the port of Kesh on Sunday. Ketania's president, Mara Ilic, accused Bersha of the attack. \"Bersha fired on sleeping people,\" she said.";
        var reading = Shared.Value.Read(new Document("a", Text, PublishedAt: new DateOnly(2031, 3, 7)));
        var said = reading.Attributions.Single(attribution => attribution.Form == Analysis.Attributions.QuoteForm.Direct);
        Assert.Equal("Mara Ilic", reading.Entities.First(entity => entity.Entity.Number == said.Source.Entity).Entity.Name);
    }

    [Theory]
    [InlineData("The army said that Oster had fired its missiles at the two bases to kill soldiers. Diplomats believed that Oster had wanted to answer without starting a war.")]
    [InlineData("The army said that Oster had fired missiles at two bases. \"The intention was to destroy vehicles and to kill people,\" a general told reporters. Some analysts said that Oster had missed on purpose in order to send a signal.")]
    public void Finds_that_they_differ_on_what_was_meant(string text)
    {
        var reading = Shared.Value.Read(new Document("a", text, PublishedAt: new DateOnly(2031, 3, 7)));
        Assert.Equal([ContestedOn.Intention], reading.Contested.Select(contested => contested.On));
    }
}
