using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Tocsin.Analysis;
using Tocsin.Analysis.Duplicates;
using Tocsin.Analysis.Incidents;
using Tocsin.Analysis.Record;
using Tocsin.Language;
using Tocsin.Language.Mentions;

namespace Tocsin.Tests;

/// <summary>Reports with phrases marked by the happening that they describe (data/incidents), and how well the record joins them.</summary>
internal static class IncidentGold
{
    /// <param name="Part">"dev", "dev2" (written later, before a look at what did the joining), "dev3" (by another hand, every word of a happening marked), "dev4" (marked before the code had read it), "dev5" (by a third hand, one word marked for each happening that a report tells of), "dev6" (by a fifth, as newsrooms and agencies write), or "held", "held2" and "held4" (by a fourth, as newsrooms and agencies write), whose errors are never looked at.</param>
    /// <param name="Text">Id of the report of which it is a copy, else its own.</param>
    public sealed record Report(string Id, string Part, string Text, RecordedDocument Document, RecordedReading Reading, DocumentFingerprint Print);

    /// <param name="Found">Its words name an event that was coded.</param>
    /// <param name="Cluster">Id of the incident, else one of its own.</param>
    public sealed record Mention(string Report, string Phrase, string Gold, bool Found, string Cluster, EventKey? Event);

    /// <param name="CopyPairs">Pairs of reports with one text: marked as copies, or with ids that differ in a last letter alone ("x-1", "x-1b").</param>
    public sealed record Result(ImmutableArray<Mention> Mentions, int CopyPairs, int CopyPairsFound, int CopyPairsWrong, ImmutableArray<Incident> Incidents, ImmutableArray<Telling> Tellings);

    /// <summary>Precision, recall and F1 of B-cubed (Bagga and Baldwin 1998), in per cent.</summary>
    public static (double Precision, double Recall, double F1) BCubed(IReadOnlyCollection<Mention> mentions)
    {
        var precision = mentions.Average(mention => (double)mentions.Count(other => other.Cluster == mention.Cluster && other.Gold == mention.Gold) / mentions.Count(other => other.Cluster == mention.Cluster));
        var recall = mentions.Average(mention => (double)mentions.Count(other => other.Cluster == mention.Cluster && other.Gold == mention.Gold) / mentions.Count(other => other.Gold == mention.Gold));
        return (100 * precision, 100 * recall, 200 * precision * recall / (precision + recall));
    }

    /// <summary>What each report tells of each happening as one mention, in the cluster that most of its words are in: however densely words are marked, every account counts once.</summary>
    public static ImmutableArray<Mention> Accounts(IEnumerable<Mention> mentions) =>
        [.. mentions.GroupBy(mention => (mention.Report, mention.Gold)).Select(group => group.Any(mention => mention.Found)
            ? group.Where(mention => mention.Found).GroupBy(mention => mention.Cluster, StringComparer.Ordinal).OrderByDescending(cluster => cluster.Count()).ThenBy(cluster => cluster.Key, StringComparer.Ordinal).First().First()
            : group.First())];

    public static ImmutableArray<Report> Read(string folder)
    {
        var reader = Reader.Load();
        var fingerprinter = Fingerprinter.Load();
        var reports = ImmutableArray.CreateBuilder<Report>();
        foreach (var line in File.ReadLines(Path.Combine(folder, "reports.jsonl")).Where(line => line.Length > 0))
        {
            using var json = JsonDocument.Parse(line);
            string Field(string name) => json.RootElement.GetProperty(name).GetString()!;
            var isTimed = !DateOnly.TryParseExact(Field("publishedAt"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
            var published = isTimed ? DateTimeOffset.Parse(Field("publishedAt"), CultureInfo.InvariantCulture) : new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero);
            day = DateOnly.FromDateTime(published.UtcDateTime);
            var reading = reader.Read(new Document(Field("id"), Field("text"), Title: Field("title"), Outlet: Field("outlet"), PublishedAt: day));
            var document = new RecordedDocument(Field("id"), Field("title"), Field("outlet"), null, null, published, isTimed, published, 1, Field("text").Length);
            reports.Add(new Report(Field("id"), Field("split"), json.RootElement.TryGetProperty("copyOf", out var copied) ? copied.GetString()! : TextOf(Field("id")), document, Recording.Of(reading, document, "gold"), fingerprinter.Of(reading.Parsed)));
        }

        return reports.ToImmutable();
    }

    /// <summary>All reports go into one record; those of one part are scored.</summary>
    /// <param name="matcher">Null for the one that ships with Tocsin.</param>
    public static Result Score(string folder, IReadOnlyCollection<Report> reports, string part, IncidentMatcher? matcher = null)
    {
        matcher ??= IncidentMatcher.Load();
        var (copies, index) = (new CopyIndex(), new IncidentIndex(matcher));
        var copyLinks = reports.SelectMany(report => copies.Add(report.Document, report.Print)).ToList();
        var links = reports.SelectMany(report => index.Add(report.Reading)).ToList();
        var origins = Origins.Of(reports.Select(report => report.Document), copyLinks);
        var incidents = new IncidentFinder(matcher, CountryLexicon.Load()).Of(index.Tellings, links, [], origins.OriginOf);
        var clusterOf = incidents.SelectMany(incident => incident.Events.Select(key => (key, incident.Id))).ToDictionary(pair => pair.key, pair => pair.Id);
        var scored = reports.Where(report => report.Part == part).ToDictionary(report => report.Id, StringComparer.Ordinal);
        var mentions = ImmutableArray.CreateBuilder<Mention>();
        foreach (var fields in File.ReadLines(Path.Combine(folder, "gold.tsv")).Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('\t')).Where(fields => scored.ContainsKey(fields[0])))
        {
            var phrase = new TextSpan(int.Parse(fields[1], CultureInfo.InvariantCulture), int.Parse(fields[2], CultureInfo.InvariantCulture));
            var coded = scored[fields[0]].Reading.Events.Where(told => phrase.Contains(told.Anchor) || told.Cues.AlsoAt.Any(phrase.Contains)).OrderBy(told => clusterOf.ContainsKey(told.Key) ? 0 : 1).FirstOrDefault();
            mentions.Add(new Mention(fields[0], fields[3], fields[4], coded is not null, coded is not null && clusterOf.TryGetValue(coded.Key, out var id) ? id : $"{fields[0]} {fields[1]}", coded?.Key));
        }

        var ids = scored.Keys.Order(StringComparer.Ordinal).ToList();
        string Text(string id) => scored[id].Text;
        var pairs = ids.SelectMany(one => ids.Where(other => string.CompareOrdinal(one, other) < 0 && Text(one) == Text(other))).Count();
        var found = copyLinks.Where(link => link.Kind is CopyKind.Exact or CopyKind.Repost && scored.ContainsKey(link.First) && scored.ContainsKey(link.Second)).ToList();
        var right = found.Count(link => Text(link.First) == Text(link.Second));
        return new Result(mentions.ToImmutable(), pairs, right, found.Count - right, incidents, [.. index.Tellings]);
    }

    /// <summary>"x-1b" is a copy of "x-1".</summary>
    private static string TextOf(string id) => id.Length > 1 && char.IsAsciiLetterLower(id[^1]) && char.IsAsciiDigit(id[^2]) ? id[..^1] : id;
}
