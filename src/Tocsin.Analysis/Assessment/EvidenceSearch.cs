using System.Collections.Immutable;
using System.Globalization;
using Tocsin.Analysis.Escalation;
using Tocsin.Analysis.Record;

namespace Tocsin.Analysis.Assessment;

/// <summary>Looks for what the indicators of one question ask for.</summary>
internal sealed class EvidenceSearch
{
    /// <summary>Each further origin that reports in the window leaves so much less room for something that nobody reported.</summary>
    private const double Unnoticed = 0.6;

    private const double AbsenceMax = 0.9;

    /// <summary>An act that no report dates happened some days before its first report at most; what was said of it meanwhile counts.</summary>
    private const int UndatedSlackDays = 7;

    private readonly Question _question;
    private readonly AssessmentBasis _basis;
    private readonly EventMatcher _events;
    private readonly ClaimMatcher _claims;
    private readonly ActBinding? _binding;
    private readonly DateOnly? _anchor;
    private readonly bool _isDated = true;

    public EvidenceSearch(Question question, AssessmentBasis basis)
    {
        (_question, _basis) = (question, basis);
        _events = new EventMatcher(basis);
        _claims = new ClaimMatcher(basis);
        _anchor = question.Since;
        if (question.About is { } about)
        {
            var meant = question.Indicators.Select(indicator => indicator.Pattern).OfType<EvidencePattern.OfClaims>().Select(claims => claims.Meaning?.Side)
                .FirstOrDefault(side => side is not null && about.Actor is { } actor && actor.Sides.Contains(side, StringComparer.Ordinal));
            if ((_events.Anchor(about, meant) ?? (question.AboutElse is { } other ? _events.Anchor(other, meant) : null)) is { } found)
            {
                (_anchor, _isDated, AboutEvent) = (found.Day, found.IsDated, found.Told.Key);
                _binding = new ActBinding(basis, found.Happening, found.Told);
                About = $"{found.Told.Words} ({(found.IsDated ? "" : "reported ")}{Assessor.Day(found.Day)})";
            }
            else
            {
                Notes = [_anchor is null
                    ? "The act that it is about is not in what was read, so nothing that counts from it on could be looked for."
                    : $"The act that it is about is not in what was read; days count from {Assessor.Day(_anchor.Value)}."];
            }
        }
    }

    public string? About { get; }

    public EventKey? AboutEvent { get; }

    public ImmutableArray<string> Notes { get; } = [];

    public ImmutableArray<RawEvidence> Find()
    {
        var found = ImmutableArray.CreateBuilder<RawEvidence>();
        for (var i = 0; i < _question.Indicators.Length; i++)
        {
            var indicator = _question.Indicators[i];
            if (indicator.Window is not null && _anchor is null)
            {
                continue;
            }

            var seen = Seen(i, indicator).ToList();
            found.AddRange(seen);
            if (seen.Count == 0 && Absence(i, indicator) is { } absence)
            {
                found.Add(absence);
            }
        }

        return found.ToImmutable();
    }

    private IEnumerable<RawEvidence> Seen(int place, Indicator indicator) => indicator.Pattern switch
    {
        EvidencePattern.OfEvents events => _events.Find(place, events, _binding, day => Counts(indicator, day)),
        EvidencePattern.OfClaims claims => _claims.Find(place, claims, _binding, day => Counts(indicator, day)),
        EvidencePattern.OfContests contests => ContestMatcher.Find(place, contests, _basis),
        EvidencePattern.OfTension tension => TensionMatcher.Find(place, tension, _basis),
        _ => throw new InvalidOperationException($"There is no search for {indicator.Pattern.GetType().Name}."),
    };

    private bool Counts(Indicator indicator, DateOnly? day)
    {
        if (indicator.Window is { } window)
        {
            var slack = _isDated || window.From > 0 ? 0 : UndatedSlackDays;
            if (day is null || !(window with { From = window.From - slack }).Holds(_anchor!.Value, day.Value))
            {
                return false;
            }
        }

        return _question.Since is not { } since || (day is { } known && known >= since);
    }

    /// <summary>Silence tells something once part of the window has passed and somebody reported on these sides in it.</summary>
    private RawEvidence? Absence(int place, Indicator indicator)
    {
        if (indicator.Absence.IsEmpty || indicator.Window is not { To: { } to } window || _anchor is not { } anchor)
        {
            return null;
        }

        var (from, until) = (anchor.AddDays(window.From), anchor.AddDays(to));
        var passed = Math.Clamp((_basis.Today.DayNumber - from.DayNumber) / (double)(until.DayNumber - from.DayNumber + 1), 0, 1);
        var origins = _basis.Readings
            .Where(reading => reading.Document.PublishedAt is { } at && DateOnly.FromDateTime(at.UtcDateTime) is var day && day > from && day <= _basis.Today)
            .Where(reading => _question.Sides.IsEmpty || reading.Events.SelectMany(told => told.Actors.Concat(told.Recipients)).Any(party => party.Side is not null && _question.Sides.Contains(party.Side)))
            .Select(reading => _basis.Origins.OriginOf(reading.Document.Id)).Distinct().Count();
        var belief = AbsenceMax * passed * (1 - Math.Pow(Unnoticed, origins));
        return belief == 0 ? null : new RawEvidence(
            place, "absent", null,
            string.Create(CultureInfo.InvariantCulture, $"not seen from {Assessor.Day(from)} to {Assessor.Day(until < _basis.Today ? until : _basis.Today)}, in which {origins} {(origins == 1 ? "origin" : "origins")} reported on these sides"),
            [], [], 1, belief);
    }
}
