using Tocsin.Analysis.Incidents;
using Tocsin.Analysis.Record;

namespace Tocsin.Storage.Derived;

/// <summary>The strongest links of accounts, as many as <see cref="LinkChoice"/> keeps: asked for by each account that comes, for hundreds of others, so what was looked up is kept at hand.</summary>
internal sealed class StrongestLinks
{
    /// <summary>Accounts whose links are kept at hand, some 700 bytes each.</summary>
    private const int KeptMax = 10_000;

    private readonly Dictionary<long, List<(double Likeness, EventKey Other)>> _kept = [];
    private readonly Queue<long> _order = [];
    private long _version = -1;

    /// <summary>To be called before a reading is linked: what others wrote meanwhile, and an older reading of the same document, which no longer competes, are forgotten.</summary>
    public void Begin(RecordConnection connection, long id, long document)
    {
        // SQLite counts what other connections commit.
        var version = connection.Value<long>("PRAGMA data_version");
        if (version != _version)
        {
            Forget();
            _version = version;
        }

        connection.Each(
            $"""
            WITH older AS MATERIALIZED (SELECT id FROM readings WHERE document = $1 AND id < $2)
            SELECT (l.second_reading << {Derivation.NumberBits}) + l.second_event FROM older o JOIN incident_links l ON l.first_reading = o.id
            UNION ALL SELECT (l.first_reading << {Derivation.NumberBits}) + l.first_event FROM older o JOIN incident_links l ON l.second_reading = o.id
            """,
            row => _kept.Remove(row.GetInt64(0)), document, id);
    }

    /// <summary>Whether a link would be among the strongest of an account.</summary>
    /// <param name="id">The reading that is being added: later ones are not there yet, also where all is derived anew.</param>
    /// <param name="account">As <see cref="Derivation.IdOf"/>.</param>
    public bool Takes(RecordConnection connection, long id, long account, double likeness, EventKey other)
    {
        if (!_kept.TryGetValue(account, out var links))
        {
            links = Load(connection, id, account);
            Keep(account, links);
        }

        return links.Count < LinkChoice.LinksMax || LinkChoice.Compare((likeness, other), links[^1]) < 0;
    }

    /// <summary>A link that was stored.</summary>
    public void Add(long account, double likeness, EventKey other)
    {
        if (!_kept.TryGetValue(account, out var links))
        {
            return;
        }

        var place = links.BinarySearch((likeness, other), Comparer<(double, EventKey)>.Create(LinkChoice.Compare));
        links.Insert(place < 0 ? ~place : place, (likeness, other));
        if (links.Count > LinkChoice.LinksMax)
        {
            links.RemoveAt(LinkChoice.LinksMax);
        }
    }

    public void Forget()
    {
        _kept.Clear();
        _order.Clear();
    }

    private void Keep(long account, List<(double Likeness, EventKey Other)> links)
    {
        _kept.Add(account, links);
        _order.Enqueue(account);
        if (_order.Count > KeptMax)
        {
            _kept.Remove(_order.Dequeue());
        }
    }

    private static List<(double Likeness, EventKey Other)> Load(RecordConnection connection, long id, long account)
    {
        var (reading, number) = Derivation.Parts(account);
        return connection.Rows(
            """
            WITH own AS MATERIALIZED (
                SELECT likeness, second_reading AS other, second_event AS event FROM incident_links WHERE first_reading = $1 AND first_event = $2
                UNION ALL
                SELECT likeness, first_reading, first_event FROM incident_links WHERE second_reading = $1 AND second_event = $2)
            SELECT o.likeness, d.id, o.event FROM own o JOIN readings r ON r.id = o.other JOIN documents d ON d.sequence = r.document
            WHERE NOT EXISTS (SELECT 1 FROM readings n WHERE n.document = r.document AND n.id > r.id AND n.id < $3)
            ORDER BY o.likeness DESC, d.id, o.event LIMIT $4
            """,
            row => (row.GetDouble(0), new EventKey(row.GetString(1), row.GetInt32(2))), reading, number, id, LinkChoice.LinksMax);
    }
}
