using System.Collections.Immutable;
using Tocsin.Language;
using Tocsin.Language.Mentions;

namespace Tocsin.Analysis.Attributions;

/// <summary>Says of what kind a source is and which entity it is.</summary>
internal sealed class SourceReading
{
    private static readonly string[] PersonEndings =
        ["man", "men", "woman", "women", "person", "er", "or", "ist", "ian", "ant", "eer", "ess", "ee", "ician", "chief", "king", "queen", "general", "aide", "envoy", "president", "colonel", "captain", "bishop", "mother", "father", "brother", "sister", "cousin", "boy", "girl", "guard", "judge", "host", "anchor", "pope", "imam", "priest"];

    private readonly CueLexicon _lexicon;
    private readonly EntityIndex _index;
    private readonly Dictionary<int, Entity> _entities;

    public SourceReading(CueLexicon lexicon, ParsedText parsed, ImmutableArray<Entity> entities)
    {
        _lexicon = lexicon;
        _index = new EntityIndex(parsed, entities);
        _entities = entities.ToDictionary(e => e.Number);
    }

    public static bool IsPersonNoun(string lemma) => lemma.Length > 3 && Array.Exists(PersonEndings, e => lemma.EndsWith(e, StringComparison.Ordinal));

    /// <param name="crowdView">The words of a cue without a source speak of many: "a view gaining ground", "widely seen".</param>
    public Source Read(ParsedText parsed, ImmutableArray<TextSpan> spans, bool crowdView, bool label)
    {
        if (spans.IsEmpty)
        {
            return new Source([], null, crowdView ? SourceKind.Crowd : SourceKind.Implicit);
        }

        var sentenceIndex = parsed.SentenceAt(spans[0].Start);
        var sentence = parsed.Sentences[sentenceIndex];
        var tokens = CueSite.TokensIn(sentence, spans);
        if (tokens.IsEmpty)
        {
            return new Source(spans, null, SourceKind.Implicit);
        }

        var head = Head(sentence, tokens);
        if (sentence.Lemma(head) is "who" or "which" or "that" && sentence.Tokens[head].Upos is "PRON" or "SCONJ" or "DET")
        {
            head = Antecedent(sentence, head);
            tokens = [head];
            if (EntityAt(sentenceIndex, head, sentence, tokens) is { } meant)
            {
                return new Source(spans, meant.Number, IsHidden(sentence, head, tokens) ? SourceKind.Anonymous : KindOfEntity(meant));
            }
        }

        var entity = EntityAt(sentenceIndex, head, sentence, tokens);
        if (label && entity is null)
        {
            entity = ByLastWord(sentence, tokens);
        }

        return new Source(spans, entity?.Number, label ? LabelKind(sentence, tokens, entity) : Kind(sentence, tokens, head, entity));
    }

    /// <summary>The person whose name ends as a label does, letters' case aside: "COL. VARGA".</summary>
    private Entity? ByLastWord(Sentence sentence, ImmutableArray<int> tokens)
    {
        var last = tokens.Where(t => !sentence.IsPunctuation(t)).Select(t => sentence.Tokens[t].Form).LastOrDefault("");
        return last.Length < 2 ? null : _entities.Values.Where(e => e.Kind == EntityKind.Person && e.Name.EndsWith(last, StringComparison.OrdinalIgnoreCase)).MinBy(e => e.Number);
    }

    /// <summary>"MINISTER AKELLO" is named, "REPORTER" and "Q" are not.</summary>
    private SourceKind LabelKind(Sentence sentence, ImmutableArray<int> tokens, Entity? entity)
    {
        var name = tokens.TakeWhile(t => sentence.Tokens[t].Form is not ("," or "(")).Where(t => !sentence.IsPunctuation(t)).ToList();
        var last = name.Select(t => sentence.Tokens[t].Form).LastOrDefault("");
        var word = last.ToLowerInvariant();
        return KindOf(word) ?? (word.Length == 1 || IsPersonNoun(word) && name.Count == 1 && name.Count == tokens.Length ? SourceKind.Role : SourceKind.Named);
    }

