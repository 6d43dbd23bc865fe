using CsCheck;
using Tocsin.Analysis.Assessment;
using Tocsin.Analysis.Attributions;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Places;
using Tocsin.Analysis.Record;
using Tocsin.Tests;
using Xunit;

namespace Tocsin.Analysis.Tests.Assessment;

public sealed class AssessorTests
{
    private static readonly Question KillOrSignal = BuiltInQuestions.Load().Of("kill-or-signal", ("MRN", "Marran"), ("OST", "Oster"));

    [Fact]
    public void Weighs_what_both_sides_say_and_what_was_done()
    {
        var assessment = Assess(Reading());

        Assert.Equal(["own-side-spares", "other-side-says-kill", "other-side-says-spared", "notice-given", "nobody-killed"], assessment.Evidence.Select(piece => piece.Indicator.Id));
        Assert.Equal("signal", assessment.Leader.Hypothesis.Id);
        Assert.Equal(Confidence.Low, assessment.Confidence);
        Assert.Equal("all of it from one origin", assessment.ConfidenceReasons[0]);
        Assert.All(assessment.Evidence.SelectMany(piece => piece.Items), item => Assert.False(item.Spans.IsEmpty || item.Words.Length == 0));
        Assert.Equal(assessment.Hypotheses.Length, assessment.Hypotheses.Select(row => row.Cells.Length == assessment.Evidence.Length).Count(same => same));
    }

    [Fact]
    public void Notice_that_was_given_of_another_attack_says_nothing_of_this_one()
    {
        var maker = new RecordMaker("d1");
        maker.Event("OST", "MRN", mode: "drone", on: "2031-03-01", killed: 1, words: "Oster killed a general in a drone strike");
        maker.Event("MRN", "OST", mode: "heavy-weapons", on: "2031-03-04", killed: 0, words: "Marran fired fifteen missiles at two bases");
        maker.Claim(RecordMaker.Party("reports"), "advance warning of the missiles had been given to the neighbours", SpeechAct.Allege, SourceKind.Document);
        maker.Event("MRN", "LAK", "COOPERATE", 5, "notice", Quad.MaterialCooperation, words: "Marran had given advance warning of them");
        var basis = Basis([maker.Make()], []);

        var killer = Assessor.Assess(BuiltInQuestions.Load().Of("kill-or-signal", ("OST", "Oster"), ("MRN", "Marran")), basis);

        Assert.Equal(["people-killed"], killer.Evidence.Select(piece => piece.Indicator.Id));
        Assert.Contains(Assessor.Assess(KillOrSignal, basis).Evidence, piece => piece.Indicator.Id == "notice-given");
    }

    [Fact]
    public void What_a_side_meant_by_another_act_says_nothing_of_this_one()
    {
        var maker = new RecordMaker("d1");
        var raid = maker.Event("MRN", "OST", mode: "firearms", on: "2031-02-01", words: "Marran raided a post", place: Point("Vell"));
        var attack = maker.Event("MRN", "OST", mode: "heavy-weapons", on: "2031-03-04", words: "Marran fired fifteen missiles at two bases", place: Point("Kesh"));
        maker.Means("MRN", true, maker.Claim(RecordMaker.Party("OST", "general lena varr"), "Marran wanted to kill"), attack);
        maker.Means("MRN", true, maker.Claim(RecordMaker.Party("OST", "president orm"), "Marran wanted to kill"), attack);
        maker.Means("MRN", false, maker.Claim(RecordMaker.Party("MRN", "minister tal"), "the raid was only a signal"), raid);

        Assert.Equal(["other-side-says-kill"], Assess(maker.Make()).Evidence.Select(piece => piece.Indicator.Id).Distinct());
    }

    [Fact]
    public void Sanctions_are_no_striking_back()
    {
        var question = BuiltInQuestions.Load().Of("retaliate", ("OST", "Oster"), ("MRN", "Marran"));
        var sanctions = new RecordMaker("s", "2031-03-06", "outlet s");
        sanctions.Event("OST", "MRN", "COERCE", -5.8, "restrict", on: "2031-03-05", words: "Oster announced sanctions on Marran");

        Assert.Null(Assessor.Assess(question, Basis([Killed("d1"), sanctions.Make()], [])).SettledBy);
    }

