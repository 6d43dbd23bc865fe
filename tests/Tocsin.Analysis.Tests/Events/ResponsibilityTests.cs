using Tocsin.Analysis.Events;
using Tocsin.Language;
using Xunit;

namespace Tocsin.Analysis.Tests;

/// <summary>Whom a text holds responsible for an attack, and how firmly.</summary>
public sealed class ResponsibilityTests
{
    private static readonly Lazy<Reader> Shared = new(Reader.Load);

    [Theory]
    [InlineData("A bomb exploded at the market on Monday. The Free Kardian Front claimed responsibility for the attack.", "The Free Kardian Front", EventStatus.Claimed)]
    [InlineData("A judge was murdered in Lomna. The Free Kardian Front took credit for the murder.", "The Free Kardian Front", EventStatus.Claimed)]
    [InlineData("The murder of the judge was claimed by the Free Kardian Front.", "the Free Kardian Front", EventStatus.Claimed)]
    [InlineData("A bomb exploded at the market. Police hold the Free Kardian Front responsible for the attack.", "the Free Kardian Front", EventStatus.AccusedByAuthority)]
    [InlineData("A judge was murdered in Lomna. Neighbours blamed the Free Kardian Front for the crime.", "the Free Kardian Front", EventStatus.Accused)]
    [InlineData("A bomb exploded at the market. The bombing was the work of the Free Kardian Front.", "the Free Kardian Front", EventStatus.Accused)]
    [InlineData("A bomb exploded at the market, and the Free Kardian Front claimed responsibility.", "the Free Kardian Front", EventStatus.Claimed)]
    [InlineData("In a new action attributed to the Free Kardian Front, a bomb destroyed a school in Lomna.", "the Free Kardian Front", EventStatus.Accused)]
    [InlineData("A bomb exploded at the market. Neighbours are convinced that the Free Kardian Front did it.", "the Free Kardian Front", EventStatus.Accused)]
    [InlineData("Members of the Free Kardian Front took part in the murder of a judge.", "Members of the Free Kardian Front", EventStatus.Fact)]
    [InlineData("The minister implicated four officers and five soldiers in the murder of a priest.", "five soldiers", EventStatus.AccusedByAuthority)]
    [InlineData("A bomb exploded at the market. It is presumed that this action involved commandos of the Free Kardian Front.", "commandos of the Free Kardian Front", EventStatus.Possible)]
    [InlineData("THE MURDER OF A JUDGE WAS BLAMED ON FKF [FREE KARDIAN FRONT] GUERRILLAS.", "FKF [FREE KARDIAN FRONT] GUERRILLAS", EventStatus.Accused)]
    [InlineData("A bomb exploded at the market. The interior minister accused the Free Kardian Front of being directly responsible for the attack.", "the Free Kardian Front", EventStatus.AccusedByAuthority)]
    [InlineData("A bomb exploded at the market. A neighbour accused the Free Kardian Front of being behind the attack.", "the Free Kardian Front", EventStatus.Accused)]
    [InlineData("A radio reporter received a telephone call from a member of the Free Kardian Front claiming responsibility for the burning of a restaurant in Lomna.", "a member of the Free Kardian Front", EventStatus.Claimed)]
    [InlineData("A judge was shot dead in Lomna on Sunday. The killers identified themselves as members of the Free Kardian Front.", "members of the Free Kardian Front", EventStatus.Claimed)]
    [InlineData("A judge was shot dead in Lomna on Sunday. Police identified the gunmen as members of the Free Kardian Front.", "members of the Free Kardian Front", EventStatus.AccusedByAuthority)]
    [InlineData("Six priests were murdered in Lomna. The bishop said that the murderers of the priests were members of the Free Kardian Front.", "members of the Free Kardian Front", EventStatus.Accused)]
    [InlineData("A former official said on Sunday that the murder of the six priests in Lomna was an action by the Free Kardian Front.", "the Free Kardian Front", EventStatus.Accused)]
    public void An_attack_told_before_is_completed_by_who_answers_for_it(string text, string actor, EventStatus status)
    {
        var coded = Assert.Single(Shared.Value.Read(new Document("text", text)).Events, e => e.Type == "ASSAULT" && !e.Actors.IsEmpty);
        Assert.Equal((actor, status), (coded.Actors[^1].Span.In(text), coded.Status));
    }

