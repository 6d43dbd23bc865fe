using Tocsin.Analysis;
using Tocsin.Analysis.Assessment;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Situations;
using Tocsin.Desk.Assessments;
using Tocsin.Desk.Samples;
using Tocsin.Desk.Views;

namespace Tocsin.Desk.Tests;

/// <summary>How an answer moved over time is what a replay of each moment says.</summary>
public sealed class AssessmentCurveTests
{
    [Fact]
    public async Task At_each_report_the_curve_says_what_a_replay_of_that_moment_says()
    {
        await using var desk = await DeskUnderTest.StartAsync();
        await desk.AddAsync([.. SampleCrisis.January.Documents(), .. Enumerable.Range(10, 14).Select(day => Quiet(new DateOnly(2020, 1, day)))]);
        var situation = new Situation("IRN–USA", ["IRN", "USA"], [], [], []);
        var answered = AssessmentModel.Of(desk.Views, situation, null, RecordClock.Published, [])[0];
        Assert.True(answered.Moments.Length > 20, $"{answered.Moments.Length} moments");
        foreach (var moment in answered.Moments)
        {
            var point = answered.Before.Last(point => point.At <= moment);
            var replayed = Assessor.Assess(answered.Now.Question, desk.Views.Once(new ViewQuery(situation, moment, RecordClock.Published)).Basis);
            Assert.Equal(Shown(replayed), Shown(point.Answer));
        }

        // What moved it is told of the report that did.
        Assert.All(answered.Moves(), move => Assert.Null(move.After));
    }

    [Theory]
    [InlineData(5, 5)]
    [InlineData(40, 40)]
    [InlineData(500, 36)]
    public void Of_many_moments_those_are_found_at_which_something_changed(int moments, int lookedMax)
    {
        int[] steps = [7, 8, 301, 499];
        var asked = new List<int>();
        var seen = Curve.Of(moments, at => { asked.Add(at); return steps.Count(step => step <= at); }, (one, other) => one != other);
        Assert.Equal(asked.Count, asked.Distinct().Count());
        Assert.InRange(asked.Count, 1, lookedMax);
        for (var at = 0; at < moments; at++)
        {
            Assert.Equal(steps.Count(step => step <= at), seen.Last(point => point.At <= at).Seen);
        }
    }

    [Fact]
    public void Where_looking_would_never_end_it_is_given_up()
    {
        var seen = Curve.Of(5000, at => at, (one, other) => one != other);
        Assert.Equal(60, seen.Length);
    }

    /// <summary>A report of a day on which little happened between them.</summary>
    private static Document Quiet(DateOnly day) =>
        new($"q{day.Day}", $"Iran accused the United States on Friday of lying, its embassy in Kesh said in its letter number {day.Day}.", Title: $"Letter {day.Day}", Outlet: "Kesh Mail", PublishedAt: day);

    private static string Shown(Assessment answer) => string.Join(' ', answer.Hypotheses.Select(row => $"{row.Posterior.Value:0.00}"));
}
