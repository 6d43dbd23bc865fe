using System.Collections.Immutable;
using Tocsin.Language;

namespace Tocsin.Analysis.Numbers;

/// <summary>Numbers that only take up those who were counted before: "the figure rose to 109", "put the dead at 12, while the rebels spoke of 30".</summary>
/// <remarks>What harm they came to is that of the toll before, in the same sentence or in one of the two before it; a toll that is spoken of there without a number is of the dead.</remarks>
internal sealed class RivalCounts(NumberReader numbers, TotalLexicon totals)
{
    private const int SentencesBack = 2;

    /// <summary>"put the dead at 12", "put the number of wounded at 30": the number that is set to those who are counted; null where none is.</summary>
    public Toll? PutAt(Sentence sentence, int anchor, Harm harm)
    {
        var tokens = sentence.Tokens;
        return tokens[anchor] is { Relation: "obj" or "nsubj", Head: >= 0 and var verb } && totals.Puts(Lemma(tokens[verb])) && Reached(sentence, verb, anchor) is { } number
            ? Of(sentence, harm, anchor, number)
            : null;
    }

    /// <summary>Adds to the tolls of a text those of one sentence that only take up the last.</summary>
    public void Add(ImmutableArray<Sentence> sentences, int number, ImmutableArray<Toll>.Builder found)
    {
        var sentence = sentences[number];
        var tokens = sentence.Tokens;
        for (var i = 0; i < tokens.Length; i++)
        {
            if ((Last(found, number, i) ?? Named(sentences, number, i)) is not { } harm || Taken(found, number, i))
            {
                continue;
            }

            if (tokens[i].Upos is "NOUN" or "ADV" && totals.IsTotal(Lemma(tokens[i])) && (TollGrammar.OfWhom(sentence, i) is var whom && (whom < 0 || IsWhosePronoun(tokens[whom]))) && IsDefinite(sentence, i)
                && tokens[i] is { Relation: "nsubj" or "obj", Head: >= 0 and var reach }
                && (Is(sentence, reach) ?? (totals.Reaches(Lemma(tokens[reach])) || totals.Puts(Lemma(tokens[reach])) || totals.Revises(Lemma(tokens[reach])) ? Reached(sentence, reach, i) : null)) is { } reached && !Taken(found, number, reached.First))
            {
                found.Add(Of(sentence, harm, i, reached) with { Sentence = number });
            }
            else if (Corrected(sentence, i) is { } correct && !Taken(found, number, correct.First))
            {
                found.Add(Of(sentence, harm, i, correct) with { Sentence = number });
            }
            else if (tokens[i].Upos == "VERB" && Told(sentence, i) is { } told && !found.Any(t => t.Sentence == number && t.Count.Span.Overlaps(tokens[told.First].Span)))
            {
                found.Add(Of(sentence, harm, told.End - 1, told) with { Sentence = number });
            }
        }
    }

    /// <summary>The harm of the toll before a word of a sentence; null where none was told of lately.</summary>
    private static Harm? Last(ImmutableArray<Toll>.Builder found, int sentence, int token)
    {
        for (var i = found.Count - 1; i >= 0 && found[i].Sentence >= sentence - SentencesBack; i--)
        {
            if (found[i] is { Explicit: true, Harm: Harm.Killed or Harm.Injured } toll && (toll.Sentence < sentence || toll.Anchor < token))
            {
                return toll.Harm;
            }
        }

        return null;
    }

    /// <summary>The dead, where a toll is spoken of in the sentence or shortly before, without its number: "corrected the toll of the shelling".</summary>
    private static Harm? Named(ImmutableArray<Sentence> sentences, int number, int token)
    {
        for (var s = number; s >= 0 && s >= number - SentencesBack; s--)
        {
            if (sentences[s].Tokens.Take(s == number ? token : sentences[s].Tokens.Length).Any(word => word is { Upos: "NOUN", Lemma: "toll" }))
            {
                return Harm.Killed;
            }
        }

        return null;
    }

    /// <summary>"The correct number is six": the number that a total is said to be; null where it is said not to be, or the word is none.</summary>
    private Quantity? Is(Sentence sentence, int predicate) =>
        sentence.Children(predicate).Any(c => sentence.Tokens[c].Relation == "cop") && !sentence.Children(predicate).Any(c => c < predicate && Lemma(sentence.Tokens[c]) is "not" or "n't" or "no") ? Bare(sentence, predicate) : null;

