using System.Globalization;
using Tocsin.Analysis.Contention;
using Tocsin.Analysis.Duplicates;
using Tocsin.Analysis.Incidents;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Situations;
using Tocsin.Tests;
using Xunit;

namespace Tocsin.Analysis.Tests.Situations;

/// <summary>From bare reports to what the record shows of them: who answers whom, and who counts as a witness.</summary>
public sealed class WhoSaysWhatTests
{
    private const string Bombed = "Oster said on Sunday that Marranian aircraft had bombed the town of Kesh on Saturday, killing six people.";

    private static readonly Lazy<Reader> Reader = new(Analysis.Reader.Load);

    [Theory]
    [InlineData("Rockets hit the market of Kesh on Saturday, killing six people, doctors said. Oster blamed Marran for the attack, which Marran denied.", "Marran did it | Marran did not")]
    [InlineData("Oster accused Marran on Sunday of firing rockets at the town of Kesh on Saturday. Marran denied it.", "Marran did it | Marran did not")]
    [InlineData("Oster says Marran bombed Kesh\n\nOster said on Sunday that Marranian aircraft had bombed the town of Kesh on Saturday, killing six people. The Marranian defence ministry rejected the accusation.", "Marran did it | Marran did not")]
    [InlineData("Oster accused Marran on Sunday of firing rockets at the town of Kesh on Saturday. \"That is a lie,\" Marran's foreign minister said.", "Marran did it | Marran did not")]
    [InlineData("Oster accused Marran on Sunday of firing rockets at the town of Kesh on Saturday. Marran denied reports that it had called up reservists.", "")] // Of something else.
    [InlineData("Oster accused Marran on Sunday of firing rockets at the town of Kesh on Saturday. Lakia denied it.", "")] // Nobody accused Lakia.
    public void Who_is_accused_answers_in_few_words(string text, string sides) => Assert.Equal(sides, Sides(View(("2031-05-04", "Oster Courier", text))));

    [Fact]
    public void What_one_side_denies_of_a_happening_between_two_belongs_to_the_two()
    {
        var pair = new Situation("pair", ["ketania", "bersha"], [], [], []);
        var view = View(
            pair,
            ("2031-05-04", "Oster Courier", "Missiles hit Tarn, Ketania blames Bersha\n\nMissiles hit the port of Tarn on Sunday, killing nine dockers. Ketania's president, Mara Ilic, accused Bersha of the attack."),
            ("2031-05-05", "Marran Gazette", "Bersha denied any role in the attack on Tarn on Sunday. \"Our forces fired nothing,\" the army's spokesman, Jon Peck, said on Monday."),
            ("2031-05-05", "Lakian Post", "Bersha opened its spring fair on Monday. Bersha denied that prices had risen."));
        Assert.Equal(["Marran Gazette", "Oster Courier"], view.Documents.Select(document => document.Document.Printer).Order());
        Assert.Equal("Bersha did it | Bersha did not", Sides(view));
    }

    [Fact]
    public void One_person_is_one_speaker_under_a_shorter_name()
    {
        var view = View(
            ("2031-05-04", "Oster Courier", "Iran's foreign minister, Mohammad Javad Zarif, said on Saturday that the talks would go on."),
            ("2031-05-05", "Lakian Post", "Iran's foreign minister, Javad Zarif, said on Sunday that the talks had failed."),
            ("2031-05-05", "Marran Gazette", "Donald Trump said on Sunday that the talks would fail."));
        Assert.Equal(["Donald Trump", "Mohammad Javad Zarif"], view.Speakers.Select(speaker => speaker.Name).Order());
        Assert.Equal(2, view.Speakers.Single(speaker => speaker.Name.EndsWith("Zarif", StringComparison.Ordinal)).Count);
    }

    [Fact]
    public void Two_people_of_one_surname_stay_two_and_the_surname_alone_is_neither()
    {
        RecordedReading Said(string id, string name)
        {
            var maker = new RecordMaker(id);
            maker.Claim(RecordMaker.Party("MRN", name, "MRN", "GOV"), "the talks would go on");
            return maker.Make();
        }

        IEnumerable<string> Keys(params RecordedReading[] readings) =>
            PersonNames.Unite(new RecordFacts(RecordMaker.Moment("2031-05-20"), [.. readings], [], [], [])).Readings.Select(reading => reading.Claims[0].Source!.Name);

        Assert.Equal(["Lena Varr", "Lena Varr"], Keys(Said("d1", "Lena Varr"), Said("d2", "Varr")));
        Assert.Equal(["Lena Varr", "Edo Varr", "Varr"], Keys(Said("d1", "Lena Varr"), Said("d2", "Edo Varr"), Said("d3", "Varr")));
    }

