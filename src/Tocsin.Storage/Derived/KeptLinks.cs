using Tocsin.Analysis.Incidents;
using Tocsin.Analysis.Record;

namespace Tocsin.Storage.Derived;

/// <summary>The links of accounts that <see cref="LinkChoice"/> keeps by now: asked for by each account that comes, for hundreds of others, so what was looked up is kept at hand.</summary>
internal sealed class KeptLinks
{
    /// <summary>Accounts whose links are kept at hand, some kilobyte each.</summary>
    private const int AccountsMax = 10_000;

    private static readonly Comparer<Contender<EventKey>> Strength = Comparer<Contender<EventKey>>.Create(Contender<EventKey>.ByStrength);
    private static readonly Comparer<Contender<EventKey>> Drawn = Comparer<Contender<EventKey>>.Create(Contender<EventKey>.ByDraw);

    private readonly Dictionary<long, (List<Contender<EventKey>> Strongest, List<Contender<EventKey>> Drawn)> _known = [];
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
            row => _known.Remove(row.GetInt64(0)), document, id);
    }

    /// <summary>Whether a link would be kept for the sake of an account that was there before.</summary>
    /// <param name="id">The reading that is being added: later ones are not there yet, also where all is derived anew.</param>
    /// <param name="reading">The reading of the account; <paramref name="account"/> is its key.</param>
    public bool Takes(RecordConnection connection, long id, long reading, EventKey account, Contender<EventKey> link)
    {
        var place = Derivation.IdOf(reading, account.Number);
        if (!_known.TryGetValue(place, out var links))
        {
            _known[place] = links = Load(connection, id, reading, account);
            _order.Enqueue(place);
            if (_order.Count > AccountsMax)
            {
                _known.Remove(_order.Dequeue());
            }
        }

        return links.Strongest.Count < LinkChoice.LinksMax || Contender<EventKey>.ByStrength(link, links.Strongest[^1]) < 0 || Contender<EventKey>.ByDraw(link, links.Drawn[^1]) < 0;
    }

    /// <summary>A link that was stored.</summary>
    public void Add(long reading, int number, Contender<EventKey> link)
    {
        if (_known.TryGetValue(Derivation.IdOf(reading, number), out var links))
        {
            Insert(links.Strongest, link, Strength);
            Insert(links.Drawn, link, Drawn);
        }
    }

    public void Forget()
    {
        _known.Clear();
        _order.Clear();
    }

    private static void Insert(List<Contender<EventKey>> links, Contender<EventKey> link, Comparer<Contender<EventKey>> order)
    {
        var place = links.BinarySearch(link, order);
        links.Insert(place < 0 ? ~place : place, link);
        if (links.Count > LinkChoice.LinksMax)
        {
            links.RemoveAt(LinkChoice.LinksMax);
        }
    }

    private static (List<Contender<EventKey>>, List<Contender<EventKey>>) Load(RecordConnection connection, long id, long reading, EventKey account)
    {
        var number = LinkChoice.NumberOf(account);
        var links = connection.Rows(
            """
            WITH own AS MATERIALIZED (
                SELECT likeness, second_reading AS other, second_event AS event FROM incident_links WHERE first_reading = $1 AND first_event = $2
                UNION ALL
                SELECT likeness, first_reading, first_event FROM incident_links WHERE second_reading = $1 AND second_event = $2)
            SELECT o.likeness, d.id, o.event FROM own o JOIN readings r ON r.id = o.other JOIN documents d ON d.sequence = r.document
            WHERE NOT EXISTS (SELECT 1 FROM readings n WHERE n.document = r.document AND n.id > r.id AND n.id < $3)
            """,
            row => (Likeness: row.GetDouble(0), Key: new EventKey(row.GetString(1), row.GetInt32(2))), reading, account.Number, id)
            .ConvertAll(row => new Contender<EventKey>(row.Likeness, LinkChoice.Draw(number, LinkChoice.NumberOf(row.Key)), row.Key));
        return ([.. links.Order(Strength).Take(LinkChoice.LinksMax)], [.. links.Order(Drawn).Take(LinkChoice.LinksMax)]);
    }
}
