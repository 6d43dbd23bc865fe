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

    /// <summary>From the share of claims that held, with one of each kind added (Laplace).</summary>
    public Reliability Reliability => Confirmed + Contradicted < OutcomesMin
        ? Reliability.CannotBeJudged
        : ((Confirmed + 1.0) / (Confirmed + Contradicted + 2)) switch
        {
            >= 0.9 => Reliability.Completely,
            >= 0.75 => Reliability.Usually,
            >= 0.6 => Reliability.Fairly,
            >= 0.4 => Reliability.NotUsually,
            _ => Reliability.Unreliable,
        };
}

/// <summary>Reads from the record how far each source has proved right: from what became of its other claims, never from the one that is weighed.</summary>
internal sealed class SourceHistory
{
    private readonly Dictionary<string, Dictionary<string, bool>> _outcomes = new(StringComparer.Ordinal);

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
                    history.Add(account.Source, happening, account.Happened == facts > denials);
                }
            }
        }

        foreach (var (source, document) in retracted)
        {
            history.Add(source, document, false);
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
        return new SourceRecord(source, counted.Count(outcome => outcome.Value), counted.Count(outcome => !outcome.Value));
    }

    public ImmutableArray<SourceRecord> All => [.. _outcomes.Keys.Order(StringComparer.Ordinal).Select(source => Record(source))];

    private static bool IsLater(Account other, Account account) => other.At is { } then && account.At is { } now && then > now;

    /// <summary>A source that was right and wrong on one thing was wrong on it.</summary>
    private void Add(string source, string happening, bool held)
    {
        if (!_outcomes.TryGetValue(source, out var outcomes))
        {
            _outcomes[source] = outcomes = new Dictionary<string, bool>(StringComparer.Ordinal);
        }

        outcomes[happening] = held && outcomes.GetValueOrDefault(happening, true);
    }

    /// <summary>One account of a happening: who says, and whether it happened.</summary>
    /// <param name="IsOwnWords">Told as a fact in the report's own words.</param>
    internal readonly record struct Account(string Source, string Origin, DateTimeOffset? At, bool Happened, bool IsOwnWords);
}
