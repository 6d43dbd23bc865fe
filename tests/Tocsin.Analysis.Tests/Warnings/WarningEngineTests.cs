using System.Collections.Immutable;
using Tocsin.Analysis.Attributions;
using Tocsin.Analysis.Cap;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Warnings;
using Tocsin.Analysis.Watching;
using Xunit;
using static Tocsin.Analysis.Tests.Warnings.Reports;

namespace Tocsin.Analysis.Tests.Warnings;

public sealed class WarningEngineTests
{
    private const string Near = "- { id: near, when: incident, site: embassy, within: 5 km, cooldown: 1h }";
    private const string Line = "- { id: kill, when: assessment, question: q, reading: kill, above: 70%, confidence: moderate }";

    [Fact]
    public void A_first_report_rings_with_its_way_back_to_the_words()
    {
        var alert = Assert.Single(Run(Watch(Near), WarningFacts.Of(Noon, Attack("a", Noon))));
        Assert.Equal((CapMessageType.Alert, WarningReach.Ring, Noon), (alert.Type, alert.Reach, alert.RingsAt));
        Assert.Equal((CapSeverity.Severe, CapUrgency.Immediate, CapCertainty.Observed), (alert.Severity, alert.Urgency, alert.Certainty));
        Assert.Equal("Shooting in Kesh, the middle of which is 1.1 km from the embassy: gunmen attacked the market in Kesh (a)", alert.Headline);
        Assert.Equal(("a", 10), (alert.Evidence[0].Document, alert.Evidence[0].Span.Start));
        Assert.Equal(Noon.AddHours(12), alert.ExpiresAt);
        var cap = WarningCap.Of(alert, new WarningSender("desk@kesh.example", "Kesh"));
        Assert.True(CapReader.Read(CapWriter.Write(cap)).IsAccepted);
        Assert.Equal(5, cap.Infos[0].Areas[0].Circles[0].RadiusKilometres);
    }

    [Theory]
    [InlineData(10.2, "firearms", EventStatus.Fact)]
    [InlineData(10.01, "firearms", EventStatus.Denied)]
    public void What_is_far_off_or_denied_does_not_ring(double latitude, string mode, EventStatus status) =>
        Assert.Empty(Run(Watch(Near), WarningFacts.Of(Noon, Attack("a", Noon, mode: mode, status: status, latitude: latitude))));

    [Theory]
    [InlineData(EventStatus.Fact, CapCertainty.Observed)]
    [InlineData(EventStatus.Claimed, CapCertainty.Likely)]
    [InlineData(EventStatus.AccusedByAuthority, CapCertainty.Likely)]
    [InlineData(EventStatus.Accused, CapCertainty.Possible)]
    [InlineData(EventStatus.Possible, CapCertainty.Possible)]
    public void Certainty_follows_who_says_so(EventStatus status, CapCertainty certainty) =>
        Assert.Equal(certainty, Assert.Single(Run(Watch(Near), WarningFacts.Of(Noon, Attack("a", Noon, status: status)))).Certainty);

    [Fact]
    public void A_rising_toll_updates_with_references_and_rings_only_where_it_is_worse()
    {
        var said = Run(
            Watch(Near),
            WarningFacts.Of(Noon, Attack("a", Noon, killed: 1)),
            WarningFacts.Of(Noon.AddMinutes(10), Attack("b", Noon.AddMinutes(10), killed: 1)),
            WarningFacts.Of(Noon.AddMinutes(20), Attack("c", Noon.AddMinutes(20), killed: 3)),
            WarningFacts.Of(Noon.AddMinutes(30), Attack("d", Noon.AddMinutes(30), killed: 12)));
        Assert.Equal([WarningReach.Ring, WarningReach.Keep, WarningReach.Inform, WarningReach.Ring], said.Select(message => message.Reach));
        Assert.Single(said.Select(message => message.Subject).Distinct());
        Assert.Equal(("3 killed, 1 before", CapMessageType.Update, CapSeverity.Severe), (said[2].Change, said[2].Type, said[2].Severity));
        Assert.Equal(("12 killed, 3 before", CapSeverity.Extreme), (said[3].Change, said[3].Severity));
        Assert.Equal([said[0].Id, said[2].Id], said[3].References.Select(reference => reference.Identifier));
    }

