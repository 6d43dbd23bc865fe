using Tocsin.Analysis.Record;
using Tocsin.Analysis.Situations;
using Tocsin.Tests;
using Xunit;

namespace Tocsin.Storage.Tests;

public sealed class RecordFileTests : RecordFixture
{
    [Fact]
    public async Task What_was_appended_is_found_again_whole()
    {
        var reading = SampleReadings.Accusation();
        await using (var record = Open())
        {
            var acknowledged = await Append(record, reading);
            Assert.Equal((true, 1L, Noon), (acknowledged.IsNew, acknowledged.Document.Sequence, acknowledged.Document.RecordedAt));
        }

        using var again = RecordFile.OpenReadOnly(FilePath, Time);
        var document = Assert.Single(again.Documents.List(new()));
        Assert.Equal(reading.Document.Text, again.Documents.Text(document.Id));
        Assert.Equal(new DateTimeOffset(2031, 3, 4, 0, 0, 0, TimeSpan.Zero), document.PublishedAt);
        Assert.False(document.PublishedToTheMinute);
        using var json = System.Text.Json.JsonDocument.Parse(again.Documents.ReadingJson(document.Id));
        Assert.Equal((document.Id, 1), (json.RootElement.GetProperty("document").GetProperty("id").GetString(), json.RootElement.GetProperty("events").GetArrayLength()));
        var facts = again.Facts(Situation.Everything);
        var expected = Recording.Of(reading, document, "1");
        Assert.Equal(Printed.Of(expected), Printed.Of(Assert.Single(facts.Readings)));
    }

    [Fact]
    public async Task The_same_report_twice_is_one_document_and_in_two_outlets_two()
    {
        await using var record = Open();
        var first = await Append(record, SampleReadings.Accusation());
        var second = await Append(record, SampleReadings.Accusation(id: "another", outlet: "Oster Courier"));
        var third = await Append(record, SampleReadings.Accusation(outlet: "Vessar Times"));
        Assert.Equal((true, false, true), (first.IsNew, second.IsNew, third.IsNew));
        Assert.Equal(first.Document, second.Document);
        Assert.Equal(2, record.LastSequence);
    }

    [Fact]
    public async Task Any_past_moment_is_shown_as_it_was()
    {
        await using var record = Open();
        var first = await Append(record, SampleReadings.Accusation());
        Time.Now = Noon.AddHours(1);
        await Append(record, SampleReadings.Denial());
        await record.AddReadingAsync(first.Document.Id, SampleReadings.Accusation(toll: "eight people") with { Contested = [] }, "2");
        await record.Corrections.AddAsync(new Correction.Retract("", default, "desk", "withdrawn", first.Document.Id));
        Time.Now = Noon.AddHours(2);

        var before = record.Facts(Situation.Everything, Noon.AddMinutes(30));
        Assert.Equal(("1", 1, 0), (Assert.Single(before.Readings).ReaderVersion, before.Readings[0].Contested.Length, before.Corrections.Length));
        var now = record.Facts(Situation.Everything);
        Assert.Equal((Time.Now, 2, 1), (now.AsOf, now.Readings.Length, now.Corrections.Length));
        var newest = now.Readings.Single(reading => reading.Document.Id == first.Document.Id);
        Assert.Equal(("2", 0), (newest.ReaderVersion, newest.Contested.Length));
        Assert.Equal(["1", "2"], record.Documents.Readings(first.Document.Id).Select(entry => entry.ReaderVersion));
        Assert.False(await record.AddReadingAsync(first.Document.Id, SampleReadings.Accusation(), "2"));
    }

    [Fact]
    public async Task A_clock_that_is_set_back_changes_no_past_moment()
    {
        await using var record = Open();
        await Append(record, SampleReadings.Accusation());
        Time.Now = Noon.AddDays(-1);
        var second = await Append(record, SampleReadings.Denial());
        Assert.True(second.Document.RecordedAt > Noon);
        Assert.Single(record.Facts(Situation.Everything, Noon).Readings);
        Assert.Equal(2, record.Facts(Situation.Everything).Readings.Length);
    }

