using System.Collections.Immutable;
using Tocsin.Language;

namespace Tocsin.Analysis.Events;

/// <summary>A pattern that holds at a token.</summary>
/// <param name="Carrier">The verb of the clause: the verb itself, or the light verb of a noun; the noun where it stands alone.</param>
/// <param name="Object">The noun that a condition on the object accepted, -1 for none.</param>
internal readonly record struct PatternMatch(EventPattern Pattern, int Carrier, int Object);

/// <summary>Tries the patterns of a word against its place in the tree.</summary>
internal sealed class PatternMatcher(EventLexicon lexicon)
{
    /// <summary>The first pattern of a verb that holds; null where none does or where the use is no event.</summary>
    public PatternMatch? Verb(SentenceTree tree, int verb)
    {
        foreach (var pattern in lexicon.Verb(tree.Lemma[verb]))
        {
            if (HasRest(tree, verb, pattern.Rest) && Holds(tree, verb, pattern.Where, out var accepted))
            {
                // "A car full of explosives blew up, killing two": no accident of a car.
                if (pattern.Type is null && tree.Relation(verb) == "advcl" && tree[verb].Xpos == "VBG" && tree.Head(verb) is var deed and >= 0 && tree.IsVerb(deed) && Verb(tree, deed) is { Pattern.Type: "ASSAULT" })
                {
                    continue;
                }

                return pattern.Type is null ? null : new PatternMatch(pattern, verb, accepted);
            }
        }

        return null;
    }

    /// <summary>The first pattern of a noun that holds; null where none does or where the use is no event.</summary>
    public PatternMatch? Noun(SentenceTree tree, int noun)
    {
        var patterns = lexicon.Noun(tree.Lemma[noun]);
        if (patterns.IsEmpty)
        {
            return null;
        }

        var carrier = LightVerb(tree, noun);
        foreach (var pattern in patterns)
        {
            if (NounHolds(tree, noun, carrier, pattern.Where))
            {
                return pattern.Type is null ? null : new PatternMatch(pattern, carrier >= 0 ? carrier : noun, -1);
            }
        }

        return null;
    }

    /// <summary>The verb that carries a noun as its object: "carried out an attack", "a series of strikes was launched"; -1 for none.</summary>
    public int LightVerb(SentenceTree tree, int noun)
    {
        var top = noun;
        if (tree.Relation(noun) == "conj" && tree.Head(noun) is var first and >= 0 && tree.IsNominal(first))
        {
            top = first;
        }

        if (tree.Relation(top) == "nmod" && tree.Preposition(top) == "of" && tree.Head(top) is var whole and >= 0 && lexicon.InClass("TRANSPARENT", tree.Lemma[whole]))
        {
            top = whole;
        }

        var head = tree.Head(top);
        if (head < 0 || !tree.IsVerb(head))
        {
            // "the attack it launched": the noun is the object of its relative clause.
            foreach (var child in tree.Children(noun))
            {
                if (tree.Relation(child) == "acl" && tree.IsVerb(child) && IsLight(tree, child) && (ClauseRoles.Patient(tree, child) == noun || tree.IsPassive(child)))
                {
                    return child;
                }
            }

            return -1;
        }

        var objectLike = tree.Relation(top) == "obj" || tree[top].Deprel == "nsubj:pass"
            || (tree.Relation(top) == "obl" && tree.Preposition(top) == "under" && tree.Lemma[head] is "come")
            || (tree.Relation(top) == "obl" && tree.Preposition(top) == "in" && tree.Lemma[head] is "catch" && tree.IsPassive(head));
        return objectLike && IsLight(tree, head) ? head : -1;
    }

