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
            var subject = parts.FindIndex(child => tokens[child].Relation == "nsubj" && tokens[child].Deprel != "nsubj:pass");
            if (subject >= 0 && parts.Exists(child => tokens[child].Relation == "obj" && Totals.Value.IsTotal(tokens[child].Lemma.ToLowerInvariant())) && parts.Exists(child => number.Overlaps(tokens[child].Span)))
            {
                return NameOf(reading, at, parts[subject]);
            }
        }

        return null;
    }

    private static string? NameOf(Reading reading, int sentence, int head) =>
        reading.Entities.FirstOrDefault(entity => entity.Entity.Mentions.Any(mention => mention.Sentence == sentence && mention.HeadToken == head))?.Entity.Name;
}
