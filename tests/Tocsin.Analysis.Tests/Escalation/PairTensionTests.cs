using CsCheck;
using Tocsin.Analysis.Attributions;
using Tocsin.Analysis.Escalation;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Record;
using Tocsin.Tests;
using Xunit;

namespace Tocsin.Analysis.Tests.Escalation;

public sealed class PairTensionTests
{
    private static readonly SidePair Pair = new("MRN", "OST");

    [Fact]
    public void Acts_and_statements_of_one_pair_can_point_in_opposite_directions()
    {
        var first = new RecordMaker("d1", "2031-03-03");
        first.Event("OST", "MRN", on: "2031-03-01", mode: "drone", score: -9.5);
        var second = new RecordMaker("d2", "2031-03-05");
        second.Event("MRN", "OST", on: "2031-03-04", mode: "heavy-weapons", score: -9.5);
        second.Means("MRN", false, second.Claim(RecordMaker.Party("MRN", "tal orev"), "We do not seek war", SpeechAct.Deny));
        second.Means("MRN", false, second.Claim(RecordMaker.Party("OST", "lena varr"), "Marran is standing down"));

        var state = State([first.Make(), second.Make()], "2031-03-05");

        Assert.Equal((Direction.Escalating, Direction.DeEscalating), (state.Acts.Direction, state.Statements.Direction));
        Assert.True(state.Diverges);
        Assert.Equal(Direction.Escalating, state.Direction);
        Assert.True(state.Acts.IsShortHistory);
        Assert.Equal(["MRN → OST · ASSAULT · heavy-weapons", "OST → MRN · ASSAULT · drone"], state.Acts.Movers.Select(m => m.Happening.Title));
        Assert.Equal("no new act for 3 days", state.Acts.Lowering[0].Text);
    }

    [Fact]
    public void A_pair_that_always_fights_is_not_escalating_when_it_fights_as_always()
    {
        var war = Enumerable.Range(0, 60).Select(day => Attack($"d{day}", RecordMaker.Day("2031-01-01").AddDays(day))).ToArray();

        var usual = State(war, "2031-03-01");
        var surge = State([.. war, .. Enumerable.Range(0, 12).Select(n => Attack($"x{n}", RecordMaker.Day("2031-02-26").AddDays(n % 4)))], "2031-03-01");

        Assert.Equal((Direction.Holding, TensionLevel.Usual), (usual.Acts.Direction, usual.Acts.Standing));
        Assert.Equal((Direction.Escalating, TensionLevel.FarAboveUsual), (surge.Acts.Direction, surge.Acts.Standing));
        Assert.False(usual.Acts.IsShortHistory);
    }

    [Fact]
    public void A_war_that_falls_silent_de_escalates()
    {
        var war = Enumerable.Range(0, 60).Select(day => Attack($"d{day}", RecordMaker.Day("2031-01-01").AddDays(day)));

        Assert.Equal(Direction.DeEscalating, State([.. war], "2031-03-10").Acts.Direction);
    }

    [Theory]
    [InlineData(EventStatus.Fact, Factuality.Actual, -9, "act -9")]
    [InlineData(EventStatus.Denied, Factuality.Actual, -9, "")]
    [InlineData(EventStatus.Fact, Factuality.Negated, -9, "")]
    [InlineData(EventStatus.Fact, Factuality.Historical, -9, "")]
    [InlineData(EventStatus.Fact, Factuality.Threatened, -9, "statement -3.5")]
    public void What_did_not_happen_is_no_act(EventStatus status, Factuality factuality, double score, string expected)
    {
        var report = new RecordMaker("d1", "2031-03-05");
        report.Event("MRN", "OST", score: score, status: status, factuality: factuality, on: "2031-03-04");

        var state = State([report.Make()], "2031-03-05");

        Assert.Equal(expected, string.Join(", ", state.Acts.Movers.Select(m => $"act {m.Happening.Score}").Concat(state.Statements.Movers.Select(m => $"statement {m.Happening.Score}"))));
    }

