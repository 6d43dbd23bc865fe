using System.Text.Json;
using Tocsin.Analysis.Export;
using Tocsin.Tests;
using Xunit;

namespace Tocsin.Analysis.Tests;

public sealed class ExportTests
{
    [Fact]
    public void Polecat_keeps_who_vouches_for_an_event()
    {
        var names = PolecatTable.Header.Split(',');
        var row = Assert.Single(PolecatTable.Rows(SampleReadings.Accusation()));
        string Field(string name) => row.Split(',')[Array.IndexOf(names, name)];

        Assert.Equal("courier:v1", Field("Event ID"));
        Assert.Equal("2031-03-03", Field("Event Date"));
        Assert.Equal("ASSAULT", Field("Event Type"));
        Assert.Equal("MATERIAL CONFLICT", Field("Quad Code"));
        Assert.Equal("Marran", Field("Actor Name"));
        Assert.Equal("Kesh", Field("Recipient Name"));
        Assert.Equal("accused-by-authority", Field("TocsinStatus"));
        Assert.Equal("Lena Varr", Field("TocsinSource"));
        Assert.Equal("8", Field("TocsinKilledMax"));
    }

    [Fact]
    public void Polecat_writes_denied_and_threatened_events_and_says_so() =>
        Assert.Equal(["negated", "threatened"], PolecatTable.Rows(SampleReadings.Denial()).Select(r => r.Split(',')[Array.IndexOf(PolecatTable.Header.Split(','), "TocsinFactuality")]));

    [Fact]
    public void Gdelt_has_61_columns_and_only_what_is_told_as_done()
    {
        var row = Assert.Single(GdeltTable.Rows(SampleReadings.Accusation(), first: 7)).Split('\t');

        Assert.Equal(61, row.Length);
        Assert.Equal(["7", "20310303", "203103", "2031"], row[..4]);
        Assert.Equal("MARRAN", row[6]);
        Assert.Equal("4", row[29]);
        Assert.Equal("33.34058", row[56]);
        Assert.Empty(GdeltTable.Rows(SampleReadings.Denial(), first: 1));
    }

    [Fact]
    public void GeoJson_puts_longitude_first_and_leaves_out_what_has_no_place()
    {
        using var feature = JsonDocument.Parse(Assert.Single(EventGeoJson.Features(SampleReadings.Accusation())));

        Assert.Equal([44.40088, 33.34058], feature.RootElement.GetProperty("geometry").GetProperty("coordinates").EnumerateArray().Select(n => n.GetDouble()));
        Assert.Equal("accused-by-authority", feature.RootElement.GetProperty("properties").GetProperty("status").GetString());
        Assert.Empty(EventGeoJson.Features(SampleReadings.Denial()));
    }

    [Fact]
    public void A_field_with_a_comma_a_quote_or_a_line_break_is_quoted() =>
        Assert.Equal("a,\"b, c\",\"d \"\"e\"\"\",\"f\ng\",", DelimitedText.Csv(["a", "b, c", "d \"e\"", "f\ng", null]));

    [Fact]
    public void White_space_in_a_tab_separated_field_becomes_one_space() => Assert.Equal("a b\tc", DelimitedText.Tabs(["a\tb", "c"]));

    [Fact]
    public void Explains_each_event_by_its_rule_its_status_and_who_holds_it()
    {
        var reading = SampleReadings.Accusation();
        var text = string.Join('\n', EventExplanation.Lines(reading));

        Assert.Contains("v1 ASSAULT/heavy-weapons", text, StringComparison.Ordinal);
        Assert.Contains("rule: " + reading.Events[0].Rule, text, StringComparison.Ordinal);
        Assert.Contains("accused-by-authority, actual, held by Lena Varr (a1)", text, StringComparison.Ordinal);
    }
}
