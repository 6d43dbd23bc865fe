using System.Globalization;
using System.Text;
using System.Text.Json;
using Tocsin.Analysis.Attributions;
using Tocsin.Analysis.Contract;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Export;
using Tocsin.Language.Mentions;
using Tocsin.Tests;
using Xunit;

namespace Tocsin.Analysis.Tests.Export;

public class ExportTests
{
    [Fact]
    public void An_accusation_as_a_JSON_object()
    {
        var json = Json(EventJson.Write, Assert.Single(EventRecord.Of(SampleReadings.Accusation())));
        Assert.Equal(
            """
            {"schema":"tocsin.event/1","id":"courier_v1","document":{"id":"courier","path":"courier.txt","title":"Rockets hit border town","outlet":"Oster Courier","url":null,"publishedAt":"2031-03-04"},
            "event":"v1","clause":"Marran fired twelve rockets at Kesh on Monday, killing eight people","span":[25,67],"anchor":"fired","type":"ASSAULT","mode":"heavy-weapons","cameo":"194","contexts":["military"],
            "score":-9,"quad":"material-conflict","actors":[{"name":"Marran","words":"Marran","span":[25,6],"kind":"country","country":null,"sectors":[],"roles":[]}],
            "recipients":[{"name":"Kesh","words":"Kesh","span":[56,4],"kind":"place","country":null,"sectors":[],"roles":[]}],
            "place":{"name":"Kesh","words":"Kesh","span":[56,4],"kind":"city","country":null,"geonames":98182,"latitude":33.3406,"longitude":44.4009,"reason":"the only one of that name"},
            "occurredOn":{"start":"2031-03-03","end":"2031-03-03","granularity":"day","reason":"weekday before publication"},"status":"accused-by-authority","factuality":"actual",
            "source":{"attribution":"a1","name":"Lena Varr","kind":"named","country":null,"sectors":["GOV"],"chain":["Lena Varr"],"act":"assert","negated":false,"hedges":[],"cue":"told",
            "words":"Marran fired twelve rockets at Kesh on Monday, killing eight people","spans":[[25,67]]},"weapon":"rocket","count":{"min":12,"max":12},"killed":{"min":8,"max":8},"injured":null,
            "confidence":0.8,"rule":"lexicon: fire at"}
            """.ReplaceLineEndings(""),
            json);
    }

    [Fact]
    public void The_example_in_the_docs_has_the_same_fields()
    {
        var formats = File.ReadAllText(Repository.PathOf("docs", "formats.md"));
        var start = formats.IndexOf("{ \"schema\": \"tocsin.event/1\"", StringComparison.Ordinal);
        using var example = JsonDocument.Parse(formats[start..formats.IndexOf("```", start, StringComparison.Ordinal)]);
        using var written = JsonDocument.Parse(Json(EventJson.Write, EventRecord.Of(SampleReadings.Accusation()).Single()));
        Assert.Equal(Fields(written.RootElement), Fields(example.RootElement));
        foreach (var part in (string[])["document", "place", "occurredOn", "source", "count"])
        {
            Assert.Equal(Fields(written.RootElement.GetProperty(part)), Fields(example.RootElement.GetProperty(part)));
        }

        Assert.Equal(Fields(written.RootElement.GetProperty("actors")[0]), Fields(example.RootElement.GetProperty("actors")[0]));
    }

    [Fact]
    public void The_docs_name_every_flat_column()
    {
        var formats = File.ReadAllText(Repository.PathOf("docs", "formats.md")).ReplaceLineEndings(" ");
        Assert.Contains("Both have the flat columns " + string.Join(", ", EventColumn.All.Select(c => c.Name)) + ".", formats, StringComparison.Ordinal);
    }

    [Fact]
    public void Polecat_has_its_40_columns_in_order_and_ours_after_them()
    {
        var head = Lines(PolecatCsv.WriteHead)[0].Split(',');
        Assert.Equal(59, head.Length);
        Assert.Equal(("Event ID", "Quad Code", "Actor Name", "Recipient Name", "Placename", "Version", "Status"), (head[0], head[5], head[7], head[15], head[23], head[39], head[40]));
    }

