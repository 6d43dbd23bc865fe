using System.Collections.Immutable;
using Tocsin.Analysis.Cap;
using Tocsin.Analysis.Warnings;
using Tocsin.Analysis.Watching;
using Xunit;
using static Tocsin.Analysis.Tests.Warnings.Reports;

namespace Tocsin.Analysis.Tests.Warnings;

public sealed class LadderTests
{
    private const string Near = "- { id: near, when: incident, site: embassy, within: 5 km, expires: 3h }";

    private readonly HashSet<string> _planned = new(StringComparer.Ordinal);

    [Fact]
    public void Contacts_are_called_in_steps_and_again_until_somebody_acknowledges()
    {
        var (watch, subject) = Alarm();
        Assert.Equal("duty/hook@0", Due(watch, subject, 0));
        Assert.Equal("", Due(watch, subject, 4));
        Assert.Equal("head/hook@5 head/ring@5", Due(watch, subject, 5));
        Assert.Equal("", Due(watch, subject, 29));
        Assert.Equal("duty/hook@30", Due(watch, subject, 30));
        Assert.Equal(Noon.AddMinutes(35), Plan(watch, subject, 30).NextAt);
        Assert.Equal("", Due(watch, subject, 36, Ack(36, CapSeverity.Severe)));

        // Taken back, it goes on.
        Assert.Equal("head/hook@35 head/ring@35", Due(watch, subject, 37, Ack(36, CapSeverity.Severe) with { TakenBackAt = Noon.AddMinutes(37) }));
        Assert.Equal("", Due(watch, subject, 180));
    }

    [Fact]
    public void It_is_told_who_is_next_and_when_and_where_nobody_is()
    {
        var (watch, subject) = Alarm();
        string Next(int minute, params WarningAcknowledgement[] acknowledged) => string.Join(' ', Plan(watch, subject, minute, acknowledged).Next.Select(call => FormattableString.Invariant($"{call.Contact}@{(call.At - Noon).TotalMinutes:0} {call.Round}.{call.Step}/{call.Steps}")));
        Assert.Equal("head@5 0.1/2", Next(0));
        Assert.Equal("duty@30 1.0/2", Next(6));
        Assert.Equal("", Next(6, Ack(5, CapSeverity.Severe)));

        // In quiet hours it is whoever waits for their end.
        var quiet = Watch(Near, "quietHours: { from: \"11:00\", to: \"13:00\" }");
        var severe = new WarningSubject([.. Run(quiet, WarningFacts.Of(Noon, Attack("a", Noon)))]);
        Assert.Equal(["duty@60", "head@60"], Plan(quiet, severe, 10).Next.Select(call => FormattableString.Invariant($"{call.Contact}@{(call.At - Noon).TotalMinutes:0}")));

        var proud = watch with { Contacts = [watch.Contacts[1] with { SeverityMin = CapSeverity.Extreme }] };
        Assert.True(Plan(proud, subject, 0).HasNobody);
        Assert.False(Plan(watch, subject, 0).HasNobody);
    }

    [Fact]
    public void It_goes_on_after_a_restart_where_it_would_have_been()
    {
        // From the field: escalation never resumed after a restart. Of what was missed meanwhile, the last call to each says it all.
        var (watch, subject) = Alarm();
        Due(watch, subject, 0);
        Assert.Equal("duty/hook@60 head/hook@65 head/ring@65", Due(watch, subject, 66));
        Assert.Equal("", Due(watch, subject, 67));
    }

    [Fact]
    public void Nobody_is_called_after_an_acknowledgement_until_it_is_worse()
    {
        // From the field: paging went on after acknowledgement.
        var watch = Watch(Near);
        var said = Run(watch, WarningFacts.Of(Noon, Attack("a", Noon, 1)));
        Assert.Equal("", Due(watch, new WarningSubject([.. said]), 6, Ack(1, CapSeverity.Severe)));
        said.AddRange(new WarningEngine(watch).Evaluate(WarningFacts.Of(Noon.AddMinutes(10), Attack("b", Noon, 3)), said).Messages);
        Assert.Equal("", Due(watch, new WarningSubject([.. said]), 11, Ack(1, CapSeverity.Severe)));
        said.AddRange(new WarningEngine(watch).Evaluate(WarningFacts.Of(Noon.AddMinutes(20), Attack("c", Noon, 20)), said).Messages);
        Assert.Equal("duty/hook@20", Due(watch, new WarningSubject([.. said]), 20, Ack(1, CapSeverity.Severe)));
        Assert.Equal("", Due(watch, new WarningSubject([.. said]), 26, Ack(1, CapSeverity.Severe), Ack(25, CapSeverity.Extreme)));
    }

