using System.Globalization;
using Tocsin.Analysis;
using Tocsin.Analysis.Events;
using Tocsin.Language;
using Tocsin.Language.Mentions;

namespace Tocsin.Training.Events;

/// <summary>Scores perpetrator organisations and how firmly the report says so, on MUC-4 keys.</summary>
/// <remarks>
/// Per message: an organisation of the key is found where an actor of an ASSAULT (or a seizure or sabotage) shares a name with it; each found once.
/// Predicted organisations that match none are mistakes, several names of one count once. Confidence is right where the status of one of the
/// matching events is among those the key accepts. MUC-4's own scorer also aligns templates; this one looks at whole messages, so it is more lenient.
/// </remarks>
internal static class MucCommand
{
    private sealed record Found(HashSet<string> Names, HashSet<string> Confidence);

    private static readonly string[] Generic =
        ["guerrilla", "guerrillas", "terrorist", "terrorists", "rebel", "rebels", "soldiers", "troops", "men", "individuals", "members", "subversives", "the", "of", "and", "de", "national", "group", "salvadoran", "colombian", "peruvian", "police", "commando", "commandos", "brigade", "bands", "mercenaries", "sniper", "kidnappers", "watchmen", "subversive", "subversives", "contras", "maoist", "leftist", "urban", "narcoterrorists", "automobile", "liberation"];

    /// <summary>muc FOLDER DATA [--errors]: FOLDER holds messages and keys; DATA has ud/ and ner/, from which upper-case text gets its case back.</summary>
    public static int Run(string[] arguments)
    {
        if (arguments.Length < 2 || !Directory.Exists(arguments[0]))
        {
            Console.Error.WriteLine("muc wants a folder of MUC-4 messages with keys, and a folder with ud/ and ner/");
            return 2;
        }

        var caser = new TrueCaser(Directory.EnumerateFiles(Path.Combine(arguments[1], "ud"), "*-train.conllu").Concat(Directory.EnumerateFiles(Path.Combine(arguments[1], "ner"), "conll03-train.conllu")).Order(StringComparer.Ordinal));
        var reader = Reader.Load();
        var lexicon = EventLexicon.Load();
        var errors = arguments.Contains("--errors");
        var (gold, hits, predicted, right, judged) = (0, 0, 0, 0, 0);
        foreach (var message in MucCorpus.Read(Directory.EnumerateFiles(arguments[0])))
        {
            var reading = reader.Read(new Document(message.Id, caser.Restore(message.Text), PublishedAt: message.Published));
            var found = Organizations(reading, lexicon);
            var used = new HashSet<Found>();
            foreach (var perpetrator in message.Perpetrators)
            {
                var matches = found.Where(f => f.Names.Any(n => perpetrator.Names.Any(p => SameName(n, p)))).ToList();
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
                    Console.WriteLine($"{message.Id} {(matches.Count > 0 ? "found " : "MISSED")} {perpetrator.Names[0]} key: {string.Join(", ", perpetrator.Confidence)} ours: {string.Join(", ", matches.SelectMany(m => m.Confidence))}");
                }
            }

            // Organisations that match nothing, those with a name in common counted once.
            var wrong = found.Where(f => !used.Contains(f)).ToList();
            predicted += wrong.Count + message.Perpetrators.Count(p => !p.Optional && found.Any(f => f.Names.Any(n => p.Names.Any(q => SameName(n, q)))));
            if (errors)
            {
                wrong.ForEach(w => Console.WriteLine($"{message.Id} WRONG  {string.Join(" / ", w.Names)} {string.Join(", ", w.Confidence)}"));
            }
        }

