using System.Collections.Immutable;
using System.Globalization;
using Tocsin.Analysis.Actors;
using Tocsin.Analysis.Places;
using Tocsin.Language;
using Tocsin.Language.Mentions;
using Tocsin.Tests;
using Xunit;

namespace Tocsin.Analysis.Tests;

public sealed class ActorResolverTests
{
    private static readonly ActorLexicon Lexicon = ActorLexicon.Load(CountryLexicon.Load());
    private static readonly ActorResolver Resolver = new(Lexicon);
    private static readonly DateOnly Published = new(2020, 1, 9);

    /// <summary>A table of 150 phrases, kept whole: it has no line that is known to fail.</summary>
    [Fact]
    public void Knows_who_a_phrase_speaks_of()
    {
        var wrong = new List<string>();
        var count = 0;
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Actors", "phrases.tsv")).Where(l => !l.StartsWith('#')))
        {
            count++;
            var fields = line.Split('\t');
            var (country, sectors) = Resolver.Read(fields[0], DateOnly.ParseExact(fields[1], "yyyy-MM-dd", CultureInfo.InvariantCulture));
            var found = $"{country ?? "-"} {(sectors.IsEmpty ? "-" : sectors[0])}";
            if (found != $"{fields[2]} {fields[3]}")
            {
                wrong.Add($"{fields[0]} ({fields[1]}): {fields[2]} {fields[3]} expected, {found} found");
            }
        }

        Assert.Equal(150, count);
        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("Theresa May", "2017-06-01", "GBR GOV")]
    [InlineData("Theresa May", "2021-06-01", "GBR ELI")]
    [InlineData("Theresa May", "1999-06-01", "GBR ")]       // Not in office yet: the country is known, the sector is not.
    [InlineData("Bush", "1990-08-15", "USA GOV")]
    [InlineData("Milley", "2020-01-09", "USA MIL")]
    [InlineData("Michael Bush", "2003-03-20", " ")]
    [InlineData("Xi", "2021-03-20", "CHN GOV")]
    public void An_office_holds_from_one_day_to_another(string name, string on, string expected)
    {
        var (country, sectors) = Resolver.Read(name, DateOnly.ParseExact(on, "yyyy-MM-dd", CultureInfo.InvariantCulture));
        Assert.Equal(expected, $"{country} {string.Join(',', sectors)}");
    }

    [Fact]
    public void A_town_is_a_government_only_where_it_acts()
    {
        var said = TreeText.Parse("Tehran/Tehran/PROPN/NNP/2/nsubj denied/deny/VERB/VBD/0/root it/it/PRON/PRP/2/obj");
        var lay = TreeText.Parse("They/they/PRON/PRP/2/nsubj met/meet/VERB/VBD/0/root in/in/ADP/IN/4/case Tehran/Tehran/PROPN/NNP/2/obl");
        Assert.Equal("IRN GOV Government", Print(said, Named(said, EntityKind.Place, "Tehran", 0)));
        Assert.Equal("IRN  Place", Print(lay, Named(lay, EntityKind.Place, "Tehran", 3)));
    }

    [Fact]
    public void A_person_takes_what_the_text_calls_him()
    {
        var text = TreeText.Parse("General/general/NOUN/NN/0/root Hassan/Hassan/PROPN/NNP/1/flat Karimi/Karimi/PROPN/NNP/1/flat");
        var entity = new Entity(1, EntityKind.Person, "Hassan Karimi", ["a senior Iranian army commander"], [new Mention(new TextSpan(8, 13), MentionForm.Name, 0, 2)]);
        Assert.Equal("IRN MIL Person", Print(text, entity));
    }

    [Fact]
    public void A_name_that_is_also_a_countrys_is_of_no_country()
    {
        var text = TreeText.Parse("Michael/Michael/PROPN/NNP/3/nsubj Jordan/Jordan/PROPN/NNP/1/flat spoke/speak/VERB/VBD/0/root");
        Assert.Equal("  Person", Print(text, new Entity(1, EntityKind.Person, "Michael Jordan", [], [new Mention(new TextSpan(0, 14), MentionForm.Name, 0, 0)])));
    }

    [Fact]
    public void An_owner_gives_its_country()
    {
        var text = TreeText.Parse("Israel/Israel/PROPN/NNP/3/nmod:poss 's/'s/PART/POS/1/case army/army/NOUN/NN/4/nsubj fired/fire/VERB/VBD/0/root");
        Assert.Equal("ISR MIL Organization", Print(text, new Entity(1, EntityKind.Organization, "army", [], [new Mention(text.Sentences[0].Tokens[2].Span, MentionForm.Nominal, 0, 2)])));
    }

    [Fact]
    public void A_body_is_of_the_country_of_its_town()
    {
        var text = TreeText.Parse("an/an/DET/DT/3/det Istanbul/Istanbul/PROPN/NNP/3/compound court/court/NOUN/NN/0/root");
        var court = new Entity(1, EntityKind.Organization, "an Istanbul court", [], [new Mention(new TextSpan(0, 17), MentionForm.Nominal, 0, 2)]);
        var town = new PlaceMention(new TextSpan(3, 8), "Istanbul", PlaceKind.City, "TUR", null, null, null, "test");
        var actor = Assert.Single(Resolver.Resolve(text, [court], Published, [town]));
        Assert.Equal(("TUR", "JUD"), (actor.Country, actor.Sectors[0]));
        Assert.Null(Assert.Single(Resolver.Resolve(text, [court], Published)).Country);
    }

    [Fact]
    public void A_users_list_wins_and_a_broken_line_is_named()
    {
        var (own, problems) = Lexicon.With(
        [
            "# my list",
            "Sons of the River\tIRQ\tPRM",
            "Hezbollah\tLBN\tPTY",
            "The Nameless\tIraq\tREB",
            "Sons of the River\tIRQ\tREB\t2019",
            "too few",
            "",
            "Hakim Jalili\tIRN\tGOV,SPY\t2018-03\t2021-01-01",
        ]);
        var resolver = new ActorResolver(own);
        Assert.Equal(["4: \"Iraq\" is no country code: three capitals (ISO 3166-1 alpha-3) or - expected", "6: 3 to 5 fields parted by tabs expected (words, country, sectors, from, to), 1 found"], problems.Select(p => $"{p.Line}: {p.Message}"));
        Assert.Equal("REB", Sectors("the Sons of the River", Published));
        Assert.Equal("PRM", Sectors("Sons of the River", new DateOnly(2018, 1, 1)));
        Assert.Equal("PTY", Sectors("Hezbollah", Published));
        Assert.Equal("GOV,SPY", Sectors("Hakim Jalili", Published));

        string Sectors(string phrase, DateOnly on) => string.Join(",", resolver.Read(phrase, on).Sectors);
    }

    [Theory]
    [InlineData("who")]
    [InlineData("a quad bike")]
    [InlineData("the total")]
    [InlineData("us")]
    [InlineData("")]
    [InlineData("...")]
    public void Common_words_are_no_actors(string phrase) => Assert.Equal((null, 0), (Resolver.Read(phrase, Published).Country, Resolver.Read(phrase, Published).Sectors.Length));

    private static Entity Named(ParsedText text, EntityKind kind, string name, int token) =>
        new(1, kind, name, [], [new Mention(text.Sentences[0].Tokens[token].Span, MentionForm.Name, 0, token)]);

    private static string Print(ParsedText text, Entity entity)
    {
        var actor = Assert.Single(Resolver.Resolve(text, [entity], Published));
        return $"{actor.Country} {string.Join(',', actor.Sectors)} {actor.Kind}";
    }
}