    [Fact]
    public void What_a_report_says_in_its_own_words_that_a_side_wants_is_not_that_sides_word()
    {
        var maker = new RecordMaker("d1");
        var attack = maker.Event("MRN", "OST", mode: "heavy-weapons", on: "2031-03-04", words: "Marran fired fifteen missiles at two bases");
        maker.Means("MRN", false, maker.Claim(RecordMaker.Party("MRN", "minister tal"), "to calm things", SpeechAct.Intend), attack);

        var piece = Assert.Single(Assess(maker.Make()).Evidence);

        Assert.Equal(("others-say-spared", "nobody named"), (piece.Indicator.Id, piece.Items[0].Source));
    }

    [Fact]
    public void The_answer_is_told_in_one_sentence_with_what_carries_it_and_what_stands_against_it_and_that_it_is_thin_in_another()
    {
        Assert.Equal(
            "Leads: “Marran meant to signal, and to spare lives”, 79 % (likely), mainly because Oster, though it was struck, says that Marran stands down or meant to spare, and because the attack killed nobody; against it: Oster says that Marran meant harm. The evidence for this is thin: confidence in it is low.",
            Summary.Of(Assess(Reading())));
        Assert.Equal("Nothing was seen that tells the readings apart. Before any evidence “Marran meant to kill” is likeliest, 45 %.", Summary.Of(Assess()));
    }

    [Fact]
    public void Names_of_countries_stand_in_a_question_with_their_article() =>
        Assert.Equal("Did the United States mean to kill, or to signal?", BuiltInQuestions.Load().Of("kill-or-signal", ("USA", "United States"), ("IRN", "Iran")).Text);

    [Fact]
    public void An_attack_by_those_who_fight_for_them_speaks_for_killing()
    {
        var (without, with) = (Assess(Reading()), Assess(Reading(rocket: true)));

        Assert.True(with.Of("kill") > without.Of("kill"));
        Assert.True(with.Of("signal") < without.Of("signal"));
        Assert.Contains(with.Evidence, piece => piece.Indicator.Id == "allies-attack" && piece.Items[0].Status == EventStatus.Accused);
    }

    [Fact]
    public void Without_evidence_the_answer_is_the_prior_and_says_so()
    {
        var assessment = Assess();

        Assert.False(assessment.HasEvidence);
        Assert.Equal(KillOrSignal.Hypotheses.Select(one => one.Prior.Value), assessment.Hypotheses.Select(row => row.Posterior.Value), (one, other) => Math.Abs(one - other) < 1e-12);
        Assert.Contains("No evidence: what is shown is what was thought before any.", assessment.Notes);
        Assert.Contains(assessment.Notes, note => note.StartsWith("The act that it is about is not in what was read", StringComparison.Ordinal));
        Assert.Equal((Confidence.Low, "no evidence"), (assessment.Confidence, assessment.ConfidenceReasons[0]));
        Assert.Equal(KillOrSignal.Indicators.Length, assessment.Unseen.Length);
    }

    [Fact]
    public void Old_evidence_carries_no_high_confidence_and_neither_does_what_hardly_tells_the_readings_apart()
    {
        RecordedReading[] readings = [.. Enumerable.Range(1, 5).Select(n =>
        {
            var maker = new RecordMaker($"d{n}", "2031-03-05", $"outlet {n}");
            maker.Event("MRN", "OST", mode: "heavy-weapons", score: -9.5, on: "2031-03-04", killed: 0, words: "Marran fired fifteen missiles at two bases");
            return maker.Make();
        })];
        Analysis.Assessment.Assessment Asked(double likelihood, string asOf)
        {
            var indicator = KillOrSignal.Indicators.First(one => one.Id == "nobody-killed");
            var question = KillOrSignal with { Indicators = [indicator with { Likelihood = [likelihood, 0.6, 0.6] }] };
            return Assessor.Assess(question, Basis(readings, [], asOf));
        }

        Assert.Equal(Confidence.High, Asked(0.05, "2031-03-12").Confidence);
        var old = Asked(0.05, "2031-06-12");
        Assert.Equal((Confidence.Moderate, "the newest of it is 100 days old"), (old.Confidence, old.ConfidenceReasons[^1]));
        var weak = Asked(0.5, "2031-03-12");
        Assert.Equal((Confidence.Moderate, "what was seen hardly tells the readings apart"), (weak.Confidence, weak.ConfidenceReasons[^1]));
    }

