using System.Text;
using Tocsin.Analysis.Cap;
using Xunit;

namespace Tocsin.Analysis.Tests.Cap;

public sealed class CapReaderTests
{
    private const string Head = """
        <identifier>kesh-7</identifier><sender>desk@kesh.example</sender><sent>2031-03-03T08:00:00-00:00</sent><status>Actual</status><msgType>Alert</msgType><scope>Public</scope>
        """;

    private const string Info = """
        <info><category>Security</category><event>Rocket fire</event><urgency>Immediate</urgency><severity>Severe</severity><certainty>Observed</certainty>{0}</info>
        """;

    [Fact]
    public void A_whole_alert_is_read()
    {
        var alert = Assert.Single(Read(Head + Filled("<expires>2031-03-03T12:00:00+01:00</expires><area><areaDesc>Kesh</areaDesc><polygon>1,2 1,3 2,3 1,2</polygon><circle>1.5,2.5 4</circle></area>")).Alerts);
        Assert.Equal(("kesh-7", CapSeverity.Severe, CapUrgency.Immediate), (alert.Identifier, alert.Infos[0].Severity, alert.Infos[0].Urgency));
        Assert.Equal(new DateTimeOffset(2031, 3, 3, 11, 0, 0, TimeSpan.Zero), alert.Infos[0].Expires!.Value.ToUniversalTime());
        Assert.Equal(4, alert.Infos[0].Areas[0].Polygons[0].Points.Length);
        Assert.Equal(new CapCircle(new CapPoint(1.5, 2.5), 4), alert.Infos[0].Areas[0].Circles[0]);
    }

    [Theory]
    [InlineData("<status>Actual</status>", "", "status", "missing")]
    [InlineData("<status>Actual</status>", "<status>Real</status>", "status", "none of Actual")]
    [InlineData("<scope>Public</scope>", "<scope>Public</scope><scope>Public</scope>", "scope", "twice")]
    [InlineData("<scope>Public</scope>", "<scope>Restricted</scope>", "restriction", "to whom")]
    [InlineData("<scope>Public</scope>", "<scope>Private</scope>", "addresses", "for whom")]
    [InlineData("<scope>Public</scope>", "<note>a</note><scope>Public</scope>", "scope", "after <note>")]
    [InlineData("<scope>Public</scope>", "<scope>Public</scope><colour>red</colour>", "colour", "no such element")]
    [InlineData("<scope>Public</scope>", "<scope kind=\"x\">Public</scope>", "scope", "attribute")]
    [InlineData("<scope>Public</scope>", "<scope>Public</scope><references/>", "references", "empty")]
    [InlineData("<scope>Public</scope>", "<scope>Public</scope><references>a,b</references>", "references", "sender,identifier,sent")]
    [InlineData("<msgType>Alert</msgType>", "<msgType>Update</msgType>", "references", "which earlier one")]
    [InlineData("<msgType>Alert</msgType>", "<msgType>Cancel</msgType>", "references", "which earlier one")]
    [InlineData("<msgType>Alert</msgType>", "<msgType>Ack</msgType>", "references", "which earlier one")]
    [InlineData("kesh-7", "kesh 7", "identifier", "a space, a comma")]
    [InlineData("kesh-7", "", "identifier", "empty")]
    [InlineData("desk@kesh.example", "desk,kesh", "sender", "a space, a comma")]
    [InlineData("2031-03-03T08:00:00-00:00", "2031-03-03T08:00:00Z", "sent", "never Z")]
    [InlineData("2031-03-03T08:00:00-00:00", "2031-02-30T08:00:00-00:00", "sent", "no calendar")]
    [InlineData("2031-03-03T08:00:00-00:00", "3 March", "sent", "not written as")]
    public void What_is_wrong_is_named(string from, string to, string element, string why)
    {
        Assert.Contains(from, Head, StringComparison.Ordinal);
        Refused(Head.Replace(from, to, StringComparison.Ordinal) + Filled(""), element, why);
    }

    [Theory]
    [InlineData("<expires>2031-03-03T07:59:59-00:00</expires>", "expires", "before <sent>")]
    [InlineData("<effective>2031-03-03T10:00:00-00:00</effective><expires>2031-03-03T09:00:00-00:00</expires>", "expires", "before <effective>")]
    [InlineData("<parameter><valueName>a</valueName></parameter>", "value", "missing")]
    [InlineData("<resource><resourceDesc>map</resourceDesc></resource>", "mimeType", "missing")]
    [InlineData("<resource><resourceDesc>map</resourceDesc><mimeType>a/b</mimeType><size>big</size></resource>", "size", "whole number")]
    [InlineData("<area><areaDesc>a</areaDesc><polygon>1,2 1,3 2,3</polygon></area>", "polygon", "3 points")]
    [InlineData("<area><areaDesc>a</areaDesc><polygon>1,2 1,3 2,3 2,2</polygon></area>", "polygon", "open")]
    [InlineData("<area><areaDesc>a</areaDesc><polygon>1,2 91,3 2,3 1,2</polygon></area>", "polygon", "91,3")]
    [InlineData("<area><areaDesc>a</areaDesc><circle>1,2</circle></area>", "circle", "radius")]
    [InlineData("<area><areaDesc>a</areaDesc><circle>1,2 -4</circle></area>", "circle", "radius")]
    [InlineData("<area><areaDesc>a</areaDesc><ceiling>100</ceiling></area>", "ceiling", "altitude")]
    [InlineData("<area><areaDesc>a</areaDesc><altitude>high</altitude></area>", "altitude", "no number")]
    [InlineData("<area><polygon>1,2 1,3 2,3 1,2</polygon></area>", "areaDesc", "missing")]
    [InlineData("<severity>Severe</severity>", "severity", "twice")]
    public void What_is_wrong_within_info_is_named(string more, string element, string why) => Refused(Head + Filled(more), element, why);

