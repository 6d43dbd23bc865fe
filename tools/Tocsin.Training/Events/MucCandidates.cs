using System.Globalization;
using Tocsin.Analysis;
using Tocsin.Analysis.Actors;
using Tocsin.Analysis.Events;
using Tocsin.Language;
using Tocsin.Language.Mentions;

namespace Tocsin.Training.Events;

/// <summary>An organisation that a message names, with what the reading says of it.</summary>
/// <param name="Statuses">How firmly it is said to have done what it did, in the key's terms; empty where it is read as the actor of no incident.</param>
/// <param name="Features">Name and value; a feature that is not there is 0.</param>
internal sealed record MucCandidate(HashSet<string> Names, HashSet<string> Statuses, Dictionary<string, double> Features);

/// <summary>Finds the organisations of a message and describes each by what the reading coded: its acts and their kinds, what it is held responsible for, what it is called, what stands beside its names.</summary>
internal static class MucCandidates
{
    private const int WindowWords = 6;

    /// <summary>An act that a message tells of. It is open where nobody with a name is said to have done it.</summary>
    private sealed record Act(Event Event, int Sentence, bool IsIncident, bool IsOpen, string Target);

    private sealed class Draft
    {
        public HashSet<string> Names { get; } = new(StringComparer.Ordinal);

        public HashSet<int> Entities { get; } = [];

        public List<TextSpan> Mentions { get; } = [];

        public HashSet<string> Statuses { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, double> Features { get; } = new(StringComparer.Ordinal);
    }

    public static List<MucCandidate> Find(Reading reading, EventLexicon lexicon)
    {
        var drafts = Organizations(reading, lexicon);
        var acts = reading.Events.Where(e => e.Type == "ASSAULT").Select(e => new Act(
            e,
            reading.Parsed.SentenceAt(e.Anchor.Start),
            MucRelevance.IsIncident(reading, e, lexicon),
            e.Actors.All(a => MucNames.Of(reading, a, lexicon).Count == 0),
            MucRelevance.TargetOf(reading, e))).ToList();
        var rebels = drafts.Where(d => Class(reading, d) == "rebel").OrderByDescending(d => d.Mentions.Count).ToList();
        foreach (var draft in drafts)
        {
            Describe(reading, lexicon, draft, acts, drafts, rebels);
        }

        return [.. drafts.Select(d => new MucCandidate(d.Names, d.Statuses, d.Features))];
    }

    private static List<Draft> Organizations(Reading reading, EventLexicon lexicon)
    {
        var drafts = new List<Draft>();
        void Add(HashSet<string> names, int? entity, TextSpan mention)
        {
            if (names.Count == 0)
            {
                return;
            }

            var same = drafts.Find(d => (entity is { } number && d.Entities.Contains(number)) || d.Names.Any(n => names.Any(m => MucNames.AreSame(n, m))));
            if (same is null)
            {
                drafts.Add(same = new Draft());
            }

            same.Names.UnionWith(names);
            if (entity is { } known)
            {
                same.Entities.Add(known);
            }

            if (!same.Mentions.Contains(mention))
            {
                same.Mentions.Add(mention);
            }
        }

        foreach (var entity in reading.Entities.Where(e => e.Kind is EntityKind.Organization or EntityKind.ArmedGroup or EntityKind.Government))
        {
            foreach (var mention in entity.Entity.Mentions)
            {
                Add(MucNames.Of(reading, new Participant(entity.Entity.Number, mention.Span), lexicon), entity.Entity.Number, mention.Span);
            }
        }

        foreach (var coded in reading.Events)
        {
            foreach (var actor in coded.Actors.Concat(coded.Recipients.Where(_ => coded.Type == "ACCUSE")))
            {
                Add(MucNames.Of(reading, actor, lexicon), actor.Entity is { } n && drafts.Exists(d => d.Entities.Contains(n)) ? n : null, actor.Span);
            }
        }

        return drafts;
    }

