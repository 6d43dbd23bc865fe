using Tocsin.Analysis.Times;
using Xunit;

namespace Tocsin.Analysis.Tests;

public sealed class DateDoubtsTests
{
    private static readonly Lazy<Reader> Shared = new(Reader.Load);
    private static readonly DateOnly Today = new(2031, 3, 6);

    [Theory]
    [InlineData("Rockets hit Kesh on Monday, 3 March 2031.", "2031-03-04", "")]
    [InlineData("Rockets hit Kesh on Tuesday, 3 March 2031.", "2031-03-04", "in \"Tuesday, 3 March 2031\" the weekday does not fall on the date (2031-03-03 is a Monday)")]
    [InlineData("Rockets hit Kesh on Monday.", "2031-03-07", "")] // It may be tomorrow where it was published.
    [InlineData("Rockets hit Kesh on Monday.", "2031-05-01", "its publication date 2031-05-01 lies in the future (today is 2031-03-06), and relative dates count from it")]
    [InlineData("OSTREN, March 3 (Oster Press) - Rockets hit Kesh.", "2031-03-04", "")]
    [InlineData("OSTREN, March 5 (Oster Press) - Rockets hit Kesh.", "2031-03-01", "its dateline \"March 5\" (2031-03-05) does not go with its publication date 2031-03-01")]
    [InlineData("OSTREN, January 5 (Oster Press) - Rockets hit Kesh.", "2031-03-01", "its dateline \"January 5\" (2031-01-05) does not go with its publication date 2031-03-01")]
    [InlineData("Rockets hit Kesh on Friday.", null, "")]
    public void Dates_that_do_not_go_together_are_told(string text, string? published, string expected) =>
        Assert.Equal(expected, string.Join(" | ", DateDoubts.Of(Shared.Value.Read(new Document("text", text, PublishedAt: published is null ? null : DateOnly.ParseExact(published, "yyyy-MM-dd"))), Today)));

    [Theory]
    [InlineData("The bomb went off on 12 May. Nobody was hurt.", "12 May")]
    [InlineData("The raid took place on 9 Dec. in Kesh.", "9 Dec.")]
    public void The_full_stop_of_a_sentence_is_no_part_of_May(string text, string expected) =>
        Assert.Equal(expected, Assert.Single(Shared.Value.Read(new Document("text", text, PublishedAt: Today)).Times).Span.In(text));
}
