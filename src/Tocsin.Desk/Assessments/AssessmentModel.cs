using System.Collections.Immutable;
using Tocsin.Analysis.Assessment;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Situations;
using Tocsin.Desk.Views;

namespace Tocsin.Desk.Assessments;

/// <summary>A question with its answer now, and its answers at moments before.</summary>
/// <param name="Printers">Who printed each document, by id.</param>
public sealed record AskedAndAnswered(Assessment Now, ImmutableArray<(DateTimeOffset At, Assessment Answer)> Before, ImmutableDictionary<string, string> Printers)
{
    /// <summary>What was weighed, after "12 reports of the record": " about Iran and United States", or empty for all of it.</summary>
    public string Scope { get; init; } = "";

    /// <summary>Of the user's own file, with indicators and likelihoods of its own: beside a built-in one of the same name it may come to another answer.</summary>
    public bool IsOwn { get; init; }

    /// <summary>Each moment at which a report came; those before the answer of now that were not looked at lie between two that agree.</summary>
    public ImmutableArray<DateTimeOffset> Moments { get; init; } = [];

    /// <summary>The user's own file asks what the desk asks by itself, of the same side: there are two answers.</summary>
    public bool HasTwin { get; init; }

    /// <summary>Reports of that scope from before what a page can weigh.</summary>
    public int Older { get; init; }

    private const double MovedMin = 0.05;
    private const int MovesMax = 6;

    /// <summary>Moments at which the answer moved, with what moved it; those that moved it most, by time. The first is told against what was thought before any evidence.</summary>
    public ImmutableArray<AnswerMove> Moves()
    {
        var moves = new List<AnswerMove>();
        for (var i = 0; i < Before.Length; i++)
        {
            var (at, after) = Before[i];
            var was = after.Hypotheses.Select((row, h) => i == 0 ? row.Hypothesis.Prior.Value : Before[i - 1].Answer.Hypotheses[h].Posterior.Value).ToArray();
            var most = Enumerable.Range(0, was.Length).MaxBy(h => Math.Abs(after.Hypotheses[h].Posterior.Value - was[h]));
            var now = after.Hypotheses[most].Posterior.Value;
            if (Math.Abs(now - was[most]) >= MovedMin)
            {
                moves.Add(new AnswerMove(at, i > 0 && Moments.Any(moment => moment > Before[i - 1].At && moment < at) ? Before[i - 1].At : null, most, was[most], now, i == 0
                    ? [.. after.Evidence.Select(piece => new EvidenceChange(piece.Id, piece.IsAbsence ? EvidenceWords.Name(piece) : $"{piece.Indicator.Text} ({EvidenceWords.Title(piece)})", null, piece.Belief))]
                    : [.. AssessmentChange.Between(Before[i - 1].Answer, after).Evidence.Select(change => change with { Text = EvidenceWords.Spoken(change.Text) })]));
            }
        }

        return [.. moves.OrderByDescending(move => Math.Abs(move.Now - move.Was)).Take(MovesMax).OrderBy(move => move.At)];
    }
}

/// <summary>A moment at which an answer moved.</summary>
/// <param name="After">It moved some time after that and by then; null where it was at that very report.</param>
/// <param name="Hypothesis">Place of the hypothesis that moved most.</param>
/// <param name="Evidence">What came, went or is believed otherwise, the largest first.</param>
public sealed record AnswerMove(DateTimeOffset At, DateTimeOffset? After, int Hypothesis, double Was, double Now, ImmutableArray<EvidenceChange> Evidence);

/// <summary>The user's questions and the built-in ones about the sides of a situation, as far as the record has anything to say to them.</summary>
public static class AssessmentModel
{
    /// <summary>A page shows whole parts of a hundred.</summary>
    private const double ShareSeen = 0.005;

    private const string Direction = "direction";
    private static readonly Lazy<BuiltInQuestions> Questions = new(BuiltInQuestions.Load);

