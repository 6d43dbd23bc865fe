using System.Text.Json;
using Tocsin.Analysis.Cap;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Warnings;
using Tocsin.Analysis.Watching;
using Tocsin.Storage.Warnings;
using Tocsin.Tests;
using Xunit;

namespace Tocsin.Delivery.Tests;

public sealed class BellTests : BellFixture
{
    [Fact]
    public async Task An_acknowledgement_stops_every_channel_at_once_and_can_be_taken_back()
    {
        // From the field: paging went on after acknowledgement.
        using var fault = new HttpReceiver(_ => Manner.Fault);
        using var good = new HttpReceiver();
        var watch = Watch($$"""
            - { id: fault, kind: webhook, url: "{{fault.Address}}" }
            - { id: good, kind: webhook, url: "{{good.Address}}" }
            """, "[fault, good]", "repeat: 2s") with { };
        watch = watch with { Contacts = [watch.Contacts[0] with { Wait = TimeSpan.FromSeconds(1) }] };
        await using var record = Open();
        var slow = new RetryPolicy(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), 100, () => 1);
        using var stop = new CancellationTokenSource();
        await using var bell = new Bell(record, watch, TimeProvider.System, Tell, retry: slow);
        var running = bell.RunAsync(stop.Token);
        await AppendAsync(record, "a");
        await UntilAsync(() => good.Requests.Count == 1 && !fault.Requests.IsEmpty);
        var subject = record.Warnings.List()[0].Subject;
        await Assert.ThrowsAsync<ArgumentException>(() => record.Warnings.AcknowledgeAsync(subject, CapSeverity.Severe, "Ana", " "));
        await record.Warnings.AcknowledgeAsync(subject, CapSeverity.Severe, "Ana", "on it");
        await Task.Delay(200);
        var (before, beforeFault) = (good.Requests.Count, fault.Requests.Count);
        await Task.Delay(3500);
        Assert.Equal((before, beforeFault), (good.Requests.Count, fault.Requests.Count));
        Assert.Equal(OutboxState.Stopped, Items(record, "fault")[0].State);

        await record.Warnings.TakeBackAsync(subject, "Ana", "not mine");
        await UntilAsync(() => good.Requests.Count > before);

        // Acknowledged again; what is worse rings all the same.
        await record.Warnings.AcknowledgeAsync(subject, CapSeverity.Severe, "Ana", "on it");
        await Task.Delay(200);
        before = good.Requests.Count;
        await AppendAsync(record, "b", killed: 20);
        await UntilAsync(() => good.Requests.Count > before);
        Assert.Contains("<severity>Extreme</severity>", System.Text.Encoding.UTF8.GetString(good.Requests.Last().Body), StringComparison.Ordinal);
        await stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task A_rule_that_was_mended_looks_back_once_and_rings_for_nothing_twice()
    {
        await using var record = Open();
        var watch = Watch($$"""- { id: drop, kind: file, folder: "{{Folder}}/alerts" }""");
        var near = Assert.IsType<Rule.Near>(watch.Rules[0]);
        var wrong = watch with { Rules = [near with { Site = near.Site with { Centre = new CapPoint(-40, 10), Names = [] } }] };
        async Task<int> RingsAsync(WatchFile file)
        {
            await using var bell = Ring(record, file);
            return (await bell.EvaluateAsync()).Count(message => message.Reach == WarningReach.Ring);
        }

        Assert.Equal(0, await RingsAsync(wrong));
        await AppendAsync(record, "a");
        Assert.Equal(0, await RingsAsync(wrong));
        Assert.Equal(1, await RingsAsync(watch));
        Assert.Equal(0, await RingsAsync(watch));

        // Called off by somebody, it stays so when the rule is changed again; what rang by another rule is not this one's.
        var subject = WarningSubject.Fold(record.Warnings.List())[0];
        await using (var bell = Ring(record, watch))
        {
            await bell.SayAsync(new WarningEngine(watch).Cancel(subject, DateTimeOffset.UtcNow, "a mistake"), []);
        }

        Assert.Equal(0, await RingsAsync(watch with { Rules = [near with { WithinKilometres = 50 }] }));
        Assert.Equal(1, await RingsAsync(watch with { Rules = [near with { Common = near.Common with { Id = "another" } }] }));
    }

    [Fact]
    public async Task Escalation_goes_on_after_a_restart()
    {
        // From the field: escalation never resumed after a restart.
        using var first = new HttpReceiver();
        using var second = new HttpReceiver();
        var watch = Watch($$"""
            - { id: first, kind: webhook, url: "{{first.Address}}" }
            - { id: second, kind: webhook, url: "{{second.Address}}" }
            """).WithContacts("first", "second");
        watch = watch with { Contacts = [.. watch.Contacts.Select(contact => contact with { Wait = TimeSpan.FromSeconds(2) })] };
        await using (var record = Open())
        {
            await WhileRingingAsync(record, watch, async _ =>
            {
                await AppendAsync(record, "a");
                await UntilAsync(() => first.Requests.Count == 1);
            });
        }

        Assert.Empty(second.Requests);
        await using (var record = Open())
        {
            await WhileRingingAsync(record, watch, _ => UntilAsync(() => second.Requests.Count == 1));
        }

        Assert.Single(first.Requests);
    }

