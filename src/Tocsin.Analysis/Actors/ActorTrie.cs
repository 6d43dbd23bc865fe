namespace Tocsin.Analysis.Actors;

/// <summary>Names by their words; the longest that starts at a word is found.</summary>
/// <remarks>
/// A word that the list writes in capitals only ("WHO", "ETA") or with a capital ("Congress") wants the same in the text; one in small letters takes any.
/// </remarks>
internal sealed class ActorTrie<T>
{
    private readonly Dictionary<string, List<(List<ActorWord> Words, T Value)>> _byFirst = new(StringComparer.Ordinal);

    /// <summary>Adds a name; of two values of one name both are kept, the later first.</summary>
    public void Add(string name, T value)
    {
        var words = ActorWords.Of(name);
        if (words.Count == 0)
        {
            return;
        }

        if (!_byFirst.TryGetValue(words[0].Key, out var list))
        {
            _byFirst.Add(words[0].Key, list = []);
        }

        var at = 0;
        while (at < list.Count && list[at].Words.Count > words.Count)
        {
            at++;
        }

        list.Insert(at, (words, value));
    }

    /// <summary>Every value of the longest name at a word, the later added first, with how many words it takes; none: 0.</summary>
    /// <param name="accept">A value that is turned down does not count; a shorter name may then be found.</param>
    public (int Count, T? Value) Longest(List<ActorWord> words, int first, Func<T, bool> accept)
    {
        if (_byFirst.TryGetValue(words[first].Key, out var list))
        {
            foreach (var (name, value) in list)
            {
                if (Matches(words, first, name) && accept(value))
                {
                    return (name.Count, value);
                }
            }
        }

        return (0, default);
    }

    private static bool Matches(List<ActorWord> words, int first, List<ActorWord> name)
    {
        if (first + name.Count > words.Count)
        {
            return false;
        }

        for (var i = 0; i < name.Count; i++)
        {
            var word = words[first + i];
            if (word.Key != name[i].Key || (name[i].Upper && name.Count == 1 && !word.Upper) || (name[i].Capital && i == 0 && !word.Capital))
            {
                return false;
            }
        }

        return true;
    }
}