    /// <summary>The kind of a noun, by its lemma or, where that was guessed wrongly, without a plural's ending.</summary>
    private SourceKind? KindOf(string lemma) => _lexicon.KindOf(lemma)
        ?? (lemma.EndsWith('s') ? _lexicon.KindOf(lemma[..^1]) : lemma.EndsWith("men", StringComparison.Ordinal) ? _lexicon.KindOf(lemma[..^2] + "an") : null);

    /// <summary>The word of a span that no other word of it governs.</summary>
    private static int Head(Sentence sentence, ImmutableArray<int> tokens)
    {
        var inside = tokens.ToHashSet();
        foreach (var token in tokens)
        {
            if (!sentence.IsPunctuation(token) && !inside.Contains(sentence.Tokens[token].Head))
            {
                return token;
            }
        }

        return tokens[0];
    }

    /// <summary>What "who" stands for: the noun that its clause hangs on.</summary>
    private int Antecedent(Sentence sentence, int pronoun)
    {
        for (var at = pronoun; at >= 0; at = sentence.Tokens[at].Head)
        {
            if (sentence.Tokens[at].Relation == "acl" && sentence.Tokens[at].Head >= 0)
            {
                if (sentence.Is(pronoun, "who") && KindOf(sentence.Lemma(sentence.Tokens[at].Head)) is SourceKind.Document)
                {
                    break;
                }

                return sentence.Tokens[at].Head;
            }
        }

        // Nobody says "who" of a report: the noun right before is meant.
        for (var before = pronoun - 1; before >= 0 && sentence.Is(pronoun, "who"); before--)
        {
            if (sentence.Tokens[before].Upos is "NOUN" or "PROPN")
            {
                return before;
            }
        }

        return pronoun;
    }

    private Entity? EntityAt(int sentenceIndex, int head, Sentence sentence, ImmutableArray<int> tokens)
    {
        if (_index.At(sentenceIndex, head) is { } at)
        {
            return _entities[at];
        }

        // A name that stands beside the head, which the parser hung elsewhere: "SPOKESPERSON HELD", "the lawyer, Inês Prado".
        foreach (var token in tokens)
        {
            if (sentence.Tokens[token].Upos == "PROPN" && sentence.Tokens[token].Relation is "appos" or "flat" or "list" && sentence.Tokens[token].Head == head && _index.At(sentenceIndex, token) is { } beside)
            {
                return _entities[beside];
            }
        }

        return null;
    }

    private SourceKind Kind(Sentence sentence, ImmutableArray<int> tokens, int head, Entity? entity)
    {
        if (IsHidden(sentence, head, tokens))
        {
            return SourceKind.Anonymous;
        }

        var lemma = sentence.Lemma(head);
        var token = sentence.Tokens[head];
        var known = KindOf(lemma);
        if (known == SourceKind.Crowd && sentence.Child(head, "nummod") >= 0 && lemma is not ("%" or "percent"))
        {
            known = SourceKind.Role;
        }

        var named = NamedKind(sentence, tokens, head, entity);
        if (token.Upos == "PRON" && entity is null)
        {
            return known ?? (lemma is "they" or "we" or "one" ? SourceKind.Role : lemma is "it" or "its" ? SourceKind.Institution : SourceKind.Role);
        }

        if (token.Upos is "PRON")
        {
            return KindOfEntity(entity!);
        }

        if (named is { } kind)
        {
            return kind;
        }

        if (known is SourceKind.Institution or SourceKind.Document or SourceKind.Crowd or SourceKind.Role)
        {
            // "Three in four readers", "most of the doctors": many, whoever they are.
            return known.Value;
        }

        if (token.Upos == "PROPN")
        {
            return entity is { Kind: EntityKind.Person or EntityKind.Country or EntityKind.Place } ? SourceKind.Named
                : entity is { Kind: EntityKind.Government or EntityKind.Organization or EntityKind.ArmedGroup } ? SourceKind.Institution
                : entity is { Kind: EntityKind.People } ? SourceKind.Crowd : SourceKind.Named;
        }

        if (token.Upos is "NUM" or "DET" or "ADJ")
        {
            if (lemma is "one" or "two" or "three" && (sentence.Child(head, "nmod") < 0 || sentence.Is(sentence.Child(head, "nmod"), "them")))
            {
                return SourceKind.Role;
            }

            return sentence.Child(head, "nmod") is var of and >= 0 && _lexicon.KindOf(sentence.Lemma(of)) is { } below && below != SourceKind.Document ? below : SourceKind.Crowd;
        }

        return entity?.Kind switch
        {
            EntityKind.Government or EntityKind.Organization or EntityKind.ArmedGroup => SourceKind.Institution,
            EntityKind.Document => SourceKind.Document,
            EntityKind.People => SourceKind.Crowd,
            _ => token.Upos == "ADJ" ? SourceKind.Crowd : SourceKind.Role,
        };
    }

