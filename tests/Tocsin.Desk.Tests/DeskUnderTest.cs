using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Tocsin.Analysis;
using Tocsin.Desk.Samples;
using Tocsin.Desk.Views;
using Tocsin.Desk.Warnings;
using Tocsin.Storage;

namespace Tocsin.Desk.Tests;

/// <summary>A desk on a free port of this machine, over a record of its own, with a browser that keeps cookies and follows nothing by itself.</summary>
public sealed partial class DeskUnderTest : IAsyncDisposable
{
    private static readonly Lazy<Task<Reader>> OneReader = new(() => Task.Run(Reader.Load));
    private readonly DirectoryInfo _folder;
    private readonly WebApplication _app;

    private DeskUnderTest(DirectoryInfo folder, RecordFile record, WebApplication app)
    {
        (_folder, Record, _app) = (folder, record, app);
        Url = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = Url };
    }

    public RecordFile Record { get; }

    public Uri Url { get; }

    public HttpClient Client { get; }

    /// <summary>What its pages are made by.</summary>
    public ViewStore Views => _app.Services.GetRequiredService<ViewStore>();

    public string AuditPath => Record.Path + ".audit.jsonl";

    public static async Task<DeskUnderTest> StartAsync(Func<DeskOptions, DeskOptions>? change = null, Func<RecordFile, DeskBell>? bell = null)
    {
        var folder = Directory.CreateTempSubdirectory("tocsin-desk-");
        var record = RecordFile.Open(Path.Combine(folder.FullName, "test.db"), TimeProvider.System);
        var options = DeskOptions.Local with { Port = 0 };
        var app = DeskHost.Build(change?.Invoke(options) ?? options, record, null, bell?.Invoke(record));
        await app.StartAsync();
        return new DeskUnderTest(folder, record, app);
    }

    /// <summary>One with the sample crisis in it, watched.</summary>
    public static async Task<DeskUnderTest> WithSampleAsync()
    {
        var desk = await StartAsync();
        await desk.AddAsync([.. SampleCrisis.Lomna.Documents()]);
        return desk;
    }

    public async Task AddAsync(params Document[] documents)
    {
        var recorder = new Recorder(Record, OneReader.Value, Task.FromResult("test"));
        foreach (var document in documents)
        {
            await recorder.RecordAsync(document);
        }
    }

    public async Task<string> PageAsync(string path)
    {
        using var answer = await Client.GetAsync(path);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path} answered {answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>Sends a form as a page of the desk would: with the token that the page shows.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(string page, string action, params (string Name, string Value)[] fields)
    {
        var token = Token().Match(await PageAsync(page)).Groups[1].Value;
        return await Client.PostAsync(action, new FormUrlEncodedContent([new("__RequestVerificationToken", token), .. fields.Select(field => new KeyValuePair<string, string>(field.Name, field.Value))]));
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        await Record.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}

/// <summary>The sample crisis, read once for all who only look at it.</summary>
public sealed class SampleDesk : IAsyncLifetime
{
    public DeskUnderTest Desk { get; private set; } = null!;

    public async Task InitializeAsync() => Desk = await DeskUnderTest.WithSampleAsync();

    public async Task DisposeAsync() => await Desk.DisposeAsync();
}

[CollectionDefinition(Name)]
public sealed class SampleTests : ICollectionFixture<SampleDesk>
{
    public const string Name = "sample";
}