    [Fact]
    public void A_reprint_moves_nothing_and_another_origin_does()
    {
        var once = Reading("d1");
        var again = Reading("d2", published: "2031-03-06");
        var alone = Assess(once);
        var reprinted = Assessor.Assess(KillOrSignal, Basis([once, again], [new CopyLink("d1", "d2", CopyKind.Exact, 1, [])]));
        var confirmed = Assess(once, again);

        Assert.Equal(alone.Hypotheses.Select(row => row.Posterior), reprinted.Hypotheses.Select(row => row.Posterior));
        Assert.NotEqual(alone.Of("signal"), confirmed.Of("signal"));
    }

    [Fact]
    public void Many_pieces_of_one_origin_count_less_than_as_many_times()
    {
        double Odds(int speakers)
        {
            var maker = new RecordMaker("d1");
            maker.Event("MRN", "OST", on: "2031-03-04");
            for (var n = 0; n < speakers; n++)
            {
                maker.Means("MRN", true, maker.Claim(RecordMaker.Party($"analyst {n}"), "They wanted to kill"));
            }

            var assessment = Assess(maker.Make());
            return Math.Log(assessment.Of("kill").Value / assessment.Of("signal").Value);
        }

        var one = Odds(1);
        Assert.InRange(Odds(2), one * 1.4, one * 1.6);
        Assert.InRange(Odds(20), one * 1.6, one * 2);
    }

    [Fact]
    public void One_report_cannot_make_a_reading_all_but_certain_and_several_can()
    {
        // All that speaks for a signal, ten times over, in the words of both sides and of others.
        RecordedReading Telling(string id, string outlet)
        {
            var maker = new RecordMaker(id, "2031-03-05", outlet);
            maker.Event("MRN", "OST", on: "2031-03-04", killed: 0, words: $"Marran fired at two bases, {id} tells");
            maker.Claim(RecordMaker.Party("MRN"), "The operation is concluded");
            maker.Claim(RecordMaker.Party("ministry"), "advance warning was given");
            for (var n = 0; n < 10; n++)
            {
                maker.Means("MRN", false, maker.Claim(RecordMaker.Party("MRN", $"minister {n}"), "We do not seek war", SpeechAct.Deny));
                maker.Means("MRN", false, maker.Claim(RecordMaker.Party("OST", $"general {n}"), "They stood down"));
                maker.Means("MRN", false, maker.Claim(RecordMaker.Party($"analyst {n}"), "They meant to signal"));
            }

            return maker.Make();
        }

        static double Odds(Analysis.Assessment.Assessment assessment) => assessment.Of("signal").Value / assessment.Of("kill").Value;

        var alone = Assess(Telling("d1", "gazette"));
        var (two, four) = (Assess(Telling("d1", "gazette"), Telling("d2", "herald")), Assess([.. Enumerable.Range(1, 4).Select(n => Telling($"d{n}", $"outlet {n}"))]));

        Assert.True(alone.Evidence.Select(piece => piece.Indicator.Id).Distinct().Count() >= 4);
        Assert.InRange(Odds(alone), 5, (2 - Weighing.Astray) / Weighing.Astray);
        Assert.True(Odds(two) > 1.5 * Odds(alone));
        Assert.True(four.Of("signal").Value > 0.95, $"{four.Of("signal").Value} with four origins");
        Assert.All(alone.Hypotheses, row => Assert.Equal(Math.Log(row.Posterior.Value / row.Hypothesis.Prior.Value) - row.Cells.Sum(), Math.Log(alone.Leader.Posterior.Value / alone.Leader.Hypothesis.Prior.Value) - alone.Leader.Cells.Sum(), 9));
    }

    [Fact]
    public void Leaving_out_an_origin_is_as_if_it_had_never_been_read()
    {
        var (one, other) = (Reading("d1"), Killed("d2"));
        var both = Assess(one, other);

        var without = Assert.Single(both.LeaveOneOut, left => left.Kind == LeftOut.Origin && left.Key == "d1");

        Assert.Equal(Assess(other).Of("kill").Value, without.Posteriors[0].Value, 12);
    }

    [Fact]
    public void A_flip_point_is_where_two_readings_are_equal()
    {
        var basis = Basis([Reading()], []);
        var assessment = Assessor.Assess(KillOrSignal, basis);
        var flip = assessment.FlipPoints.First(point => point.Indicator == "other-side-says-kill");

        double[][] scaled = [.. assessment.Hypotheses.Select(row => row.Cells.Select((cell, column) => assessment.Evidence[column].Indicator.Id == flip.Indicator ? cell * flip.Times : cell).ToArray())];
        var then = Weighing.Posterior(KillOrSignal, scaled);

        Assert.True(flip.Times > 1);
        Assert.Equal(then[1], then[KillOrSignal.Hypotheses.Select(one => one.Id).ToList().IndexOf(flip.Leader)], 9);
    }

