using System.Diagnostics;
using Tocsin.Analysis.Contention;
using Xunit;

namespace Tocsin.Analysis.Tests;

/// <summary>What is read of a long text, and its time, grow with the text and not with its square.</summary>
public sealed class LongTextTests
{
    private static readonly Reader Reader = Reader.Load();

    private static string Repeated(int characters)
    {
        const string Sentence = "The minister said on Monday that rebels had attacked the town of Tessen, killing 12 people. ";
        return string.Concat(Enumerable.Repeat(Sentence, characters / Sentence.Length));
    }

    [Fact]
    public void OneSentenceSixHundredTimesIsReadInSeconds()
    {
        Reader.Read(new Document("warm", Repeated(500), null, null));
        var watch = Stopwatch.StartNew();
        var reading = Reader.Read(new Document("long", Repeated(60_000), null, null));
        Assert.True(reading.Events.Length > 500, $"{reading.Events.Length} events: the sentence tells one each time.");
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), $"{watch.Elapsed}: events that stand for each other are compared pair by pair, and what is contested names each pair's sources.");
        foreach (var contested in reading.Contested.Where(c => c.On != ContestedOn.Intention))
        {
            Assert.All(contested.Sides, s => Assert.InRange(s.Length, 1, ContestedFinder.Compared));
        }
    }

    [Fact]
    public void ALineOfQuotationMarksIsReadInSeconds()
    {
        var watch = Stopwatch.StartNew();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Reader.Read(new Document("quotes", new string('“', 20_000), null, null));
        var perCharacter = (GC.GetAllocatedBytesForCurrentThread() - before) / 20_000;
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), $"{watch.Elapsed}: a sentence of equal signs is full of cycles for the spanning tree.");
        Assert.True(perCharacter < 12_000, $"{perCharacter} bytes a character: each contraction of the spanning tree must reuse the table.");
    }
}
