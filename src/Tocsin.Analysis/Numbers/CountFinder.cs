using System.Collections.Immutable;
using Tocsin.Analysis.Events;
using Tocsin.Language;

namespace Tocsin.Analysis.Numbers;

/// <summary>Finds how many people came to what harm, and how many of anything a phrase counts.</summary>
/// <remarks>
/// Works on trees (Universal Dependencies 2); sentences without one give no tolls. A word of harm (data/numbers/harms.tsv) names its people by its
/// grammar: object of the active ("killed 12"), subject of the passive ("12 were killed"), the noun that a participle or adjective describes
/// ("12 people killed", "12 dead"), whom a noun is of ("the death of a child", "12 deaths"), the number that a toll reaches.
/// Coordinated people are added up. What nobody came to is 0 to 0: "no casualties", "nobody was killed", "without injuring anyone".
/// Thread-safe.
/// </remarks>
public sealed class CountFinder
{
    /// <summary>Words between "how many" and the word of harm: "how many of the passengers were killed".</summary>
    private const int AskedWords = 6;

    private readonly NumberReader _numbers;
    private readonly HarmLexicon _harms;
    private readonly BesideHarm _beside;
    private readonly RivalCounts _rivals;

    public CountFinder()
    {
        _numbers = new NumberReader(NumberLexicon.Load());
        _harms = HarmLexicon.Load();
        var totals = TotalLexicon.Load();
        _beside = new BesideHarm(_numbers, totals);
        _rivals = new RivalCounts(_numbers, totals);
    }

    /// <summary>Tolls in text order of the word that says the harm.</summary>
    public ImmutableArray<Toll> Find(ParsedText parsed)
    {
        var found = ImmutableArray.CreateBuilder<Toll>();
        for (var s = 0; s < parsed.Sentences.Length; s++)
        {
            var sentence = parsed.Sentences[s];
            if (sentence.Root < 0)
            {
                continue;
            }

            for (var i = 0; i < sentence.Tokens.Length; i++)
            {
                if (FindAt(sentence, i) is { } toll)
                {
                    found.Add(toll with { Sentence = s });
                }
            }

            _rivals.Add(parsed.Sentences, s, found);
        }

        return found.ToImmutable();
    }

    /// <summary>How many a noun phrase counts by its own words ("15 missiles", "hundreds of houses", "no one"), or null where it gives no number.</summary>
    /// <param name="head">Index of the head of the phrase in its sentence.</param>
    public CountRange? CountOf(Sentence sentence, int head) => Read(sentence, head) is { } q ? ToRange(sentence, q) : null;