    private SourceKind KindOfEntity(Entity entity) => entity.Kind switch
    {
        EntityKind.Person => entity.Mentions.Any(m => m.Form == MentionForm.Name) ? SourceKind.Named : SourceKind.Role,
        EntityKind.Country or EntityKind.Place => SourceKind.Named,
        EntityKind.Government or EntityKind.Organization or EntityKind.ArmedGroup => SourceKind.Institution,
        EntityKind.Document => SourceKind.Document,
        EntityKind.People => SourceKind.Crowd,
        _ => _lexicon.KindOf(entity.Name.Split(' ')[^1].ToLowerInvariant()) ?? SourceKind.Role,
    };

    /// <summary>A person's or country's name as head, or as apposition or title of it, makes the source named; an organisation's makes it an institution.</summary>
    private SourceKind? NamedKind(Sentence sentence, ImmutableArray<int> tokens, int head, Entity? entity)
    {
        foreach (var name in sentence.Names)
        {
            var last = name.First + name.Count - 1;
            if (last < tokens[0] || name.First > tokens[^1])
            {
                continue;
            }

            var isHead = head >= name.First && head <= last;
            var beside = false;
            for (var i = name.First; i <= last && !isHead; i++)
            {
                beside |= sentence.Tokens[i].Head == head && sentence.Tokens[i].Relation is "appos" or "flat";
            }

            if (name.Tag == NameTag.Person && (isHead || beside))
            {
                // "The Force Commander": a title in capitals takes an article, a name does not.
                return sentence.Is(tokens[0], "the") && isHead && name.First <= tokens[0] + 1 ? SourceKind.Role : SourceKind.Named;
            }

            if (name.Tag == NameTag.Location && isHead && _lexicon.KindOf(sentence.Lemma(head)) is null)
            {
                return SourceKind.Named;
            }

            if (name.Tag == NameTag.Organization && isHead)
            {
                return entity is { Kind: EntityKind.Person } ? SourceKind.Named : SourceKind.Institution;
            }
        }

        return null;
    }

    /// <summary>"a source", "people familiar with", "who asked not to be named", and the same said of how it spoke.</summary>
    private bool IsHidden(Sentence sentence, int head, ImmutableArray<int> tokens)
    {
        var last = tokens[^1];
        for (var i = tokens[0]; i <= last; i++)
        {
            if (_lexicon.KindOf(sentence.Lemma(i)) == SourceKind.Anonymous && (i == head || sentence.Tokens[i].Relation is "conj" or "appos")
                || sentence.Lemma(i) is "unnamed" or "unidentified" or "anonymous" || sentence.Is(i, "familiar"))
            {
                return true;
            }
        }

        // The clause that says so may stand after the phrase or belong to the verb: "…, speaking on condition of anonymity".
        var stop = Math.Min(sentence.Tokens.Length, last + 30);
        for (var i = tokens[0]; i < stop; i++)
        {
            var governed = sentence.Dominates(head, i) || (sentence.Tokens[head].Head is var verb and >= 0 && sentence.Dominates(verb, i));
            if ((governed || i == last + 1) && sentence.Is(i, "familiar") && i + 1 < sentence.Tokens.Length && sentence.Is(i + 1, "with"))
            {
                return true;
            }

            if (governed && (sentence.Lemma(i) is "anonymity" or "anonymously"
                || (sentence.Lemma(i) is "name" or "identify" && i >= 2 && sentence.Tokens.AsSpan()[Math.Max(0, i - 5)..i].ToArray().Any(t => t.Form is "not" or "n't" or "n’t"))
                || (sentence.Lemma(i) is "authorise" or "authorize" or "authorised" or "authorized" && sentence.Tokens.AsSpan()[Math.Max(0, i - 3)..i].ToArray().Any(t => t.Form is "not" or "n't" or "n’t"))))
            {
                return true;
            }
        }

        return false;
    }
}
