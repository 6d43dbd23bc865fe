using System.Collections.Immutable;
using System.Globalization;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Places;

namespace Tocsin.Analysis.Export;

/// <summary>Events in the 61 tab-separated columns of GDELT 2.0's event table, which has no header.</summary>
/// <remarks>
/// That table has no place for who says so, so only acts that are told as done go in: what is denied, only possible, negated, planned, threatened, hypothetical or historical is left out, and so
/// is what has neither a date nor a date of publication. NumMentions, NumSources and NumArticles are 1: joining reports is another step. AvgTone is not computed and 0.
/// </remarks>
public static class GdeltTable
{
    /// <param name="first">Number of the first row; each further one counts up.</param>
    public static IEnumerable<string> Rows(Reading reading, long first)
    {
        var parties = new EventParties(reading);
        var number = first;
        foreach (var coded in reading.Events)
        {
            var day = coded.OccurredOn.Interval?.Start ?? reading.Document.PublishedAt;
            if (coded.Factuality != Factuality.Actual || coded.Status is EventStatus.Denied or EventStatus.Possible || coded.Cameo is not { } cameo || day is not { } date)
            {
                continue;
            }

            var place = coded.Place is { } index ? reading.Places[index] : null;
            string?[] when =
            [
                number.ToString(CultureInfo.InvariantCulture), date.ToString("yyyyMMdd", CultureInfo.InvariantCulture), date.ToString("yyyyMM", CultureInfo.InvariantCulture),
                date.ToString("yyyy", CultureInfo.InvariantCulture), (date.Year + (date.DayOfYear / 366.0)).ToString("0.0000", CultureInfo.InvariantCulture),
            ];
            string?[] what =
            [
                "1", cameo, cameo[..Math.Min(3, cameo.Length)], cameo[..2], Quad(coded.Quad), DelimitedText.Number(coded.Score), "1", "1", "1", "0",
            ];
            string?[] published =
            [
                (reading.Document.PublishedAt ?? date).ToString("yyyyMMdd", CultureInfo.InvariantCulture) + "000000", reading.Document.Url ?? reading.Document.Path ?? reading.Document.Id,
            ];
            yield return DelimitedText.Tabs([.. when, .. Actor(parties, coded.Actors), .. Actor(parties, coded.Recipients), .. what, .. Nowhere, .. Nowhere, .. Where(place), .. published]);
            number++;
        }
    }

    private static string?[] Nowhere => ["0", null, null, null, null, null, null, null];

    /// <summary>Code, name, country, known group, ethnic, two religions, three types.</summary>
    private static string?[] Actor(EventParties parties, ImmutableArray<Participant> side)
    {
        if (side.IsEmpty)
        {
            return new string?[10];
        }

        var entity = parties.Of(side[0]);
        var sectors = entity?.Sectors ?? [];
        return
        [
            entity?.Country + sectors.FirstOrDefault(), parties.Name(side[0]).ToUpperInvariant(), entity?.Country, null, null, null, null,
            sectors.FirstOrDefault(), sectors.Skip(1).FirstOrDefault(), sectors.Skip(2).FirstOrDefault(),
        ];
    }

    /// <summary>Type (1 country, 4 city of the world, 5 state), full name, country, two divisions, latitude, longitude, feature.</summary>
    private static string?[] Where(PlaceMention? place) => place is null
        ? Nowhere
        :
        [
            place.Kind switch { PlaceKind.Country => "1", PlaceKind.Region => "5", _ => "4" }, place.Name, place.Country, null, null,
            DelimitedText.Number(place.Latitude), DelimitedText.Number(place.Longitude), DelimitedText.Number(place.GeoNames),
        ];

    private static string Quad(Quad quad) => quad switch
    {
        Events.Quad.VerbalCooperation => "1",
        Events.Quad.MaterialCooperation => "2",
        Events.Quad.VerbalConflict => "3",
        _ => "4",
    };
}
