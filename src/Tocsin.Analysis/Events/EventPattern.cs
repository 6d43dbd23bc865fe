using System.Collections.Immutable;

namespace Tocsin.Analysis.Events;

/// <summary>What a condition of a pattern looks at.</summary>
internal enum Slot
{
    Subject,
    Object,
    NoObject,

    /// <summary>Whom it is given to: "gave the envoy two days".</summary>
    IndirectObject,
    Passive,

    /// <summary>A word before the object's head: "joint" in "a joint exercise".</summary>
    ObjectModifier,

    /// <summary>A word before the noun itself.</summary>
    Modifier,

    /// <summary>The noun after a preposition, which <see cref="Condition.Preposition"/> names.</summary>
    Oblique,

    /// <summary>One of these prepositions is there.</summary>
    AnyOblique,
    Complement,
    Particle,

    /// <summary>Whose it is: "their" in "their release", "Tuesday" in "Tuesday's boarding".</summary>
    Possessor,

    /// <summary>The light verb that carries the noun.</summary>
    LightVerb,
}

/// <summary>One condition of a pattern.</summary>
/// <param name="Values">Lemmas, names of classes in capitals, or * for anything.</param>
internal sealed record Condition(Slot Slot, string? Preposition, bool Negated, ImmutableArray<string> Values);

/// <summary>One line of the verb or noun lexicon.</summary>
/// <param name="Rest">The words after the first of a phrasal verb.</param>
/// <param name="Type">Null where the use is no event.</param>
/// <param name="Recipient">Where the recipient stands, best first.</param>
/// <param name="Origin">File and line, for explanations.</param>
internal sealed record EventPattern(
    string Word,
    ImmutableArray<string> Rest,
    ImmutableArray<Condition> Where,
    string? Type,
    string? Mode,
    string? Cameo,
    ImmutableArray<string> Recipient,
    string Origin)
{
    /// <summary>Reads one line.</summary>
    /// <exception cref="FormatException">The line has too few columns or an unknown key.</exception>
    public static EventPattern Parse(string line, string origin, bool verb)
    {
        var fields = line.Split('\t');
        if (fields.Length < 3)
        {
            throw new FormatException($"{origin}: expected word, where, type, mode, cameo, recipient, but found {fields.Length} columns.");
        }

        var words = fields[0].Split(' ');
        var type = fields[2];
        if (!verb && words.Length > 1)
        {
            throw new FormatException($"{origin}: a noun is one word; put the other into a mod= condition.");
        }

        return new EventPattern(
            words[0],
            [.. words.Skip(1)],
            [.. fields[1].Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(c => ParseCondition(c, origin, verb))],
            type == "none" ? null : type,
            Field(fields, 3),
            Field(fields, 4),
            [.. (Field(fields, 5) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries)],
            origin);
    }

    private static string? Field(string[] fields, int index) => index < fields.Length && fields[index].Length > 0 ? fields[index] : null;

    private static Condition ParseCondition(string text, string origin, bool verb)
    {
        if (text == "noobj")
        {
            return new Condition(Slot.NoObject, null, false, []);
        }

        if (text == "passive")
        {
            return new Condition(Slot.Passive, null, false, []);
        }

        var equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0)
        {
            throw new FormatException($"{origin}: \"{text}\" is not a condition; write key=value or key!=value.");
        }

        var negated = text[equals - 1] == '!';
        var key = text[..(negated ? equals - 1 : equals)];
        var values = text[(equals + 1)..].Split('|').ToImmutableArray();
        return key switch
        {
            "obj" => new Condition(Slot.Object, null, negated, values),
            "iobj" => new Condition(Slot.IndirectObject, null, negated, values),
            "obj.mod" => new Condition(Slot.ObjectModifier, null, negated, values),
            "subj" => new Condition(Slot.Subject, null, negated, values),
            "prep" => new Condition(Slot.AnyOblique, null, negated, values),
            "xcomp" => new Condition(Slot.Complement, null, negated, values),
            "part" => new Condition(Slot.Particle, null, negated, values),
            "mod" => new Condition(Slot.Modifier, null, negated, values),
            "poss" => new Condition(Slot.Possessor, null, negated, values),
            "light" => new Condition(Slot.LightVerb, null, negated, values),
            _ when verb && key.StartsWith("obl.", StringComparison.Ordinal) => new Condition(Slot.Oblique, key[4..], negated, values),
            _ when !verb && key.All(char.IsAsciiLetterLower) => new Condition(Slot.Oblique, key, negated, values),
            _ => throw new FormatException($"{origin}: unknown key \"{key}\"."),
        };
    }
}
