using Tocsin.Analysis.Record;
using Xunit;

namespace Tocsin.Analysis.Tests.Record;

/// <summary>States on no list are known by what a text calls their own.</summary>
public sealed class StateNamesTests
{
    private static readonly Lazy<Reader> Reader = new(Analysis.Reader.Load);

    [Theory]
    [InlineData("Tarvesh denied the report. Tarveshi troops attacked the village of Kesh on Monday.", "tarvesh", null)]
    [InlineData("Sellenia and Tarvesh are neighbours. Sellenian police attacked three Tarveshi diplomats on Monday.", "sellenia", "tarvesh")]
    [InlineData("The army of neighbouring Tarvesh attacked Kesh on Monday. The Tarveshi government denied it.", "tarvesh", null)]
    [InlineData("Tarvesh denied the report. Soldiers attacked the Tarveshi embassy on Monday.", "soldiers", "tarvesh")]
    [InlineData("The Tarveshi army attacked the town of Kesh on Monday.", "tarveshi army", null)] // The text never names the state: the record may.
    [InlineData("Tarvesh closed the border. Tarveshi rebels of the Hill Front attacked Kesh on Monday.", "tarveshi rebels of the hill front", null)] // Rebels are a side of their own.
    public void A_force_and_its_victims_are_of_the_state_that_their_adjective_names(string text, string actor, string? recipient)
    {
        var attack = Recorded(text).Events.First(told => told.Type == "ASSAULT");
        Assert.Equal(actor, Assert.Single(attack.Actors).Side);
        Assert.True(recipient is null || attack.Recipients.All(party => party.Side == recipient));
    }

    [Theory]
    [InlineData("Tarvesh denied the report. Tarveshi troops left. Qasrin, the capital of Tarvesh, was quiet. Qasrin accused Oster of spying.")]
    [InlineData("Tarvesh denied the report. Crowds marched in the Tarveshi capital, Qasrin. Qasrin accused Oster of spying.")]
    public void A_capital_speaks_for_its_state(string text) =>
        Assert.Equal("tarvesh", Assert.Single(Recorded(text).Events.First(told => told.Type == "ACCUSE").Actors).Side);

    [Theory]
    [InlineData("tarvesh", "tarveshi", true)]
    [InlineData("sellenia", "sellenian", true)]
    [InlineData("sellenia", "sellenians", false)]
    [InlineData("norther", "northern", false)]
    [InlineData("IRN", "iran", false)]
    public void What_a_state_may_call_its_own(string state, string word, bool isSo) => Assert.Equal(isSo, Demonyms.Of(state).Contains(word));

    private static RecordedReading Recorded(string text)
    {
        var document = new Document("d", text, PublishedAt: new DateOnly(2031, 5, 6));
        return Recording.Of(Reader.Value.Read(document), new RecordedDocument("d", null, null, null, null, DateTimeOffset.UnixEpoch, false, DateTimeOffset.UnixEpoch, 1, text.Length), "test");
    }
}
