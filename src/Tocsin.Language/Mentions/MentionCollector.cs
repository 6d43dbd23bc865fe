using Tocsin.Language.Quotes;

namespace Tocsin.Language.Mentions;

/// <summary>Finds what may be mentions, in text order: names as the core gives them, noun phrases, pronouns.</summary>
internal sealed class MentionCollector
{
    private readonly MentionLexicon _lexicon;

    public MentionCollector(MentionLexicon lexicon) => _lexicon = lexicon;

    public List<DraftMention> Collect(ParsedText text, Quotations quotations)
    {
        var mentions = new List<DraftMention>();
        for (var s = 0; s < text.Sentences.Length; s++)
        {
            var from = mentions.Count;
            CollectSentence(text.Sentences[s], s, quotations, mentions);
            mentions.Sort(from, mentions.Count - from, ByPlace.Instance);
        }

        for (var i = 0; i < mentions.Count; i++)
        {
            mentions[i].Index = i;
        }

        return mentions;
    }

    private void CollectSentence(Sentence sentence, int number, Quotations quotations, List<DraftMention> mentions)
    {
        var tokens = sentence.Tokens;
        Span<bool> inName = tokens.Length <= 512 ? stackalloc bool[tokens.Length] : new bool[tokens.Length];
        inName.Clear();
        foreach (var name in sentence.Names)
        {
            var last = name.First + name.Count - 1;
            inName[name.First..(last + 1)].Fill(true);
            while (last > name.First && tokens[last].Upos == "PART")
            {
                last--;
            }

            mentions.Add(NameMention(sentence, number, name, last, quotations.OutermostAt(tokens[name.First].Span.Start)));
        }

        for (var i = 0; i < tokens.Length; i++)
        {
            if (inName[i])
            {
                continue;
            }

            var token = tokens[i];
            if (token.Upos is "PRON" or "DET" && Pronouns.TryRead(token, out var pronoun))
            {
                mentions.Add(new DraftMention
                {
                    Sentence = number,
                    First = i,
                    Last = i,
                    Head = i,
                    Form = MentionForm.Pronoun,
                    Kind = pronoun.Gender is Gender.Male or Gender.Female ? EntityKind.Person : EntityKind.Other,
                    Gender = pronoun.Gender,
                    Plural = pronoun.Plural,
                    Slot = Clause.SlotOf(sentence, i),
                    Word = token.Form.ToLowerInvariant(),
                    Quote = quotations.OutermostAt(token.Span.Start),
                });
            }
            else if (token.Upos is "NOUN" or "PROPN" && !IsPartOfNominal(sentence, i, inName))
            {
                mentions.Add(Nominal(sentence, number, i, quotations));
            }
        }
    }

    private static DraftMention NameMention(Sentence sentence, int number, NameSpan name, int last, int quote)
    {
        var first = name.First;
        var head = last;
        for (var i = first; i <= last; i++)
        {
            var above = sentence.Tokens[i].Head;
            if (above < first || above > last)
            {
                head = i;
                break;
            }
        }

        return new DraftMention
        {
            Sentence = number,
            First = first,
            Last = last,
            Head = head,
            Form = MentionForm.Name,
            Kind = name.Tag switch
            {
                NameTag.Person => EntityKind.Person,
                NameTag.Organization => EntityKind.Organization,
                NameTag.Location => EntityKind.Place,
                _ => EntityKind.Other,
            },
            Tag = name.Tag,
            TagScore = name.Score,
            Determination = DeterminationOf(sentence, head),
            Plural = sentence.Tokens[last].Xpos == "NNPS",
            Slot = Clause.SlotOf(sentence, head),
            Quote = quote,
        };
    }

    /// <summary>Modifier nouns ("government officials"), titles ("General Milley") and pieces of names stand for nothing by themselves.</summary>
    private static bool IsPartOfNominal(Sentence sentence, int index, ReadOnlySpan<bool> inName)
    {
        var token = sentence.Tokens[index];
        if (Clause.Is(token, "compound") || Clause.Is(token, "flat") || Clause.Is(token, "fixed") || Clause.Is(token, "goeswith") || token.Deprel == "nmod:desc")
        {
            return true;
        }

        // A title that the parser took for the head: "President" with "Trump" flat under it.
        if (index + 1 < sentence.Tokens.Length && inName[index + 1])
        {
            var next = sentence.Tokens[index + 1];
            return next.Head == index && Clause.Is(next, "flat");
        }

        return false;
    }

    private DraftMention Nominal(Sentence sentence, int number, int head, Quotations quotations)
    {
        var token = sentence.Tokens[head];
        var lemma = token.Lemma == "_" ? token.Form.ToLowerInvariant() : token.Lemma.ToLowerInvariant();
        var known = TryNoun(sentence, head, lemma, out var entry);
        var (first, last) = Extent(sentence, head);
        return new DraftMention
        {
            Sentence = number,
            First = first,
            Last = last,
            Head = head,
            Form = MentionForm.Nominal,
            Kind = known ? entry.Kind : EntityKind.Other,
            Gender = known ? entry.Gender : Gender.Unknown,
            Class = known ? entry.Class : NounClass.Plain,
            Denotes = known,
            Plural = token.Xpos is "NNS" or "NNPS" || (known && entry.Kind == EntityKind.People),
            Slot = Clause.SlotOf(sentence, head),
            Word = lemma,
            Determination = DeterminationOf(sentence, head),
            Quote = quotations.OutermostAt(token.Span.Start),
        };
    }

