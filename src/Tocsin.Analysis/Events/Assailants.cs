using Tocsin.Language;

namespace Tocsin.Analysis.Events;

/// <summary>Those who carried out an attack told before and were killed or hurt at it: their end is neither their deed nor a toll of it.</summary>
internal static class Assailants
{
    /// <summary>Letters by which "gunman" and "gunmen", "militants" and "militant" are one word.</summary>
    private const int StemLength = 4;

    /// <summary>"All three attackers were shot dead", "one gunman was killed at the scene" after "gunmen attacked the ministry".</summary>
    public static bool AreVictims(EventDraft draft, IReadOnlyList<Event> told, string text, EventLexicon lexicon)
    {
        var tree = draft.Tree;
        if (draft.Type != "ASSAULT" || draft.Recipients.Count == 0 || draft.IsNominal)
        {
            return false;
        }

        foreach (var victim in draft.Recipients)
        {
            if (!lexicon.InClass("ASSAILANT", tree.Lemma[victim])
                && !(tree.InClass(victim, "FORCE") && told.Any(e => e.Type == "ASSAULT" && e.Actors.Any(actor => IsOfOneWord(LastWord(actor.Span.In(text)), tree[victim].Form)))))
            {
                return false;
            }
        }

        return told.Any(e => e is { Type: "ASSAULT", Factuality: Factuality.Actual, IsOfAssailants: false });
    }

    private static bool IsOfOneWord(string one, string other) =>
        one.Length >= StemLength && other.Length >= StemLength && one.AsSpan(0, StemLength).Equals(other.AsSpan(0, StemLength), StringComparison.OrdinalIgnoreCase);

    private static string LastWord(string phrase) => phrase[(phrase.LastIndexOf(' ') + 1)..];
}
