using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using CsCheck;
using Tocsin.Analysis.Attributions;
using Tocsin.Analysis.Contract;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Situations;
using Tocsin.Tests;
using Xunit;

namespace Tocsin.Analysis.Tests.Situations;

public sealed class SituationViewTests
{
    private static readonly Situation Pair = Situation.Everything with { Name = "Marran-Oster", Sides = ["MRN", "OST"] };
    private static readonly SituationViewer Viewer = SituationViewer.Load();

    [Fact]
    public void A_report_of_one_side_alone_is_out_of_scope_and_an_older_one_is_counted()
    {
        var both = Attack("d1", "2031-03-05");
        var other = new RecordMaker("d2", "2031-03-05");
        other.Event("MRN", "VES");
        var view = Viewer.Of(Pair, Facts("2031-03-06", both, other.Make(), Attack("d3", "2031-01-05")));
        Assert.Equal(["d1"], view.Documents.Select(document => document.Document.Id));
        Assert.Equal((1, RecordMaker.Moment("2031-01-05")), (view.OlderDocuments, view.NewestOlder));
        Assert.True(Assert.Single(view.Incidents).IsCentral);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_pair_is_measured_against_its_own_past_before_the_window_however_many_told_it(int outlets)
    {
        var past = Enumerable.Range(0, 6).Select(n => RecordMaker.Day("2030-12-01").AddDays(9 * n)).SelectMany(day => Enumerable.Range(0, outlets).Select(outlet =>
        {
            var maker = new RecordMaker($"d{day:MMdd}-{outlet}", $"{day:yyyy-MM-dd}", $"Outlet {outlet}");
            maker.Event("MRN", "OST", on: $"{day:yyyy-MM-dd}");
            return maker.Make();
        })).ToArray();
        var view = Viewer.Of(Pair, Facts("2031-03-06", [.. past, Attack("d1", "2031-03-05")]));
        var acts = Assert.Single(view.Pairs).Acts;
        Assert.Equal((6 * outlets, 7), (view.OlderDocuments, acts.Happenings));
        Assert.InRange(acts.HistoryDays, 80, 100);
        Assert.True(acts.Usual > 0);
        var alone = Assert.Single(Viewer.Of(Pair, Facts("2031-03-06", Attack("d1", "2031-03-05"))).Pairs).Acts;
        Assert.Equal((0, 0.0), (alone.HistoryDays, alone.Usual));
    }

    [Fact]
    public void A_retracted_report_is_shown_and_nothing_comes_of_it()
    {
        var facts = Facts("2031-03-06", Attack("d1", "2031-03-05")) with { Corrections = [new Correction.Retract("c1", RecordMaker.Moment("2031-03-05T12:00"), "desk", "withdrawn by its outlet", "d1")] };
        var view = Viewer.Of(Pair, facts);
        Assert.Equal("withdrawn by its outlet", Assert.Single(view.Documents).Retraction);
        Assert.Empty(view.Incidents);
        Assert.Empty(view.Readings);
        Assert.Equal("retracted withdrawn by its outlet", Changes(view with { }));
    }

    [Fact]
    public void Tells_what_changed_since()
    {
        var first = new RecordMaker("d1", "2031-03-04T08:00", "Courier");
        var claim = first.Claim(RecordMaker.Party("OST", "Lena Varr", "OST", "GOV"), "Marran shelled the harbour", SpeechAct.Allege);
        first.Event("MRN", "OST", on: "2031-03-03", status: EventStatus.AccusedByAuthority, claim: claim, killed: 3, words: "Marran shelled the harbour of Kesh, killing three", place: Kesh, weapon: "shell");
        var second = new RecordMaker("d2", "2031-03-05T20:00", "Gazette");
        second.Event("MRN", "OST", on: "2031-03-03", killed: 8, words: "Marran shelled the harbour of Kesh, killing eight", place: Kesh, weapon: "shell");
        var third = new RecordMaker("d3", "2031-03-05T21:00", "Post");
        third.Event("OST", "MRN", type: "COERCE", on: "2031-03-05", words: "Oster closed the strait");
        var view = Viewer.Of(Pair, Facts("2031-03-06", first.Make(), second.Make(), third.Make()), new ViewSettings(Since: RecordMaker.Moment("2031-03-05T12:00")));
        Assert.Equal(
            """
            firmer AccusedByAuthority Fact d2
            toll-rose 3 8 d2
            more-origins 1 2 d2
            new-incident d3
            pair-moved
            """,
            Changes(view));
        Assert.False(view.IsNewSince);
    }

    [Fact]
    public void Where_nothing_was_known_before_all_is_new_and_no_list_of_it()
    {
        var view = Viewer.Of(Pair, Facts("2031-03-06", Attack("d1", "2031-03-05T18:00")));
        Assert.True(view.IsNewSince);
        Assert.Empty(view.Changes);
    }

    [Fact]
    public void An_outlet_that_stops_is_silent_against_its_own_rhythm_only()
    {
        var hourly = Enumerable.Range(0, 8).Select(hour => Attack($"h{hour}", $"2031-03-01T0{hour}:00", "Hourly"));
        var weekly = new[] { "02-01", "02-08", "02-15", "02-22" }.Select((day, n) => Attack($"w{n}", $"2031-{day}T06:00", "Weekly"));
        var view = Viewer.Of(Pair, Facts("2031-03-02T12:00", [.. hourly, .. weekly, Attack("n1", "2031-02-02", "Newcomer")]));
        Assert.Equal(["Hourly"], view.Outlets.Where(outlet => outlet.IsSilent).Select(outlet => outlet.Name));
        Assert.Equal(TimeSpan.FromHours(1), view.Outlets.Single(outlet => outlet.Name == "Hourly").UsualGap);
        Assert.Null(view.Outlets.Single(outlet => outlet.Name == "Newcomer").UsualGap);
    }

    [Fact]
    public void The_recorded_clock_does_not_know_what_the_published_one_does()
    {
        var facts = Facts("2031-03-05", Attack("d1", "2031-03-04", recorded: "2031-06-01"));
        Assert.Empty(Viewer.Of(Pair, facts).Documents);
        Assert.Single(Viewer.Of(Pair, facts, new ViewSettings(Clock: RecordClock.Published)).Documents);
    }

    [Fact]
    public void Keeps_to_the_schema()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("docs", "situation.schema.json")));
        var check = new JsonSchemaSubset(schema.RootElement);
        Gen.Int[0, int.MaxValue].Sample(
            seed =>
            {
                var facts = Random(seed);
                foreach (var clock in (RecordClock[])[RecordClock.Recorded, RecordClock.Published])
                {
                    using var json = JsonDocument.Parse(Written(Viewer.Of(Pair, facts, new ViewSettings(Clock: clock))));
                    Assert.Empty(check.Errors(json.RootElement));
                }
            },
            iter: 100);
    }

    [Fact]
    public void The_example_in_the_docs_keeps_to_it_too()
    {
        var formats = File.ReadAllText(Repository.PathOf("docs", "formats.md"));
        var start = formats.IndexOf("{ \"schema\": \"tocsin.situation/1\"", StringComparison.Ordinal);
        using var example = JsonDocument.Parse(formats[start..formats.IndexOf("```", start, StringComparison.Ordinal)]);
        using var schema = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("docs", "situation.schema.json")));
        Assert.Empty(new JsonSchemaSubset(schema.RootElement).Errors(example.RootElement));
    }

    /// <summary>A moment replayed from all that was recorded later is, to the byte, what was shown then, in whatever order the facts come.</summary>
    [Fact]
    public void A_replay_is_what_was_shown_then() => Gen.Select(Gen.Int[0, int.MaxValue], Gen.Int[1, 9]).Sample(
        (seed, day) =>
        {
            var all = Random(seed);
            var moment = RecordMaker.Moment($"2031-03-0{day}T12:00");
            var then = all with
            {
                AsOf = moment,
                Readings = [.. all.Readings.Where(reading => reading.Document.RecordedAt <= moment)],
                Corrections = [.. all.Corrections.Where(correction => correction.RecordedAt <= moment)],
            };
            var shuffled = new Random(seed);
            var replayed = all with { AsOf = moment, Readings = [.. all.Readings.OrderBy(_ => shuffled.Next())], Corrections = [.. all.Corrections.Reverse()] };
            Assert.Equal(Encoding.UTF8.GetString(Written(Viewer.Of(Pair, then))), Encoding.UTF8.GetString(Written(Viewer.Of(Pair, replayed))));
        },
        iter: 60);

    /// <summary>Every statement of a view leads to characters of a report that is in it.</summary>
    [Fact]
    public void Everything_leads_back_to_a_report() => Gen.Int[0, int.MaxValue].Sample(
        seed =>
        {
            var view = Viewer.Of(Pair, Random(seed));
            Assert.All(view.Incidents.SelectMany(one => one.Accounts), account => Assert.NotNull(view.Event(account.Event)));
            Assert.All(view.Contested.SelectMany(matter => matter.Sides).SelectMany(side => side.Stances), stance =>
            {
                Assert.NotNull(view.Reading(stance.Document));
                Assert.NotEmpty(view.SpansOf(stance));
            });
            Assert.All(view.Outlets.Concat(view.Speakers), source => Assert.NotNull(view.Reading(source.LastDocument)));
        },
        iter: 60);

    private static RecordedPlace Kesh => new("Kesh", Places.PlaceKind.City, null, null, 33, 44, default);

    private static RecordedReading Attack(string id, string published, string? outlet = null, string? recorded = null)
    {
        var maker = new RecordMaker(id, published, outlet);
        maker.Event("MRN", "OST");
        return maker.Make(recorded);
    }

    private static RecordFacts Facts(string asOf, params RecordedReading[] readings) => new(RecordMaker.Moment(asOf), [.. readings], [], [], []);

    private static byte[] Written(SituationView view)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, ReadingJson.WriterOptions))
        {
            SituationJson.Write(json, view);
        }

        return buffer.ToArray();
    }

    /// <summary>Reports of ten days that tell, accuse, deny and intend, some recorded days after they came out, and some corrected.</summary>
    private static RecordFacts Random(int seed)
    {
        var random = new Random(seed);
        RecordedParty[] sources = [RecordMaker.Party("OST", "Lena Varr", "OST", "GOV"), RecordMaker.Party("MRN", "ministry of Marran", "MRN", "GOV"), RecordMaker.Party("experts")];
        var corrections = ImmutableArray.CreateBuilder<Correction>();
        var readings = Enumerable.Range(0, random.Next(1, 9)).Select(n =>
        {
            var day = random.Next(1, 9);
            var maker = new RecordMaker($"d{n}", random.Next(2) == 0 ? $"2031-03-0{day}" : $"2031-03-0{day}T10:30", random.Next(3) == 0 ? null : $"Outlet {random.Next(3)}");
            for (var i = random.Next(1, 4); i > 0; i--)
            {
                var denies = random.Next(3) == 0;
                var claim = maker.Claim(sources[random.Next(3)], $"words {random.Next(4)}", denies ? SpeechAct.Deny : SpeechAct.Assert);
                var (actor, recipient) = random.Next(3) == 0 ? ("OST", "MRN") : ("MRN", "OST");
                var told = maker.Event(
                    actor, recipient, on: random.Next(2) == 0 ? null : $"2031-03-0{random.Next(1, day + 1)}", killed: random.Next(3) == 0 ? random.Next(9) : null, place: random.Next(2) == 0 ? Kesh : null,
                    status: denies ? EventStatus.Denied : random.Next(2) == 0 ? EventStatus.Fact : EventStatus.AccusedByAuthority, claim: claim);
                maker.Means("MRN", random.Next(2) == 0, claim, told);
                if (random.Next(9) == 0)
                {
                    corrections.Add(new Correction.Field($"c{corrections.Count + 1}", RecordMaker.Moment($"2031-03-0{random.Next(1, 10)}"), "desk", "misread", told.ToString(), "status", "possible"));
                }
            }

            return maker.Make($"2031-03-0{Math.Min(9, day + random.Next(3))}T11:00");
        }).ToImmutableArray();
        if (random.Next(4) == 0)
        {
            corrections.Add(new Correction.Retract($"c{corrections.Count + 1}", RecordMaker.Moment("2031-03-07"), "desk", "withdrawn", "d0"));
        }

        return new RecordFacts(RecordMaker.Moment("2031-03-09T18:00"), readings, [], [], corrections.ToImmutable());
    }

    private static string Changes(SituationView view) => string.Join('\n', view.Changes.Select(change => (SituationNames.KindOf(change) + change switch
    {
        SituationChange.Firmer one => $" {one.From} {one.To} {one.Document}",
        SituationChange.TollRose one => $" {one.From} {one.To.Min} {one.Document}",
        SituationChange.MoreOrigins one => $" {one.From} {one.To} {one.Document}",
        SituationChange.Retracted one => $" {one.Reason}",
        SituationChange.PairMoved => "",
        _ => $" {change.Document}",
    }).TrimEnd()));
}
