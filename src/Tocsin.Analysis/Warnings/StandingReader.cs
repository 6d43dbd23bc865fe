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
}

/// <summary>Weighs the questions and the pairs that rules are about.</summary>
public sealed class StandingReader
{
    private const int EvidenceMax = 10;

    private readonly ImmutableArray<Question> _questions;
    private readonly ImmutableArray<Rule.Escalation> _pairs;
    private readonly IncidentJoiner _join;

    private StandingReader(ImmutableArray<Question> questions, ImmutableArray<Rule.Escalation> pairs, IncidentJoiner join) => (_questions, _pairs, _join) = (questions, pairs, join);

    /// <summary>Null where no rule needs it. A rule about a question or reading that the file does not have is told.</summary>
    /// <param name="root">The file that the rules stand in; its questions are read here.</param>
    /// <param name="problems">The list that it was parsed with.</param>
    public static StandingReader? For(WatchFile watch, WatchMap root, List<WatchProblem> problems)
    {
        ArgumentNullException.ThrowIfNull(watch);
        ArgumentNullException.ThrowIfNull(problems);
        var rules = watch.Rules.OfType<Rule.Assessment>().ToList();
        ImmutableArray<Rule.Escalation> pairs = [.. watch.Rules.OfType<Rule.Escalation>()];
        if (rules.Count == 0 && pairs.IsEmpty)
        {
            return null;
        }

        var countries = CountryLexicon.Load();
        var questions = rules.Count == 0 ? [] : new QuestionReader(name => (countries.ByCode(name) ?? countries.ByName(name))?.Code ?? PartyKeys.KeyOf(name), problems).Read(root);
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

        return new StandingReader([.. questions.Where(question => rules.Exists(rule => rule.Question == question.Id))], pairs, SituationViewer.Load(countries).Join);
    }

    public Standing Of(RecordFacts facts)
    {
        var basis = AssessmentBasis.Of(facts, _join);
        var documents = basis.Readings.ToDictionary(reading => reading.Document.Id, StringComparer.Ordinal);
        var assessed = _questions.Select(question => Assessor.Assess(question, basis)).Where(assessment => assessment.HasEvidence)
            .SelectMany(assessment => assessment.Hypotheses.Select(one => new AssessedReading(
                assessment.Question.Id, one.Hypothesis.Id, one.Hypothesis.Text, one.Posterior, assessment.Confidence, [.. assessment.Evidence.SelectMany(piece => piece.Items).Take(EvidenceMax).Select(item => Of(item, documents))])));
        var tensions = _pairs.SelectMany(rule => basis.Pairs.Where(state => state.Pair.Has(rule.First) && state.Pair.Has(rule.Second)).Select(state => Of(state, rule.IsActs, documents)));
        return new Standing([.. assessed], [.. tensions]);
    }

    private static PairTensionNow Of(PairState state, bool isActs, Dictionary<string, RecordedReading> documents)
    {
        var channel = isActs ? state.Acts : state.Statements;
        var over = channel.Spread > 0 ? (channel.Level - channel.Usual) / channel.Spread : 0;
        var keys = channel.Movers.Where(mover => mover.Moved > 0).SelectMany(mover => mover.Happening.Events).Take(EvidenceMax);
        var events = keys.Select(key => (Key: key, Reading: documents.GetValueOrDefault(key.Document)))
            .Select(found => (found.Reading, Told: found.Reading?.Events.FirstOrDefault(told => told.Key == found.Key))).Where(found => found.Told is not null);
        return new PairTensionNow(
            state.Pair.First, state.Pair.Second, isActs, over, channel.Reason,
            [.. events.Select(found => new WarningEvidence(
                found.Reading!.Document.Id, found.Told!.Span, found.Told.Words, found.Reading.Document.Printer, found.Told.ToldBy, found.Reading.Document.PublishedAt, found.Told.Key, found.Told.Claim))]);
    }

    private static WarningEvidence Of(EvidenceItem item, Dictionary<string, RecordedReading> documents)
    {
        var document = documents.GetValueOrDefault(item.Document)?.Document;
        return new WarningEvidence(item.Document, item.Spans.IsDefaultOrEmpty ? default : item.Spans[0], item.Words, document?.Printer ?? item.Document, [item.Source], document?.PublishedAt, item.Event, item.Claim);
    }
}