    [Fact]
    public async Task Of_a_report_that_tells_only_its_day_the_outlet_was_heard_until_the_day_ended_or_it_was_recorded()
    {
        await using var record = Open();
        Time.Now = new DateTimeOffset(2031, 3, 4, 18, 0, 0, TimeSpan.Zero);
        await Append(record, SampleReadings.Accusation());
        Assert.Equal(Time.Now, Assert.Single(record.Documents.Outlets()).LastAt);
        Time.Now = Noon.AddDays(30);
        await Append(record, SampleReadings.Denial());
        Assert.Equal(new DateTimeOffset(2031, 3, 6, 0, 0, 0, TimeSpan.Zero), record.Documents.Outlets()[0].LastAt);
    }

    [Fact]
    public async Task A_situation_narrows_by_parties_places_words_and_time()
    {
        await using var record = Open();
        await Append(record, SampleReadings.Accusation());
        await Append(record, SampleReadings.Denial());
        string[] Outlets(Situation situation, int fromDay = 1, int toDay = 31) =>
        [
            .. record.Facts(situation, null, new DateTimeOffset(2031, 3, fromDay, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2031, 3, toDay, 0, 0, 0, TimeSpan.Zero)).Readings
                .Select(reading => reading.Document.Outlet!).Order(),
        ];
        Assert.Equal(["Marran Gazette", "Oster Courier"], Outlets(Situation.Everything with { Sides = ["marran"] }));
        Assert.Equal(["Marran Gazette", "Oster Courier"], Outlets(Situation.Everything with { Sides = ["lena varr", "marran"] })); // What Marran alone denies of what is told of both.
        Assert.Equal(["Marran Gazette"], Outlets(Situation.Everything with { Sides = ["marran"] }, fromDay: 5));
        Assert.Empty(Outlets(Situation.Everything with { Sides = ["lena varr", "marran"] }, fromDay: 5)); // Nothing is told of both in these days.
        Assert.Empty(Outlets(Situation.Everything with { Sides = ["lena varr", "nobody"] }));
        Assert.Equal(["Oster Courier"], Outlets(Situation.Everything with { Sides = ["marran"], Places = ["kesh"] }));
        Assert.Equal(["Marran Gazette"], Outlets(Situation.Everything with { Words = ["foreign ministry"] }));
        Assert.Equal(["Marran Gazette"], Outlets(Situation.Everything, fromDay: 5));
        Assert.Empty(Outlets(Situation.Everything with { Sides = ["marran"], Words = ["nothing of the sort"] }));
        Assert.Equal(2, record.Count(Situation.Everything));
    }

