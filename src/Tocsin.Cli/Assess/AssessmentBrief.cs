using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Tocsin.Analysis.Assessment;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Situations;
using Tocsin.Cli.Briefing;

namespace Tocsin.Cli.Assess;

/// <summary>An answer as it would be had nobody withdrawn or corrected anything, with what was decided.</summary>
internal sealed record DecidedAnswer(Assessment Undecided, ImmutableArray<Correction> Decisions);

/// <summary>The answer to a question, for people.</summary>
internal sealed class AssessmentBrief(Page page, int width, IReadOnlyDictionary<string, RecordedDocument> documents)
{
    private const int WordsMax = 160;
    private const int ItemsMax = 6;
    private const int ChangesMax = 6;
    private const double MovedMin = 0.02;
    private const double TimesMax = 5;

    /// <param name="before">To tell what changed since; null for none.</param>
    /// <param name="decided">What people decided on its reports; null for nothing.</param>
    /// <param name="series">Moments in order; empty for none.</param>
    /// <param name="scope">What was looked at for evidence, in words: "reports in the record about Iran and the United States".</param>
    public void Write(Assessment answer, string scope, Assessment? before, DecidedAnswer? decided, ImmutableArray<Assessment> series, bool withMatrix)
    {
        Heading(answer, scope);
        Answer(answer);
        if (before is not null)
        {
            page.Section($"CHANGED SINCE {Moment(before.AsOf)}");
            Changed(before, answer);
        }

        if (decided is not null)
        {
            page.Section("CHANGED BY DECISIONS", "withdrawn and corrected reports");
            foreach (var decision in decided.Decisions)
            {
                page.Item("·", Decision(decision), string.Join(", ", Corrected.DocumentsOf(decision).Select(Named)));
            }

            Changed(decided.Undecided, answer);
        }

        Evidence(answer);
        WhatWouldChange(answer);
        if (withMatrix)
        {
            Matrix(answer);
        }

        Series(series);
        page.Blank();
    }

    private void Heading(Assessment answer, string scope)
    {
        page.Title(answer.Question.Text);
        var origins = answer.Evidence.SelectMany(piece => piece.Origins).Distinct().Count();
        page.Aside(string.Create(
            CultureInfo.InvariantCulture,
            $"as of {Moment(answer.AsOf)} · weighed: {Count(answer.Reports, "report")}{scope} · evidence in {answer.Documents.Length} of them, {Count(origins, "origin")}{(answer.About is null ? "" : $" · about: {answer.About}")}"));
    }

    private void Answer(Assessment answer)
    {
        page.Section("ANSWER");
        page.Body(Summary.Of(answer));
        var number = 0;
        foreach (var row in answer.Hypotheses.OrderByDescending(row => row.Posterior.Value))
        {
            page.Entry(++number, $"{Capital(row.Hypothesis.Text)}: {row.Posterior.Words}, {row.Posterior}", $"prior {row.Hypothesis.Prior}");
        }

        if (answer.SettledBy is { } settled)
        {
            page.Body($"Settled by what has happened, as far as that is believed: {settled.Indicator.Text} ({settled.Title}). What was said before tells little beside it.");
        }

        page.Body($"Confidence in the evidence: {AssessmentJson.NameOf(answer.Confidence)} — {string.Join("; ", answer.ConfidenceReasons.Select(Named))}.");
        foreach (var note in answer.Notes)
        {
            page.Aside(note, 5);
        }
    }

    private void Changed(Assessment before, Assessment answer)
    {
        var change = AssessmentChange.Between(before, answer);
        if (change.IsNone)
        {
            page.Body("Nothing.");
            return;
        }

        page.Body(string.Join(" · ", change.Moved.Select(moved => $"{moved.Hypothesis} {moved.Before} → {moved.After}")) + (change.LeaderChanged ? " · another reading leads" : ""));
        foreach (var piece in change.Evidence)
        {
            page.Item("·", (piece.Before, piece.After) switch
            {
                (null, { } now) => $"new: {piece.Text}, believed {Percent(now)}",
                ({ } then, null) => $"gone: {piece.Text}, was believed {Percent(then)}",
                var (then, now) => $"{piece.Text}: believed {Percent(then!.Value)} → {Percent(now!.Value)}",
            }, "");
        }
    }

    private static string Decision(Correction decision)
    {
        var what = decision switch
        {
            Correction.Retract => "withdrawn",
            Correction.Field field => $"{field.Target[(field.Target.LastIndexOf('_') + 1)..]}: {field.Name} corrected to {field.Value ?? "none"}",
            Correction.Join => "joined into one happening",
            _ => "kept apart from other happenings",
        };
        return $"{what} by {decision.By} on {decision.RecordedAt.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}: {decision.Reason}";
    }

