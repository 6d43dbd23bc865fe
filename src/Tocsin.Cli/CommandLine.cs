using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Text;

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
    ];

    private static readonly string[] ParseExamples =
    [
        "tocsin parse article.txt > article.conllu",
        "tocsin parse --conllu gold.conllu             # keeps its words and sentences, fills in the rest",
        "echo 'The ministry denied it.' | tocsin parse -",
    ];

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

            var command = parsed.CommandResult.Command;
            messages.Tell($"see `{(command == root ? "tocsin" : $"tocsin {command.Name}")} --help`.");
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
        };
        WithExamples(root, [ReadExamples[0], ReadExamples[1], ParseExamples[0]]);
        return root;
    }

    private static Command Read(Surroundings surroundings)
    {
        var paths = new Argument<string[]>("PATH")
        {
            Arity = ArgumentArity.OneOrMore,
            Description = "Text, HTML or JSON Lines (id, text, title?, outlet?, url?, publishedAt?); a folder with all below it; - for standard input.",
        };
        paths.Validators.Add(result => NoOptions(result, result.Tokens));
        var published = Published();
        var format = new Option<string>("--format") { HelpName = "brief|jsonl", Description = "brief to read, jsonl (tocsin.reading/1) to go on with.", DefaultValueFactory = _ => "brief" };
        format.AcceptOnlyFromAmong("brief", "jsonl");
        var output = new Option<string?>("--output", "-o") { HelpName = "FILE", Description = "Write there and not to standard output." };
        var actors = new Option<string?>("--actors") { HelpName = "FILE", Description = "Your own actors on top of ours: words, country, sectors, from, to, parted by tabs (docs/actors.md). Yours win." };
        var read = new Command("read", "Reads articles: what happened, who says so, what is contested.") { paths, published, format, output, actors };
        read.SetAction((parsed, _) => ReadCommand.RunAsync(
            parsed.GetRequiredValue(paths), parsed.GetValue(published), parsed.GetValue(format) == "jsonl", parsed.GetValue(output), parsed.GetValue(actors), surroundings));
        WithExamples(read, ReadExamples);
        return read;
    }

    private static Option<DateOnly?> Published() => new Option<DateOnly?>("--published")
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

    private static Command Export(Surroundings surroundings)
    {
        var paths = new Argument<string[]>("PATH") { Arity = ArgumentArity.OneOrMore, Description = "What `tocsin read` reads." };
        paths.Validators.Add(result => NoOptions(result, result.Tokens));
        var published = Published();
        var format = new Option<string>("--format")
        {
            HelpName = "jsonl|polecat|gdelt|geojson",
            Description = "jsonl (tocsin.reading/1), polecat (CSV, all events with their status), gdelt (61 columns, acts told as done only), geojson (events with a place).",
            DefaultValueFactory = _ => "jsonl",
        };
        format.AcceptOnlyFromAmong("jsonl", "polecat", "gdelt", "geojson");
        var output = new Option<string?>("--output", "-o") { HelpName = "FILE", Description = "Write there and not to standard output." };
        var export = new Command("export", "Writes the events of articles for other programs.") { paths, published, format, output };
        export.SetAction((parsed, _) => ReadCommand.RunAsync(
            parsed.GetRequiredValue(paths), parsed.GetValue(published), parsed.GetValue(format) == "jsonl", parsed.GetValue(output), null, surroundings, ExportOutput.Of(parsed.GetValue(format)!)));
        WithExamples(export, ExportExamples);
        return export;
    }

    private static Command Explain(Surroundings surroundings)
    {
        var paths = new Argument<string[]>("PATH") { Arity = ArgumentArity.OneOrMore, Description = "What `tocsin read` reads." };
        paths.Validators.Add(result => NoOptions(result, result.Tokens));
        var published = Published();
        var explain = new Command("explain", "Says why each event was coded as it was: the words, the rule, who vouches for it.") { paths, published };
        explain.SetAction((parsed, _) => ReadCommand.RunAsync(parsed.GetRequiredValue(paths), parsed.GetValue(published), false, null, null, surroundings, ExportOutput.Of("explain")));
        WithExamples(explain, ["tocsin explain article.txt --published 2020-01-09"]);
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
    private static void NoOptions(SymbolResult result, IEnumerable<Token> paths)
    {
        foreach (var path in paths.Where(path => path.Value.Length > 1 && path.Value[0] == '-'))
        {
            result.AddError($"There is no option '{path.Value}'.");
        }
    }

    private static void WithExamples(Command command, string[] examples)
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
