using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Tocsin.Analysis.Contract;
using Tocsin.Language;

namespace Tocsin.Analysis.Assessment;

/// <summary>Writes an answer as one JSON object of the contract <c>tocsin.assessment/1</c> (docs/formats.md).</summary>
/// <remarks>Numbers are rounded to six decimals, so that two replays are equal to the byte on any machine.</remarks>
public static class AssessmentJson
{
    public const string Schema = "tocsin.assessment/1";

    public static void Write(Utf8JsonWriter json, Assessment assessment)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(assessment);
        json.WriteStartObject();
        json.WriteString("schema", Schema);
        json.WriteStartObject("question");
        json.WriteString("id", assessment.Question.Id);
        json.WriteString("text", assessment.Question.Text);
        WriteAll(json, "sides", assessment.Question.Sides, json.WriteStringValue);
        json.WriteString("about", assessment.About);
        json.WriteEndObject();
        json.WriteString("asOf", assessment.AsOf.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        json.WriteNumber("reports", assessment.Reports);
        json.WriteBoolean("hasEvidence", assessment.HasEvidence);
        json.WriteString("leader", assessment.Leader.Hypothesis.Id);
        json.WriteString("summary", Summary.Of(assessment));
        json.WriteString("settledBy", assessment.SettledBy?.Id);
        json.WriteString("confidence", NameOf(assessment.Confidence));
        WriteAll(json, "confidenceReasons", assessment.ConfidenceReasons, json.WriteStringValue);
        WriteAll(json, "hypotheses", assessment.Hypotheses, row => Write(json, row));
        WriteAll(json, "evidence", assessment.Evidence, piece => Write(json, piece, assessment.Question));
        WriteAll(json, "leaveOneOut", assessment.LeaveOneOut, left => Write(json, left));
        WriteAll(json, "flipPoints", assessment.FlipPoints, flip => Write(json, flip));
        WriteAll(json, "unseen", assessment.Unseen, unseen => Write(json, unseen));
        WriteAll(json, "notes", assessment.Notes, json.WriteStringValue);
        json.WriteEndObject();
    }

    public static string NameOf(Confidence confidence) => confidence switch
    {
        Confidence.Low => "low",
        Confidence.Moderate => "moderate",
        Confidence.High => "high",
        _ => throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "The contract has no name for this confidence."),
    };

    private static void Write(Utf8JsonWriter json, AssessedHypothesis row)
    {
        json.WriteStartObject();
        json.WriteString("id", row.Hypothesis.Id);
        json.WriteString("text", row.Hypothesis.Text);
        Write(json, "prior", row.Hypothesis.Prior.Value);
        Write(json, "posterior", row.Posterior.Value);
        json.WriteString("words", row.Posterior.Words);
        WriteAll(json, "cells", row.Cells, cell => json.WriteNumberValue(Rounded(cell)));
        json.WriteNumber("inconsistent", row.Inconsistent);
        Write(json, "weightedInconsistency", row.WeightedInconsistency);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Evidence piece, Question question)
    {
        json.WriteStartObject();
        json.WriteString("id", piece.Id);
        json.WriteString("indicator", piece.Indicator.Id);
        json.WriteString("text", piece.Indicator.Text);
        json.WriteString("title", piece.Title);
        json.WriteString("grade", piece.Grade);
        Write(json, "belief", piece.Belief);
        Write(json, "saidBelief", piece.SaidBelief);
        json.WriteBoolean("isAbsence", piece.IsAbsence);
        Write(json, "likelihood", piece.IsAbsence ? piece.Indicator.Absence : piece.Indicator.Likelihood, question);
        Write(json, "said", piece.IsAbsence ? [] : piece.Indicator.Said, question);
        WriteAll(json, "origins", piece.Origins, json.WriteStringValue);
        WriteAll(json, "opposing", piece.Opposing, json.WriteStringValue);
        WriteAll(json, "items", piece.Items, item => Write(json, item));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, EvidenceItem item)
    {
        json.WriteStartObject();
        json.WriteString("document", item.Document);
        json.WriteString("event", item.Event?.ToString());
        json.WriteString("claim", item.Claim?.ToString());
        WriteAll(json, "spans", item.Spans, (TextSpan span) =>
        {
            json.WriteStartArray();
            json.WriteNumberValue(span.Start);
            json.WriteNumberValue(span.Length);
            json.WriteEndArray();
        });
        json.WriteString("words", item.Words);
        json.WriteString("source", item.Source);
        json.WriteString("origin", item.Origin);
        json.WriteString("status", ContractNames.Of(item.Status));
        json.WriteString("day", item.Day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Write(json, "weight", item.Weight);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, LeaveOneOut left)
    {
        json.WriteStartObject();
        json.WriteString("kind", left.Kind switch { LeftOut.Evidence => "evidence", LeftOut.Source => "source", _ => "origin" });
        json.WriteString("key", left.Key);
        json.WriteString("name", left.Name);
        WriteAll(json, "posteriors", left.Posteriors, one => json.WriteNumberValue(Rounded(one.Value)));
        Write(json, "moved", left.Moved);
        json.WriteString("leader", left.Leader);
        json.WriteBoolean("changesLeader", left.ChangesLeader);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, FlipPoint flip)
    {
        json.WriteStartObject();
        json.WriteString("indicator", flip.Indicator);
        json.WriteString("text", flip.Text);
        Write(json, "times", flip.Times);
        json.WriteString("leader", flip.Leader);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Unseen unseen)
    {
        json.WriteStartObject();
        json.WriteString("indicator", unseen.Indicator);
        json.WriteString("text", unseen.Text);
        Write(json, "bits", unseen.Bits);
        WriteAll(json, "ifSeen", unseen.IfSeen, one => json.WriteNumberValue(Rounded(one.Value)));
        json.WriteEndObject();
    }

    /// <summary>One value for each hypothesis, in their order; empty where the indicator has none of the kind.</summary>
    private static void Write(Utf8JsonWriter json, string name, ImmutableArray<double> likelihoods, Question question)
    {
        json.WriteStartArray(name);
        for (var h = 0; h < likelihoods.Length && h < question.Hypotheses.Length; h++)
        {
            json.WriteNumberValue(Rounded(likelihoods[h]));
        }

        json.WriteEndArray();
    }

    private static void WriteAll<T>(Utf8JsonWriter json, string name, ImmutableArray<T> values, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            write(value);
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string name, double value) => json.WriteNumber(name, Rounded(value));

    /// <summary>Never "-0", which would be another byte for the same number.</summary>
    private static double Rounded(double value) => Math.Round(value, 6) + 0.0;
}