    private static bool Taken(ImmutableArray<Toll>.Builder found, int sentence, int token) => found.Any(t => t.Sentence == sentence && (t.Anchor == token || t.WhoHead == token));

    private static bool IsDefinite(Sentence sentence, int noun) =>
        sentence.Children(noun).Any(c => sentence.Tokens[c].Relation is "det" or "nmod" && (sentence.Tokens[c].Lemma.ToLowerInvariant() is "the" or "that" or "this" or "its" or "their" || IsWhosePronoun(sentence.Tokens[c])));

    /// <summary>"its count": of whoever counts.</summary>
    private static bool IsWhosePronoun(Token token) => token is { Upos: "PRON", Deprel: "nmod:poss" };

    /// <summary>The number in "rose to 109", "stood at 12 by noon", "reached 40", "topped 100": the last that the verb governs.</summary>
    private Quantity? Reached(Sentence sentence, int verb, int after)
    {
        Quantity? last = null;
        foreach (var child in sentence.Children(verb))
        {
            if (child > after && sentence.Tokens[child].Relation is "obl" or "obj" or "nummod" or "xcomp" or "root" && Bare(sentence, child) is { } number)
            {
                last = number;
            }
        }

        return last;
    }

    /// <summary>"the correct number is six": the number that a total is said to be; null where it is none.</summary>
    private Quantity? Corrected(Sentence sentence, int noun)
    {
        var tokens = sentence.Tokens;
        return tokens[noun] is { Upos: "NOUN", Relation: "nsubj", Head: >= 0 and var six } && totals.IsTotal(Lemma(tokens[noun])) && sentence.Children(noun).Any(c => tokens[c].Relation == "amod" && totals.IsTrue(Lemma(tokens[c])))
            && sentence.Children(six).Any(c => tokens[c].Relation == "cop")
            ? Bare(sentence, six)
            : null;
    }

    /// <summary>The bare number that somebody gives: "spoke of 30", "the rebels claimed 30", "said 75".</summary>
    private Quantity? Told(Sentence sentence, int verb)
    {
        foreach (var child in sentence.Children(verb))
        {
            if (child > verb && sentence.Tokens[child].Relation is "obl" or "obj" or "ccomp" or "nummod" && totals.Tells(Lemma(sentence.Tokens[verb]), Preposition(sentence, child)) && Bare(sentence, child) is { } number)
            {
                return number;
            }
        }

        return null;
    }

    /// <summary>A number that no noun follows, with the words that make a range of it: "at least 12". Years and shares are none.</summary>
    private Quantity? Bare(Sentence sentence, int head)
    {
        var tokens = sentence.Tokens;
        if (tokens[head].Upos != "NUM" || tokens[head].Form.Contains(':', StringComparison.Ordinal))
        {
            return null;
        }

        var first = numbers.BoundBefore(tokens, TollGrammar.Left(sentence, head));
        var found = numbers.Read(tokens, first, Math.Min(tokens.Length, head + 4)) ?? numbers.Read(tokens, head, Math.Min(tokens.Length, head + 4));
        var isYear = found is { Least: >= 1900 and <= 2099 } && tokens[head].Form.Length == 4;
        return found is { } q && !isYear && q.End > head && !(q.End < tokens.Length && (tokens[q.End].Form is "%" or "percent" || totals.IsMeasure(Lemma(tokens[q.End])) || tokens[q.End].Upos is "NOUN" or "SYM")) ? q : null;
    }

    /// <summary>"at" of "at least 12" is no preposition.</summary>
    private static string? Preposition(Sentence sentence, int head)
    {
        foreach (var child in sentence.Children(head))
        {
            if (sentence.Tokens[child].Relation == "case" && !(child + 1 < sentence.Tokens.Length && sentence.Tokens[child + 1].Form is "least" or "most"))
            {
                return Lemma(sentence.Tokens[child]);
            }
        }

        return null;
    }

    private static Toll Of(Sentence sentence, Harm harm, int anchor, Quantity number) =>
        new(harm, CountFinder.ToRange(sentence, number), true, CountFinder.SpanOf(sentence, number), 0, anchor, number.End - 1);

    private static string Lemma(Token token) => token.Lemma.ToLowerInvariant();
}
