namespace Tocsin.Analysis.Places;

/// <summary>A place that a unit may mean, with its direction from the centre of the earth for fast distances.</summary>
internal readonly record struct PlaceCandidate(Place Place, bool IsAlias, double X, double Y, double Z)
{
    private const double Radian = Math.PI / 180;

    public static PlaceCandidate Of(in Place place, bool isAlias)
    {
        var (sinLatitude, cosLatitude) = Math.SinCos(place.Latitude * Radian);
        var (sinLongitude, cosLongitude) = Math.SinCos(place.Longitude * Radian);
        return new PlaceCandidate(place, isAlias, cosLatitude * cosLongitude, cosLatitude * sinLongitude, sinLatitude);
    }

    /// <summary>Length of the straight line in kilometres; within 1 % of the great circle up to 3,000 km.</summary>
    public double ChordTo(in PlaceCandidate other)
    {
        var (x, y, z) = (X - other.X, Y - other.Y, Z - other.Z);
        return 6371 * Math.Sqrt((x * x) + (y * y) + (z * z));
    }
}

/// <summary>The mentions of one name in a text that mean one place: those tied to the same holder ("Paris, Texas"), and those tied to none.</summary>
internal sealed class PlaceUnit(string key, int holder, QualifierTie tie, PlaceCandidate[] candidates)
{
    public string Key { get; } = key;

    /// <summary>Index of the unit that says where it lies, -1 for none.</summary>
    public int Holder { get; set; } = holder;

    public QualifierTie Tie { get; } = tie;

    /// <summary>Most probable first once resolved.</summary>
    public PlaceCandidate[] Candidates { get; } = candidates;

    public double[] Probabilities { get; } = new double[candidates.Length];

    /// <summary>One row of <see cref="PlaceRanker.FeatureCount"/> a candidate.</summary>
    public double[] Features { get; } = new double[candidates.Length * PlaceRanker.FeatureCount];

    public List<int> Spots { get; } = [];

    /// <summary>Indexes of the units that stand beside it in a list.</summary>
    public List<int> Neighbours { get; } = [];

    public Span<double> Row(int candidate) => Features.AsSpan(candidate * PlaceRanker.FeatureCount, PlaceRanker.FeatureCount);

    public double Feature(int candidate, PlaceFeature feature) => Features[(candidate * PlaceRanker.FeatureCount) + (int)feature];

    /// <summary>Index of the most probable candidate, the first of equals; -1 without candidates.</summary>
    public int Best
    {
        get
        {
            var best = Candidates.Length > 0 ? 0 : -1;
            for (var i = 1; i < Candidates.Length; i++)
            {
                if (Probabilities[i] > Probabilities[best])
                {
                    best = i;
                }
            }

            return best;
        }
    }
}
