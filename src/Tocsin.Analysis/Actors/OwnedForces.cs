using System.Collections.Immutable;
using Tocsin.Language;
using Tocsin.Language.Mentions;

namespace Tocsin.Analysis.Actors;

/// <summary>Gives "its troops" and "their forces" the country of those whose they are.</summary>
internal static class OwnedForces
{
    public static ImmutableArray<ActorEntity> Complete(ParsedText parsed, ImmutableArray<ActorEntity> actors)
    {
        var byHead = new Dictionary<(int Sentence, int Token), int>();
        for (var a = 0; a < actors.Length; a++)
        {
            foreach (var mention in actors[a].Entity.Mentions)
            {
                byHead.TryAdd((mention.Sentence, mention.HeadToken), a);
            }
        }

        var found = actors.ToBuilder();
        for (var a = 0; a < actors.Length; a++)
        {
            if (actors[a] is { Country: null, Sectors: ["MIL" or "GOV" or "COP" or "SPY" or "LEG" or "JUD", ..] } && CountryOfOwner(parsed, actors, byHead, a) is { } country)
            {
                found[a] = actors[a] with { Country = country, Reason = actors[a].Reason + ", and of those whose they are" };
            }
        }

        return found.ToImmutable();
    }

    private static string? CountryOfOwner(ParsedText parsed, ImmutableArray<ActorEntity> actors, Dictionary<(int, int), int> byHead, int actor)
    {
        foreach (var mention in actors[actor].Entity.Mentions)
        {
            var sentence = parsed.Sentences[mention.Sentence];
            if (mention.Form != MentionForm.Nominal || sentence.Root < 0)
            {
                continue;
            }

            foreach (var child in sentence.Children(mention.HeadToken))
            {
                if (sentence.Tokens[child] is { Deprel: "nmod:poss", Upos: "PRON" } && sentence.Tokens[child].Lemma.ToLowerInvariant() is "its" or "their" or "our" or "it" or "they")
                {
                    var owner = byHead.TryGetValue((mention.Sentence, child), out var known) && known != actor && actors[known].Country is not null ? known : Speaker(parsed, byHead, mention.Sentence, mention.HeadToken);
                    if (owner >= 0 && owner != actor && actors[owner] is { Kind: EntityKind.Country or EntityKind.Government or EntityKind.Organization or EntityKind.Place } state)
                    {
                        return state.Country;
                    }
                }
            }
        }

        return null;
    }

    /// <summary>"Rwanda said its troops had left": the subject of the verb above; else that of the sentence before, in the same paragraph. -1 for none.</summary>
    private static int Speaker(ParsedText parsed, Dictionary<(int, int), int> byHead, int number, int token)
    {
        var sentence = parsed.Sentences[number];
        for (int at = token, left = 6; at >= 0 && left > 0; at = sentence.Tokens[at].Head, left--)
        {
            foreach (var child in sentence.Children(at))
            {
                if (sentence.Tokens[child].Relation == "nsubj" && child < token && byHead.TryGetValue((number, child), out var subject))
                {
                    return subject;
                }
            }
        }

        if (number == 0 || sentence.StartsParagraph || parsed.Sentences[number - 1] is not { Root: >= 0 } before)
        {
            return -1;
        }

        foreach (var child in before.Children(before.Root))
        {
            if (before.Tokens[child].Relation == "nsubj" && byHead.TryGetValue((number - 1, child), out var subject))
            {
                return subject;
            }
        }

        return -1;
    }
}
