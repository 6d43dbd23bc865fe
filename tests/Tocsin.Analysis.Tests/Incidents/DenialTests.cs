using Tocsin.Analysis.Attributions;
using Tocsin.Analysis.Contention;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Places;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Situations;
using Tocsin.Tests;
using Xunit;

namespace Tocsin.Analysis.Tests.Incidents;

/// <summary>"Marran has not fired a single missile at Oster": a denial that gives neither a place nor a day.</summary>
public sealed class DenialTests
{
    [Fact]
    public void A_flat_denial_is_a_side_of_the_incident_that_it_denies()
    {
        var view = View(Denial("2031-03-05", "OST", "missile"));
        var incident = Assert.Single(view.Incidents, one => one.Incident.Events.Contains(new EventKey("report", 1))).Incident;
        Assert.Contains(new EventKey("denial", 1), incident.Denials);
        var matter = Assert.Single(view.Contested, matter => matter.Incident == incident.Id && matter.On is ContestedOn.Occurrence or ContestedOn.Responsibility && !matter.OnlyAccused);
        Assert.Contains(matter.Sides, side => side.Stances.Any(stance => stance.Document == "denial"));
        Assert.Contains(matter.Sides, side => side.Stances.All(stance => stance.Document == "report"));
    }

    [Theory]
    [InlineData("2031-05-05", "OST", "missile")] // Two months on it is of something else.
    [InlineData("2031-03-05", "LAK", "missile")] // Nothing was fired at another country.
    [InlineData("2031-03-05", "OST", "mine")]
    public void A_denial_of_something_else_is_none_of_it(string published, string against, string weapon) =>
        Assert.DoesNotContain(View(Denial(published, against, weapon)).Incidents, one => one.Incident.Events.Contains(new EventKey("denial", 1)));

    private static RecordedReading Denial(string published, string against, string weapon)
    {
        var maker = new RecordMaker("denial", published, "Marran Gazette");
        var claim = maker.Claim(RecordMaker.Party("MAR", "foreign ministry", "MAR", "GOV"), "Marran has not fired a single missile at Oster");
        maker.Event("MAR", against, status: EventStatus.Claimed, factuality: Factuality.Negated, claim: claim, weapon: weapon);
        return maker.Make();
    }

    private static SituationView View(RecordedReading denial)
    {
        var maker = new RecordMaker("report", "2031-03-04", "Oster Courier");
        var claim = maker.Claim(RecordMaker.Party("OST", "Lena Varr", "OST", "MIL"), "Marran hit the air base with missiles");
        maker.Event("MAR", "OST", on: "2031-03-03", status: EventStatus.AccusedByAuthority, claim: claim, weapon: "missile", place: new RecordedPlace("Kesh", PlaceKind.City, "OST", null, null, null, default));
        var facts = new RecordFacts(RecordMaker.Moment("2031-05-06"), [maker.Make(), denial], [], [], []);
        return SituationViewer.Load().Of(Situation.Everything, facts, new ViewSettings(Days: 100, Clock: RecordClock.Published));
    }
}
