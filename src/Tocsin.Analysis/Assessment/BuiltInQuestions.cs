using System.Collections.Immutable;
using System.Reflection;
using System.Text.RegularExpressions;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Watching;
using Tocsin.Language.Mentions;

namespace Tocsin.Analysis.Assessment;

/// <summary>A question as asked in words: which one is meant, and of whom.</summary>
/// <param name="Id">Of the built-in question.</param>
/// <param name="X">Words for the one asked about.</param>
/// <param name="Y">Words for the other side; null where only one is named.</param>
public sealed record AskedQuestion(string Id, string X, string? Y);

/// <summary>The questions that come with Tocsin (data/assessment/questions.yaml): written in the same form as a user's, so that a user can copy and change them.</summary>
public sealed class BuiltInQuestions
{
    private readonly CountryLexicon _countries = CountryLexicon.Load();
    private readonly string _text;
    private readonly ImmutableArray<(string Id, ImmutableArray<string> Asked)> _questions;

    private BuiltInQuestions(string text)
    {
        _text = text;
        var problems = new List<WatchProblem>();
        _questions = [.. WatchMap.Parse(text, problems).Maps("questions").Select(map => (map.Text("id")!, map.Texts("asked")))];
        if (problems.Count > 0)
        {
            throw new InvalidDataException($"data/assessment/questions.yaml: {problems[0]}");
        }
    }

    public static BuiltInQuestions Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("data/assessment/questions.yaml")
            ?? throw new InvalidDataException("data/assessment/questions.yaml is not embedded in the assembly.");
        return new BuiltInQuestions(new StreamReader(stream).ReadToEnd());
    }

    /// <summary>For each question, how it can be asked: "did {X} mean to".</summary>
    public ImmutableArray<(string Id, ImmutableArray<string> Asked)> All => _questions;

    /// <summary>Which question the words ask; null where none. Case, the question mark and what follows the form do not matter.</summary>
    public AskedQuestion? Understand(string words)
    {
        var asked = Regex.Replace(words.Trim().TrimEnd('?', '.', ' '), @"\s+", " ");
        foreach (var (id, forms) in _questions)
        {
            foreach (var form in forms)
            {
                var pattern = "^" + Regex.Escape(form).Replace(@"\{X}", "(?<X>.+?)", StringComparison.Ordinal).Replace(@"\{Y}", "(?<Y>.+?)", StringComparison.Ordinal)
                    + (form.EndsWith('}') ? "$" : @"(\W.*)?$");
                if (Regex.Match(asked, pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)) is { Success: true } match)
                {
                    return new AskedQuestion(id, Name(match.Groups["X"].Value), match.Groups["Y"].Success ? Name(match.Groups["Y"].Value.Split(" within ", 2)[0]) : null);
                }
            }
        }

        return null;
    }

    /// <summary>The question of two sides, as a file that a user can change.</summary>
    /// <param name="x">Side and name of the one asked about.</param>
    /// <param name="y">Side and name of the other.</param>
    public string FileOf(string id, (string Side, string Name) x, (string Side, string Name) y)
    {
        var start = _text.IndexOf($"  - id: {id}\n", StringComparison.Ordinal);
        if (start < 0)
        {
            throw new ArgumentException($"There is no built-in question '{id}'.", nameof(id));
        }

        var end = _text.IndexOf("\n  - id: ", start, StringComparison.Ordinal);
        var block = end < 0 ? _text[start..] : _text[start..(end + 1)];
        string Spoken(string name) => _countries.ByName(name) is { } country && country.Name == name ? country.InSentence : name;
        (x, y) = ((x.Side, Spoken(x.Name)), (y.Side, Spoken(y.Name)));
        return "questions:\n" + block.TrimEnd().Replace("{X.name}", Quoted(x.Name), StringComparison.Ordinal).Replace("{Y.name}", Quoted(y.Name), StringComparison.Ordinal)
            .Replace("{X}", Quoted(x.Side), StringComparison.Ordinal).Replace("{Y}", Quoted(y.Side), StringComparison.Ordinal) + "\n";
    }

    public Question Of(string id, (string Side, string Name) x, (string Side, string Name) y)
    {
        var problems = new List<WatchProblem>();
        var file = WatchMap.Parse(FileOf(id, x, y), problems);
        var read = new QuestionReader(side => side, problems).Read(file);
        return problems.Count == 0 && read.Length == 1 ? read[0] : throw new InvalidDataException($"data/assessment/questions.yaml, {id}: {(problems.Count > 0 ? problems[0] : "not read")}");
    }

    /// <summary>The side that stands against another in what was read and has the most between them; null where nobody does.</summary>
    public static string? Opponent(string side, AssessmentBasis basis)
    {
        ArgumentNullException.ThrowIfNull(basis);

        return Opposed(basis).Where(pair => pair.First == side || pair.Second == side).Select(pair => pair.First == side ? pair.Second : pair.First).FirstOrDefault();
    }

    /// <summary>Pairs that stand against each other in what was read, those with the most between them first, then the sharpest by acts: one raid by a band does not make it the other side of a war.</summary>
    /// <remarks>Who only suffers ("eight soldiers") is nobody's other side; who acts or speaks may be.</remarks>
    public static IEnumerable<(string First, string Second)> Opposed(AssessmentBasis basis)
    {
        ArgumentNullException.ThrowIfNull(basis);
        var acting = basis.Readings.SelectMany(reading => reading.Events.SelectMany(told => told.Actors).Concat(reading.Claims.Select(claim => claim.Source).OfType<RecordedParty>()))
            .Select(party => party.Side).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return basis.Pairs.Where(pair => (pair.Acts.Level > 0 || pair.Statements.Level > 0) && acting.Contains(pair.Pair.First) && acting.Contains(pair.Pair.Second))
            .OrderByDescending(pair => pair.Acts.Happenings + pair.Statements.Happenings).ThenByDescending(pair => pair.Acts.Level).ThenByDescending(pair => pair.Statements.Level).ThenBy(pair => pair.Pair).Select(pair => (pair.Pair.First, pair.Pair.Second));
    }

    private static string Name(string words) => words.Trim(' ', '"', '“', '”');

    /// <summary>Inside double quotation marks in YAML.</summary>
    private static string Quoted(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
}
