using System.Collections.Immutable;
using CsCheck;
using Tocsin.Analysis.Attributions;
using Tocsin.Analysis.Contention;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Places;
using Tocsin.Analysis.Record;
using Tocsin.Tests;
using Xunit;

namespace Tocsin.Analysis.Tests;

public sealed class ContestedMattersTests
{
    private static readonly RecordedParty Marran = RecordMaker.Party("MRN", "MRN");
    private static readonly RecordedParty Ministry = RecordMaker.Party("MRN", "ministry of Marran", "MRN", "GOV");
    private static readonly RecordedParty Oster = RecordMaker.Party("OST", "OST");
    private static readonly RecordedParty Varr = RecordMaker.Party("OST", "Lena Varr", "OST", "GOV");
    private static readonly RecordedParty Experts = RecordMaker.Party("experts");

    [Fact]
    public void An_intention_that_two_documents_see_otherwise_is_contested()
    {
        var (first, attack) = Report("d1", maker => maker.Event("MRN", "OST", on: "2031-03-03"));
        var said = first.Claim(Varr, "They came to kill our people");
        first.Means("MRN", true, said, attack);
        var second = new RecordMaker("d2", "2031-03-05");
        second.Means("MRN", false, second.Claim(Ministry, "It was only meant as a signal"));

        Assert.Equal(
            """
            Intention i1: What did MRN intend? the attack
              meant to harm (1): Lena Varr assert “They came to kill our people” d1
              meant no harm (1): ministry of Marran assert “It was only meant as a signal” d2
            """,
            Print([Incident("i1", attack)], first.Make(), second.Make()));
    }

    [Fact]
    public void What_one_source_means_and_nobody_doubts_is_not_contested()
    {
        var maker = new RecordMaker("d1");
        maker.Means("MRN", false, maker.Claim(Ministry, "we do not seek war"));
        maker.Means("OST", true, maker.Claim(Varr, "we will answer"));
        Assert.Equal("", Print([], maker.Make()));
    }

    [Fact]
    public void An_accusation_that_nobody_answers_is_open_and_no_contest()
    {
        var maker = new RecordMaker("d1");
        var said = maker.Claim(Experts, "a Marran-backed militia fired it", SpeechAct.Allege, SourceKind.Role);
        var attack = maker.Event("", "OST", by: RecordMaker.Party("a Marran-backed militia"), status: EventStatus.Accused, claim: said);
        Assert.Equal(
            """
            Responsibility i1: Who did it? the attack (open)
              a Marran-backed militia did it (1): experts allege “a Marran-backed militia fired it” d1
            """,
            Print([Incident("i1", attack)], maker.Make()));
    }

    [Theory]
    [InlineData(EventStatus.Fact)]
    [InlineData(EventStatus.Claimed)]
    public void What_a_report_makes_its_own_or_the_actor_claims_is_no_open_accusation(EventStatus status)
    {
        var maker = new RecordMaker("d1");
        var said = maker.Claim(Marran, "we struck");
        var attack = maker.Event("", "OST", by: Marran, status: status, claim: status == EventStatus.Claimed ? said : null);
        Assert.Equal("", Print([Incident("i1", attack)], maker.Make()));
    }

    [Fact]
    public void The_accused_who_denies_while_others_tell_of_the_act_denies_a_part()
    {
        var first = new RecordMaker("d1");
        var happened = first.Event("", "OST", words: "rockets hit the depot");
        var accused = first.Event("", "OST", by: Marran, status: EventStatus.AccusedByAuthority, claim: first.Claim(Varr, "Marran fired them", SpeechAct.Allege));
        var second = new RecordMaker("d2");
        var denied = second.Event("", "OST", by: Marran, status: EventStatus.Denied, claim: second.Claim(Ministry, "we fired nothing", SpeechAct.Deny));
        Assert.Equal(
            """
            Responsibility i1: Who did it? the attack
              MRN did it (1): Lena Varr allege “Marran fired them” d1
              MRN did not (1): ministry of Marran deny “we fired nothing” d2
            """,
            Print([Incident("i1", happened, accused, denied)], first.Make(), second.Make()));
    }

    [Fact]
    public void A_denial_where_only_the_accuser_tells_of_it_denies_that_it_happened()
    {
        var first = new RecordMaker("d1");
        var accused = first.Event("", "OST", by: Marran, status: EventStatus.AccusedByAuthority, claim: first.Claim(Varr, "Marran fired rockets", SpeechAct.Allege));
        var second = new RecordMaker("d2");
        var denied = second.Event("", "OST", by: Marran, status: EventStatus.Denied, claim: second.Claim(Ministry, "we fired nothing", SpeechAct.Deny));
        Assert.Equal(
            """
            Occurrence i1: Did it happen? the attack
              it happened (1): Lena Varr allege “Marran fired rockets” d1
              it did not happen (1): ministry of Marran deny “we fired nothing” d2
            """,
            Print([Incident("i1", accused, denied)], first.Make(), second.Make()));
    }

