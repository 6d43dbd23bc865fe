using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Tocsin.Analysis.Actors;
using Tocsin.Analysis.Assessment;
using Tocsin.Analysis.Contract;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Situations;
using Tocsin.Analysis.Watching;
using Tocsin.Cli.Briefing;
using Tocsin.Cli.Situations;
using Tocsin.Language.Mentions;

namespace Tocsin.Cli.Assess;

/// <summary>Fetches the facts of a scope, of which nothing recorded later than the moment is part; null for now.</summary>
internal delegate RecordFacts FactSource(Situation situation, DateTimeOffset? asOf);

/// <summary>From a question as asked to what is printed.</summary>
internal sealed class Answering
{
    /// <summary>Where all reports are older, "now" would only say that nothing has been heard since.</summary>
    private const int OldDays = 30;

    private readonly Asked _asked;
    private readonly Surroundings _surroundings;
    private readonly Messages _messages;
    private readonly CountryLexicon _countries = CountryLexicon.Load();
    private readonly SituationParser _parser;
    private readonly IncidentJoiner _join;

    /// <summary>The clock that is asked for, or that a moment before the record began needs.</summary>
    private RecordClock? _clock;

    public Answering(Asked asked, Surroundings surroundings)
    {
        (_asked, _surroundings, _clock) = (asked, surroundings, asked.Clock);
        _messages = new Messages(surroundings.Error);
        _parser = new SituationParser(_countries, () => new ActorResolver(ActorLexicon.Load(_countries)));
        _join = SituationViewer.Load(_countries).Join;
    }

    /// <param name="all">All facts there are, where they are few; else each question fetches its own.</param>
    /// <param name="usual">The clock where the user names none.</param>
    public int Answer(RecordFacts? all, RecordClock usual, FactSource fetch)
    {
        try
        {
            if (_asked.Question.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || _asked.Question.EndsWith(".yml", StringComparison.OrdinalIgnoreCase))
            {
                return OfFile(all, usual, fetch);
            }

            return OfWords(all, usual, fetch);
        }
        catch (OutputException error)
        {
            if (!error.IsClosed)
            {
                _messages.Tell($"standard output: {error.Message}");
            }

            return error.IsClosed ? ExitCode.Ok : ExitCode.Failure;
        }
    }

    private int OfFile(RecordFacts? all, RecordClock usual, FactSource fetch)
    {
        string text;
        try
        {
            text = File.ReadAllText(_asked.Question);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            _messages.Tell($"{_asked.Question}: cannot be read ({error.Message.TrimEnd('.')}).");
            return ExitCode.Failure;
        }

        var problems = new List<WatchProblem>();
        var questions = new QuestionReader(name => Side(name).Side, problems).Read(WatchMap.Parse(text, problems));
        foreach (var problem in problems)
        {
            _messages.Tell($"{_asked.Question}:{problem}");
        }

        if (questions.IsEmpty)
        {
            _messages.Tell($"{_asked.Question}: there is no question in it that can be asked. They stand under questions: (docs/assessment.md).");
            return ExitCode.Failure;
        }

        foreach (var question in questions)
        {
            var facts = all ?? Fetch(fetch, ScopeOf(question));
            Print(question, facts, Moment(facts, usual), all is null);
        }

        return problems.Count == 0 ? ExitCode.Ok : ExitCode.SomeFailed;
    }

