using Tocsin.Analysis.Events;
using Tocsin.Language;
using Xunit;

namespace Tocsin.Analysis.Tests;

/// <summary>Texts that a party gives out, and answers of an interview: what they tell is claimed by whoever speaks, and "our units" are theirs.</summary>
public sealed class IssuedTextsTests
{
    private static readonly Lazy<Reader> Shared = new(Reader.Load);

    [Theory]
    [InlineData("Statement by the Ministry of Defence of Russia\n\nOn 10 March our air defence shot down nine Ukrainian drones over Kursk.", "the Ministry of Defence of Russia")]
    [InlineData("Joint Staff of the Armed Forces of Chad\n\nOur units destroyed two enemy howitzers near Bol on Saturday.", "Joint Staff of the Armed Forces of Chad")]
    [InlineData("Press release of the Syrian Democratic Forces\n\nOur fighters killed six militants in Hasaka on Saturday.", "the Syrian Democratic Forces")]
    public void What_a_party_gives_out_is_claimed_by_it_and_ours_are_its_own(string text, string issuer)
    {
        var reading = Read(text);
        var told = Assert.Single(reading.Events, e => e.Type == "ASSAULT");
        var holder = reading.Attributions.Single(a => a.Number == told.Attribution);
        Assert.Equal((EventStatus.Claimed, issuer), (told.Status, Words(holder.Source.Spans, text)));
        Assert.Equal(holder.Source.Entity, Assert.Single(told.Actors).Entity);
        Assert.NotNull(holder.Source.Entity);
    }

    [Theory]
    [InlineData("POPULAR FRONT OF VARNA - Press Office - Telegram - 10/03/2026\n\nLast night our heroes ambushed a convoy of the Osteri army on the Kesh road.")]
    [InlineData("GENERAL STAFF OF THE ARMED FORCES OF OSTER\nCOMMUNIQUE No. 3\n10 March 2026\n\n1. Enemy artillery shelled the village of Kesh. Two soldiers were wounded.\n2. Our units returned fire.")]
    public void A_name_above_a_text_that_says_we_is_its_issuer(string text)
    {
        var reading = Read(text);
        Assert.NotEmpty(reading.Events);
        Assert.All(reading.Events, e => Assert.NotEqual(EventStatus.Fact, e.Status));
    }

    [Fact]
    public void Answers_of_an_interview_are_claimed_by_who_gives_them()
    {
        var text = "\"They came at dawn\": a farmer on the raid\n\nBy Ann Lee, 4 March 2026\n\nIdrissa, 50, fled the village of Koro last month. He spoke to us in Mopti.\n\nWhat happened?\nThey shot the village chief. They arrested my brother.\n\nDid help come?\nNobody came. We buried six people.\n\nWill you go back?\nI do not know.";
        var reading = Read(text);
        var told = reading.Events.Single(e => e.Anchor.In(text) == "arrested");
        Assert.Equal((EventStatus.Claimed, "Idrissa"), (told.Status, Words(reading.Attributions.Single(a => a.Number == told.Attribution).Source.Spans, text)));
    }

    [Theory]
    [InlineData("Ministry says three killed in Kesh\n\nRebels attacked a bridge near Kesh on Sunday.")]
    [InlineData("Osteri Broadcasting News\n\nOur reporter in Kesh says that it is quiet. Rebels attacked a bridge near Kesh on Sunday.")]
    [InlineData("Fighting near Kesh\n\nWhat happened?\n\nRebels attacked a bridge near Kesh on Sunday.\n\nWhat next?\n\nTalks are due on Monday.")]
    public void A_report_stays_in_its_own_words(string text) =>
        Assert.Equal(EventStatus.Fact, Read(text).Events.Single(e => e.Type == "ASSAULT" && e.Anchor.In(text) == "attacked").Status);

    [Fact]
    public void A_ministry_named_with_its_state_is_not_the_one_on_the_list()
    {
        var reading = Read("Statement by the Ministry of Defence of Russia\n\nOur forces hold the line.");
        Assert.Equal("RUS", reading.Entities.Single(e => e.Entity.Name.StartsWith("Ministry of Defence", StringComparison.Ordinal)).Country);
    }

    private static Reading Read(string text) => Shared.Value.Read(new Document("text", text, PublishedAt: new DateOnly(2026, 3, 15)));

    private static string Words(IEnumerable<TextSpan> spans, string text) => string.Join(' ', spans.Select(s => s.In(text)));
}
