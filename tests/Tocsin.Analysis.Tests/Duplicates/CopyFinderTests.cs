using System.Collections.Immutable;
using Tocsin.Analysis.Duplicates;
using Tocsin.Analysis.Record;
using Tocsin.Language;
using Xunit;

namespace Tocsin.Analysis.Tests.Duplicates;

public class CopyFinderTests
{
    private const string Wire =
        "Two shells hit the grain harbour of Port Ember on Tuesday and set a warehouse on fire, the harbour master said.\n"
        + "Nobody was hurt because the night shift had already left the quay, according to the fire brigade of the city.\n"
        + "Tavria said that its guns had not fired, and called the report an invention of the government in Nordhelm.\n"
        + "Insurers raised the price of cover for ships that call at the harbour for the third time in a month.";

    private const string Feature =
        "When the sirens start, Mira Holt counts to ten before she wakes her children in the flat above the bakery.\n"
        + "She has done so on most nights since the front came within reach of the harbour in the spring of this year.\n"
        + "Two shells hit the grain harbour of Port Ember on Tuesday and set a warehouse on fire, the harbour master said.\n"
        + "Holt saw the glow from her kitchen and carried the younger of the two down five flights to the cellar.\n"
        + "The bakery will open again on Thursday, she says, with or without flour from the burnt warehouse on the quay.\n"
        + "Her neighbours have begun to sleep in the tunnel of the old tram line, where the city has put up beds.";

    private static readonly Fingerprinter Fingerprinter = Fingerprinter.Load();

    [Fact]
    public void The_same_words_with_other_spaces_and_marks_are_an_exact_copy() =>
        Assert.Equal((CopyKind.Exact, 1.0), KindOf(Wire, Wire.Replace("\n", "\n\n").Replace(",", " –")));

    [Theory]
    [InlineData("Shells hit Port Ember\n", "")] // Another headline.
    [InlineData("PORT EMBER (Nordhelm Wire) — ", "\nReporting by Ana Lund; editing by Tom Reed")]
    [InlineData("", "\nSubscribe to our newsletter for the news of the day.\nAll rights reserved by the Ember Gazette, 2031.")]
    public void A_copy_with_another_frame_is_a_repost(string before, string after) => Assert.Equal(CopyKind.Repost, KindOf(Wire, before + Wire + after)?.Kind);

    [Fact]
    public void One_sentence_with_and_without_a_dateline_is_a_repost()
    {
        const string Sentence = "The guards of the Marran coast said on Friday that they had seized a tanker in the strait.";
        Assert.Equal(CopyKind.Repost, KindOf("Guards seize tanker\n\nKESH, Marran, 19 July - " + Sentence, "Tanker is seized in strait\n\n" + Sentence)?.Kind);
    }

    [Fact]
    public void A_cut_is_a_repost_whichever_was_published_first()
    {
        var cut = string.Join('\n', Wire.Split('\n')[..2]);
        Assert.Equal((CopyKind.Repost, 1.0), KindOf(Wire, cut));
        Assert.Equal((CopyKind.Repost, 1.0), KindOf(cut, Wire));
    }

    [Fact]
    public void A_word_changed_in_every_other_sentence_is_still_a_repost() => Assert.Equal(
        CopyKind.Repost, KindOf(Wire, Wire.Replace("Tuesday", "Tuesday night", StringComparison.Ordinal).Replace("its guns", "its artillery", StringComparison.Ordinal))?.Kind);

    [Fact]
    public void A_report_with_words_of_its_own_that_takes_over_a_sentence_has_a_copied_passage()
    {
        var link = Assert.IsType<CopyLink>(Link(Document("a", 1), Wire, Document("b", 2), Feature));
        Assert.Equal(CopyKind.Passage, link.Kind);
        Assert.Equal("Two shells hit the grain harbour of Port Ember on Tuesday and set a warehouse on fire, the harbour master said.", Assert.Single(link.Passages).In(Feature));
    }

    [Fact]
    public void A_long_report_that_holds_a_short_one_in_its_midst_is_no_repost_of_it()
    {
        var flash = "Officials said that a bridge was hit on Monday evening and that it can no longer carry trucks.\nEngineers were on their way to look at the damage on Monday night.";
        var lines = Feature.Split('\n').ToList();
        lines.InsertRange(4, flash.Split('\n'));
        Assert.Equal(CopyKind.Passage, KindOf(flash, string.Join('\n', lines))?.Kind);
    }

