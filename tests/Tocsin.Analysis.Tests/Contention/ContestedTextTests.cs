using Tocsin.Analysis.Contention;
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
    [InlineData("The army said that Oster had fired its missiles at the two bases to kill soldiers. Diplomats believed that Oster had wanted to answer without starting a war.")]
    [InlineData("The army said that Oster had fired missiles at two bases. \"The intention was to destroy vehicles and to kill people,\" a general told reporters. Some analysts said that Oster had missed on purpose in order to send a signal.")]
    public void Finds_that_they_differ_on_what_was_meant(string text)
    {
        var reading = Shared.Value.Read(new Document("a", text, PublishedAt: new DateOnly(2031, 3, 7)));
        Assert.Equal([ContestedOn.Intention], reading.Contested.Select(contested => contested.On));
    }
}