    private static void Describe(Reading reading, EventLexicon lexicon, Draft draft, List<Act> acts, List<Draft> all, List<Draft> rebels)
    {
        var kind = Class(reading, draft);
        void Set(string name, double value = 1)
        {
            draft.Features[name] = value;
            draft.Features[$"{kind}:{name}"] = value;
        }

        draft.Features["bias"] = 1;
        Set("class");
        foreach (var entity in Entities(reading, draft))
        {
            Set($"kind={entity.Kind}");
            foreach (var sector in entity.Sectors)
            {
                Set($"sector={sector}");
            }
        }

        var sentences = draft.Mentions.Select(m => reading.Parsed.SentenceAt(m.Start)).Distinct().Order().ToList();
        Set("mentions", Math.Log(1 + draft.Mentions.Count));
        Set($"first={Bucket(sentences[0])}");
        Set("share", draft.Mentions.Count / (double)all.Sum(d => d.Mentions.Count));
        Set($"incidents={Bucket(acts.Count(a => a.IsIncident))}");
        Set($"open={Bucket(acts.Count(a => a is { IsIncident: true, IsOpen: true }))}");
        if (rebels.Count > 0 && rebels[0] == draft)
        {
            Set(rebels.Count == 1 ? "only-rebel" : "first-rebel");
        }

        foreach (var coded in reading.Events)
        {
            var acting = coded.Actors.Any(a => Is(reading, lexicon, draft, a));
            if (acting && coded.Type != "ASSAULT")
            {
                Set($"does={coded.Type}");
                Set($"does={coded.Type}:{coded.Factuality}");
            }

            if (coded.Recipients.Any(r => Is(reading, lexicon, draft, r)))
            {
                Set($"suffers={coded.Type}");
            }
        }

        foreach (var attribution in reading.Attributions.Where(a => a.Source.Entity is { } source && draft.Entities.Contains(source)))
        {
            Set("says");
            Set($"says={attribution.Act}");
        }

        foreach (var act in acts)
        {
            if (act.Event.Actors.Any(a => Is(reading, lexicon, draft, a)))
            {
                Acts(act, Set);
                if (act.IsIncident)
                {
                    draft.Statuses.Add(MucCommand.Confidence(reading, act.Event));
                    MucFirmness.OfIncident(reading, act.Event, lexicon, Set);
                }
            }
        }

        var openSentences = acts.Where(a => a is { IsOpen: true, IsIncident: true }).Select(a => a.Sentence).ToHashSet();
        if (openSentences.Count > 0)
        {
            Set($"open-at={Bucket(sentences.Min(s => openSentences.Min(o => Math.Abs(o - s))))}");
            if (sentences.Exists(s => openSentences.Contains(s - 1) || openSentences.Contains(s - 2)))
            {
                Set("after-open");
            }
        }

        foreach (var mention in draft.Mentions)
        {
            Beside(reading, mention, Set);
        }

        foreach (var s in sentences)
        {
            foreach (var act in acts.Where(a => a.Sentence == s))
            {
                Set($"with:{act.Event.Anchor.In(reading.Parsed.Text).ToLowerInvariant()}");
                Set($"with-act={act.Event.Mode}");
                Set(act.IsOpen ? "with-open" : "with-acted");
            }
        }

        MucFirmness.OfMentions(reading, draft.Mentions, p => Is(reading, lexicon, draft, p), draft.Entities.Contains, lexicon, Set);
        var count = acts.Count(a => a.IsIncident && a.Event.Actors.Any(x => Is(reading, lexicon, draft, x)));
        Set("incident-count", Math.Log(1 + count));
        Set("incident-share", count / Math.Max(1.0, acts.Count(a => a.IsIncident)));
    }

