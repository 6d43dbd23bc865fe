using Xunit;

namespace Tocsin.Intake.Tests;

public class PlainTextTests
{
    [Theory]
    [InlineData("Rockets hit border town\n\nTwelve rockets fell.", "Rockets hit border town")]
    [InlineData("\n\n  “We did not fire,” says Marran  \r\n\r\nMarran denied it.", "“We did not fire,” says Marran")]
    [InlineData("Did Marran fire first?\n\nNobody knows.", "Did Marran fire first?")]
    [InlineData("Rockets hit border town\nPublished: 3 March 2031\n\nTwelve rockets fell.", "Rockets hit border town")]
    [InlineData("Published: 3 March 2031\nSource: Oster Press\n\nRockets hit border town\n\nTwelve rockets fell.", "Rockets hit border town")]
    [InlineData("Published: 3 March 2031\n\nTwelve rockets fell on Kesh.", null)]
    [InlineData("Source: Oster Press\n\nTwelve rockets fell on Kesh.", null)]
    [InlineData("By Anna Lund and Per Dahl, Oster Press\n\nTwelve rockets fell on Kesh.", null)]
    [InlineData("3 March 2031\n\nTwelve rockets fell on Kesh.", null)]
    [InlineData("By air and sea, Vessar strikes back\n\nTwelve rockets fell.", "By air and sea, Vessar strikes back")]
    [InlineData("Rockets hit border town\nBy Anna Lund\n\nTwelve rockets fell.", "Rockets hit border town")]
    [InlineData("Twelve rockets fell on Kesh.\n\nNobody was hurt.", null)] // A sentence.
    [InlineData("Twelve rockets fell on Kesh on Monday and\nkilled eight people, officials said.", null)] // A line that runs on.
    [InlineData("rockets hit town\n\nTwelve fell.", null)]
    [InlineData("Only one line", null)] // A headline of nothing.
    [InlineData("", null)]
    public void The_first_line_is_a_title_where_it_reads_like_a_headline(string text, string? expected) => Assert.Equal(expected, PlainText.Headline(text));

    [Theory]
    [InlineData("Title\nPublished: 3 March 2031\n\nText.", "2031-03-03")]
    [InlineData("Date: 2031-03-03\n\nText.", "2031-03-03")]
    [InlineData("published: Mon, 3rd Mar. 2031, 14:05 GMT\n\nText.", "2031-03-03")]
    [InlineData("KESH, March 3, 2031 (Oster Press) — Twelve rockets fell.", "2031-03-03")]
    [InlineData("KESH, 3 March 2031 - Twelve rockets fell.", "2031-03-03")]
    [InlineData("Shelling of Port Kesh: live updates\nMonday 3 March 2031\n\n18:42 – The depot is on fire.", "2031-03-03")]
    [InlineData("Rockets hit border town\n\nMarch 3, 2031\n\nTwelve rockets fell.", "2031-03-03")]
    [InlineData("Situation report no. 17\nAs of 3 March 2031\n\nSome 14,000 people fled.", "2031-03-03")]
    [InlineData("Ministry of Defence\nCommuniqué\nPort Kesh, 3 March 2031\n\nThe ministry condemns it.", "2031-03-03")]
    [InlineData("Why the truce may not last\nBy Anna Lund, 3 March 2031\n\nThe guns are silent.", "2031-03-03")]
    [InlineData("⚡️ Kesh — morning summary, 3 March 2031\n\nOvernight 34 drones came.", "2031-03-03")]
    [InlineData("“We will not fire first”\nInterview with General Hatav. Published 3 March 2031.\n\nQuestion: Why?", "2031-03-03")]
    [InlineData("Monday, 3 March 2031, 14:05 GMT\n\nTwelve rockets fell.", "2031-03-03")]
    [InlineData("Soldiers killed nine villagers in Kesh on 3 March 2031\n\nA court looks back.", null)] // A headline that tells.
    [InlineData("Kesh massacre, 3 March 2031\n\nA court looks back.", null)]
    [InlineData("The siege of Kesh began on 3 March 2031.\nIt ended in May.", null)]
    [InlineData("KESH, March 3 (Oster Press) — Twelve rockets fell.", null)] // No year.
    [InlineData("Published: 03/04/2031\n\nText.", null)] // March or April?
    [InlineData("Published: 31 February 2031\n\nText.", null)]
    [InlineData("Twelve rockets fell on 3 March 2031.", null)] // When it happened, not when it was printed.
    [InlineData("The report published on 3 March 2031 was withdrawn.", null)]
    public void The_date_is_taken_where_the_text_states_it(string text, string? expected) =>
        Assert.Equal(expected is null ? null : DateOnly.ParseExact(expected, "yyyy-MM-dd"), PlainText.PublishedAt(text));

    [Theory]
    [InlineData("KESH, March 3, 2031 (Oster Press) — Twelve rockets fell.", "Oster Press")]
    [InlineData("Rockets hit town\n\nPORT KESH (Oster Press) - Twelve rockets fell.", "Oster Press")]
    [InlineData("NATO said (after a long talk) — and others agreed — that it fell.", null)]
    [InlineData("Rockets (twelve) — and more — fell.", null)]
    public void The_agency_of_a_dateline_is_the_outlet(string text, string? expected) => Assert.Equal(expected, PlainText.Read("a", text, null).Outlet);

    [Fact]
    public void The_text_stays_as_it_is()
    {
        const string text = "\n Title \r\n\r\nOutlet: Oster Courier\nText.\u00A0\n";
        var document = PlainText.Read("a", text, "a.txt");
        Assert.Equal(text, document.Text);
        Assert.Equal("Title", document.Title);
        Assert.Equal("Oster Courier", document.Outlet);
    }
}
