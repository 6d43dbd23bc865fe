using System.Globalization;

namespace Tocsin.Cli;

/// <summary>Gives each document of a batch an id of its own: the second "a" becomes "a-2", or the next that is free.</summary>
internal sealed class UniqueIds
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    public string Next(string id)
    {
        if (_taken.Add(id))
        {
            return id;
        }

        var count = _counts.GetValueOrDefault(id, 1);
        string unique;
        do
        {
            unique = string.Create(CultureInfo.InvariantCulture, $"{id}-{++count}");
        }
        while (!_taken.Add(unique));
        _counts[id] = count;
        return unique;
    }
}
