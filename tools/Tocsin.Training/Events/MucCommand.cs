using System.Globalization;
using Tocsin.Analysis;
using Tocsin.Analysis.Events;
using Tocsin.Language;


namespace Tocsin.Training.Events;

/// <summary>Scores perpetrator organisations and how firmly the report says so, on MUC-4 keys.</summary>
/// <remarks>
/// Per message: an organisation of the key is found where an actor of an ASSAULT (or a seizure or sabotage) shares a name with it; each found once.
/// Predicted organisations that match none are mistakes, several names of one count once. Confidence is right where the status of one of the
/// matching events is among those the key accepts. MUC-4's own scorer also aligns templates; this one looks at whole messages, so it is more lenient.
/// </remarks>
internal static class MucCommand
{
    /// <summary>Cues that lay what is said on the authority that says it, or in which one takes the guilt of another upon itself; "police reported" does neither.</summary>
    private static readonly string[] Ascribing = ["according to", "admit", "acknowledg", "accept", "concede"];

    private sealed record Found(HashSet<string> Names, HashSet<string> Confidence, string Where);

    /// <summary>muc FOLDER [--errors] [--only ID,ID…]: FOLDER holds messages, in capitals as they came, and keys.</summary>
    public static int Run(string[] arguments)
    {
        if (arguments.Length < 1 || !Directory.Exists(arguments[0]))
        {
            Console.Error.WriteLine("muc wants a folder of MUC-4 messages with keys");
            return 2;
        }

        var reader = Reader.Load();
        var lexicon = EventLexicon.Load();
        var errors = arguments.Contains("--errors");
        var only = Array.IndexOf(arguments, "--only") is var at and >= 0 && at + 1 < arguments.Length ? arguments[at + 1].Split(',') : null;
        var (gold, hits, predicted, right, judged) = (0, 0, 0, 0, 0);
        foreach (var message in MucCorpus.Read(Directory.EnumerateFiles(arguments[0])).Where(m => only is null || only.Contains(m.Id, StringComparer.Ordinal)))
        {
            var reading = reader.Read(new Document(message.Id, message.Text, PublishedAt: message.Published));
            var found = Organizations(reading, lexicon);
            var used = new HashSet<Found>();
            foreach (var perpetrator in message.Perpetrators)
            {
                var matches = found.Where(f => f.Names.Any(n => perpetrator.Names.Any(p => MucNames.AreSame(n, p)))).ToList();
                used.UnionWith(matches);
                if (perpetrator.Optional)
                {
                    continue;
                }

                gold++;
                if (matches.Count > 0)
                {
                    hits++;
                    if (perpetrator.Confidence.Count > 0)
                    {
                        judged++;
                        right += matches.SelectMany(m => m.Confidence).Any(perpetrator.Confidence.Contains) ? 1 : 0;
                    }
                }

                if (errors)
                {
                    if (matches.Count == 0 || only is not null)
                    {
                        Show(reading, perpetrator.Names);
                    }

                    Console.WriteLine($"{message.Id} {(matches.Count > 0 ? "found " : "MISSED")} {perpetrator.Names[0]} key: {string.Join(", ", perpetrator.Confidence)} ours: {string.Join(", ", matches.SelectMany(m => m.Confidence))}");
                }
            }

            // Organisations that match nothing, those with a name in common counted once.
            var wrong = found.Where(f => !used.Contains(f)).ToList();
            predicted += wrong.Count + message.Perpetrators.Count(p => !p.Optional && found.Any(f => f.Names.Any(n => p.Names.Any(q => MucNames.AreSame(n, q)))));
            if (errors)
            {
                wrong.ForEach(w => Console.WriteLine($"{message.Id} WRONG  {string.Join(" / ", w.Names)} {string.Join(", ", w.Confidence)}: {w.Where}"));
            }
        }

        var precision = 100.0 * hits / Math.Max(1, predicted);
        var recall = 100.0 * hits / Math.Max(1, gold);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"perpetrator organisations: precision {precision:F1} recall {recall:F1} F1 {2 * precision * recall / Math.Max(1, precision + recall):F1} ({hits} of {gold}, {predicted} predicted); firmness right {100.0 * right / Math.Max(1, judged):F1} % of {judged}"));
        return 0;
    }

    /// <summary>muc-candidates FOLDER: one line of JSON for each message on standard output.</summary>
    public static int Candidates(string[] arguments)
    {
        if (arguments.Length < 1 || !Directory.Exists(arguments[0]))
        {
            Console.Error.WriteLine("muc-candidates wants a folder of MUC-4 messages with keys");
            return 2;
        }

        var reader = Reader.Load();
        var lexicon = EventLexicon.Load();
        foreach (var message in MucCorpus.Read(Directory.EnumerateFiles(arguments[0])))
        {
            var reading = reader.Read(new Document(message.Id, message.Text, PublishedAt: message.Published));
            var candidates = MucCandidates.Find(reading, lexicon).Select(c => new MucScored(
                [.. c.Names.Order(StringComparer.Ordinal)],
                [.. Enumerable.Range(0, message.Perpetrators.Count).Where(p => message.Perpetrators[p].Names.Any(n => c.Names.Any(m => MucNames.AreSame(m, n))))],
                [.. c.Statuses.Order(StringComparer.Ordinal)],
                c.Features));
            Console.WriteLine(System.Text.Json.JsonSerializer.Serialize(new MucRow(message.Id, [.. message.Perpetrators.Select(p => new MucGold(p.Names[0], p.Optional, [.. p.Confidence]))], [.. candidates])));
        }

        return 0;
    }

    /// <summary>The sentences that name the organisation, with the events that were coded in them.</summary>
    private static void Show(Reading reading, IReadOnlyList<string> names)
    {
        foreach (var sentence in reading.Parsed.Sentences.Where(s => names.Any(n => MucNames.AreSame(n, MucNames.Normal(s.Span.In(reading.Parsed.Text))))))
        {
            Console.WriteLine($"    {sentence.Span.In(reading.Parsed.Text).ReplaceLineEndings(" ")}");
            foreach (var coded in reading.Events.Where(e => sentence.Span.Contains(e.Anchor)))
            {
                var holder = coded.Attribution is { } number ? reading.Attributions.FirstOrDefault(a => a.Number == number) : null;
                var source = holder is null ? "" : $" by [{string.Join(" ", holder.Source.Spans.Select(x => x.In(reading.Parsed.Text)))}] {holder.Act}";
                Console.WriteLine($"        {coded.Type} {coded.Factuality} {coded.Status}{source}: {coded.Rule} ({coded.StatusReason})");
            }
        }
    }

    private static List<Found> Organizations(Reading reading, EventLexicon lexicon)
    {
        var found = new List<Found>();
        foreach (var coded in reading.Events)
        {
            if (!MucRelevance.IsIncident(reading, coded, lexicon))
            {
                continue;
            }

            foreach (var actor in coded.Actors)
            {
                var names = MucNames.Of(reading, actor, lexicon);
                if (names.Count == 0)
                {
                    continue;
                }

                var same = found.Find(f => f.Names.Any(n => names.Any(m => MucNames.AreSame(n, m))));
                if (same is null)
                {
                    found.Add(same = new Found(names, [], $"{coded.Rule} in: {coded.Span.In(reading.Parsed.Text).ReplaceLineEndings(" ")}"));
                }

                same.Names.UnionWith(names);
                same.Confidence.Add(Confidence(reading, coded));
            }
        }

        return found;
    }

    /// <summary>The key's term for how an act is told. Who only reports what others did accuses nobody, says the task: "police reported that the group attacked" leaves it beyond question who did.</summary>
    public static string Confidence(Reading reading, Event coded)
    {
        var holder = coded.Attribution is { } number ? reading.Attributions.FirstOrDefault(a => a.Number == number) : null;
        var own = holder?.Source.Entity is { } source && coded.Actors.Any(a => a.Entity == source);
        var onlyTold = coded.StatusReason is "its source is a document or nobody named"
            || (coded.StatusReason == "an authority says that somebody else did harm" && !(holder is not null && holder.Cue.Any(c => Ascribing.Any(w => c.In(reading.Parsed.Text).Contains(w, StringComparison.OrdinalIgnoreCase)))));
        return coded.Status switch
        {
            _ when onlyTold => "REPORTED AS FACT",
            EventStatus.Claimed when own || holder is null || coded.Rule.Contains("responsibility: claim", StringComparison.Ordinal) => "CLAIMED OR ADMITTED",
            EventStatus.Accused => "SUSPECTED OR ACCUSED",
            EventStatus.AccusedByAuthority => "SUSPECTED OR ACCUSED BY AUTHORITIES",
            EventStatus.Possible => "POSSIBLE",
            _ => "REPORTED AS FACT",
        };
    }
}
