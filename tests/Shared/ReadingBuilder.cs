using System.Collections.Immutable;
using Tocsin.Analysis;
using Tocsin.Analysis.Actors;
using Tocsin.Analysis.Attributions;
using Tocsin.Analysis.Contention;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Places;
using Tocsin.Analysis.Times;
using Tocsin.Language;
using Tocsin.Language.Mentions;

namespace Tocsin.Tests;

/// <summary>Builds a reading by hand: every span is given by its words, found in the text, so nobody counts characters.</summary>
internal sealed class ReadingBuilder(Document document)
{
    private readonly List<ActorEntity> _entities = [];
    private readonly List<TimeExpression> _times = [];
    private readonly List<PlaceMention> _places = [];
    private readonly List<Attribution> _attributions = [];
    private readonly List<Event> _events = [];
    private readonly List<Contested> _contested = [];

    public TextSpan At(string words)
    {
        var start = document.Text.IndexOf(words, StringComparison.Ordinal);
        return start < 0 ? throw new ArgumentException($"The text does not hold \"{words}\".", nameof(words)) : new TextSpan(start, words.Length);
    }

    public int Entity(EntityKind kind, string name, string? country = null, string[]? sectors = null, string[]? roles = null)
    {
        var number = _entities.Count + 1;
        var entity = new Entity(number, kind, name, [.. roles ?? []], [new Mention(At(name), MentionForm.Name, 0, 0)]);
        _entities.Add(new ActorEntity(entity, kind, country, [.. sectors ?? []]));
        return number;
    }

    public void Time(string words, DateOnly day) =>
        _times.Add(new TimeExpression(At(words), TimeType.Date, day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), new DateInterval(day, day), Granularity.Day, "weekday before publication"));

    public int Place(string words, string? country)
    {
        _places.Add(new PlaceMention(At(words), words, PlaceKind.City, country, 98182, 33.34058, 44.40088, "the only one of that name"));
        return _places.Count - 1;
    }

    public int Said(
        string? source, int? entity, SourceKind kind, string cue, string content, SpeechAct act = SpeechAct.Assert, QuoteForm form = QuoteForm.Indirect,
        int? within = null, string? medium = null, string[]? hedges = null, DateOnly? on = null)
    {
        var number = _attributions.Count + 1;
        _attributions.Add(new Attribution(
            number, new Source(source is null ? [] : [At(source)], entity, kind), [At(cue)], [At(content)], form, act, Negated: false, [.. hedges ?? []], medium, Addressee: null,
            within, on is { } day ? new DateInterval(day, day) : null, 0.93));
        return number;
    }

    public string Happened(
        string clause, string anchor, string type, (int? Entity, string Words)[] actors, (int? Entity, string Words)[] recipients, string? mode = null, int? place = null, DateOnly? on = null,
        EventStatus status = EventStatus.Fact, int? attribution = null, Factuality factuality = Factuality.Actual, string? weapon = null, (int? Min, int? Max, string Words)? count = null,
        (int? Min, int? Max, string Words)? killed = null)
    {
        CountRange? Range((int? Min, int? Max, string Words)? given) => given is { } range ? new CountRange(range.Min, range.Max, At(range.Words)) : null;
        ImmutableArray<Participant> Participants((int? Entity, string Words)[] given) => [.. given.Select(p => new Participant(p.Entity, At(p.Words)))];
        var number = _events.Count + 1;
        var occurred = on is { } day
            ? new Occurrence(new DateInterval(day, day), Granularity.Day, "weekday before publication")
            : new Occurrence(null, Granularity.Vague, "no date in the clause");
        var coded = new Event(
            number, At(clause), At(anchor), type, mode, "194", ["military"], -9.0, Quad.MaterialConflict, Participants(actors), Participants(recipients), place, occurred, status, attribution,
            factuality, weapon, Range(count), Range(killed), Injured: null, 0.8, "lexicon: fire at")
        {
            Happened = status,
        };
        _events.Add(coded);
        return coded.Id;
    }

    public void Contested(string? about, ContestedOn on, params int[][] sides) => _contested.Add(new Contested(about, on, [.. sides.Select(side => side.ToImmutableArray())]));

    /// <summary>Each paragraph is taken for one sentence of one token; enough for what only needs spans.</summary>
    public Reading Build()
    {
        var sentences = new List<Sentence>();
        var start = 0;
        foreach (var line in document.Text.Split('\n'))
        {
            var words = line.Trim();
            if (words.Length > 0)
            {
                sentences.Add(new Sentence([Token.Unanalyzed(new TextSpan(document.Text.IndexOf(words, start, StringComparison.Ordinal), words.Length), words)], [], [], startsParagraph: true));
            }

            start += line.Length + 1;
        }

        return new Reading(document, new ParsedText(document.Text, [.. sentences]), [.. _entities], [.. _times], [.. _places], [.. _attributions], [.. _events], [.. _contested]);
    }
}
