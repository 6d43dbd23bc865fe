using Tocsin.Analysis.Assessment;
using Tocsin.Analysis.Attributions;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Situations;
using Tocsin.Analysis.Tests.Situations;
using Tocsin.Tests;
using Xunit;

namespace Tocsin.Analysis.Tests.Assessment;

/// <summary>What is told of one act is evidence of it and of no other, and whoever tells it counts.</summary>
public sealed class EvidenceOfTheActTests
{
    private const string Struck = "KESH - Marran fired missiles at the Kesh air base in Oster on Sunday, killing eight soldiers, Oster's defence ministry said on Monday.";
    private const string Told = "Marran gave notice of Sunday's missile strike on Kesh hours before it happened, three officials of Oster said. Lakia passed the notice to Oster's army. \"I received no warning from anyone,\" said General Petar Hald, who commands the west.";
    private const string Drone = "DORV - A drone struck a fuel depot in the Marranian border town of Dorv on Wednesday. Marran's interior ministry blamed Oster.";

    [Fact]
    public void Notice_is_of_an_attack_of_whoever_gave_it_though_its_report_tells_of_none()
    {
        var basis = Basis(("2031-05-05", "Oster Courier", Struck), ("2031-05-06", "Harbour Post", Told), ("2031-05-07", "Dorv Mail", Drone));
        Assert.DoesNotContain("notice-given", Indicators(basis, "oster", "marran"));
        Assert.Contains("notice-given", Indicators(basis, "marran", "oster"));
    }

    [Fact]
    public void Whoever_tells_of_notice_tells_it_and_who_had_none_contradicts_them()
    {
        var basis = Basis(("2031-05-05", "Oster Courier", Struck), ("2031-05-06", "Harbour Post", Told));
        var notice = Assessor.Assess(Question("marran", "oster"), basis).Evidence.Where(piece => piece.Indicator.Id == "notice-given").ToList();
        Assert.Contains(notice, piece => piece.Items.Any(item => item.Words.StartsWith("Lakia passed the notice", StringComparison.Ordinal)));
        Assert.All(notice, piece => Assert.NotEmpty(piece.Opposing));
    }

    [Fact]
    public void Who_tells_of_the_dead_and_not_of_who_did_it_counts_too()
    {
        var basis = Basis(("2031-05-05", "Oster Courier", Struck), ("2031-05-05", "Lakian Post", "KESH - Missiles struck the Kesh air base in Oster late on Sunday, killing eight soldiers, doctors in the town told this paper."));
        var killed = Assert.Single(Assessor.Assess(Question("marran", "oster"), basis).Evidence, piece => piece.Indicator.Id == "people-killed");
        Assert.Equal(2, killed.Origins.Length);
    }

    [Fact]
    public void A_minister_whom_one_report_calls_a_states_speaks_for_it_in_another()
    {
        var basis = Basis(
            ("2031-05-05", "Oster Courier", "KESH - Marran fired missiles at the Kesh air base in Oster on Sunday, killing eight soldiers, the defence ministry said on Monday. \"They came to kill our people in their beds,\" Defence Minister Irena Vald said."),
            ("2031-05-06", "Lakian Post", "Oster's defence minister, Irena Vald, said on Monday that rescue work at the Kesh air base had ended."));
        Assert.Contains("other-side-says-kill", Indicators(basis, "marran", "oster"));
        Assert.DoesNotContain("others-say-kill", Indicators(basis, "marran", "oster"));
    }

    [Theory]
    [InlineData("Marran said that the strike had been meant to deter future attacks.", false)]
    [InlineData("Marran said that it wanted to prevent attacks on its border.", false)]
    [InlineData("Marran said that the strike had been meant to send a signal.", true)]
    public void To_deter_is_neither_to_harm_nor_to_spare(string sentence, bool isAim)
    {
        var reading = Reader.Load().Read(new Document("a", "Marran's army hit a base in Oster with missiles on Monday. " + sentence, PublishedAt: new DateOnly(2031, 5, 6)));
        Assert.Equal(isAim, !reading.Intentions.IsEmpty);
    }