    [Fact]
    public void Who_is_said_to_have_helped_is_accused_of_nothing()
    {
        var view = View(("2031-05-05", "Lakian Post", "Some reports said that Iran had given advance warning of the attack to Iraq."));
        Assert.NotEmpty(view.Incidents);
        Assert.DoesNotContain(view.Incidents, one => one.Incident.Title.Contains("(accused)", StringComparison.Ordinal));
    }

    [Fact]
    public void An_answer_in_another_report_meets_the_accusation()
    {
        var view = View(("2031-05-04", "Oster Courier", "Oster says Marran bombed Kesh\n\n" + Bombed), ("2031-05-05", "Marran Gazette", "Marran on Monday called the accusation a lie. \"It is a lie,\" Marran said."));
        Assert.Equal("Marran did it | Marran did not", Sides(view));
        Assert.Equal([1, 1], view.Contested.First(matter => matter.On == ContestedOn.Responsibility).Sides.Select(side => side.Origins));
    }

    [Fact]
    public void An_answer_of_a_week_later_is_of_something_else() =>
        Assert.Equal("", Sides(View(("2031-05-04", "Oster Courier", "Oster says Marran bombed Kesh\n\n" + Bombed), ("2031-05-12", "Marran Gazette", "\"It is a lie,\" Marran said."))));

    [Theory]
    [InlineData("On 4 May the Oster Courier reported that Marranian troops had shelled the hospital of Kesh on Saturday, killing six patients. That report was wrong. No shelling took place.")]
    [InlineData("We reported on 4 May that Marranian troops had shelled the hospital of Kesh on Saturday. The Oster Courier withdraws the report and apologises to its readers.")]
    public void What_is_taken_back_is_no_second_report_of_it(string withdrawal)
    {
        var view = View(("2031-05-04", "Oster Courier", "Marranian troops shelled the hospital of Kesh on Saturday, killing six patients."), ("2031-05-06", "Oster Courier", withdrawal));
        var incident = Assert.Single(view.Incidents, one => one.Incident.Type == "ASSAULT").Incident;
        Assert.Equal((1, 1), (incident.Origins, incident.Denials.Length));
        Assert.Contains(view.Contested, matter => matter.On == ContestedOn.Occurrence && matter.Incident == incident.Id);
    }

    [Fact]
    public void A_correction_of_a_number_leaves_the_happening_told_and_drops_the_number()
    {
        var view = View(("2031-05-06", "Oster Courier", "Correction: Kesh\n\nWe said on 4 May that rockets had struck the hospital of Kesh on Saturday, killing six patients. Four patients died."));
        var incident = Assert.Single(view.Incidents, one => one.Incident.Type == "ASSAULT" && one.Incident.Weapon == "rocket").Incident;
        Assert.Empty(incident.Denials);
        Assert.DoesNotContain(incident.Tolls, toll => toll.Min == 6);
    }

    [Fact]
    public void One_who_is_accused_stays_so_beside_one_who_claims_it()
    {
        var view = View(
            ("2031-05-04", "Oster Courier", "A bomb killed five people in the market of Kesh on Saturday. Oster accused Marran of planting the bomb."),
            ("2031-05-05", "Lakian Post", "The Red Dawn Front said on Monday that it had carried out the bombing that killed five people in the market of Kesh on Saturday."));
        Assert.StartsWith("Marran (accused), Red Dawn Front →", Assert.Single(view.Incidents, one => one.Incident.Type == "ASSAULT").Incident.Title, StringComparison.Ordinal);
    }

    [Fact]
    public void A_doubt_about_a_thesis_is_no_denial_of_the_deed()
    {
        var view = View(("2031-05-05", "Lakian Post", "Marran killed General Edo Varr in a drone strike in Kesh on Friday. Several senators doubted the claim that the strike that killed Varr had been meant to stop an attack."));
        Assert.DoesNotContain(view.Contested, matter => matter.On is ContestedOn.Occurrence or ContestedOn.Responsibility);
    }

    [Fact]
    public void Whose_fighters_did_it_is_said_by_their_name()
    {
        var view = View(("2031-05-05", "Lakian Post", "The Red Dawn Front said on Monday that its fighters had bombed a fuel depot in Kesh on Sunday."));
        var actor = Assert.Single(Assert.Single(view.Incidents, one => one.Incident.Type == "ASSAULT").Incident.Actors);
        Assert.Equal(("Red Dawn Front’s fighters", "red dawn front"), (actor.Name, actor.Side));
    }

    [Theory]
    [InlineData("A rocket hit a school in the northern district of Kesh on Saturday, killing two teachers, the mayor said.", "A rocket hit a power station in the southern district of Kesh on Saturday, wounding four workers, the mayor said.")]
    [InlineData("A car bomb exploded outside a bank in Kesh on Saturday morning, killing seven people, police said.", "Gunmen killed three people at a wedding in Kesh on Saturday night, police said.")]
    public void Two_attacks_in_one_town_on_one_day_stay_two(string one, string other) =>
        Assert.Equal(2, View(("2031-05-04", "Oster Courier", one), ("2031-05-04", "Lakian Post", other)).Incidents.Count(incident => incident.Incident.Type == "ASSAULT"));

