using System.Collections.Immutable;
using System.Runtime.InteropServices;
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
    private readonly Dictionary<string, Dictionary<string, Outcome>> _outcomes = new(StringComparer.Ordinal);

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
            var later = new LaterAccounts(accounts);
            foreach (var account in accounts)
            {
                var (facts, denials) = later.Origins(account);
                if (denials != facts && !(account.IsDisputed && account.Happened == facts > denials))
                {
                    history.Add(account.Source, happening, account.Happened == facts > denials, null).Accounts.Add((account, later));
                }
            }
        }

        foreach (var (source, document) in retracted)
        {
            history.Add(source, document, false, document);
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

        var counted = outcomes.Where(outcome => outcome.Key != without).Select(outcome => outcome.Value.Held).ToList();
        return new SourceRecord(source, counted.Count(held => held), counted.Count(held => !held));
    }

    public ImmutableArray<SourceRecord> All => [.. _outcomes.Keys.Order(StringComparer.Ordinal).Select(source => Record(source))];

    /// <summary>What the record of a source is counted from, in the order of its first account of each.</summary>
    public ImmutableArray<SourceOutcome> Outcomes(string source) =>
        _outcomes.TryGetValue(source, out var outcomes)
            ? [.. outcomes.Values.Select(outcome => outcome.Of(source)).OrderBy(outcome => outcome.Said.IsEmpty ? default : outcome.Said[0]).ThenBy(outcome => outcome.Withdrawn, StringComparer.Ordinal)]
            : [];

    /// <summary>A source that was right and wrong on one thing was wrong on it.</summary>
    private Outcome Add(string source, string happening, bool held, string? withdrawn)
    {
        ref var outcomes = ref CollectionsMarshal.GetValueRefOrAddDefault(_outcomes, source, out _);
        outcomes ??= new Dictionary<string, Outcome>(StringComparer.Ordinal);
        ref var outcome = ref CollectionsMarshal.GetValueRefOrAddDefault(outcomes, happening, out _);
        outcome ??= new Outcome { Held = true, Withdrawn = withdrawn };
        outcome.Held &= held;
        return outcome;
    }

    /// <summary>What it rests on is listed when somebody asks: of a happening that hundreds tell, each account has hundreds after it.</summary>
    private sealed class Outcome
    {
        public bool Held { get; set; }

        public string? Withdrawn { get; init; }

        public List<(Account Account, LaterAccounts Later)> Accounts { get; } = [];

        public SourceOutcome Of(string source) => new(
            source, Held, [.. Accounts.Select(one => one.Account.Event).Distinct().Order()], [.. Accounts.SelectMany(one => one.Later.Of(one.Account)).Select(other => other.Event).Distinct().Order()], Withdrawn);
    }

    /// <summary>The accounts of one happening that decide others: told as a fact in a report's own words.</summary>
    private sealed class LaterAccounts
    {
        private readonly List<(Account Account, int Origin)> _own = [];
        private readonly int[] _told;
        private readonly int[] _denied;
        private int _round;

        public LaterAccounts(IReadOnlyList<Account> accounts)
        {
            var origins = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var account in accounts.Where(account => account.IsOwnWords && account.At is not null))
            {
                if (!origins.TryGetValue(account.Origin, out var origin))
                {
                    origins.Add(account.Origin, origin = origins.Count);
                }

                _own.Add((account, origin));
            }

            (_told, _denied) = (new int[origins.Count], new int[origins.Count]);
        }

        public IEnumerable<Account> Of(Account account) => _own.Where(other => Decides(other.Account, account)).Select(other => other.Account);

        /// <summary>How many origins told later that it happened, and how many that it did not.</summary>
        public (int Facts, int Denials) Origins(Account account)
        {
            // Each origin counts once in a round.
            _round++;
            var (facts, denials) = (0, 0);
            foreach (var (other, origin) in _own)
            {
                if (Decides(other, account))
                {
                    ref var last = ref (other.Happened ? _told : _denied)[origin];
                    if (last != _round)
                    {
                        last = _round;
                        (facts, denials) = other.Happened ? (facts + 1, denials) : (facts, denials + 1);
                    }
                }
            }

            return (facts, denials);
        }

        private static bool Decides(in Account other, in Account account) => other.At > account.At && other.Origin != account.Origin && other.Source != account.Source
            && (other.Happened == account.Happened ? Bears(other.Told.Killed, account.Told.Killed) && Bears(other.Told.Injured, account.Told.Injured) : AreOfOneThing(other.Told, account.Told));

        /// <summary>That an attack happened does not prove right how many were said to be killed in it: somebody else has to have a number that agrees.</summary>
        private static bool Bears(CountRange? later, CountRange? said) => said is null || (later is not null && (later.Min ?? 0) <= (said.Max ?? int.MaxValue) && (said.Min ?? 0) <= (later.Max ?? int.MaxValue));

        /// <summary>"Both armies moved troops" is not the contrary of "no reservists were called up": somebody or somewhere has to be the same in both.</summary>
        private static bool AreOfOneThing(RecordedEvent one, RecordedEvent other) =>
            (one.Place is { IsPoint: true } here && other.Place is { IsPoint: true } there && here.Name == there.Name) || Meet(one.Actors, other.Actors) || Meet(one.Recipients, other.Recipients);

        private static bool Meet(ImmutableArray<RecordedParty> ones, ImmutableArray<RecordedParty> others)
        {
            foreach (var one in ones)
            {
                foreach (var other in others)
                {
                    if (one.Side is { } side && side == other.Side)
                    {
                        return true;
                    }
                }
            }

            return false;
        }
    }

    /// <summary>One account of a happening: who says, and whether it happened.</summary>
    /// <param name="IsOwnWords">Told as a fact in the report's own words.</param>
    /// <param name="IsDisputed">It gives a number of dead or hurt that others contradict: that the thing happened does not prove it right.</param>
    /// <param name="Told">What is told, for its numbers and for who is in it.</param>
    internal readonly record struct Account(EventKey Event, string Source, string Origin, DateTimeOffset? At, bool Happened, bool IsOwnWords, bool IsDisputed, RecordedEvent Told);
}
