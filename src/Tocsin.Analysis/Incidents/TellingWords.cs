using System.Collections.Immutable;
using Tocsin.Analysis.Record;

namespace Tocsin.Analysis.Incidents;

/// <summary>Words of names, each name taken apart once. For the tellings of one document, by one thread at a time.</summary>
internal sealed class TellingWords(IncidentLexicon lexicon)
{
    private static readonly char[] Between = [' ', ',', '-'];

    private readonly Dictionary<string, (string[] Words, string[] Roles)> _known = new(StringComparer.Ordinal);

    /// <summary>Folded words of three letters and more.</summary>
    public string[] Of(string name) => Known(name).Words;

    /// <summary>The starts of the words by which somebody is called, so that "rebels" and "rebel positions" meet.</summary>
    public ImmutableArray<string> OfRoles(IEnumerable<RecordedParty> parties)
    {
        var starts = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var party in parties)
        {
            starts.UnionWith(Known(party.Name).Roles);
        }

        return [.. starts];
    }

    /// <inheritdoc cref="IncidentLexicon.IsCommon"/>
    public bool IsCommon(string noun) => lexicon.IsCommon(noun);

    /// <inheritdoc cref="IncidentLexicon.IsSite"/>
    public bool IsSite(string noun) => lexicon.IsSite(noun);

    /// <inheritdoc cref="IncidentLexicon.TargetsOf"/>
    public ReadOnlySpan<string> TargetsOf(string noun) => lexicon.TargetsOf(noun);

    public static string Start(string word) => word.Length <= 5 ? word : word[..5];

    /// <inheritdoc cref="Of"/>
    public static IEnumerable<string> Split(string name) => name.Split(Between, StringSplitOptions.RemoveEmptyEntries).Select(PartyKeys.Fold).Where(word => word.Length > 2);

    private (string[] Words, string[] Roles) Known(string name)
    {
        if (!_known.TryGetValue(name, out var known))
        {
            string[] words = [.. Split(name)];
            _known.Add(name, known = (words, [.. words.Where(word => word.Length > 3 && char.IsLetter(word[0]) && !lexicon.IsCommon(word)).Select(Start).Distinct()]));
        }

        return known;
    }
}