    [Fact]
    public void An_accusation_as_a_row_of_Polecat()
    {
        var cells = Cells(Lines(writer => PolecatCsv.Write(writer, EventRecord.Of(SampleReadings.Accusation()).Single()))[0]);
        Assert.Equal(
            """
            Event ID = courier_v1
            Event Date = 2031-03-03
            Event Type = ASSAULT
            Event Mode = heavy-weapons
            Intensity = -9
            Quad Code = MATERIAL CONFLICT
            Contexts = military
            Actor Name = Marran
            Actor Name Raw = Marran
            Recipient Name = Kesh
            Recipient Name Raw = Kesh
            Placename = Kesh
            City = Kesh
            Latitude = 33.34058
            Longitude = 44.40088
            GeoNames ID = 98182
            Raw Placename = Kesh
            Source = Oster Courier
            Publication Date = 2031-03-04
            Story People = Lena Varr
            Story Organizations = the observers
            Story Locations = Kesh
            Version = Tocsin 0.1.0
            Status = accused-by-authority
            Factuality = actual
            Who Says So = Lena Varr
            Their Words = Marran fired twelve rockets at Kesh on Monday, killing eight people
            Speech Act = assert
            Event End Date = 2031-03-03
            Date Granularity = day
            Date Reason = weekday before publication
            CAMEO = 194
            Weapon = rocket
            Count Min = 12
            Count Max = 12
            Killed Min = 8
            Killed Max = 8
            Clause = Marran fired twelve rockets at Kesh on Monday, killing eight people
            Confidence = 0.8
            """.ReplaceLineEndings("\n"),
            string.Join('\n', PolecatCsv.Columns.Zip(cells).Where(c => c.Second.Length > 0).Select(c => $"{c.First} = {c.Second}")));
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a, b", "\"a, b\"")]
    [InlineData("\"so\" he said", "\"\"\"so\"\" he said\"")]
    [InlineData("two\r\n lines", "two lines")]
    [InlineData("=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\"")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("\t@SUM(A1)", "'@SUM(A1)")]
    [InlineData("a=b", "a=b")]
    [InlineData(null, "")]
    public void Text_in_a_CSV_cell(string? text, string cell) => Assert.Equal(cell + "\r\n", Written(writer => new CsvLine(writer).Text(text).End()));

    [Fact]
    public void Half_a_surrogate_pair_is_replaced() => Assert.Equal("half \uFFFD\r\n", Written(writer => new CsvLine(writer).Text("half " + '\uD83D').End()));

    [Fact]
    public void Numbers_in_CSV_are_no_formulas() => Assert.Equal("-9,,0.5,2031-03-03\r\n", Written(writer => new CsvLine(writer).Number(-9).Number(null).Number(0.5).Day(new DateOnly(2031, 3, 3)).End()));

    [Fact]
    public void Gdelt_has_61_columns()
    {
        var line = Assert.Single(Lines(writer => GdeltTable.Write(writer, EventRecord.Of(SampleReadings.Accusation()).Single())));
        var cells = line.Split('\t');
        Assert.Equal(GdeltTable.ColumnCount, cells.Length);
        Assert.True(long.Parse(cells[0], CultureInfo.InvariantCulture) is > 0 and < 1L << 53);
        Assert.Equal(
            "1=20310303 2=203103 3=2031 4=2031.2548 6=MARRAN 16=KESH 25=1 26=194 27=194 28=19 29=4 30=-9.0 31=1 32=1 33=1 51=4 52=Kesh 56=33.3406 57=44.4009 59=20310304000000 60=courier",
            string.Join(' ', cells.Select((cell, i) => (cell, i)).Skip(1).Where(c => c.cell.Length > 0).Select(c => $"{c.i}={c.cell}")));
    }

    [Fact]
    public void Gdelt_has_a_row_for_each_actor_with_each_recipient()
    {
        var reading = new ReadingBuilder(new Document("a", "Iraq and Iran struck\tOman in Iraq in May.", Url: "https://news.example/a"));
        var iraq = reading.Entity(EntityKind.Country, "Iraq", "IRQ", ["GOV", "MIL"]);
        var iran = reading.Entity(EntityKind.Country, "Iran", "IRN", ["GOV"]);
        var place = reading.Place("Iraq", "IRQ");
        reading.Happened("Iraq and Iran struck", "struck", "ASSAULT", [(iraq, "Iraq"), (iran, "Iran")], [(null, "struck\tOman")], place: place);
        var rows = Lines(writer => GdeltTable.Write(writer, EventRecord.Of(reading.Build()).Single())).ConvertAll(line => line.Split('\t'));
        Assert.Equal(2, rows.Count);
        Assert.All(rows, row => Assert.Equal(GdeltTable.ColumnCount, row.Length));
        Assert.NotEqual(rows[0][0], rows[1][0]);
        Assert.Equal(("IRQGOVMIL", "IRQ", "GOV", "MIL", "STRUCK OMAN"), (rows[0][5], rows[0][7], rows[0][12], rows[0][13], rows[0][16]));
        Assert.Equal(("IRNGOV", "", "IZ", "https://news.example/a"), (rows[1][5], rows[1][1], rows[1][53], rows[1][60]));
    }

    [Theory]
    [InlineData(Factuality.Actual, EventStatus.Accused, null)]
    [InlineData(Factuality.Attempted, EventStatus.Possible, null)]
    [InlineData(Factuality.Actual, EventStatus.Denied, "denied")]
    [InlineData(Factuality.Negated, EventStatus.Fact, "negated")]
    [InlineData(Factuality.Hypothetical, EventStatus.Fact, "hypothetical")]
    [InlineData(Factuality.Threatened, EventStatus.Claimed, "threatened")]
    [InlineData(Factuality.Future, EventStatus.Claimed, "future")]
    [InlineData(Factuality.Historical, EventStatus.Fact, "historical")]
    public void What_may_stand_among_events_that_happened(Factuality factuality, EventStatus status, string? whyNot)
    {
        var reading = new ReadingBuilder(new Document("a", "They fired."));
        reading.Happened("They fired", "fired", "ASSAULT", [], [], factuality: factuality, status: status);
        Assert.Equal(whyNot, Happened.WhyNot(reading.Build().Events[0]));
    }

    [Fact]
    public void A_feature_of_GeoJSON_has_longitude_first()
    {
        using var feature = JsonDocument.Parse(Json(EventGeoJson.Write, EventRecord.Of(SampleReadings.Accusation()).Single()));
        var root = feature.RootElement;
        Assert.Equal("""{"type":"Point","coordinates":[44.40088,33.34058]}""", root.GetProperty("geometry").GetRawText());
        Assert.Equal(("Feature", "courier_v1"), (root.GetProperty("type").GetString(), root.GetProperty("id").GetString()));
        var properties = root.GetProperty("properties");
        Assert.Equal(EventColumn.All.Select(c => c.Name), properties.EnumerateObject().Select(p => p.Name));
        Assert.Equal(("accused-by-authority", "Lena Varr", 8), (properties.GetProperty("status").GetString(), properties.GetProperty("saidBy").GetString(), properties.GetProperty("killedMax").GetInt32()));
        Assert.All(EventRecord.Of(SampleReadings.Denial()), record => Assert.False(EventGeoJson.HasPoint(record)));
    }

    [Fact]
    public void Who_says_so_is_told_as_a_chain()
    {
        var reading = new ReadingBuilder(new Document("a", "Officials said the observers reported that Marran fired."));
        var officials = reading.Said("Officials", null, SourceKind.Anonymous, "said", "the observers reported that Marran fired");
        var observers = reading.Said("the observers", null, SourceKind.Institution, "reported", "Marran fired", within: officials);
        reading.Happened("Marran fired", "fired", "ASSAULT", [], [], attribution: observers);
        var source = EventRecord.Of(reading.Build()).Single().Source!;
        Assert.Equal(("Officials › the observers", "the observers", "Marran fired"), (source.Told, source.Name, source.Content));
    }

    private static IEnumerable<string> Fields(JsonElement element) => element.EnumerateObject().Select(p => p.Name);

    private static List<string> Cells(string line)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        foreach (var character in line)
        {
            if (character == '"')
            {
                quoted = !quoted;
            }
            else if (character == ',' && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
            {
                cell.Append(character);
            }
        }

        cells.Add(cell.ToString());
        return cells;
    }

    private static string Written(Action<TextWriter> write)
    {
        using var writer = new StringWriter();
        write(writer);
        return writer.ToString();
    }

    private static List<string> Lines(Action<TextWriter> write) => [.. Written(write).Split(["\r\n", "\n"], StringSplitOptions.RemoveEmptyEntries)];

    private static string Json(Action<Utf8JsonWriter, EventRecord> write, EventRecord record)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, ReadingJson.WriterOptions))
        {
            write(json, record);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
