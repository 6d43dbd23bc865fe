using System.Runtime.Versioning;
using System.Text;
using Tocsin.Analysis.Cap;
using Tocsin.Analysis.Warnings;
using Tocsin.Storage.Warnings;
using Tocsin.Tests;
using Xunit;

namespace Tocsin.Delivery.Tests;

public sealed class ChannelTests : BellFixture
{
    [Fact]
    public async Task One_warning_goes_out_over_file_feed_hook_and_mail()
    {
        using var http = new HttpReceiver();
        using var mail = new MailReceiver();
        var secret = Path.Combine(Folder, "secret");
        await File.WriteAllTextAsync(secret, "k3y\n");
        var watch = Watch(
            $$"""
            - { id: drop, kind: file, folder: "{{Folder}}/alerts" }
            - { id: feed, kind: atom, file: "{{Folder}}/alerts.atom" }
            - { id: page, kind: desk }
            - { id: hook, kind: webhook, url: "{{http.Address}}", secret: "file:{{secret}}" }
            - { id: post, kind: mail, host: 127.0.0.1, port: {{mail.Port}}, security: none, from: desk@kesh.example, to: [duty@kesh.example] }
            """,
            "[hook, post]");
        await using var record = Open();
        await WhileRingingAsync(record, watch, async _ =>
        {
            await AppendAsync(record, "a");
            await UntilAsync(() => record.Warnings.Outbox.List() is { Count: 5 } items && items.All(item => item.State == OutboxState.Sent));
        });

        var warning = Assert.Single(record.Warnings.List());
        var cap = record.Warnings.Cap(warning.Id)!;
        Assert.Equal(cap, await File.ReadAllBytesAsync(Path.Combine(Folder, "alerts", warning.Id + ".cap")));
        Assert.Equal(warning.Id, Assert.Single(CapReader.Read(cap).Alerts).Identifier);
        Assert.Single(Directory.GetFiles(Path.Combine(Folder, "alerts")));
        var feed = CapReader.Read(await File.ReadAllBytesAsync(Path.Combine(Folder, "alerts.atom")));
        Assert.True(feed.IsAccepted);
        Assert.Equal(warning.Id, Assert.Single(feed.Alerts).Identifier);

        var request = Assert.Single(http.Requests);
        Assert.Equal(cap, request.Body);
        Assert.Equal(WebhookSender.Sign("k3y", request.Headers["Tocsin-Timestamp"], request.Body), request.Headers["Tocsin-Signature"]);
        Assert.Equal($"{warning.Id}/0.0/duty/hook", request.Headers["Idempotency-Key"]);
        Assert.False(request.Headers.ContainsKey("Tocsin-May-Be-Repeated"));

        var letter = Assert.Single(mail.Mails);
        Assert.Contains("<duty@kesh.example>", Assert.Single(letter.To), StringComparison.Ordinal);
        Assert.Equal($"<{MailSender.MessageId($"{warning.Id}/0.0/duty/post", "desk@kesh.example")}>", letter.Header("Message-Id"));
        Assert.Contains("Kesh", letter.Header("Subject"), StringComparison.Ordinal);
        Assert.Contains("application/cap+xml", letter.Data, StringComparison.Ordinal);
        Assert.Empty(Told);
    }

    [Theory]
    [InlineData(nameof(Manner.Fault))]
    [InlineData(nameof(Manner.Reset))]
    [InlineData(nameof(Manner.HalfAnswer))]
    [InlineData(nameof(Manner.Hang))]
    public async Task What_fails_on_the_way_is_sent_again_under_the_same_key(string manner)
    {
        using var http = new HttpReceiver(number => number <= 2 ? Enum.Parse<Manner>(manner) : Manner.Good);
        using var mail = new MailReceiver(number => number <= 2 ? Enum.Parse<Manner>(manner) : Manner.Good);
        var watch = Watch(
            $$"""
            - { id: hook, kind: webhook, url: "{{http.Address}}", timeout: 2s }
            - { id: post, kind: mail, host: 127.0.0.1, port: {{mail.Port}}, security: none, from: a@b.example, to: [c@d.example], timeout: 2s }
            """,
            "[hook, post]");
        await using var record = Open();
        await WhileRingingAsync(record, watch, async _ =>
        {
            await AppendAsync(record, "a");
            await UntilAsync(() => record.Warnings.Outbox.List() is { Count: 2 } items && items.All(item => item.State == OutboxState.Sent));
        });
        Assert.All(record.Warnings.Outbox.List(), item => Assert.Equal(3, item.Attempts));
        Assert.Single(http.Requests.Select(request => request.Headers["Idempotency-Key"]).Distinct());
        Assert.Equal(3, http.Requests.Count);
        Assert.Single(mail.Mails.Select(letter => letter.Header("Message-Id")).Distinct());
        Assert.Empty(Told);
    }

