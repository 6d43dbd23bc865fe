using CsCheck;
using Tocsin.Language.Quotes;
using Xunit;

namespace Tocsin.Language.Tests.Quotes;

public sealed class QuoteMatcherTests
{
    // In the expected text [ ] stand around each quotation, [? ] around one that was never closed, [+ ] around one that goes on from the paragraph before. | parts paragraphs.
    [Theory]
    [InlineData("“We stay,” she said. “All of us.”", "[“We stay,”] she said. [“All of us.”]")]
    [InlineData("\"We stay,\" she said.", "[\"We stay,\"] she said.")]
    [InlineData("''We stay,'' she said. ``Now.''", "[''We stay,''] she said. [``Now.'']")]
    [InlineData("‘We can’t stay,’ she said.", "[‘We can’t stay,’] she said.")]
    [InlineData("'We can't stay,' she said of the '90s.", "['We can't stay,'] she said of the '90s.")]
    [InlineData("“He told me ‘run’ and I ran,” she said.", "[“He told me [‘run’] and I ran,”] she said.")]
    [InlineData("«We stay», she said. »We stay«, he said.", "[«We stay»], she said. [»We stay«], he said.")]
    [InlineData("« We stay », she said.", "[« We stay »], she said.")]
    [InlineData("„We stay“, she said. „We stay”, he said.", "[„We stay“], she said. [„We stay”], he said.")]
    [InlineData("“Mixed styles,\" she said, \"are common.”", "[“Mixed styles,\"] she said, [\"are common.”]")]
    [InlineData("The generals’ plan and the soldiers' food.", "The generals’ plan and the soldiers' food.")]
    [InlineData("‘The soldiers’ families’ were gone.", "[‘The soldiers’ families’] were gone.")]
    [InlineData("He is 6'2\" and has a 9\" knife.", "He is 6'2\" and has a 9\" knife.")]
    [InlineData("A “fortress”-like wall (“the line”).", "A [“fortress”]-like wall ([“the line”]).")]
    [InlineData("He said: “We stay. We fight.|The rain came.", "He said: [?“We stay. We fight.]|The rain came.")]
    [InlineData("“We stay.|“We fight,” he said. The rain came.", "[?“We stay.]|[+“We fight,”] he said. The rain came.")]
    [InlineData("\"One.|\"Two.|\"Three,\" he said.", "[?\"One.]|[?+\"Two.]|[+\"Three,\"] he said.")]
    [InlineData("“We stay. And more, he said. “We fight.”", "[?“We stay.] And more, he said. [“We fight.”]")]
    [InlineData("We stay,” he said. “We fight.”", "We stay,” he said. [“We fight.”]")]
    [InlineData("“We «stay. We» fight “Now”", "[?“We [«stay. We»]] fight [“Now”]")]
    [InlineData("rock ’n’ roll, get ’em, ’tis so", "rock ’n’ roll, get ’em, ’tis so")]
    public void Pairs_marks(string text, string expected) => Assert.Equal(expected, Show(text));

    [Fact]
    public void Never_runs_beyond_a_paragraph_that_does_not_reopen()
    {
        var text = "“It began.\n\n" + string.Join("\n\n", Enumerable.Repeat("The rain came down for days.", 500));
        var only = Assert.Single(QuoteMatcher.Match(text, Paragraphs(text)).All);
        Assert.Equal("“It began.", only.Span.In(text));
    }

    [Fact]
    public void Any_text_gives_spans_inside_it_that_nest()
    {
        var character = Gen.Char["\"'“”‘’«»„` \nas9.,"];
        character.Array[0, 60].Sample(characters =>
        {
            var text = new string(characters);
            var all = QuoteMatcher.Match(text, Paragraphs(text)).All;
            foreach (var quotation in all)
            {
                Assert.InRange(quotation.Span.End, quotation.Span.Start + 1, text.Length);
                Assert.All(all, other => Assert.True(
                    !quotation.Span.Overlaps(other.Span) || quotation.Span.Contains(other.Span) || other.Span.Contains(quotation.Span)));
            }
        });
    }

    private static List<int> Paragraphs(string text)
    {
        var starts = new List<int>();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' && i + 1 < text.Length && text[i + 1] != '\n')
            {
                starts.Add(i + 1);
            }
        }

        return starts;
    }

    private static string Show(string marked)
    {
        var text = marked.Replace('|', '\n');
        var inserts = new List<(int At, int Order, string Sign)>();
        foreach (var q in QuoteMatcher.Match(text, Paragraphs(text)).All)
        {
            inserts.Add((q.Span.Start, 1 + q.Depth, "[" + (q.Closed ? "" : "?") + (q.ContinuesPrevious ? "+" : "")));
            inserts.Add((q.Span.End, -q.Depth, "]"));
        }

        foreach (var (at, _, sign) in inserts.OrderByDescending(i => i.At).ThenByDescending(i => i.Order))
        {
            text = text.Insert(at, sign);
        }

        return text.Replace('\n', '|');
    }
}