    [Fact]
    public async Task Nothing_of_the_record_can_be_changed_or_removed()
    {
        await using var record = Open();
        await Append(record, SampleReadings.Accusation());
        await record.Corrections.AddAsync(new Correction.Field("", default, "desk", "misread", "d_v1", "type", "AID"));
        await record.Decisions.AddAsync("rating", "Oster Courier", "{}", "desk", "usually right");
        await record.Situations.SaveAsync(Situation.Everything, "desk");
        foreach (var table in new[] { "documents", "document_texts", "readings", "reading_contents", "corrections", "decisions", "situations" })
        {
            var column = record.Read(connection => connection.Rows($"SELECT name FROM pragma_table_info('{table}')", row => row.GetString(0)))[0];
            foreach (var sql in new[] { $"DELETE FROM {table}", $"UPDATE {table} SET {column} = {column}", $"INSERT OR REPLACE INTO {table} SELECT * FROM {table}" })
            {
                var error = await Assert.ThrowsAsync<RecordException>(() => record.WriteAsync(connection => connection.Execute(sql)));
                Assert.Contains("never", error.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Work_that_fails_takes_nothing_with_it()
    {
        await using var record = Open();
        var tasks = Enumerable.Range(0, 40).Select(i => i % 5 == 2
            ? (Task)record.WriteAsync<int>(connection => throw new InvalidOperationException("expected"))
            : record.Decisions.AddAsync("k", $"s{i}", "{}", "desk", "because")).ToList();
        await Assert.ThrowsAsync<InvalidOperationException>(() => Task.WhenAll(tasks));
        Assert.Equal(8, tasks.Count(task => task.IsFaulted));
        Assert.Equal(Enumerable.Range(0, 40).Where(i => i % 5 != 2).Select(i => $"s{i}").Order(), record.Decisions.List("k").Select(decision => decision.Subject).Order());
    }

    [Fact]
    public async Task Changes_are_told_also_those_of_another_process()
    {
        await using var record = Open();
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await using var changes = record.Changes(stop.Token).GetAsyncEnumerator(stop.Token);
        Assert.True(await changes.MoveNextAsync());
        Assert.Equal(0, changes.Current.Documents);
        await using (var other = Open())
        {
            await Append(other, SampleReadings.Accusation());
        }

        Assert.True(await changes.MoveNextAsync());
        Assert.Equal(1, changes.Current.Documents);
        await Append(record, SampleReadings.Denial());
        Assert.True(await changes.MoveNextAsync());
        Assert.Equal(2, changes.Current.Documents);
    }

    [Fact]
    public async Task What_a_pairs_usual_is_measured_by_comes_from_before_and_without_links()
    {
        await using var record = Open();
        foreach (var day in new[] { -100, -60, -59, -1 })
        {
            var reading = SampleReadings.Accusation(outlet: $"Outlet {day}");
            await record.AppendAsync(reading.Document, Noon.AddDays(day), false, reading, "1");
        }

        var alone = record.Facts(Situation.Everything, from: Noon.AddDays(-30));
        var with = record.Facts(Situation.Everything, from: Noon.AddDays(-30), past: Noon.AddDays(-90));
        Assert.Equal((1, 3), (alone.Readings.Length, with.Readings.Length));
        Assert.All(with.IncidentLinks, link => Assert.Equal(link.First.Document, link.Second.Document));
        Assert.NotEmpty(with.Copies);
        Assert.Single(record.Facts(Situation.Everything, from: Noon.AddDays(-30), past: Noon.AddDays(-10)).Readings);
    }

    [Fact]
    public async Task Situations_and_looks_are_kept()
    {
        await using var record = Open();
        var watched = new Situation("north", ["marran", "USA"], ["IRQ"], ["kesh"], ["rocket fire"]);
        await record.Situations.SaveAsync(Situation.Everything with { Name = "north" }, "desk");
        Time.Now = Noon.AddHours(1);
        await record.Situations.SaveAsync(watched, "desk");
        Assert.Equal(Printed.Of(watched), Printed.Of(Assert.Single(record.Situations.List())));
        Assert.Equal(Printed.Of(watched), Printed.Of(record.Situations.Find("north")));
        Assert.Empty(record.Situations.Find("north", Noon)!.Sides);
        Assert.Null(record.Situations.LastLook(watched, "me", RecordClock.Recorded));
        var first = await record.Situations.LookAsync(watched, "me", RecordClock.Recorded, Noon.AddHours(1));
        await Append(record, SampleReadings.Accusation());
        await record.Situations.LookAsync(watched, "you", RecordClock.Recorded, Noon.AddHours(2));
        await record.Situations.LookAsync(watched, "me", RecordClock.Published, Noon.AddHours(3));
        await record.Situations.LookAsync(Situation.Everything, "me", RecordClock.Recorded, Noon.AddHours(4));

        // Mine is mine, whatever the scope is called and in whatever order it was typed.
        Assert.Equal(first, record.Situations.LastLook(new Situation("the north", ["USA", "marran"], ["IRQ"], ["kesh"], ["rocket fire"]), "me", RecordClock.Recorded));
        Assert.Equal((Noon.AddHours(1), 0L), (first.ShownAt, first.Sequence));
        Assert.Equal((Noon.AddHours(3), 1L), (record.Situations.LastLook(watched, "me", RecordClock.Published)!.ShownAt, record.Situations.LastLook(watched, "me", RecordClock.Published)!.Sequence));
        var second = await record.Situations.LookAsync(watched, "me", RecordClock.Recorded, Noon.AddHours(5));
        Assert.Equal(second, record.Situations.LastLook(watched, "me", RecordClock.Recorded));
        var error = await Assert.ThrowsAsync<RecordException>(() => record.WriteAsync(connection => connection.Execute("DELETE FROM looks")));
        Assert.Contains("looks are never removed", error.Message, StringComparison.Ordinal);
        Assert.True(await record.Situations.RemoveAsync("north", "desk"));
        Assert.False(await record.Situations.RemoveAsync("north", "desk"));
        Assert.Null(record.Situations.Find("north"));
    }
}
