using System.Collections.Immutable;

namespace Tocsin.Analysis.Events;

/// <summary>"claimed the first attack", "blamed Oster for the second": which of the attacks told before is meant.</summary>
internal sealed partial class ResponsibilityReader
{
    /// <summary>1 for "the first attack" and "the first", 0 where no number says which.</summary>
    private int OrdinalOf(SentenceTree tree, int act)
    {
        if (act < 0)
        {
            return 0;
        }

        return tree.Upos(act) is "ADJ" or "NUM" or "NOUN" && lexicon.Ordinal(tree[act].Form) is var own and > 0 ? own
            : tree.Children(act).Where(child => child < act && tree.Relation(child) is "amod" or "nummod").Select(child => lexicon.Ordinal(tree[child].Form)).FirstOrDefault(number => number > 0);
    }

    /// <summary>The attack with that number among those told one by one before this sentence, after the last that tells of several at once; -1 where there are not so many.</summary>
    private static int Numbered(ImmutableArray<Event>.Builder events, int first, int ordinal)
    {
        var told = new List<int>();
        for (var i = 0; i < first; i++)
        {
            if (events[i].IsSeveral)
            {
                told.Clear();
            }
            else if (IsAttack(events[i]) && events[i].Restates is null && !events[i].IsOfAssailants)
            {
                told.Add(i);
            }
        }

        return told.Count > 1 && ordinal <= told.Count ? told[ordinal - 1] : -1;
    }
}
