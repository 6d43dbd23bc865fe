using Tocsin.Analysis.Places;
using Tocsin.Language;
using Xunit;

namespace Tocsin.Tests.Places;

public class PlaceFinderTests(GazetteerFixture fixture) : IClassFixture<GazetteerFixture>
{
    [Theory]
    [InlineData("A fire broke out in {loc:Paris}, {loc:Texas}.", "Paris USA city; Texas USA region")]
    [InlineData("A fire broke out in {loc:Paris}.", "Paris FRA city")]
    [InlineData("Students in {loc:Moscow}, {loc:Idaho}, met in {loc:Boise}.", "Moscow USA city; Idaho USA region; Boise USA city")]
    [InlineData("Troops left {loc:Georgia} after talks in {loc:Tbilisi} and {loc:Moscow}.", "Georgia GEO country; Tbilisi GEO city; Moscow RUS city")]
    [InlineData("Voters in {loc:Georgia} and {loc:Alabama} went to the polls, said officials in {loc:Atlanta}.", "Georgia USA region; Alabama USA region; Atlanta USA city")]
    [InlineData("Rebels crossed the {loc:Congo} into {loc:Brazzaville}.", "Republic of the Congo COG country; Brazzaville COG city")]
    [InlineData("Aid reached {loc:Goma} in the {loc:Congo}.", "Goma COD city; Democratic Republic of the Congo COD country")]
    [InlineData("Missiles hit {loc:al-Assad} and {loc:Irbil}.", "Ayn al-Asad Air Base IRQ base; Erbil IRQ city")]
    [InlineData("He flew to {loc:Washington} for talks.", "Washington USA city")]
    [InlineData("Wildfires spread from {loc:Spokane} across {loc:Washington state}.", "Spokane USA city; Washington USA region")]
    [InlineData("Bombs went off across {loc:Baghdad} province.", "Baghdad IRQ region")]
    [InlineData("Bombs went off in {loc:New York}.", "New York USA city")]
    [InlineData("Rain fell in {loc:Oregon}, {loc:Washington} and {loc:Idaho}.", "Oregon USA region; Washington USA region; Idaho USA region")]
    [InlineData("The storm crossed {loc:Mexico}.", "Mexico MEX country")]
    [InlineData("Fighting spread in {loc:Northern Syria}.", "Syria SYR country")]
    [InlineData("They fled to {loc:Qaqortuvia} at night.", "Qaqortuvia - city")]
    public void Chooses_the_place_by_its_context(string marked, string expected) => Assert.Equal(expected, Print(marked));

    [Theory]
    [InlineData("{per:Denzel Washington} arrived. Then {loc:Washington} spoke.", "")]
    [InlineData("{per:Michael Jordan} scored.", "")]
    [InlineData("The US ambassador spoke about assad.", "United States USA country")]
    [InlineData("Shares of the {org:Bank of Sydney} fell.", "")]
    [InlineData("In May the talks ended.", "")]
    [InlineData("The {loc:Springfield} Herald printed it.", "")]
    [InlineData("Mr {loc:London} denied it.", "")]
    [InlineData("the iraqi and american soldiers", "")]
    public void Leaves_out_what_is_no_place(string marked, string expected) => Assert.Equal(expected, Print(marked));

    [Theory]
    [InlineData("Clashes broke out in Fallujah.", "Fallujah IRQ city")]
    [InlineData("The convoy left Baghdad.", "Baghdad IRQ city")]
    [InlineData("Clashes broke out near Ramadi, Iraq.", "Ramadi IRQ city; Iraq IRQ country")]
    [InlineData("a rocket attack on Green Zone in {loc:Baghdad}", "Green Zone IRQ landmark; Baghdad IRQ city")]
    public void Finds_known_places_that_the_tagger_missed(string marked, string expected) => Assert.Equal(expected, Print(marked));

    [Theory]
    [InlineData("{loc:BAGHDAD} (Own wire) — Rockets fell in {loc:Basra}.", "Baghdad IRQ city Dateline; Basra IRQ city")]
    [InlineData("{loc:BEIRUT}, {loc:Lebanon} — Rockets fell in {loc:Tyre}.", "Beirut LBN city Dateline; Lebanon LBN country Dateline; Tyre LBN city")]
    [InlineData("{loc:Kabul} (Agency) - A blast hit {loc:Herat}.", "Kabul AFG city Dateline; Herat AFG city")]
    [InlineData("Fighting in {loc:Kabul} — the worst in years — went on.", "Kabul AFG city")]
    public void Marks_the_dateline(string marked, string expected) => Assert.Equal(expected, Print(marked));

    [Fact]
    public void A_government_that_acts_is_no_place_of_an_event()
    {
        var parsed = TreeText.Parse("Washington/Washington/PROPN/NNP/2/nsubj denied/deny/VERB/VBD/0/root the/the/DET/DT/4/det strike/strike/NOUN/NN/2/obj in/in/ADP/IN/6/case Syria/Syria/PROPN/NNP/4/nmod");
        Assert.Equal("Washington USA city Actor; Syria SYR country", Print(parsed));
    }

    [Fact]
    public void US_before_a_noun_is_an_adjective_and_a_hyphen_is_outside()
    {
        var parsed = TreeText.Parse("US/US/PROPN/NNP/2/compound forces/force/NOUN/NNS/3/nsubj left/leave/VERB/VBD/0/root Syria/Syria/PROPN/NNP/3/obj");
        Assert.Equal("United States USA country Actor; Syria SYR country", Print(parsed));
    }

    [Fact]
    public void A_body_named_after_its_town_gives_the_town() =>
        Assert.Equal("Baghdad IRQ city InName", Print("The {org:Baghdad Operations Command} said so."));

    [Fact]
    public void Says_why()
    {
        var found = fixture.Finder.Find(MarkedNames.Parse("A fire in {loc:Paris}, {loc:Texas}. It spread from {loc:Nowhereville}."), []);
        Assert.Equal("in Texas, which is named beside it", found[0].Reason);
        Assert.Equal("not in the gazetteer", found[2].Reason);
        Assert.Null(found[2].Latitude);
    }

    [Fact]
    public void Spans_are_those_of_the_text()
    {
        var parsed = MarkedNames.Parse("Rockets hit {loc:Baghdad} and, later, {loc:Erbil}.");
        Assert.Equal(["Baghdad", "Erbil"], fixture.Finder.Find(parsed, []).Select(p => p.Span.In(parsed.Text)));
    }

    [Fact]
    public void An_empty_text_names_no_place() => Assert.Empty(fixture.Finder.Find(new ParsedText("", []), []));

    private string Print(string marked) => Print(MarkedNames.Parse(marked));

    private string Print(ParsedText parsed) =>
        string.Join("; ", fixture.Finder.Find(parsed, []).Select(p =>
            $"{p.Name} {p.Country ?? "-"} {p.Kind.ToString().ToLowerInvariant()}{(p.Use == PlaceUse.Literal ? "" : " " + p.Use)}"));
}
