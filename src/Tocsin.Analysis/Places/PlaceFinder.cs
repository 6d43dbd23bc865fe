using System.Collections.Immutable;
using Tocsin.Language;
using Tocsin.Language.Mentions;

namespace Tocsin.Analysis.Places;

/// <summary>Finds the places that a text names and where each one is.</summary>
public sealed class PlaceFinder
{
    private readonly Gazetteer _gazetteer;
    private readonly PlaceSpotter _spotter;
    private readonly PlaceResolver _resolver;
    private readonly PlaceReasons _reasons;

    public PlaceFinder(Gazetteer gazetteer, PlaceRanker ranker, PlaceWords words)
    {
        _gazetteer = gazetteer;
        _spotter = new PlaceSpotter(gazetteer, words);
        _resolver = new PlaceResolver(gazetteer, ranker);
        _reasons = new PlaceReasons(gazetteer, ranker);
    }

    /// <summary>With the gazetteer, the weights and the words that ship with Tocsin.</summary>
    public static PlaceFinder Load() => new(Gazetteer.Load(), PlaceRanker.Load(), PlaceWords.Load());

    /// <summary>In text order, none overlapping. A name that the gazetteer lacks is there without coordinates.</summary>
    /// <param name="entities">What the text speaks of: a name that is a person's is no place.</param>
    public ImmutableArray<PlaceMention> Find(ParsedText parsed, ImmutableArray<Entity> entities)
    {
        var spots = _spotter.Find(parsed, entities);
        var units = _resolver.Resolve(parsed.Text, spots);
        var mentions = new PlaceMention?[spots.Count];
        var unlisted = StrayPlaces.NamesUnlistedState(parsed, units, spots);
        foreach (var unit in units)
        {
            var stray = StrayPlaces.Why(unit, units, spots) ?? (unlisted ? StrayPlaces.WhyUnlisted(unit, units, spots) : null);
            var best = stray is null ? unit.Best : -1;
            var reason = stray ?? _reasons.Explain(unit, units);
            foreach (var spot in unit.Spots)
            {
                mentions[spot] = best < 0
                    ? new PlaceMention(spots[spot].Span, spots[spot].Span.In(parsed.Text), KindOf(unit.Key), null, null, null, null, reason, spots[spot].Use)
                    : Mention(spots[spot], unit.Candidates[best].Place, reason);
            }
        }

        // "the Kyivskyi district of Kharkiv" lies in Kharkiv, and a town of the district's name elsewhere is not meant.
        for (var i = 0; i + 1 < spots.Count; i++)
        {
            if (mentions[i] is { } part && mentions[i + 1] is { } whole && StrayPlaces.IsPartOf(parsed.Text.AsSpan(spots[i].Span.End, Math.Max(0, spots[i + 1].Span.Start - spots[i].Span.End))) && whole.Kind != PlaceKind.Country && part.Country != whole.Country)
            {
                mentions[i] = null;
            }
        }

        return [.. mentions.OfType<PlaceMention>()];
    }

    private PlaceMention Mention(SpottedPlace spot, in Place place, string reason) =>
        new(spot.Span, _gazetteer.NameOf(place.Index), place.Kind, place.Country, place.GeoNames, place.Latitude, place.Longitude, reason, spot.Use);

    // Of a place that the gazetteer lacks, by the last word of its name.
    private static PlaceKind KindOf(string key) => key[(key.LastIndexOf(' ') + 1)..] switch
    {
        "river" or "lake" or "sea" or "gulf" or "strait" or "bay" or "ocean" or "canal" or "creek" or "channel" => PlaceKind.Water,
        "county" or "province" or "governorate" or "region" or "district" or "valley" or "oblast" or "parish" or "peninsula" => PlaceKind.Region,
        "base" or "airbase" or "airfield" or "barracks" or "garrison" => PlaceKind.Base,
        "street" or "road" or "avenue" or "drive" or "lane" or "highway" or "square" or "bridge" or "park" or "airport" or "dam" or "camp"
            or "island" or "islands" or "mountain" or "mountains" or "crossing" or "port" or "mosque" or "hospital" => PlaceKind.Landmark,
        _ => PlaceKind.City,
    };
}
