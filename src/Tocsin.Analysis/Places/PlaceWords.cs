namespace Tocsin.Analysis.Places;

/// <summary>Words that tell places from what is written like them: the lists of data/places/words.tsv.</summary>
/// <remarks>A line is a class, a tab and words parted by spaces.</remarks>
public sealed class PlaceWords
{
    private readonly Dictionary<string, HashSet<string>> _classes = [];

    /// <exception cref="InvalidDataException">A line without a tab.</exception>
    public PlaceWords(string text)
    {
        foreach (var line in text.EnumerateLines())
        {
            if (line.IsWhiteSpace() || line[0] == '#')
            {
                continue;
            }

            var tab = line.IndexOf('\t');
            if (tab < 0)
            {
                throw new InvalidDataException($"words.tsv: '{line}' has no tab after its class.");
            }

            var name = line[..tab].ToString();
            if (!_classes.TryGetValue(name, out var words))
            {
                _classes.Add(name, words = new HashSet<string>(StringComparer.OrdinalIgnoreCase));
            }

            words.UnionWith(line[(tab + 1)..].ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
        }

        Locatives = Class("locative");
        NotPlaces = Class("not-place");
        Papers = Class("paper");
        Abbreviations = Class("abbreviation");
        Divisions = Class("division");
        Titles = Class("title");
        Bodies = Class("body");
        Generic = Class("generic");
        Directions = Class("direction");
        Streets = Class("street");
    }

    /// <summary>Prepositions that a place follows.</summary>
    public IReadOnlySet<string> Locatives { get; }

    /// <summary>Words that are also small towns but hardly ever mean them.</summary>
    public IReadOnlySet<string> NotPlaces { get; }

    /// <summary>Words that end a newspaper's name.</summary>
    public IReadOnlySet<string> Papers { get; }

    /// <summary>Abbreviated states, which only count behind a comma.</summary>
    public IReadOnlySet<string> Abbreviations { get; }

    /// <summary>Words that belong to the place name before them: "County".</summary>
    public IReadOnlySet<string> Divisions { get; }

    /// <summary>Titles, after which a name is a person.</summary>
    public IReadOnlySet<string> Titles { get; }

    /// <summary>Words that make a public body of the place name before them: "Police".</summary>
    public IReadOnlySet<string> Bodies { get; }

    /// <summary>Words that name no place by themselves: "Highway".</summary>
    public IReadOnlySet<string> Generic { get; }

    /// <summary>Words for a part of the place named after them: "North".</summary>
    public IReadOnlySet<string> Directions { get; }

    /// <summary>Words that end the name of a street, which need not lie in the town it is called after.</summary>
    public IReadOnlySet<string> Streets { get; }

    public static PlaceWords Load() => new(PlaceResources.Text("words.tsv"));

    private HashSet<string> Class(string name) => _classes.TryGetValue(name, out var words) ? words : [];
}
