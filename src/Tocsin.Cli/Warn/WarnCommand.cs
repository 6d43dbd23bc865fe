using System.CommandLine;
using Tocsin.Cli.Record;
using Tocsin.Cli.Situations;

namespace Tocsin.Cli.Warn;

/// <summary><c>tocsin warn</c>: warnings listed, shown, acknowledged, cancelled, tried out and tested against the past.</summary>
internal static class WarnCommand
{
    private static readonly string[] Examples =
    [
        "tocsin watch feeds.opml --rules watch.yaml     # reads, and rings",
        "tocsin warn list                               # what stands; exit code 5 while somebody is to be warned",
        "tocsin warn ack w0123456789ab --by \"Ana Varr\" --reason \"shelter ordered\"",
        "tocsin warn backtest --rules watch.yaml --record crisis.db",
    ];

    public static Command Command(Surroundings surroundings)
    {
        var warn = new Command("warn", "Warnings: what stands, who took it on, and what the rules would have said of the past.")
        {
            List(surroundings), Show(surroundings), Acknowledge(surroundings), TakeBack(surroundings), Cancel(surroundings), Drill(surroundings), Test(surroundings), Backtest(surroundings), Check(surroundings),
        };
        CommandLine.WithExamples(warn, Examples);
        return warn;
    }

    private static Command List(Surroundings surroundings)
    {
        var all = new Option<bool>("--all") { Description = "What is over too." };
        var held = new Option<bool>("--held") { Description = "All that was held back, each with its reason: undated, unplaced, too far, under a line. Without it, one example of each." };
        var record = RecordOption.Create();
        return Made(new Command("list", "Warnings that stand, the worst first, with whom the bell calls next; what did not ring and why; and whether the bell is alive. Exit code 5 while one that is actual waits for an acknowledgement.") { all, held, record }, ["tocsin warn list", "tocsin warn list --held                        # what did not ring, and why", "tocsin warn list --all --record crisis.db"],
            parsed => RecordOption.RunAsync(surroundings, () => WarnLists.ListAsync(RecordOption.PathOf(parsed.GetValue(record)), parsed.GetValue(all), parsed.GetValue(held), surroundings)));
    }

    private static Command Show(Surroundings surroundings)
    {
        var id = Id();
        var cap = new Option<bool>("--cap") { Description = "The newest message as CAP 1.2 instead." };
        var record = RecordOption.Create();
        return Made(new Command("show", "All messages of a warning, its evidence, and how each way out went.") { id, cap, record }, ["tocsin warn show w0123456789ab", "tocsin warn show w0123456789ab --cap > alert.cap"],
            parsed => RecordOption.RunAsync(surroundings, () => WarnLists.ShowAsync(RecordOption.PathOf(parsed.GetValue(record)), parsed.GetRequiredValue(id), parsed.GetValue(cap), surroundings)));
    }

    private static Command Acknowledge(Surroundings surroundings)
    {
        var (id, by, reason, record) = (Id(), By(), Reason(), RecordOption.Create());
        return Made(new Command("ack", "Takes a warning on: nobody is called about it any more, unless it gets worse.") { id, by, reason, record }, [Examples[2]],
            parsed => RecordOption.RunAsync(surroundings, () => WarnDecisions.AcknowledgeAsync(RecordOption.PathOf(parsed.GetValue(record)), parsed.GetRequiredValue(id), parsed.GetRequiredValue(by), parsed.GetRequiredValue(reason), surroundings)));
    }

    private static Command TakeBack(Surroundings surroundings)
    {
        var (id, by, reason, record) = (Id(), By(), Reason(), RecordOption.Create());
        return Made(new Command("unack", "Takes acknowledgements back: the calls go on.") { id, by, reason, record }, ["tocsin warn unack w0123456789ab --by Ana --reason \"called away\""],
            parsed => RecordOption.RunAsync(surroundings, () => WarnDecisions.TakeBackAsync(RecordOption.PathOf(parsed.GetValue(record)), parsed.GetRequiredValue(id), parsed.GetRequiredValue(by), parsed.GetRequiredValue(reason), surroundings)));
    }

