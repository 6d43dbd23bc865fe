using System.Collections.Immutable;
using System.Text;
using CsCheck;
using Tocsin.Analysis.Cap;
using Xunit;

namespace Tocsin.Analysis.Tests.Cap;

public sealed class CapWriterTests
{
    private static readonly CapAlert Example = new(
        "kesh-7", "desk@kesh.example", new DateTimeOffset(2031, 3, 3, 8, 0, 0, TimeSpan.Zero), CapStatus.Exercise, CapMessageType.Update, "Kesh desk", CapScope.Restricted, "Kesh staff",
        ["one@kesh.example", "Duty Officer"], ["profile:own"], "Exercise GREY DAWN", [new("desk@kesh.example", "kesh-6", new DateTimeOffset(2031, 3, 3, 9, 30, 0, TimeSpan.FromHours(2)))], ["grey dawn", "kesh"],
        [Info("en"), Info("fr")]);

    [Fact]
    public void Elements_stand_in_the_order_of_the_schema_and_utc_has_its_own_sign()
    {
        var text = Encoding.UTF8.GetString(CapWriter.Write(Example));
        Assert.Contains("<sent>2031-03-03T08:00:00-00:00</sent>", text, StringComparison.Ordinal);
        Assert.Contains("<addresses>one@kesh.example \"Duty Officer\"</addresses>", text, StringComparison.Ordinal);
        Assert.Contains("<references>desk@kesh.example,kesh-6,2031-03-03T09:30:00+02:00</references>", text, StringComparison.Ordinal);
        Assert.Contains("<polygon>1,2 1,3 2,3 1,2</polygon>", text, StringComparison.Ordinal);
        Assert.Contains("<circle>-0.000001,0 2.5</circle>", text, StringComparison.Ordinal);
        Assert.Contains("<headline>Fire &lt;b&gt; &amp; smoke \uFFFD \U0001F525</headline>", text, StringComparison.Ordinal);
        var read = Assert.Single(CapReader.Read(CapWriter.Write(Example)).Alerts);
        Assert.Equal("one@kesh.example|Duty Officer", string.Join('|', read.Addresses));
        Assert.Equal("grey dawn|kesh", string.Join('|', read.Incidents));
        Assert.Equal(2, read.Infos.Length);
        Assert.Equal(new CapResource("map", "image/png", 12, "https://kesh.example/map", "aGk=", "aa"), read.Infos[1].Resources[0]);
    }

    [Fact]
    public void What_a_receiver_would_refuse_is_not_written()
    {
        Assert.Throws<ArgumentException>(() => CapWriter.Write(Example with { References = [] }));
        Assert.Throws<ArgumentException>(() => CapWriter.Write(Example with { Identifier = "a b" }));
        Assert.Throws<ArgumentException>(() => CapWriter.Write(Example with { Restriction = null }));
    }

    [Fact]
    public void Any_words_survive_but_for_what_xml_cannot_hold() => Gen.String[0, 200].Sample(words =>
    {
        var read = Assert.Single(CapReader.Read(CapWriter.Write(Example with { Infos = [Info("en") with { Description = "|" + words + "|" }] })).Alerts);
        Assert.Equal(CapWriter.Clean("|" + words + "|").ReplaceLineEndings("\n"), read.Infos[0].Description!.ReplaceLineEndings("\n"));
    });

    private static CapInfo Info(string language) => new(
        language, [CapCategory.Security, CapCategory.Safety], "Rocket fire", [CapResponse.Shelter], CapUrgency.Immediate, CapSeverity.Severe, CapCertainty.Likely, null, [new("own", "ASSAULT")],
        null, null, new DateTimeOffset(2031, 3, 3, 20, 0, 0, TimeSpan.Zero), "Kesh desk", "Fire <b> & smoke \u0001 \U0001F525", "Words.", null, "https://kesh.example/7", null, [new("probability", "0.7")],
        [new CapResource("map", "image/png", 12, "https://kesh.example/map", "aGk=", "aa")],
        [new CapArea("Kesh", [new CapPolygon([new(1, 2), new(1, 3), new(2, 3), new(1, 2)])], [new CapCircle(new(-0.000001, 0.00000001), 2.5)], [], 10, 20)]);
}
