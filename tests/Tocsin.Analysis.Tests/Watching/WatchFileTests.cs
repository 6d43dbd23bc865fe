using Tocsin.Analysis.Cap;
using Tocsin.Analysis.Tests.Warnings;
using Tocsin.Analysis.Warnings;
using Tocsin.Analysis.Watching;
using Tocsin.Tests;
using Xunit;

namespace Tocsin.Analysis.Tests.Watching;

public sealed class WatchFileTests
{
    [Fact]
    public void Text_that_is_no_yaml_is_told_with_its_place()
    {
        var broken = new List<WatchProblem>();
        WatchMap.Parse("rules:\n  - { id: a\n  when: x", broken);
        Assert.Equal((2, true), (Assert.Single(broken).Line, broken[0].What.StartsWith("Not YAML", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_sample_is_read_without_a_word()
    {
        var (watch, problems) = Read(File.ReadAllText(Repository.PathOf("samples", "watch.yaml")));
        Assert.Empty(problems);
        Assert.NotEmpty(watch.Situations);
        Assert.Equal(5, watch.Rules.Select(rule => rule.GetType()).Distinct().Count());
        Assert.Equal(6, watch.Channels.Select(channel => channel.GetType()).Distinct().Count());
        var near = Assert.Single(watch.Rules.OfType<Rule.Near>());
        Assert.Equal((5, CapSeverity.Severe), (near.WithinKilometres, near.Common.SeverityMin));
    }

    [Fact]
    public void Each_error_is_told_with_its_place_and_the_rest_holds()
    {
        var (watch, problems) = Read("""
            sites:
              - id: harbour
                at: [33.3, 244.4]
              - id: embassy
                at: [33.3, 44.4]
                radius: far
            channels:
              - id: drop
                kind: file
                folder: alerts
              - id: hook
                kind: webhook
                url: example.org
              - id: post
                kind: mail
                host: mail.example
                from: a@b.example
                to: duty@b.example
                password: hunter2
            contacts:
              - id: duty
                channels: [drop, nowhere]
                wait: soon
              - id: duty
                channels: [drop]
            rules:
              - id: near
                when: incident
                site: embasy
              - id: good
                when: incident
                site: embassy
                severty: severe
                within: 5 km
              - id: line
                when: assessment
                question: q
                reading: r
                above: 70%
                below: 20%
              - id: odd
                when: earthquake
              - when: escalation
                between: [USA, United States]
            colour: red
            """);
        Assert.Equal(["good"], watch.Rules.Select(rule => rule.Id));
        Assert.Equal(["drop", "post"], watch.Channels.Select(channel => channel.Id));
        Assert.Equal(["embassy"], watch.Sites.Select(site => site.Id));
        Assert.Equal(
            """
            2:5: Where is it? Write at: [33.31, 44.39], latitude first, in degrees; or polygon: with its corners. The site is left out.
            """.Replace("2:5", "3:9", StringComparison.Ordinal),
            problems[0].ToString());
        string[] expected =
        [
            "6:13: \"far\" is not a distance", "13:10: \"example.org\" is no address", "19:15: A secret does not stand in this file", "23:11: \"soon\" is not a time",
            "22:15: There is no channel \"nowhere\"", "24:5: A second contact is named \"duty\"", "29:11: There is no site \"embasy\"", "27:5: An incident near what?",
            "33:5: \"severty\" is not known here. Did you mean \"severity\"?", "35:5: Which line is to be crossed?", "42:11: \"earthquake\" is none of", "43:5: Between which two?",
            "45:1: \"colour\" is not known here.",
        ];
        foreach (var one in expected)
        {
            Assert.True(problems.Exists(problem => problem.ToString().StartsWith(one, StringComparison.Ordinal)), one + "\n" + string.Join('\n', problems));
        }

        Assert.True(expected.Length + 1 == problems.Count, string.Join('\n', problems));
    }

    [Theory]
    [InlineData("when: incident, site: harbour, types: [ASSALT]", "4:52: \"ASSALT\" is no PLOVER type", false)]
    [InlineData("when: incident, site: harbour, by: [Congo]", "4:49: 'Congo' may be", false)]
    [InlineData("when: threat, against: [Congo]", "4:37: 'Congo' may be", false)]
    [InlineData("when: escalation, between: [Congo, Rwanda]", "4:41: 'Congo' may be", false)]
    [InlineData("when: threat, against: [Grey Column]", "4:37: note: \"Grey Column\" is on none of Tocsin's lists", true)]
    [InlineData("when: threat, against: [Hezbollah, kyiv, French, DR Congo]", null, true)]
    public void A_rule_that_could_never_ring_or_would_watch_for_more_is_told(string rule, string? problem, bool isKept)
    {
        var (watch, problems) = Read($$"""
            sites:
              - { id: harbour, at: [33.3, 44.4] }
            rules:
              - { id: r, {{rule}} }
            """);
        Assert.Equal(isKept, watch.Rules.Length == 1);
        Assert.Equal(problem is null ? 0 : 1, problems.Count);
        Assert.StartsWith(problem ?? "", problems.Select(one => one.ToString()).FirstOrDefault(""), StringComparison.Ordinal);
    }

    [Fact]
    public void Rules_that_call_nobody_are_doubted()
    {
        var (watch, _) = Read("""
            channels:
              - { id: drop, kind: file, folder: alerts }
              - { id: ring, kind: command, run: [ring] }
            contacts:
              - { id: head, name: Head, channels: [ring], severity: severe }
              - { id: wall, name: Wall, channels: [drop] }
            rules:
              - { id: quiet, when: silence, source: Courier, after: 6h }
              - { id: loud, when: silence, source: Courier, after: 6h, severity: severe }
              - { id: shown, when: silence, source: Courier, after: 6h, notify: [wall] }
              - { id: pair, when: escalation, between: [USA, IRN] }
            """);
        Assert.Equal(
            [
                "8:1: note: The rule \"quiet\" calls nobody: its warnings are minor at most, and Head is called from severe on.",
                "10:1: note: The rule \"shown\" calls nobody: Wall has no channel that calls (webhook, mail or command).",
            ],
            RuleDoubts.Of(watch).Select(doubt => doubt.ToString()));
    }

    [Theory]
    [InlineData("", CapScope.Restricted, "For those whom Kesh desk warns")]
    [InlineData(", scope: public", CapScope.Public, null)]
    [InlineData(", restriction: staff only", CapScope.Restricted, "staff only")]
    [InlineData(", scope: private, addresses: [a@b.example]", CapScope.Private, null)]
    public void An_alert_is_for_those_whom_its_sender_warns_unless_the_file_says_otherwise(string more, CapScope scope, string? restriction)
    {
        var (watch, problems) = Read($$"""sender: { id: desk@kesh.example, name: Kesh desk{{more}} }""");
        Assert.Empty(problems);
        var alert = WarningCap.Of(Assert.Single(Reports.Run(Reports.Watch("- { id: near, when: incident, site: embassy, within: 5 km }"), WarningFacts.Of(Reports.Noon, Reports.Attack("a", Reports.Noon)))), watch.Sender);
        Assert.Equal((scope, restriction), (alert.Scope, alert.Restriction));
        Assert.True(CapReader.Read(CapWriter.Write(alert)).IsAccepted);
    }

    [Theory]
    [InlineData("rules: [", "Not YAML")]
    [InlineData("a: 1\na: 2", "Not YAML")]
    [InlineData("- a\n- b", "Keys such as")]
    public void What_is_no_such_file_is_one_problem(string text, string message)
    {
        var (watch, problems) = Read(text);
        Assert.StartsWith(message, Assert.Single(problems).What, StringComparison.Ordinal);
        Assert.Empty(watch.Rules);
    }

    [Fact]
    public void An_empty_file_watches_nothing() => Assert.Empty(Read("").Watch.Rules);

    [Theory]
    [InlineData("90s", 90)]
    [InlineData("1h 30m", 5400)]
    [InlineData("2d", 172800)]
    [InlineData("0.5h", 1800)]
    [InlineData("5", null)]
    [InlineData("5 parsecs", null)]
    public void Times_are_written_as_people_write_them(string text, int? seconds)
    {
        var (watch, problems) = Read($"repeat: {text}");
        Assert.Equal(seconds ?? 900, (int)watch.Repeat.TotalSeconds);
        Assert.Equal(seconds is null, problems.Count > 0);
    }

    [Fact]
    public void Quiet_hours_end_on_their_own_clock()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        var quiet = new QuietHours(new TimeOnly(22, 0), new TimeOnly(6, 0), zone);
        Assert.Equal(At(2031, 1, 2, 5), quiet.RingAt(At(2031, 1, 1, 23)));
        Assert.Equal(At(2031, 1, 1, 20), quiet.RingAt(At(2031, 1, 1, 20)));
        Assert.Equal(At(2031, 1, 1, 5), quiet.RingAt(At(2031, 1, 1, 5)));

        // On 30 March 2031 the clocks skip from 2 to 3; quiet hours that end in between end with the hour after.
        Assert.Equal(At(2031, 3, 30, 1), (quiet with { To = new TimeOnly(2, 30) }).RingAt(At(2031, 3, 30, 0)));
    }

    [Fact]
    public void Distances_to_points_circles_and_polygons()
    {
        var point = new Site("p", "p", new CapPoint(0, 0), 0, [], []);
        Assert.Equal(111.19, point.KilometresTo(new CapPoint(0, 1)), 2);
        Assert.Equal(101.19, (point with { RadiusKilometres = 10 }).KilometresTo(new CapPoint(1, 0)), 2);
        Assert.Equal(0, (point with { RadiusKilometres = 10 }).KilometresTo(new CapPoint(0.05, 0)));
        var square = point with { Corners = [new(-1, 179), new(-1, -179), new(1, -179), new(1, 179), new(-1, 179)] };
        Assert.Equal(0, square.KilometresTo(new CapPoint(0, 180)));
        Assert.Equal(0, square.KilometresTo(new CapPoint(0.5, -179.5)));
        Assert.InRange(square.KilometresTo(new CapPoint(0, 178)), 110, 112);
        Assert.InRange(square.KilometresTo(new CapPoint(2, 178)), 156, 158);
    }

    private static DateTimeOffset At(int year, int month, int day, int hour) => new(year, month, day, hour, 0, 0, TimeSpan.Zero);

    private static (WatchFile Watch, List<WatchProblem> Problems) Read(string text)
    {
        var problems = new List<WatchProblem>();
        var watch = WatchFile.Read(WatchMap.Parse(text, problems));
        return (watch, problems);
    }
}