    private int OfWords(RecordFacts? all, RecordClock usual, FactSource fetch)
    {
        var builtIn = BuiltInQuestions.Load();
        if (builtIn.Understand(_asked.Question) is not { } understood)
        {
            _messages.Tell($"\"{_asked.Question}\" is no question that Tocsin has. It has: {string.Join("; ", builtIn.All.Select(one => one.Asked[0].Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal) + " …"))}. Others go into a file (docs/assessment.md).");
            return ExitCode.Usage;
        }

        var x = Side(understood.X);
        var y = understood.Y is null ? ((string?)null, (string?)null) : Side(understood.Y);
        if (x.Side is null || (understood.Y is not null && y.Item1 is null) || x.Side == y.Item1)
        {
            _messages.Tell(x.Side is null ? x.Message! : y.Item1 is null ? y.Item2! : $"\"{understood.X}\" and \"{understood.Y}\" are one side.");
            return ExitCode.Usage;
        }

        var facts = all ?? Fetch(fetch, new Situation(_asked.Question, y.Item1 is null ? [x.Side] : [x.Side, y.Item1], [], [], []));
        if (!_asked.Show && !IsNamed(facts, x.Side))
        {
            _messages.Tell($"no report that was read names \"{understood.X}\": there is nothing to weigh.");
            return ExitCode.Failure;
        }

        var (asOf, clock) = Moment(facts, usual);
        var other = y.Item1 ?? BuiltInQuestions.Opponent(x.Side, AssessmentBasis.Of(Moments.At(facts, asOf, clock), _join));
        if (other is null)
        {
            _messages.Tell($"nobody who acts against {Name(x.Side, understood.X)}, or it against them, is in what was read; the other side is taken to be anybody else.");
        }
        else if (y.Item1 is null && all is null)
        {
            facts = Fetch(fetch, new Situation(_asked.Question, [x.Side, other], [], [], []));
        }

        // No side has a name of this form, so that nothing is found for a side that is not there.
        var sides = ((x.Side, Name(x.Side, understood.X)), other is null ? ("(nobody)", "the other side") : (other, Name(other, understood.Y ?? NameIn(facts, other))));
        if (_asked.Show)
        {
            new DataOutput(_surroundings.Out).Write(Encoding.UTF8.GetBytes(builtIn.FileOf(understood.Id, sides.Item1, sides.Item2)));
            return ExitCode.Ok;
        }

        Print(builtIn.Of(understood.Id, sides.Item1, sides.Item2), facts, (asOf, clock), all is null);
        return ExitCode.Ok;
    }

    /// <summary>What was known of a scope at the moment that is asked for. Of an archive that was recorded later nothing was recorded by then: what had been published counts.</summary>
    private RecordFacts Fetch(FactSource fetch, Situation scope)
    {
        var facts = fetch(scope, _clock == RecordClock.Published ? null : _asked.AsOf);
        if (_clock is null && _asked.AsOf is { } asOf && facts.Readings.IsEmpty && fetch(scope, null) is var all && all.Readings.Any(reading => reading.Document.PublishedAt <= asOf))
        {
            _messages.Tell("nothing of it had been recorded by then; asked by what had been published. --clock recorded chooses otherwise.");
            _clock = RecordClock.Published;
            return all;
        }

        return facts;
    }

    private static Situation ScopeOf(Question question) => question.Sides.IsEmpty ? Situation.Everything : new Situation(question.Text, question.Sides, [], [], []);

    private (string? Side, string? Message) Side(string name) => _parser.Parse("actor:" + name.Replace(';', ' ')) switch
    {
        ParsedScope.Understood { Situation.Sides: [var side, ..] } => (side, null),
        ParsedScope.Unclear unclear => (null, unclear.Message),
        _ => (null, $"\"{name}\" names nobody."),
    };

    /// <summary>Somebody of the side acts, suffers, speaks or is said to mean something.</summary>
    private static bool IsNamed(RecordFacts facts, string side) => facts.Readings.Any(reading => reading.Intentions.Any(said => said.Side == side)
        || reading.Events.SelectMany(told => told.Actors.Concat(told.Recipients)).Concat(reading.Claims.Select(claim => claim.Source).OfType<RecordedParty>()).Any(party => party.Side == side || party.Key == side || party.Country == side));

    private string Name(string side, string? asWritten) => _countries.ByCode(side)?.Name ?? asWritten ?? side;