        var precision = 100.0 * hits / Math.Max(1, predicted);
        var recall = 100.0 * hits / Math.Max(1, gold);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"perpetrator organisations: precision {precision:F1} recall {recall:F1} F1 {2 * precision * recall / Math.Max(1, precision + recall):F1} ({hits} of {gold}, {predicted} predicted); firmness right {100.0 * right / Math.Max(1, judged):F1} % of {judged}"));
        return 0;
    }

    private static List<Found> Organizations(Reading reading, EventLexicon lexicon)
    {
        var found = new List<Found>();
        foreach (var coded in reading.Events)
        {
            if (coded.Type != "ASSAULT" || coded.Factuality is Factuality.Negated or Factuality.Hypothetical || coded.Status == EventStatus.Denied)
            {
                continue;
            }

            foreach (var actor in coded.Actors)
            {
                var names = Names(reading, actor, lexicon);
                if (names.Count == 0)
                {
                    continue;
                }

                var same = found.Find(f => f.Names.Any(n => names.Any(m => SameName(n, m))));
                if (same is null)
                {
                    found.Add(same = new Found(names, []));
                }

                same.Names.UnionWith(names);
                same.Confidence.Add(Confidence(reading, coded));
            }
        }

        return found;
    }

    /// <summary>The names of organisations in an actor's words, and of the entity it is; empty for "guerrillas" and for people.</summary>
    private static HashSet<string> Names(Reading reading, Participant actor, EventLexicon lexicon)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var phrase = actor.Span.In(reading.Document.Text);
        foreach (var sentence in reading.Parsed.Sentences)
        {
            foreach (var name in sentence.Names)
            {
                var span = TextSpan.FromBounds(sentence.Tokens[name.First].Span.Start, sentence.Tokens[name.First + name.Count - 1].Span.End);
                if (actor.Span.Overlaps(span) && name.Tag is NameTag.Organization)
                {
                    names.Add(Normal(span.In(reading.Document.Text)));
                }
            }
        }

        var words = phrase.ToLowerInvariant().Split([' ', '"'], StringSplitOptions.RemoveEmptyEntries);
        var last = words.LastOrDefault("");
        if (phrase.ToLowerInvariant() is var low && (low.Contains("armed forces", StringComparison.Ordinal) || last is "army" or "military" || low.Contains("cartel", StringComparison.Ordinal)))
        {
            names.Add(Normal(phrase));
            if (last is "army" or "military" or "forces")
            {
                names.UnionWith(["ARMED FORCES", "ARMY"]);
            }
        }

        // "the organization Secret Anticommunist Army (ESA)", "the Front [FMLN]"
        var after = reading.Document.Text.AsSpan(actor.Span.Start, Math.Min(actor.Span.Length + 9, reading.Document.Text.Length - actor.Span.Start)).ToString();
        foreach (var word in after.Split([' ', '"', '[', ']', '(', ')', ',', '\''], StringSplitOptions.RemoveEmptyEntries))
        {
            if (word.Length is > 2 and < 7 && word.All(char.IsAsciiLetterUpper))
            {
                names.Add(word);
            }
        }

        // Upper-case text hides names made of common words, such as "the Shining Path".
        if (names.Count == 0 && words.Length is > 1 and < 6 && words[0] == "the"
            && !new[] { last, last.TrimEnd('s') }.Any(w => lexicon.InClass("PERSON", w) || lexicon.InClass("FORCE", w) || lexicon.InClass("CAPTIVE", w) || lexicon.InClass("PLACEWORD", w) || lexicon.InClass("STATE", w) || lexicon.WeaponMode(w) is not null || !lexicon.Noun(w).IsEmpty)
            && reading.Parsed.Text.Contains(phrase, StringComparison.Ordinal) && words.Length > 2)
        {
            names.Add(Normal(phrase[4..]));
        }

        if (actor.Entity is { } number && reading.Entities.FirstOrDefault(e => e.Entity.Number == number) is { } entity && entity.Kind is EntityKind.Organization or EntityKind.ArmedGroup or EntityKind.Government)
        {
            foreach (var mention in entity.Entity.Mentions.Where(m => m.Form == MentionForm.Name))
            {
                names.Add(Normal(mention.Span.In(reading.Document.Text)));
            }
        }

        names.RemoveWhere(n => Words(n).Count == 0);
        return names;
    }

    private static string Confidence(Reading reading, Event coded)
    {
        var holder = coded.Attribution is { } number ? reading.Attributions.FirstOrDefault(a => a.Number == number) : null;
        var own = holder?.Source.Entity is { } source && coded.Actors.Any(a => a.Entity == source);
        return coded.Status switch
        {
            EventStatus.Claimed when own || holder is null || coded.Rule.Contains("responsibility: claimed", StringComparison.Ordinal) => "CLAIMED OR ADMITTED",
            EventStatus.Accused => "SUSPECTED OR ACCUSED",
            EventStatus.AccusedByAuthority => "SUSPECTED OR ACCUSED BY AUTHORITIES",
            EventStatus.Possible => "POSSIBLE",
            _ => "REPORTED AS FACT",
        };
    }

    private static string Normal(string name) => string.Join(' ', name.ToUpperInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static HashSet<string> Words(string name) =>
        [.. name.Split([' ', '-', '[', ']', '(', ')', '"', '.'], StringSplitOptions.RemoveEmptyEntries).Where(w => !Generic.Contains(w, StringComparer.OrdinalIgnoreCase))];

    /// <summary>One name holds the distinctive words of the other.</summary>
    private static bool SameName(string one, string other)
    {
        var (a, b) = (Words(one), Words(other));
        return a.Count > 0 && b.Count > 0 && (a.IsSubsetOf(b) || b.IsSubsetOf(a));
    }
}