    [Fact]
    public async Task A_retraction_tells_those_who_were_called_that_it_is_over()
    {
        using var http = new HttpReceiver();
        await using var record = Open();
        await WhileRingingAsync(record, Watch($"- {{ id: hook, kind: webhook, url: \"{http.Address}\" }}", "[hook]"), async _ =>
        {
            var document = await AppendAsync(record, "a");
            await UntilAsync(() => http.Requests.Count == 1);
            await record.Corrections.AddAsync(new Correction.Retract("", default, "Ana", "withdrawn by its outlet", document));
            await UntilAsync(() => http.Requests.Count == 2);
        });
        var cancel = Assert.Single(CapReader.Read(http.Requests.Last().Body).Alerts);
        Assert.Equal(CapMessageType.Cancel, cancel.MessageType);
        Assert.Equal(Assert.Single(CapReader.Read(http.Requests.First().Body).Alerts).Reference, Assert.Single(cancel.References));
        Assert.Equal(OutboxState.Sent, Items(record, "hook")[^1].State);
    }

    [Fact]
    public async Task What_was_withdrawn_by_mistake_rings_again_when_that_is_taken_back()
    {
        using var http = new HttpReceiver();
        await using var record = Open();
        await WhileRingingAsync(record, Watch($"- {{ id: hook, kind: webhook, url: \"{http.Address}\" }}", "[hook]"), async _ =>
        {
            var document = await AppendAsync(record, "a");
            await UntilAsync(() => http.Requests.Count == 1);
            var retracted = await record.Corrections.AddAsync(new Correction.Retract("", default, "Ana", "withdrawn by its outlet", document));
            await UntilAsync(() => http.Requests.Count == 2);
            await record.Corrections.AddAsync(new Correction.Undo("", default, "Ana", "it was another one", retracted.Id));
            await UntilAsync(() => http.Requests.Count == 3);
        });
        Assert.Equal(CapMessageType.Alert, Assert.Single(CapReader.Read(http.Requests.Last().Body).Alerts).MessageType);
    }

    [Fact]
    public async Task An_event_that_is_corrected_to_denied_tells_those_who_were_called_that_it_is_over()
    {
        using var http = new HttpReceiver();
        await using var record = Open();
        var drop = Path.Combine(Folder, "alerts");
        await WhileRingingAsync(record, Watch($"- {{ id: hook, kind: webhook, url: \"{http.Address}\" }}\n- {{ id: drop, kind: file, folder: \"{drop}\" }}", "[hook]"), async _ =>
        {
            var document = await AppendAsync(record, "a", killed: 3);
            var other = await AppendAsync(record, "b", far: true);
            await UntilAsync(() => http.Requests.Count == 1);
            await record.Corrections.AddAsync(new Correction.Field("", default, "Ana", "the army counts one", document + "_v1", "killed", "1"));
            await UntilAsync(() => record.Warnings.List().Count == 2);
            await record.Corrections.AddAsync(new Correction.Field("", default, "Ana", "no mark of ours", other + "_v1", "status", "denied"));
            await record.Corrections.AddAsync(new Correction.Field("", default, "Ana", "the army denies it", document + "_v1", "status", "denied"));
            await UntilAsync(() => http.Requests.Count == 2 && Directory.GetFiles(drop).Length == 3);
        });
        Assert.Equal([CapMessageType.Alert, CapMessageType.Update, CapMessageType.Cancel], record.Warnings.List().Select(message => message.Type));
        Assert.Equal("corrected: 1 killed, 3 before", record.Warnings.List()[1].Change);
        var cancel = Assert.Single(CapReader.Read(http.Requests.Last().Body).Alerts);
        Assert.Equal((CapMessageType.Cancel, 2), (cancel.MessageType, cancel.References.Length));
        Assert.Empty(record.Warnings.Outbox.Open());
    }

    [Fact]
    public async Task What_came_while_no_bell_rang_rings_when_one_begins()
    {
        using var http = new HttpReceiver();
        await using var record = Open();
        await AppendAsync(record, "a");
        await AppendAsync(record, "far", far: true);
        await WhileRingingAsync(record, Watch($"- {{ id: hook, kind: webhook, url: \"{http.Address}\" }}", "[hook]"), _ => UntilAsync(() => http.Requests.Count == 1));
        await WhileRingingAsync(record, Watch($"- {{ id: hook, kind: webhook, url: \"{http.Address}\" }}", "[hook]"), _ => Task.Delay(500));
        Assert.Single(http.Requests);
    }

    [Fact]
    public async Task The_bell_shows_that_it_is_alive_and_is_alone()
    {
        using var http = new HttpReceiver();
        var alive = Path.Combine(Folder, "alive.json");
        var watch = Watch("[]", more: $"heartbeat: {{ every: 1s, file: \"{alive}\", webhook: \"{http.Address}\" }}");
        await using var record = Open();
        Assert.Null(record.Warnings.BeatAt());
        await WhileRingingAsync(record, watch, async _ =>
        {
            await UntilAsync(() => http.Requests.Count >= 2);
            await using var other = Ring(record, watch);
            await Assert.ThrowsAsync<BellException>(() => other.RunAsync(CancellationToken.None));
        });
        using var beat = JsonDocument.Parse(await File.ReadAllTextAsync(alive));
        Assert.Equal(0, beat.RootElement.GetProperty("givenUp").GetInt32());
        Assert.InRange(DateTimeOffset.UtcNow - record.Warnings.BeatAt()!.Value, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_warning_comes_back_from_the_record_as_it_was()
    {
        await using var record = Open();
        var watch = Watch("[]");
        await using var bell = Ring(record, watch);
        await AppendAsync(record, "a", killed: 3);
        var made = Assert.Single(await bell.EvaluateAsync());
        var kept = Assert.Single(record.Warnings.List());
        Assert.Equal(Printed(made), Printed(kept));
        Assert.Empty(await bell.EvaluateAsync());

        static string Printed(Warning warning) => JsonSerializer.Serialize(warning);
    }
}
