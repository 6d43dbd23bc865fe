using System.Text;
using Tocsin.Analysis;
using Tocsin.Analysis.Attributions;
using Tocsin.Cli.Briefing;
using Tocsin.Language.Mentions;
using Tocsin.Tests;
using Xunit;

namespace Tocsin.Cli.Tests.Briefing;

public class BriefTests
{
    [Fact]
    public void Says_what_happened_who_says_so_and_what_is_contested() => AssertText(
        """
        ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
        Rockets hit border town
        Oster Courier · published 2031-03-04 · courier.txt (courier)

        WHAT HAPPENED                                                        line:column
          1  Marran → Kesh · ASSAULT · heavy-weapons                                 3:1
             rocket × 12 · in Kesh · 2031-03-03 (weekday before publication) · killed
             8 · accusation by an authority, Lena Varr
             “Marran fired twelve rockets at Kesh on Monday, killing eight people”

        WHO SAYS WHAT                                                        line:column
          1  Lena Varr (named, as “the defence minister of Oster, Lena Varr”) ·      3:1
             assert · indirect · reporters · said 2031-03-03
             Marran fired twelve rockets at Kesh on Monday, killing eight people
          2  Lena Varr (named, as “she”) · assert · direct                           5:1
             "They knew that these were homes,"
          3  Officials who asked not to be named (anonymous) · assert · indirect    5:87
             the observers reported that Marran had given notice
          4  Officials who asked not to be named › the observers (institution) ·   5:115
             allege · indirect · hedged: reported
             Marran had given notice

        CONTESTED                                                            line:column
          1  What was intended: Marran → Kesh · ASSAULT · heavy-weapons              3:1
             A Lena Varr (assert): "They knew that these were homes,"                5:1
             B Officials who asked not to be named (assert): the observers          5:87
               reported that Marran had given notice
        """,
        Brief(80, colour: false, SampleReadings.Accusation()));

    [Fact]
    public void All_together_counts_outlets_and_says_which_documents_differ()
    {
        var brief = Brief(80, colour: false, SampleReadings.Accusation(), SampleReadings.Denial(), SampleReadings.Accusation("post", "Daily Post", "at least 11 people"));
        AssertText(
            """
            ALL TOGETHER: 3 documents, 3 outlets, 2 origins, 2031-03-04 to 2031-03-05
            post repeats courier and is one origin with it.

            BETWEEN WHOM
              1  Marran – Kesh                             3 documents, 3 outlets, 2 origins
                 · Marran → Kesh: ASSAULT (accused-by-authority: courier, post; negated,
                   denied: gazette)

            WHERE THE DOCUMENTS AGREE AND DIFFER
              1  ASSAULT against Kesh, 2031-03-03          3 documents, 3 outlets, 2 origins
                 ≠ whether it happened: yes (courier, post) · no (gazette)
                 ≠ killed: 8 (courier) · at least 11 (post)

            CONTESTED
              1  What was intended: Marran → Kesh ·         2 documents, 2 outlets, 1 origin
                 ASSAULT
                 A Lena Varr (assert; courier, post): "They knew that these were homes,"
                 B Officials who asked not to be named (assert; courier, post): the
                   observers reported that Marran had given notice
            """,
            brief[brief.IndexOf("ALL TOGETHER", StringComparison.Ordinal)..]);
    }

