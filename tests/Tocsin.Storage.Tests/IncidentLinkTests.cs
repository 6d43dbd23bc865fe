using Tocsin.Analysis.Incidents;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Situations;
using Tocsin.Tests;
using Xunit;

namespace Tocsin.Storage.Tests;

public sealed class IncidentLinkTests : RecordFixture
{
    [Fact]
    public async Task Accounts_of_one_happening_are_linked_the_same_way_in_every_order_of_arrival()
    {
        Analysis.Reading[] reports = [SampleReadings.Accusation(), SampleReadings.Accusation(outlet: "Vessar Times", toll: "more than ten people"), SampleReadings.Denial(), SampleReadings.Accusation(outlet: "Harbour Post")];
        string? first = null;
        foreach (var order in new[] { [0, 1, 2, 3], [3, 2, 1, 0], new[] { 2, 0, 3, 1 } })
        {
            await using var record = RecordFile.Open(Path.Combine(Folder, string.Concat(order)), Time);
            foreach (var i in order)
            {
                await Append(record, reports[i]);
            }

            var links = record.Facts(Situation.Everything).IncidentLinks;
            Assert.True(links.Length >= 3, $"{links.Length} links");
            Assert.All(links, link => Assert.True(link.First < link.Second));
            var printed = string.Join('\n', links.Select(link => $"{link}").Order());
            Assert.Equal(first ??= printed, printed);
            Assert.True((await record.RebuildAsync()).IsEqual);
        }
    }

    [Fact]
    public async Task Sixty_accounts_of_one_happening_make_one_incident_with_the_same_links_in_every_order_of_arrival()
    {
        var reports = Enumerable.Range(1, 60).Select(number => SampleReadings.Accusation($"paper{number}", $"Paper {number}", number % 3 == 0 ? $"more than {10 + number} people" : "eight people")).ToList();
        var viewer = SituationViewer.Load();
        string? first = null;
        foreach (var seed in new[] { 1, 2, 3 })
        {
            var random = new Random(seed);
            await using var record = RecordFile.Open(Path.Combine(Folder, $"sixty {seed}"), Time);
            foreach (var report in reports.OrderBy(_ => random.Next()))
            {
                await Append(record, report);
            }

            var facts = record.Facts(Situation.Everything);
            var attack = viewer.Of(Situation.Everything, facts).Incidents.MaxBy(one => one.Accounts.Length)!.Incident;
            Assert.Equal(60, attack.Events.Length);
            Assert.InRange(facts.IncidentLinks.Length, 60, 2 * 60 * LinkChoice.LinksMax);
            var printed = string.Join('\n', facts.IncidentLinks.Select(link => $"{link}").Order(StringComparer.Ordinal).Append($"{attack.Id} {attack.Confidence:R} {string.Join(' ', attack.Events)}"));
            Assert.Equal(first ??= printed, printed);
            Assert.True((await record.RebuildAsync()).IsEqual);
        }
    }

    [Fact]
    public async Task Two_wire_texts_that_forty_outlets_print_each_are_of_one_incident()
    {
        await using var record = Open();
        for (var number = 1; number <= 80; number++)
        {
            await Append(record, SampleReadings.Accusation($"paper{number}", $"Paper {number}", number % 2 == 0 ? "more than ten people" : "eight people"));
        }

        var attack = SituationViewer.Load().Of(Situation.Everything, record.Facts(Situation.Everything)).Incidents.MaxBy(one => one.Accounts.Length)!.Incident;
        Assert.Equal(80, attack.Events.Length);
    }

    [Fact]
    public async Task Sixty_accounts_that_two_processes_record_in_turn_some_read_anew_in_between_are_linked_as_a_rebuild_links_them()
    {
        var path = Path.Combine(Folder, "two.db");
        await using var one = RecordFile.Open(path, Time);
        await using var two = RecordFile.Open(path, Time);
        for (var number = 1; number <= 60; number++)
        {
            var report = SampleReadings.Accusation($"paper{number}", $"Paper {number}", number % 3 == 0 ? $"more than {10 + number} people" : "eight people");
            var added = await Append(number % 2 == 0 ? one : two, report);
            if (number is 10 or 30 or 45)
            {
                await one.AddReadingAsync(added.Document.Id, report, "2");
            }
        }

        Assert.True((await two.RebuildAsync()).IsEqual);
    }

    [Fact]
    public async Task Only_readings_that_hold_at_the_moment_are_linked()
    {
        await using var record = Open();
        var first = await Append(record, SampleReadings.Accusation());
        await Append(record, SampleReadings.Accusation(outlet: "Vessar Times"));
        var before = record.Facts(Situation.Everything);
        Time.Now = Noon.AddHours(1);
        await record.AddReadingAsync(first.Document.Id, SampleReadings.Accusation(), "2");
        await Append(record, SampleReadings.Accusation(outlet: "Harbour Post"));
        Assert.Equal(before.IncidentLinks.AsEnumerable(), record.Facts(Situation.Everything, before.AsOf).IncidentLinks);
        Assert.Equal(3 * before.IncidentLinks.Length, record.Facts(Situation.Everything).IncidentLinks.Length);
        Assert.NotEmpty(before.IncidentLinks);
        Assert.True((await record.RebuildAsync()).IsEqual);
    }
}