    [Fact]
    public void Who_did_it_may_be_an_accusation_while_the_attack_is_a_fact()
    {
        var report = new RecordMaker("d1", "2031-03-05");
        report.Event("", "OST", on: "2031-03-04");
        report.Event("MRN", "OST", on: "2031-03-04", status: EventStatus.Accused);

        var state = PairTension.Of(Pair, [report.Make()], _ => "i1", (id, _) => id, RecordMaker.Day("2031-03-05"));

        Assert.Equal(EventStatus.Accused, Assert.Single(state.Acts.Movers).Happening.Status);
    }

    [Fact]
    public void What_is_denied_retracted_or_reprinted_moves_nothing_and_order_means_nothing() => Gen.Int[0, 1_000_000].Sample(
        seed =>
        {
            var random = new Random(seed);
            RecordedReading[] readings = [.. Enumerable.Range(0, random.Next(1, 8)).Select(n => Report(random, $"d{n}"))];
            var whole = Print(readings, id => id);

            var denied = new RecordMaker("z1", "2031-02-20");
            denied.Event("MRN", "OST", status: EventStatus.Denied, on: "2031-03-01");
            denied.Event("MRN", "OST", factuality: Factuality.Negated, on: "2031-03-01");
            Assert.Equal(whole, Print([.. readings, denied.Make()], id => id));

            var original = readings[random.Next(readings.Length)];
            var copy = Reprint(original, "z2");
            Assert.Equal(whole, Print([.. readings, copy], id => id == "z2" ? original.Document.Id : id));

            var mixed = readings.ToArray();
            random.Shuffle(mixed);
            Assert.Equal(whole, Print(mixed, id => id));
        },
        iter: 200);

    private static RecordedReading Report(Random random, string id)
    {
        var maker = new RecordMaker(id, RecordMaker.Day("2031-02-20").AddDays(random.Next(12)).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        for (var n = random.Next(1, 5); n > 0; n--)
        {
            var quad = (Quad)random.Next(4);
            maker.Event(
                random.Next(2) == 0 ? "MRN" : "OST", random.Next(2) == 0 ? "MRN" : "OST", "T" + random.Next(3), (random.NextDouble() * 10) * (quad is Quad.MaterialConflict or Quad.VerbalConflict ? -1 : 1), quad: quad,
                on: random.Next(2) == 0 ? null : "2031-02-2" + random.Next(9), status: (EventStatus)random.Next(6), factuality: (Factuality)random.Next(7));
        }

        var claim = maker.Claim(random.Next(3) == 0 ? null : RecordMaker.Party(random.Next(2) == 0 ? "MRN" : "OST"), "words");
        return maker.Means("MRN", random.Next(2) == 0, claim).Make();
    }

    private static RecordedReading Reprint(RecordedReading original, string id) => new(
        original.Document with { Id = id, PublishedAt = original.Document.PublishedAt!.Value.AddDays(1) }, "test",
        [.. original.Events.Select(e => e with { Key = new EventKey(id, e.Key.Number) })], [.. original.Claims.Select(c => c with { Key = new ClaimKey(id, c.Key.Number) })], [])
    {
        Intentions = [.. original.Intentions.Select(i => i with { Claim = new ClaimKey(id, i.Claim.Number) })],
    };

    private static RecordedReading Attack(string id, DateOnly day)
    {
        var text = day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var maker = new RecordMaker(id, text);
        maker.Event("MRN", "OST", on: text);
        return maker.Make();
    }

    private static PairState State(RecordedReading[] readings, string asOf) => PairTension.Of(Pair, readings, _ => null, (id, _) => id, RecordMaker.Day(asOf));

    /// <summary>All that the state says but who tells it, to the last digit.</summary>
    private static string Print(RecordedReading[] readings, Func<string, string> originOf) => string.Join(
        '\n',
        PairTension.Of(readings, _ => null, (id, _) => originOf(id), RecordMaker.Day("2031-03-05")).Select(state =>
            $"{state.Pair} {Print(state.Acts)} / {Print(state.Statements)} undated {state.Undated}"));

    private static string Print(ChannelState state) =>
        $"{state.Direction} {state.Level:R} {state.Usual:R} {state.Change:R} [{string.Join("; ", state.Movers.Select(m => $"{m.Happening.Title} {m.Moved:R}"))}] {string.Join("; ", state.Lowering.Select(r => r.Text))}";
}