    private void Evidence(Assessment answer)
    {
        if (!answer.HasEvidence)
        {
            return;
        }

        page.Section("EVIDENCE", "source and credibility (A1–F6)");
        for (var column = 0; column < answer.Evidence.Length; column++)
        {
            var piece = answer.Evidence[column];
            page.Entry(column + 1, Capital(piece.Text), piece.Grade);
            page.Body($"{Effect(answer, column)} · {(piece.IsAbsence ? "believed not to have happened" : "believed")} {Percent(piece.Belief)}{Support(piece)}");
            if (piece.IsAbsence)
            {
                page.Body(piece.Title);
            }

            foreach (var item in piece.Items.Take(ItemsMax))
            {
                page.Item("·", $"{Speaker(item)}“{Short(item.Words)}”", Place(item));
            }

            if (piece.Items.Length > ItemsMax)
            {
                page.Aside(string.Create(CultureInfo.InvariantCulture, $"and {piece.Items.Length - ItemsMax} more"), 7);
            }
        }

        if (answer.Evidence.Any(piece => !piece.IsAbsence))
        {
            page.Aside(Legend(answer), 5);
        }
    }

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>What each letter and figure that was used means.</summary>
    private static string Legend(Assessment answer)
    {
        var seen = answer.Evidence.Where(piece => !piece.IsAbsence).ToList();
        return string.Join(", ", seen.Select(piece => piece.Reliability).Distinct().Order().Select(grade => $"{(char)('A' + (int)grade)} {ReliabilityWords(grade)}"))
            + " · " + string.Join(", ", seen.Select(piece => piece.Credibility).Distinct().Order().Select(grade => $"{(int)grade} {CredibilityWords(grade)}"));
    }

    private static string ReliabilityWords(Reliability grade) => grade switch
    {
        Reliability.Completely => "always proved right so far",
        Reliability.Usually => "usually proved right",
        Reliability.Fairly => "fairly often proved right",
        Reliability.NotUsually => "often proved wrong",
        Reliability.Unreliable => "mostly proved wrong",
        _ => "too little is known of how its source proved right before",
    };

    private static string CredibilityWords(Credibility grade) => grade switch
    {
        Credibility.Confirmed => "confirmed by others",
        Credibility.ProbablyTrue => "told by two independently",
        Credibility.PossiblyTrue => "told, and not contradicted by as many",
        Credibility.Doubtful => "contradicted by as many as tell it",
        Credibility.Improbable => "contradicted by more than tell it",
        _ => "told by nobody who is named",
    };

    /// <summary>"for signal, against kill": the hypotheses that it lifts most and presses most.</summary>
    private static string Effect(Assessment answer, int column)
    {
        var most = answer.Hypotheses.MaxBy(row => row.Cells[column])!;
        var least = answer.Hypotheses.MinBy(row => row.Cells[column])!;
        var gap = most.Cells[column] - least.Cells[column];
        var strength = gap switch { < 0.1 => "hardly", < 0.5 => "weakly", < 1.2 => "clearly", _ => "strongly" };
        return string.Create(CultureInfo.InvariantCulture, $"{strength} for {most.Hypothesis.Id} against {least.Hypothesis.Id} (× {Math.Exp(gap):0.0})");
    }

    private static string Support(Evidence piece)
    {
        var parts = new List<string>();
        if (piece.Origins.Length > 1)
        {
            parts.Add(Count(piece.Origins.Length, "origin"));
        }

        if (!piece.Opposing.IsEmpty)
        {
            parts.Add($"denied or contradicted in {Count(piece.Opposing.Length, "origin")}");
        }

        return parts.Count == 0 ? "" : " · " + string.Join(" · ", parts);
    }

    private void WhatWouldChange(Assessment answer)
    {
        if (!answer.HasEvidence && answer.Unseen.IsEmpty)
        {
            return;
        }

        page.Section("WHAT WOULD CHANGE IT");
        var isSingle = answer.Evidence.SelectMany(piece => piece.Origins).Distinct().Count() == 1;
        foreach (var left in answer.LeaveOneOut.Where(left => left.Moved >= MovedMin && !(isSingle && left.Kind == LeftOut.Origin)).DistinctBy(left => string.Join(' ', left.Posteriors)).Take(ChangesMax))
        {
            var what = left.Kind switch { LeftOut.Evidence => "without", LeftOut.Source => "without the source", _ => "without the origin" };
            var name = left.Kind == LeftOut.Evidence ? answer.Evidence.First(piece => piece.Id == left.Key) is var piece ? $"“{piece.Text}” ({piece.Title})" : "" : Named(left.Name);
            page.Item("·", $"{what} {name}: {Posteriors(answer, left.Posteriors)}{(left.ChangesLeader ? $" — {left.Leader} would lead" : "")}", "");
        }

        foreach (var flip in answer.FlipPoints.Where(flip => Math.Abs(flip.Times) <= TimesMax).Take(ChangesMax / 2))
        {
            var how = flip.Times switch
            {
                > 1 => string.Create(CultureInfo.InvariantCulture, $"if it weighed {flip.Times:0.0} times as much"),
                >= 0 => string.Create(CultureInfo.InvariantCulture, $"if it weighed only {Percent(flip.Times)} of what it does"),
                _ => string.Create(CultureInfo.InvariantCulture, $"only if the contrary were true, and weighed {-flip.Times:0.0} times as much"),
            };
            page.Item("·", $"“{flip.Text}”: {flip.Leader} would lead {how}", "");
        }

        foreach (var unseen in answer.Unseen.Where(unseen => unseen.Bits > 0.001).Take(ChangesMax / 2))
        {
            page.Item("·", $"not seen, and telling: “{unseen.Text}”; seen once, {Posteriors(answer, unseen.IfSeen)}", "");
        }

        if (answer.HasEvidence)
        {
            page.Aside($"Pieces inconsistent with each, as Heuer counts them (weighted): {string.Join(", ", answer.Hypotheses.Select(row => string.Create(CultureInfo.InvariantCulture, $"{row.Hypothesis.Id} {row.Inconsistent} ({row.WeightedInconsistency:0.0})")))}.", 5);
        }
    }

