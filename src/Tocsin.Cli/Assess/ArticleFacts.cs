using System.Collections.Immutable;
using Tocsin.Analysis;
using Tocsin.Analysis.Duplicates;
using Tocsin.Analysis.Record;

namespace Tocsin.Cli.Assess;

/// <summary>Keeps of articles what a record would keep, in memory.</summary>
internal sealed class ArticleFacts : IReadingOutput
{
    private readonly Fingerprinter _fingerprinter = Fingerprinter.Load();
    private readonly Dictionary<string, RecordedReading> _readings = new(StringComparer.Ordinal);
    private readonly List<(RecordedDocument Document, DocumentFingerprint Print)> _prints = [];
    private readonly Dictionary<long, List<int>> _byKey = [];
    private readonly HashSet<CopyLink> _copies = [];

    /// <summary>Taken as known for good: <see cref="RecordFacts.AsOf"/> is for whoever asks.</summary>
    public RecordFacts All => new(DateTimeOffset.MaxValue, [.. _readings.Values], [.. _copies], [], []);

    public void Write(Reading reading)
    {
        var article = reading.Document;
        DateTimeOffset? published = article.PublishedTime ?? (article.PublishedAt is { } day ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero) : null);
        var id = RecordedDocument.IdOf(article.Outlet, article.Url, published, article.Title, article.Text);

        // The same article twice on the command line is one; without a date it was known from the start.
        var document = new RecordedDocument(
            id, article.Title, article.Outlet, article.Url, article.Path, published, article.PublishedTime is not null, published ?? DateTimeOffset.UnixEpoch, _readings.Count + 1, article.Text.Length);
        if (!_readings.TryAdd(id, Recording.Of(reading, document, "")))
        {
            return;
        }

        var print = _fingerprinter.Of(reading.Parsed);
        foreach (var key in CopyFinder.Keys(print))
        {
            if (!_byKey.TryGetValue(key, out var known))
            {
                _byKey[key] = known = [];
            }

            foreach (var other in known)
            {
                if (CopyFinder.Compare(_prints[other].Document, _prints[other].Print, document, print) is { } link)
                {
                    _copies.RemoveWhere(copy => copy.First == link.First && copy.Second == link.Second);
                    _copies.Add(link);
                }
            }

            known.Add(_prints.Count);
        }

        _prints.Add((document, print));
    }

    public void Finish()
    {
    }
}
