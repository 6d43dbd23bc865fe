using Tocsin.Storage.Derived;
using Tocsin.Tests;
using Xunit;

namespace Tocsin.Storage.Tests;

public sealed class RebuildTests : RecordFixture
{
    [Fact]
    public async Task What_is_derived_is_made_again_equal_and_what_differs_is_named_and_mended()
    {
        await using var record = Open();
        var first = await Append(record, SampleReadings.Accusation());
        await Append(record, SampleReadings.Accusation(outlet: "Vessar Times"));
        await Append(record, SampleReadings.Denial());
        await record.AddReadingAsync(first.Document.Id, SampleReadings.Accusation(), "2");
        var report = await record.RebuildAsync();
        Assert.True(report.IsEqual);
        Assert.Equal((3, 4), (report.Documents, report.Readings));
        Assert.All(report.Tables, table => Assert.True(table.RowsAfter > 0, $"{table.Name} is empty, so nothing was compared."));

        foreach (var (table, change) in new[]
        {
            ("scope_terms", "DELETE FROM scope_terms WHERE kind = 3"),
            ("events", "UPDATE events SET status = 5 WHERE id = (SELECT min(id) FROM events)"),
            ("copy_links", "UPDATE copy_links SET share = share / 2"),
            ("text_index", "INSERT INTO text_index (rowid, title, body) VALUES (99, 'x', 'y')"),
        })
        {
            await record.WriteAsync(connection => connection.Execute(change));
            var mended = await record.RebuildAsync();
            Assert.Equal([table], mended.Tables.Where(made => !made.IsEqual).Select(made => made.Name));
            Assert.Equal(report.Tables.Select(made => made.DigestAfter), mended.Tables.Select(made => made.DigestAfter));
        }
    }

    [Fact]
    public async Task Every_table_that_is_derived_is_digested()
    {
        await using var record = Open();
        var named = DerivedTables.Plain.Select(table => table.Name).Concat(DerivedTables.Indexes).ToHashSet();
        var comments = typeof(RecordFile).Assembly.GetManifestResourceNames().Where(name => name.StartsWith("migrations/", StringComparison.Ordinal)).Select(name =>
        {
            using var reader = new StreamReader(typeof(RecordFile).Assembly.GetManifestResourceStream(name)!);
            return reader.ReadToEnd();
        });
        foreach (var sql in comments.Where(sql => sql.StartsWith("-- Derived", StringComparison.Ordinal)))
        {
            foreach (System.Text.RegularExpressions.Match made in System.Text.RegularExpressions.Regex.Matches(sql, @"CREATE (?:VIRTUAL )?TABLE (\w+)"))
            {
                Assert.Contains(made.Groups[1].Value, named);
            }
        }
    }
}
