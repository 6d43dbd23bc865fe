using System.Collections.Immutable;
using System.CommandLine;
using Tocsin.Analysis.Assessment;
using Tocsin.Analysis.Warnings;
using Tocsin.Analysis.Watching;
using Tocsin.Delivery;
using Tocsin.Storage;

namespace Tocsin.Cli.Warn;

/// <summary>The user's file of what is watched and who is told, as read.</summary>
/// <param name="Standing">Null where no rule needs it.</param>
/// <param name="Problems">What is wrong in it and was left out.</param>
internal sealed record RulesFile(string Path, WatchFile Watch, ImmutableArray<Question> Questions, StandingReader? Standing, IReadOnlyList<WatchProblem> Problems)
{
    public static Option<string?> Create() => new("--rules") { HelpName = "FILE", Description = "What is watched and who is told (docs/formats.md, samples/watch.yaml)." };

    /// <summary>Null where it cannot be read, which has been told. Each error in it is told with its line and column; the rest holds.</summary>
    public static RulesFile? Load(string path, Messages messages)
    {
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            messages.Tell($"{path}: cannot be read ({error.Message.TrimEnd('.')}).");
            return null;
        }

        var problems = new List<WatchProblem>();
        var root = WatchMap.Parse(text, problems);
        var watch = WatchFile.Read(root);
        var questions = StandingReader.Questions(root, problems);
        var standing = StandingReader.For(watch, questions, problems);
        problems.AddRange(RuleDoubts.Of(watch));
        foreach (var problem in problems.OrderBy(problem => problem.Line).ThenBy(problem => problem.Column))
        {
            messages.Tell($"{path}:{problem}");
        }

        return new RulesFile(path, watch, questions, standing, [.. problems.Where(problem => !problem.IsDoubt)]);
    }

    /// <summary>For a bell: null also where no rule of the file can be used, because it would look as if it rang.</summary>
    public static RulesFile? LoadToRing(string path, Messages messages)
    {
        var rules = Load(path, messages);
        if (rules is { Watch.Rules.IsEmpty: true })
        {
            messages.Tell($"{path}: it has no rule that can be used, so nobody would ever be warned; nothing is started.");
            return null;
        }

        var left = rules?.Problems.Count ?? 0;
        if (left > 0)
        {
            messages.Tell(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{path}: NOT ALL OF IT IS WATCHED: {left} {(left == 1 ? "fault" : "faults")} above; {rules!.Watch.Rules.Length} {(rules.Watch.Rules.Length == 1 ? "rule rings" : "rules ring")}."));
        }

        return rules;
    }

    /// <summary>How things stand in the record, for a bell; null where no rule needs it.</summary>
    public Func<DateTimeOffset, Standing?>? Over(RecordFile record) => Standing is null ? null : new StandingWatch(record, Standing).At;
}
