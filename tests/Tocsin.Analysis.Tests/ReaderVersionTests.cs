using System.Security.Cryptography;
using Tocsin.Tests;
using Xunit;

namespace Tocsin.Analysis.Tests;

public sealed class ReaderVersionTests
{
    [Fact]
    public void Says_the_same_again_and_tells_a_users_list_apart()
    {
        var shipped = ReaderVersion.Of();
        Assert.Matches(@"^[0-9]+\.[0-9]+\.[0-9]+-[0-9a-f]{8}$", shipped);
        Assert.Equal(shipped, ReaderVersion.Of());
        var own = ReaderVersion.Of(["Lomna Watch\tSVN\tNGO"]);
        Assert.Matches("^" + shipped.Replace(".", @"\.", StringComparison.Ordinal) + @"\+[0-9a-f]{8}$", own);
        Assert.NotEqual(own, ReaderVersion.Of(["Lomna Watch\tSVN\tGOV"]));
    }

    [Theory]
    [InlineData("data/events/verbs.tsv", "hit\tASSAULT", "aa bb", false)] // The same.
    [InlineData("data/events/verbs.tsv", "hit\tASSAULT", "bb aa", false)] // The order in which files are listed means nothing.
    [InlineData("data/events/verbs.tsv", "hit\tCOERCE", "aa bb", true)]
    [InlineData("data/events/nouns.tsv", "hit\tASSAULT", "aa bb", true)]
    [InlineData("data/events/verbs.tsv", "hit\tASSAULT", "aa bc", true)]
    public void A_reader_with_other_words_or_other_code_is_another_one(string list, string words, string code, bool isOther)
    {
        static string Version(string list, string words, string code) =>
            ReaderVersion.Of([("core.bin", () => new MemoryStream([1, 2, 3])), (list, () => new MemoryStream(System.Text.Encoding.UTF8.GetBytes(words)))], code);

        Assert.Equal(isOther, Version("data/events/verbs.tsv", "hit\tASSAULT", "aa bb") != Version(list, words, code));
    }

    [Fact]
    public void What_weighs_readings_and_reads_nothing_makes_no_other_reader() => Assert.Equal(
        ReaderVersion.Of([("core.bin", () => new MemoryStream([1]))], "aa"),
        ReaderVersion.Of([("core.bin", () => new MemoryStream([1])), ("data/warnings/severities.tsv", () => new MemoryStream([2]))], "aa"));

    [Theory]
    [InlineData(true, "src", "Tocsin.Language", "LanguageCore.cs")]
    [InlineData(true, "src", "Tocsin.Analysis", "Reader.cs")]
    [InlineData(true, "src", "Tocsin.Analysis", "Events", "EventCoder.cs")]
    [InlineData(true, "src", "Tocsin.Analysis", "Attributions", "AttributionFinder.cs")]
    [InlineData(true, "src", "Tocsin.Analysis", "Record", "Recording.cs")]
    [InlineData(false, "src", "Tocsin.Analysis", "Situations", "SituationView.cs")]
    public void The_code_that_reads_is_in_the_version_as_it_was_compiled(bool isIn, params string[] path) => Assert.Equal(
        isIn, ReaderCode.Digests.Split(' ').Contains(Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(Repository.PathOf(path))))[..16], StringComparer.OrdinalIgnoreCase));
}
