using System.Text;
using Xunit;

namespace Tocsin.Intake.Tests;

public sealed class CapDocumentsTests : IDisposable
{
    private const string Alert = """
        <?xml version="1.0"?><alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>kesh-7</identifier><sender>desk@kesh.example</sender><sent>2031-03-03T23:30:00-02:00</sent>
        <status>Actual</status><msgType>Alert</msgType><scope>Public</scope>
        <info><language>fr</language><category>Security</category><event>e</event><urgency>Immediate</urgency><severity>Severe</severity><certainty>Observed</certainty><headline>Tirs</headline></info>
        <info><language>en-GB</language><category>Security</category><event>e</event><urgency>Immediate</urgency><severity>Severe</severity><certainty>Observed</certainty><senderName>Kesh desk</senderName><headline>Rockets fall on Kesh</headline><description>Twelve rockets fell on Kesh.</description><area><areaDesc>Kesh and the harbour</areaDesc></area></info></alert>
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("tocsin-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("alert.xml")]
    [InlineData("alert.cap")]
    public void An_alert_is_a_document_of_its_sender(string name)
    {
        var document = Assert.IsType<Receipt.Received>(Assert.Single(Read(name, Alert))).Document;
        Assert.Equal(("kesh-7", "Rockets fall on Kesh", "Kesh desk"), (document.Id, document.Title, document.Outlet));
        Assert.Equal("Rockets fall on Kesh\n\nTwelve rockets fell on Kesh.\n\nArea: Kesh and the harbour.", document.Text);
        Assert.Equal((new DateOnly(2031, 3, 4), new DateTimeOffset(2031, 3, 4, 1, 30, 0, TimeSpan.Zero)), (document.PublishedAt, document.PublishedTime));
    }

    [Theory]
    [InlineData("<status>Actual", "<status>Exercise", "marked Exercise")]
    [InlineData("<status>Actual", "<status>Test", "marked Test")]
    [InlineData("<scope>Public</scope>", "", "<scope>")]
    [InlineData("<?xml version=\"1.0\"?>", "<!DOCTYPE alert SYSTEM \"http://127.0.0.1:1/\">", "!DOCTYPE")]
    public void What_reports_nothing_that_happened_is_refused(string from, string to, string why) =>
        Assert.Contains(why, Assert.IsType<Receipt.Refused>(Assert.Single(Read("alert.xml", Alert.Replace(from, to, StringComparison.Ordinal)))).Problem.What, StringComparison.Ordinal);

    private List<Receipt> Read(string name, string content)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, content, new UTF8Encoding(false));
        return [.. new InputFinder(() => Stream.Null, _ => { }).Find([path]).Select(portion => portion.Receive())];
    }
}
