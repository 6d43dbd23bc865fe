using Tocsin.Analysis;
using Tocsin.Analysis.Events;
using Tocsin.Language;
using Tocsin.Language.Mentions;

namespace Tocsin.Training.Events;

/// <summary>Under which names the actor of an event is an organisation in the sense of MUC-4, and when two names are one.</summary>
internal static class MucNames
{
    private static readonly string[] Generic =
        ["guerrilla", "guerrillas", "terrorist", "terrorists", "rebel", "rebels", "soldiers", "troops", "men", "individuals", "members", "subversives", "the", "of", "and", "de", "national", "group", "salvadoran", "colombian", "peruvian", "commando", "commandos", "brigade", "bands", "mercenaries", "sniper", "kidnappers", "watchmen", "subversive", "subversives", "contras", "maoist", "leftist", "urban", "narcoterrorists", "automobile", "liberation"];

    private static readonly string[] Vague =
        ["a", "an", "this", "that", "these", "those", "same", "other", "another", "any", "such", "some", "several", "aforementioned", "unidentified", "unknown", "armed", "organized", "opposition", "small", "new", "mercenary", "paramilitary", "so-called"];

    private static readonly string[] Members =
        ["member", "man", "activist", "element", "people", "individual", "cell", "column", "wing", "hitman", "criminal", "hand", "person", "sympathizer", "command", "commander", "leader", "group", "part", "number"];

    /// <summary>What an organisation without a name of its own is called; "guerrillas" and "armed men" are people, says the task.</summary>
    private static readonly string[] Groups =
        ["army", "military", "police", "government", "regime", "group", "groups", "faction", "factions", "gang", "gangs", "cartel", "mafia", "mafias", "organization", "organizations", "squad", "squads", "movement", "front", "party", "battalion", "battalions"];

    /// <summary>The names of organisations in an actor's words, and of the entity it is; empty for "guerrillas" and for people.</summary>
    public static HashSet<string> Of(Reading reading, Participant actor, EventLexicon lexicon)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var phrase = actor.Span.In(reading.Parsed.Text);
        var sentence = reading.Parsed.Sentences[reading.Parsed.SentenceAt(actor.Span.Start)];
        var head = Head(sentence, actor.Span);
        foreach (var name in sentence.Names)
        {
            var span = TextSpan.FromBounds(sentence.Tokens[name.First].Span.Start, sentence.Tokens[name.First + name.Count - 1].Span.End);
            if (actor.Span.Overlaps(span) && name.Tag is NameTag.Organization && NamesHead(sentence, head, name, lexicon))
            {
                names.Add(Normal(span.In(reading.Parsed.Text)));
            }
        }

        var words = phrase.ToLowerInvariant().Split([' ', '"'], StringSplitOptions.RemoveEmptyEntries);
        var last = words.LastOrDefault("");
        if (phrase.Contains("armed forces", StringComparison.OrdinalIgnoreCase) || (Groups.Contains(last, StringComparer.Ordinal) && IsTelling(words)))
        {
            names.Add(Normal(phrase));
            if (last is "army" or "military" or "forces")
            {
                names.UnionWith(["ARMED FORCES", "ARMY"]);
            }
        }

        // "the organization Secret Anticommunist Army (ESA)", "the Front [FMLN]"
        var after = reading.Parsed.Text.AsSpan(actor.Span.Start, Math.Min(actor.Span.Length + 9, reading.Parsed.Text.Length - actor.Span.Start)).ToString();
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
                names.Add(Normal(mention.Span.In(reading.Parsed.Text)));
            }
        }

        names.RemoveWhere(n => Words(n).Count == 0);
        return names;
    }

    /// <summary>"the army", "a rightist group"; not "the same group" and not "terrorist organizations", which may be any.</summary>
    private static bool IsTelling(string[] words) =>
        words[^1] is "army" or "military" or "police" or "government" or "regime"
        || words[..^1].Any(w => !Vague.Contains(w, StringComparer.Ordinal) && !Generic.Contains(w, StringComparer.Ordinal));

    /// <summary>The token of a span that governs the others; -1 for none.</summary>
    private static int Head(Sentence sentence, TextSpan span)
    {
        for (var i = 0; i < sentence.Tokens.Length; i++)
        {
            var above = sentence.Tokens[i].Head;
            if (span.Contains(sentence.Tokens[i].Span) && (above < 0 || !span.Contains(sentence.Tokens[above].Span)) && sentence.Tokens[i].Upos != "PUNCT")
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>"the FMLN", "FMLN guerrillas", "members of the FMLN", "a group, the FMLN"; not "the FMLN's critics" and not "students of the University".</summary>
    private static bool NamesHead(Sentence sentence, int head, NameSpan name, EventLexicon lexicon)
    {
        var at = name.First + name.Count - 1;
        for (var i = name.First; i < name.First + name.Count; i++)
        {
            at = sentence.Tokens[i].Head is var above && (above < name.First || above >= name.First + name.Count) ? i : at;
        }

        for (var left = 4; left > 0 && at >= 0; left--)
        {
            if (at == head)
            {
                return true;
            }

            var token = sentence.Tokens[at];
            if (token.Relation is not ("compound" or "flat" or "amod" or "nmod" or "appos" or "conj") || token.Head < 0)
            {
                return false;
            }

            var above = sentence.Tokens[token.Head].Lemma;
            if (token.Relation is "nmod" or "compound" or "amod" && !lexicon.InClass("FORCE", above) && !Members.Contains(above, StringComparer.Ordinal) && !Groups.Contains(above, StringComparer.Ordinal))
            {
                return false;
            }

            at = token.Head;
        }

        return false;
    }

    public static string Normal(string name) => string.Join(' ', name.ToUpperInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static HashSet<string> Words(string name) =>
        [.. name.Split([' ', '-', '[', ']', '(', ')', '"', '.'], StringSplitOptions.RemoveEmptyEntries).Where(w => !Generic.Contains(w, StringComparer.OrdinalIgnoreCase))];

    /// <summary>One name holds the distinctive words of the other.</summary>
    public static bool AreSame(string one, string other)
    {
        var (a, b) = (Words(one), Words(other));
        return a.Count > 0 && b.Count > 0 && (a.IsSubsetOf(b) || b.IsSubsetOf(a));
    }
}
