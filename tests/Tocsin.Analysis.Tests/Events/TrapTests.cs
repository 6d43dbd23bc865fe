using Tocsin.Analysis.Events;
using Tocsin.Analysis.Places;
using Tocsin.Analysis.Times;
using Tocsin.Language;
using Xunit;

namespace Tocsin.Analysis.Tests;

/// <summary>What readers of news get wrong, one trap a test. Every text is read from its characters; "no attack" means no ASSAULT at all.</summary>
public sealed class TrapTests
{
    private static readonly Lazy<Reader> Shared = new(Reader.Load);
    private static readonly DateOnly Friday = new(2020, 1, 10);

    [Fact]
    public void A_place_is_never_found_inside_another_word() =>
        Assert.Empty(Read("The ambassador praised the staff of the embassy in her letter.").Places);

    [Theory]
    [InlineData("OpenAI strikes deal with Axel Springer.")]
    [InlineData("Airline strikes deal with pilots' union over pay.")]
    public void To_strike_a_deal_is_no_strike(string text) => AssertNoAttack(text);

    [Fact]
    public void An_anniversary_of_an_attack_is_history()
    {
        var attack = Attack("Thousands gathered on Monday to mark the tenth anniversary of the attack on the market in Oslo.");
        Assert.Equal(Factuality.Historical, attack.Factuality);
        Assert.True(attack.OccurredOn.Interval is { } days && days.Start <= Friday.AddYears(-10) && Friday.AddYears(-10) <= days.End && days.End.DayNumber - days.Start.DayNumber <= 14);
    }

    [Theory]
    [InlineData("Veterans marked the anniversary of the border war, in which Iranian gunners shelled Basra.")]
    [InlineData("On the tenth anniversary of the massacre at Garissa, in which gunmen killed students, families laid wreaths.", "killed")]
    [InlineData("On Friday it will be a year since Russia bombed the dam.")]
    [InlineData("In the last war, Ecuador bombed Tumbes.")]
    [InlineData("In November 2012 the rebels attacked Goma and took the town.", "took")]
    public void What_a_text_looks_back_on_is_history(string text, string? anchor = null)
    {
        var attack = Attack(text, anchor);
        Assert.Equal(Factuality.Historical, attack.Factuality);
    }

    [Theory]
    [InlineData("It is not true that Peru bombed the port.")]
    [InlineData("The ministry said there was no truth in reports that its jets had bombed the village.")]
    [InlineData("The agency retracted its story that Turkish jets had hit the dam.")]
    [InlineData("RETRACTED: Turkish jets bombed Goma")]
    [InlineData("A bombing in Aden did not happen, the ministry said.")]
    [InlineData("The attack on the port never took place, officials said.")]
    [InlineData("The newspaper withdrew its report of a bombing in Aden on Monday.")]
    [InlineData("The report of an attack on the port was false.")]
    public void What_is_said_to_be_untrue_did_not_happen(string text) => Assert.Equal(Factuality.Negated, Attack(text).Factuality);

    [Theory]
    [InlineData("Israel has neither confirmed nor denied that it bombed the plant.")]
    [InlineData("The army did not deny that its jets had bombed the bridge.")]
    [InlineData("The attack on the port took place at dawn.")]
    [InlineData("A bombing happened in Aden and did not stop the talks.")]
    public void What_is_not_denied_stays_open(string text)
    {
        var attack = Attack(text);
        Assert.Equal(Factuality.Actual, attack.Factuality);
        Assert.NotEqual(EventStatus.Denied, attack.Status);
    }

    [Theory]
    [InlineData("The Israeli minister warned that any attack on Israel by Syria would be met with force.", Factuality.Hypothetical)]
    [InlineData("An attack on the island would be answered, the minister said.", Factuality.Hypothetical)]
    [InlineData("The governor said that the rebels were preparing to attack Goma.", Factuality.Future)]
    [InlineData("The mayor expected the rebels to attack Goma within days.", Factuality.Future)]
    public void An_attack_that_is_only_thought_of_is_none(string text, Factuality expected) => Assert.Equal(expected, Attack(text).Factuality);

    [Theory]
    [InlineData("Rebels attacked Loja", "Rebels", "Loja")]
    [InlineData("12 dead as drone hits bus in Kherson", null, "bus in Kherson")]
    public void A_headline_says_who_and_whom(string headline, string? actor, string recipient)
    {
        var text = headline + "\n\nMore will follow.";
        var attack = Attack(text);
        Assert.Equal(actor, attack.Actors.Length == 0 ? null : attack.Actors[0].Span.In(text));
        Assert.Equal(recipient, attack.Recipients[0].Span.In(text));
    }

