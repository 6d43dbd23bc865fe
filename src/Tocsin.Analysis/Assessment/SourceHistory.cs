using System.Collections.Immutable;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Record;

namespace Tocsin.Analysis.Assessment;

/// <summary>What became of a source's claims.</summary>
/// <param name="Confirmed">Happenings of which it said first what others later told as a fact.</param>
/// <param name="Contradicted">Those of which firmer evidence told the contrary later, or its report was withdrawn.</param>
public sealed record SourceRecord(string Key, int Confirmed, int Contradicted)
{
    /// <summary>Fewer outcomes than this tell nothing of a source.</summary>
    public const int OutcomesMin = 3;

    /// <summary>From which share on a source has a grade.</summary>
    public static ImmutableArray<(Reliability Grade, double From)> Scale { get; } =
        [(Reliability.Completely, 0.9), (Reliability.Usually, 0.75), (Reliability.Fairly, 0.6), (Reliability.NotUsually, 0.4), (Reliability.Unreliable, 0)];

    /// <summary>Of the claims that held, with one of each kind added (Laplace).</summary>
    public double Share => (Confirmed + 1.0) / (Confirmed + Contradicted + 2);

    public Reliability Reliability => Confirmed + Contradicted < OutcomesMin ? Reliability.CannotBeJudged : Scale.First(step => Share >= step.From).Grade;
}

/// <summary>One of a source's claims of which something became.</summary>
/// <param name="Source">Key of the source.</param>
/// <param name="Said">Its own accounts of the happening; empty for a report that was withdrawn.</param>
/// <param name="Since">Later accounts in reports' own words, of other origins, that decide it.</param>
/// <param name="Withdrawn">Id of its report that was withdrawn; null for all others.</param>
public sealed record SourceOutcome(string Source, bool Held, ImmutableArray<EventKey> Said, ImmutableArray<EventKey> Since, string? Withdrawn);

/// <summary>Reads from the record how far each source has proved right: from what became of its other claims, never from the one that is weighed.</summary>
internal sealed class SourceHistory
{
    private readonly Dictionary<string, Dictionary<string, SourceOutcome>> _outcomes = new(StringComparer.Ordinal);

    private SourceHistory()
    {
    }

    /// <summary>An outcome needs an account from another origin, told later in a report's own words, that the thing happened or did not.</summary>
    /// <param name="retracted">Outlets of withdrawn reports, each with the report's id.</param>
    public static SourceHistory Of(IEnumerable<(string Happening, IReadOnlyList<Account> Accounts)> happenings, IEnumerable<(string Source, string Document)> retracted)
    {
        var history = new SourceHistory();
        foreach (var (happening, accounts) in happenings)
        {
            foreach (var account in accounts)
            {
                var others = accounts.Where(other => other.Origin != account.Origin && other.IsOwnWords && other.Source != account.Source && IsLater(other, account)).ToList();
                var denials = others.Where(other => !other.Happened).Select(other => other.Origin).Distinct().Count();
                var facts = others.Where(other => other.Happened).Select(other => other.Origin).Distinct().Count();
                if (denials != facts)
                {
                    history.Add(happening, new SourceOutcome(account.Source, account.Happened == facts > denials, [account.Event], [.. others.Select(other => other.Event)], null));
                }
            }
        }

        foreach (var (source, document) in retracted)
        {
            history.Add(document, new SourceOutcome(source, false, [], [], document));
        }

        return history;
    }

    /// <param name="without">The happening that is being weighed, so that nothing vouches for itself.</param>
    public SourceRecord Record(string source, string? without = null)
    {
        if (!_outcomes.TryGetValue(source, out var outcomes))
        {
            return new SourceRecord(source, 0, 0);
        }

        var counted = outcomes.Where(outcome => outcome.Key != without).ToList();
        return new SourceRecord(source, counted.Count(outcome => outcome.Value.Held), counted.Count(outcome => !outcome.Value.Held));
    }

    public ImmutableArray<SourceRecord> All => [.. _outcomes.Keys.Order(StringComparer.Ordinal).Select(source => Record(source))];

    /// <summary>What the record of a source is counted from, in the order of its first account of each.</summary>
    public ImmutableArray<SourceOutcome> Outcomes(string source) =>
        _outcomes.TryGetValue(source, out var outcomes) ? [.. outcomes.Values.OrderBy(outcome => outcome.Said.IsEmpty ? default : outcome.Said[0]).ThenBy(outcome => outcome.Withdrawn, StringComparer.Ordinal)] : [];

    private static bool IsLater(Account other, Account account) => other.At is { } then && account.At is { } now && then > now;

    /// <summary>A source that was right and wrong on one thing was wrong on it.</summary>
    private void Add(string happening, SourceOutcome outcome)
    {
        if (!_outcomes.TryGetValue(outcome.Source, out var outcomes))
        {
            _outcomes[outcome.Source] = outcomes = new Dictionary<string, SourceOutcome>(StringComparer.Ordinal);
        }

        outcomes[happening] = outcomes.TryGetValue(happening, out var before)
            ? outcome with { Held = before.Held && outcome.Held, Said = [.. before.Said.Concat(outcome.Said).Distinct().Order()], Since = [.. before.Since.Concat(outcome.Since).Distinct().Order()] }
            : outcome with { Since = [.. outcome.Since.Distinct().Order()] };
    }

    /// <summary>One account of a happening: who says, and whether it happened.</summary>
    /// <param name="IsOwnWords">Told as a fact in the report's own words.</param>
    internal readonly record struct Account(EventKey Event, string Source, string Origin, DateTimeOffset? At, bool Happened, bool IsOwnWords);
}