    private bool TryNoun(Sentence sentence, int head, string lemma, out NounEntry entry)
    {
        if (head > 0 && Clause.Is(sentence.Tokens[head - 1], "compound")
            && _lexicon.TryNoun(sentence.Tokens[head - 1].Form + " " + lemma, out entry))
        {
            return true;
        }

        if (_lexicon.TryNoun(lemma, out entry))
        {
            return true;
        }

        // "ex-general", "vice-chairman": the last part tells.
        var hyphen = lemma.LastIndexOf('-');
        return hyphen > 0 && hyphen < lemma.Length - 1 && _lexicon.TryNoun(lemma[(hyphen + 1)..], out entry);
    }

    /// <summary>The run of tokens around the head that belongs to the phrase, without clauses, appositions, other conjuncts and what follows a comma.</summary>
    private static (int First, int Last) Extent(Sentence sentence, int head)
    {
        var (first, last) = (head, head);
        foreach (var child in sentence.Children(head))
        {
            if (IsInPhrase(sentence.Tokens[child]) && !IsBesidePhrase(sentence, child, head))
            {
                Widen(sentence, child, ref first, ref last, depth: 0);
            }
        }

        for (var i = head + 1; i <= last; i++)
        {
            if (sentence.Tokens[i].Upos == "PUNCT" && sentence.Tokens[i].Form is not ("-" or "–" or "/"))
            {
                last = i - 1;
            }
        }

        for (var i = first; i < head; i++)
        {
            // "TOLMIN - Opposition leaders": the dateline is no part of the phrase.
            if (sentence.Tokens[i] is { Upos: "PUNCT", Form: "-" or "–" or "—" } dash && i > 0 && sentence.Tokens[i - 1].Span.End < dash.Span.Start && dash.Span.End < sentence.Tokens[i + 1].Span.Start)
            {
                first = i + 1;
            }
        }

        while (first < head && sentence.Tokens[first].Upos == "PUNCT")
        {
            first++;
        }

        return (first, last);
    }

    /// <summary>"the ministry on Tuesday rejected" and "shot dead two protesters": the day and the word of the verb are no part of who it is.</summary>
    private static bool IsBesidePhrase(Sentence sentence, int child, int head)
    {
        var token = sentence.Tokens[child];
        return child > head
            ? token is { Relation: "nmod", Form: "Monday" or "Tuesday" or "Wednesday" or "Thursday" or "Friday" or "Saturday" or "Sunday" } && sentence.Tokens[child - 1].Form == "on"
            : token.Form == "dead" && child > 0 && sentence.Tokens[child - 1].Upos == "VERB" && sentence.Children(head).Any(c => c > child && c < head && sentence.Tokens[c].Relation == "nummod");
    }

    private static void Widen(Sentence sentence, int token, ref int first, ref int last, int depth)
    {
        first = Math.Min(first, token);
        last = Math.Max(last, token);
        foreach (var child in sentence.Children(token))
        {
            var below = sentence.Tokens[child];
            if (depth < 24 && (IsInPhrase(below) || Clause.Is(below, "case") || Clause.Is(below, "advmod") || Clause.Is(below, "cc") || (Clause.Is(below, "conj") && below.Upos is not ("VERB" or "AUX"))))
            {
                Widen(sentence, child, ref first, ref last, depth + 1);
            }
        }
    }

    private static bool IsInPhrase(Token token) =>
        Clause.Is(token, "det") || Clause.Is(token, "amod") || Clause.Is(token, "compound") || Clause.Is(token, "nummod") || Clause.Is(token, "nmod")
        || Clause.Is(token, "flat") || Clause.Is(token, "fixed");

    private static Determination DeterminationOf(Sentence sentence, int head)
    {
        var result = Determination.Bare;
        foreach (var child in sentence.Children(head))
        {
            var token = sentence.Tokens[child];
            if (token.Deprel == "nmod:poss")
            {
                return Determination.Possessed;
            }

            if (Clause.Is(token, "det"))
            {
                result = token.Lemma.ToLowerInvariant() switch
                {
                    "the" or "this" or "that" or "these" or "those" or "both" => Determination.Definite,
                    _ => Determination.Indefinite,
                };
            }
            else if (Clause.Is(token, "nummod") && result == Determination.Bare)
            {
                result = Determination.Indefinite;
            }
        }

        return result;
    }

    /// <summary>By first token, the longer first; names before what they are part of.</summary>
    private sealed class ByPlace : IComparer<DraftMention>
    {
        public static readonly ByPlace Instance = new();

        public int Compare(DraftMention? x, DraftMention? y)
        {
            var byHead = x!.Head.CompareTo(y!.Head);
            return byHead != 0 ? byHead : ((int)x.Form).CompareTo((int)y.Form);
        }
    }
}
