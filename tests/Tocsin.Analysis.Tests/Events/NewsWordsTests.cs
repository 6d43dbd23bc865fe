using Tocsin.Analysis.Attributions;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Numbers;
using Tocsin.Language;
using Xunit;

namespace Tocsin.Analysis.Tests;

/// <summary>What headlines and wires tell in the words that they have for it: who suffers what a headline puts in the past, and acts that have many names.</summary>
public sealed class NewsWordsTests
{
    private static readonly Lazy<Reader> Shared = new(Reader.Load);
    private static readonly DateOnly Friday = new(2026, 5, 8);

    [Theory]
    [InlineData("Engineer shot dead in Dolm", "ASSAULT/firearms [] > [Engineer] Fact Actual killed=1-1")]
    [InlineData("Clerk slain near border post", "ASSAULT [] > [Clerk] Fact Actual")]
    [InlineData("Priest stabbed outside cathedral", "ASSAULT/primitive [] > [Priest] Fact Actual")]
    [InlineData("Hamlet shelled overnight", "ASSAULT/heavy-weapons [] > [Hamlet] Fact Actual")]
    [InlineData("Columnist gunned down on way home", "ASSAULT/firearms [] > [Columnist] Fact Actual")]
    [InlineData("Clinic bombed again", "ASSAULT [] > [Clinic] Fact Actual")]
    [InlineData("Chapel set ablaze by vandals", "ASSAULT/primitive [vandals] > [Chapel] Fact Actual")]
    [InlineData("Freighter seized off Karsk", "COERCE/seize [] > [Freighter] Fact Actual")]
    [InlineData("Man shot dead outside library", "ASSAULT/firearms [] > [Man] Fact Actual killed=1-")]
    [InlineData("Jets bombed again", "ASSAULT/aerial [Jets] > [] Fact Actual")]
    [InlineData("Army shelled overnight", "ASSAULT/heavy-weapons [Army] > [] Fact Actual")]
    public void A_headline_in_the_past_without_an_object_tells_what_was_suffered_but_of_those_who_fight(string text, string expected) => Assert.Equal(expected, Read(text));

    [Theory]
    [InlineData("Raiders snatched a boatman from a jetty in Dolm on Sunday.", "ASSAULT/abduct [Raiders] > [a boatman] Fact Actual")]
    [InlineData("Militants plundered a relief warehouse in Dolm on Sunday.", "COERCE/seize [Militants] > [a relief warehouse] Fact Actual")]
    [InlineData("Karsk grabs second freighter", "COERCE/seize [Karsk] > [second freighter] Fact Actual")]
    [InlineData("Tarvia on Monday test-fired a new anti-ship missile.", "MOBILIZE/weapons [Tarvia] > [] Fact Actual")]
    [InlineData("The council adopted sanctions against the coast guard of Tarvia on Monday.", "COERCE/restrict [The council] > [the coast guard of Tarvia] Fact Actual")]
    [InlineData("The mayor was being held at a barracks on Sunday.", "COERCE/arrest [] > [The mayor] Fact Actual")]
    [InlineData("A cyber attack knocked out the computers of the tax office on Sunday.", "COERCE/cyber [] > [the computers of the tax office] Fact Actual")]
    [InlineData("The tax office was hit by ransomware on Sunday.", "COERCE/cyber [] > [The tax office] Fact Actual")]
    [InlineData("Tarvia cancelled its participation in the talks in Dolm on Monday.", "SANCTION/withdraw [Tarvia] > [the talks in Dolm] Fact Actual")]
    [InlineData("The commander admitted the looting of a warehouse in Dolm.", "COERCE/seize [] > [a warehouse in Dolm] Claimed Actual")]
    [InlineData("Police broke up the gathering in Dolm with tear gas on Sunday.", "ASSAULT/crowd-control [Police] > [the gathering in Dolm] Fact Actual")]
    public void Acts_have_many_names(string text, string expected) => Assert.Equal(expected, Read(text));

    [Theory]
    [InlineData("Raiders attacked a lorry carrying harvesters, killing seven and injuring a dozen.", "ASSAULT [Raiders] > [a lorry + seven + a dozen] Fact Actual killed=7-7")]
    [InlineData("Nine were killed and 20 wounded when a bomber blew himself up outside a chapel in Dolm.", "ASSAULT/suicide-attack [a bomber] > [a chapel in Dolm + Nine + 20] Fact Actual killed=9-9")]
    [InlineData("Two nurses taken hostage by the League were treated well.", "ASSAULT/abduct [the League] > [Two nurses] Fact Actual")]
    [InlineData("The crew were rescued after a Tarvian cutter rammed their trawler.", "ASSAULT/heavy-weapons [a Tarvian cutter] > [their trawler] Fact Actual")]
    public void Those_who_suffer_in_a_long_sentence_do_not_act_in_it(string text, string expected) => Assert.Contains(expected, Read(text));

    private static string Words(IEnumerable<Participant> participants, string text) => string.Join(" + ", participants.Select(p => p.Span.In(text)));

    private static string Read(string text)
    {
        string Range(CountRange? range) => range is null ? "" : $" killed={range.Min}-{range.Max}";
        return string.Join(" | ", Shared.Value.Read(new Document("text", text, PublishedAt: Friday)).Events
            .Select(e => $"{e.Type}{(e.Mode is { } mode ? "/" + mode : "")} [{Words(e.Actors, text)}] > [{Words(e.Recipients, text)}] {e.Status} {e.Factuality}{Range(e.Killed)}"));
    }
}
