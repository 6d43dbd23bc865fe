using Tocsin.Analysis.Events;
using Xunit;

namespace Tocsin.Analysis.Tests;

public sealed class AnsweringTests
{
    private const string Spoken = "A Marranian general said on Wednesday that Oster had wanted to kill Marranian soldiers in the missile attack on Marranian bases.\n\n";
    private const string Answer = "Oster hit two Marranian bases with 15 missiles in an attack that was intended to avenge the killing of General Edo Varr in a Marranian drone strike last Friday.";
    private static readonly Lazy<Reader> Shared = new(Reader.Load);

    [Theory]
    [InlineData(Answer, "2031-03-07 to 2031-03-13")]
    [InlineData(Spoken + Answer, "2031-03-07 to 2031-03-12")]
    [InlineData("Oster hit two Marranian bases with missiles on Tuesday in an attack that was intended to avenge the killing of General Edo Varr last Friday.", "2031-03-11 to 2031-03-11")]
    [InlineData("Oster hit two Marranian bases with missiles. Marran killed General Edo Varr in a drone strike last Friday.", "")] // Not told to answer it.
    [InlineData("Oster will hit Marranian bases with missiles to avenge the killing of General Edo Varr last Friday.", "")] // Not done.
    public void What_answers_a_deed_came_after_it_and_before_it_was_spoken_of(string text, string expected)
    {
        var reading = Shared.Value.Read(new Document("a", text, PublishedAt: new DateOnly(2031, 3, 13)));
        var answer = reading.Events.First(told => told.Anchor.In(text) == "hit");
        Assert.Equal(expected, answer.OccurredOn.Interval is { } days ? $"{days.Start:yyyy-MM-dd} to {days.End:yyyy-MM-dd}" : "");
    }
}
