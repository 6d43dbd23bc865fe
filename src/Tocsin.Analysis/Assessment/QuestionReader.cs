using System.Collections.Immutable;
using System.Globalization;
using Tocsin.Analysis.Watching;

namespace Tocsin.Analysis.Assessment;

/// <summary>Reads questions from a user's file (docs/assessment.md has the keys). A question with a fault is told with its place and left out; the others are read.</summary>
/// <param name="sideOf">The side that a name stands for ("Iran" is IRN); null where it cannot be told.</param>
/// <param name="problems">The list that the map was parsed with.</param>
public sealed class QuestionReader(Func<string, string?> sideOf, List<WatchProblem> problems)
{
    /// <summary>Priors may be written roughly; beyond this the user is told that they were scaled.</summary>
    private const double PriorSlack = 0.005;

    private static readonly Dictionary<string, double> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["almost no chance"] = 0.03,
        ["very unlikely"] = 0.12,
        ["unlikely"] = 0.33,
        ["roughly even chance"] = 0.5,
        ["even"] = 0.5,
        ["likely"] = 0.67,
        ["very likely"] = 0.87,
        ["almost certain"] = 0.97,
    };

    private readonly PatternReader _patterns = new(sideOf);

    /// <summary>All under <c>questions:</c>.</summary>
    public ImmutableArray<Question> Read(WatchMap file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var found = ImmutableArray.CreateBuilder<Question>();
        foreach (var map in file.Maps("questions"))
        {
            if (ReadOne(map) is not { } question)
            {
                continue;
            }

            if (found.Any(other => other.Id == question.Id))
            {
                map.Tell($"A second question is named \"{question.Id}\"; this one is left out.");
                continue;
            }

            found.Add(question);
        }

        return found.ToImmutable();
    }

    /// <summary>One question; null where something in it is wrong, which is then told.</summary>
    public Question? ReadOne(WatchMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        var before = problems.Count;
        map.Texts("asked");
        var id = map.Required("id", "kill-or-signal");
        var text = map.Required("question", "Did they mean to kill?");
        var notes = new List<string>();
        var hypotheses = Hypotheses(map, notes);
        var about = map.Map("about") is { } act ? _patterns.Events(act, byIncident: false) : null;
        var aboutElse = map.Map("aboutElse") is { } other ? _patterns.Events(other, byIncident: false) : null;
        var since = map.Text("since") is { } day ? Day(map, day) : null;
        var sides = map.Texts("sides").Select(name => _patterns.Side(map, "sides", name)).OfType<string>().ToImmutableArray();
        var indicators = map.Maps("indicators").Select(one => Indicator(one, hypotheses)).OfType<Indicator>().ToImmutableArray();
        if (indicators.IsEmpty && problems.Count == before)
        {
            map.Tell("A question needs indicators: what would be seen more under one reading than under another.");
        }

        if (indicators.GroupBy(one => one.Id, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            map.Tell("indicators", $"Two indicators are named \"{twice.Key}\".");
        }

        map.TellUnknown();
        if (problems.Count > before)
        {
            map.Tell($"The question{(id is null ? "" : $" \"{id}\"")} is left out until that is mended.");
            return null;
        }

        return new Question(id!, text!, hypotheses, indicators, about, since, sides, [.. notes]) { AboutElse = aboutElse };
    }

    private static DateOnly? Day(WatchMap map, string text)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        map.Tell("since", $"\"{text}\" is no day. Write it as 2031-03-04.");
        return null;
    }

    /// <summary>Those of the file and "other"; priors as written, equal where none is.</summary>
    private ImmutableArray<Hypothesis> Hypotheses(WatchMap map, List<string> notes)
    {
        var written = map.Maps("hypotheses").Select(one =>
        {
            var read = (Id: one.Required("id", "signal"), Text: one.Required("text", "They meant to send a signal"), Prior: one.Part("prior"));
            one.TellUnknown();
            return read;
        }).ToList();
        var other = map.Part("other");
        if (written.Exists(one => one.Id is null || one.Text is null))
        {
            return [];
        }

        if (written.Count < 2)
        {
            map.Tell("hypotheses", "A question needs two readings or more that compete.");
            return [];
        }

        if (written.GroupBy(one => one.Id).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            map.Tell("hypotheses", $"Two hypotheses are named \"{twice.Key}\".");
            return [];
        }

        if (written.Exists(one => one.Prior is 0))
        {
            map.Tell("hypotheses", "A prior of 0 can never be moved by any evidence. Write a small one, such as 1%.");
            return [];
        }

        if (!written.Exists(one => one.Id == Question.OtherId))
        {
            var prior = other ?? Question.OtherPrior;
            if (prior is 0 or 1)
            {
                map.Tell("other", "\"other\" is more than 0 and less than 1: no list of readings is sure to be complete.");
                return [];
            }

            notes.Add(string.Create(CultureInfo.InvariantCulture, $"\"other\" was added, so that the readings are exhaustive: prior {prior * 100:0.#} %."));
            var left = 1 - prior - written.Sum(one => one.Prior ?? 0);
            var open = written.Count(one => one.Prior is null);
            written = [.. written.Select(one => one with { Prior = one.Prior ?? Math.Max(0.01, left / open) }), ((string?)Question.OtherId, (string?)"none of these", (double?)prior)];
        }
        else
        {
            var left = 1 - written.Sum(one => one.Prior ?? 0);
            var open = written.Count(one => one.Prior is null);
            written = [.. written.Select(one => one with { Prior = one.Prior ?? Math.Max(0.01, left / open) })];
        }

        var sum = written.Sum(one => one.Prior!.Value);
        if (Math.Abs(sum - 1) > PriorSlack)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"The priors summed to {sum * 100:0.#} % and were scaled to 100 %."));
        }

        return [.. written.Select(one => new Hypothesis(one.Id!, one.Text!, new Probability(Math.Min(1, one.Prior!.Value / sum)), one.Id == Question.OtherId))];
    }

    private Indicator? Indicator(WatchMap map, ImmutableArray<Hypothesis> hypotheses)
    {
        var id = map.Required("id", "notice-given");
        var text = map.Text("text") ?? id;
        var patterns = new List<EvidencePattern?>();
        if (map.Map("claims") is { } claims)
        {
            patterns.Add(_patterns.Claims(claims));
        }

        if (map.Map("events") is { } events)
        {
            patterns.Add(_patterns.Events(events, byIncident: false));
        }

        if (map.Map("incidents") is { } incidents)
        {
            patterns.Add(_patterns.Events(incidents, byIncident: true));
        }

        if (map.Map("contested") is { } contested)
        {
            patterns.Add(_patterns.Contests(contested));
        }

        if (map.Map("tension") is { } tension)
        {
            patterns.Add(_patterns.Tension(tension));
        }

        var window = map.Map("days") is { } days ? Window(days) : null;
        var likelihood = Likelihoods(map, "likelihood", hypotheses);
        var said = Likelihoods(map, "said", hypotheses);
        var absent = Likelihoods(map, "absent", hypotheses);
        var decides = map.Text("decides") is { } outcome ? Outcome(map, outcome, hypotheses) : null;
        if (patterns.Count != 1)
        {
            map.Tell("An indicator looks for one thing: claims, events, incidents, contested or tension.");
        }
        else if (!map.Has("likelihood"))
        {
            map.Tell("An indicator needs likelihood: how likely it is under each hypothesis, as likelihood: { kill: 0.2, signal: 70% }.");
        }
        else if (!absent.IsEmpty && window?.To is null)
        {
            map.Tell("absent", "Not seeing it can only count within a window. Write days: { from: 0, to: 7 }.");
        }

        map.TellUnknown();
        return id is null || patterns.Count != 1 || patterns[0] is null || likelihood.IsEmpty ? null : new Indicator(id, text!, patterns[0]!, likelihood, said, absent, window) { Decides = decides };
    }

    private static int? Outcome(WatchMap map, string id, ImmutableArray<Hypothesis> hypotheses)
    {
        var place = hypotheses.IsEmpty ? 0 : hypotheses.ToList().FindIndex(one => one.Id == id);
        if (place < 0)
        {
            map.Tell("decides", $"There is no hypothesis \"{id}\". There are: {string.Join(", ", hypotheses.Select(one => one.Id))}.");
            return null;
        }

        return place;
    }

    private static EvidenceWindow? Window(WatchMap map)
    {
        var (from, to) = (map.Whole("from", -3650, 3650) ?? 0, map.Whole("to", -3650, 3650));
        map.TellUnknown();
        if (to < from)
        {
            map.Tell("to", "The window ends before it begins.");
            return null;
        }

        return new EvidenceWindow(from, to);
    }

    /// <summary>In the order of the hypotheses; "other" is the mean of the rest where it is left out. Empty where the key is missing or wrong.</summary>
    private static ImmutableArray<double> Likelihoods(WatchMap map, string key, ImmutableArray<Hypothesis> hypotheses)
    {
        if (!map.Has(key) || map.Map(key) is not { } values || hypotheses.IsEmpty)
        {
            return [];
        }

        var read = hypotheses.Select(one => values.Text(one.Id) is { } text ? Words.TryGetValue(text, out var word) ? word : values.Part(one.Id) : (double?)null).ToList();
        values.TellUnknown();
        for (var h = 0; h < read.Count; h++)
        {
            if (read[h] is null && !values.Has(hypotheses[h].Id) && !hypotheses[h].IsOther)
            {
                values.Tell($"\"{key}\" lacks {hypotheses[h].Id}.");
            }
            else if (read[h] is { } value && value is < Question.LikelihoodMin or > Question.LikelihoodMax)
            {
                values.Tell(hypotheses[h].Id, "A likelihood is 1% to 99%: nothing that is read in the news settles a question alone.");
            }
        }

        return read.Where((value, h) => value is null && !hypotheses[h].IsOther).Any() ? [] : [.. read.Select(value => value ?? read.OfType<double>().Average())];
    }
}
