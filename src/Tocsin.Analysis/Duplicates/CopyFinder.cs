using System.Collections.Immutable;
using System.Numerics;
using Tocsin.Analysis.Record;
using Tocsin.Language;

namespace Tocsin.Analysis.Duplicates;

/// <summary>Finds documents that share text. The sketches only say which pairs to compare; a link rests on sentences that both have.</summary>
public static class CopyFinder
{
    /// <summary>Part of the shorter document's words that a repost has in common.</summary>
    public const double RepostShareMin = 0.6;

    /// <summary>A longer document of which less than this is shared has words of its own, unless it opens with what is shared.</summary>
    public const double LongerShareMin = 0.4;

    /// <summary>A single shared sentence of fewer words may be a coincidence.</summary>
    public const int PassageWordsMin = 12;

    /// <summary>Two values of <see cref="DocumentFingerprint.MinHash"/> each: documents that share half of their runs of words meet in one of twelve bands in 97 of 100 cases.</summary>
    private const int BandRows = 2;

    /// <summary>Bits of 64 in which the sketches of a sentence and its edited copy may differ. Of two unrelated sentences one pair in some millions comes as near.</summary>
    private const int EditedBitsMax = 11;

    private const double EditedLengthMin = 0.75;

    /// <summary>How many sentences a longer document may have before what it shares, and still open with it: a headline, a standfirst.</summary>
    private const int OpeningSentences = 2;

    /// <summary>
    /// Keys to look candidates up by: two documents may be copies only if they have one in common. Sorted, each once; empty for a text too short to tell.
    /// A document has one for each of its longer sentences and a dozen more.
    /// </summary>
    public static ImmutableArray<long> Keys(DocumentFingerprint fingerprint)
    {
        if (fingerprint.Sentences.IsEmpty)
        {
            return [];
        }

        var keys = new SortedSet<long> { Key(0, fingerprint.Exact) };
        for (var band = 0; (band + 1) * BandRows <= fingerprint.MinHash.Length; band++)
        {
            var rows = ((ulong)fingerprint.MinHash[band * BandRows] << 32) | fingerprint.MinHash[(band * BandRows) + 1];
            keys.Add(Key(1 + (ulong)band, rows));
        }

        foreach (var sentence in fingerprint.Sentences.Where(sentence => sentence.Words >= PassageWordsMin))
        {
            keys.Add(Key(ulong.MaxValue, sentence.Hash));
        }

        return [.. keys];
    }

    /// <summary>What two documents share; null where that is nothing, or too little to tell. The same whichever is given first.</summary>
    /// <param name="one">For its id and its publication.</param>
    public static CopyLink? Compare(RecordedDocument one, DocumentFingerprint print, RecordedDocument other, DocumentFingerprint otherPrint)
    {
        if (one.Id == other.Id || print.Sentences.IsEmpty || otherPrint.Sentences.IsEmpty)
        {
            return null;
        }

        return PublicationOrder.Compare(one, other) <= 0 ? InOrder(one, print, other, otherPrint) : InOrder(other, otherPrint, one, print);
    }

    private static CopyLink? InOrder(RecordedDocument first, DocumentFingerprint firstPrint, RecordedDocument second, DocumentFingerprint secondPrint)
    {
        var matched = Match(firstPrint.Sentences, secondPrint.Sentences);
        var (firstWords, secondWords) = (firstPrint.Words, secondPrint.Words);
        var firstShare = (double)matched.First.Sum(i => firstPrint.Sentences[i].Words) / firstWords;
        var secondShare = (double)matched.Second.Sum(i => secondPrint.Sentences[i].Words) / secondWords;
        var share = firstWords <= secondWords ? firstShare : secondShare;
        var passages = Passages(secondPrint.Sentences, matched.Second);
        if (firstPrint.Exact == secondPrint.Exact)
        {
            return new CopyLink(first.Id, second.Id, CopyKind.Exact, 1, passages);
        }

        if (!matched.Second.Exists(i => secondPrint.Sentences[i].Words >= PassageWordsMin) && matched.Second.Count < 2)
        {
            return null;
        }

        var longer = firstWords <= secondWords ? matched.Second : matched.First;
        var isRepost = share >= RepostShareMin
            && (Math.Min(firstShare, secondShare) >= LongerShareMin || longer[0] <= OpeningSentences || (secondWords < firstWords && PublicationOrder.IsKnown(first, second)));
        return new CopyLink(first.Id, second.Id, isRepost ? CopyKind.Repost : CopyKind.Passage, share, passages);
    }

    /// <summary>Indexes of the sentences that each has from the other, ascending: the same words, or an edited sentence once some are the same.</summary>
    private static (List<int> First, List<int> Second) Match(ImmutableArray<FingerprintedSentence> first, ImmutableArray<FingerprintedSentence> second)
    {
        var known = first.Select(sentence => sentence.Hash).ToHashSet();
        var taken = second.Select(sentence => sentence.Hash).ToHashSet();
        var ofFirst = new SortedSet<int>(Enumerable.Range(0, first.Length).Where(i => taken.Contains(first[i].Hash)));
        var ofSecond = new SortedSet<int>(Enumerable.Range(0, second.Length).Where(i => known.Contains(second[i].Hash)));
        for (var j = 0; j < second.Length; j++)
        {
            if (ofSecond.Contains(j))
            {
                continue;
            }

            var (nearest, bits) = (-1, EditedBitsMax + 1);
            for (var i = 0; i < first.Length; i++)
            {
                var differing = BitOperations.PopCount(first[i].Sketch ^ second[j].Sketch);
                if (differing < bits && !ofFirst.Contains(i) && Math.Min(first[i].Words, second[j].Words) >= EditedLengthMin * Math.Max(first[i].Words, second[j].Words))
                {
                    (nearest, bits) = (i, differing);
                }
            }

            if (nearest >= 0)
            {
                ofFirst.Add(nearest);
                ofSecond.Add(j);
            }
        }

        return ([.. ofFirst], [.. ofSecond]);
    }

    /// <summary>Sentences that follow each other make one passage.</summary>
    private static ImmutableArray<TextSpan> Passages(ImmutableArray<FingerprintedSentence> sentences, List<int> matched)
    {
        var passages = ImmutableArray.CreateBuilder<TextSpan>();
        for (var i = 0; i < matched.Count;)
        {
            var last = i;
            while (last + 1 < matched.Count && matched[last + 1] == matched[last] + 1)
            {
                last++;
            }

            passages.Add(TextSpan.FromBounds(sentences[matched[i]].Span.Start, sentences[matched[last]].Span.End));
            i = last + 1;
        }

        return passages.ToImmutable();
    }

    private static long Key(ulong kind, ulong value) => (long)Hashing.Pair(kind, value);
}