    [Fact]
    public void Two_who_are_named_by_different_sources_make_it_contested_who_did_it()
    {
        var first = new RecordMaker("d1");
        var one = first.Event("", "OST", by: Marran, status: EventStatus.AccusedByAuthority, claim: first.Claim(Varr, "Marran did it", SpeechAct.Allege));
        var second = new RecordMaker("d2");
        var front = RecordMaker.Party("northern front", "Northern Front", null, "REB");
        var other = second.Event("", "OST", by: front, status: EventStatus.Claimed, claim: second.Claim(front, "our fighters did it"));
        Assert.StartsWith("Responsibility i1: Who did it? the attack\n  MRN did it (1)", Print([Incident("i1", one, other)], first.Make(), second.Make()), StringComparison.Ordinal);
    }

    [Fact]
    public void Copies_of_one_report_are_one_origin_and_one_voice()
    {
        var readings = Enumerable.Range(1, 3).Select(n =>
        {
            var maker = new RecordMaker($"d{n}");
            var accused = maker.Event("", "OST", by: Marran, status: EventStatus.AccusedByAuthority, claim: maker.Claim(Varr, "Marran fired rockets", SpeechAct.Allege));
            return (Key: accused, Reading: maker.Make());
        }).ToList();
        var printed = Print([Incident("i1", [.. readings.Select(one => one.Key)])], (document, _) => "d1", [.. readings.Select(one => one.Reading)]);
        Assert.Equal("Responsibility i1: Who did it? the attack (open)\n  MRN did it (1): Lena Varr allege “Marran fired rockets” d1", printed);
    }

    [Theory]
    [InlineData("2031-03-05T08:00", 8, "2031-03-06T10:00", 11, "")]
    [InlineData("2031-03-05T08:00", 8, "2031-03-05T12:00", 11, "8 killed | 11 killed")]
    [InlineData("2031-03-05T08:00", 11, "2031-03-08T08:00", 8, "8 killed | 11 killed")]
    [InlineData("2031-03-05T08:00", 8, "2031-03-05T09:00", 8, "")]
    public void A_toll_that_rises_is_news_and_one_that_excludes_another_is_contested(string at, int killed, string later, int laterKilled, string expected)
    {
        var first = new RecordMaker("d1", at);
        var one = first.Event("", "OST", killed: killed, claim: first.Claim(Varr, "dead"));
        var second = new RecordMaker("d2", later);
        var other = second.Event("", "OST", killed: laterKilled, claim: second.Claim(Ministry, "dead"));
        var incident = Incident("i1", one, other) with
        {
            Tolls =
            [
                new SourcedToll("Lena Varr", "d1", RecordMaker.Moment(at), true, killed, killed, one, true),
                new SourcedToll("ministry of Marran", "d2", RecordMaker.Moment(later), true, laterKilled, laterKilled, other, true),
            ],
        };
        var found = Of([incident], null, first.Make(), second.Make()).Where(matter => matter.On == ContestedOn.Toll);
        Assert.Equal(expected, string.Join("; ", found.Select(matter => string.Join(" | ", matter.Sides.Select(side => side.Label)))));
    }

    [Theory]
    [InlineData(33.0, 44.0, 33.1, 44.0, "")]
    [InlineData(33.0, 44.0, 34.0, 44.0, "in Dorvan | in Kesh")]
    public void Towns_far_from_each_other_are_contested_and_neighbours_are_not(double latitude, double longitude, double otherLatitude, double otherLongitude, string expected)
    {
        var first = new RecordMaker("d1");
        var one = first.Event("", "OST", place: new RecordedPlace("Kesh", PlaceKind.City, null, null, latitude, longitude, default), claim: first.Claim(Varr, "in Kesh"));
        var second = new RecordMaker("d2");
        var other = second.Event("", "OST", place: new RecordedPlace("Dorvan", PlaceKind.City, null, null, otherLatitude, otherLongitude, default), claim: second.Claim(Ministry, "in Dorvan"));
        Assert.Equal(expected, Sides(ContestedOn.Place, Incident("i1", one, other), first.Make(), second.Make()));
    }

