namespace Tocsin.Training.Core;

/// <summary>A sentence to learn from: with a tree, or with names.</summary>
internal sealed class TrainingSentence
{
    public required string[] Words { get; init; }

    /// <summary>Null where the sentence carries names only.</summary>
    public TrainingTree? Tree { get; init; }

    /// <summary>Tags as in <see cref="Tocsin.Language.Neural.NameTags"/>; null where the sentence carries a tree only.</summary>
    public int[]? Names { get; init; }

    /// <summary>Which collection it comes from, since their guidelines differ: for names newswire 0, encyclopedia 1, politics 2; for trees EWT 0, GUM 1.</summary>
    public int Domain { get; init; }
}

/// <summary>Columns of CoNLL-U; heads from 1, 0 for the root.</summary>
internal sealed record TrainingTree(string[] Lemmas, string[] Upos, string[] Xpos, string[] Feats, int[] Heads, string[] Relations);