    [Fact]
    public void A_retraction_cancels_only_when_nobody_else_tells_it()
    {
        var facts = WarningFacts.Of(Noon.AddMinutes(20)) with { Withdrawn = ["a"] };
        var said = Run(Watch(Near), WarningFacts.Of(Noon, Attack("a", Noon)), WarningFacts.Of(Noon.AddMinutes(10), Attack("b", Noon)), facts, facts, facts with { Now = Noon.AddMinutes(30), Withdrawn = ["a", "b"] });
        Assert.Equal([CapMessageType.Alert, CapMessageType.Update, CapMessageType.Update, CapMessageType.Cancel], said.Select(message => message.Type));
        Assert.Equal("the report a was withdrawn; others still tell it", said[2].Change);
        Assert.Equal(WarningReach.StandDown, said[3].Reach);
        Assert.True(CapReader.Read(CapWriter.Write(WarningCap.Of(said[3], new WarningSender("s", "s")))).IsAccepted);
    }

    [Fact]
    public void What_a_withdrawn_report_alone_told_is_told_no_more()
    {
        var (a, b) = (Attack("a", Noon, killed: 4, outlet: "Courier"), Attack("b", Noon.AddMinutes(1), killed: 14, outlet: "Wire"));
        var withdrawn = WarningFacts.Of(Noon.AddMinutes(9)) with { Withdrawn = ["b"], Reconsidered = [a, b] };
        var said = Run(Watch(Near), WarningFacts.Of(Noon, a), WarningFacts.Of(Noon.AddMinutes(1), b), withdrawn, withdrawn);
        Assert.Equal(["first report", "14 killed, 4 before", "corrected: severe, extreme before; 4 killed, 14 before; Wire tells it no more, others still do"], said.Select(message => message.Change));
        Assert.Equal((4, CapSeverity.Severe, true), (said[2].Killed, said[2].Severity, said[2].Headline.Contains("(a)", StringComparison.Ordinal)));
    }

    [Fact]
    public void One_report_is_one_alert_with_what_it_tells_first_and_the_worst_that_it_tells()
    {
        var report = Attack("a", Noon, killed: 4);
        var below = report.Events[0] with { Key = new EventKey("a", 2), Killed = new(11, 11, default), Words = "eleven were killed, a nurse of the embassy quarter said", Status = EventStatus.Claimed };
        var said = Run(Watch(Near), WarningFacts.Of(Noon, report with { Events = [report.Events[0], below] }));
        Assert.Equal((CapMessageType.Alert, 11, CapCertainty.Observed), (Assert.Single(said).Type, said[0].Killed, said[0].Certainty));
        Assert.Contains("gunmen attacked the market", said[0].Headline, StringComparison.Ordinal);
        Assert.Equal(2, said[0].Evidence.Length);
    }

    [Theory]
    [InlineData("2031-03-05", "Kesh", true)]
    [InlineData("2031-01-05", "Kesh", false)] // Of another day.
    [InlineData("2031-03-05", "Uln", false)] // Of another town.
    public void A_denial_in_the_same_report_is_told_with_the_warning(string on, string town, bool isTold)
    {
        var report = Attack("a", Noon, on: "2031-03-05");
        var denial = report.Events[0] with
        {
            Key = new EventKey("a", 2),
            Status = EventStatus.Denied,
            Factuality = Factuality.Negated,
            ToldBy = ["the army"],
            Words = "its troops had fired on Kesh",
            Place = report.Events[0].Place! with { Name = town },
            OccurredOn = report.Events[0].OccurredOn with { Interval = new(DateOnly.Parse(on, System.Globalization.CultureInfo.InvariantCulture), DateOnly.Parse(on, System.Globalization.CultureInfo.InvariantCulture)) },
        };
        var alert = Assert.Single(Run(Watch(Near), WarningFacts.Of(Noon, report with { Events = [report.Events[0], denial] })));
        Assert.Equal(isTold, alert.Description.EndsWith(" Denied by the army: “its troops had fired on Kesh”.", StringComparison.Ordinal));
        Assert.Equal(isTold ? CapCertainty.Likely : CapCertainty.Observed, alert.Certainty);
    }

