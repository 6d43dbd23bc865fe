using System.Collections.Immutable;
using Tocsin.Language;
using Tocsin.Language.Tokenization;

namespace Tocsin.Analysis.Duplicates;

/// <summary>Makes the fingerprint of a text. Thread-safe once loaded.</summary>
public sealed class Fingerprinter
{
    /// <summary>Shorter sentences are said by everybody.</summary>
    public const int WordsMin = 7;

    public const int MinHashCount = 24;

    /// <summary>Words of a run for <see cref="DocumentFingerprint.MinHash"/>.</summary>
    private const int RunLength = 4;

    /// <summary>Shorter words say little about what a sentence is of.</summary>
    private const int TellingLengthMin = 4;

    private readonly Boilerplate _boilerplate = Boilerplate.Load();

    private Fingerprinter()
    {
    }

    public static Fingerprinter Load() => new();

    public DocumentFingerprint Of(ParsedText parsed) => Of(parsed.Text, [.. parsed.Sentences.Select(sentence => sentence.Span)]);

    /// <param name="sentences">In text order.</param>
    public DocumentFingerprint Of(string text, IReadOnlyList<TextSpan> sentences)
    {
        var kept = ImmutableArray.CreateBuilder<FingerprintedSentence>();
        var minima = new uint[MinHashCount];
        Array.Fill(minima, uint.MaxValue);
        var hasRuns = false;
        var quotes = new QuotationWalk(text);
        foreach (var span in sentences)
        {
            var isQuoted = quotes.IsWithin(span);

            // One outlet prints the agency's dateline and another does not: the sentence is the same.
            var start = Datelines.End(text, span.Start) is var dateline && dateline > span.Start && dateline < span.End ? dateline : span.Start;
            var words = Words(text.AsSpan(start, span.End - start));
            if (words.Count < WordsMin || isQuoted || _boilerplate.Holds(words))
            {
                continue;
            }

            var hashes = words.ConvertAll(word => Hashing.Of(word));
            kept.Add(new FingerprintedSentence(Hashing.Of(hashes), Sketch(words, hashes), span, words.Count));
            hasRuns |= Minimize(hashes, minima);
        }

        return new DocumentFingerprint(Hashing.OfLetters(text), hasRuns ? [.. minima] : [], kept.ToImmutable());
    }

    /// <summary>Runs of letters and digits in lower case; in Chinese and Japanese each sign.</summary>
    private static List<string> Words(ReadOnlySpan<char> sentence)
    {
        var words = new List<string>();
        for (var i = 0; i < sentence.Length;)
        {
            if (!char.IsLetterOrDigit(sentence[i]))
            {
                i++;
                continue;
            }

            var start = i++;
            while (!IsSign(sentence[start]) && i < sentence.Length && char.IsLetterOrDigit(sentence[i]) && !IsSign(sentence[i]))
            {
                i++;
            }

            words.Add(sentence[start..i].ToString().ToLowerInvariant());
        }

        return words;
    }

    private static bool IsSign(char character) => character is >= '\u3040' and <= '\u30FF' or >= '\u3400' and <= '\u9FFF';

    private static ulong Sketch(List<string> words, List<ulong> hashes)
    {
        Span<int> votes = stackalloc int[64];
        for (var i = 0; i < hashes.Count; i++)
        {
            if (words[i].Length >= TellingLengthMin)
            {
                Vote(votes, Hashing.Mix(hashes[i]));
            }

            if (i > 0)
            {
                Vote(votes, Hashing.Pair(hashes[i - 1], hashes[i]));
            }
        }

        var sketch = 0UL;
        for (var bit = 0; bit < 64; bit++)
        {
            sketch |= votes[bit] > 0 ? 1UL << bit : 0;
        }

        return sketch;
    }

    private static void Vote(Span<int> votes, ulong hash)
    {
        for (var bit = 0; bit < 64; bit++)
        {
            votes[bit] += ((hash >> bit) & 1) == 0 ? -1 : 1;
        }
    }

    /// <summary>False where the sentence has no run of <see cref="RunLength"/> words.</summary>
    private static bool Minimize(List<ulong> hashes, uint[] minima)
    {
        for (var i = RunLength - 1; i < hashes.Count; i++)
        {
            var run = Hashing.Of(hashes.GetRange(i - RunLength + 1, RunLength));
            for (var k = 0; k < minima.Length; k++)
            {
                minima[k] = Math.Min(minima[k], (uint)(Hashing.Pair(run, (ulong)k) >> 32));
            }
        }

        return hashes.Count >= RunLength;
    }
}
