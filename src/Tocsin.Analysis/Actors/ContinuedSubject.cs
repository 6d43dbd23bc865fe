using Tocsin.Language;

namespace Tocsin.Analysis.Actors;

/// <summary>What "it" takes up at the head of a sentence: the subject of the sentence before, in the same paragraph. "Iran hit two bases. But it also told the Americans beforehand."</summary>
internal static class ContinuedSubject
{
    /// <param name="sentence">Index of the sentence of "it".</param>
    /// <param name="pronoun">Index of "it" in that sentence.</param>
    /// <returns>Index, in the sentence before, of the head of its main subject; null where "it" is not the first subject, or opens a paragraph, or somebody else stands between.</returns>
    public static int? Of(ParsedText parsed, int sentence, int pronoun)
    {
        if (sentence == 0 || parsed.Sentences[sentence].StartsParagraph || parsed.Sentences[sentence - 1] is not { Root: >= 0 } before)
        {
            return null;
        }

        var tokens = parsed.Sentences[sentence].Tokens;
        if (tokens[pronoun].Head != parsed.Sentences[sentence].Root || tokens[..pronoun].Any(t => t.Upos is "NOUN" or "PROPN" or "VERB" or "PRON"))
        {
            return null;
        }

        foreach (var child in before.Children(before.Root))
        {
            if (before.Tokens[child].Deprel is "nsubj" or "nsubj:pass" && before.Tokens[child].Upos == "PROPN" && before.Tokens[before.Root].Upos == "VERB")
            {
                return child;
            }
        }

        return null;
    }
}
