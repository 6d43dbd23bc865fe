namespace Tocsin.Language;

/// <summary>A syntactic word with its analysis, in the terms of Universal Dependencies 2.</summary>
/// <param name="Span">Where it stands in the text. The words of one contraction ("don't") have spans that touch.</param>
/// <param name="Form">The characters of the word.</param>
/// <param name="Lemma">Dictionary form; "_" before analysis.</param>
/// <param name="Upos">Universal part of speech, such as NOUN.</param>
/// <param name="Xpos">Penn Treebank tag, such as NNS.</param>
/// <param name="Feats">Morphological features as CoNLL-U writes them, "_" for none.</param>
/// <param name="Head">Index of the head in the same sentence, from 0; -1 for the root.</param>
/// <param name="Deprel">Relation to the head, with subtype: nsubj:pass.</param>
public sealed record Token(TextSpan Span, string Form, string Lemma, string Upos, string Xpos, string Feats, int Head, string Deprel)
{
    public static Token Unanalyzed(TextSpan span, string form) => new(span, form, "_", "_", "_", "_", -1, "_");

    /// <summary>The relation without its subtype: nsubj for nsubj:pass.</summary>
    public string Relation => Deprel.IndexOf(':', StringComparison.Ordinal) is var colon and >= 0 ? Deprel[..colon] : Deprel;
}