    [Theory]
    [InlineData("Rebels killed 30 soldiers near Kesh on Saturday. The attack was the worst since a raid that killed 200 people in 2012.", 30)]
    [InlineData("A drone hit a bus in Kesh on Saturday, killing two. Two years ago, a missile hit the same bus station and killed 20 people.", 2)]
    [InlineData("Shells killed four people in the town of Kesh on Saturday, the governor said. Saturday's attack was the deadliest since a rocket strike on Kesh in 2022 that killed 31 people.", 4)]
    public void What_was_years_before_is_another_happening_with_a_toll_of_its_own(string text, int killed)
    {
        var attacks = View(("2031-05-04", "Oster Courier", text)).Incidents.Where(one => one.Incident.Type == "ASSAULT").ToList();
        var now = Assert.Single(attacks, one => one.Incident.OccurredOn?.Start == DateOf("2031-05-03"));
        Assert.Equal([killed], now.Incident.Tolls.Where(toll => toll.IsKilled).Select(toll => toll.Min ?? -1).Distinct());
        Assert.Contains(attacks, one => one.Incident.OccurredOn is { } days && days.End < DateOf("2031-01-01"));
    }

    [Theory]
    [InlineData("a.txt", null, "a.txt", null, 1)] // An edited file.
    [InlineData("a.txt", null, "b.txt", null, 2)]
    [InlineData("feed.jsonl", null, "feed.jsonl", null, 2)] // One file of many reports.
    [InlineData("a.html", "https://courier.example/kesh", "b.html", "http://www.courier.example/kesh/#live", 1)]
    [InlineData("a.html", "https://courier.example/", "b.html", "https://courier.example/", 2)] // Every article has stood on the front page.
    public void An_edited_article_is_one_witness(string path, string? url, string otherPath, string? otherUrl, int origins)
    {
        var first = Recorded("d1", "2031-05-04", "Oster Courier", path, url);
        var later = Recorded("d2", "2031-05-04", "Oster Courier", otherPath, otherUrl);
        Assert.Equal(origins, Origins.Of([first, later], []).All.Length);
    }

    [Fact]
    public void What_is_printed_again_is_not_said_again()
    {
        const string Said = "The defence ministry of Oster said on Sunday that rockets had struck the market of Kesh and that eleven traders had been killed there.\nThe ministry also said that the road to the north of the town had been closed to all but ambulances.";
        var reports = Enumerable.Range(4, 6).Select(day => (string.Create(CultureInfo.InvariantCulture, $"2031-05-{day:00}"), $"Paper {day}", Said)).ToArray();
        Assert.All(View(reports).Speakers, speaker => Assert.Equal(DateOf("2031-05-04"), DateOnly.FromDateTime(speaker.Last.UtcDateTime)));
        Assert.All(View(reports).Speakers, speaker => Assert.False(speaker.IsSilent));
    }

    private static DateOnly DateOf(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Sides(SituationView view) => string.Join("; ", view.Contested.Where(matter => matter.On == ContestedOn.Responsibility && !matter.OnlyAccused).Select(matter => string.Join(" | ", matter.Sides.Select(side => side.Label))));

    private static RecordedDocument Recorded(string id, string published, string outlet, string? path, string? url) =>
        new(id, null, outlet, url, path, RecordMaker.Moment(published), false, RecordMaker.Moment(published), 1, 100);

    internal static SituationView View(params (string Published, string Outlet, string Text)[] reports) => View(Situation.Everything, reports);

    private static SituationView View(Situation situation, params (string Published, string Outlet, string Text)[] reports) =>
        SituationViewer.Load().Of(situation, Facts(reports), new ViewSettings(Days: 100, Clock: RecordClock.Published));

    internal static RecordFacts Facts(params (string Published, string Outlet, string Text)[] reports)
    {
        var (copies, index, fingerprinter) = (new CopyIndex(), new IncidentIndex(IncidentMatcher.Load()), Fingerprinter.Load());
        var readings = reports.Select((report, i) =>
        {
            var reading = Reader.Value.Read(new Document($"r{i}", report.Text, Outlet: report.Outlet, PublishedAt: DateOf(report.Published)));
            var document = Recorded($"r{i}", report.Published, report.Outlet, null, null) with { Sequence = i + 1 };
            return (Recorded: Recording.Of(reading, document, "test"), Print: fingerprinter.Of(reading.Parsed));
        }).ToList();
        return new RecordFacts(
            RecordMaker.Moment("2031-05-20"), [.. readings.Select(pair => pair.Recorded)], [.. readings.SelectMany(pair => copies.Add(pair.Recorded.Document, pair.Print))],
            [.. readings.SelectMany(pair => index.Add(pair.Recorded))], []);
    }
}