    /// <summary>What a page or a JSON string says has no line that its reader sees; its places are told by paragraph.</summary>
    [Fact]
    public void What_is_denied_or_threatened_is_not_told_as_happened()
    {
        var brief = Brief(80, colour: false, SampleReadings.Denial());
        Assert.DoesNotContain("WHAT HAPPENED", brief, StringComparison.Ordinal);
        Assert.Contains("¶1:83\n     date not known · threatened · claimed by foreign", brief, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_from_outside_cannot_move_the_cursor_or_turn_the_line()
    {
        const string text = "\u001b[2J\u001b]0;owned\u0007 The \u202eministry\u202c said\r\nso \u0090.";
        var document = new Document("a\u001b[31m", text, "b\u001bc.txt", "Title\u009b1m", "Out\u0007let");
        var reading = new ReadingBuilder(document);
        reading.Said("The \u202eministry\u202c", null, SourceKind.Institution, "said", "so \u0090");
        var brief = Brief(80, colour: false, reading.Build());
        Assert.DoesNotContain(brief, character => char.IsControl(character) && character != '\n');
        Assert.DoesNotContain('\u202e', brief);
        Assert.Contains("The ministry (institution) · assert", brief, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(61)]
    [InlineData(120)]
    public void No_line_is_wider_than_the_page(int width)
    {
        var wide = new Document("wide", new string('x', 500) + " 報道官は火曜日、ロケット攻撃を否定した。" + string.Concat(Enumerable.Repeat("🚀", 80)), Title: "報道官は火曜日、ロケット攻撃を否定した。報道官は火曜日、ロケット攻撃を否定した。");
        var reading = new ReadingBuilder(wide);
        reading.Said(null, null, SourceKind.Implicit, "xxx", wide.Text);
        foreach (var line in Brief(width, colour: false, reading.Build(), SampleReadings.Accusation(), SampleReadings.Denial()).Split('\n'))
        {
            Assert.True(Printable.Width(line) <= width, line);
        }
    }

    [Fact]
    public void Colour_adds_nothing_but_colour()
    {
        var plain = Brief(80, colour: false, SampleReadings.Accusation(), SampleReadings.Denial());
        var coloured = Brief(80, colour: true, SampleReadings.Accusation(), SampleReadings.Denial());
        Assert.Contains("\u001b[1m", coloured, StringComparison.Ordinal);
        Assert.Equal(plain, coloured.Replace("\u001b[1m", "", StringComparison.Ordinal).Replace("\u001b[2m", "", StringComparison.Ordinal).Replace("\u001b[0m", "", StringComparison.Ordinal));
    }

    [Fact]
    public void A_copy_is_one_origin_with_what_it_copies()
    {
        var copy = SampleReadings.Accusation("reprint", "Evening Post");
        var brief = Brief(80, colour: false, SampleReadings.Accusation(), copy);
        Assert.Contains("ALL TOGETHER: 2 documents, 2 outlets, 1 origin", brief, StringComparison.Ordinal);
        Assert.Contains("reprint repeats courier and is one origin with it.", brief, StringComparison.Ordinal);
    }

    [Fact]
    public void Whoever_acts_for_a_state_counts_for_it_between_whom()
    {
        Reading Threat(string id, string text, string who, EntityKind kind, string whom)
        {
            var reading = new ReadingBuilder(new Document(id, text));
            var actor = reading.Entity(kind, who, "USA", ["GOV"]);
            var recipient = reading.Entity(EntityKind.People, whom, "IRN");
            reading.Happened(text, "threatened", "THREATEN", [(actor, who)], [(recipient, whom)]);
            return reading.Build();
        }

        var brief = Brief(
            80, colour: false, Threat("a", "Donald Trump threatened Iranians.", "Donald Trump", EntityKind.Person, "Iranians"), Threat("b", "Washington threatened the Iranian people.", "Washington", EntityKind.Government, "Iranian people"));
        Assert.Contains("1  United States – Iran", brief, StringComparison.Ordinal);
        Assert.Contains("United States → Iran: THREATEN (fact: a, b)", brief, StringComparison.Ordinal);
    }

    [Fact]
    public void A_document_without_findings_says_so() =>
        Assert.Contains("No event and no statement was found in it.", Brief(80, colour: false, new ReadingBuilder(new Document("a", "Nothing.")).Build()), StringComparison.Ordinal);

    private static void AssertText(string expected, string actual) => Assert.Equal(expected.ReplaceLineEndings("\n").TrimEnd('\n'), actual.TrimEnd('\n'));

    private static string Brief(int width, bool colour, params Reading[] readings)
    {
        using var stream = new MemoryStream();
        var output = new BriefOutput(new DataOutput(stream), width, colour);
        foreach (var reading in readings)
        {
            output.Write(reading);
        }

        output.Finish();
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
