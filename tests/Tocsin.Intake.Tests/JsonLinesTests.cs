using System.Text;
using Xunit;

namespace Tocsin.Intake.Tests;

public class JsonLinesTests
{
    [Fact]
    public void Reads_the_fields_of_the_contract_and_lets_others_be()
    {
        var receipt = Read("""{"id":"a","more":{"deep":[1,{"text":"no"}]},"text":"It fell.","title":"T","outlet":"O","url":"https://o.example/a","publishedAt":"2031-03-03T22:10:00+09:00"}""");
        var document = Assert.IsType<Receipt.Received>(receipt).Document;
        Assert.Equal(new Tocsin.Analysis.Document("a", "It fell.", "feed.jsonl", "T", "O", "https://o.example/a", new DateOnly(2031, 3, 3), new DateTimeOffset(2031, 3, 3, 22, 10, 0, TimeSpan.FromHours(9))), document);
    }

    [Theory]
    [InlineData("""{"text":"It fell."}""", "feed-7")]
    [InlineData("""{"id":12,"text":"It fell."}""", "12")]
    [InlineData("""{"id":"","text":"It fell."}""", "feed-7")]
    public void A_document_without_an_id_is_named_after_its_line(string line, string id) => Assert.Equal(id, Assert.IsType<Receipt.Received>(Read(line)).Document.Id);

    [Theory]
    [InlineData("""{"id":"a","text":"It fell.}""", "feed.jsonl:7: not a JSON object (byte 28: Expected end of string")]
    [InlineData("""{"id":"a","text":"It fell."} {"id":"b"}""", "feed.jsonl:7: not a JSON object (byte 30:")]
    [InlineData("""["a"]""", "feed.jsonl:7: not a JSON object (it is an array). Mend or delete this line; one document is one object on one line.")]
    [InlineData("""{"id":"a"}""", "feed.jsonl:7: no field \"text\". Give the article's text as a string in \"text\".")]
    [InlineData("""{"id":"a","text":" \n"}""", "feed.jsonl:7: the field \"text\" is empty.")]
    [InlineData("""{"id":"a","text":["It fell."]}""", "feed.jsonl:7: not a JSON object (\"text\" is an array, not a string).")]
    public void A_line_that_is_no_document_is_refused_with_its_place_and_what_to_do(string line, string message) =>
        Assert.StartsWith(message, Assert.IsType<Receipt.Refused>(Read(line)).Problem.ToString(), StringComparison.Ordinal);

    [Fact]
    public void A_date_that_is_none_is_told_and_the_document_read()
    {
        var received = Assert.IsType<Receipt.Received>(Read("""{"text":"It fell.","publishedAt":"03/04/2031"}"""));
        Assert.Null(received.Document.PublishedAt);
        Assert.StartsWith("feed.jsonl:7: \"publishedAt\" is not a date (\"03/04/2031\")", Assert.Single(received.Notes).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Half_a_surrogate_pair_in_an_escape_becomes_one_character() =>
        Assert.Equal("a\ufffdb\tc\ud83d\ude80\"\ufffd", Assert.IsType<Receipt.Received>(Read("""{"text":"a\ud83db\tc\ud83d\ude80\"\udc00"}""")).Document.Text);

    [Fact]
    public void A_line_in_Windows_1252_is_read_and_said_so()
    {
        var received = Assert.IsType<Receipt.Received>(JsonLines.Read(Encoding.Latin1.GetBytes("{\"text\":\"Le général\"}"), "feed.jsonl", 7));
        Assert.Equal("Le général", received.Document.Text);
        Assert.Equal("feed.jsonl:7: not UTF-8, read as Windows-1252.", Assert.Single(received.Notes).ToString());
    }

    [Fact]
    public void Lines_are_read_without_holding_the_file()
    {
        var lines = LineReader.Lines(new MemoryStream("\u00ef\u00bb\u00bfa\r\n\nlonger than ten bytes\nb"u8.ToArray()), bytesMax: 10).Select(line => (line.Number, Text: line.Bytes is null ? null : Encoding.UTF8.GetString(line.Bytes)));
        Assert.Equal([(1, "\u00ef\u00bb\u00bfa"), (2, ""), (3, null), (4, "b")], lines);
    }

    private static Receipt Read(string line) => JsonLines.Read(Encoding.UTF8.GetBytes(line), "feed.jsonl", 7);
}
