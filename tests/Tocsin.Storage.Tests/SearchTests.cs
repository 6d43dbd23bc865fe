using Tocsin.Storage.Derived;
using Tocsin.Tests;
using Xunit;

namespace Tocsin.Storage.Tests;

public sealed class SearchTests : RecordFixture
{
    [Theory]
    [InlineData("border town", "Oster Courier")]
    [InlineData("ROCKET", "Oster Courier")]     // Inflected, in whatever case.
    [InlineData("\"given notice\"", "Oster Courier")]
    [InlineData("foreign minist*", "Marran Gazette")]
    [InlineData("\"notice given\"", null)]                              // A phrase keeps its order.
    [InlineData("OR", null)]                                            // Words, never operators.
    [InlineData("title: NOT (\"", null)]
    [InlineData("*", null)]
    [InlineData("zeppelin OR border", "Oster Courier")]
    [InlineData("marran NOT rocket", "Marran Gazette")]
    [InlineData("marran -raid", "Oster Courier")]
    [InlineData("marran NOT rocket NOT raid", null)]
    public async Task Finds_texts(string typed, string? outlet)
    {
        await using var record = Open();
        await Append(record, SampleReadings.Accusation());
        await Append(record, SampleReadings.Denial());
        var hits = record.Search(typed, SearchIn.Text);
        Assert.Equal(outlet is not null, hits.Count > 0);
        foreach (var hit in hits)
        {
            Assert.Equal(Line(record.Documents.Text(hit.Document.Id)!.Substring(hit.Span.Start, hit.Span.Length)), hit.Words.Trim('…', ' '));
            Assert.Equal(outlet, hit.Document.Outlet);
        }
    }

    [Fact]
    public async Task The_excerpt_shows_the_words_that_were_found()
    {
        var document = SampleReadings.Denial().Document with { Text = string.Join(' ', Enumerable.Repeat("Nothing to see in this part.", 60)) + " Then the bridges burned. " + string.Join(' ', Enumerable.Repeat("Nor in this one.", 60)) };
        await using var record = Open();
        await Append(record, new ReadingBuilder(document).Build());
        var hit = Assert.Single(record.Search("burning bridge", SearchIn.Text));
        Assert.Contains("Then the bridges burned.", hit.Words, StringComparison.Ordinal);
        Assert.InRange(hit.Words.Length, 100, 210);
    }

    [Fact]
    public async Task Finds_claims_and_events_of_the_newest_reading_only()
    {
        await using var record = Open();
        var first = await Append(record, SampleReadings.Accusation());
        await Append(record, SampleReadings.Denial());
        Assert.Equal("officials who asked not to be named said", Said(record, "notice observers"));
        Assert.Equal(["ASSAULT", "ASSAULT"], record.Search("marran", SearchIn.Events).Select(hit => hit.Event!.Type));
        await record.AddReadingAsync(first.Document.Id, new ReadingBuilder(SampleReadings.Accusation().Document).Build(), "2");
        Assert.Null(Said(record, "notice observers"));
        Assert.Single(record.Search("marran", SearchIn.Events));
        Assert.Single(record.Search("notice observers", SearchIn.Text));
    }

    [Theory]
    [InlineData("one two", "\"one\" \"two\"")]
    [InlineData("\"one  two\" three", "\"one  two\" \"three\"")]
    [InlineData("“one two”", "\"one two\"")]
    [InlineData("fo* \"open phrase", "\"fo\"* \"open phrase\"")]
    [InlineData("- * \"\"", null)]
    [InlineData("one OR two three", "\"one\" OR \"two\" \"three\"")]
    [InlineData("one AND two NOT \"three four\" -fi*", "(\"one\" \"two\") NOT (\"three four\" OR \"fi\"*)")]
    [InlineData("OR one or NOT", "\"OR\" \"one\" \"or\" \"NOT\"")]     // Nothing to stand between.
    [InlineData("NOT one", "\"NOT\" \"one\"")]
    [InlineData("one OR NOT two", "(\"one\" \"OR\") NOT (\"two\")")]
    [InlineData("\"OR\" well-known -", "\"OR\" \"well-known\"")]
    public void Reads_what_is_typed(string typed, string? match) => Assert.Equal(match, SearchWords.All(typed));

    private static string? Said(RecordFile record, string typed) => record.Search(typed, SearchIn.Claims).Select(hit => hit.Claim!).MinBy(claim => claim.Key.Number) is { } claim
        ? $"{claim.Source?.Name} {claim.Cue.Split(' ')[^1]}".ToLowerInvariant()
        : null;

    private static string Line(string words) => string.Join(' ', words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