    [Fact]
    public void Who_calls_to_claim_an_attack_is_not_who_is_called()
    {
        var text = "Police said that the Free Kardian Army attacked the Lomna pipeline on Monday. A woman speaking on behalf of the Free Kardian Army called the local media to claim responsibility for the attack.";
        var claimed = Assert.Single(Shared.Value.Read(new Document("text", text)).Events, e => e.Status == EventStatus.Claimed);
        Assert.Equal("the Free Kardian Army", Assert.Single(claimed.Actors).Span.In(text));
    }

    [Fact]
    public void Who_is_hit_by_one_act_and_claims_another_answers_for_the_other()
    {
        var text = "The army has increased its raids on Free Kardian guerrillas, which have claimed responsibility for the attacks on the oil pipeline.";
        var claimed = Assert.Single(Shared.Value.Read(new Document("text", text)).Events, e => e.Status == EventStatus.Claimed);
        Assert.Equal(("attacks", "Free Kardian guerrillas"), (claimed.Anchor.In(text), Assert.Single(claimed.Actors).Span.In(text)));
    }

    [Fact]
    public void Who_took_one_act_upon_himself_did_not_do_another()
    {
        var text = "A bomb exploded at the market. The Free Kardian Front claimed responsibility for the kidnapping of a judge in Lomna.";
        var events = Shared.Value.Read(new Document("text", text)).Events;
        Assert.Empty(Assert.Single(events, e => e.Anchor.In(text) == "exploded").Actors);
        Assert.NotEmpty(Assert.Single(events, e => e.Anchor.In(text) == "kidnapping").Actors);
    }

    [Fact]
    public void What_somebody_is_blamed_for_may_be_named_only_there()
    {
        var text = "We blame the Lomna Party and its armed forces for this cowardly assassination.";
        var killing = Assert.Single(Shared.Value.Read(new Document("text", text)).Events, e => e.Type == "ASSAULT");
        Assert.Equal((2, EventStatus.Accused), (killing.Actors.Length, killing.Status));
    }

    [Theory]
    [InlineData("A judge was kidnapped on Monday near his home in Lomna by the Free Kardian Front.", "the Free Kardian Front")]
    [InlineData("The raid staged by the Free Kardian Front on the hotel lasted two hours.", "the Free Kardian Front")]
    [InlineData("Three policemen were killed in an ambush set by guerrillas.", "guerrillas")]
    public void Who_did_it_is_found_behind_the_words_between(string text, string actor) =>
        Assert.Contains(Shared.Value.Read(new Document("text", text)).Events, e => e.Type == "ASSAULT" && e.Actors.Any(a => a.Span.In(text) == actor));

    [Fact]
    public void The_rebels_are_the_group_named_before()
    {
        var text = "The Free Kardian Army (FKA) rejected the offer on Monday. The rebels attacked a farm near Lomna.";
        var reading = Shared.Value.Read(new Document("text", text));
        var attack = Assert.Single(reading.Events, e => e.Type == "ASSAULT");
        Assert.Equal("Free Kardian Army", reading.Entities.Single(e => e.Entity.Number == Assert.Single(attack.Actors).Entity).Entity.Name);
    }

    [Theory]
    [InlineData("Broken glass killed two women.")]
    [InlineData("Shards of glass killed two women.")]
    public void Things_do_not_act(string text) =>
        Assert.All(Shared.Value.Read(new Document("text", text)).Events, e => Assert.DoesNotContain(e.Actors, a => a.Span.In(text).Contains("glass", StringComparison.Ordinal) || a.Span.In(text).Contains("precaution", StringComparison.Ordinal)));

    [Fact]
    public void A_report_in_capitals_is_read_like_any_other()
    {
        var text = "REBELS OF THE FREE KARDIAN FRONT (FKF) KIDNAPPED A JUDGE IN LOMNA, POLICE SAID.";
        var kidnapping = Assert.Single(Shared.Value.Read(new Document("text", text)).Events);
        Assert.Equal(("abduct", EventStatus.AccusedByAuthority), (kidnapping.Mode, kidnapping.Status));
        Assert.Equal("KIDNAPPED", kidnapping.Anchor.In(text));
    }
}
