using System.Collections.Immutable;
using Tocsin.Analysis.Assessment;
using Tocsin.Analysis.Contention;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Situations;
using Tocsin.Desk.Views;

namespace Tocsin.Desk.Assessments;

/// <summary>A piece of evidence that moved an answer.</summary>
/// <param name="Item">The first who tells it; null for what was not seen where it would have been reported.</param>
/// <param name="IsFor">It speaks for the reading that leads.</param>
public sealed record VerdictPiece(Evidence Evidence, EvidenceItem? Item, bool IsFor);

/// <summary>Which reading of what somebody is said to have meant the evidence supports, in short: the answer to the built-in question about it.</summary>
/// <param name="Situation">Name of the situation on whose page the whole answer stands.</param>
/// <param name="Moved">What moved it most, the most first; the strongest on either side is among them.</param>
public sealed record Verdict(Assessment Answer, string Situation, ImmutableArray<VerdictPiece> Moved)
{
    private const string Question = "kill-or-signal";
    private const int PiecesMax = 3;

    /// <summary>Less than that moves nobody's mind.</summary>
    private const double MovedMin = 0.005;

    public static bool CanBeGiven(ContestedMatter matter) => matter is { On: ContestedOn.Intention, OnlyAccused: false, Incident: not null };

    /// <summary>Null where the record holds no evidence, or the question would be about another act of the same side.</summary>
    public static Verdict? Of(ViewStore views, DeskView view, ContestedMatter matter)
    {
        if (!CanBeGiven(matter) || view.Incident(matter.Incident!) is not { } about || SideOf(view, matter) is not { } side || OtherSide(view, about.Incident, side) is not { } other)
        {
            return null;
        }

        var question = AssessmentModel.BuiltIn(Question, side, other, view.Names);
        var scope = AssessmentModel.ScopeOf(question, view.State.Situation);
        var basis = ReferenceEquals(scope, view.State.Situation) ? view.Basis : views.Once(new ViewQuery(scope, view.Query.AsOf, view.Query.Clock)).Basis;
        var answer = Assessor.Assess(question, basis);
        if (!answer.HasEvidence || answer.AboutEvent is not { } told || !about.Incident.Events.Contains(told))
        {
            return null;
        }

        var leader = answer.Leader;
        var strongest = answer.LeaveOneOut.Where(without => without.Kind == LeftOut.Evidence && without.Moved >= MovedMin).OrderByDescending(without => without.Moved).Select(without => answer.Evidence.FirstOrDefault(piece => piece.Id == without.Key)).OfType<Evidence>().ToList();
        // The answer without its only piece is the prior one, and is not worked out.
        var pieces = (strongest.Count > 0 ? strongest : [.. answer.Evidence]).Select(piece => new VerdictPiece(piece, piece.Items.IsEmpty ? null : piece.Items[0], leader.Cells[answer.Evidence.IndexOf(piece)] > 0)).ToList();
        var shown = pieces.Take(PiecesMax).ToList();
        // Where those all speak one way, the last of them makes room for the strongest that speaks the other.
        if (shown.Count == PiecesMax && shown.All(piece => piece.IsFor == shown[0].IsFor) && pieces.Find(piece => piece.IsFor != shown[0].IsFor) is { } contrary)
        {
            shown[^1] = contrary;
        }

        return new Verdict(answer, view.State.Situation.Sides.Length == 2 ? view.State.Situation.Name : $"{view.Names[side]} - {view.Names[other]}", [.. shown]);
    }

    /// <summary>Whose intention is contested.</summary>
    private static string? SideOf(DeskView view, ContestedMatter matter)
    {
        var claims = matter.Sides.SelectMany(side => side.Stances).Select(stance => stance.Claim).OfType<ClaimKey>().ToHashSet();
        return claims.Select(claim => claim.Document).Distinct().Select(view.State.Reading).OfType<RecordedReading>().SelectMany(reading => reading.Intentions).Where(intention => claims.Contains(intention.Claim))
            .GroupBy(intention => intention.Side, StringComparer.Ordinal).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).Select(group => group.Key).FirstOrDefault();
    }

    /// <summary>Of a pair the other one; else whom the act was done to, and of several whoever the side stands against and has the most between them.</summary>
    private static string? OtherSide(DeskView view, Incident act, string side)
    {
        if (view.State.Situation.Sides is [var first, var second] && (first == side || second == side))
        {
            return first == side ? second : first;
        }

        var others = act.Recipients.Concat(act.Actors).Select(party => party.Side).OfType<string>().Where(other => other != side).Distinct().ToList();
        return others is [var only] ? only : BuiltInQuestions.Opponent(side, view.Basis);
    }
}
