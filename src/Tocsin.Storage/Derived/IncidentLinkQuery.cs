using System.Collections.Immutable;
using System.Runtime.InteropServices;
using SQLitePCL;
using Tocsin.Analysis.Incidents;
using Tocsin.Analysis.Record;

namespace Tocsin.Storage.Derived;

/// <summary>Links between readings that are all given, those that <see cref="LinkChoice"/> keeps of all that were known at a moment. A war has tens of thousands of them.</summary>
internal sealed class IncidentLinkQuery
{
    private readonly IReadOnlyDictionary<long, string> _documents;
    private readonly string _readings;
    private readonly List<(long First, long Second, double Likeness)> _links = [];
    private readonly List<string> _reasons = [];

    /// <summary>Links of accounts that are given to readings that are not.</summary>
    private readonly List<(long Account, long Other, double Likeness)> _others = [];

    /// <param name="documents">Ids of their documents, by the number of the reading.</param>
    private IncidentLinkQuery(IReadOnlyDictionary<long, string> documents) => (_documents, _readings) = (documents, JsonList.Of(documents.Keys));

    /// <inheritdoc cref="IncidentLinkQuery(IReadOnlyDictionary{long, string})"/>
    public static ImmutableArray<IncidentLink> Between(RecordConnection connection, IReadOnlyDictionary<long, string> documents, DateTimeOffset asOf)
    {
        var query = new IncidentLinkQuery(documents);
        query.Read(connection);
        return query.Chosen(query.Competing(connection, asOf));
    }

    private void Read(RecordConnection connection)
    {
        var words = new TextInterner();
        connection.EachRaw(
            "SELECT l.first_reading, l.first_event, l.second_reading, l.second_event, l.likeness, l.reason FROM json_each($1) g JOIN incident_links l ON l.first_reading = g.value",
            row =>
            {
                var (own, other, likeness) = (Account(row, 0), Account(row, 2), raw.sqlite3_column_double(row, 4));
                if (_documents.ContainsKey(Derivation.Parts(other).Reading))
                {
                    _links.Add((own, other, likeness));
                    _reasons.Add(words.Of(raw.sqlite3_column_blob(row, 5)));
                }
                else
                {
                    _others.Add((own, other, likeness));
                }
            },
            _readings);
        if (_links.Count > LinkChoice.LinksMax)
        {
            connection.EachRaw(
                """
                SELECT l.second_reading, l.second_event, l.first_reading, l.first_event, l.likeness FROM json_each($1) g JOIN incident_links l ON l.second_reading = g.value
                WHERE l.first_reading NOT IN (SELECT value FROM json_each($1))
                """,
                row => _others.Add((Account(row, 0), Account(row, 2), raw.sqlite3_column_double(row, 4))),
                _readings);
        }
    }

    private static long Account(sqlite3_stmt row, int column) => Derivation.IdOf(raw.sqlite3_column_int64(row, column), raw.sqlite3_column_int(row, column + 1));

    /// <summary>Documents of those readings beside the given ones which held at the moment, where an account has more links than are kept: only there do they compete.</summary>
    private Dictionary<long, string> Competing(RecordConnection connection, DateTimeOffset asOf)
    {
        var counts = new Dictionary<long, int>();
        foreach (var account in _links.Select(link => link.First).Concat(_links.Select(link => link.Second)).Concat(_others.Select(link => link.Account)))
        {
            CollectionsMarshal.GetValueRefOrAddDefault(counts, account, out _)++;
        }

        _others.RemoveAll(other => counts[other.Account] <= LinkChoice.LinksMax);
        return _others.Count == 0 ? [] : connection.Rows(
            """
            SELECT r.id, d.id FROM json_each($1) g JOIN readings r ON r.id = g.value JOIN documents d ON d.sequence = r.document
            WHERE r.id = (SELECT max(n.id) FROM readings n WHERE n.document = r.document AND n.recorded_at <= $2)
            """,
            row => (Id: row.GetInt64(0), Document: row.GetString(1)), JsonList.Of(_others.Select(other => Derivation.Parts(other.Other).Reading).Distinct()), RecordTime.Of(asOf)).ToDictionary(row => row.Id, row => row.Document);
    }

    private ImmutableArray<IncidentLink> Chosen(Dictionary<long, string> competing)
    {
        // Numbers in the order of keys, for comparing them takes a while.
        var ranks = new Dictionary<long, (long Rank, string Document)>();
        foreach (var (rank, (reading, document)) in _documents.Concat(competing).OrderBy(entry => entry.Value, StringComparer.Ordinal).Index())
        {
            ranks[reading] = (rank, document);
        }

        var numbers = new Dictionary<long, (long Ranked, ulong Number)>();
        (long Ranked, ulong Number) NumbersOf(long account)
        {
            ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, account, out var isKnown);
            if (!isKnown)
            {
                var (reading, number) = Derivation.Parts(account);
                known = (Derivation.IdOf(ranks[reading].Rank, number), LinkChoice.NumberOf(new EventKey(ranks[reading].Document, number)));
            }

            return known;
        }

        var all = new List<(long, long, double, ulong)>(_links.Count + _others.Count);
        foreach (var (one, other, likeness) in _links.Concat(_others.Where(other => competing.ContainsKey(Derivation.Parts(other.Other).Reading))))
        {
            var (first, second) = (NumbersOf(one), NumbersOf(other));
            all.Add((first.Ranked, second.Ranked, likeness, LinkChoice.Draw(first.Number, second.Number)));
        }

        var kept = LinkChoice.Kept(all, _links.Count);
        var links = ImmutableArray.CreateBuilder<IncidentLink>(kept.Count);
        foreach (var i in kept)
        {
            var (one, other) = (Key(_links[i].First), Key(_links[i].Second));
            links.Add(one < other ? new IncidentLink(one, other, _links[i].Likeness, _reasons[i]) : new IncidentLink(other, one, _links[i].Likeness, _reasons[i]));
        }

        return links.MoveToImmutable();
    }

    private EventKey Key(long account)
    {
        var (reading, number) = Derivation.Parts(account);
        return new EventKey(_documents[reading], number);
    }
}
