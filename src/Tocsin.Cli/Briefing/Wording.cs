using System.Collections.Immutable;
using System.Globalization;
using Tocsin.Analysis;
using Tocsin.Analysis.Actors;
using Tocsin.Analysis.Attributions;
using Tocsin.Analysis.Contention;
using Tocsin.Analysis.Contract;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Times;
using Tocsin.Language;
using Tocsin.Language.Mentions;

namespace Tocsin.Cli.Briefing;

/// <summary>Puts the parts of one reading into words.</summary>
internal sealed class Wording
{
    /// <summary>Longer passages are cut with a note of how much is left; nobody reads a page in a brief.</summary>
    private const int QuoteLengthMax = 900;

    private const int ShortLengthMax = 110;
    private readonly Reading _reading;
    private readonly Dictionary<int, ActorEntity> _entities;
    private readonly Dictionary<int, Attribution> _attributions;

    public Wording(Reading reading)
    {
        _reading = reading;
        _entities = reading.Entities.ToDictionary(actor => actor.Entity.Number);
        _attributions = reading.Attributions.ToDictionary(attribution => attribution.Number);
    }

    public Attribution? Attribution(int? number) => number is { } known && _attributions.TryGetValue(known, out var found) ? found : null;

    public ActorEntity? Entity(int? number) => number is { } known && _entities.TryGetValue(known, out var found) ? found : null;

    /// <summary>Its name as the document gives it most fully, else the words themselves.</summary>
    public string Name(int? entity, ImmutableArray<TextSpan> spans) =>
        Entity(entity)?.Entity.Name ?? (spans.IsEmpty ? "nobody named" : Words(spans, ShortLengthMax));

    public string Participants(ImmutableArray<Participant> participants) =>
        participants.IsEmpty ? "" : string.Join(", ", participants.Select(Name).Distinct(StringComparer.Ordinal));

    /// <summary>The name of whom the words stand for, else the words: those that are only something of somebody ("an Iranian ship"), and those that hold a name where the first words for it held none.</summary>
    private string Name(Participant participant)
    {
        var words = Words([participant.Span], ShortLengthMax);
        return participant.IsOf || Entity(participant.Entity) is not { } actor || (!actor.Entity.Mentions.Any(m => m.Form == MentionForm.Name) && actor.Kind != EntityKind.Country && Capitals(words) > Capitals(actor.Entity.Name)) ? words : actor.Entity.Name;
    }

    private static int Capitals(string words) => words.Skip(1).Count(char.IsUpper);

    /// <summary>"Iran → two Iraqi bases · ASSAULT · heavy-weapons"; a side that the text leaves open is "…".</summary>
    public string Heading(Event @event)
    {
        var actors = Participants(@event.Actors);
        var recipients = Participants(@event.Recipients);
        var mode = @event.Mode is null ? "" : $" · {@event.Mode}";
        return $"{Or(actors, "…")} → {Or(recipients, "…")} · {@event.Type}{mode}";
    }

    /// <summary>"rocket × 12 · in Kesh, Oster · on 2031-03-03 · killed at least 8", what is known of it.</summary>
    public string Details(Event @event)
    {
        var parts = new List<string>();
        if (@event.Weapon is not null || @event.Count is not null)
        {
            parts.Add(@event.Weapon is null ? $"number {Range(@event.Count!)}" : @event.Count is null ? @event.Weapon : $"{@event.Weapon} × {Range(@event.Count)}");
        }

        if (@event.Place is { } index && index >= 0 && index < _reading.Places.Length)
        {
            var all = @event.Places.Where(p => p < _reading.Places.Length).DefaultIfEmpty(index).Select(p => _reading.Places[p]).DistinctBy(p => p.Name).ToList();
            parts.Add($"in {string.Join(" and ", all.Select((p, i) => p.Country is null || (i + 1 < all.Count && all[i + 1].Country == p.Country) ? p.Name : $"{p.Name}, {p.Country}"))}");
        }

        parts.Add(@event.OccurredOn.Interval is { } interval ? $"{Dates(interval)} ({@event.OccurredOn.Reason})" : "date not known");
        if (@event.Killed is not null)
        {
            parts.Add($"killed {Range(@event.Killed)}");
        }

        if (@event.Injured is not null)
        {
            parts.Add($"injured {Range(@event.Injured)}");
        }

        return string.Join(" · ", parts);
    }

    /// <summary>What a second telling of an event gives: "killed 12 · claimed by the ministry: "; empty where it is only told again.</summary>
    public string Again(Event @event)
    {
        List<string> parts = [];
        if (@event.Killed is not null)
        {
            parts.Add($"killed {Range(@event.Killed)}");
        }

        if (@event.Injured is not null)
        {
            parts.Add($"injured {Range(@event.Injured)}");
        }

        if (@event.Attribution is not null)
        {
            parts.Add(@event.Factuality == Factuality.Negated && @event.Status != EventStatus.Denied ? Standing(@event with { Factuality = Factuality.Actual }) : Standing(@event));
        }

        return parts.Count == 0 ? "" : string.Join(" · ", parts) + ": ";
    }

    /// <summary>How firmly it stands and on whose word: "claimed by Donald Trump".</summary>
    public string Standing(Event @event)
    {
        var attribution = Attribution(@event.Attribution);
        var by = attribution is null ? null : Chain(attribution);
        var status = @event.Status switch
        {
            EventStatus.Fact => by is null ? "fact, in the report's own words" : $"fact, by {by}",
            EventStatus.Claimed => $"claimed by {by ?? "nobody named"}",
            EventStatus.Accused => $"{Happened(@event)}accusation by {by ?? "nobody named"}",
            EventStatus.AccusedByAuthority => $"{Happened(@event)}accusation by an authority, {by ?? "not named"}",
            EventStatus.Possible => by is null ? "possible, nobody named" : $"possible, says {by}",
            EventStatus.Denied => by is null ? "denied, in the report's own words" : $"denied by {by}",
            _ => ContractNames.Of(@event.Status),
        };
        return @event.Factuality == Factuality.Actual ? status : $"{ContractNames.Of(@event.Factuality)} · {status}";
    }

