namespace Tocsin.Analysis.Events;

/// <summary>Conditions that make of what one says of one's own side a threat.</summary>
internal sealed partial class OperatorReader
{
    /// <summary>"if they cross the river", "unless it withdraws": a condition on the act.</summary>
    private static bool IsConditional(SentenceTree tree, int at) =>
        tree.Children(at).Any(c => tree.Relation(c) == "advcl" && (tree.HasMark(c, "if") || tree.HasMark(c, "unless") || tree.HasMark(c, "should") || tree.HasMark(c, "until")));

    /// <summary>The government for the army, an official for the country that he does not name otherwise: both of one state, as far as the words go.</summary>
    private bool IsOwnSide(SentenceTree tree, int speaker, int subject)
    {
        if (speaker < 0 || subject < 0 || (!lexicon.InClass("STATE", tree.Lemma[speaker]) && !lexicon.InClass("REGULAR", tree.Lemma[speaker]) && !lexicon.NamesAuthority(tree.Lemma[speaker])))
        {
            return false;
        }

        bool IsNamed(int head) => tree.IsName(head) || tree.Children(head).Any(c => tree.IsName(c) || (tree.Upos(c) == "ADJ" && char.IsUpper(tree[c].Form[0]) && c > 0));
        return tree.IsName(subject) ? !IsNamed(speaker) && tree.Upos(subject) == "PROPN"
            : (lexicon.InClass("REGULAR", tree.Lemma[subject]) || lexicon.InClass("STATE", tree.Lemma[subject])) && !tree.Children(subject).Any(c => tree.Lemma[c] is "rebel" or "enemy" or "foreign" or "a" or "an") && (!IsNamed(subject) || !IsNamed(speaker));
    }
}
