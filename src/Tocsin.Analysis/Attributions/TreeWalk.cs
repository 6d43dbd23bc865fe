using Tocsin.Language;

namespace Tocsin.Analysis.Attributions;

/// <summary>Questions to a dependency tree that the reading of attributions asks again and again.</summary>
internal static class TreeWalk
{
    public static string Lemma(this Sentence sentence, int token) =>
        sentence.Tokens[token].Lemma is var lemma && lemma != "_" ? lemma.ToLowerInvariant() : sentence.Tokens[token].Form.ToLowerInvariant();

    public static bool Is(this Sentence sentence, int token, string form) => sentence.Tokens[token].Form.Equals(form, StringComparison.OrdinalIgnoreCase);

    /// <summary>The first dependent with a relation (with or without its subtype), -1 for none.</summary>
    public static int Child(this Sentence sentence, int token, string relation)
    {
        foreach (var child in sentence.Children(token))
        {
            if (sentence.Tokens[child].Deprel == relation || sentence.Tokens[child].Relation == relation)
            {
                return child;
            }
        }

        return -1;
    }

    /// <summary>The preposition or conjunction that marks a phrase or clause, in lower case; null for none. "of", "that", "as".</summary>
    public static string? Marker(this Sentence sentence, int token, string relation)
    {
        foreach (var child in sentence.Children(token))
        {
            if (sentence.Tokens[child].Relation == relation && child < token)
            {
                return sentence.Tokens[child].Form.ToLowerInvariant();
            }
        }

        return null;
    }

    public static bool IsVerb(this Sentence sentence, int token) => sentence.Tokens[token].Upos is "VERB" || sentence.Tokens[token].Xpos.StartsWith("VB", StringComparison.Ordinal);

    public static bool IsPunctuation(this Sentence sentence, int token) => sentence.Tokens[token].Upos == "PUNCT" || !sentence.Tokens[token].Form.Any(char.IsLetterOrDigit);

    public static bool IsNegation(this Sentence sentence, int token) => IsNegation(sentence.Tokens[token].Form);

    public static bool IsNegation(string form) => form.ToLowerInvariant() is "not" or "n't" or "n’t" or "never" or "neither" or "nor" or "hardly" or "no" or "cannot";

    /// <summary>Below a token and itself, without the subtrees of some.</summary>
    public static List<int> SubtreeWithout(this Sentence sentence, int token, Func<int, bool> without)
    {
        var found = new List<int>();
        var open = new Stack<int>();
        open.Push(token);
        while (open.TryPop(out var next))
        {
            found.Add(next);
            foreach (var child in sentence.Children(next))
            {
                if (!without(child))
                {
                    open.Push(child);
                }
            }
        }

        found.Sort();
        return found;
    }

    /// <summary>The head of a phrase's clause: the nearest verb or predicate at or above a token.</summary>
    public static int ClauseHead(this Sentence sentence, int token)
    {
        var at = token;
        for (var steps = 0; steps < sentence.Tokens.Length; steps++)
        {
            var relation = sentence.Tokens[at].Relation;
            if (sentence.Tokens[at].Head < 0 || relation is "ccomp" or "advcl" or "acl" or "parataxis" or "csubj"
                || (relation is "conj" && sentence.IsVerb(at)) || (relation is "xcomp" && sentence.IsVerb(at)))
            {
                return at;
            }

            at = sentence.Tokens[at].Head;
        }

        return at;
    }
}