    private Toll? FindAt(Sentence sentence, int anchor)
    {
        var token = sentence.Tokens[anchor];
        var upos = token.Upos == "PROPN" ? "NOUN" : token.Upos;
        var counted = token.Lemma is "number" or "count" or "tally" ? TollGrammar.OfWhom(sentence, anchor) : -1;
        if (counted >= 0
            && (_harms.TryFind(sentence.Tokens[counted].Lemma.ToLowerInvariant(), "NOUN", out var total) || _harms.TryFind(sentence.Tokens[counted].Lemma.ToLowerInvariant(), "ADJ", out total)))
        {
            // "the number of dead rose to 31"
            return OfToll(sentence, anchor, total.Harm);
        }

        if (token.Lemma is "number" or "count" or "tally" && counted >= 0 && HarmOf(sentence, counted) is { } described)
        {
            // "the number of people hurt rose to 31"
            return OfToll(sentence, anchor, described);
        }

        if (upos is "VERB" or "ADJ" && token.Relation is "acl" or "amod" && token.Head >= 0 && sentence.Tokens[token.Head].Relation == "nmod" && sentence.Tokens[token.Head].Head is var whole and >= 0
            && sentence.Tokens[whole].Lemma is "number" or "count" or "tally" && TollGrammar.OfWhom(sentence, whole) == token.Head && OfToll(sentence, whole, Harm.Killed) is not null)
        {
            return null;
        }

        (Harm Harm, Victims Victims) harm;
        if (upos == "VERB" && TollGrammar.IsFatal(sentence, anchor))
        {
            // "were fatally shot", "was mortally wounded"
            harm = (Harm.Killed, Victims.Object);
        }
        else if (upos is not ("VERB" or "ADJ" or "NOUN") || !_harms.TryFind(token.Lemma.ToLowerInvariant(), upos, out harm))
        {
            // "were fatally shot", "mortally wounded"
            if (upos != "VERB" || !IsFatal(sentence, anchor))
            {
                return null;
            }

            harm = (Harm.Killed, Victims.Object);
        }

        if (TollGrammar.IsAmong(sentence, anchor) || TollGrammar.IsOfAge(sentence, anchor) || TollGrammar.IsQuestion(sentence) || IsAskedFor(sentence, anchor))
        {
            return null;
        }

        if (_rivals.PutAt(sentence, anchor, harm.Harm) is { } put)
        {
            return put;
        }

        var read = ByTree(sentence, anchor, harm);
        return read is { Count.Max: 0 } || harm.Harm is not (Harm.Killed or Harm.Injured or Harm.Casualty or Harm.Missing) || _beside.Find(sentence, anchor) is not { } beside || TollGrammar.IsHowMany(sentence, beside.Head)
            || (read is { Explicit: true } && read.Who.Overlaps(beside.Span)) ? read
            : new Toll(harm.Harm is Harm.Killed or Harm.Injured && IsEither(sentence, anchor) ? Harm.Casualty : harm.Harm, ToRange(sentence, beside.Quantity), true, beside.Span, 0, anchor, beside.Head);
    }

    private Toll? ByTree(Sentence sentence, int anchor, (Harm Harm, Victims Victims) harm) =>
        harm.Victims switch
        {
            Victims.Self => OfNoun(sentence, anchor, harm.Harm),
            Victims.Counted => OfNounCounted(sentence, anchor, harm.Harm),
            Victims.Life => OfLife(sentence, anchor, harm.Harm),
            Victims.Toll => OfToll(sentence, anchor, harm.Harm),
            _ => OfPredicate(sentence, anchor, harm.Harm, harm.Victims == Victims.Object),
        };

    private Toll? OfPredicate(Sentence sentence, int anchor, Harm harm, bool patient)
    {
        // "40 killed or wounded": how many of either is not said.
        harm = harm is Harm.Killed or Harm.Injured && IsEither(sentence, anchor) ? Harm.Casualty : harm;
        var people = Counted(sentence, TollGrammar.Victims(sentence, anchor, patient));
        return people < 0 || TollGrammar.IsHowMany(sentence, people) || sentence.Tokens[people].Lemma is "it" or "itself" or "this" or "that" or "who" ? null
            : TollGrammar.IsNegated(sentence, anchor) || TollGrammar.IsNotOne(sentence, people) ? Build(sentence, anchor, harm, people, true)
            : sentence.Tokens[people].Lemma is "anyone" or "anybody" ? null
            : Build(sentence, anchor, harm, people, false);
    }