    /// <param name="own">Questions of the user's own file: they come first, as far as they are about sides of the situation.</param>
    public static ImmutableArray<AskedAndAnswered> Of(ViewStore views, Situation situation, DateTimeOffset? asOf, RecordClock clock, ImmutableArray<Question> own)
    {
        var view = views.Get(new ViewQuery(situation, asOf, clock));
        var asked = own.Where(question => situation.Sides.IsEmpty || question.Sides.IsEmpty || question.Sides.Any(situation.Sides.Contains));
        // Those are always answered, if only that there is no evidence; what nobody asked is shown where there is something to say.
        Question[] mine = [.. asked];
        Question[] questions = [.. mine, .. Sides(situation, view.Basis) is { } sides ? Ask(sides.First, sides.Second, view.Names) : []];
        var queries = questions.Select(question => new ViewQuery(ScopeOf(question, situation), asOf, clock)).ToArray();
        var now = queries.DistinctBy(query => query.Key).ToDictionary(query => query.Key, query => ReferenceEquals(query.Situation, situation) ? view : views.Once(query), StringComparer.Ordinal);
        var answered = questions.Select((question, i) => Assessor.Assess(question, now[queries[i].Key].Basis)).ToArray();
        // Questions in the order of their list: what was meant comes before what follows.
        var ids = questions.Select(question => question.Id).Distinct().ToArray();
        var kept = answered.Select((assessment, i) => (assessment, i)).Where(pair => pair.i < mine.Length || (pair.assessment.HasEvidence && (questions[pair.i].About is null || pair.assessment.About is not null)))
            .OrderBy(pair => Array.FindIndex(ids, id => id == pair.assessment.Question.Id)).ThenByDescending(pair => pair.assessment.Evidence.Length).ThenBy(pair => pair.i).ToArray();
        // Each moment is looked at once, by all questions of its scope, so that no more than one past view is held at a time.
        var before = kept.ToDictionary(pair => pair.i, _ => ImmutableArray.CreateBuilder<(DateTimeOffset, Assessment)>());
        foreach (var group in kept.GroupBy(pair => queries[pair.i].Key, StringComparer.Ordinal))
        {
            var moments = now[group.Key].ReplayMoments;
            var asks = group.Select(pair => pair.i).ToArray();
            var known = Curve.Of(
                moments.Length,
                at =>
                {
                    var basis = views.Once(queries[asks[0]] with { AsOf = moments[at] }).Basis;
                    return asks.Select(i => Assessor.Assess(questions[i], basis)).ToArray();
                },
                Differ);
            foreach (var (at, answers) in known)
            {
                for (var place = 0; place < asks.Length; place++)
                {
                    before[asks[place]].Add((moments[at], answers[place]));
                }
            }
        }

        return
        [
            .. kept.Select(pair =>
            {
                var whole = now[queries[pair.i].Key];
                return new AskedAndAnswered(
                    pair.assessment, before[pair.i].ToImmutable(), whole.State.Documents.ToImmutableDictionary(document => document.Document.Id, document => document.Document.Printer, StringComparer.Ordinal))
                {
                    Moments = whole.ReplayMoments,
                    Scope = questions[pair.i].Sides.IsEmpty ? "" : " about " + string.Join(" and ", questions[pair.i].Sides.Select(side => whole.Names[side])),
                    Older = whole.Older,
                    IsOwn = pair.i < mine.Length,
                    HasTwin = kept.Any(other => other.i != pair.i && other.i < mine.Length != pair.i < mine.Length && Alike(questions[other.i], questions[pair.i])),
                };
            }),
        ];
    }

    /// <summary>A built-in question of one side about another.</summary>
    internal static Question BuiltIn(string id, string one, string other, Names names) => Questions.Value.Of(id, (one, names[one]), (other, names[other]));

    /// <summary>All that the record holds of the sides that a question is about, whatever the situation is cut to: the same as <c>tocsin assess</c> weighs.</summary>
    internal static Situation ScopeOf(Question question, Situation situation)
    {
        if (question.Sides.IsEmpty)
        {
            return Situation.Everything;
        }

        if (situation is { Countries.IsEmpty: true, Places.IsEmpty: true, Words.IsEmpty: true } && situation.Sides.ToHashSet(StringComparer.Ordinal).SetEquals(question.Sides))
        {
            return situation;
        }

        var sides = question.Sides.Sort(StringComparer.Ordinal);
        return new Situation(string.Join('–', sides), sides, [], [], []);
    }

    /// <summary>The two sides of a pair; else the pair of the scope that stands against each other and has the most between it; null where there is none.</summary>
    private static (string First, string Second)? Sides(Situation situation, AssessmentBasis basis)
    {
        if (situation.Sides.Length == 2)
        {
            return (situation.Sides[0], situation.Sides[1]);
        }

        if (situation.Sides.Length == 1)
        {
            return BuiltInQuestions.Opponent(situation.Sides[0], basis) is { } other ? (situation.Sides[0], other) : null;
        }

        return BuiltInQuestions.Opposed(basis).Select(pair => ((string, string)?)pair).FirstOrDefault();
    }

    private static IEnumerable<Question> Ask(string one, string other, Names names)
    {
        foreach (var (id, _) in Questions.Value.All)
        {
            yield return BuiltIn(id, one, other, names);
            if (id != Direction)
            {
                yield return BuiltIn(id, other, one, names);
            }
        }
    }

    private static bool Alike(Question one, Question other) =>
        string.Equals(one.Text, other.Text, StringComparison.OrdinalIgnoreCase) || (one.Id == other.Id && one.About is { } about && other.About is { } its && about.Types.SequenceEqual(its.Types) && about.Actor?.Sides.FirstOrDefault() == its.Actor?.Sides.FirstOrDefault());

    /// <summary>Whether any reading of any question stands otherwise.</summary>
    private static bool Differ(Assessment[] one, Assessment[] other) =>
        one.Zip(other).Any(pair => pair.First.Hypotheses.Zip(pair.Second.Hypotheses).Any(row => Math.Abs(row.First.Posterior.Value - row.Second.Posterior.Value) >= ShareSeen));
}