    [Theory]
    [InlineData("that the missiles avenged the killing of Varr", false)]
    [InlineData("that the killing of Varr would be avenged", true)]
    [InlineData("that there would be revenge for Varr", true)]
    public void A_deed_that_is_done_is_no_vow(string content, bool isVow)
    {
        var maker = new RecordMaker("d1");
        maker.Event("OST", "MRN", on: "2031-03-04", killed: 1, words: "Oster killed General Varr");
        maker.Claim(RecordMaker.Party("MRN", "guards", "MRN", "MIL"), content);
        var basis = new AssessmentBasis(RecordMaker.Moment("2031-03-06"), [maker.Make()], [], Analysis.Duplicates.Origins.Of([maker.Make().Document], []), []);
        Assert.Equal(isVow, Assessor.Assess(BuiltInQuestions.Load().Of("retaliate", ("MRN", "Marran"), ("OST", "Oster")), basis).Evidence.Any(piece => piece.Indicator.Id == "vows-revenge"));
    }

    [Fact]
    public void That_an_attack_happened_does_not_prove_right_how_many_were_said_to_be_killed()
    {
        var (first, second) = (new RecordMaker("d1", "2031-03-05", "Marran Television"), new RecordMaker("d2", "2031-03-06", "Courier"));
        var said = first.Event("MRN", "OST", on: "2031-03-04", killed: 80);
        var told = second.Event("MRN", "OST", on: "2031-03-04", killed: 0);
        Assert.Empty(Sources([first.Make(), second.Make()], said, told));
    }

    [Theory]
    [InlineData("OST", true)]
    [InlineData("LAK", false)] // Another's raid is not the contrary.
    public void A_denial_was_wrong_only_where_the_same_happened(string recipient, bool isWrong)
    {
        var (first, second) = (new RecordMaker("d1", "2031-03-05", "Marran Television"), new RecordMaker("d2", "2031-03-06", "Courier"));
        var denied = first.Event("", recipient, factuality: Factuality.Negated, status: EventStatus.Denied);
        var told = second.Event("", "OST", on: "2031-03-04");
        Assert.Equal(isWrong ? ["outlet Marran Television: 0 held, 1 not"] : [], Sources([first.Make(), second.Make()], denied, told));
    }

    [Fact]
    public void Who_speaks_of_what_everybody_knows_is_not_proved_right_by_it()
    {
        var (first, second) = (new RecordMaker("d1", "2031-03-05", "Herald"), new RecordMaker("d2", "2031-03-06", "Courier"));
        var said = first.Event("MRN", "OST", on: "2031-03-04", status: EventStatus.Claimed, claim: first.Claim(RecordMaker.Party("MRN", "guards", "MRN", "MIL"), "that the strike was an answer"));
        var told = second.Event("MRN", "OST", on: "2031-03-04");
        var passing = first.Make();
        Assert.NotEmpty(Sources([passing, second.Make()], said, told));
        Assert.Empty(Sources([passing with { Events = [.. passing.Events.Select(one => one with { Cues = one.Cues with { IsNominal = true } })] }, second.Make()], said, told));
    }

    private static IEnumerable<string> Sources(RecordedReading[] readings, EventKey one, EventKey other)
    {
        var incident = new Incident("i1", "a strike", "ASSAULT", null, null, null, [], [], null, EventStatus.Fact, Factuality.Actual, [], [one, other], [], 2, 1);
        return new AssessmentBasis(RecordMaker.Moment("2031-03-12"), readings, [incident], Analysis.Duplicates.Origins.Of(readings.Select(reading => reading.Document), []), [])
            .Sources.Select(source => $"{source.Key}: {source.Confirmed} held, {source.Contradicted} not");
    }

    private static Question Question(string x, string y) => BuiltInQuestions.Load().Of("kill-or-signal", (x, x), (y, y));

    private static IEnumerable<string> Indicators(AssessmentBasis basis, string x, string y) => Assessor.Assess(Question(x, y), basis).Evidence.Select(piece => piece.Indicator.Id);

    private static AssessmentBasis Basis(params (string Published, string Outlet, string Text)[] reports) => AssessmentBasis.Of(WhoSaysWhatTests.Facts(reports), SituationViewer.Load().Join);
}