    [Theory]
    [InlineData("2031-03-03", "2031-03-04", "")]
    [InlineData("2031-03-03", "2031-03-05", "on 2031-03-03 | on 2031-03-05")]
    public void Days_that_midnight_cannot_explain_are_contested(string day, string otherDay, string expected)
    {
        var first = new RecordMaker("d1");
        var one = first.Event("", "OST", on: day, claim: first.Claim(Varr, "then"));
        var second = new RecordMaker("d2");
        var other = second.Event("", "OST", on: otherDay, claim: second.Claim(Ministry, "then"));
        Assert.Equal(expected, Sides(ContestedOn.Time, Incident("i1", one, other), first.Make(), second.Make()));
    }

    /// <summary>Whatever is told by whom, the order of documents and incidents changes nothing, every stance stands in a document, and a contest has two sides with a voice each.</summary>
    [Fact]
    public void The_order_means_nothing()
    {
        var told = from kind in Gen.Int[0, 5]
                   from who in Gen.Int[0, 3]
                   from day in Gen.Int[1, 5]
                   from killed in Gen.Int[0, 12]
                   select (kind, who, day, killed);
        Gen.Select(told.Array[1, 8], Gen.Int).Sample((all, seed) =>
        {
            RecordedParty[] sources = [Varr, Ministry, Experts, Oster];
            var keys = new List<EventKey>();
            var readings = all.Select((one, n) =>
            {
                var maker = new RecordMaker($"d{n}", $"2031-03-0{one.day}");
                var claim = maker.Claim(sources[one.who], $"words {one.kind}", one.kind == 1 ? SpeechAct.Deny : SpeechAct.Assert);
                var status = one.kind switch { 0 => EventStatus.Fact, 1 => EventStatus.Denied, 2 => EventStatus.Accused, 3 => EventStatus.Claimed, _ => EventStatus.AccusedByAuthority };
                keys.Add(maker.Event("", "OST", by: one.kind == 5 ? Oster : Marran, status: status, claim: one.kind == 0 ? null : claim, on: $"2031-03-0{one.day}", killed: one.killed));
                return maker.Means("MRN", one.kind % 2 == 0, claim, keys[^1]).Make();
            }).ToImmutableArray();
            var incidents = keys.Chunk(3).Select((part, n) => Incident($"i{n}", part)).ToImmutableArray();
            var shuffled = new Random(seed);
            var printed = Print(incidents, null, [.. readings]);
            Assert.Equal(printed, Print([.. incidents.OrderBy(_ => shuffled.Next())], null, [.. readings.OrderBy(_ => shuffled.Next())]));
            foreach (var matter in Of(incidents, null, [.. readings]))
            {
                Assert.True(matter.OnlyAccused ? matter.Sides.Length == 1 : matter.Sides.Length >= 2, printed);
                Assert.All(matter.Sides, side => Assert.True(side.Stances.Length > 0 && side.Origins > 0));
            }
        });
    }

    private static (RecordMaker Maker, EventKey Key) Report(string id, Func<RecordMaker, EventKey> tell)
    {
        var maker = new RecordMaker(id);
        return (maker, tell(maker));
    }

    private static Incident Incident(string id, params EventKey[] events) => new(
        id, "the attack", "ASSAULT", null, null, null, [], [], null, EventStatus.Fact, Factuality.Actual, [], [.. events], [], 1, 1);

    private static ImmutableArray<ContestedMatter> Of(ImmutableArray<Incident> incidents, Func<string, Language.TextSpan, string>? originOf, params RecordedReading[] readings) =>
        ContestedMatters.Of(incidents, [.. readings], originOf ?? ((document, _) => document), side => side);

    private static string Sides(ContestedOn on, Incident incident, params RecordedReading[] readings) =>
        string.Join("; ", Of([incident], null, readings).Where(matter => matter.On == on).Select(matter => string.Join(" | ", matter.Sides.Select(side => side.Label))));

    private static string Print(ImmutableArray<Incident> incidents, params RecordedReading[] readings) => Print(incidents, null, readings);

    private static string Print(ImmutableArray<Incident> incidents, Func<string, Language.TextSpan, string>? originOf, params RecordedReading[] readings) =>
        string.Join('\n', Of(incidents, originOf, readings).Select(matter =>
            $"{matter.On} {matter.Incident ?? "-"}: {matter.Question}{(matter.OnlyAccused ? " (open)" : "")}\n" + string.Join('\n', matter.Sides.Select(side =>
                $"  {side.Label} ({side.Origins}): " + string.Join("; ", side.Stances.Select(stance => $"{stance.Who} {stance.Act} “{stance.Words}” {stance.Document}"))))));
}