    /// <summary>What most reports call a side.</summary>
    private static string? NameIn(RecordFacts facts, string side) => facts.Readings.SelectMany(reading => reading.Events.SelectMany(told => told.Actors.Concat(told.Recipients)).Concat(reading.Claims.Select(claim => claim.Source).OfType<RecordedParty>()))
        .Where(party => party.Key == side).GroupBy(party => party.Name, StringComparer.Ordinal).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).FirstOrDefault()?.Key;

    private (DateTimeOffset AsOf, RecordClock Clock) Moment(RecordFacts facts, RecordClock usual)
    {
        var clock = _clock ?? usual;
        if (_asked.AsOf is { } given)
        {
            return (given, clock);
        }

        var now = TimeProvider.System.GetUtcNow();
        var newest = facts.Readings.Select(reading => reading.Document.PublishedAt).Max();
        var end = newest is { } last ? MomentOption.EndOf(DateOnly.FromDateTime(last.UtcDateTime)) : now;
        if (clock == RecordClock.Published)
        {
            return (end < now || usual == RecordClock.Published ? end : now, clock);
        }

        if (_clock is null && newest < now.AddDays(-OldDays))
        {
            _messages.Tell(string.Create(CultureInfo.InvariantCulture, $"the newest report came out on {newest:yyyy-MM-dd}; asked as of that day, as it was published. --as-of and --clock choose otherwise."));
            return (end, RecordClock.Published);
        }

        return (now, clock);
    }

    private void Print(Question question, RecordFacts facts, (DateTimeOffset AsOf, RecordClock Clock) moment, bool isRecord)
    {
        Assessment At(DateTimeOffset asOf) => Assessor.Assess(question, AssessmentBasis.Of(Moments.At(facts, asOf, moment.Clock), _join));

        var answer = At(moment.AsOf);
        var before = _asked.Since is { } since ? At(since) : null;
        ImmutableArray<Assessment> series = _asked.Hours is { } hours ? [.. Hours(facts, moment, hours).Select(At)] : [];
        var output = new DataOutput(_surroundings.Out);
        if (_asked.IsJson)
        {
            foreach (var one in series.IsEmpty ? [answer] : series)
            {
                Write(output, one);
            }

            return;
        }

        var page = new Page(_surroundings.Width, _surroundings.Colour);
        var documents = facts.Readings.ToDictionary(reading => reading.Document.Id, reading => reading.Document, StringComparer.Ordinal);
        new AssessmentBrief(page, _surroundings.Width, documents).Write(answer, isRecord ? question.Sides.IsEmpty ? " in the record" : $" in the record about {string.Join(" and ", question.Sides.Select(side => Name(side, null)))}" : " as given", before, Decided(answer, question, Moments.At(facts, moment.AsOf, moment.Clock)), series, _asked.WithMatrix);
        output.Write(Encoding.UTF8.GetBytes(page.Take()));
    }

    /// <summary>What people decided on the reports of an answer, and the answer as it would be without; null where they decided nothing that it rests on.</summary>
    private DecidedAnswer? Decided(Assessment answer, Question question, RecordFacts known)
    {
        var documents = known.Readings.Select(reading => reading.Document.Id).ToHashSet(StringComparer.Ordinal);
        if (!known.Corrections.Any(correction => Corrected.DocumentsOf(correction).Any(documents.Contains)))
        {
            return null;
        }

        var undecided = Assessor.Assess(question, AssessmentBasis.Of(known with { Corrections = [] }, _join));
        var used = answer.Documents.Union(undecided.Documents).ToHashSet(StringComparer.Ordinal);
        ImmutableArray<Correction> decisions = [.. known.Corrections.Where(correction => Corrected.DocumentsOf(correction).Any(used.Contains)).OrderBy(correction => correction.RecordedAt)];
        return decisions.IsEmpty ? null : new DecidedAnswer(undecided, decisions);
    }

    /// <summary>The full hours at which something was known that was not an hour before, the first and the moment itself.</summary>
    private static IEnumerable<DateTimeOffset> Hours(RecordFacts facts, (DateTimeOffset AsOf, RecordClock Clock) moment, int hours)
    {
        var known = -1;
        for (var back = hours; back > 0; back--)
        {
            var at = moment.AsOf.AddHours(-back);
            var count = facts.Readings.Count(reading => Moments.KnownFrom(reading.Document, moment.Clock) <= at) + facts.Corrections.Count(correction => correction.RecordedAt <= at);
            if (count != known)
            {
                known = count;
                yield return at;
            }
        }

        yield return moment.AsOf;
    }

    private static void Write(DataOutput output, Assessment answer)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, ReadingJson.WriterOptions))
        {
            AssessmentJson.Write(json, answer);
        }

        buffer.WriteByte((byte)'\n');
        output.Write(buffer.ToArray());
    }
}