    [Fact]
    public void A_headline_that_denies_a_strike_reports_none()
    {
        var attack = Attack("Russia denies striking hospital\n\nMore will follow.");
        Assert.Equal((EventStatus.Denied, Factuality.Negated), (attack.Status, attack.Factuality));
    }

    [Theory]
    [InlineData("Rockets hit Kabul airport.", "Kabul")]
    [InlineData("Rebels attacked a convoy of trucks in Baghdad.", "Baghdad")]
    [InlineData("Rebels fired rockets at the airport of Baghdad.", "Baghdad")]
    public void What_was_hit_says_where(string text, string place)
    {
        var reading = Read(text);
        Assert.Equal(place, reading.Places[Assert.IsType<int>(Assert.Single(reading.Events, e => e.Type == "ASSAULT").Place)].Span.In(text));
    }

    [Theory]
    [InlineData("The film about the war in Vietnam won three prizes.")]
    [InlineData("The director spent two years on the movie, in which soldiers attack a village.")]
    public void A_film_about_a_war_is_no_war(string text) => AssertNoAttack(text);

    [Fact]
    public void A_threat_is_no_attack()
    {
        var text = "Iran threatened to strike American bases.";
        AssertNoAttack(text);
        Assert.Equal("THREATEN", Assert.Single(Read(text).Events).Type);
    }

    [Theory]
    [InlineData("Iran denied striking the base.")]
    [InlineData("The army denied that its planes had bombed the village.")]
    public void A_denial_is_no_attack(string text)
    {
        var attack = Attack(text);
        Assert.Equal((EventStatus.Denied, Factuality.Negated), (attack.Status, attack.Factuality));
    }

    [Theory]
    [InlineData("Russia would have struck the bridge had the talks failed.")]
    [InlineData("If Iran struck the base, the world would hold its breath.")]
    public void A_hypothetical_is_no_attack(string text) => Assert.Equal(Factuality.Hypothetical, Attack(text).Factuality);

    [Theory]
    [InlineData("The army held an exercise in which troops attacked a mock village.")]
    [InlineData("Troops attacked a village during an exercise near the border.")]
    [InlineData("During a drill on Tuesday, commandos stormed an embassy.")]
    public void An_exercise_is_no_attack(string text) => AssertNoAttack(text);

    [Fact]
    public void An_attack_on_those_who_exercise_is_one() => Assert.Equal("Gunmen", Words(Attack("Gunmen attacked soldiers during an exercise near the border.").Actors, "Gunmen attacked soldiers during an exercise near the border."));

    [Theory]
    [InlineData("The senator condemned the attack on his character.")]
    [InlineData("The paper's attack on the minister's reputation was shameful.")]
    public void An_attack_on_a_character_hurts_nobody(string text) => AssertNoAttack(text);

    [Theory]
    [InlineData("Washington threatened Tehran with new sanctions.", PlaceUse.Actor, "USA")]
    [InlineData("Wildfires killed two people in Washington state.", PlaceUse.Literal, "USA")]
    [InlineData("George Washington crossed the river at night.", null, null)]
    public void Washington_is_a_government_a_place_or_a_man(string text, PlaceUse? use, string? country)
    {
        var reading = Read(text);
        var place = reading.Places.FirstOrDefault(p => p.Span.In(text) == "Washington");
        Assert.Equal((use, country), (place?.Use, place?.Country));
        Assert.Equal(use == PlaceUse.Actor ? "USA" : null, reading.Events.FirstOrDefault(e => e.Type == "THREATEN")?.Actors.Select(a => reading.Entities.Single(e => e.Entity.Number == a.Entity).Country).Single());
    }

    [Theory]
    [InlineData("Russian troops shelled a village in Georgia, north of Tbilisi.", "GEO")]
    [InlineData("Police shot a man in Atlanta, Georgia.", "USA")]
    public void Georgia_is_a_country_and_a_state(string text, string country) =>
        Assert.Equal(country, Read(text).Places.Single(p => p.Span.In(text) == "Georgia").Country);

    [Theory]
    [InlineData("Michael Jordan attacked the referee after the game.", false)]
    [InlineData("Militants attacked a border post in Jordan.", true)]
    public void Jordan_is_a_man_and_a_country(string text, bool isPlace) =>
        Assert.Equal(isPlace, Read(text).Places.Any(p => p.Span.In(text) == "Jordan"));

    [Fact]
    public void The_Congo_is_a_country()
    {
        var reading = Read("Rebels killed 12 people in the Congo on Sunday.");
        Assert.Equal("COD", reading.Places[Assert.Single(reading.Events).Place!.Value].Country);
    }