    [Fact]
    public void A_cancellation_orders_nothing()
    {
        var watch = Watch("- { id: near, when: incident, site: embassy, within: 5 km, instruction: Stay inside. }");
        var said = Run(watch, WarningFacts.Of(Noon, Attack("a", Noon)), WarningFacts.Of(Noon.AddMinutes(5)) with { Withdrawn = ["a"] });
        Assert.Equal([(CapMessageType.Alert, "Stay inside."), (CapMessageType.Cancel, null)], said.Select(message => (message.Type, message.Instruction)));
    }

    [Fact]
    public void A_report_that_is_corrected_cancels_what_rests_on_it_alone_and_rings_again_when_it_is_corrected_back()
    {
        var report = Attack("a", Noon);
        WarningFacts As(int minutes, EventStatus status) => WarningFacts.Of(Noon.AddMinutes(minutes)) with { Reconsidered = [report with { Events = [report.Events[0] with { Status = status }] }] };
        var said = Run(Watch("- { id: near, when: incident, site: embassy, within: 5 km }"), WarningFacts.Of(Noon, report), As(5, EventStatus.Claimed), As(10, EventStatus.Denied), As(15, EventStatus.Denied), As(20, EventStatus.Fact));
        Assert.Equal([CapMessageType.Alert, CapMessageType.Update, CapMessageType.Cancel, CapMessageType.Alert], said.Select(message => message.Type));
        Assert.Equal(("corrected: likely, observed before", WarningReach.Inform), (said[1].Change, said[1].Reach));
        Assert.Equal(("as corrected, no report tells it any more", WarningReach.StandDown), (said[2].Change, said[2].Reach));
        Assert.Equal(said[0].Subject, said[2].Subject);
        Assert.NotEqual(said[0].Subject, said[3].Subject);
        Assert.All(said, message => Assert.True(CapReader.Read(CapWriter.Write(WarningCap.Of(message, new WarningSender("s", "s")))).IsAccepted));
    }

    [Fact]
    public void A_toll_that_is_corrected_lowers_the_warning_and_a_later_one_raises_it_again()
    {
        var (a, b) = (Attack("a", Noon, killed: 12), Attack("b", Noon.AddMinutes(1), killed: 2));
        var corrected = a with { Events = [a.Events[0] with { Killed = new(2, 2, default) }] };
        var said = Run(
            Watch(Near), WarningFacts.Of(Noon.AddMinutes(1), a, b), WarningFacts.Of(Noon.AddMinutes(5)) with { Reconsidered = [corrected, b] }, WarningFacts.Of(Noon.AddMinutes(9), Attack("c", Noon.AddMinutes(9), killed: 3)));
        Assert.Equal(["first report", "another report", "corrected: severe, extreme before; 2 killed, 12 before", "3 killed, 2 before"], said.Select(message => message.Change));
        Assert.Equal((CapSeverity.Severe, 2), (said[2].Severity, said[2].Killed));
        Assert.Equal(CapSeverity.Severe, said[3].Severity);
    }

    [Theory]
    [InlineData("gunmen fired at the embassy quarter of Kesh", "Shooting at or near the embassy, which the report names: ")]
    [InlineData("gunmen fired at a market of Kesh", "Shooting in Kesh, the middle of which is 1.1 km from the embassy: ")]
    [InlineData("a guard of the embassy quarter said that gunmen fired at a market of Kesh", "Shooting in Kesh, the middle of which is 1.1 km from the embassy: ")]
    public void A_site_that_the_report_names_is_no_distance_from_the_towns_middle(string words, string headline)
    {
        var report = Attack("a", Noon);
        var alert = Assert.Single(Run(Watch(Near), WarningFacts.Of(Noon, report with { Events = [report.Events[0] with { Words = words, ToldBy = ["a guard of the embassy quarter"] }] })));
        Assert.StartsWith(headline, alert.Headline, StringComparison.Ordinal);
    }

    [Fact]
    public void An_assessment_whose_evidence_is_gone_is_withdrawn()
    {
        WarningFacts At(int hours, double part, bool hasEvidence) =>
            WarningFacts.Of(Noon.AddHours(hours)) with { Assessed = [new AssessedReading("q", "kill", "Meant to kill", new Probability(part), Confidence.Moderate, []) { HasEvidence = hasEvidence }] };
        Assert.Equal(["first report", "nothing that speaks for it is left"], Run(Watch(Line), At(0, 0.8, false), At(1, 0.8, true), At(2, 0.69, false)).Select(message => message.Change));
    }

