using Tocsin.Analysis.Actors;
using Tocsin.Analysis.Situations;
using Tocsin.Language.Mentions;
using Xunit;

namespace Tocsin.Analysis.Tests.Situations;

public sealed class SituationParserTests
{
    private static readonly CountryLexicon Countries = CountryLexicon.Load();

    private static readonly SituationParser Parser = new(Countries, () => new ActorResolver(ActorLexicon.Load(Countries)));

    private static readonly RecordNames Record = new(
        new HashSet<string> { "marran", "oster", "northern front", "al-nur", "kesh" }.Contains, new HashSet<string> { "kesh", "port-haven", "lomna" }.Contains);

    [Theory]
    [InlineData("US-Iran", "sides USA IRN")]
    [InlineData("us - iran", "sides USA IRN")]
    [InlineData("Iran vs Israel", "sides IRN ISR")]
    [InlineData("Washington/Tehran", "sides USA IRN")]
    [InlineData("Russian–Ukrainian", "sides RUS UKR")]
    [InlineData("Iran", "countries IRN")]
    [InlineData("IRQ", "countries IRQ")]
    [InlineData("Guinea-Bissau", "countries GNB")]
    [InlineData("Sudan-Chad", "sides SDN TCD")]
    [InlineData("Hezbollah-Israel", "sides hezbollah ISR")]
    [InlineData("Marran-Oster", "sides marran oster")]
    [InlineData("marran-oster", "sides marran oster")]
    [InlineData("Al-Nur-Oster", "sides al-nur oster")]
    [InlineData("Northern Front", "sides northern front")]
    [InlineData("Vessar-Dremen", "sides vessar dremen")]
    [InlineData("Lomna", "places lomna")]
    [InlineData("Port-Haven", "places port-haven")]
    [InlineData("cease-fire", "words cease-fire")]
    [InlineData("in:Kesh", "places kesh")]
    [InlineData("actor:Kesh", "sides kesh")]
    [InlineData("US-Iran; word:rocket; in:Baghdad", "sides USA IRN places baghdad words rocket")]
    [InlineData("everything", "")]
    public void Reads_what_a_user_watches(string text, string expected)
    {
        var situation = Assert.IsType<ParsedScope.Understood>(Parser.Parse(text, Record)).Situation;
        Assert.Equal(text, situation.Name);
        string Shown(string name, IEnumerable<string> values) => values.Any() ? $"{name} {string.Join(' ', values)} " : "";
        Assert.Equal(expected, $"{Shown("sides", situation.Sides)}{Shown("countries", situation.Countries)}{Shown("places", situation.Places)}{Shown("words", situation.Words)}".Trim());
    }

    [Theory]
    [InlineData("Korea", "'Korea' may be North Korea (PRK) or South Korea (KOR). Write one of them.")]
    [InlineData("Korea-Japan", "'Korea' may be North Korea (PRK) or South Korea (KOR). Write one of them.")]
    [InlineData("Iran-Tehran", "'Iran' and 'Tehran' are the same side (IRN); a pair needs two.")]
    [InlineData("Kesh", "'Kesh' acts and is a place in this record. Write actor:Kesh or in:Kesh.")]
    [InlineData("country:Marran", "'Marran' is no country that Tocsin knows. Write its English name or its code, as country:IRN.")]
    [InlineData("word:", "'word:' has nothing after its colon.")]
    [InlineData(" ; ", "The scope is empty. Name a pair such as US-Iran, a country, a place (in:Baghdad), words (word:rocket), or everything.")]
    public void Says_what_it_cannot_make_out(string text, string expected) => Assert.Equal(expected, Assert.IsType<ParsedScope.Unclear>(Parser.Parse(text, Record)).Message);
}
