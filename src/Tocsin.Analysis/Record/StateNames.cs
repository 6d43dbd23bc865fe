using System.Collections.Immutable;
using Tocsin.Analysis.Actors;
using Tocsin.Analysis.Attributions;
using Tocsin.Language;
using Tocsin.Language.Mentions;

namespace Tocsin.Analysis.Record;

/// <summary>States on no list, as one text calls them: "Tarkesh", "Tarkeshi troops", "the army of neighbouring Tarkesh", "Qasren, the capital of Tarkesh".</summary>
/// <remarks>A name is taken for a state where the text also has the word for what is of it. What a list knows has its country already and is left as it is.</remarks>
internal sealed class StateNames
{
    private readonly Reading _reading;

    /// <summary>Names of one word that may be a state's, as written, by the folded name.</summary>
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    private readonly Dictionary<string, string> _states = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _capitals = new(StringComparer.Ordinal);

    public StateNames(Reading reading)
    {
        _reading = reading;
        foreach (var entity in reading.Entities.Where(entity => entity.Country is null && entity.Kind != EntityKind.Document && !entity.Entity.Name.Contains(' ', StringComparison.Ordinal)))
        {
            _names.TryAdd(PartyKeys.Fold(entity.Entity.Name), entity.Entity.Name);
        }

        if (_names.Count == 0)
        {
            return;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var token in reading.Parsed.Sentences.SelectMany(sentence => sentence.Tokens).Where(token => token.Upos is "PROPN" or "ADJ" && char.IsUpper(token.Form[0])))
        {
            var word = PartyKeys.Fold(token.Form);
            if (seen.Add(word) && Demonyms.StatesOf(word).FirstOrDefault(_names.ContainsKey) is { } state)
            {
                _states.Add(word, state);
            }
        }

        foreach (var sentence in reading.Parsed.Sentences)
        {
            for (var i = 1; i < sentence.Tokens.Length; i++)
            {
                if (sentence.Tokens[i].Upos == "NOUN" && sentence.Tokens[i].Lemma == "capital")
                {
                    ReadCapital(sentence.Tokens, i);
                }
            }
        }
    }

    /// <summary>Names that stand for states.</summary>
    public IEnumerable<string> All => _states.Values;

    /// <summary>The word is what is of a state: it says nothing of where.</summary>
    public bool IsAdjective(string word) => _states.ContainsKey(word);

    /// <summary>The state whose people or things the words are: "three Tarkeshi diplomats". Null for none.</summary>
    public string? Of(string words) =>
        _states.Count == 0 ? null : words.Split(' ').Select(PartyKeys.Fold).Select(word => _states.GetValueOrDefault(word)).FirstOrDefault(state => state is not null);

    /// <summary>The state that the words around a name put it in: "the Veldorian border town of Halvik", "Halvik, a Veldorian town".</summary>
    public string? Around(Sentence sentence, int head)
    {
        if (_states.Count == 0)
        {
            return null;
        }

        var town = sentence.Tokens[head].Relation == "nmod" ? sentence.Tokens[head].Head : -1;
        return sentence.Children(head).Where(child => sentence.Tokens[child].Relation == "appos").Append(town).Where(noun => noun >= 0)
            .SelectMany(noun => sentence.Children(noun)).Where(child => child != head).Select(child => _states.GetValueOrDefault(PartyKeys.Fold(sentence.Tokens[child].Form))).FirstOrDefault(state => state is not null);
    }

    /// <summary>The same party with the state it acts for or is, where the text tells.</summary>
    public RecordedParty Placed(RecordedParty party, ActorEntity? entity)
    {
        if (party.Country is not null || party.Key is null || party.Side != party.Key || party.Sectors.Any(WhereTheyAre.OwnSides.Contains))
        {
            return party;
        }

        if (_states.TryGetValue(party.Key, out var people))
        {
            return party with { Key = people, Side = people, Name = _names[people] };
        }

        if (_capitals.TryGetValue(party.Key, out var seat))
        {
            return party with { Side = seat };
        }

        var isOfState = party.Sectors.Any(PartyKeys.IsOfState);
        var state = !isOfState && !party.Key.EndsWith(" side", StringComparison.Ordinal) ? null
            : Of(party.Name) ?? (entity is null || !isOfState ? null : entity.Entity.Roles.Select(Of).FirstOrDefault(found => found is not null) ?? Owner(entity));
        return state is null ? party : party with { Side = state };
    }

    /// <summary>"The army of neighbouring Tarkesh".</summary>
    private string? Owner(ActorEntity entity)
    {
        var words = entity.Entity.Name.Split(' ');
        if (words.Length > 2 && Array.IndexOf(words, "of") > 0 && PartyKeys.Fold(words[^1]) is var last && _states.ContainsValue(last))
        {
            return last;
        }

        foreach (var mention in entity.Entity.Mentions.Where(mention => mention.Form == MentionForm.Nominal))
        {
            var sentence = _reading.Parsed.Sentences[mention.Sentence];
            foreach (var child in sentence.Children(mention.HeadToken))
            {
                if (sentence.Tokens[child] is { Upos: "PROPN", Relation: "nmod" } && sentence.Marker(child, "case") == "of" && PartyKeys.Fold(sentence.Tokens[child].Form) is var name && _names.ContainsKey(name))
                {
                    return name;
                }
            }
        }

        return null;
    }

    private void ReadCapital(ImmutableArray<Token> tokens, int at)
    {
        var first = at - 1;
        while (first > 0 && tokens[first].Upos is "DET" or "ADJ" or "PROPN" or "PART" or "NOUN" && at - first < 5)
        {
            first--;
        }

        var state = Enumerable.Range(first + 1, at - first - 1).Select(i => PartyKeys.Fold(tokens[i].Form)).Select(word => _states.GetValueOrDefault(word) ?? (_names.ContainsKey(word) ? word : null)).FirstOrDefault(found => found is not null)
            ?? (at + 2 < tokens.Length && tokens[at + 1].Lemma == "of" && PartyKeys.Fold(tokens[at + 2].Form) is var named && _names.ContainsKey(named) ? named : null);
        var town = first > 0 && tokens[first].Form == "," && tokens[first - 1].Upos == "PROPN" ? first - 1
            : at + 1 < tokens.Length && tokens[at + 1].Upos == "PROPN" ? at + 1
            : at + 2 < tokens.Length && tokens[at + 1].Form == "," && tokens[at + 2].Upos == "PROPN" ? at + 2 : -1;
        if (state is not null && town >= 0 && PartyKeys.Fold(tokens[town].Form) is var capital && capital != state)
        {
            _capitals.TryAdd(capital, state);
        }
    }
}
