using System.Collections.Immutable;
using Tocsin.Analysis.Actors;
using Tocsin.Analysis.Attributions;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Record;
using Tocsin.Language;

namespace Tocsin.Analysis.Contention;

/// <summary>Finds statements of intention: "wanted to kill", "did not seek war", "was only meant to send a signal", "appears to be standing down".</summary>
internal sealed class IntentionReader
{
    private const int MaxDepth = 4;

    /// <summary>A shorter name begins too many words.</summary>
    private const int NameLengthMin = 4;

    private readonly EventLexicon _lexicon;
    private readonly Dictionary<string, bool> _hostile = new(StringComparer.Ordinal);

    /// <summary>"Meant to deter further attacks": neither to harm nor to spare, and the attacks are not what is meant.</summary>
    private readonly HashSet<string> _neutral = new(StringComparer.Ordinal);

    public IntentionReader(EventLexicon lexicon)
    {
        _lexicon = lexicon;
        foreach (var fields in FactFile.ReadEmbedded("events/aims.tsv", 2))
        {
            if (fields[0] == "neutral")
            {
                _neutral.Add(fields[1]);
            }
            else
            {
                _hostile[fields[1]] = fields[0] == "hostile";
            }
        }
    }

    /// <summary>Actors of one country's side are one: Iran, Tehran and its foreign minister.</summary>
    public static string? ActorKey(ActorEntity? entity) => entity is null ? null : entity.Country ?? entity.Id;

    public void Read(
        SentenceTree tree, EntityIndex index, IReadOnlyDictionary<int, ActorEntity> entities, StatusReader statuses, ImmutableArray<Event> events, List<Intention> found)
    {
        for (var i = 0; i < tree.Count; i++)
        {
            var subject = -1;
            var negated = false;
            var ofStriker = false;
            bool? hostile = null;
            if (tree.IsVerb(i) && IsIntention(tree, i))
            {
                // "wanted to kill", "do not seek war", "were intended to cause damage"
                subject = ClauseRoles.Subject(tree, i);
                negated = tree.IsNegated(i);
                hostile = Aim(tree, i, ref negated);
            }
            else if (tree.Upos(i) == "NOUN" && tree.Lemma[i] is "intention" or "desire" or "aim" or "intent" or "wish" or "goal")
            {
                // "no intention to escalate", "Tehran's desire to not escalate"
                subject = NounOwner(tree, i);
                negated = tree.IsNegated(i);
                hostile = Aim(tree, i, ref negated);
            }
            else if (tree.IsVerb(i) && tree.Lemma[i] == "stand" && tree.HasParticle(i, "down"))
            {
                subject = ClauseRoles.Subject(tree, i);
                negated = tree.IsNegated(i);
                hostile = false;
            }
            else if (tree.IsVerb(i) && tree.Lemma[i] is "avoid" or "miss" or "spare" && IsDeliberate(tree, i))
            {
                subject = ClauseRoles.Subject(tree, i);
                hostile = false;
            }
            else if (tree.IsVerb(i) && tree.Lemma[i] is "aim" or "target" && tree.IsPassive(i) && ClauseRoles.Patient(tree, i) is var spared and >= 0 && tree.IsNobody(spared))
            {
                // "nobody was aimed at"
                subject = spared;
                hostile = true;
            }
            else if (AimedAt(tree, i) is { } isAtPeople)
            {
                // "the barracks had not been the target", "aimed at the runway and not at the barracks": of whoever struck.
                subject = ClauseRoles.Overt(tree, i);
                negated = tree.IsNegated(i);
                hostile = isAtPeople;
                ofStriker = true;
            }
            else if (IsCalledWarning(tree, i))
            {
                // "the shots had been a warning"
                subject = tree.Child(i, "nsubj");
                negated = tree.IsNegated(i);
                hostile = false;
            }
            else if (tree.StatedAim(i) is var aimed and >= 0)
            {
                // "the intention was to kill": of whoever struck last, where the words do not say whose.
                subject = aimed;
                negated = tree.IsNegated(i);
                hostile = Known(tree, i) ?? Aim(tree, i, ref negated);
            }
            else if (tree.IsVerb(i) && Purpose(tree, i, events) is var deed and >= 0)
            {
                // "had fired its missiles to kill soldiers"
                subject = ClauseRoles.Subject(tree, deed);
                negated = tree.IsNegated(i);
                hostile = Known(tree, i) ?? Aim(tree, i, ref negated);
            }

            if (hostile is not { } aim || subject < 0)
            {
                continue;
            }

            // "nobody was supposed to be hurt"
            var isNobody = tree.IsNobody(subject);
            negated ^= isNobody;

            if (tree.HasMark(i, "if") || tree.HasMark(i, "unless"))
            {
                continue;
            }

            // "Tehran's desire to de-escalate" may itself be marked as an attribution, by its cue.
            var holder = statuses.Holder(tree[i].Span) ?? statuses.ByCue(tree[i].Span);
            var actor = isNobody || ofStriker ? LastStriker(tree[i].Span.Start, entities, events)
                : tree.StatedAim(i) == subject
                ? NounOwner(tree, subject) is var owner and >= 0 ? Actor(tree, owner, holder, index, entities, events) : LastStriker(tree[i].Span.Start, entities, events)
                : Actor(tree, subject, holder, index, entities, events);
            if (holder is not null && !aim && !negated && index.EntityOf(tree, subject) is null && OwnStriker(holder, entities, events) is { } own)
            {
                // "The raid was meant as a warning", from an official of those who made it: whoever explains a deed in this way explains their own.
                actor = own;
            }

            if (holder is null || actor is null)
            {
                continue;
            }

            if ((holder.Act is SpeechAct.Doubt && !IsAsserted(tree, i)) || (holder.Act is SpeechAct.Deny && holder.Form == QuoteForm.Indirect && !negated))
            {
                negated = !negated;
            }

            found.Add(new Intention(actor, aim != negated, holder.Number, null, tree[i].Span));
        }
    }

