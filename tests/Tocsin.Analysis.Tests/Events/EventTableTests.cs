using Tocsin.Analysis.Attributions;
using Tocsin.Analysis.Contention;
using Tocsin.Analysis.Events;
using Tocsin.Language.Mentions;
using Xunit;

namespace Tocsin.Analysis.Tests;

/// <summary>What an analyst asks of the table of events: states and not adjectives, one row a happening, a denial as a denial, a toll with its act.</summary>
public sealed class EventTableTests
{
    private static readonly Lazy<Reader> Shared = new(Reader.Load);
    private static readonly DateOnly Tuesday = new(2031, 3, 4);

    [Theory]
    [InlineData("Russian rockets struck a depot near Kesh.", "Russia")]
    [InlineData("Mali closed the border after Algerian air strikes killed nine herders.", "Algeria")]
    [InlineData("The border with Karvonia was closed. Karvonian rockets struck a depot.", "Karvonia")]
    public void An_adjective_before_an_attack_stands_for_its_state(string text, string state)
    {
        var reading = Read(text);
        var actor = Assert.Single(Assert.Single(reading.Events, e => e.Type == "ASSAULT").Actors);
        Assert.Equal((state, false), (NameOf(reading, actor), actor.IsOf));
    }

    [Fact]
    public void People_are_called_by_their_noun_and_their_state_by_its_name()
    {
        var reading = Read("A Peruvian raid killed two men. The Peruvians said nothing.");
        Assert.Equal(["Peruvians"], reading.Entities.Where(e => e.Kind == EntityKind.People).Select(e => e.Entity.Name));
        Assert.Equal(["Peru"], reading.Entities.Where(e => e.Kind == EntityKind.Country).Select(e => e.Entity.Name));
    }

    [Fact]
    public void What_belongs_to_a_state_is_not_the_state()
    {
        var reading = Read("Gunmen seized a Norwegian tanker off the coast.");
        var seized = Assert.Single(Assert.Single(reading.Events).Recipients);
        Assert.Equal(("a Norwegian tanker", true, "NOR"), (seized.Span.In(reading.Document.Text), seized.IsOf, reading.Entities.Single(e => e.Entity.Number == seized.Entity).Country));
    }

    [Fact]
    public void A_headline_is_told_again_by_the_report_below_and_takes_its_day_and_place()
    {
        var reading = Read("Rockets hit port, four dead\n\nOSTREN - Rockets struck the port of Ostren early on Monday, killing four dock workers.");
        var attacks = reading.Events.Where(e => e.Type == "ASSAULT").ToList();
        Assert.Equal(2, attacks.Count);
        Assert.Equal((attacks[1].Number, new DateOnly(2031, 3, 3), attacks[1].Place), (attacks[0].Restates, attacks[0].OccurredOn.Interval?.Start, attacks[0].Place));
        Assert.Null(attacks[1].Restates);
    }

    [Theory]
    [InlineData("Rockets hit port, four dead\n\nGunmen attacked a village in the hills on Monday.")]
    [InlineData("Bomb kills two at school\n\nA day earlier, a bomb had killed nine people at a market on Sunday.")]
    public void Another_happening_below_is_no_second_telling(string text) => Assert.All(Read(text).Events, e => Assert.Null(e.Restates));

    [Theory]
    [InlineData("\"Karvonia has not fired a single missile at Sellenia,\" the foreign minister said.", EventStatus.Denied, Factuality.Negated)]
    [InlineData("No shots were fired, both armies said.", EventStatus.Denied, Factuality.Negated)]
    [InlineData("Reports that our artillery shelled Mirna are false.", EventStatus.Denied, Factuality.Negated)]
    [InlineData("No soldier was killed, the ministry said.", EventStatus.Claimed, Factuality.Negated)]
    [InlineData("The ministry said its forces had hit a depot.", EventStatus.Claimed, Factuality.Actual)]
    [InlineData("The army said that Indian and Chinese troops had clashed at the pass.", EventStatus.Claimed, Factuality.Actual)]
    public void Who_says_that_it_did_not_happen_denies_and_who_tells_of_its_own_forces_accuses_nobody(string text, EventStatus status, Factuality factuality)
    {
        var attack = Assert.Single(Read(text).Events, e => e.Type == "ASSAULT");
        Assert.Equal((status, factuality), (attack.Status, attack.Factuality));
    }

    [Theory]
    [InlineData("Opposition leaders attacked the mayor over water cuts.", "ACCUSE")]
    [InlineData("Senators attacked the president on Monday.", "ACCUSE")]
    [InlineData("The minister hit back, calling the criticism cheap.", "ACCUSE")]
    [InlineData("Gunmen attacked the mayor on Monday.", "ASSAULT")]
    [InlineData("The rebel army hit back with rockets.", "ASSAULT")]
    public void Politicians_attack_with_words(string text, string type) => Assert.Equal([type], Read(text).Events.Select(e => e.Type));

    [Theory]
    [InlineData("Karvonia gave Vessar several hours' notice of the strike.")]
    [InlineData("Vessar had been told of the operation in advance.")]
    [InlineData("Karvonia had provided advance warning of the raid to Vessar.")]
    public void Notice_given_is_told_as_notice(string text) =>
        Assert.Contains(Read(text).Events, e => e is { Type: "COOPERATE", Mode: "notice", Cameo: "064" } && e.Recipients.Any(r => r.Span.In(text).Contains("Vessar", StringComparison.Ordinal)));

