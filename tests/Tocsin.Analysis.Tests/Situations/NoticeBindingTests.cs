using Tocsin.Analysis.Events;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Situations;
using Tocsin.Tests;
using Xunit;

namespace Tocsin.Analysis.Tests.Situations;

/// <summary>Notice of one attack stands beside that attack, whichever report tells it, and beside no other.</summary>
public sealed class NoticeBindingTests
{
    [Fact]
    public void A_report_of_the_notice_alone_is_of_the_attack_that_others_report()
    {
        var notice = new RecordMaker("d2", "2031-03-06");
        Notice(notice, "MAR", "VES", on: "2031-03-04");
        Notice(notice, "VES", "OST");
        notice.Claim(RecordMaker.Party("edo varr"), "I received no warning from anyone");
        Assert.Equal(["d1_v1: MAR no"], Bound(notice, Attack("d1", "MAR", "OST", "2031-03-04"), Attack("d3", "OST", "MAR", "2031-03-05"), Attack("d4", "MAR", "OST", "2031-02-20")));
    }

    [Fact]
    public void What_is_said_of_a_warning_is_of_the_attack_whose_notice_stands_beside_it()
    {
        var report = new RecordMaker("d1", "2031-03-05");
        report.Event("OST", "MAR", on: "2031-03-01");
        report.Event("MAR", "OST", on: "2031-03-04");
        Notice(report, "MAR", "OST");
        report.Event("LAK", "OST", on: "2031-03-05");
        report.Claim(RecordMaker.Party("edo varr"), "early warning systems had helped");
        Assert.Equal(["d1_v2: MAR said"], Bound(report));
    }

    [Fact]
    public void Without_notice_it_is_of_the_nearest_attack()
    {
        var report = new RecordMaker("d1", "2031-03-05");
        report.Event("OST", "MAR", on: "2031-03-01");
        report.Event("MAR", "OST", on: "2031-03-04");
        report.Claim(RecordMaker.Party("edo varr"), "early warning systems had helped");
        Assert.Equal(["d1_v2: said"], Bound(report));
    }

    [Fact]
    public void What_its_victim_told_others_is_notice_of_something_else()
    {
        var report = new RecordMaker("d1", "2031-03-05");
        report.Event("MAR", "OST", on: "2031-03-04");
        Notice(report, "OST", "LAK");
        Assert.Empty(Bound(report));
    }

    [Fact]
    public void Where_nobody_is_named_as_the_doer_whoever_had_it_is_of_its_sides()
    {
        var report = new RecordMaker("d1", "2031-03-05");
        report.Event("", "OST", on: "2031-03-04");
        Notice(report, "VES", "OST");
        Notice(report, "VES", "LAK");
        Assert.Equal(["d1_v1: VES VES"], Bound(report));
    }

    private static void Notice(RecordMaker maker, string from, string to, string? on = null) => maker.Event(from, to, "COOPERATE", 3, "notice", Quad.MaterialCooperation, on: on);

    private static RecordMaker Attack(string id, string actor, string recipient, string on)
    {
        var maker = new RecordMaker(id, "2031-03-05");
        maker.Event(actor, recipient, on: on);
        return maker;
    }

    /// <summary>Of each incident that somebody had notice of, its first event, who gave it, and what is said of it.</summary>
    private static string[] Bound(params RecordMaker[] reports)
    {
        var facts = new RecordFacts(RecordMaker.Moment("2031-03-10"), [.. reports.Select(report => report.Make())], [], [], []);
        var view = SituationViewer.Load().Of(Situation.Everything, facts, new ViewSettings(Clock: RecordClock.Published));
        var notices = Notices.Of(view.Readings);
        var binding = new NoticeBinding(notices, view.Incidents, view.Reading, key => view.Incidents.FirstOrDefault(one => one.Incident.Events.Contains(key)));
        return
        [
            .. view.Incidents.Select(one => (one.Incident, Had: binding.Of(one.Incident.Id))).Where(pair => !pair.Had.IsEmpty).OrderBy(pair => pair.Incident.Events[0])
                .Select(pair => $"{pair.Incident.Events[0]}: {string.Join(' ', [.. pair.Had.Chains.Select(chain => chain.Steps[0].From[0].Side), .. pair.Had.Said.Select(_ => "said"), .. pair.Had.Denied.Select(_ => "no")])}"),
        ];
    }
}
