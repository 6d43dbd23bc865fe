using System.Collections.Immutable;

namespace Tocsin.Analysis.Places;

/// <summary>Names of places and where they are: the towns of GeoNames, and lists of countries, provinces and places of crises.</summary>
/// <remarks>Thread-safe once built. A listed place stands before one of the file; a listed province replaces the file's.</remarks>
public sealed class Gazetteer
{
    private readonly GazetteerFile _file;
    private readonly ImmutableArray<Place> _listed;
    private readonly ImmutableArray<string> _listedNames;
    private readonly Dictionary<string, List<PlaceHit>> _keys = [];
    private readonly HashSet<string> _openings = [];
    private readonly HashSet<int> _listedProvinces = [];

    public Gazetteer(GazetteerFile file, IEnumerable<ListedPlace> listed)
    {
        _file = file;
        var places = ImmutableArray.CreateBuilder<Place>();
        var names = ImmutableArray.CreateBuilder<string>();
        foreach (var line in listed)
        {
            var province = line.Province.Length == 0 ? 0 : file.ProvinceNumber(line.Province);
            var rank = line.Kind == PlaceKind.Country ? PlaceRank.Nation : line.Kind == PlaceKind.Region && province > 0 ? PlaceRank.Province : PlaceRank.None;
            var index = file.Count + places.Count;
            places.Add(new Place(index, line.Kind, rank, line.Country, province, line.Latitude, line.Longitude, line.Population, null));
            names.Add(line.Name);
            if (rank == PlaceRank.Province)
            {
                _listedProvinces.Add(province);
            }

            AddKey(line.Name, new PlaceHit(index, false));
            foreach (var alias in line.Aliases)
            {
                AddKey(alias, new PlaceHit(index, false));
            }
        }

        _listed = places.ToImmutable();
        _listedNames = names.ToImmutable();
    }

    /// <summary>Number of the first listed place; those of the file come before.</summary>
    public int FirstListed => _file.Count;

    public int Count => _file.Count + _listed.Length;

    /// <summary>Origin and licence of the file.</summary>
    public string Notice => _file.Notice;

    public Place this[int index] => index < _file.Count ? _file.PlaceAt(index) : _listed[index - _file.Count];

    /// <summary>The gazetteer that ships with Tocsin.</summary>
    /// <exception cref="InvalidDataException">A shipped list has a line that cannot be read.</exception>
    public static Gazetteer Load()
    {
        var listed = new List<ListedPlace>();
        foreach (var list in (string[])["countries.tsv", "regions.tsv", "curated.tsv"])
        {
            var (places, problems) = PlaceList.Parse(PlaceResources.Text(list));
            if (problems.Length > 0)
            {
                throw new InvalidDataException($"{list}, line {problems[0].Line}: {problems[0].Message}");
            }

            listed.AddRange(places);
        }

        return new Gazetteer(new GazetteerFile(PlaceResources.Bytes("gazetteer.bin")), listed);
    }

    public string NameOf(int index) => index < _file.Count ? _file.NameOf(index) : _listedNames[index - _file.Count];

    /// <summary>Adds all places of a name, the listed ones first.</summary>
    /// <param name="folded">As <see cref="PlaceNames.Fold(ReadOnlySpan{char})"/> writes it.</param>
    /// <returns>True where the name, or a longer one of more words, is known.</returns>
    public bool Find(string folded, List<PlaceHit> found)
    {
        if (folded.Length is 0 or > 80)
        {
            return false;
        }

        var isKnown = _openings.Contains(folded);
        if (_keys.TryGetValue(folded, out var listed))
        {
            found.AddRange(listed);
            isKnown = true;
        }

        var first = found.Count;
        isKnown |= _file.Find(folded, found);
        for (var i = found.Count - 1; i >= first; i--)
        {
            var place = _file.PlaceAt(found[i].Place);
            if (place.Rank == PlaceRank.Province && _listedProvinces.Contains(place.Province))
            {
                found.RemoveAt(i);
            }
        }

        return isKnown;
    }

    /// <summary>Adds the places of a name that is written in another way than the gazetteer has it.</summary>
    public void FindVariants(string folded, List<PlaceHit> found)
    {
        foreach (var variant in PlaceNames.Variants(folded))
        {
            Find(variant, found);
            if (found.Count > 0)
            {
                return;
            }
        }

        var skeleton = PlaceNames.Skeleton(folded);
        if (skeleton.Length >= 5)
        {
            Find("~" + skeleton, found);
        }
    }

    private void AddKey(string name, PlaceHit hit)
    {
        var key = PlaceNames.Fold(name);
        if (!_keys.TryGetValue(key, out var hits))
        {
            _keys.Add(key, hits = new List<PlaceHit>(1));
        }

        if (!hits.Contains(hit))
        {
            hits.Add(hit);
        }

        for (var space = key.IndexOf(' ', StringComparison.Ordinal); space > 0; space = key.IndexOf(' ', space + 1))
        {
            _openings.Add(key[..space]);
        }
    }
}
