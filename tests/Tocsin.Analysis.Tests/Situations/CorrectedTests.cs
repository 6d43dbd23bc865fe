using System.Collections.Immutable;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Situations;
using Tocsin.Tests;
using Xunit;

namespace Tocsin.Analysis.Tests.Situations;

public sealed class CorrectedTests
{
    private static readonly DateTimeOffset Now = RecordMaker.Moment("2031-03-06");

    [Fact]
    public void A_retracted_report_no_longer_counts()
    {
        var facts = Facts([Attack("d1"), Attack("d2")], new Correction.Retract("c1", Now, "desk", "withdrawn", "d1")) with
        {
            Copies = [new CopyLink("d1", "d2", CopyKind.Passage, 0.3, [])],
            IncidentLinks = [new IncidentLink(new EventKey("d1", 1), new EventKey("d2", 1), 0.9, "same town")],
        };
        var applied = Corrected.Apply(facts);
        Assert.Equal(["d2"], applied.Readings.Select(reading => reading.Document.Id));
        Assert.Empty(applied.Copies);
        Assert.Empty(applied.IncidentLinks);
        Assert.Equal("withdrawn", Corrected.Retractions(facts)["d1"].Reason);
    }

    [Theory]
    [InlineData("type", "AID", "AID - MaterialCooperation 10")]
    [InlineData("type", null, "")]
    [InlineData("drop", null, "")]
    [InlineData("mode", "drone", "ASSAULT drone MaterialConflict -9.5")]
    [InlineData("status", "denied", "ASSAULT heavy-weapons MaterialConflict -9 Denied")]
    [InlineData("factuality", "historical", "ASSAULT heavy-weapons MaterialConflict -9 Fact Historical")]
    [InlineData("killed", "8-11", "killed 8 11")]
    [InlineData("killed", "8+", "killed 8 -")]
    [InlineData("occurredOn", "2031-03-03", "on 2031-03-03")]
    [InlineData("place", "Kesh", "in Kesh at 33")]
    [InlineData("place", null, "")]
    public void An_event_is_read_as_corrected(string name, string? value, string expected)
    {
        var reading = Attack("d1");
        var applied = Corrected.Apply(Facts([reading, Attack("d2", new RecordedPlace("Kesh", Places.PlaceKind.City, null, null, 33, 44, default))], new Correction.Field("c1", Now, "desk", "misread", "d1_v1", name, value)));
        var told = applied.Readings[0].Events.FirstOrDefault();
        var shown = (name, told) switch
        {
            (_, null) => "",
            ("killed", _) => $"killed {told.Killed?.Min} {told.Killed?.Max?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "-"}",
            ("occurredOn", _) => $"on {told.OccurredOn.Interval!.Value.Start:yyyy-MM-dd}",
            ("place", _) => told.Place is null ? "" : $"in {told.Place.Name} at {told.Place.Latitude}",
            ("status", _) => $"{told.Type} {told.Mode} {told.Quad} {told.Score} {told.Status}",
            ("factuality", _) => $"{told.Type} {told.Mode} {told.Quad} {told.Score} {told.Status} {told.Factuality}",
            _ => $"{told.Type} {told.Mode ?? "-"} {told.Quad} {told.Score}",
        };
        Assert.Equal(expected, shown);
        Assert.Equal(EventStatus.Fact, reading.Events[0].Status);
    }

    [Theory]
    [InlineData("actor", "Iran", "IRN/IRN/Iran > oster/oster/oster")]
    [InlineData("actor", null, " > oster/oster/oster")]
    [InlineData("recipient", "Edo Varr; Red Dawn Front", "marran/marran/marran > edo varr/LAK/Edo Varr, red dawn front/red dawn front/Red Dawn Front")]
    public void Who_did_it_and_to_whom_is_read_as_corrected(string name, string? value, string expected)
    {
        var known = new RecordMaker("d2");
        known.Claim(new RecordedParty("edo varr", "LAK", "Edo Varr", "LAK", ["GOV"], default), "so it was");
        var told = Corrected.Apply(Facts([Attack("d1"), known.Make()], new Correction.Field("c1", Now, "desk", "misread", "d1_v1", name, value))).Readings[0].Events[0];
        static string Shown(ImmutableArray<RecordedParty> parties) => string.Join(", ", parties.Select(party => $"{party.Key}/{party.Side}/{party.Name}"));
        Assert.Equal(expected, $"{Shown(told.Actors)} > {Shown(told.Recipients)}");
    }

