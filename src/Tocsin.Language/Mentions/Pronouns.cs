namespace Tocsin.Language.Mentions;

internal enum PronounPerson
{
    /// <summary>I, we: who speaks.</summary>
    First = 0,

    /// <summary>he, she.</summary>
    Human = 1,

    /// <summary>it.</summary>
    Thing = 2,

    /// <summary>they.</summary>
    Many = 3,
}

internal readonly record struct Pronoun(PronounPerson Person, Gender Gender, bool Plural, bool Reflexive, bool Possessive);

/// <summary>The personal pronouns that can stand for an entity. "You" and "one" stand for nobody that a report names.</summary>
internal static class Pronouns
{
    public static bool TryRead(Token token, out Pronoun pronoun)
    {
        pronoun = default;
        if (token.Form.Length > 10 || Clause.Is(token, "expl"))
        {
            return false;
        }

        var found = Read(token.Form.ToLowerInvariant());
        pronoun = found ?? default;
        return found is not null;
    }

    public static Pronoun? Read(string form) => form switch
    {
        "i" or "me" => new(PronounPerson.First, Gender.Unknown, false, false, false),
        "my" or "mine" => new(PronounPerson.First, Gender.Unknown, false, false, true),
        "myself" => new(PronounPerson.First, Gender.Unknown, false, true, false),
        "we" or "us" => new(PronounPerson.First, Gender.Unknown, true, false, false),
        "our" or "ours" => new(PronounPerson.First, Gender.Unknown, true, false, true),
        "ourselves" => new(PronounPerson.First, Gender.Unknown, true, true, false),
        "he" or "him" => new(PronounPerson.Human, Gender.Male, false, false, false),
        "his" => new(PronounPerson.Human, Gender.Male, false, false, true),
        "himself" => new(PronounPerson.Human, Gender.Male, false, true, false),
        "she" => new(PronounPerson.Human, Gender.Female, false, false, false),
        "her" or "hers" => new(PronounPerson.Human, Gender.Female, false, false, true),
        "herself" => new(PronounPerson.Human, Gender.Female, false, true, false),
        "it" => new(PronounPerson.Thing, Gender.Neuter, false, false, false),
        "its" => new(PronounPerson.Thing, Gender.Neuter, false, false, true),
        "itself" => new(PronounPerson.Thing, Gender.Neuter, false, true, false),
        "they" or "them" => new(PronounPerson.Many, Gender.Unknown, true, false, false),
        "their" or "theirs" => new(PronounPerson.Many, Gender.Unknown, true, false, true),
        "themselves" or "themself" => new(PronounPerson.Many, Gender.Unknown, true, true, false),
        _ => null,
    };
}