    [Fact]
    public void Notice_that_is_passed_on_is_notice_and_who_passes_it_on_acts()
    {
        var text = "Karvonia had provided advance warning of the raid to the Vessari, who, in turn, had passed it on to Sellenia.";
        var relay = Read(text).Events.Last(e => e.Type == "COOPERATE");
        Assert.Equal(("notice", "the Vessari"), (relay.Mode, Assert.Single(relay.Actors).Span.In(text)));
    }

    [Theory]
    [InlineData("Rockets hit the port on Monday. The number of people hurt rose to 31 by evening, doctors said.", "injured 31-31 of v1")]
    [InlineData("A bomb exploded in the market on Monday. No one was hurt.", "injured 0-0 of v1")]
    [InlineData("Rockets hit the camp on Monday. 34 soldiers suffered brain injuries, the army said.", "injured 34-34 of v1")]
    [InlineData("Rockets hit the camp on Monday. The army said that 80 men had been killed or wounded.", " of v1")]
    public void A_clause_that_only_gives_a_toll_adds_to_its_attack(string text, string expected)
    {
        var told = Read(text).Events.Skip(1).Where(e => e.Type == "ASSAULT");
        string Range(string name, CountRange? range) => range is null ? "" : $"{name} {range.Min}-{range.Max}";
        Assert.Equal([expected], told.Select(e => $"{Range("killed", e.Killed)}{Range("injured", e.Injured)} of v{e.Restates}"));
    }

    [Fact]
    public void Dead_or_none_is_contested_as_a_toll_and_not_as_whether_it_happened()
    {
        var matters = Read("Karvonian rockets hit the Lomna base on Monday. No soldier was killed, the defence ministry said. State television claimed that 80 soldiers had been killed.").Contested;
        Assert.Equal([ContestedOn.Toll], matters.Select(m => m.On));
    }

    [Theory]
    [InlineData("The general doubted it, saying that Karvonia had meant to kill soldiers and not stage an attack.")]
    [InlineData("He refused to exchange the wounded.")]
    [InlineData("The commission could not say who was responsible for the attack.")]
    public void What_was_meant_or_asked_or_wounded_is_no_attack(string text) => Assert.DoesNotContain(Read(text).Events, e => e.Type == "ASSAULT");

    [Fact]
    public void The_worst_attack_of_the_year_is_the_attack_just_told() =>
        Assert.Single(Read("Rockets struck the port on Monday, in what the mayor called the worst attack on the town this year.").Events, e => e.Type == "ASSAULT");

    [Theory]
    [InlineData("Missiles strike Lomna air base, eight dead", 8)]
    [InlineData("Missiles strike Lomna air base, killing eight", 8)]
    public void The_dead_of_a_headline_are_counted(string text, int killed) => Assert.Equal(killed, Assert.Single(Read(text).Events).Killed?.Max);

    [Fact]
    public void Who_asks_is_nobody() => Assert.All(Read("Her team could not yet say who had fired the missiles.").Events, e => Assert.Empty(e.Actors));

    [Fact]
    public void Who_is_warned_in_turn_is_given_notice()
    {
        var text = "Vessar passed the notice to Sellenia's intelligence service, which in turn warned the Alliance, whose airmen use part of the base.";
        var relays = Read(text).Events;
        Assert.Equal(["notice", "notice"], relays.Select(e => e.Mode));
        Assert.Equal("Sellenia's intelligence service", Assert.Single(relays[^1].Actors).Span.In(text));
    }

    [Fact]
    public void Who_wanted_to_kill_in_an_attack_carried_it_out()
    {
        var text = "The general said that Karvonia had wanted to kill soldiers in the missile attack on the base.";
        Assert.Equal("Karvonia", Assert.Single(Assert.Single(Read(text).Events).Actors).Span.In(text));
    }

    [Fact]
    public void It_takes_up_the_state_that_the_sentence_before_told_of()
    {
        var reading = Read("Iran struck two bases. But it had warned Iraq in advance.");
        Assert.Equal("Iran", NameOf(reading, Assert.Single(reading.Events.Last().Actors)));
    }

    [Fact]
    public void Words_that_deny_and_pledge_do_both()
    {
        var claim = Assert.Single(Read("\"We do not seek war, but will defend ourselves,\" the minister said.").Attributions);
        Assert.Equal((SpeechAct.Deny, SpeechAct.Promise), (claim.Act, Assert.Single(claim.AlsoActs)));
    }

    [Fact]
    public void Who_was_told_is_no_content() => Assert.Empty(Read("Sellenia was told before the missiles came.").Attributions);

    [Fact]
    public void A_source_ends_before_what_it_says_elsewhere()
    {
        var text = "The attack was blamed on a militia by experts who doubted that the ceasefire would hold.";
        Assert.All(Read(text).Attributions.Where(a => !a.Source.Spans.IsEmpty), a => Assert.DoesNotContain("ceasefire", a.Source.Spans[0].In(text), StringComparison.Ordinal));
    }

    [Fact]
    public void A_content_ends_before_the_occasion_on_which_it_was_said()
    {
        var text = "The president pointed to the lack of casualties in his remarks that were seen as far milder than expected.";
        Assert.Contains(Read(text).Attributions, a => a.Content.Any(c => c.In(text) == "the lack of casualties"));
    }

    private static Reading Read(string text) => Shared.Value.Read(new Document("text", text, PublishedAt: Tuesday));

    private static string? NameOf(Reading reading, Participant participant) => reading.Entities.SingleOrDefault(e => e.Entity.Number == participant.Entity)?.Entity.Name;
}