    [Fact]
    public async Task One_failing_webhook_stops_nobody_else()
    {
        // From the field: one failing webhook stopped the rest.
        using var hanging = new HttpReceiver(_ => Manner.Hang);
        using var good = new HttpReceiver();
        var watch = Watch(
            $$"""
            - { id: bad, kind: webhook, url: "{{hanging.Address}}", timeout: 20s }
            - { id: good, kind: webhook, url: "{{good.Address}}" }
            - { id: drop, kind: file, folder: "{{Folder}}/alerts" }
            - { id: broken, kind: file, folder: "{{Folder}}/tocsin.db/no" }
            """,
            "[bad, good]");
        await using var record = Open();
        await WhileRingingAsync(record, watch, async _ =>
        {
            for (var i = 0; i < 5; i++)
            {
                await AppendAsync(record, $"r{i}", type: $"T{i}");
            }

            await UntilAsync(() => good.Requests.Count == 5 && Directory.GetFiles(Path.Combine(Folder, "alerts")).Length == 5, 10);
        });
        Assert.Single(hanging.Requests);
    }

    [Fact]
    public async Task What_cannot_arrive_is_given_up_loudly_and_the_next_step_is_called_at_once()
    {
        using var gone = new HttpReceiver(_ => Manner.Gone);
        using var fault = new HttpReceiver(_ => Manner.Fault);
        using var last = new HttpReceiver();
        var watch = Watch(
            $$"""
            - { id: gone, kind: webhook, url: "{{gone.Address}}" }
            - { id: fault, kind: webhook, url: "{{fault.Address}}" }
            - { id: last, kind: webhook, url: "{{last.Address}}" }
            """,
            "[gone]").WithContacts("gone", "fault", "last");
        await using var record = Open();
        await WhileRingingAsync(record, watch, async _ =>
        {
            await AppendAsync(record, "a");
            await UntilAsync(() => last.Requests.Count == 1);
        });
        Assert.Single(gone.Requests);
        Assert.Equal(4, fault.Requests.Count);
        Assert.Equal(2, Told.Count(message => message.StartsWith("GIVEN UP: ", StringComparison.Ordinal)));
        Assert.Contains(Told, message => message.Contains("answered 404", StringComparison.Ordinal));
        Assert.Equal(2, record.Warnings.Outbox.GivenUp());
    }

    [Fact]
    public async Task A_redirect_is_followed_nowhere()
    {
        using var http = new HttpReceiver(_ => Manner.Redirect);
        await using var record = Open();
        await WhileRingingAsync(record, Watch($"- {{ id: hook, kind: webhook, url: \"{http.Address}\" }}", "[hook]"), async _ =>
        {
            await AppendAsync(record, "a");
            await UntilAsync(() => record.Warnings.Outbox.GivenUp() == 1);
        });
        Assert.Equal(4, http.Requests.Count);
    }