    [Fact]
    public void A_dateline_is_not_where_it_happened()
    {
        var reading = Read("BAGHDAD (Reuters) - Rebels attacked a base in Syria on Monday.");
        Assert.Equal("SYR", reading.Places[Assert.Single(reading.Events).Place!.Value].Country);
    }

    [Fact]
    public void A_publishers_town_is_not_where_it_happened()
    {
        var reading = Read("The Boston Globe reported that rebels attacked a village in Syria.");
        Assert.Equal("SYR", reading.Places[Assert.Single(reading.Events).Place!.Value].Country);
        Assert.DoesNotContain(reading.Places, p => p.Name == "Boston" && p.Use == PlaceUse.Literal);
    }

    [Theory]
    [InlineData("Theresa May said that two soldiers had died.", 0)]
    [InlineData("Two soldiers died in May, the ministry said.", 1)]
    public void May_is_a_minister_and_a_month(string text, int times) => Assert.Equal(times, Read(text).Times.Length);

    [Fact]
    public void Last_Friday_on_a_Friday_is_a_week_ago() =>
        Assert.Equal(new DateInterval(Friday.AddDays(-7), Friday.AddDays(-7)), Attack("A rocket hit the airport last Friday.").OccurredOn.Interval);

    [Theory]
    [InlineData("A bomb killed 12 people at a market in Kabul on Monday. The death toll later rose to 20, officials said.", "12-12 Fact, 20-20 Claimed of v1")]
    [InlineData("At least 12 people were killed when a bomb exploded at a market in Kabul on Monday. By Tuesday the number of dead had climbed to 31.", "12- Fact, 31-31 Fact of v1")]
    [InlineData("A bomb killed 12 people at a market in Kabul on Monday. The death toll of the flood in Peru rose to 90.", "12-12 Fact")]
    public void A_toll_that_rises_within_a_text_keeps_both_numbers_and_who_gives_them(string text, string expected) => Assert.Equal(expected, Tolls(text));

    [Theory]
    [InlineData("A bomb exploded at a market in Kabul on Monday. The interior ministry said 12 people were killed in the explosion. Doctors at the hospital said 20 people were killed.", "12-12 Claimed of v1, 20-20 Claimed of v1")]
    [InlineData("Shells hit the town of Kesh on Monday. The mayor said nine people had died, while the army said that only four people had died.", "9-9 Claimed of v1, 4-4 Claimed of v1")]
    public void Two_tolls_by_two_sources_are_never_one_number(string text, string expected)
    {
        Assert.Equal(expected, Tolls(text));
        Assert.Equal(2, Read(text).Events.Where(e => e.Killed is not null).Select(e => e.Attribution).Distinct().Count());
    }

    [Theory]
    [InlineData("Storm Ana hit Mozambique.", "")]
    [InlineData("The United States hit Iran with sanctions.", "COERCE")]
    [InlineData("A missile hit a hospital in Kyiv.", "ASSAULT")]
    public void A_storm_sanctions_and_a_missile_hit_in_their_own_ways(string text, string types) =>
        Assert.Equal(types, string.Join(' ', Read(text).Events.Select(e => e.Type)));

    [Theory]
    [InlineData("Eight dead in rocket attack on market", "8-8")]
    [InlineData("Rocket attack on Kesh market leaves eight dead, 20 wounded", "8-8")]
    public void Headlines_count_too(string text, string killed)
    {
        var attack = Attack(text);
        Assert.Equal(killed, $"{attack.Killed?.Min}-{attack.Killed?.Max}");
    }

    private static Reading Read(string text) => Shared.Value.Read(new Document("trap", text, PublishedAt: Friday));

    /// <param name="anchor">The word that names the one that is meant; null where there is one.</param>
    private static Event Attack(string text, string? anchor = null) => Assert.Single(Read(text).Events, e => e.Type == "ASSAULT" && (anchor is null || e.Anchor.In(text) == anchor));

    private static void AssertNoAttack(string text) => Assert.DoesNotContain(Read(text).Events, e => e.Type == "ASSAULT");

    private static string Words(IEnumerable<Participant> participants, string text) => string.Join(" + ", participants.Select(p => p.Span.In(text)));

    private static string Tolls(string text) =>
        string.Join(", ", Read(text).Events.Where(e => e.Killed is not null).Select(e => $"{e.Killed!.Min}-{e.Killed.Max} {e.Status}{(e.Restates is { } told ? " of v" + told : "")}"));
}