    [Fact]
    public void A_cool_down_holds_back_what_is_no_worse_and_never_what_is()
    {
        // From the field: a cool-down after a high alert silenced a critical one.
        var said = Run(
            Watch(Near),
            WarningFacts.Of(Noon, Attack("a", Noon, on: "2031-03-05")),
            WarningFacts.Of(Noon.AddMinutes(5), Attack("b", Noon.AddMinutes(5), type: "COERCE", mode: "seize")),
            WarningFacts.Of(Noon.AddMinutes(10), Attack("c", Noon.AddMinutes(10), type: "ASSAULT", mode: "heavy-weapons", on: "2031-03-03")),
            WarningFacts.Of(Noon.AddMinutes(15), Attack("d", Noon.AddMinutes(15), type: "MOBILIZE", mode: "x")));
        Assert.Equal([CapSeverity.Severe, CapSeverity.Severe, CapSeverity.Extreme, CapSeverity.Moderate], said.Select(message => message.Severity));
        Assert.All(said, message => Assert.Equal(WarningReach.Ring, message.Reach));
        Assert.Equal([Noon, Noon.AddHours(1), Noon.AddMinutes(10), Noon.AddMinutes(70)], said.Select(message => message.RingsAt!.Value));
    }

    [Theory]
    [InlineData(null, 0, "no date of publication")]
    [InlineData(-30.0, 0, "older than 24 hours")]
    [InlineData(+20.0, 0, "dated in the future")]
    public void What_is_old_or_undated_never_rings_as_new(double? hours, int _, string why)
    {
        // From the field: an undated old article rang for days.
        var reading = Attack("a", hours is { } known ? Noon.AddHours(known) : null);
        var engine = new WarningEngine(Watch(Near));
        for (var day = 0; day < 3; day++)
        {
            var outcome = engine.Evaluate(WarningFacts.Of(Noon.AddMinutes(day), reading), []);
            Assert.Empty(outcome.Messages);
            Assert.Contains(why, Assert.Single(outcome.Unrung).Why, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("within: 5 km, killed: 3", 1, 10.01, "no", UnrungReason.FewKilled, "1 killed told, the rule asks for 3")]
    [InlineData("within: 5 km", null, 10.07, "no", UnrungReason.Far, "Kesh is 7.8 km from the embassy, the rule asks for 5 km")]
    [InlineData("within: 5 km", null, 10.01, "denied", UnrungReason.Denied, "it is told as denied")]
    [InlineData("within: 5 km, by: [Iran]", null, 10.01, "nobody", UnrungReason.NobodyNamed, "nobody is named as its doer")]
    [InlineData("within: 5 km", null, 10.01, "nowhere", UnrungReason.NoPlace, "its report does not say where it was")]
    [InlineData("within: 5 km", null, 10.2, "no", null, null)]
    [InlineData("within: 5 km, by: [Iran]", null, 10.01, "no", null, null)]
    public void What_one_thing_more_would_have_made_ring_is_told(string rule, int? killed, double latitude, string lacks, UnrungReason? reason, string? why)
    {
        var attack = Attack("a", Noon, killed, latitude: latitude, status: lacks == "denied" ? EventStatus.Denied : EventStatus.Fact);
        attack = attack with { Events = [.. attack.Events.Select(told => lacks switch { "nobody" => told with { Actors = [] }, "nowhere" => told with { Place = null, Words = "gunmen attacked a market" }, _ => told })] };
        var outcome = new WarningEngine(Watch($"- {{ id: near, when: incident, site: embassy, {rule} }}")).Evaluate(WarningFacts.Of(Noon, attack), []);
        Assert.Empty(outcome.Messages);
        Assert.Equal(reason, outcome.Unrung.SingleOrDefault()?.Reason);
        Assert.StartsWith(why ?? "", outcome.Unrung.SingleOrDefault()?.Why ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_about_how_things_stand_tells_how_far_it_is_from_its_line()
    {
        var watch = Watch("- { id: kill, when: assessment, question: q, reading: kill, above: 70%, confidence: moderate }");
        string? Why(double probability, Confidence confidence) => new WarningEngine(watch)
            .Evaluate(WarningFacts.Of(Noon) with { Assessed = [new AssessedReading("q", "kill", "They meant to kill", new Probability(probability), confidence, [])] }, []).Unrung.SingleOrDefault()?.Why;
        Assert.Equal("62 %, the line is 70 %", Why(0.62, Confidence.High));
        Assert.Equal("81 %, past the line of 70 %, but confidence is low and the rule asks for moderate", Why(0.81, Confidence.Low));
        Assert.Null(Why(0.81, Confidence.High));
    }

    [Fact]
    public void What_several_rules_did_not_ring_for_is_told_once()
    {
        Unrung One(string rule) => new(rule, "d", "words", "why", UnrungReason.NoPlace);
        Assert.Equal("a, b, c and 1 more", Assert.Single(Unrung.Fold([One("a"), One("b"), One("c"), One("d"), One("a")])).Rule);
    }

    [Fact]
    public void Of_an_attack_in_a_place_that_no_map_knows_it_is_told_why_it_did_not_ring()
    {
        var attack = Attack("a", Noon);
        attack = attack with { Events = [.. attack.Events.Select(told => told with { Place = told.Place! with { Name = "Uln", Latitude = null, Longitude = null } })] };
        var outcome = new WarningEngine(Watch(Near)).Evaluate(WarningFacts.Of(Noon, attack), []);
        Assert.Empty(outcome.Messages);
        Assert.Contains("such as Uln", Assert.Single(outcome.Unrung).Why, StringComparison.Ordinal);

        var named = attack with { Events = [.. attack.Events.Select(told => told with { Place = told.Place! with { Name = "Embassy Quarter" } })] };
        Assert.Single(new WarningEngine(Watch(Near)).Evaluate(WarningFacts.Of(Noon, named), []).Messages);
    }

    [Fact]
    public void Last_years_attack_in_todays_report_does_not_ring() =>
        Assert.Empty(Run(Watch(Near), WarningFacts.Of(Noon, Attack("a", Noon, on: "2030-03-05"))));

    [Fact]
    public void The_seventh_of_seven_is_looked_at_like_the_first()
    {
        // From the field: the decisive headline stood seventh in a feed that was cut at five.
        var feed = Enumerable.Range(1, 7).Select(number => Attack($"r{number}", Noon, latitude: number == 7 ? 10.01 : 40)).ToArray();
        Assert.Equal("r7", Assert.Single(Run(Watch(Near), WarningFacts.Of(Noon, feed))).Evidence[0].Document);
    }

    [Fact]
    public void The_order_within_an_evaluation_decides_nothing()
    {
        RecordedReading[] reports = [Attack("a", Noon.AddMinutes(-9), 1), Attack("b", Noon.AddMinutes(-5), 4), Attack("c", Noon.AddMinutes(-7)), Attack("d", Noon.AddMinutes(-1), 2)];
        var first = Run(Watch(Near), WarningFacts.Of(Noon, reports));
        var other = Run(Watch(Near), WarningFacts.Of(Noon, [.. reports.Reverse()]));
        Assert.Equal(first.Select(message => (message.Id, message.Headline, message.Change)), other.Select(message => (message.Id, message.Headline, message.Change)));
    }

    [Fact]
    public void Links_of_the_record_tell_happenings_apart_and_together()
    {
        var (a, b) = (Attack("a", Noon), Attack("b", Noon.AddMinutes(1)));
        var apart = WarningFacts.Of(Noon.AddMinutes(1), b) with { Links = ImmutableArray<IncidentLink>.Empty };
        Assert.Equal(2, Run(Watch(Near), WarningFacts.Of(Noon, a), apart).Select(message => message.Subject).Distinct().Count());
        var joined = apart with { Links = [new IncidentLink(new EventKey("a", 1), new EventKey("b", 1), 0.9, "same town")] };
        Assert.Single(Run(Watch(Near), WarningFacts.Of(Noon, a), joined).Select(message => message.Subject).Distinct());
    }

    [Fact]
    public void Notice_given_of_an_attack_rings_by_the_sites_name()
    {
        const string Threats = "- { id: t, when: threat, sites: [embassy] }";
        var alert = Assert.Single(Run(Watch(Threats), WarningFacts.Of(Noon, Warned("a", Noon, "rockets may fall on the Embassy Quarter tonight"))));
        Assert.Equal((CapUrgency.Future, CapCertainty.Possible, CapSeverity.Moderate), (alert.Urgency, alert.Certainty, alert.Severity));
        Assert.Equal(CapSeverity.Severe, Assert.Single(Run(Watch(Threats), WarningFacts.Of(Noon, Warned("a", Noon, "the embassy will burn", SpeechAct.Threaten)))).Severity);
        Assert.Empty(Run(Watch(Threats), WarningFacts.Of(Noon, Warned("a", Noon, "the embassyquarters may move"))));
        Assert.Empty(Run(Watch(Threats), WarningFacts.Of(Noon, Warned("a", Noon, "the embassy is open", SpeechAct.Assert))));
    }

    [Fact]
    public void An_assessment_rings_over_its_line_and_is_withdrawn_well_under_it()
    {
        var parts = new[] { 0.5, 0.72, 0.74, 0.9, 0.68, 0.6, 0.71 };
        var steps = parts.Select((part, i) => WarningFacts.Of(Noon.AddHours(i)) with { Assessed = [new AssessedReading("q", "kill", "Meant to kill", new Probability(part), Confidence.Moderate, [])] }).ToArray();
        var said = Run(Watch(Line), steps);
        Assert.Equal(["Alert 1", "Update 3", "Cancel 5"], said.Take(3).Select(message => $"{message.Type} {(message.SentAt - Noon).TotalHours}"));
        Assert.Equal(("Meant to kill: 72 %, over the line of 70 %", CapCertainty.Likely), (said[0].Headline, said[0].Certainty));
        Assert.Equal(CapMessageType.Alert, said[3].Type);
        Assert.Empty(Run(Watch(Line), WarningFacts.Of(Noon) with { Assessed = [new AssessedReading("q", "kill", "x", new Probability(0.9), Confidence.Low, [])] }));
    }

    [Fact]
    public void A_silence_warns_once_however_long_and_ends_when_it_is_heard()
    {
        const string Silent = "- { id: s, when: silence, source: Courier, after: 6h, expires: 2h }";
        WarningFacts At(double hours, double last) => WarningFacts.Of(Noon.AddHours(hours)) with { Sources = [new SourceHeard("courier", Noon.AddHours(last))] };
        var said = Run(Watch(Silent), At(1, 0), At(7, 0), At(8, 0), At(20, 0), At(21, 20.5), At(30, 20.5), At(31, 30.5));
        Assert.Equal([(CapMessageType.Alert, 7.0), (CapMessageType.Alert, 30.0), (CapMessageType.Cancel, 31.0)], said.Select(message => (message.Type, (message.SentAt - Noon).TotalHours)));
    }

    [Fact]
    public void A_pair_over_its_usual_rings()
    {
        const string Heat = "- { id: h, when: escalation, between: [United States, IRN], above: 2 }";
        WarningFacts At(int hour, double spreads) => WarningFacts.Of(Noon.AddHours(hour)) with { Tensions = [new PairTensionNow("IRN", "USA", true, spreads, "why", [])] };
        Assert.Equal([CapMessageType.Alert, CapMessageType.Update, CapMessageType.Cancel], Run(Watch(Heat), At(0, 1), At(1, 2.1), At(2, 4.5), At(3, 1.8), At(4, 1)).Select(message => message.Type));
    }

    [Fact]
    public void An_exercise_shares_nothing_with_what_is_actual()
    {
        var actual = Run(Watch(Near), WarningFacts.Of(Noon, Attack("a", Noon)));
        var drill = new WarningEngine(Watch(Near, "mode: exercise\nexercise: GREY DAWN")).Evaluate(WarningFacts.Of(Noon.AddMinutes(1), Attack("b", Noon)), actual).Messages;
        Assert.Equal((CapStatus.Exercise, CapMessageType.Alert), (Assert.Single(drill).Status, drill[0].Type));
        Assert.NotEqual(actual[0].Subject, drill[0].Subject);
        Assert.Equal("EXERCISE: " + drill[0].Headline, WarningCap.Title(drill[0]));
        Assert.Equal("EXERCISE: GREY DAWN", WarningCap.Of(drill[0], new WarningSender("s", "s")).Note);
    }
}