    private static void Acts(Act act, Action<string, double> set)
    {
        var coded = act.Event;
        set("acts", 1);
        set($"acts={coded.Factuality}", 1);
        if (act.IsIncident)
        {
            set("incident", 1);
            set($"incident={coded.Status}", 1);
            set($"incident>{act.Target}", 1);
            if (coded.Rule.Contains("responsibility:", StringComparison.Ordinal))
            {
                set($"answers={coded.Status}", 1);
            }

            if (coded.Killed is not null || coded.Injured is not null)
            {
                set("incident-toll", 1);
            }

            if (coded.Place is not null)
            {
                set("incident-place", 1);
            }

            set(coded.OccurredOn.Interval is null ? "incident-undated" : "incident-dated", 1);
        }
        else
        {
            set($"other-act>{act.Target}", 1);
        }

        set($"mode={coded.Mode}", 1);
    }

    /// <summary>The words around a name, and what governs it.</summary>
    private static void Beside(Reading reading, TextSpan mention, Action<string, double> set)
    {
        var sentence = reading.Parsed.Sentences[reading.Parsed.SentenceAt(mention.Start)];
        var tokens = sentence.Tokens;
        var first = 0;
        while (first < tokens.Length && tokens[first].Span.End <= mention.Start)
        {
            first++;
        }

        var last = first;
        while (last + 1 < tokens.Length && tokens[last + 1].Span.Start < mention.End)
        {
            last++;
        }

        for (var i = Math.Max(0, first - WindowWords); i < Math.Min(tokens.Length, last + 1 + WindowWords); i++)
        {
            if (i < first || i > last)
            {
                if (tokens[i].Upos is "NOUN" or "VERB" or "ADJ" or "ADV")
                {
                    set($"near:{tokens[i].Lemma.ToLowerInvariant()}", 1);
                }
            }
            else if (tokens[i].Upos is "NOUN")
            {
                set($"in:{tokens[i].Lemma.ToLowerInvariant()}", 1);
            }
        }

        var top = Math.Min(first, tokens.Length - 1);
        for (var i = first; i <= last && i < tokens.Length; i++)
        {
            top = tokens[i].Head < first || tokens[i].Head > last ? i : top;
        }

        var path = "";
        for (var up = 0; up < 3 && top >= 0; up++)
        {
            var relation = tokens[top].Deprel;
            var preposition = sentence.Children(top).Where(c => tokens[c].Relation == "case").Select(c => tokens[c].Lemma.ToLowerInvariant()).FirstOrDefault("");
            path += $"{relation}{(preposition.Length > 0 ? "-" : "")}{preposition}<";
            top = tokens[top].Head;
            if (top >= 0)
            {
                set($"under:{path}{tokens[top].Lemma.ToLowerInvariant()}", 1);
                set($"below:{tokens[top].Lemma.ToLowerInvariant()}", 1);
            }
        }
    }

    private static bool Is(Reading reading, EventLexicon lexicon, Draft draft, Participant participant) =>
        (participant.Entity is { } number && draft.Entities.Contains(number)) || draft.Mentions.Contains(participant.Span)
        || MucNames.Of(reading, participant, lexicon).Any(n => draft.Names.Any(m => MucNames.AreSame(n, m)));

    private static IEnumerable<ActorEntity> Entities(Reading reading, Draft draft) => reading.Entities.Where(e => draft.Entities.Contains(e.Entity.Number));

    private static string Class(Reading reading, Draft draft)
    {
        var entities = Entities(reading, draft).ToList();
        var words = draft.Names.SelectMany(n => n.Split(' ')).ToHashSet(StringComparer.Ordinal);
        if (entities.Exists(e => e.Kind == EntityKind.ArmedGroup || e.Sectors.Contains("REB") || e.Sectors.Contains("CRM")))
        {
            return "rebel";
        }

        return entities.Exists(e => e.Kind == EntityKind.Government || e.Sectors.Any(s => s is "MIL" or "COP" or "GOV" or "SPY")) || words.Overlaps(["ARMY", "FORCES", "POLICE", "MILITARY", "GOVERNMENT", "BATTALION", "BRIGADE"])
            ? "state" : "body";
    }

    private static string Bucket(int count) => count switch
    {
        < 3 => count.ToString(CultureInfo.InvariantCulture),
        < 6 => "3-5",
        < 11 => "6-10",
        _ => "11+",
    };
}