    [Fact]
    public void When_nobody_of_a_step_can_be_reached_the_next_is_called_at_once()
    {
        var (watch, subject) = Alarm();
        var first = Plan(watch, subject, 0).Due[0];
        var plan = Ladder.Plan(subject, watch, watch.Steps(watch.Rules[0].Common), [], new HashSet<string> { first.Key }, new Dictionary<string, DateTimeOffset> { [first.Key] = Noon.AddMinutes(1) }, Noon.AddMinutes(1));
        Assert.Equal(["head", "head"], plan.Due.Select(page => page.Contact));
    }

    [Fact]
    public void Quiet_hours_hold_all_but_the_top_severity()
    {
        const string Quiet = "quietHours: { from: \"11:00\", to: \"13:00\" }";
        var watch = Watch(Near, Quiet);
        var severe = new WarningSubject([.. Run(watch, WarningFacts.Of(Noon, Attack("a", Noon)))]);
        Assert.Equal("", Due(watch, severe, 10));
        Assert.Equal("", Due(watch, severe, 59));
        Assert.Equal("duty/hook@60 head/hook@60 head/ring@60", Due(watch, severe, 60));
        _planned.Clear();
        var extreme = new WarningSubject([.. Run(watch, WarningFacts.Of(Noon, Attack("a", Noon, mode: "heavy-weapons")))]);
        Assert.Equal("duty/hook@0", Due(watch, extreme, 0));
    }

    [Fact]
    public void Only_those_are_called_whom_it_concerns_and_channels_that_call()
    {
        var watch = Watch("- { id: near, when: incident, site: embassy, within: 5 km, notify: [[duty, head]] }");
        var minor = new WarningSubject([.. Run(watch, WarningFacts.Of(Noon, Attack("a", Noon, type: "MOBILIZE", mode: "x")))]);
        Assert.Equal("duty/hook@0", Due(watch, minor, 0));
        _planned.Clear();
        Assert.Equal("duty/hook@0 head/hook@0 head/ring@0", Due(watch, new WarningSubject([.. Run(watch, WarningFacts.Of(Noon, Attack("a", Noon)))]), 0));
    }

    [Fact]
    public void Cancelled_or_expired_it_stops()
    {
        var (watch, subject) = Alarm();
        var cancelled = new WarningSubject(subject.Messages.Add(new WarningEngine(watch).Cancel(subject, Noon.AddMinutes(1), "a mistake")));
        Assert.Equal("", Due(watch, cancelled, 2));
        Assert.Equal("", Due(watch, subject, 200));
    }

    private static (WatchFile Watch, WarningSubject Subject) Alarm()
    {
        var watch = Watch(Near);
        return (watch, new WarningSubject([.. Run(watch, WarningFacts.Of(Noon, Attack("a", Noon)))]));
    }

    private static WarningAcknowledgement Ack(int minute, CapSeverity severity) => new("Ana", "on it", Noon.AddMinutes(minute), severity, null);

    private LadderPlan Plan(WatchFile watch, WarningSubject subject, int minute, params WarningAcknowledgement[] acknowledgements) =>
        Ladder.Plan(subject, watch, watch.Steps(watch.Rules[0].Common), acknowledgements, _planned, ImmutableDictionary<string, DateTimeOffset>.Empty, Noon.AddMinutes(minute));

    private string Due(WatchFile watch, WarningSubject subject, int minute, params WarningAcknowledgement[] acknowledgements)
    {
        var due = Plan(watch, subject, minute, acknowledgements).Due;
        _planned.UnionWith(due.Select(page => page.Key));
        return string.Join(' ', due.OrderBy(page => page.DueAt).ThenBy(page => page.Contact, StringComparer.Ordinal).ThenBy(page => page.Channel, StringComparer.Ordinal)
            .Select(page => FormattableString.Invariant($"{page.Contact}/{page.Channel}@{(page.DueAt - Noon).TotalMinutes:0}")));
    }
}
