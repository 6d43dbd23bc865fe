using System.Collections.Immutable;

namespace Tocsin.Language.Conllu;

/// <summary>A document read from CoNLL-U, with its text rebuilt.</summary>
/// <param name="Text">
/// Words as <c>SpaceAfter=No</c> joins them, sentences apart by a space, paragraphs by a blank line. All spans are offsets into it,
/// whatever a <c>TokenRange</c> in the file says.
/// </param>
public sealed record ConlluDocument(string Text, ImmutableArray<ConlluSentence> Sentences)
{
    /// <summary>The sentences without what only the file needs.</summary>
    public ParsedText ToParsedText() => new(Text, [.. Sentences.Select(s => s.Sentence)]);
}

/// <summary>A sentence with what a CoNLL-U file says beside its words and tree.</summary>
/// <param name="Comments">Comment lines as they stand, each with its <c>#</c>.</param>
/// <param name="Misc">The MISC column of each token, in the order of the tokens.</param>
/// <param name="ContractionMisc">The MISC column of each contraction's range line, in the order of the contractions.</param>
public sealed record ConlluSentence(
    Sentence Sentence, ImmutableArray<string> Comments, ImmutableArray<string> Misc, ImmutableArray<string> ContractionMisc);