    private static string Happened(Event @event) => @event.Happened == EventStatus.Fact ? "fact; who did it: " : "";

    /// <summary>Who says it, outermost first: "some reports › Donald Trump".</summary>
    public string Chain(Attribution attribution) =>
        string.Join(" › ", AttributionChain.Of(attribution, outer => Attribution(outer), source => Name(source.Entity, source.Spans)));

    /// <summary>"Mark Milley (role, as “A top US general”) · assert · indirect · reporters · said 2020-01-08".</summary>
    public string Heading(Attribution attribution)
    {
        var named = Entity(attribution.Source.Entity)?.Entity.Name;
        var spelled = attribution.Source.Spans.IsEmpty ? null : Words(attribution.Source.Spans, ShortLengthMax);
        var kind = ContractNames.Of(attribution.Source.Kind);
        var how = named is null || spelled is null || string.Equals(named, spelled, StringComparison.OrdinalIgnoreCase) || spelled is "who" or "which" or "that" ? kind : $"{kind}, as “{spelled}”";
        var act = ContractNames.Of(attribution.Act);
        act = string.Join(" and ", attribution.AlsoActs.Select(ContractNames.Of).Prepend(act));
        List<string> parts = [$"{Chain(attribution)} ({how})", attribution.Negated ? $"{act} (negated)" : act, ContractNames.Of(attribution.Form)];
        if (attribution.Medium is not null)
        {
            parts.Add(attribution.Medium);
        }

        if (attribution.Addressee is { } addressee && Words([addressee], ShortLengthMax) is var to && to != attribution.Medium)
        {
            parts.Add($"to {to}");
        }

        if (attribution.SaidOn is { } saidOn)
        {
            parts.Add($"said {Dates(saidOn)}");
        }

        if (!attribution.Hedges.IsEmpty)
        {
            parts.Add($"hedged: {string.Join(", ", attribution.Hedges)}");
        }

        return string.Join(" · ", parts);
    }

    /// <summary>The very words, in quotation marks where they are the source's own.</summary>
    public string Quote(Attribution attribution)
    {
        var words = Words(attribution.Content, QuoteLengthMax);
        if (attribution.Form != QuoteForm.Direct || words.Length == 0 || IsOpening(words[0]))
        {
            return words;
        }

        return words[^1] is '”' or '"' or '»' or '’' ? $"“{words}" : $"“{words}”";
    }

    private static bool IsOpening(char character) => character is '“' or '"' or '«' or '„' or '‘';

    public string Clause(Event @event) => Words([@event.Span], QuoteLengthMax);

    /// <summary>What a side says; what it denies with the word that denies it, for "any role" alone says the contrary.</summary>
    public string ShortQuote(Attribution attribution)
    {
        var words = Words(attribution.Content, ShortLengthMax);
        var isDenied = attribution is { Act: SpeechAct.Deny or SpeechAct.Doubt, Form: QuoteForm.Indirect, Negated: false } && !attribution.Cue.IsEmpty && !attribution.Content.IsEmpty && attribution.Cue[0] < attribution.Content[0];
        return isDenied ? $"{Words(attribution.Cue, ShortLengthMax)} {words}" : words;
    }

    /// <summary>Passages of the text with " … " between those that stand apart.</summary>
    public string Words(ImmutableArray<TextSpan> spans, int lengthMax)
    {
        var text = _reading.Document.Text;
        var words = Printable.Line(string.Join(" … ", spans.Where(span => span.End <= text.Length).Select(span => span.In(text).Trim())));
        if (words.Length <= lengthMax)
        {
            return words;
        }

        var cut = words.LastIndexOf(' ', lengthMax);
        cut = cut < lengthMax / 2 ? lengthMax : cut;
        cut -= char.IsHighSurrogate(words[cut - 1]) ? 1 : 0;
        return string.Create(CultureInfo.InvariantCulture, $"{words[..cut]} … (+{words.Length - cut:N0} characters)");
    }

    /// <summary>"8", "at least 8", "at most 8", "8–11".</summary>
    public static string Range(CountRange range) => Range(range.Min, range.Max);

    /// <inheritdoc cref="Range(CountRange)"/>
    public static string Range(int? min, int? max) => (min, max) switch
    {
        (null, null) => "some",
        ({ } low, null) => string.Create(CultureInfo.InvariantCulture, $"at least {low:N0}"),
        (null, { } high) => string.Create(CultureInfo.InvariantCulture, $"at most {high:N0}"),
        ({ } low, { } high) when low == high => low.ToString("N0", CultureInfo.InvariantCulture),
        ({ } low, { } high) => string.Create(CultureInfo.InvariantCulture, $"{low:N0}–{high:N0}"),
    };

    public static string Dates(DateInterval interval) => interval.Start == interval.End
        ? interval.Start.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{interval.Start:yyyy-MM-dd} to {interval.End:yyyy-MM-dd}");

    public static string Question(ContestedOn on) => on switch
    {
        ContestedOn.Intention => "What was intended",
        ContestedOn.Occurrence => "Whether it happened",
        ContestedOn.Responsibility => "Who did it",
        ContestedOn.Toll => "How many were killed or hurt",
        ContestedOn.Place => "Where it happened",
        ContestedOn.Time => "When it happened",
        _ => ContractNames.Of(on),
    };

    private static string Or(string text, string otherwise) => text.Length == 0 ? otherwise : text;
}