    /// <summary>"threw it into doubt with his assertion that Iran had intended to": what is asserted is not what is doubted.</summary>
    private static bool IsAsserted(SentenceTree tree, int token)
    {
        for (var (at, left) = (token, MaxDepth); at >= 0 && left > 0; at = tree.Head(at), left--)
        {
            if (tree.Lemma[at] is "assertion" or "claim" or "statement" or "insistence" or "argument")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"missed on purpose", "deliberately avoided".</summary>
    private static bool IsDeliberate(SentenceTree tree, int verb) =>
        tree.HasChildWord(verb, "intentionally") || tree.HasChildWord(verb, "deliberately") || tree.HasChildWord(verb, "purposely")
        || tree.Children(verb).Any(c => tree.Lemma[c] == "purpose" && tree.Preposition(c) == "on");

    /// <summary>The verb of the attack that a clause with "to" gives the purpose of; -1 for none.</summary>
    private static int Purpose(SentenceTree tree, int verb, ImmutableArray<Event> events)
    {
        var deed = tree.Head(verb);
        return deed >= 0 && tree.Relation(verb) == "advcl" && tree.HasMark(verb, "to") && tree.IsVerb(deed)
            && events.Any(e => e.Type == "ASSAULT" && e.Anchor == tree[deed].Span) ? deed : -1;
    }

    /// <summary>True where people are said to be what was aimed at, false where the deed was aimed at something and not at them; null for anything else.</summary>
    private bool? AimedAt(SentenceTree tree, int word)
    {
        if (tree.Upos(word) == "NOUN" && tree.Lemma[word] == "target" && tree.Child(word, "cop") >= 0)
        {
            return ClauseRoles.Overt(tree, word) is var target and >= 0 && tree.InClass(target, "INHABITED") ? true : null;
        }

        if (!tree.IsVerb(word) || tree.Lemma[word] != "aim" || !tree.IsPassive(word) || ClauseRoles.Overt(tree, word) < 0)
        {
            return null;
        }

        foreach (var child in tree.Children(word))
        {
            if (tree.Relation(child) == "obl" && tree.Preposition(child) == "at")
            {
                return tree.Children(child).Any(other => tree.Relation(other) == "conj" && tree.IsNegated(other) && tree.InClass(other, "INHABITED")) ? false : tree.InClass(child, "INHABITED") ? true : null;
            }
        }

        return null;
    }

    private bool IsCalledWarning(SentenceTree tree, int noun) =>
        tree.Upos(noun) == "NOUN" && tree.Lemma[noun] is "warning" or "signal" && tree.Child(noun, "cop") >= 0 && tree.Child(noun, "nsubj") is var deed and >= 0
        && (_lexicon.WeaponMode(tree.Lemma[deed]) is not null || _lexicon.Noun(tree.Lemma[deed]).Any(pattern => pattern.Type == "ASSAULT"));

    /// <summary>The speaker's own side, where the text tells of an attack of theirs, also of another time; null where it tells of none.</summary>
    private static string? OwnStriker(Attribution holder, IReadOnlyDictionary<int, ActorEntity> entities, ImmutableArray<Event> events)
    {
        if (holder.Source.Entity is not { } number || entities.GetValueOrDefault(number) is not { } speaker)
        {
            return null;
        }

        bool IsHis(ActorEntity striker) => ActorKey(striker) == ActorKey(speaker)
            || (striker.Entity.Name.Length >= NameLengthMin && striker.Country == speaker.Country && speaker.Entity.Roles.Prepend(speaker.Entity.Name).Any(words => words.Split(' ').Any(word => word.StartsWith(striker.Entity.Name, StringComparison.Ordinal))));
        return events.Where(e => e.Type == "ASSAULT" && e.Factuality is Factuality.Actual or Factuality.Historical or Factuality.Attempted).SelectMany(e => e.Actors)
            .Select(actor => actor.Entity is { } entity ? entities.GetValueOrDefault(entity) : null).OfType<ActorEntity>().Where(IsHis).Select(ActorKey).FirstOrDefault();
    }

    /// <summary>The actor of the latest attack told before, null where the words name none.</summary>
    private static string? LastStriker(int before, IReadOnlyDictionary<int, ActorEntity> entities, ImmutableArray<Event> events)
    {
        var last = events.LastOrDefault(e => e.Type == "ASSAULT" && e.Factuality == Factuality.Actual && e.Anchor.Start < before && e.Actors.Any(a => a.Entity is not null));

        // Where the text names no striker: of a strike gives notice who makes it.
        last ??= events.FirstOrDefault(e => e.Mode == "notice" && e.Anchor.Start < before && e.Actors.Any(a => a.Entity is not null));
        return last?.Actors.Select(a => a.Entity).FirstOrDefault(e => e is not null) is { } striker && entities.GetValueOrDefault(striker) is { } actor ? ActorKey(StateOf(actor, entities)) : null;
    }

    /// <summary>"Launched from the Tarvian side": of a state on no list that the text names, the state and not its adjective.</summary>
    private static ActorEntity StateOf(ActorEntity actor, IReadOnlyDictionary<int, ActorEntity> entities)
    {
        if (actor.Country is not null)
        {
            return actor;
        }

        var states = Demonyms.StatesOf(PartyKeys.Fold(actor.Entity.Name)).ToList();
        return states.Count == 0 ? actor : entities.Values.FirstOrDefault(other => states.Contains(PartyKeys.Fold(other.Entity.Name))) ?? actor;
    }

    private bool IsIntention(SentenceTree tree, int verb) =>
        (tree.Lemma[verb] is "want" or "intend" or "mean" or "come" or "seek" or "aim" or "plan" or "wish" or "hope" or "desire" or "design" or "pursue"
            || (tree.Lemma[verb] is "send" or "suppose" && tree.IsPassive(verb) && (tree.Child(verb, "xcomp") is var xcomp and >= 0 ? xcomp : tree.Child(verb, "advcl")) is var aim and >= 0 && tree.HasMark(aim, "to") && !tree.Children(aim).Any(c => tree.Lemma[c] == "have" && tree.Relation(c) == "aux")))
        && (tree.Child(verb, "xcomp") >= 0 || AsWhat(tree, verb) >= 0 || tree.Child(verb, "obj") >= 0 || tree.Child(verb, "advcl") >= 0 || tree.Child(verb, "ccomp") >= 0);

    /// <summary>"was meant as a signal": what the deed was meant as; -1 for none.</summary>
    private static int AsWhat(SentenceTree tree, int verb)
    {
        foreach (var child in tree.Lemma[verb] is "mean" or "intend" or "design" ? tree.Children(verb) : [])
        {
            if (child > verb && tree.Relation(child) is "obl" or "advcl" && tree.Preposition(child) == "as")
            {
                return child;
            }
        }

        return -1;
    }

    /// <summary>The aim below a word of intention, the first that the list knows; negation on the way counts.</summary>
    private bool? Aim(SentenceTree tree, int at, ref bool negated)
    {
        if (AsWhat(tree, at) is var meant and >= 0 && Known(tree, meant) is { } stated)
        {
            return stated;
        }

        if (_neutral.Contains(tree.Lemma[at]))
        {
            return null;
        }

        var queue = new Queue<(int Token, bool Negated, int Depth)>();
        queue.Enqueue((at, false, 0));
        while (queue.Count > 0)
        {
            var (token, inner, depth) = queue.Dequeue();
            foreach (var child in tree.Children(token))
            {
                if (tree.Relation(child) is not ("xcomp" or "obj" or "acl" or "advcl" or "conj" or "ccomp" or "obl" or "nmod") || depth >= MaxDepth
                    || (token == at && child < at) || (token == at && tree.Relation(child) is "obl" or "conj") || ClauseRoles.Overt(tree, child) >= 0)
                {
                    continue;
                }

                var negatedHere = inner ^ (tree.IsNegated(child) || tree.HasMark(child, "not"));
                if (Known(tree, child) is { } hostile)
                {
                    negated ^= negatedHere;
                    return hostile;
                }

                if (_neutral.Contains(tree.Lemma[child]))
                {
                    return null;
                }

                queue.Enqueue((child, negatedHere, depth + 1));
            }
        }

        return null;
    }

    private bool? Known(SentenceTree tree, int token)
    {
        foreach (var child in tree.Children(token))
        {
            if (tree.Relation(child) is "compound" or "advmod" && _hostile.TryGetValue($"{tree.Lemma[token]} {tree.Lemma[child]}", out var phrasal))
            {
                return phrasal;
            }
        }

        return _hostile.TryGetValue(tree.Lemma[token], out var hostile) ? hostile : null;
    }

    private static int NounOwner(SentenceTree tree, int noun)
    {
        foreach (var child in tree.Children(noun))
        {
            if (tree.IsPossessor(child))
            {
                return child;
            }
        }

        var national = PatternMatcher.NationalModifier(tree, noun);
        if (national >= 0)
        {
            return national;
        }

        var head = tree.Head(noun);
        return head >= 0 && tree.IsVerb(head) && tree.Relation(noun) == "obj" ? ClauseRoles.Subject(tree, head) : -1;
    }

    /// <summary>Whose intention it is: the subject's entity; the speaker for "we"; for "the strikes were intended to", whoever struck.</summary>
    private string? Actor(
        SentenceTree tree, int subject, Attribution? holder, EntityIndex index, IReadOnlyDictionary<int, ActorEntity> entities, ImmutableArray<Event> events)
    {
        if (tree.Lemma[subject] is "we" or "i" && holder?.Source.Entity is { } speaker)
        {
            return ActorKey(entities.GetValueOrDefault(speaker));
        }

        // "They came to kill", "those missiles were meant to kill": of whoever struck.
        if (index.EntityOf(tree, subject) is null && (tree.Lemma[subject] == "they" || _lexicon.WeaponMode(tree.Lemma[subject]) is not null))
        {
            return LastStriker(tree[subject].Span.Start, entities, events);
        }

        // "It was meant as a signal", of what was done.
        if (tree.Lemma[subject] == "it" && AsWhat(tree, tree.Head(subject)) >= 0 && LastStriker(tree[subject].Span.Start, entities, events) is { } doer)
        {
            return doer;
        }

        if (_lexicon.Noun(tree.Lemma[subject]).Any(p => p.Type == "ASSAULT"))
        {
            foreach (var coded in events)
            {
                if (coded.Type == "ASSAULT" && coded.Actors.Select(a => a.Entity).FirstOrDefault(e => e is not null) is { } striker
                    && coded.Factuality == Factuality.Actual)
                {
                    return ActorKey(entities.GetValueOrDefault(striker));
                }
            }

            return null;
        }

        // "told us that it had no intention to": a pronoun that nothing else resolves, in what somebody says, is the speaker.
        var number = index.EntityOf(tree, subject) ?? (holder is { Form: QuoteForm.Indirect } && tree.Lemma[subject] is "it" or "they" or "he" or "she" ? holder.Source.Entity : null);
        return number is { } known ? ActorKey(entities.GetValueOrDefault(known)) : null;
    }
}