    [Fact]
    public void Silence_counts_once_the_window_has_passed_and_others_reported_in_it()
    {
        var question = BuiltInQuestions.Load().Of("retaliate", ("OST", "Oster"), ("MRN", "Marran"));
        var attack = Killed("d1");
        RecordedReading[] later = [.. Enumerable.Range(6, 8).Select(day => new RecordMaker($"e{day}", $"2031-03-{day:00}")).Select(maker =>
        {
            maker.Event("OST", "MRN", "CONSULT", 2.5, quad: Quad.VerbalCooperation);
            return maker.Make();
        })];

        var soon = Assessor.Assess(question, Basis([attack], [], "2031-03-05"));
        var late = Assessor.Assess(question, Basis([attack, .. later], [], "2031-03-20"));

        // One day of eight has passed, and one origin reported in it.
        Assert.InRange(Assert.Single(soon.Evidence, piece => piece.IsAbsence).Belief, 0.01, 0.1);
        Assert.InRange(Assert.Single(late.Evidence, piece => piece.IsAbsence).Belief, 0.85, 0.9);
        Assert.True(late.Of("no") > soon.Of("no"));
        Assert.True(late.Of("no").Value > 0.8);
    }

    [Fact]
    public void What_has_happened_answers_whether_it_will()
    {
        var question = BuiltInQuestions.Load().Of("retaliate", ("OST", "Oster"), ("MRN", "Marran"));
        RecordedReading Calm(string id)
        {
            var maker = new RecordMaker(id, "2031-03-06", $"outlet {id}");
            maker.Event("OST", "MRN", "CONSULT", 2.5, quad: Quad.VerbalCooperation, on: "2031-03-06");
            return maker.Make();
        }

        RecordedReading Strike(string id, string on = "2031-03-09")
        {
            var maker = new RecordMaker(id, "2031-03-10", $"outlet {id}");
            maker.Event("OST", "MRN", mode: "heavy-weapons", score: -9.5, on: on, words: "Oster fired missiles at two bases of Marran");
            return maker.Make();
        }

        // Sanctions that Marran lays on Oster after it do not make the strike one that came before what is to be avenged.
        var sanctions = new RecordMaker("s", "2031-03-11", "outlet s");
        sanctions.Event("MRN", "OST", "SANCTION", -5.8, on: "2031-03-11", words: "Marran laid sanctions on Oster");
        RecordedReading[] before = [Killed("d1"), Calm("c1"), Calm("c2"), Calm("c3")];
        var open = Assessor.Assess(question, Basis([.. before], [], "2031-03-09"));
        var one = Assessor.Assess(question, Basis([.. before, Strike("m1")], [], "2031-03-10"));
        var three = Assessor.Assess(question, Basis([.. before, Strike("m1"), Strike("m2"), Strike("m3"), sanctions.Make()], [], "2031-03-12"));

        Assert.Null(open.SettledBy);
        Assert.True(open.Of("yes").Value < 0.5);
        Assert.Equal("has-struck", one.SettledBy!.Indicator.Id);
        Assert.InRange(one.Of("yes").Value, 0.7, 0.9);
        Assert.InRange(three.Of("yes").Value, 0.95, 0.995);
        Assert.Equal(1, three.Hypotheses.Sum(row => row.Posterior.Value), 9);
        Assert.Empty(three.FlipPoints);
        var sums = three.Hypotheses.Select(row => row.Hypothesis.Prior.Value * Math.Exp(row.Cells.Sum())).ToArray();
        Assert.Equal(three.Hypotheses.Select(row => row.Posterior.Value), sums.Select(sum => sum / sums.Sum()), (left, right) => Math.Abs(left - right) < 1e-9);
    }

