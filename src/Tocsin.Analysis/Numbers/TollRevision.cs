using Tocsin.Language;

namespace Tocsin.Analysis.Numbers;

/// <summary>Whose a number is that takes the place of another: "the health ministry revised the toll to six".</summary>
internal static class TollRevision
{
    private static readonly Lazy<TotalLexicon> Totals = new(TotalLexicon.Load);

    /// <summary>The name of whoever revises a toll to a number; null where nobody is said to, or it is somebody without a name or a title.</summary>
    /// <param name="number">Where the number stands.</param>
    public static string? Reviser(Reading reading, TextSpan number)
    {
        if (reading.Parsed.Sentences.IsEmpty)
        {
            return null;
        }

        var at = reading.Parsed.SentenceAt(number.Start);
        var sentence = reading.Parsed.Sentences[at];
        var tokens = sentence.Tokens;
        for (var i = 0; i < tokens.Length; i++)
        {
            if (tokens[i].Upos != "VERB" || !Totals.Value.Revises(tokens[i].Lemma.ToLowerInvariant()) || tokens[i].Span.Start > number.Start)
            {
                continue;
            }

            var parts = sentence.Children(i).ToList();
            var subject = SubjectOf(sentence, i);
            if (subject >= 0 && parts.Exists(child => tokens[child].Relation == "obj" && Totals.Value.IsTotal(tokens[child].Lemma.ToLowerInvariant())) && parts.Exists(child => number.Overlaps(tokens[child].Span)))
            {
                return NameOf(reading, at, subject);
            }
        }

        return null;
    }

    /// <summary>"had spoken of eleven, and corrected its count": of two verbs the second may have its subject with the first; -1 for none.</summary>
    private static int SubjectOf(Sentence sentence, int verb)
    {
        for (var (at, left) = (verb, 3); at >= 0 && left > 0; left--)
        {
            foreach (var child in sentence.Children(at))
            {
                if (sentence.Tokens[child].Relation == "nsubj")
                {
                    return sentence.Tokens[child].Deprel == "nsubj:pass" ? -1 : child;
                }
            }

            if (sentence.Tokens[at].Relation != "conj")
            {
                return -1;
            }

            at = sentence.Tokens[at].Head;
        }

        return -1;
    }

    private static string? NameOf(Reading reading, int sentence, int head) =>
        reading.Entities.FirstOrDefault(entity => entity.Entity.Mentions.Any(mention => mention.Sentence == sentence && mention.HeadToken == head))?.Entity.Name;
}