    /// <summary>True where the noun at an index is a word or a member of a class; names and people have classes of their own.</summary>
    public bool Matches(SentenceTree tree, int index, string value)
    {
        if (value == "*")
        {
            return true;
        }

        if (!char.IsAsciiLetterUpper(value[0]))
        {
            return tree.Lemma[index] == value || tree[index].Form.Equals(value, StringComparison.OrdinalIgnoreCase) || Compound(tree, index) == value || Extended(tree, index) == value;
        }

        return value switch
        {
            "NAME" => tree.IsName(index) || NationalModifier(tree, index) >= 0,
            "LOCATION" => tree.Sentence.Names.Any(n => n.Tag == NameTag.Location && index >= n.First && index < n.First + n.Count),
            "PLACENAME" => tree.IsName(index),
            "HUMAN" => IsHuman(tree, index) || IsBareCount(tree, index),
            "NATURE" when IsNamedStorm(tree, index) => true,
            "ATTACKNOUN" => tree.Upos(index) is "NOUN" && Noun(tree, index) is { Pattern.Type: "ASSAULT" },
            _ => lexicon.InClass(value, tree.Lemma[index]) || lexicon.InClass(value, Compound(tree, index)) || lexicon.InClass(value, Extended(tree, index)),
        };
    }

    public bool IsHuman(SentenceTree tree, int index) =>
        tree.IsName(index)
        || (tree.Upos(index) == "PRON" && tree.Lemma[index] is not ("it" or "this" or "that" or "what" or "which" or "there"))
        || lexicon.InClass("PERSON", tree.Lemma[index]) || lexicon.InClass("FORCE", tree.Lemma[index])
        || lexicon.InClass("FORCE", Compound(tree, index)) || lexicon.InClass("CAPTIVE", tree.Lemma[index]) || lexicon.InClass("STATE", tree.Lemma[index]);

    /// <summary>"Eleven were taken away": a number that counts nothing named counts people.</summary>
    private static bool IsBareCount(SentenceTree tree, int index) =>
        tree.Upos(index) == "NUM" && tree.Relation(index) is "nsubj" or "obj" && char.IsLetter(tree[index].Form[0]) && CountedOf(tree, index) < 0;

