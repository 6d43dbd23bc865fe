using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Text;
using Tocsin.Cli.Assess;
using Tocsin.Cli.Briefing;
using Tocsin.Cli.Cap;
using Tocsin.Cli.Desk;
using Tocsin.Cli.Explain;
using Tocsin.Cli.Export;
using Tocsin.Cli.Feeds;
using Tocsin.Cli.Record;
using Tocsin.Cli.Situations;
using Tocsin.Cli.Warn;

namespace Tocsin.Cli;

/// <summary>The commands, their options and their help.</summary>
internal static class CommandLine
{
    private static readonly string[] ReadExamples =
    [
        "tocsin read article.txt --published 2020-01-09",
        "tocsin read reports/                          # every article in a folder, and all together",
        "tocsin read feed.jsonl --format jsonl > readings.jsonl",
        "curl -s https://news.example/story | tocsin read -",
    ];

    private static readonly string[] ExportExamples =
    [
        "tocsin export reports/ --format polecat > events.csv",
        "tocsin export feed.jsonl --format geojson --output events.geojson",
        "tocsin export reports/ --format parquet --output events.parquet",
        "tocsin export article.txt --published 2020-01-09 | jq .type",
    ];

    private static readonly string[] ExplainExamples =
    [
        "tocsin explain article.txt --published 2020-01-09",
        "tocsin explain article.txt v3 v4              # only these events",
    ];

    private static readonly string[] ParseExamples =
    [
        "tocsin parse article.txt > article.conllu",
        "tocsin parse --conllu gold.conllu             # keeps its words and sentences, fills in the rest",
        "echo 'The ministry denied it.' | tocsin parse -",
    ];

    /// <summary>"tocsin", "warn", "ack".</summary>
    private static IEnumerable<string> NamesTo(CommandResult result) => result.Parent is CommandResult parent ? NamesTo(parent).Append(result.Command.Name) : ["tocsin"];

    public static async Task<int> RunAsync(string[] args, Surroundings surroundings)
    {
        var root = Root(surroundings);
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            var messages = new Messages(surroundings.Error);
            foreach (var error in parsed.Errors)
            {
                messages.Tell(error.Message);
            }

            messages.Tell($"see `{string.Join(' ', NamesTo(parsed.CommandResult))} --help`.");
            return ExitCode.Usage;
        }

