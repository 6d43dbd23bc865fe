using System.Collections.Immutable;
using Tocsin.Analysis.Assessment;
using Tocsin.Analysis.Escalation;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Situations;
using Tocsin.Analysis.Watching;
using Tocsin.Language.Mentions;

namespace Tocsin.Analysis.Warnings;

/// <summary>How things stand, for rules that are not about one report.</summary>
public sealed record Standing(ImmutableArray<AssessedReading> Assessed, ImmutableArray<PairTensionNow> Tensions)
{
    public static Standing None { get; } = new([], []);

    public static Standing Of(IEnumerable<Standing> parts)
    {
        ImmutableArray<Standing> all = [.. parts];
        return new Standing([.. all.SelectMany(part => part.Assessed)], [.. all.SelectMany(part => part.Tensions)]);
    }
}

/// <summary>Weighs the questions and the pairs that rules are about, each on the reports of its own sides.</summary>
public sealed class StandingReader
{
    /// <summary>Questions and tension look so many days back: what a pair's usual is taken from.</summary>
    public const int DaysBack = PairTension.SeriesDays;

    private const int EvidenceMax = 10;

    private readonly ImmutableArray<Part> _parts;
    private readonly IncidentJoiner _join;

    private StandingReader(ImmutableArray<Question> questions, ImmutableArray<Rule.Escalation> pairs, IncidentJoiner join)
    {
        _join = join;
        var wanted = questions.Select(question => (Sides: Sorted(question.Sides), Question: (Question?)question, Pair: (Rule.Escalation?)null))
            .Concat(pairs.Select(pair => (Sides: Sorted([pair.First, pair.Second]), Question: (Question?)null, Pair: (Rule.Escalation?)pair)));
        _parts =
        [
            .. wanted.GroupBy(one => string.Join('\u001f', one.Sides), StringComparer.Ordinal).Select(group => new Part(
                group.First().Sides.IsEmpty ? Situation.Everything : new Situation(string.Join("–", group.First().Sides), group.First().Sides, [], [], []),
                [.. group.Select(one => one.Question).OfType<Question>()], [.. group.Select(one => one.Pair).OfType<Rule.Escalation>()])),
        ];
    }

    /// <summary>What must be read of the record: one scope for each set of sides.</summary>
    public ImmutableArray<Situation> Scopes => [.. _parts.Select(part => part.Scope)];

    /// <summary>The questions of a watch file.</summary>
    /// <param name="problems">The list that it was parsed with.</param>
    public static ImmutableArray<Question> Questions(WatchMap root, List<WatchProblem> problems)
    {
        var countries = new Lazy<CountryLexicon>(CountryLexicon.Load);
        return new QuestionReader(name => (countries.Value.ByCode(name) ?? countries.Value.ByName(name))?.Code ?? PartyKeys.KeyOf(name), problems).Read(root);
    }

    /// <summary>Null where no rule needs it. A rule about a question or reading that the file does not have is told.</summary>
    /// <param name="questions">Of the file that the rules stand in: see <see cref="Questions"/>.</param>
    /// <param name="problems">The list that it was parsed with.</param>
    public static StandingReader? For(WatchFile watch, ImmutableArray<Question> questions, List<WatchProblem> problems)
    {
        ArgumentNullException.ThrowIfNull(watch);
        ArgumentNullException.ThrowIfNull(problems);
        var rules = watch.Rules.OfType<Rule.Assessment>().ToList();
        ImmutableArray<Rule.Escalation> pairs = [.. watch.Rules.OfType<Rule.Escalation>()];
        if (rules.Count == 0 && pairs.IsEmpty)
        {
            return null;
        }

        foreach (var rule in rules)
        {
            if (questions.FirstOrDefault(question => question.Id == rule.Question) is not { } question)
            {
                problems.Add(new WatchProblem(rule.Common.Line, 1, $"The rule \"{rule.Id}\" is about the question \"{rule.Question}\", which does not stand under questions: in this file; it never rings."));
            }
            else if (question.Hypotheses.All(hypothesis => hypothesis.Id != rule.Reading))
            {
                problems.Add(new WatchProblem(
                    rule.Common.Line, 1, $"The question \"{rule.Question}\" has no reading \"{rule.Reading}\", so the rule \"{rule.Id}\" never rings. It has: {string.Join(", ", question.Hypotheses.Select(hypothesis => hypothesis.Id))}."));
            }
        }

        return new StandingReader([.. questions.Where(question => rules.Exists(rule => rule.Question == question.Id))], pairs, SituationViewer.Load().Join);
    }

