namespace Tocsin.Analysis.Events;

/// <summary>Words before a clause that turn it round: whoever reads the clause without them reads the contrary.</summary>
internal static class Negation
{
    /// <summary>The first word of a clause with what negates it: "no American had been killed", "neither side fired", "denied that it had shelled the town".</summary>
    public static int Before(SentenceTree tree, int first)
    {
        while (first > 0 && tree.Lemma[first - 1] is "no" or "not" or "n't" or "never" or "neither" or "nor" or "without" or "hardly" or "none" or "nobody")
        {
            first--;
        }

        var verb = first > 1 && tree.Lemma[first - 1] is "that" or "having" or "to" ? first - 2 : first - 1;
        return verb >= 0 && tree.InClass(verb, "DENYWORD") ? verb : first;
    }
}
