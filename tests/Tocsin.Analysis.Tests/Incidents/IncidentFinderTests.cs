using System.Collections.Immutable;
using CsCheck;
using Tocsin.Analysis.Duplicates;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Incidents;
using Tocsin.Analysis.Record;
using Tocsin.Tests;
using Xunit;

namespace Tocsin.Analysis.Tests.Incidents;

/// <summary>On the reports of data/incidents, which are read once.</summary>
public class IncidentFinderTests
{
    private static readonly string Folder = Repository.PathOf("data", "incidents");
    private static readonly Lazy<ImmutableArray<IncidentGold.Report>> Reports = new(() => IncidentGold.Read(Folder));
    private static readonly IncidentMatcher Matcher = IncidentMatcher.Load();
    private static readonly IncidentFinder Finder = IncidentFinder.Load();

    /// <summary>Floors: a change that loses more than noise fails here. The figures are in docs/evaluation.md.</summary>
    [Theory]
    [InlineData("dev", 94)]
    [InlineData("dev2", 93)]
    [InlineData("dev3", 54)]
    [InlineData("dev4", 63)]
    [InlineData("dev5", 68)]
    [InlineData("dev6", 65)]
    [InlineData("held", 78)]
    public void Reports_are_joined_at_least_as_well_as_they_were(string part, double floor)
    {
        var result = IncidentGold.Score(Folder, Reports.Value, part);
        Assert.InRange(IncidentGold.BCubed(result.Mentions).F1, floor, 100);
        Assert.Equal(part is "dev4" or "dev5" or "dev6", result.CopyPairs == 0);
        Assert.Equal((result.CopyPairs, 0), (result.CopyPairsFound, result.CopyPairsWrong));
    }

    [Fact]
    public void Any_order_of_the_documents_gives_the_same_incidents()
    {
        var expected = Describe(Of(Reports.Value));
        Gen.Int.Sample(
            seed =>
            {
                var random = new Random(seed);
                Assert.Equal(expected, Describe(Of(Reports.Value.OrderBy(_ => random.Next()))));
            },
            iter: 8, threads: 1);
    }

    [Fact]
    public void What_no_link_leaves_can_be_computed_alone()
    {
        var all = Of(Reports.Value);
        var some = all.Where(incident => incident.Events.Length > 3).Take(3).ToList();
        foreach (var incident in some)
        {
            // All that links connect with it, however far.
            var index = new IncidentIndex(Matcher);
            var links = Reports.Value.SelectMany(report => index.Add(report.Reading)).ToList();
            var tellings = index.Tellings.SelectMany(telling => telling.Events.Select(told => (told.Key, telling))).ToDictionary(pair => pair.Key, pair => pair.telling);
            var connected = new HashSet<Telling>(incident.Events.Select(key => tellings[key]));
            for (var before = 0; before < connected.Count;)
            {
                before = connected.Count;
                foreach (var link in links.Where(link => connected.Contains(tellings[link.First]) || connected.Contains(tellings[link.Second])))
                {
                    connected.Add(tellings[link.First]);
                    connected.Add(tellings[link.Second]);
                }
            }

            Assert.Contains(Describe([incident]), Describe(Finder.Of(connected, links, [], OriginOf(Reports.Value))).Split('\n'));
        }
    }

    [Fact]
    public void Two_attacks_on_one_day_in_one_town_stay_two_and_a_copy_adds_no_origin()
    {
        var incidents = Of(Named("sorin-wire-1", "sorin-wire-1b", "sorin-evening-1", "sorin-evening-2"));
        var market = Holding(incidents, "sorin-wire-1", "struck");
        var depot = Holding(incidents, "sorin-evening-1", "bombed");
        Assert.NotEqual(market.Id, depot.Id);
        Assert.Contains(market.Events, key => key.Document == "sorin-evening-2");
        Assert.Equal(market.Events.Select(key => key.Document).Where(document => document != "sorin-wire-1b").Distinct().Count(), market.Origins);
        Assert.All(market.Links, link => Assert.NotEmpty(link.Reason));
        Assert.Contains("rocket", market.Weapon, StringComparison.Ordinal);
    }

    [Fact]
    public void A_denial_belongs_to_what_it_denies_and_reports_nothing()
    {
        var incidents = Of(Named("sorin-hospital-1", "sorin-hospital-2", "sorin-hospital-3"));
        var incident = Holding(incidents, "sorin-hospital-3", "shelled");
        Assert.Contains(incident.Denials, key => key.Document == "sorin-hospital-3");
        Assert.All(incident.Tolls, toll => Assert.DoesNotContain(toll.Event, incident.Denials));
        Assert.Empty(Of(Named("sorin-hospital-3")).Where(alone => alone.Events.All(key => alone.Denials.Contains(key))));
    }