    [Fact]
    public void A_source_that_was_wrong_before_is_believed_less_and_one_that_was_right_more()
    {
        // Three times "gazette" told what two others later told did not happen; "courier" told what did.
        List<RecordedReading> readings = [];
        List<Incident> incidents = [];
        foreach (var (outlet, happened) in (ReadOnlySpan<(string, bool)>)[("gazette", false), ("courier", true)])
        {
            for (var n = 1; n <= 3; n++)
            {
                var first = new RecordMaker($"{outlet}{n}", "2031-02-01", outlet);
                var key = first.Event("OST", "KES", on: "2031-02-01");
                var second = new RecordMaker($"{outlet}{n}check", "2031-02-03", "observer");
                var check = second.Event("OST", "KES", on: "2031-02-01", factuality: happened ? Factuality.Actual : Factuality.Negated);
                readings.AddRange([first.Make(), second.Make()]);
                incidents.Add(Incident($"i{outlet}{n}", key, check));
            }
        }

        double Belief(string outlet) => Assessor.Assess(KillOrSignal, Basis([.. readings, Killed("z1", outlet)], [], incidents: [.. incidents])).Evidence.Single(piece => piece.Indicator.Id == "people-killed").Belief;

        Assert.Equal(
            ["outlet courier: 3 held, 0 not: Usually", "outlet gazette: 0 held, 3 not: Unreliable"],
            Basis([.. readings], [], incidents: [.. incidents]).Sources.Select(source => $"{source.Key}: {source.Confirmed} held, {source.Contradicted} not: {source.Reliability}"));
        Assert.True(Belief("courier") > Belief("herald"));
        Assert.True(Belief("herald") > Belief("gazette"));
    }

    [Fact]
    public void A_withdrawn_report_no_longer_counts_and_the_difference_is_told()
    {
        var facts = new RecordFacts(RecordMaker.Moment("2031-03-10"), [Reading("d1"), Killed("d2", "gazette")], [], [], []);
        var before = Assessor.Assess(KillOrSignal, AssessmentBasis.Of(facts, (_, _) => []));
        var after = Assessor.Assess(KillOrSignal, AssessmentBasis.Of(facts with { Corrections = [new Correction.Retract("c1", facts.AsOf, "desk", "withdrawn", "d2")] }, (_, _) => []));

        var change = AssessmentChange.Between(before, after);

        Assert.Equal("d2", Assert.Single(change.GoneDocuments));
        Assert.Contains(change.Evidence, piece => piece.Id == "people-killed/d2_v1" && piece.After is null);
        Assert.True(after.Of("kill") < before.Of("kill"));
        Assert.True(AssessmentChange.Between(after, after).IsNone);
    }

    [Fact]
    public void Sums_to_one_whatever_comes_in_and_in_whatever_order() => Gen.Int[0, 1_000_000].Sample(
        seed =>
        {
            var random = new Random(seed);
            RecordedReading[] readings = [.. Enumerable.Range(0, random.Next(0, 7)).Select(n => Report(random, $"d{n}"))];
            var copies = readings.Length > 2 && random.Next(2) == 0 ? new[] { new CopyLink("d0", "d1", CopyKind.Repost, 0.9, []) } : [];
            var assessment = Assessor.Assess(KillOrSignal, Basis(readings, copies));
            Assert.Equal(1, assessment.Hypotheses.Sum(row => row.Posterior.Value), 12);
            Assert.All(assessment.LeaveOneOut, left => Assert.Equal(1, left.Posteriors.Sum(one => one.Value), 12));

            var mixed = readings.ToArray();
            random.Shuffle(mixed);
            Assert.Equal(Print(assessment), Print(Assessor.Assess(KillOrSignal, Basis(mixed, copies))));
        },
        iter: 150);

    [Fact]
    public void Refuting_evidence_never_helps_a_hypothesis_and_supporting_evidence_never_hurts_it() => Gen.Int[0, 1_000_000].Sample(
        seed =>
        {
            var random = new Random(seed);
            RecordedReading[] readings = [.. Enumerable.Range(0, random.Next(1, 6)).Select(n => Report(random, $"d{n}"))];
            var before = Assessor.Assess(KillOrSignal, Basis(readings, []));

            // The same stance as any outsider may have taken, by somebody new in a new report: the least likely under one hypothesis, the likeliest under another.
            var hostile = random.Next(2) == 0;
            var added = new RecordMaker("zz", "2031-03-09");
            added.Means("MRN", hostile, added.Claim(RecordMaker.Party("newcomer"), "said so"));
            var after = Assessor.Assess(KillOrSignal, Basis([.. readings, added.Make()], []));
            var (refuted, supported) = hostile ? ("signal", "kill") : ("kill", "signal");
            if (after.Evidence.Any(piece => piece.Items.Any(item => item.Document == "zz")))
            {
                Assert.True(after.Of(refuted).Value <= before.Of(refuted).Value + 1e-12);
                Assert.True(after.Of(supported).Value >= before.Of(supported).Value - 1e-12);
            }
        },
        iter: 300);