        using var output = new StringWriter();
        var exit = await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null, Output = output, Error = surroundings.Error });
        if (output.GetStringBuilder().Length > 0)
        {
            surroundings.Out.Write(Encoding.UTF8.GetBytes(output.ToString()));
        }

        return exit;
    }

    private static RootCommand Root(Surroundings surroundings)
    {
        var root = new RootCommand("Tocsin reads the news of a crisis and keeps its record: who did what to whom, who says so, and what is contested.")
        {
            Read(surroundings),
            Parse(surroundings),
            Export(surroundings),
            Explain(surroundings),
            AssessCommand.Command(surroundings),
            WatchCommand.Command(surroundings),
            SituationCommand.Command(surroundings),
            DeskCommand.Command(surroundings),
            SearchCommand.Command(surroundings),
            CorrectCommand.Command(surroundings),
            RereadCommand.Command(surroundings),
            RebuildCommand.Command(surroundings),
            BackupCommand.Command(surroundings),
            FeedsCommand.Command(surroundings),
            WarnCommand.Command(surroundings),
            CapCommand.Command(surroundings),
        };
        WithExamples(root,
        [
            ReadExamples[0], ReadExamples[1],
            "tocsin watch reports/ https://news.example/feed.xml   # keeps the record, ./tocsin.db, and goes on as news comes",
            "tocsin situation US-Iran                      # what it holds: incidents, who disagrees, what changed",
            "tocsin desk                                   # the same in the browser",
        ]);
        return root;
    }

    private static Command Read(Surroundings surroundings)
    {
        var paths = new Argument<string[]>("PATH")
        {
            Arity = ArgumentArity.OneOrMore,
            Description = "Text, HTML, JSON Lines (id, text, title?, outlet?, url?, publishedAt?), mail, saved feeds, alerts; a folder with all below it; - for standard input.",
        };
        paths.Validators.Add(result => NoOptions(result, result.Tokens));
        var published = Published();
        var format = new Option<string>("--format") { HelpName = "brief|jsonl", Description = "brief to read, jsonl (tocsin.reading/1) to go on with.", DefaultValueFactory = _ => "brief" };
        format.AcceptOnlyFromAmong("brief", "jsonl");
        var output = new Option<string?>("--output", "-o") { HelpName = "FILE", Description = "Write to this new file and not to standard output. A file that is there already is never overwritten." };
        var actors = Actors();
        var read = new Command("read", "Reads articles: what happened, who says so, what is contested.") { paths, published, format, output, actors };
        read.SetAction((parsed, _) =>
        {
            IReadingOutput Open(DataOutput data, Messages messages) => parsed.GetValue(format) == "jsonl" ? new JsonLinesOutput(data) : new BriefOutput(data, surroundings.Width, surroundings.Colour);
            return ReadCommand.RunAsync(parsed.GetRequiredValue(paths), parsed.GetValue(published), Open, parsed.GetValue(output), parsed.GetValue(actors), surroundings);
        });
        WithExamples(read, ReadExamples);
        return read;
    }

    internal static Option<DateOnly?> Published() => new Option<DateOnly?>("--published")
    {
        HelpName = "DATE",
        Description = "The day of publication, as 2020-01-09. Wins over what the inputs say; without any, relative dates stay unresolved.",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (DateOnly.TryParseExact(text, "yyyy-MM-dd", out var date))
            {
                return date;
            }

            result.AddError($"'{text}' is not a date for --published. Write it as 2020-01-09.");
            return null;
        },
    };

    internal static Option<string?> Actors() => new("--actors") { HelpName = "FILE", Description = "Your own actors on top of ours: words, country, sectors, from, to, parted by tabs (docs/actors.md). Yours win." };

    private static Command Export(Surroundings surroundings)
    {
        var paths = new Argument<string[]>("PATH") { Arity = ArgumentArity.OneOrMore, Description = "What `tocsin read` reads: text, HTML, JSON Lines, folders, - for standard input." };
        paths.Validators.Add(result => NoOptions(result, result.Tokens));
        var published = Published();
        var format = new Option<string>("--format")
        {
            HelpName = "jsonl|polecat|gdelt|geojson|parquet",
            Description = "jsonl (tocsin.event/1, one event a line), polecat (CSV), gdelt (GDELT 2 event table), geojson (events with coordinates), parquet.",
            DefaultValueFactory = _ => "jsonl",
        };
        format.AcceptOnlyFromAmong("jsonl", "polecat", "gdelt", "geojson", "parquet");
        var output = new Option<string?>("--output", "-o") { HelpName = "FILE", Description = "Write to this new file and not to standard output. A file that is there already is never overwritten." };
        var all = new Option<bool>("--all") { Description = "polecat only: events that are denied, threatened, expected or hypothetical too, told apart by the columns Status and Factuality." };
        var actors = Actors();
        var export = new Command("export", "Writes the events of articles, one by one, for other programs.") { paths, published, format, output, all, actors };
        export.Validators.Add(result =>
        {
            var name = result.GetValue(format) ?? "jsonl";
            if (result.GetValue(all) && name != "polecat")
            {
                result.AddError(name == "gdelt" ? "The GDELT table cannot say that an event did not happen, so there is no --all for it." : $"--all is for polecat only; {name} has such events anyway.");
            }

            if (name == "parquet" && surroundings.OutIsTerminal && result.GetValue(output) is null)
            {
                result.AddError("Parquet is not for terminals: name a file with --output FILE, or redirect standard output.");
            }
        });
        export.SetAction((parsed, _) =>
        {
            IReadingOutput Open(DataOutput data, Messages messages) => parsed.GetValue(format) switch
            {
                "polecat" => TableOutput.Polecat(data, messages, parsed.GetValue(all)),
                "gdelt" => TableOutput.Gdelt(data, messages),
                "geojson" => JsonOutput.Geo(data, messages),
                "parquet" => new ParquetOutput(data, messages),
                _ => JsonOutput.Lines(data, messages),
            };
            return ReadCommand.RunAsync(parsed.GetRequiredValue(paths), parsed.GetValue(published), Open, parsed.GetValue(output), parsed.GetValue(actors), surroundings);
        });
        WithExamples(export, ExportExamples);
        return export;
    }

    private static Command Explain(Surroundings surroundings)
    {
        var path = new Argument<string>("PATH") { Description = "An article as `tocsin read` reads it." };
        path.Validators.Add(result => NoOptions(result, result.Tokens));
        var ids = new Argument<string[]>("EVENT") { Arity = ArgumentArity.ZeroOrMore, Description = "Events as the reading numbers them, such as v3; all without any." };
        ids.Validators.Add(result =>
        {
            foreach (var id in result.Tokens.Select(token => token.Value).Where(id => id.Length < 2 || id[0] != 'v' || id.AsSpan(1).ContainsAnyExceptInRange('0', '9')))
            {
                result.AddError($"'{id}' names no event. Write v and its number, as in v3; explain one article at a time.");
            }
        });
        var published = Published();
        var actors = Actors();
        var explain = new Command("explain", "Says why each event was coded as it was: the rule, the words, the path in the tree, who says so.") { path, ids, published, actors };
        explain.SetAction(async (parsed, _) =>
        {
            ExplainOutput? explained = null;
            var exit = await ReadCommand.RunAsync(
                [parsed.GetRequiredValue(path)],
                parsed.GetValue(published),
                (data, _) => explained = new ExplainOutput(data, surroundings.Width, surroundings.Colour, parsed.GetValue(ids) ?? []),
                null,
                parsed.GetValue(actors),
                surroundings);
            if (exit == ExitCode.Ok && explained is { Missing: var missing } && missing.Any())
            {
                new Messages(surroundings.Error).Tell($"there is no event {string.Join(", ", missing)} in it. Without a number all are explained.");
                return ExitCode.Failure;
            }

            return exit;
        });
        WithExamples(explain, ExplainExamples);
        return explain;
    }

    private static Command Parse(Surroundings surroundings)
    {
        var paths = new Argument<string[]>("FILE") { Arity = ArgumentArity.ZeroOrMore, Description = "Text; - for standard input." };
        paths.Validators.Add(result => NoOptions(result, result.Tokens));
        var conllu = new Option<string[]>("--conllu") { HelpName = "FILE", Description = "CoNLL-U whose words and sentences are kept; - for standard input.", Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = true };
        var parse = new Command("parse", "Writes the syntax of texts as CoNLL-U.") { paths, conllu };
        parse.Validators.Add(result =>
        {
            if ((result.GetValue(paths) ?? []).Length == 0 && (result.GetValue(conllu) ?? []).Length == 0)
            {
                result.AddError("Nothing to parse: name a text, --conllu FILE, or - for standard input.");
            }
        });
        parse.SetAction(parsed => ParseCommand.Run(parsed.GetValue(paths) ?? [], parsed.GetValue(conllu) ?? [], surroundings));
        WithExamples(parse, ParseExamples);
        return parse;
    }

    /// <summary>A misspelt option would else be taken for a file that does not exist. A file of such a name is given as ./--name.</summary>
    internal static void NoOptions(SymbolResult result, IEnumerable<Token> paths)
    {
        foreach (var path in paths.Where(path => path.Value.Length > 1 && path.Value[0] == '-'))
        {
            result.AddError($"There is no option '{path.Value}'.");
        }
    }

    internal static void WithExamples(Command command, string[] examples)
    {
        var help = command.Options.OfType<HelpOption>().FirstOrDefault();
        if (help is null)
        {
            help = new HelpOption();
            command.Options.Add(help);
        }

        help.Action = new ExamplesFirst(examples, (SynchronousCommandLineAction)help.Action!);
    }

    private sealed class ExamplesFirst(string[] examples, SynchronousCommandLineAction details) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (var example in examples)
            {
                output.WriteLine("  " + example);
            }

            output.WriteLine();
            return details.Invoke(parseResult);
        }
    }
}