    [Theory]
    [InlineData("Reporting by Ana Lund and Tom Reed in Nordhelm; editing by Petra Vance and Olaf Stern.")]
    [InlineData("Subscribe to the Ember Gazette today and read every story that our reporters write, for one month free.")]
    [InlineData("This material may not be published, broadcast, rewritten or redistributed without permission of the publisher.")]
    [InlineData("“We will answer each shell with ten of our own, and we will not wait for anybody to allow it.”")] // Two reports may quote one speaker.
    public void What_stands_under_many_reports_links_none(string shared) => Assert.Null(KindOf(Wire + "\n" + shared, Feature.Replace("Two shells", "Some shells of the enemy then", StringComparison.Ordinal).Replace("harbour master", "mayor", StringComparison.Ordinal).Replace("set a warehouse", "left a great hall of grain", StringComparison.Ordinal) + "\n" + shared));

    [Theory]
    [InlineData("", "")]
    [InlineData("Read more", "Read more")]
    [InlineData("Reporting by Ana Lund and Tom Reed in Nordhelm; editing by Olaf Stern.", "Reporting by Ana Lund and Tom Reed in Nordhelm; editing by Olaf Stern.")]
    public void Nothing_told_is_no_copy_of_nothing_told(string one, string other) => Assert.Null(KindOf(one, other));

    [Fact]
    public void Two_reports_of_one_happening_are_no_copies() => Assert.Null(KindOf(Wire, """
        A warehouse in the grain harbour of Port Ember burned down on Tuesday after shells hit it, officials said.
        The night shift had gone home, so that no one came to harm, firefighters in the city told reporters.
        Tavria denied on Tuesday that it had fired, and accused Nordhelm of inventing the report about the harbour.
        """));

    [Fact]
    public void Copies_have_a_key_in_common_and_strangers_have_none()
    {
        var keys = CopyFinder.Keys(Of(Wire));
        Assert.NotEmpty(keys.Intersect(CopyFinder.Keys(Of(Feature))));
        Assert.NotEmpty(keys.Intersect(CopyFinder.Keys(Of("A headline\n" + Wire.Replace("Tuesday", "Tuesday night", StringComparison.Ordinal)))));
        Assert.Empty(keys.Intersect(CopyFinder.Keys(Of("The parliament of Sellenia met on Friday to elect a speaker, and could not agree on one of the three candidates."))));
    }

    [Fact]
    public void A_fingerprint_is_the_same_after_the_store()
    {
        var print = Of(Feature);
        var restored = DocumentFingerprint.FromBytes(print.ToBytes());
        Assert.Equal(print.Exact, restored.Exact);
        Assert.Equal<uint>(print.MinHash, restored.MinHash);
        Assert.Equal<FingerprintedSentence>(print.Sentences, restored.Sentences);
        Assert.True(print.ToBytes().Length < 400, $"{print.ToBytes().Length} bytes");
    }

    [Fact]
    public void Bytes_that_are_no_fingerprint_are_refused()
    {
        var bytes = Of(Wire).ToBytes();
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => DocumentFingerprint.FromBytes(bytes.AsSpan(0, length)));
        }

        bytes[0] = 9;
        Assert.Throws<InvalidDataException>(() => DocumentFingerprint.FromBytes(bytes));
    }

    /// <summary>They are stored, so another program version must make the same.</summary>
    [Fact]
    public void The_hashes_are_frozen() => Assert.Equal(
        [-8562201263446619923, -7596061666561039715, -6490145979342601869], CopyFinder.Keys(Of("A drone struck a fuel depot in the border town of Orlast before dawn on Wednesday.")).Take(3));

    private static (CopyKind Kind, double Share)? KindOf(string one, string other) =>
        Link(Document("a", 1), one, Document("b", 2), other) is { } link ? (link.Kind, Math.Round(link.Share, 2)) : null;

    private static CopyLink? Link(RecordedDocument one, string text, RecordedDocument other, string otherText)
    {
        var (print, otherPrint) = (Of(text), Of(otherText));
        var link = CopyFinder.Compare(one, print, other, otherPrint);
        Assert.Equal(Describe(link), Describe(CopyFinder.Compare(other, otherPrint, one, print)));
        return link;
    }

    private static string Describe(CopyLink? link) => link is null ? "none" : $"{link.First} {link.Second} {link.Kind} {link.Share:R} {string.Join(' ', link.Passages)}";

    internal static RecordedDocument Document(string id, int hour) =>
        new(id, null, null, null, null, new DateTimeOffset(2031, 3, 4, hour, 0, 0, TimeSpan.Zero), true, new DateTimeOffset(2031, 3, 6, 0, 0, 0, TimeSpan.Zero), 1, 0);

    /// <summary>A sentence a line.</summary>
    internal static DocumentFingerprint Of(string text)
    {
        var sentences = new List<TextSpan>();
        var start = 0;
        foreach (var line in text.Split('\n'))
        {
            if (line.Trim().Length > 0)
            {
                sentences.Add(new TextSpan(start, line.TrimEnd('\r').Length));
            }

            start += line.Length + 1;
        }

        return Fingerprinter.Of(text, sentences);
    }
}
