namespace Tocsin.Language.Mentions;

/// <summary>What stands before a person's name and belongs to it.</summary>
/// <param name="First">First token of it; the name's first token where there is none.</param>
/// <param name="Head">The role noun; -1 without one.</param>
internal readonly record struct Title(Gender Gender, Role? Role, int First, int Head);

/// <summary>Reads titles and role nouns before a name: "Mrs", "General", "Iranian foreign minister", "former White House adviser".</summary>
internal static class Titles
{
    public static Title Read(Sentence sentence, DraftMention name, MentionLexicon lexicon)
    {
        var gender = Gender.Unknown;

        // Some models take the title into the name.
        for (var i = name.First; i < name.Last; i++)
        {
            if (lexicon.TryTitle(sentence.Tokens[i].Form, out var inside))
            {
                gender = inside.Gender == Gender.Unknown ? gender : inside.Gender;
            }
        }

        var head = name.First - 1;
        var first = name.First;
        string? roleHead = null;
        for (var at = head; at >= 0 && at >= name.First - 3; at--)
        {
            var token = sentence.Tokens[at];
            if (token.Upos is not ("NOUN" or "PROPN" or "ADJ"))
            {
                break;
            }

            var lemma = token.Lemma == "_" ? token.Form : token.Lemma;
            if (lexicon.TryTitle(token.Form, out var title) && (char.IsUpper(token.Form[0]) || title.IsOffice))
            {
                gender = gender == Gender.Unknown ? title.Gender : gender;
                first = at;
                if (roleHead is null && title.IsOffice)
                {
                    roleHead = Normalize(lemma);
                    head = at;
                }
            }
            else if (roleHead is null && token.Upos != "ADJ" && Belongs(sentence, at, name) && lexicon.TryNoun(lemma, out var noun) && noun.Kind == EntityKind.Person && noun.Class != NounClass.Plain)
            {
                gender = gender == Gender.Unknown ? noun.Gender : gender;
                first = at;
                roleHead = lemma.ToLowerInvariant();
                head = at;
            }
            else
            {
                break;
            }
        }

        if (roleHead is null)
        {
            return new Title(gender, null, first, -1);
        }

        // What stands before the role noun and depends on it, or on the name as it does.
        var start = first;
        while (start > 0)
        {
            var before = sentence.Tokens[start - 1];
            var above = before.Head;
            var belongs = before.Upos is "NOUN" or "PROPN" or "ADJ" or "PART" or "ADV"
                && ((above >= start && above <= name.Last) || (above >= 0 && above < start && above >= start - 3));
            if (!belongs || Clause.Is(before, "advmod") && before.Upos != "ADV")
            {
                break;
            }

            start--;
        }

        return new Title(gender, Roles.Read(sentence, start, name.First - 1, head, roleHead, lexicon), start, head);
    }

    private static bool Belongs(Sentence sentence, int noun, DraftMention name)
    {
        var above = sentence.Tokens[noun].Head;
        if (above >= name.First && above <= name.Last)
        {
            return true;
        }

        for (var i = name.First; i <= name.Last; i++)
        {
            if (sentence.Tokens[i].Head == noun)
            {
                return true;
            }
        }

        return above >= 0 && sentence.Tokens[name.Head].Head == above;
    }

    /// <summary>Abbreviated ranks in full, so that "Gen. Milley" is "the general".</summary>
    private static string Normalize(string title) => title.ToLowerInvariant().TrimEnd('.') switch
    {
        "gen" => "general",
        "col" => "colonel",
        "maj" => "major",
        "capt" => "captain",
        "lt" => "lieutenant",
        "sgt" => "sergeant",
        "cpl" => "corporal",
        "pvt" => "private",
        "adm" => "admiral",
        "brig" => "brigadier",
        "cmdr" => "commander",
        "gov" => "governor",
        "sen" => "senator",
        "rep" => "representative",
        "supt" => "superintendent",
        "det" => "detective",
        var whole => whole,
    };
}

internal static class Roles
{
    /// <summary>The role that the tokens from <paramref name="first"/> to <paramref name="last"/>, both inside, describe.</summary>
    public static Role Read(Sentence sentence, int first, int last, int head, string headLemma, MentionLexicon lexicon)
    {
        var countries = new List<string>();
        var modifiers = new List<string>();
        for (var i = first; i <= last; i++)
        {
            var token = sentence.Tokens[i];
            if (Country(sentence, i, last, lexicon) is { } country)
            {
                if (!countries.Contains(country))
                {
                    countries.Add(country);
                }
            }
            else if (i != head && token.Upos is "NOUN" or "ADJ" or "PROPN" && token.Head == head && !(Clause.Is(token, "nmod") && token.Deprel != "nmod:poss"))
            {
                modifiers.Add(token.Lemma.ToLowerInvariant());
            }
        }

        while (first < last && sentence.Tokens[first].Upos is "DET" or "PUNCT")
        {
            first++;
        }

        return new Role(Words(sentence, first, last), headLemma, [.. countries], [.. modifiers], 0);
    }

    /// <summary>Code of the country that a token, or two, name as a place or as a nationality.</summary>
    private static string? Country(Sentence sentence, int index, int last, MentionLexicon lexicon)
    {
        var form = sentence.Tokens[index].Form;
        if (!char.IsUpper(form[0]))
        {
            return null;
        }

        if (index < last)
        {
            var two = form + " " + sentence.Tokens[index + 1].Form;
            if ((lexicon.Countries.ByName(two) ?? lexicon.Countries.ByDemonym(two)) is { } pair)
            {
                return pair.Code;
            }
        }

        return (lexicon.Countries.ByName(form) ?? lexicon.Countries.ByDemonym(form))?.Code;
    }

    /// <summary>The words with the spaces that the text has between them.</summary>
    private static string Words(Sentence sentence, int first, int last)
    {
        var builder = new System.Text.StringBuilder();
        for (var i = first; i <= last; i++)
        {
            if (i > first && sentence.Tokens[i].Span.Start > sentence.Tokens[i - 1].Span.End)
            {
                builder.Append(' ');
            }

            builder.Append(sentence.Tokens[i].Form);
        }

        return builder.ToString();
    }
}