    private void Matrix(Assessment answer)
    {
        if (!answer.HasEvidence)
        {
            return;
        }

        page.Section("MATRIX", "above 0 for the hypothesis, below against it (natural logarithms)");
        const int Cell = 7;
        var label = Math.Clamp(answer.Hypotheses.Max(row => Printable.Width(row.Hypothesis.Id)), 8, 20);
        var perBlock = Math.Max(1, (width - label - 3 - Cell) / Cell);
        for (var from = 0; from < answer.Evidence.Length; from += perBlock)
        {
            var to = Math.Min(answer.Evidence.Length, from + perBlock);
            var head = new StringBuilder().Append(' ', label + 3);
            for (var column = from; column < to; column++)
            {
                head.Append(string.Create(CultureInfo.InvariantCulture, $"E{column + 1}").PadLeft(Cell));
            }

            page.Row(head.Append(to == answer.Evidence.Length ? "sum".PadLeft(Cell) : "").ToString());
            foreach (var row in answer.Hypotheses)
            {
                var line = new StringBuilder("   ").Append(Cut(Printable.Line(row.Hypothesis.Id), label));
                for (var column = from; column < to; column++)
                {
                    line.Append(row.Cells[column].ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture).PadLeft(Cell));
                }

                page.Row(line.Append(to == answer.Evidence.Length ? row.Cells.Sum().ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture).PadLeft(Cell) : "").ToString());
            }
        }
    }

    private void Series(ImmutableArray<Assessment> series)
    {
        if (series.IsEmpty)
        {
            return;
        }

        page.Section("OVER TIME", "moments at which something new was known");
        foreach (var one in series)
        {
            page.Item(Moment(one.AsOf), $"{Posteriors(one, [.. one.Hypotheses.Select(row => row.Posterior)])} · {Count(one.Documents.Length, "document")}, confidence {AssessmentJson.NameOf(one.Confidence)}", "");
        }
    }

    private static string Posteriors(Assessment answer, ImmutableArray<Analysis.Probability> values) => string.Join(", ", answer.Hypotheses.Select((row, h) => $"{row.Hypothesis.Id} {values[h]}"));

    /// <summary>A report's own words are the outlet's, which the place on the right names.</summary>
    private string Speaker(EvidenceItem item) => item.SourceKey.StartsWith("outlet ", StringComparison.Ordinal) ? "" : item.Source + ": ";

    private string Place(EvidenceItem item)
    {
        var printer = documents.TryGetValue(item.Document, out var document) ? Printer(document) : item.Document;
        return item.Spans.IsEmpty ? Cut(printer, 40).TrimEnd() : string.Create(CultureInfo.InvariantCulture, $"{Cut(printer, 40).TrimEnd()} @{item.Spans[0].Start}");
    }

    /// <summary>Ids and paths of documents in a sentence, as who printed them.</summary>
    private string Named(string text)
    {
        foreach (var (id, document) in documents)
        {
            text = text.Replace(id, Printer(document), StringComparison.Ordinal);
            text = document.Path is { Length: > 0 } path ? text.Replace(path, Path.GetFileName(path), StringComparison.Ordinal) : text;
        }

        return text;
    }

    /// <summary>A file by its name: where it lies is no news.</summary>
    private static string Printer(RecordedDocument document) => document.Outlet is null && document.Url is null && document.Path is { } path ? Path.GetFileName(path) : document.Printer;

    private static string Short(string words)
    {
        var line = Printable.Line(words).Trim('“', '”', '"', ',', ' ');
        return line.Length <= WordsMax ? line : line[..line.LastIndexOf(' ', WordsMax)] + " …";
    }

    private static string Cut(string text, int room) => Printable.Width(text) <= room ? text + new string(' ', room - Printable.Width(text)) : text[..Math.Min(text.Length, room - 1)] + "…";

    private static string Count(int count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {what}{(count == 1 ? "" : "s")}");

    private static string Percent(double value) => string.Create(CultureInfo.InvariantCulture, $"{Math.Round(value * 100, MidpointRounding.AwayFromZero):0} %");

    private static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
