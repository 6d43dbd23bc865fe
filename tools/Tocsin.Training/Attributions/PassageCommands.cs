using System.Globalization;
using Tocsin.Analysis;
using Tocsin.Analysis.Attributions;
using Tocsin.Tests;

namespace Tocsin.Training.Attributions;

/// <summary>Scores the reading of attributions on the passages under tests/.</summary>
internal static class PassageCommands
{
    private sealed class Tally
    {
        public RelationScore Outermost { get; } = new();

        public RelationScore All { get; } = new();

        public SortedDictionary<string, (int Right, int Of)> Accuracies { get; } = new(StringComparer.Ordinal);

        public void Count(string name, bool right)
        {
            var (r, n) = Accuracies.GetValueOrDefault(name);
            Accuracies[name] = (r + (right ? 1 : 0), n + 1);
        }
    }

    /// <summary>score-passages FOLDER [--errors]: prints both halves; with --errors also what differs in the dev half (never in the held one).</summary>
    public static int Score(string[] arguments)
    {
        if (arguments.Length == 0 || !Directory.Exists(arguments[0]))
        {
            Console.Error.WriteLine("score-passages wants the folder of passages: tests/Tocsin.Analysis.Tests/Attributions/Passages");
            return 2;
        }

        var reader = Reader.Load();
        var showErrors = arguments.Contains("--errors");
        var tallies = new Dictionary<bool, Tally> { [false] = new(), [true] = new() };
        foreach (var passage in Passage.ReadFolder(arguments[0]))
        {
            var reading = reader.Read(new Document(passage.Name, passage.Text));
            ScorePassage(passage, reading, tallies[passage.Held], showErrors && !passage.Held ? Console.Out : TextWriter.Null);
        }

        foreach (var (held, tally) in tallies)
        {
            Console.WriteLine(held ? "== held half" : "== dev half");
            Console.WriteLine(tally.Outermost.Print("outermost"));
            Console.WriteLine(tally.All.Print("with nested ones"));
            foreach (var (name, (right, of)) in tally.Accuracies)
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-22} {100.0 * right / of,5:F1} % of {of}"));
            }
        }

        return 0;
    }

    private static void ScorePassage(Passage passage, Reading reading, Tally tally, TextWriter errors)
    {
        var words = new EvaluationWords(passage.Text);
        var found = reading.Attributions;
        RelationWords OfGold(MarkedAttribution a) => words.Of(a.Source, a.Cue, a.Content);
        RelationWords OfFound(Attribution a) => words.Of(a.Source.Spans, a.Cue, a.Content);
        tally.Outermost.Add(
            [.. passage.Attributions.Where(a => a.Within is null).Select(OfGold)],
            [.. found.Where(a => a.Within is null).Select(OfFound)]);
        var partner = tally.All.Add([.. passage.Attributions.Select(OfGold)], [.. found.Select(OfFound)]);
        errors.WriteLine($"# {passage.Name}");
        for (var g = 0; g < partner.Length; g++)
        {
            var gold = passage.Attributions[g];
            if (partner[g] < 0)
            {
                errors.WriteLine($"  missed   {Show(passage.Text, gold.Source, gold.Cue, gold.Content)}");
                continue;
            }

            var mine = found[partner[g]];
            var differences = new List<string>();
            void Check(string name, bool right, string wrong)
            {
                tally.Count(name, right);
                if (!right)
                {
                    differences.Add(wrong);
                }
            }

            Check("kind", mine.Source.Kind == gold.Kind, $"kind {mine.Source.Kind} not {gold.Kind}");
            Check("act", mine.Act == gold.Act, $"act {mine.Act} not {gold.Act}");
            Check("form", mine.Form == gold.Form, $"form {mine.Form} not {gold.Form}");
            Check("negated", mine.Negated == gold.Negated, $"negated {mine.Negated}");
            if (gold.Negated)
            {
                Check("negated (those that are)", mine.Negated, "");
            }

            var within = gold.Within is { } outer ? passage.Attributions.ToList().FindIndex(a => a.Number == outer) : -1;
            var nested = mine.Within is null ? within < 0 : within >= 0 && partner[within] >= 0 && found[partner[within]].Number == mine.Within;
            Check("within", nested, $"within {(mine.Within is { } w ? Words(passage.Text, found.First(a => a.Number == w).Cue) : "nothing")}");
            Check("hedges", mine.Hedges.Order(StringComparer.Ordinal).SequenceEqual(gold.Hedges.Order(StringComparer.Ordinal)), $"hedges [{string.Join(", ", mine.Hedges)}] not [{string.Join(", ", gold.Hedges)}]");
            Check("medium", mine.Medium == gold.Medium, $"medium {mine.Medium ?? "-"} not {gold.Medium ?? "-"}");
            if (gold.Addressee is not null || mine.Addressee is not null)
            {
                var to = mine.Addressee?.In(passage.Text);
                Check("addressee (where any)", to == gold.Addressee, $"to {to ?? "-"} not {gold.Addressee ?? "-"}");
            }

            if (gold.Source.Count > 0 || gold.Who is not null)
            {
                var name = mine.Source.Entity is { } number ? reading.Entities.FirstOrDefault(e => e.Entity.Number == number) : null;
                var right = gold.Who is { } who
                    ? name is not null && Names(name, passage.Text).Any(n => Same(n, who))
                    : name is null || name.Entity.Mentions.All(m => m.Form != Language.Mentions.MentionForm.Name) || gold.Source.Any(s => s.In(passage.Text).Contains(name.Entity.Name, StringComparison.OrdinalIgnoreCase));
                Check(gold.Who is null ? "entity (no name)" : "entity", right, $"entity {name?.Entity.Name ?? "-"} not {gold.Who ?? "-"}");
            }

            if (differences.Count > 0)
            {
                errors.WriteLine($"  differs  {string.Join("; ", differences.Where(d => d.Length > 0))} :: {Show(passage.Text, gold.Source, gold.Cue, gold.Content)}");
            }

            if (!OfGold(gold).Content.SetEquals(OfFound(mine).Content) || !OfGold(gold).Source.SetEquals(OfFound(mine).Source))
            {
                errors.WriteLine($"  spans    {Show(passage.Text, gold.Source, gold.Cue, gold.Content)}\n     mine  {Show(passage.Text, mine.Source.Spans, mine.Cue, mine.Content)}");
            }
        }

        foreach (var extra in Enumerable.Range(0, found.Length).Except(partner).Select(f => found[f]))
        {
            errors.WriteLine($"  extra    {(extra.Within is null ? "" : "(nested) ")}{Show(passage.Text, extra.Source.Spans, extra.Cue, extra.Content)}");
        }
    }

    private static IEnumerable<string> Names(Analysis.Actors.ActorEntity entity, string text) =>
        entity.Entity.Mentions.Select(m => m.Span.In(text)).Append(entity.Entity.Name);

    /// <summary>One name is a part of the other, word by word, articles and case aside.</summary>
    private static bool Same(string a, string b)
    {
        static HashSet<string> Set(string s) => [.. s.ToUpperInvariant().Split(' ', '.', '@', ',').Where(w => w.Length > 0 && w is not ("THE" or "A" or "AN"))];
        var (first, second) = (Set(a), Set(b));
        return first.Count > 0 && second.Count > 0 && (first.IsSubsetOf(second) || second.IsSubsetOf(first));
    }

    private static string Words(string text, IEnumerable<Language.TextSpan> spans) => string.Join(" … ", spans.Select(s => s.In(text).ReplaceLineEndings(" ")));

    private static string Show(string text, IEnumerable<Language.TextSpan> source, IEnumerable<Language.TextSpan> cue, IEnumerable<Language.TextSpan> content) =>
        $"[{Words(text, source)}] [{Words(text, cue)}] [{Words(text, content)}]";
}