    /// <summary>"Storm Ana", "Ana, a tropical cyclone": a name that the word for a storm or a quake stands beside.</summary>
    private bool IsNamedStorm(SentenceTree tree, int index)
    {
        if (!tree.IsName(index))
        {
            return false;
        }

        foreach (var child in tree.Children(index))
        {
            if ((tree.Relation(child) is "compound" or "flat" or "amod" or "nmod" or "appos") && lexicon.InClass("STORM", tree.Lemma[child]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"hundreds of soldiers" is soldiers: the noun that a count or a group stands before.</summary>
    public int SeeThrough(SentenceTree tree, int index)
    {
        if (!lexicon.InClass("TRANSPARENT", tree.Lemma[index]))
        {
            return index;
        }

        foreach (var child in tree.Children(index))
        {
            if (tree.Relation(child) == "nmod" && tree.Preposition(child) == "of")
            {
                return child;
            }
        }

        return index;
    }

    /// <summary>A nationality or a name before a noun: "Iranian" in "an Iranian attack"; -1 for none.</summary>
    public static int NationalModifier(SentenceTree tree, int noun)
    {
        foreach (var child in tree.Children(noun))
        {
            if (child < noun && tree.Relation(child) is "amod" or "compound" or "nmod" && !tree.IsPossessor(child) && !tree.IsTimeWord(child) && char.IsUpper(tree[child].Form[0])
                && (tree.IsName(child) || (tree.Upos(child) == "ADJ" && child > 0 && !tree[child].Form.All(char.IsUpper))))
            {
                return child;
            }
        }

        return -1;
    }

    /// <summary>A noun with its compound before it: "arrest warrant"; the lemma alone where there is none.</summary>
    private static string Compound(SentenceTree tree, int index)
    {
        if (index > 0 && tree.Head(index - 1) == index && tree.Relation(index - 1) is "compound" or "amod")
        {
            return tree.Lemma[index - 1] + " " + tree.Lemma[index];
        }

        return tree.Lemma[index];
    }

    /// <summary>A noun with what follows "of": "state of emergency"; the lemma alone where there is none.</summary>
    private static string Extended(SentenceTree tree, int index) =>
        index + 2 < tree.Count && tree.Lemma[index + 1] == "of" ? $"{tree.Lemma[index]} of {tree.Lemma[index + 2]}" : tree.Lemma[index];

    /// <summary>True for a verb that only carries the noun of an act: "carry out", "stage".</summary>
    public bool IsLight(SentenceTree tree, int verb)
    {
        if (lexicon.Is(OperatorKind.Light, tree.Lemma[verb], "VERB"))
        {
            return true;
        }

        foreach (var child in tree.Children(verb))
        {
            if (tree.Relation(child) == "compound" && lexicon.Is(OperatorKind.Light, tree.Lemma[verb] + " " + tree.Lemma[child], "VERB"))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasRest(SentenceTree tree, int verb, ImmutableArray<string> rest)
    {
        foreach (var word in rest)
        {
            if (!tree.HasParticle(verb, word) && !tree.HasChildWord(verb, word))
            {
                return false;
            }
        }

        return true;
    }

    private bool Holds(SentenceTree tree, int verb, ImmutableArray<Condition> where, out int accepted)
    {
        accepted = -1;
        foreach (var condition in where)
        {
            var holds = condition.Slot switch
            {
                Slot.Object => Any(tree, ClauseRoles.Patient(tree, verb), condition, ref accepted),
                Slot.Subject => Any(tree, ClauseRoles.Agent(tree, verb), condition),
                Slot.IndirectObject => Any(tree, tree.Child(verb, "iobj"), condition),
                Slot.NoObject => ClauseRoles.Patient(tree, verb) < 0 && tree.Child(verb, "ccomp") < 0,
                Slot.Passive => tree.IsPassive(verb),
                Slot.ObjectModifier => ClauseRoles.Patient(tree, verb) is var patient and >= 0 && HasModifier(tree, patient, condition.Values),
                Slot.Oblique => HasOblique(tree, verb, condition),
                Slot.AnyOblique => HasPreposition(tree, verb, condition.Values),
                Slot.Complement => HasComplement(tree, verb, condition.Values),
                Slot.Particle => tree.HasParticle(verb, condition.Values[0]),
                _ => false,
            };
            if (holds == condition.Negated)
            {
                return false;
            }
        }

        return true;
    }

    private bool NounHolds(SentenceTree tree, int noun, int carrier, ImmutableArray<Condition> where)
    {
        foreach (var condition in where)
        {
            var holds = condition.Slot switch
            {
                Slot.Modifier => HasModifier(tree, noun, condition.Values),
                Slot.Oblique => HasOblique(tree, noun, condition) || (carrier >= 0 && HasOblique(tree, carrier, condition)),
                Slot.AnyOblique => HasPreposition(tree, noun, condition.Values) || (carrier >= 0 && HasPreposition(tree, carrier, condition.Values)),
                Slot.Possessor => tree.Children(noun).Any(child => tree.IsPossessor(child) && condition.Values.Any(value => Matches(tree, child, value))),
                Slot.LightVerb => carrier >= 0 && (condition.Values[0] == "*" || condition.Values.Contains(tree.Lemma[carrier], StringComparer.Ordinal)),
                _ => false,
            };
            if (holds == condition.Negated)
            {
                return false;
            }
        }

        return true;
    }

    private bool Any(SentenceTree tree, int index, Condition condition)
    {
        var ignored = -1;
        return Any(tree, index, condition, ref ignored);
    }

    private bool Any(SentenceTree tree, int index, Condition condition, ref int accepted)
    {
        if (index < 0)
        {
            return false;
        }

        foreach (var head in tree.Conjuncts(index))
        {
            // "nine of 14 missiles" are missiles.
            var seen = tree.Upos(head) == "NUM" && CountedOf(tree, head) is var counted and >= 0 ? counted : SeeThrough(tree, head);
            foreach (var value in condition.Values)
            {
                if (Matches(tree, seen, value) || (seen != head && Matches(tree, head, value)))
                {
                    accepted = condition.Negated ? accepted : seen;
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Of whom a bare number is: "nine of the 14 hostages", and "of the 14 hostages nine were freed"; -1 for none.</summary>
    public static int CountedOf(SentenceTree tree, int number)
    {
        var below = tree.Children(number).FirstOrDefault(c => tree.Relation(c) == "nmod" && tree.Preposition(c) is "of", -1);
        return below >= 0 || tree.Head(number) is not (var verb and >= 0) || !tree.IsVerb(verb) ? below
            : tree.Children(verb).FirstOrDefault(c => c < number && tree.Relation(c) == "obl" && tree.Preposition(c) is "of" && !tree.IsTimeWord(c), -1);
    }

    private bool HasModifier(SentenceTree tree, int noun, ImmutableArray<string> values)
    {
        foreach (var child in tree.Children(noun))
        {
            if (tree.Relation(child) is not ("amod" or "compound" or "nummod" or "nmod" or "flat") || child > noun)
            {
                continue;
            }

            foreach (var value in values)
            {
                if (value == "NAME" ? char.IsUpper(tree[child].Form[0]) && child > 0 : Matches(tree, child, value))
                {
                    return true;
                }
            }

            if (HasModifier(tree, child, values.Remove("NAME")))
            {
                return true;
            }
        }

        return false;
    }

    private bool HasOblique(SentenceTree tree, int index, Condition condition)
    {
        foreach (var child in tree.Children(index))
        {
            if (tree.Relation(child) is not ("obl" or "nmod" or "advcl" or "acl") || tree.Preposition(child) != condition.Preposition)
            {
                continue;
            }

            foreach (var value in condition.Values)
            {
                if (Matches(tree, SeeThrough(tree, child), value))
                {
                    return true;
                }
            }
        }

        // "hit the shipping line with new sanctions", where the tree hangs the means on the object.
        if (condition.Preposition == "with" && tree.IsVerb(index) && ClauseRoles.Patient(tree, index) is var thing and >= 0 && !condition.Negated
            && tree.Children(thing).Any(c => c > thing && tree.Relation(c) == "nmod" && tree.Preposition(c) == "with" && condition.Values.Any(value => Matches(tree, SeeThrough(tree, c), value))))
        {
            return true;
        }

        // "told of the operation in advance", where the tree hangs the words on the noun before.
        return tree.IsVerb(index) && condition.Values is [var word] && char.IsLower(word[0])
            && tree.Children(index).Any(c => c > index && tree.Relation(c) == "obl" && tree.Children(c).Any(d => d > c && tree.Relation(d) == "nmod" && tree.Preposition(d) == condition.Preposition && tree.Lemma[d] == word));
    }

    private static bool HasPreposition(SentenceTree tree, int index, ImmutableArray<string> values)
    {
        foreach (var child in tree.Children(index))
        {
            // "called the minister on Monday": a day is no one whom it is about.
            if ((tree.Relation(child) is "obl" or "nmod" or "advcl" or "acl" && !(tree.Preposition(child) == "on" && tree.IsTimeWord(child)) && tree.Preposition(child) is { } preposition && values.Contains(preposition, StringComparer.Ordinal))
                || (tree.Relation(child) == "compound" && values.Contains(tree.Lemma[child], StringComparer.Ordinal)))
            {
                return true;
            }
        }

        return false;
    }

    private bool HasComplement(SentenceTree tree, int verb, ImmutableArray<string> values)
    {
        // In "called him a liar" the complement is a noun; classes stand for their words.
        bool Is(int complement) => values[0] == "NOUN" ? tree.IsNominal(complement) : values.Any(value => char.IsAsciiLetterUpper(value[0]) ? Matches(tree, complement, value) : tree.Lemma[complement] == value);
        foreach (var child in tree.Children(verb))
        {
            // "were taken hostage", and "ordered the envoy to leave", where the tree takes it for an aim.
            if (tree.Relation(child) is "xcomp" or "ccomp" || (tree.Relation(child) == "obj" && values[0] is not ("*" or "NOUN") && tree.IsPassive(verb)) ? values[0] == "*" || Is(child)
                : tree.Relation(child) == "advcl" && tree.HasMark(child, "to") && values[0] != "*" && Is(child))
            {
                return true;
            }
        }

        return false;
    }
}
