using System.CommandLine;
using Tocsin.Analysis.Assessment;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Situations;
using Tocsin.Cli.Record;
using Tocsin.Cli.Situations;
using Tocsin.Storage;

namespace Tocsin.Cli.Assess;

/// <summary><c>tocsin assess</c>: which reading the evidence supports, how much, and what would change that.</summary>
internal static class AssessCommand
{
    private const int HoursMax = 24 * 31;

    private static readonly string[] Examples =
    [
        "tocsin assess \"did Iran mean to kill\" article.txt --published 2020-01-09   # without a record, for a first try",
        "tocsin assess \"is US-Iran escalating\" --record crisis.db",
        "tocsin assess questions.yaml --as-of 2020-01-08T14:05 --clock published --matrix",
        "tocsin assess \"will Iran retaliate\" --hours 48                              # how the answer moved, hour by hour",
        "tocsin assess \"did Iran mean to kill\" article.txt --show > mine.yaml        # the question as a file, to change",
    ];

    public static Command Command(Surroundings surroundings)
    {
        var question = new Argument<string>("QUESTION") { Description = "A built-in question in words (did X mean to kill, will X retaliate, is X-Y escalating), or a YAML file with questions of your own (docs/assessment.md)." };
        question.Validators.Add(result => CommandLine.NoOptions(result, result.Tokens));
        var paths = new Argument<string[]>("PATH") { Arity = ArgumentArity.ZeroOrMore, Description = "Articles as `tocsin read` reads them. Then only they are asked, and no record is needed." };
        paths.Validators.Add(result => CommandLine.NoOptions(result, result.Tokens));
        var published = CommandLine.Published();
        var record = RecordOption.Create();
        var asOf = MomentOption.Create("--as-of", "What was known then; a day means all of it. Without it, now, or the day of the newest report where all are older.", endOfDay: true);
        var clock = new Option<string?>("--clock") { HelpName = "recorded|published", Description = "recorded: what had been recorded by then (the default). published: what had been published by then, for archives that were recorded later." };
        clock.AcceptOnlyFromAmong("recorded", "published");
        var since = MomentOption.Create("--since", "Tell what is otherwise than it was then.", endOfDay: false);
        var hours = new Option<int?>("--hours") { HelpName = "N", Description = $"Also the answer at each hour of the last N (1 to {HoursMax}) at which something new was known." };
        hours.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < 1 or > HoursMax)
            {
                result.AddError($"--hours is a number from 1 to {HoursMax}.");
            }
        });
        var format = new Option<string>("--format") { HelpName = "brief|json", Description = "brief to read, json (tocsin.assessment/1, one object a line) to go on with.", DefaultValueFactory = _ => "brief" };
        format.AcceptOnlyFromAmong("brief", "json");
        var matrix = new Option<bool>("--matrix") { Description = "The matrix too: hypotheses in rows, evidence in columns." };
        var show = new Option<bool>("--show") { Description = "Print the built-in question as YAML, with all its likelihoods, and ask nothing." };
        var actors = CommandLine.Actors();
        var assess = new Command("assess", "Weighs the competing readings of a question: how likely each is and why, what is contested, what would change the answer.")
        {
            question, paths, published, record, asOf, clock, since, hours, format, matrix, show, actors,
        };
        assess.Validators.Add(result =>
        {
            var hasPaths = (result.GetValue(paths) ?? []).Length > 0;
            if (hasPaths && result.GetValue(record) is not null)
            {
                result.AddError("Either articles or --record: with articles, only they are asked.");
            }

            if (!hasPaths && (result.GetValue(published) is not null || result.GetValue(actors) is not null))
            {
                result.AddError("--published and --actors are for articles; a record has read its own.");
            }
        });
        assess.SetAction((parsed, _) =>
        {
            var asked = new Asked(
                parsed.GetRequiredValue(question), parsed.GetValue(asOf), parsed.GetValue(clock) is { } named ? named == "published" ? RecordClock.Published : RecordClock.Recorded : null, parsed.GetValue(since),
                parsed.GetValue(hours), parsed.GetValue(format) == "json", parsed.GetValue(matrix), parsed.GetValue(show));
            var articles = parsed.GetValue(paths) ?? [];
            return articles.Length > 0
                ? OfArticles(asked, articles, parsed.GetValue(published), parsed.GetValue(actors), surroundings)
                : RecordOption.RunAsync(surroundings, () => Task.FromResult(OfRecord(asked, RecordOption.PathOf(parsed.GetValue(record)), surroundings)));
        });
        CommandLine.WithExamples(assess, Examples);
        return assess;
    }

    private static async Task<int> OfArticles(Asked asked, string[] paths, DateOnly? published, string? actors, Surroundings surroundings)
    {
        ArticleFacts? facts = null;
        var read = await ReadCommand.RunAsync(paths, published, (_, _) => facts = new ArticleFacts(), null, actors, surroundings);
        if (read is not (ExitCode.Ok or ExitCode.SomeFailed))
        {
            return read;
        }

        var answered = new Answering(asked, surroundings).Answer(facts!.All, RecordClock.Published, (_, _) => facts.All);
        return answered == ExitCode.Ok ? read : answered;
    }

    private static int OfRecord(Asked asked, string path, Surroundings surroundings)
    {
        using var record = RecordFile.OpenReadOnly(path, TimeProvider.System);
        var answering = new Answering(asked, surroundings);
        return answering.Answer(null, RecordClock.Recorded, (situation, asOf) => record.Facts(situation, asOf));
    }
}

/// <param name="Clock">Null where the user names none.</param>
internal sealed record Asked(string Question, DateTimeOffset? AsOf, RecordClock? Clock, DateTimeOffset? Since, int? Hours, bool IsJson, bool WithMatrix, bool Show);
