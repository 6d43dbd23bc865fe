using System.Collections.Immutable;
using Tocsin.Language;
using Tocsin.Language.Mentions;

namespace Tocsin.Analysis.Actors;

/// <summary>Adds the states that a text names only by an adjective: "an American drone strike" speaks of the United States.</summary>
/// <remarks>
/// "Iranian" before a noun stands for the state; "Iranians" and "an Iranian" are people. The adjective stays a name of its people, as written; the state has it as a
/// nominal. A state that the text names itself is not added. Thread-safe.
/// </remarks>
internal static class StateAdjectives
{
    /// <returns>The same, people called by their noun where the text has one ("Iraqis", not "Iraqi"), and after them the states, in the order of their first adjective.</returns>
    public static ImmutableArray<ActorEntity> Complete(ParsedText parsed, ImmutableArray<ActorEntity> actors, CountryLexicon countries)
    {
        var known = actors.Where(a => a.Kind == EntityKind.Country && a.Country is not null).Select(a => a.Country).ToHashSet(StringComparer.Ordinal);
        var found = actors.ToBuilder();
        var added = new List<ActorEntity>();
        for (var i = 0; i < actors.Length; i++)
        {
            var (actor, entity) = (actors[i], actors[i].Entity);
            if (actor.Kind != EntityKind.People || actor.Country is not { } code || countries.ByCode(code) is not { } country)
            {
                continue;
            }

            var adjectives = entity.Mentions.RemoveAll(m => m.Form == MentionForm.Pronoun || !IsAdjective(parsed.Sentences[m.Sentence], m.HeadToken));
            if (adjectives.IsEmpty)
            {
                continue;
            }

            var noun = entity.Mentions.FirstOrDefault(m => m.Form == MentionForm.Name && !adjectives.Contains(m));
            if (noun is not null)
            {
                found[i] = actor with { Entity = entity with { Name = noun.Span.In(parsed.Text) } };
            }

            if (known.Add(code))
            {
                added.Add(new ActorEntity(new Entity(0, EntityKind.Country, country.Name, [], [.. adjectives.Select(m => m with { Form = MentionForm.Nominal })]), EntityKind.Country, code, ["GOV"]) { Reason = "by the adjective for it" });
            }
        }

        var next = actors.IsEmpty ? 1 : actors.Max(a => a.Entity.Number) + 1;
        foreach (var state in added)
        {
            found.Add(state with { Entity = state.Entity with { Number = next++ } });
        }

        return found.ToImmutable();
    }

    /// <summary>True for the adjective of a state: "Iranian" in "Iranian retaliation", "Russian rockets", "is Iranian".</summary>
    public static bool IsAdjective(Sentence sentence, int token)
    {
        if (token < 0 || token >= sentence.Tokens.Length)
        {
            return false;
        }

        var word = sentence.Tokens[token];
        return word.Relation is "amod" or "compound" or "nmod" && word.Head > token && word.Deprel != "nmod:poss" && !word.Form.EndsWith("ians", StringComparison.Ordinal)
            || (word.Upos == "ADJ" && word.Relation is "conj" && word.Head >= 0 && sentence.Tokens[word.Head].Relation is "amod" or "compound");
    }
}