    private static RecordedReading Reading(string id = "d1", bool rocket = false, string published = "2031-03-05")
    {
        var maker = new RecordMaker(id, published);
        maker.Event("MRN", "OST", mode: "heavy-weapons", score: -9.5, on: "2031-03-04", killed: 0, words: "Marran fired fifteen missiles at two bases");
        maker.Means("MRN", true, maker.Claim(RecordMaker.Party("OST", "general lena varr"), "Marran wanted to kill"));
        maker.Means("MRN", false, maker.Claim(RecordMaker.Party("OST", "president orm"), "Marran appears to be standing down", hedges: ["appears"]));
        maker.Means("MRN", false, maker.Claim(RecordMaker.Party("MRN", "minister tal"), "We do not seek war", SpeechAct.Deny));
        maker.Claim(RecordMaker.Party("reports"), "Marran had given advance warning to the neighbours", SpeechAct.Allege, SourceKind.Document);
        if (rocket)
        {
            maker.Event("", "OST", mode: "heavy-weapons", score: -9.5, on: "2031-03-04", status: EventStatus.Accused, by: RecordMaker.Party("hill militia", country: "MRN", sectors: "PRM"), words: "a rocket hit the quarter");
        }

        return maker.Make();
    }

    private static RecordedPlace Point(string name) => new(name, PlaceKind.City, null, null, null, null, default);

    private static RecordedReading Killed(string id, string? outlet = null)
    {
        var maker = new RecordMaker(id, "2031-03-05", outlet);
        maker.Event("MRN", "OST", on: "2031-03-04", killed: 3, words: $"Marran killed three, {id} reports");
        return maker.Make();
    }

    private static RecordedReading Report(Random random, string id)
    {
        var maker = new RecordMaker(id, $"2031-03-0{random.Next(4, 9)}");
        if (random.Next(3) > 0)
        {
            maker.Event("MRN", "OST", on: "2031-03-04", killed: random.Next(3) - 1 is var dead and >= 0 ? dead : null, status: (EventStatus)random.Next(6));
        }

        for (var n = random.Next(4); n > 0; n--)
        {
            var speaker = random.Next(4) switch { 0 => null, 1 => RecordMaker.Party("MRN"), 2 => RecordMaker.Party("OST"), _ => RecordMaker.Party($"analyst {random.Next(3)}") };
            maker.Means("MRN", random.Next(2) == 0, maker.Claim(speaker, "words", (SpeechAct)random.Next(15), hedges: random.Next(2) == 0 ? ["may"] : null));
        }

        return maker.Make();
    }

    private static Incident Incident(string id, params EventKey[] events) => new(id, id, "ASSAULT", null, null, null, [], [], null, EventStatus.Fact, Factuality.Actual, [], [.. events], [], 2, 1);

    private static AssessmentBasis Basis(RecordedReading[] readings, CopyLink[] copies, string asOf = "2031-03-12", Incident[]? incidents = null) => new(
        RecordMaker.Moment(asOf), readings, incidents ?? [], Analysis.Duplicates.Origins.Of(readings.Select(reading => reading.Document), copies), []);

    private static Analysis.Assessment.Assessment Assess(params RecordedReading[] readings) => Assessor.Assess(KillOrSignal, Basis(readings, []));

    private static string Print(Analysis.Assessment.Assessment assessment) => string.Join(
        '\n',
        assessment.Hypotheses.Select(row => $"{row.Hypothesis.Id} {row.Posterior.Value:R} {row.Inconsistent} {row.WeightedInconsistency:R} {string.Join(' ', row.Cells.Select(cell => cell.ToString("R")))}")
            .Concat(assessment.Evidence.Select(piece => $"{piece.Id} {piece.Grade} {piece.Belief:R} {string.Join(',', piece.Items.Select(item => item.Key))} {string.Join(',', piece.Opposing)}"))
            .Concat(assessment.LeaveOneOut.Select(left => $"{left.Kind} {left.Key} {left.Moved:R}"))
            .Concat(assessment.FlipPoints.Select(flip => $"{flip.Indicator} {flip.Times:R}")).Concat(assessment.Unseen.Select(one => $"{one.Indicator} {one.Bits:R}")).Append(string.Join(';', assessment.ConfidenceReasons)));
}