    [Fact]
    public void Who_is_accused_is_called_accused_where_that_it_happened_is_a_fact()
    {
        var incident = Holding(Of(Named("sorin-evening-1")), "sorin-evening-1", "bombed");
        Assert.Equal(EventStatus.AccusedByAuthority, incident.Responsibility);
        Assert.Contains("(accused)", incident.Title, StringComparison.Ordinal);
    }

    [Fact]
    public void A_split_parts_and_a_later_join_puts_together_again()
    {
        var reports = Named("madrid-1", "madrid-2", "madrid-3");
        var joined = Holding(Of(reports), "madrid-1", "exploded");
        var parted = joined.Events.Where(key => key.Document == "madrid-3").ToImmutableArray();
        Assert.NotEmpty(parted);
        var split = new Correction.Split("c1", DateTimeOffset.MaxValue.AddDays(-2), "editor", "another bombing", parted);
        var incidents = Of(reports, split);
        Assert.Contains(incidents, incident => incident.Events.SequenceEqual(parted));
        Assert.DoesNotContain(Holding(incidents, "madrid-1", "exploded").Events, key => parted.Contains(key));
        var join = new Correction.Join("c2", DateTimeOffset.MaxValue.AddDays(-1), "editor", "the same after all", [parted[0], joined.Events.First(key => key.Document == "madrid-1")]);
        Assert.Contains(Holding(Of(reports, join, split), "madrid-1", "exploded").Events, key => key == parted[0]);
    }

    [Fact]
    public void A_join_puts_together_what_nothing_else_would()
    {
        var reports = Named("khartoum-1", "madrid-1");
        var (one, other) = (Holding(Of(reports), "khartoum-1", "hit"), Holding(Of(reports), "madrid-1", "exploded"));
        var join = new Correction.Join("c1", DateTimeOffset.MaxValue, "editor", "a test", [one.Events[0], other.Events[0]]);
        Assert.Equal(Holding(Of(reports, join), "khartoum-1", "hit").Id, Holding(Of(reports, join), "madrid-1", "exploded").Id);
    }

    [Fact]
    public void A_join_takes_nothing_apart_that_was_together()
    {
        var reports = Named("khartoum-1", "madrid-1", "madrid-2", "madrid-3");
        var (one, other) = (Holding(Of(reports), "khartoum-1", "hit"), Holding(Of(reports), "madrid-1", "exploded"));
        Assert.Equal(3, other.Events.Select(key => key.Document).Distinct().Count());
        foreach (var key in other.Events)
        {
            var join = new Correction.Join("c1", DateTimeOffset.MaxValue, "editor", "a test", [one.Events[0], key]);
            Assert.Superset(one.Events.Concat(other.Events).ToHashSet(), Holding(Of(reports, join), "khartoum-1", "hit").Events.ToHashSet());
        }
    }

    [Fact]
    public void A_retracted_report_counts_no_more()
    {
        var retract = new Correction.Retract("c1", DateTimeOffset.MaxValue, "editor", "withdrawn", "madrid-1");
        Assert.DoesNotContain(Finder.Of(Named("madrid-1", "madrid-2").Select(report => report.Reading), [], [retract], told => told.Key.Document), incident => incident.Events.Any(key => key.Document == "madrid-1"));
    }

    private static IEnumerable<IncidentGold.Report> Named(params string[] ids) => ids.Select(id => Reports.Value.First(report => report.Id == id));

    private static Incident Holding(IEnumerable<Incident> incidents, string document, string word)
    {
        var key = Reports.Value.First(report => report.Id == document).Reading.Events.Last(told => told.AnchorWords == word).Key;
        return incidents.First(incident => incident.Events.Contains(key));
    }

    private static ImmutableArray<Incident> Of(IEnumerable<IncidentGold.Report> reports, params Correction[] corrections)
    {
        var index = new IncidentIndex(Matcher);
        var all = reports.ToList();
        var links = all.SelectMany(report => index.Add(report.Reading)).ToList();
        return Finder.Of(index.Tellings, links, corrections, OriginOf(all));
    }

    private static Func<RecordedEvent, string> OriginOf(IReadOnlyCollection<IncidentGold.Report> reports)
    {
        var copies = new CopyIndex();
        var links = reports.SelectMany(report => copies.Add(report.Document, report.Print)).ToList();
        return Origins.Of(reports.Select(report => report.Document), links).OriginOf;
    }

    private static string Describe(IEnumerable<Incident> incidents) => string.Join('\n', incidents.Select(incident =>
        $"{incident.Id} {incident.Title} {incident.Status} {incident.Responsibility} {incident.Place} {incident.OccurredOn} [{string.Join(' ', incident.Events)}] [{string.Join(' ', incident.Denials)}] "
        + $"[{string.Join(' ', incident.Links.Select(link => $"{link.First} {link.Second} {link.Likeness:R} {link.Reason}"))}] [{string.Join(' ', incident.Tolls)}]").Order(StringComparer.Ordinal));
}