    private static bool IsFatal(Sentence sentence, int verb)
    {
        foreach (var child in sentence.Children(verb))
        {
            if (sentence.Tokens[child].Relation == "advmod" && sentence.Tokens[child].Lemma is "fatally" or "mortally")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"how many people died": the number is not known.</summary>
    private static bool IsAskedFor(Sentence sentence, int anchor)
    {
        for (var i = Math.Max(1, anchor - AskedWords); i < anchor; i++)
        {
            if (sentence.Tokens[i].Lemma is "many" && sentence.Tokens[i - 1].Form.Equals("how", StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsEither(Sentence sentence, int anchor)
    {
        var first = sentence.Tokens[anchor] is { Relation: "conj", Head: >= 0 and var head } ? head : anchor;
        return sentence.Children(first).Any(c => sentence.Tokens[c].Relation == "conj" && sentence.Tokens[c].Upos is "VERB" or "ADJ"
            && _harms.TryFind(sentence.Tokens[c].Lemma.ToLowerInvariant(), sentence.Tokens[c].Upos, out var other) && other.Harm is Harm.Killed or Harm.Injured
            && sentence.Children(c).Any(d => sentence.Tokens[d].Relation == "cc" && sentence.Tokens[d].Lemma == "or"));
    }

    private Toll? OfNoun(Sentence sentence, int anchor, Harm harm)
    {
        var negated = TollGrammar.IsNegated(sentence, anchor);
        if (Read(sentence, anchor) is { } own)
        {
            var who = TollGrammar.Phrase(sentence, anchor);
            return new Toll(harm, negated ? Nobody(who) : ToRange(sentence, own), true, who, 0, anchor, anchor);
        }

        if (Counted(sentence, anchor) is var above && above != anchor && Read(sentence, above) is { } hundreds)
        {
            // "hundreds of casualties".
            return new Toll(harm, ToRange(sentence, hundreds), true, TollGrammar.Phrase(sentence, above), 0, anchor, above);
        }

        var of = TollGrammar.OfWhom(sentence, anchor);
        if (of >= 0)
        {
            // "the massacre of Orlan" tells no number.
            return sentence.Tokens[anchor].Lemma is "massacre" && !TollGrammar.Coordinated(sentence, of).Any(part => Read(sentence, part) is not null) ? null : Build(sentence, anchor, harm, of, negated);
        }

        if (sentence.Tokens[anchor] is { Relation: "obj", Head: >= 0 and var verb } && sentence.Tokens[verb].Lemma is "suffer" or "sustain" or "receive" && TollGrammar.Subject(sentence, verb) is var hurt and >= 0
            && Read(sentence, hurt) is not null)
        {
            // "34 soldiers suffered brain injuries"
            return Build(sentence, anchor, harm, hurt, negated || TollGrammar.IsNegated(sentence, verb));
        }

        // "without casualties": nobody is named, and nobody was hurt. A bare "casualties" says too little to count.
        return negated ? new Toll(harm, Nobody(sentence.Tokens[anchor].Span), true, sentence.Tokens[anchor].Span, 0, anchor, anchor) : null;
    }

    private Toll? OfLife(Sentence sentence, int anchor, Harm harm)
    {
        var token = sentence.Tokens[anchor];
        if (token.Relation == "nmod" && sentence.Tokens[token.Head].Lemma == "loss")
        {
            return OfNounCounted(sentence, anchor, harm);
        }

        if (token.Relation != "obj" || sentence.Tokens[token.Head].Lemma is not ("claim" or "cost" or "take" or "lose" or "give"))
        {
            return null;
        }

        if (sentence.Tokens[token.Head].Lemma == "give" && !sentence.Children(anchor).Any(c => sentence.Tokens[c].Deprel == "nmod:poss"))
        {
            return null;
        }

        if (sentence.Tokens[token.Head].Lemma is "lose" or "give" && Read(sentence, anchor) is null)
        {
            // "12 people lost their lives": the people are the subject.
            var losers = TollGrammar.Subject(sentence, token.Head) is var subject and >= 0 ? subject : TollGrammar.CountedBefore(sentence, token.Head);
            return losers < 0 ? null : Build(sentence, anchor, harm, losers, TollGrammar.IsNegated(sentence, token.Head));
        }

        var of = TollGrammar.OfWhom(sentence, anchor);
        return Read(sentence, anchor) is null && of >= 0
            ? Build(sentence, anchor, harm, of, TollGrammar.IsNegated(sentence, token.Head))
            : OfNounCounted(sentence, anchor, harm);
    }

    private Toll? OfNounCounted(Sentence sentence, int anchor, Harm harm) =>
        Read(sentence, anchor) is { } own ? new Toll(harm, ToRange(sentence, own), true, TollGrammar.Phrase(sentence, anchor), 0, anchor, anchor) : null;

    /// <summary>"the death toll rose to 12", "a toll of 12", "bringing the toll to at least 12": the last number governed by the toll or by the verb it depends on.</summary>
    private Toll? OfToll(Sentence sentence, int anchor, Harm harm)
    {
        var top = sentence.Tokens[anchor].Head;
        if (top > anchor && sentence.Tokens[top].Upos == "NUM" && sentence.Tokens[anchor].Relation == "nsubj" && Read(sentence, top) is { } said)
        {
            // "the number of people killed was 14, not 40"
            return new Toll(harm, ToRange(sentence, said), true, sentence.Tokens[top].Span, 0, anchor, top);
        }

        foreach (var governor in top >= 0 ? [anchor, top] : new[] { anchor })
        {
            Toll? last = null;
            foreach (var child in sentence.Children(governor))
            {
                if (child > anchor && sentence.Tokens[child].Relation is "obl" or "obj" or "nmod" or "nummod" or "root" or "xcomp" && !TollGrammar.IsBeforeOrAfter(sentence, child) && Read(sentence, child) is { } reached)
                {
                    last = new Toll(harm, ToRange(sentence, reached), true, TollGrammar.Phrase(sentence, child), 0, anchor, child);
                }
            }

            if (last is not null)
            {
                return last;
            }
        }

        // "puts the number of dead from the bombing at 19": the tree may hang the number under what stands between.
        return top >= 0 && TollGrammar.NumberPut(sentence, top, anchor) is var put and >= 0 && Read(sentence, put) is { } number ? new Toll(harm, ToRange(sentence, number), true, TollGrammar.Phrase(sentence, put), 0, anchor, put) : null;
    }

    /// <summary>The phrase that counts them: "scores" of "scores of people arrested", where only the people are described.</summary>
    private int Counted(Sentence sentence, int people)
    {
        if (people < 0 || sentence.Tokens[people].Relation != "nmod" || Read(sentence, people) is not null)
        {
            return people;
        }

        var above = sentence.Tokens[people].Head;
        return above >= 0 && TollGrammar.OfWhom(sentence, above) == people && Read(sentence, above) is { } quantity && quantity.End == above + 1 ? above : people;
    }

    /// <summary>The harm of people described by a participle or adjective: "people hurt", "wounded soldiers"; null for none.</summary>
    private Harm? HarmOf(Sentence sentence, int people)
    {
        // The parser takes "hurt" in "people hurt rose" for an auxiliary, and "injured" in "soldiers injured in the attack has risen" for the verb of all.
        if (people + 1 < sentence.Tokens.Length && sentence.Tokens[people + 1] is { Upos: "VERB", Relation: "aux" or "acl" or "root" } next && _harms.TryFind(next.Lemma.ToLowerInvariant(), "VERB", out var beside))
        {
            return beside.Harm;
        }

        foreach (var child in sentence.Children(people))
        {
            var token = sentence.Tokens[child];
            if (token.Relation is "acl" or "amod" && token.Upos is "VERB" or "ADJ" && _harms.TryFind(token.Lemma.ToLowerInvariant(), token.Upos, out var found))
            {
                return found.Harm;
            }
        }

        return null;
    }

    /// <summary>"30 dead and 12 wounded": the second has a harm of its own and is not added to the first.</summary>
    private bool HasOwnHarm(Sentence sentence, int part, int anchor)
    {
        foreach (var child in sentence.Children(part))
        {
            var token = sentence.Tokens[child];
            if (child != anchor && token.Relation is "acl" or "amod" or "xcomp" or "advcl" && token.Upos is "VERB" or "ADJ" && _harms.TryFind(token.Lemma.ToLowerInvariant(), token.Upos, out _))
            {
                return true;
            }
        }

        var own = sentence.Tokens[part];
        return own.Upos is "ADJ" or "VERB" && _harms.TryFind(own.Lemma.ToLowerInvariant(), own.Upos, out _);
    }

    /// <summary>Adds up a phrase and what is coordinated with it.</summary>
    /// <returns>Null where they are only many: "killed shoppers" gives no number.</returns>
    private Toll? Build(Sentence sentence, int anchor, Harm harm, int people, bool negated)
    {
        long? least = 0, most = 0;
        var (stated, numberless) = (false, true);
        var who = TollGrammar.Phrase(sentence, people);
        var words = who;
        TextSpan? counted = null;
        foreach (var part in TollGrammar.Coordinated(sentence, people))
        {
            if (part != people && HasOwnHarm(sentence, part, anchor))
            {
                continue;
            }

            var quantity = Read(sentence, part);
            stated |= quantity is not null;
            numberless &= quantity is null && IsBarePlural(sentence, part);
            var (low, high) = quantity is { } q ? (q.Least, q.Most) : Implied(sentence, part);
            least += low;
            most += high;
            var phrase = TollGrammar.Phrase(sentence, part);
            words = Join(words, phrase);
            counted = Join(counted, quantity is { } k ? SpanOf(sentence, k) : phrase);
        }

        if (numberless && !negated)
        {
            return null;
        }

        var range = negated || (least == 0 && most == 0) ? Nobody(words) : new CountRange(Clamp(least), Clamp(most), counted ?? words);
        return new Toll(harm, range, stated || negated, words, 0, anchor, people);
    }

    /// <summary>The quantity that a phrase states: the first in the words before its head, or the head itself.</summary>
    private Quantity? Read(Sentence sentence, int head)
    {
        var first = TollGrammar.Left(sentence, head);
        for (var i = first; i <= head; i++)
        {
            if (!TollGrammar.Counts(sentence, i, head))
            {
                continue;
            }

            // Parsers often hang "more than" elsewhere.
            var start = i == first ? _numbers.BoundBefore(sentence.Tokens, i) : i;
            if (_numbers.Read(sentence.Tokens, start, Math.Min(sentence.Tokens.Length, head + 4)) is { } found && !TollGrammar.IsDateOrAge(sentence, found, head))
            {
                return found;
            }
        }

        return sentence.Tokens[head].Lemma.ToLowerInvariant() is "nobody" or "none" or "no-one" ? new Quantity(head, head + 1, 0, 0) : null;
    }

    /// <summary>What grammatical number says: a singular or a name is one, a plural two and more, anything else unknown.</summary>
    private (long? Least, long? Most) Implied(Sentence sentence, int head)
    {
        var token = sentence.Tokens[head];
        if (token.Upos == "PRON")
        {
            return token.Lemma.ToLowerInvariant() is "he" or "she" or "i" or "him" or "her" or "someone" or "somebody" ? (1, 1) : (1, null);
        }

        if (_numbers.Collective(token.Lemma) is { } members)
        {
            // "killed a television crew": more than one, and how many is not said.
            return members;
        }

        return IsBarePlural(sentence, head) ? (2, null) : token.Upos is "PROPN" or "NOUN" ? (1, 1) : (1, null);
    }

    /// <summary>"shoppers", "people": many, whatever their number.</summary>
    private bool IsBarePlural(Sentence sentence, int head)
    {
        var token = sentence.Tokens[head];
        return token.Upos != "PRON" && _numbers.Collective(token.Lemma) is null && (token.Feats.Contains("Number=Plur", StringComparison.Ordinal) || token.Xpos is "NNS" or "NNPS" || token.Lemma == "people");
    }

    private static CountRange Nobody(TextSpan words) => new(0, 0, words);

    internal static CountRange ToRange(Sentence sentence, Quantity quantity) => new(Clamp(quantity.Least), Clamp(quantity.Most), SpanOf(sentence, quantity));

    internal static TextSpan SpanOf(Sentence sentence, Quantity quantity) =>
        TextSpan.FromBounds(sentence.Tokens[quantity.First].Span.Start, sentence.Tokens[quantity.End - 1].Span.End);

    private static TextSpan Join(TextSpan? one, TextSpan other) =>
        one is { } o ? TextSpan.FromBounds(Math.Min(o.Start, other.Start), Math.Max(o.End, other.End)) : other;

    private static int? Clamp(long? value) => value is { } v ? (int)Math.Min(v, int.MaxValue) : null;
}