    private static Command Cancel(Surroundings surroundings)
    {
        var (id, by, reason, record, rules) = (Id(), By(), Reason(), RecordOption.Create(), Rules());
        return Made(new Command("cancel", "Ends a warning, and tells all who were called that it is over.") { id, by, reason, rules, record }, ["tocsin warn cancel w0123456789ab --by Ana --reason \"a mistake\" --rules watch.yaml"],
            parsed => RecordOption.RunAsync(surroundings, () => WarnDecisions.CancelAsync(
                RecordOption.PathOf(parsed.GetValue(record)), parsed.GetRequiredValue(rules)!, parsed.GetRequiredValue(id), parsed.GetRequiredValue(by), parsed.GetRequiredValue(reason), surroundings)));
    }

    private static Command Drill(Surroundings surroundings)
    {
        var name = new Argument<string>("NAME") { Description = "Of the exercise; it stands in every message." };
        var (record, rules) = (RecordOption.Create(), Rules());
        var severity = new Option<string>("--severity") { HelpName = "minor|moderate|severe|extreme", DefaultValueFactory = _ => "severe", Description = "Decides who is called, and whether quiet hours hold." };
        severity.AcceptOnlyFromAmong("minor", "moderate", "severe", "extreme");
        return Made(new Command("drill", "Rings as an exercise: the same ladder and channels, marked Exercise everywhere.") { name, severity, rules, record }, ["tocsin warn drill \"GREY DAWN\" --rules watch.yaml"],
            parsed => RecordOption.RunAsync(surroundings, () => WarnTrials.DrillAsync(RecordOption.PathOf(parsed.GetValue(record)), parsed.GetRequiredValue(rules)!, parsed.GetRequiredValue(name), parsed.GetRequiredValue(severity), surroundings)));
    }

    private static Command Test(Surroundings surroundings)
    {
        var (record, rules) = (RecordOption.Create(), Rules());
        return Made(new Command("test", "Sends one message, marked Test, over every channel and says how each went.") { rules, record }, ["tocsin warn test --rules watch.yaml"],
            parsed => RecordOption.RunAsync(surroundings, () => WarnTrials.TestAsync(RecordOption.PathOf(parsed.GetValue(record)), parsed.GetRequiredValue(rules)!, surroundings)));
    }

    private static Command Backtest(Surroundings surroundings)
    {
        var (record, rules) = (RecordOption.Create(), Rules());
        var from = MomentOption.Create("--from", "Reports published from then on.", endOfDay: false);
        var to = MomentOption.Create("--to", "Reports published up to then.", endOfDay: true);
        var labels = new Option<string?>("--labels") { HelpName = "FILE", Description = "Which documents are worth an alarm: id, a tab, yes or no; one a line." };
        return Made(new Command("backtest", "What the rules would have said of the past, when, on the clock of publication; nothing is sent.") { rules, record, from, to, labels },
            [Examples[3], "tocsin warn backtest --rules watch.yaml --from 2020-01-01 --to 2020-01-10 --labels labels.tsv"],
            parsed => RecordOption.RunAsync(surroundings, () => Task.FromResult(WarnBacktest.Run(
                RecordOption.PathOf(parsed.GetValue(record)), parsed.GetRequiredValue(rules)!, parsed.GetValue(from), parsed.GetValue(to), parsed.GetValue(labels), surroundings))));
    }

    private static Command Check(Surroundings surroundings)
    {
        var (rules, record) = (Rules(), RecordOption.Create());
        return Made(
            new Command("check", "Reads the file of rules and says what is wrong with it, with line and column, and what of it would reach nobody. Where there is a record, sources that it never heard are told too.") { rules, record },
            ["tocsin warn check --rules watch.yaml"],
            parsed => RecordOption.RunAsync(surroundings, () =>
            {
                var path = RecordOption.PathOf(parsed.GetValue(record));
                return Task.FromResult(WarnTrials.Check(parsed.GetRequiredValue(rules)!, parsed.GetValue(record) is not null || File.Exists(path) ? path : null, surroundings));
            }));
    }

    private static Argument<string> Id() => new("WARNING") { Description = "As `tocsin warn list` prints it: w and 12 digits." };

    private static Option<string> By() => new("--by") { HelpName = "NAME", Required = true, Description = "Who decides." };

    private static Option<string> Reason() => new("--reason") { HelpName = "WORDS", Required = true, Description = "Why; it is kept." };

    private static Option<string?> Rules()
    {
        var rules = RulesFile.Create();
        rules.Required = true;
        return rules;
    }

    private static Command Made(Command command, string[] examples, Func<ParseResult, Task<int>> run)
    {
        command.SetAction((parsed, _) => run(parsed));
        CommandLine.WithExamples(command, examples);
        return command;
    }
}