    [Fact]
    public void An_exercise_without_its_name_is_advised_and_not_refused()
    {
        var verdict = Read(Head.Replace("Actual", "Exercise", StringComparison.Ordinal));
        Assert.True(verdict.IsAccepted);
        Assert.Equal(("note", CapProblemKind.Advice), (Assert.Single(verdict.Problems).Element, verdict.Problems[0].Kind));
    }

    [Fact]
    public void An_empty_shape_is_as_if_it_were_not_there()
    {
        var verdict = Read(Head + Filled("<area><areaDesc>a</areaDesc><polygon></polygon></area>"));
        Assert.True(verdict.IsAccepted);
        Assert.Empty(verdict.Alerts[0].Infos[0].Areas[0].Polygons);
    }

    [Theory]
    [InlineData("<!DOCTYPE alert SYSTEM \"http://127.0.0.1:1/a.dtd\"><alert/>")]
    [InlineData("<!DOCTYPE alert [<!ENTITY a SYSTEM \"file:///etc/hostname\">]><alert>&a;</alert>")]
    [InlineData("<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;\">]><alert>&c;</alert>")]
    public void A_document_type_refuses_the_whole(string xml)
    {
        foreach (var encoding in new[] { Encoding.UTF8, Encoding.Unicode })
        {
            var verdict = CapReader.Read([.. encoding.GetPreamble(), .. encoding.GetBytes(xml)]);
            var problem = Assert.Single(verdict.Problems);
            Assert.Equal((CapProblemKind.Hostile, "!DOCTYPE"), (problem.Kind, problem.Element));
            Assert.Empty(verdict.Alerts);
        }
    }

    [Fact]
    public void Depth_number_and_size_are_bounded()
    {
        Assert.Equal(CapProblemKind.Hostile, Only(string.Concat(Enumerable.Repeat("<a>", 100_000))));
        Assert.Equal(CapProblemKind.Hostile, Only("<a>" + string.Concat(Enumerable.Repeat("<b/>", 300_000)) + "</a>"));
        Assert.Equal(CapProblemKind.Hostile, Only(new string(' ', 17 * 1024 * 1024)));
        Assert.Equal(CapProblemKind.Xml, Only("<alert>&nbsp;</alert>"));
        Assert.Equal(CapProblemKind.Xml, Only("an alert"));
        Assert.Equal(CapProblemKind.Xml, Only(""));

        static CapProblemKind Only(string xml) => Assert.Single(CapReader.Read(Encoding.UTF8.GetBytes(xml)).Problems).Kind;
    }

    [Fact]
    public void A_feed_is_read_for_its_alerts_and_a_bad_one_does_not_hide_a_good_one()
    {
        var good = Alert(Head + Filled(""));
        var feed = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><id>f</id><title>t</title><updated>2031-03-03T08:00:00Z</updated>"
            + $"<entry><id>a</id><title>t</title><updated>2031-03-03T08:00:00Z</updated><content type=\"text/xml\">{good}</content></entry>"
            + $"<entry><id>b</id><title>t</title><updated>2031-03-03T08:00:00Z</updated><content type=\"text/xml\">{good.Replace("Severe", "Awful", StringComparison.Ordinal)}</content></entry></feed>";
        var verdict = CapReader.Read(Encoding.UTF8.GetBytes(feed));
        Assert.Equal("Atom", verdict.Container);
        Assert.Single(verdict.Alerts);
        Assert.Equal("severity", Assert.Single(verdict.Problems).Element);
    }

    private static string Filled(string more) => Info.Replace("{0}", more, StringComparison.Ordinal);

    private static string Alert(string inside) => $"<alert xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\">{inside}</alert>";

    private static CapVerdict Read(string inside) => CapReader.Read(Encoding.UTF8.GetBytes(Alert(inside)));

    private static void Refused(string inside, string element, string why)
    {
        var verdict = Read(inside);
        Assert.False(verdict.IsAccepted);
        Assert.Empty(verdict.Alerts);
        Assert.Contains(verdict.Problems, problem => problem.Element == element && problem.What.Contains(why, StringComparison.Ordinal));
    }
}
