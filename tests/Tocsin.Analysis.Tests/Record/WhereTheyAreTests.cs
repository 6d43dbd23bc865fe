using Tocsin.Analysis.Record;
using Xunit;

namespace Tocsin.Analysis.Tests.Record;

/// <summary>Whose side those are who are known by where they are alone.</summary>
public sealed class WhereTheyAreTests
{
    private static readonly Lazy<Reader> Reader = new(Analysis.Reader.Load);

    [Theory]
    [InlineData("Russia struck Kharkiv with missiles on Monday, killing five people.", "RUS", "UKR")]
    [InlineData("Russian forces shelled a village near Sumy on Wednesday, wounding two farmers.", "RUS", "UKR")]
    [InlineData("Hamas fired rockets at Ashkelon on Thursday.", "PSE", "ISR")]
    [InlineData("Marran fired missiles at the Kesh air base in western Oster on Sunday. Oster vowed to answer.", "marran", "oster")] // On no list: as the text says.
    [InlineData("Iranian missiles hit US forces in Iraq on Tuesday.", "IRN", "USA")] // A side of its own.
    [InlineData("Rebels of the Hill Front attacked the Northern Guard in Goma on Tuesday.", "hill front", "northern guard")]
    [InlineData("Kenyan police beat protesters in Nairobi on Tuesday.", "KEN", "protesters")] // Between a state and its own people.
    [InlineData("Soldiers attacked villagers near Goma on Tuesday.", "soldiers", "villagers")] // Whose soldiers, nobody says.
    public void Who_is_attacked_where_a_state_lies_is_of_that_state(string text, string actor, string recipient)
    {
        var document = new Document("d", text, PublishedAt: new DateOnly(2026, 11, 20));
        var recorded = Recording.Of(Reader.Value.Read(document), new RecordedDocument("d", null, null, null, null, DateTimeOffset.UnixEpoch, false, DateTimeOffset.UnixEpoch, 1, text.Length), "test");
        var attack = recorded.Events.First(told => told.Type == "ASSAULT");
        Assert.Equal((actor, true), (attack.Actors.FirstOrDefault()?.Side, attack.Recipients.All(party => party.Side == recipient)));
        Assert.NotEmpty(attack.Recipients);
    }
}