    [Fact]
    public async Task Exercises_lie_apart_on_every_channel()
    {
        using var mail = new MailReceiver();
        using var http = new HttpReceiver();
        var channels = $$"""
            - { id: drop, kind: file, folder: "{{Folder}}/alerts" }
            - { id: feed, kind: atom, file: "{{Folder}}/alerts.atom" }
            - { id: hook, kind: webhook, url: "{{http.Address}}" }
            - { id: post, kind: mail, host: 127.0.0.1, port: {{mail.Port}}, security: none, from: a@b.example, to: [c@d.example] }
            """;
        await using var record = Open();
        foreach (var more in new[] { "mode: actual", "mode: exercise\nexercise: GREY DAWN" })
        {
            await WhileRingingAsync(record, Watch(channels, "[hook, post]", more), async _ =>
            {
                await AppendAsync(record, more[..9]);
                await UntilAsync(() => record.Warnings.Outbox.List().All(item => item.State == OutboxState.Sent) && mail.Mails.Count == (more.Contains("DAWN", StringComparison.Ordinal) ? 2 : 1));
            });
        }

        Assert.Equal([CapStatus.Actual, CapStatus.Exercise], record.Warnings.List().Select(warning => warning.Status));
        Assert.Equal(2, record.Warnings.List().Select(warning => warning.Subject).Distinct().Count());
        Assert.Single(Directory.GetFiles(Path.Combine(Folder, "alerts")));
        Assert.Single(Directory.GetFiles(Path.Combine(Folder, "alerts", "exercise")));
        Assert.All(CapReader.Read(await File.ReadAllBytesAsync(Path.Combine(Folder, "alerts.atom"))).Alerts, alert => Assert.Equal(CapStatus.Actual, alert.Status));
        Assert.All(CapReader.Read(await File.ReadAllBytesAsync(Path.Combine(Folder, "alerts.exercise.atom"))).Alerts, alert => Assert.Equal(CapStatus.Exercise, alert.Status));
        Assert.Equal([false, true], mail.Mails.Select(letter => letter.Header("Subject")!.StartsWith("EXERCISE: ", StringComparison.Ordinal)));
        Assert.Equal(["Actual", "Exercise"], http.Requests.Select(request => request.Headers["Tocsin-Status"]));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task A_command_gets_the_message_on_its_input_and_nothing_of_it_through_a_shell()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var script = Path.Combine(Folder, "ring.sh");
        await File.WriteAllTextAsync(script, "#!/bin/sh\nfolder=$(dirname \"$0\")\nprintf '%s|' \"$@\" > \"$folder/arguments\"\ncat > \"$folder/input\"\nenv > \"$folder/environment\"\n");
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
        var failing = Path.Combine(Folder, "fail.sh");
        await File.WriteAllTextAsync(failing, "#!/bin/sh\necho no line >&2\nexit 3\n");
        File.SetUnixFileMode(failing, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
        var watch = Watch(
            $$"""
            - { id: ring, kind: command, run: ["{{script}}", "--loud", "a b; touch {{Folder}}/pwned", "$(id)"] }
            - { id: fail, kind: command, run: ["{{failing}}"] }
            - { id: slow, kind: command, run: [sleep, "60"], timeout: 200ms }
            - { id: none, kind: command, run: ["{{Folder}}/nothing"] }
            - { id: hook, kind: webhook, url: "http://127.0.0.1:9/", secret: "env:TOCSIN_HOOK_OF_TEST" }
            """,
            "[ring, fail, slow, none]");
        Environment.SetEnvironmentVariable("TOCSIN_HOOK_OF_TEST", "not for programs");
        await using var record = Open();
        await WhileRingingAsync(record, watch, async _ =>
        {
            await AppendAsync(record, $"$(touch {Folder}/pwned) `touch {Folder}/pwned`; rm -rf x");
            await UntilAsync(() => record.Warnings.Outbox.List().All(item => item.State is OutboxState.Sent or OutboxState.GivenUp) && record.Warnings.Outbox.GivenUp() == 3);
        });
        Assert.Equal($"--loud|a b; touch {Folder}/pwned|$(id)|", await File.ReadAllTextAsync(Path.Combine(Folder, "arguments")));
        Assert.Equal(record.Warnings.Cap(record.Warnings.List()[0].Id), await File.ReadAllBytesAsync(Path.Combine(Folder, "input")));
        Assert.Contains("TOCSIN_SEVERITY=Severe", await File.ReadAllTextAsync(Path.Combine(Folder, "environment")), StringComparison.Ordinal);
        Assert.DoesNotContain("not for programs", await File.ReadAllTextAsync(Path.Combine(Folder, "environment")), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(Folder, "pwned")));
        Assert.Equal("it ended with 3: no line", Items(record, "fail")[0].Error);
        Assert.Contains("did not end within 0.2 s", Items(record, "slow")[0].Error, StringComparison.Ordinal);
        Assert.Contains("cannot be started", Items(record, "none")[0].Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_secret_is_named_by_its_place()
    {
        using var http = new HttpReceiver();
        await using var record = Open();
        await WhileRingingAsync(record, Watch($"- {{ id: hook, kind: webhook, url: \"{http.Address}\", secret: \"env:TOCSIN_NO_SUCH_VARIABLE\" }}", "[hook]"), async _ =>
        {
            await AppendAsync(record, "a");
            await UntilAsync(() => record.Warnings.Outbox.GivenUp() == 1);
        });
        Assert.Empty(http.Requests);
        Assert.Contains("TOCSIN_NO_SUCH_VARIABLE", Assert.Single(Told), StringComparison.Ordinal);
    }

    [Fact]
    public void Waits_grow_and_end()
    {
        var policy = new RetryPolicy(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10), 7, () => 1);
        Assert.Equal([1.0, 2, 4, 8, 10, 10, null], Enumerable.Range(1, 7).Select(attempts => policy.After(attempts)?.TotalSeconds));
        Assert.Equal(0.5, (policy with { Chance = () => 0 }).After(1)!.Value.TotalSeconds);
    }
}

internal static class WatchFileChanges
{
    /// <summary>A contact for each of these channels, one step after the other, an hour apart.</summary>
    public static Tocsin.Analysis.Watching.WatchFile WithContacts(this Tocsin.Analysis.Watching.WatchFile watch, params string[] channels) =>
        watch with { Contacts = [.. channels.Select(channel => watch.Contacts[0] with { Id = channel, Channels = [channel] })] };
}