    /// <summary>How things stand in one of the <see cref="Scopes"/>.</summary>
    /// <param name="facts">Of that scope, as of their moment.</param>
    /// <exception cref="ArgumentException">No rule is about that scope.</exception>
    public Standing Of(Situation scope, RecordFacts facts)
    {
        var part = _parts.FirstOrDefault(one => ReferenceEquals(one.Scope, scope)) ?? throw new ArgumentException($"No rule is about {scope?.Name}.", nameof(scope));
        var basis = AssessmentBasis.Of(facts, _join);
        var documents = basis.Readings.ToDictionary(reading => reading.Document.Id, StringComparer.Ordinal);

        // Of no evidence the probability is the prior, which withdraws a warning that rested on what is gone and rings for none.
        var assessed = part.Questions.Select(question => Assessor.Assess(question, basis)).SelectMany(assessment => assessment.Hypotheses.Select(one => new AssessedReading(
            assessment.Question.Id, one.Hypothesis.Id, one.Hypothesis.Text, one.Posterior, assessment.Confidence,
            [.. assessment.Evidence.SelectMany(piece => piece.Items).Take(EvidenceMax).Select(item => Of(item, documents))])
        { HasEvidence = assessment.HasEvidence }));
        var tensions = part.Pairs.Select(rule => Of(basis.Pairs.FirstOrDefault(state => state.Pair.Has(rule.First) && state.Pair.Has(rule.Second)), rule, documents));
        return new Standing([.. assessed], [.. tensions]);
    }

    private static ImmutableArray<string> Sorted(IEnumerable<string> sides) => [.. sides.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <param name="state">Null where nothing is known of the pair: then it is as quiet as it can be.</param>
    private static PairTensionNow Of(PairState? state, Rule.Escalation rule, Dictionary<string, RecordedReading> documents)
    {
        if (state is null)
        {
            return new PairTensionNow(rule.First, rule.Second, rule.IsActs, 0, "nothing was reported of them", []);
        }

        var channel = rule.IsActs ? state.Acts : state.Statements;
        var over = channel.Spread > 0 ? (channel.Level - channel.Usual) / channel.Spread : 0;
        var keys = channel.Movers.Where(mover => mover.Moved > 0).SelectMany(mover => mover.Happening.Events).Take(EvidenceMax);
        var events = keys.Select(key => (Key: key, Reading: documents.GetValueOrDefault(key.Document)))
            .Select(found => (found.Reading, Told: found.Reading?.Events.FirstOrDefault(told => told.Key == found.Key))).Where(found => found.Told is not null);
        return new PairTensionNow(
            state.Pair.First, state.Pair.Second, rule.IsActs, over, channel.Reason,
            [.. events.Select(found => new WarningEvidence(
                found.Reading!.Document.Id, found.Told!.Span, found.Told.Words, found.Reading.Document.Printer, found.Told.ToldBy, found.Reading.Document.PublishedAt, found.Told.Key, found.Told.Claim))]);
    }

    private static WarningEvidence Of(EvidenceItem item, Dictionary<string, RecordedReading> documents)
    {
        var document = documents.GetValueOrDefault(item.Document)?.Document;
        return new WarningEvidence(item.Document, item.Spans.IsDefaultOrEmpty ? default : item.Spans[0], item.Words, document?.Printer ?? item.Document, [item.Source], document?.PublishedAt, item.Event, item.Claim);
    }

    /// <summary>Questions and pairs of the same sides.</summary>
    private sealed record Part(Situation Scope, ImmutableArray<Question> Questions, ImmutableArray<Rule.Escalation> Pairs);
}
