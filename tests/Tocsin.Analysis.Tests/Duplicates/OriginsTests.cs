using System.Collections.Immutable;
using System.Globalization;
using CsCheck;
using Tocsin.Analysis.Duplicates;
using Tocsin.Analysis.Record;
using Tocsin.Language;
using Xunit;

namespace Tocsin.Analysis.Tests.Duplicates;

public class OriginsTests
{
    private static readonly string[] Vocabulary =
        [.. "harbour bridge soldier minister convoy village border drone shell depot market hospital governor talks truce column river tunnel station engineer mayor ship rail grain powder siren shelter radar field airport tower crew fire smoke glass roof"
            .Split(' ').SelectMany(word => (string[])[word, word + "s", "old " + word, "the " + word, "near " + word])];

    private static readonly Gen<string> Word = Gen.Int[0, Vocabulary.Length - 1].Select(i => Vocabulary[i]);

    /// <summary>A sentence of 12 to 24 words, so that no two that are drawn apart share many.</summary>
    private static readonly Gen<string> Sentence = Word.Array[12, 24].Select(words => string.Join(' ', words) + ".");

    private static readonly Gen<string[]> Story = Sentence.Array[8, 20];

    /// <summary>Another headline, another byline, another place where it is cut, a sentence left out.</summary>
    private static readonly Gen<(string Headline, string Byline, double Kept, int Dropped)> Edition = Gen.Select(Word.Array[4, 9].Select(words => string.Join(' ', words)), Word, Gen.Double[0.4, 1], Gen.Int[1, 30]);

    [Fact]
    public void Forty_outlets_with_one_text_are_one_origin() => Gen.Select(Story, Edition.Array[40], Story).Sample(
        (wire, editions, other) =>
        {
            var texts = editions.Select((edition, i) => $"{edition.Headline}\nReporting by {edition.Byline} and others in the capital; editing by hand.\n{string.Join('\n', Cut(wire, edition))}").Append(string.Join('\n', other)).ToArray();
            var (documents, links, _) = Compared(texts);
            var origins = Origins.Of(documents, links);
            Assert.Equal([40, 1], origins.All.Select(origin => origin.Documents.Length).OrderDescending());
        },
        iter: 40);

    [Fact]
    public void The_order_of_documents_and_links_means_nothing() => Gen.Select(Story.Array[2, 4], Edition.Array[6, 14], Gen.Int).Sample(
        (stories, editions, seed) =>
        {
            // Some mix two stories: copied passages beside reposts.
            var texts = editions.Select((edition, i) => string.Join('\n', Cut(stories[i % stories.Length], edition).Concat(i % 3 == 0 ? stories[(i + 1) % stories.Length].Take(2) : []))).ToArray();
            var (documents, links, prints) = Compared(texts);
            var expected = Describe(Origins.Of(documents, links));
            var random = new Random(seed);
            var shuffled = documents.OrderBy(_ => random.Next()).ToList();
            var again = new List<CopyLink>();
            for (var i = 0; i < shuffled.Count; i++)
            {
                again.AddRange(shuffled.Take(i).Select(known => CopyFinder.Compare(shuffled[i], prints[shuffled[i].Id], known, prints[known.Id])).OfType<CopyLink>());
            }

            Assert.Equal(expected, Describe(Origins.Of(shuffled, again.OrderBy(_ => random.Next()))));
        },
        iter: 60);

    [Fact]
    public void What_stands_in_a_copied_passage_counts_to_whom_it_was_taken_from()
    {
        var wire = CopyFinderTests.Document("wire", 1);
        var reprint = CopyFinderTests.Document("reprint", 2);
        var report = CopyFinderTests.Document("report", 3);
        var origins = Origins.Of(
            [report, reprint, wire],
            [new CopyLink("reprint", "report", CopyKind.Passage, 0.2, [new TextSpan(100, 50)]), new CopyLink("wire", "report", CopyKind.Passage, 0.2, [new TextSpan(100, 50)]), new CopyLink("wire", "reprint", CopyKind.Repost, 0.9, [])]);
        Assert.Equal(["wire", "report"], origins.All.Select(origin => origin.Id));
        Assert.Equal("wire", origins.OriginOf("report", new TextSpan(110, 5)));
        Assert.Equal("report", origins.OriginOf("report", new TextSpan(160, 5)));
        Assert.Equal("wire", origins.OriginOf("reprint", new TextSpan(160, 5)));
    }

    [Fact]
    public void A_retracted_document_joins_nobody()
    {
        var (one, other) = (CopyFinderTests.Document("one", 1), CopyFinderTests.Document("other", 3));
        CopyLink[] links = [new("one", "gone", CopyKind.Repost, 1, []), new("gone", "other", CopyKind.Repost, 1, [])];
        Assert.Single(Origins.Of([one, other, CopyFinderTests.Document("gone", 2)], links).All);
        Assert.Equal(2, Origins.Of([one, other], links).All.Length);
    }

    [Fact]
    public void A_chain_of_a_hundred_thousand_copies_is_one_origin()
    {
        var documents = Enumerable.Range(0, 100_000).Select(i => CopyFinderTests.Document(i.ToString("D6", CultureInfo.InvariantCulture), 1)).ToList();
        var links = documents.Skip(1).Zip(documents, (second, first) => new CopyLink(first.Id, second.Id, CopyKind.Repost, 1, []));
        Assert.Equal("000000", Assert.Single(Origins.Of(documents, links.Reverse()).All).Id);
    }

    private static IEnumerable<string> Cut(string[] story, (string Headline, string Byline, double Kept, int Dropped) edition) =>
        story.Take((int)Math.Ceiling(story.Length * edition.Kept)).Where((_, i) => i != edition.Dropped);

    /// <summary>Only documents that have a key in common are compared, as in the record.</summary>
    private static (List<RecordedDocument> Documents, List<CopyLink> Links, Dictionary<string, DocumentFingerprint> Prints) Compared(string[] texts)
    {
        var documents = texts.Select((_, i) => CopyFinderTests.Document($"d{i:D2}", i % 7)).ToList();
        var prints = documents.Zip(texts).ToDictionary(pair => pair.First.Id, pair => CopyFinderTests.Of(pair.Second), StringComparer.Ordinal);
        var links = new List<CopyLink>();
        for (var i = 0; i < documents.Count; i++)
        {
            var keys = CopyFinder.Keys(prints[documents[i].Id]).ToHashSet();
            links.AddRange(documents.Take(i).Where(known => keys.Overlaps(CopyFinder.Keys(prints[known.Id])))
                .Select(known => CopyFinder.Compare(known, prints[known.Id], documents[i], prints[documents[i].Id])).OfType<CopyLink>());
        }

        return (documents, links, prints);
    }

    private static string Describe(Origins origins) => string.Join('\n', origins.All.Select(origin => $"{origin.Id}: {string.Join(' ', origin.Documents)}"));
}