    [Fact]
    public void What_was_corrected_is_joined_as_corrected()
    {
        static RecordedPlace Town(string name) => new(name, Places.PlaceKind.City, null, null, null, null, default);
        static RecordedReading Told(string id, string town)
        {
            var maker = new RecordMaker(id);
            maker.Event("MAR", "OST", on: "2031-03-03", place: Town(town));
            return maker.Make();
        }

        var stored = new IncidentLink(new EventKey("d1", 1), new EventKey("d3", 1), 0.9, "same town");
        var facts = Facts([Told("d1", "Kesh"), Told("d2", "Lomna"), Told("d3", "Kesh")]) with { IncidentLinks = [stored] };
        int Accounts(RecordFacts known) => SituationViewer.Load().Of(Situation.Everything, known, new ViewSettings(Clock: RecordClock.Published)).Incidents.Max(one => one.Accounts.Length);
        Assert.Equal(2, Accounts(facts));
        Assert.Equal(3, Accounts(facts with { Corrections = [new Correction.Field("c1", Now, "desk", "misread", "d2_v1", "place", "Kesh")] }));
        Assert.Equal(1, Accounts(facts with { Corrections = [new Correction.Field("c1", Now, "desk", "misread", "d3_v1", "occurredOn", "2031-02-20")] }));
    }

    [Fact]
    public void The_last_decision_on_a_field_wins_and_one_that_makes_no_sense_changes_nothing()
    {
        var applied = Corrected.Apply(Facts(
            [Attack("d1")],
            new Correction.Field("c10", Now, "desk", "b", "d1_v1", "status", "possible"),
            new Correction.Field("c9", Now, "desk", "a", "d1_v1", "status", "denied"),
            new Correction.Field("c11", Now, "desk", "c", "d1_v1", "status", "nonsense")));
        Assert.Equal(EventStatus.Possible, applied.Readings[0].Events[0].Status);
    }

    [Fact]
    public void What_is_not_there_stays_away_until_somebody_says_what_it_is()
    {
        Correction.Field[] decided =
        [
            new("c1", Now, "desk", "no event", "d1_v1", "drop", null),
            new("c2", Now, "desk", "b", "d1_v1", "status", "denied"),
            new("c3", Now, "desk", "an event after all", "d1_v1", "type", "AID"),
        ];
        Assert.Empty(Corrected.Apply(Facts([Attack("d1")], decided[..2])).Readings[0].Events);
        var told = Assert.Single(Corrected.Apply(Facts([Attack("d1")], decided)).Readings[0].Events);
        Assert.Equal(("AID", EventStatus.Denied), (told.Type, told.Status));
    }

    [Fact]
    public void A_statement_that_is_none_takes_what_rests_on_it_along()
    {
        var maker = new RecordMaker("d1");
        var said = maker.Claim(RecordMaker.Party("marran"), "we did not");
        var other = maker.Claim(RecordMaker.Party("oster"), "they did");
        var attack = maker.Event("marran", "oster", claim: said);
        maker.Means("marran", false, said);
        maker.Contest(new RecordedContest(attack, Contention.ContestedOn.Occurrence, [[other], [said]]));
        var applied = Corrected.Apply(Facts([maker.Make()], new Correction.Field("c1", Now, "desk", "no statement", said.ToString(), "act", null))).Readings[0];
        Assert.Equal([other], applied.Claims.Select(claim => claim.Key));
        Assert.Empty(applied.Intentions);
        Assert.Empty(applied.Contested);
        Assert.Null(Assert.Single(applied.Events).Claim);
    }

    [Theory]
    [InlineData("d1_v1", "type", "ATTACK", "'ATTACK' is no type.")]
    [InlineData("d1_v1", "colour", "red", "There is no field 'colour' of an event: type, mode, actor, recipient, status, factuality, place, occurredOn, weapon, killed or injured.")]
    [InlineData("d1_a1", "negated", "maybe", "'maybe' is no negated.")]
    [InlineData("d1", "type", "AID", "'d1' names no event and no statement.")]
    [InlineData("d1_v1", "killed", "11-8", "'11-8' is no killed.")]
    [InlineData("d1_v1", "actor", "Marran; ", "'Marran; ' is no actor.")]
    [InlineData("d1_v1", "recipient", "they", "'they' is no recipient.")]
    [InlineData("d1_v1", "occurredOn", "2031-03-03/2031-03-05", null)]
    public void Says_what_is_wrong_with_a_decision(string target, string name, string value, string? expected) => Assert.Equal(expected, Corrected.Problem(target, name, value));

    private static RecordedReading Attack(string id, RecordedPlace? place = null)
    {
        var maker = new RecordMaker(id);
        maker.Event("marran", "oster", mode: "heavy-weapons", place: place);
        return maker.Make();
    }

    private static RecordFacts Facts(ImmutableArray<RecordedReading> readings, params Correction[] corrections) => new(Now, readings, [], [], [.. corrections]);
}
