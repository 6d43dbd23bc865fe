using CsCheck;
using Tocsin.Language.Tokenization;
using Xunit;

namespace Tocsin.Language.Tests.Tokenization;

public sealed class TextSegmenterTests
{
    private static readonly TextSegmenter Segmenter = TextSegmenter.Load();

    /// <summary>Words apart by spaces, the words of a contraction by +, sentences by a bar, paragraphs by a double bar.</summary>
    private static string Print(string text)
    {
        var sentences = Segmenter.Split(text).Select(s => (s.StartsParagraph, Words: string.Join(
            "", s.Tokens.Select((t, i) => (i == 0 ? "" : s.Contractions.Any(c => i > c.First && i <= c.Last) ? "+" : " ") + t.Form))));
        return string.Concat(sentences.Select((s, i) => (i == 0 ? "" : s.StartsParagraph ? " || " : " | ") + s.Words));
    }

    [Theory]
    [InlineData("“We don’t know,” he said.", "“ We do+n’t know , ” he said .")]
    [InlineData("They're in; I'd've gone. She cannot.", "They+'re in ; I+'d+'ve gone . | She can+not .")]
    [InlineData("Iran's and the rebels' demands", "Iran+'s and the rebels+' demands")]
    [InlineData("The ‘rebels’ left.", "The ‘ rebels ’ left .")]
    [InlineData("an anti-war, well-known co-founder of al-Qaeda", "an anti-war , well - known co-founder of al - Qaeda")]
    [InlineData("over-the-counter, overrated", "over - the - counter , overrated")]
    [InlineData("It cost $1.5 million, or 10% of US$15,000.50.", "It cost $ 1.5 million , or 10 % of US$ 15,000.50 .")]
    [InlineData("At 5:30am or 6 p.m. on 9/11/2001, 2020-01-09 and in the 1990s", "At 5:30 am or 6 p.m. on 9/11/2001 , 2020-01-09 and in the 1990s")]
    [InlineData("See https://example.org/a(b)?c=d, or www.example.com.", "See https://example.org/a(b)?c=d , or www.example.com .")]
    [InlineData("Write to j.smith@example.org (or @JSmith, #Iran).", "Write to j.smith@example.org ( or @JSmith , #Iran ) .")]
    [InlineData("No -- yes—maybe ... what?!", "No -- yes — maybe ... what ?!")]
    [InlineData("rock 'n' roll in '68, o'clock O'Brien", "rock 'n' roll in '68 , o'clock O'Brien")]
    [InlineData("AT&T's 5kg of R&D and/or s/he", "AT&T+'s 5 kg of R&D and / or s/he")]
    [InlineData("Great 👩‍👩‍👧 and 🇺🇸 👍🏽!", "Great 👩‍👩‍👧 and 🇺🇸 👍🏽 !")]
    [InlineData("call 555-0123 or +44 20 7946 0123", "call 555-0123 or +44 20 7946 0123")]
    [InlineData("3-2 and 2019-2020", "3 - 2 and 2019 - 2020")]
    [InlineData("““““““ he said ,,,,,, ((((( no", "““““““ he said ,,,,,, ((((( no")] // A line across the page, whatever it is made of.
    [InlineData("“”'“”«“”'“”' he said “no”", "“”'“”«“”'“”' he said “ no ”")] // And of marks of several kinds.
    public void Cuts_words_as_the_treebanks_do(string text, string expected) => Assert.Equal(expected, Print(text));

    [Theory]
    [InlineData("Gen. Mark Milley met Sgt. J. R. Smith. They left.", "Gen. Mark Milley met Sgt. J. R. Smith . | They left .")]
    [InlineData("He took No. 5 in Baquba, Iraq, on Jan. 3. No. He did not.", "He took No. 5 in Baquba , Iraq , on Jan. 3 . | No . | He did not .")]
    [InlineData("“It was us,” he said. “We did it.” Nobody answered.", "“ It was us , ” he said . | “ We did it . ” | Nobody answered .")]
    [InlineData("''It was us,'' he said. ''We did it.''", "'' It was us , '' he said . | '' We did it . ''")]
    [InlineData("\"Stop!\" he said. \"Why?\" she asked.", "\" Stop ! \" he said . | \" Why ? \" she asked .")]
    [InlineData(
        "“Iran took measures in self-defense,” he wrote on twitter, adding, “We do not seek war.” Talks go on.",
        "“ Iran took measures in self - defense , ” he wrote on twitter , adding , “ We do not seek war . ” | Talks go on .")]
    [InlineData("(They fled.) He stayed.", "( They fled . ) | He stayed .")]
    [InlineData("The U.S. Army left. It went to the U.S. He said so at 5 a.m. Friday.", "The U.S. Army left . | It went to the U.S. | He said so at 5 a.m. Friday .")]
    [InlineData("Acme Inc. said so. He joined Acme Inc. The end.", "Acme Inc. said so . | He joined Acme Inc. | The end .")]
    [InlineData("THE ARMY SAID SO TODAY. COL. ISAACS DENIED IT ALL. NO. 5 FELL.", "THE ARMY SAID SO TODAY . | COL. ISAACS DENIED IT ALL . | NO. 5 FELL .")]
    [InlineData("It reached Kuwait. U.S. Marines left at 9 a.m. Tuesday for the U.S. IT firms stayed.", "It reached Kuwait . | U.S. Marines left at 9 a.m. Tuesday for the U.S. IT firms stayed .")]
    [InlineData("THEY CAME TO THE U.S. THE ARMY LEFT.", "THEY CAME TO THE U.S. | THE ARMY LEFT .")]
    [InlineData("He called it “the end.”Nobody knew why.Nobody asked.", "He called it “ the end . ” | Nobody knew why . | Nobody asked .")]
    public void Ends_sentences_where_they_end(string text, string expected) => Assert.Equal(expected, Print(text));

    [Theory]
    [InlineData("Rockets hit base\nTwo rockets fell on Monday.\nNobody was hurt.", "Rockets hit base || Two rockets fell on Monday . || Nobody was hurt .")]
    [InlineData("US-Iran: Peace\n\nA top general said so.", "US - Iran : Peace || A top general said so .")]
    [InlineData("We need:\n- water\n- bread", "We need : || - water || - bread")]
    [InlineData("The ministry said on Monday that two\nbridges were closed.", "The ministry said on Monday that two bridges were closed .")]
    [InlineData(
        "   GUATEMALA CITY, 4 FEB 90 -- THE GUATEMALA ARMY\nDENIED TODAY THAT GUERRILLAS ATTACKED THE FARM IN\nTHE NORTH. PRESIDENT CEREZO IS SAFE.\n   HE ADDED THAT TALKS WENT ON IN THE SOUTH AND THE\nEAST OF THE COUNTRY.",
        "GUATEMALA CITY , 4 FEB 90 -- THE GUATEMALA ARMY DENIED TODAY THAT GUERRILLAS ATTACKED THE FARM IN THE NORTH . | PRESIDENT CEREZO IS SAFE . || HE ADDED THAT TALKS WENT ON IN THE SOUTH AND THE EAST OF THE COUNTRY .")]
    public void Tells_wrapped_lines_from_paragraphs(string text, string expected) => Assert.Equal(expected, Print(text));

    [Theory]
    [InlineData("")]
    [InlineData(" \t\r\n\u00a0\u2029")]
    public void Finds_nothing_in_white_space(string text) => Assert.Empty(Segmenter.Split(text));

    [Fact]
    public void Covers_every_character_once_whatever_the_text_holds() => Texts.Sample(AssertCovered, iter: 1000);

    [Theory]
    [InlineData("\ud83d")]
    [InlineData("a\udc00b \ud83d\ud83d.")]
    [InlineData("\u200b\u0301word\ufeff \u0301")]
    [InlineData("\0\0a\0 b\u0007.")]
    [InlineData("a.b.c.d.zz.U.S.Army")]
    [InlineData("''''``'`’’‘’")]
    public void Covers_odd_texts(string text) => AssertCovered(text);

    [Theory]
    [InlineData("“", 1_000_000)]
    [InlineData("'", 300_000)]
    [InlineData("x", 200_000)]
    [InlineData("a.", 100_000)]
    [InlineData("aa.", 100_000)]
    [InlineData("a@", 100_000)]
    [InlineData("www.<", 50_000)]
    [InlineData("http://(", 50_000)]
    [InlineData("1-", 100_000)]
    [InlineData("1,", 100_000)]
    [InlineData("a'", 100_000)]
    [InlineData("a&", 100_000)]
    [InlineData("a-", 100_000)]
    [InlineData("non-", 100_000)]
    [InlineData("\u200d👍", 100_000)]
    [InlineData("\u0301", 200_000)]
    [InlineData("I. ", 100_000)]
    [InlineData("word ", 40_000)]
    [InlineData("a\n", 100_000)]
    [InlineData("it is \n", 50_000)]
    [InlineData(" \n", 200_000)]
    public void Takes_time_in_proportion_to_the_length(string part, int count)
    {
        var text = string.Concat(Enumerable.Repeat(part, count));
        var watch = System.Diagnostics.Stopwatch.StartNew();
        AssertCovered(text);

        // About a tenth of a second on an idle machine; what grows with the square takes many minutes on any.
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(90), $"{watch.Elapsed}");
    }

    private static readonly string[] Parts =
    [
        "a", "I", "word", "Word", "U.S.", "Mr.", "No.", "5", "1,000", "1.", "n't", "don't", "'s", "’", "'", "\"", "“", "”", "`", "-", "--", "—", ".", "...", "…",
        "?", "!", ",", ";", ":", ":)", "(", ")", "[", "[...]", "/", "@", "#", "&", "$", "%", "*", "_", "www.", "http://", ".com", "\0", "\u0007", "\u200b", "\u200d",
        "\ufeff", "\u0301", "\ud83d", "\udc4d", "👍", "🏽", "🇺", "é", "ß", "İ", "漢", "ا", " ", "  ", "\t", "\u00a0", "\n", "\n\n", "\r\n", "\r", "\v", "\f", "\u0085",
        "\u2028", "\u2029", "• ", "- ", "1) ",
    ];

    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.String, Gen.Int[0, Parts.Length - 1].Array[0, 60].Select(parts => string.Concat(parts.Select(p => Parts[p]))));

    private static void AssertCovered(string text)
    {
        var at = 0;
        foreach (var sentence in Segmenter.Split(text))
        {
            Assert.InRange(sentence.Tokens.Length, 1, 400);
            foreach (var token in sentence.Tokens)
            {
                AssertSpace(text, at, token.Span.Start);
                Assert.True(token.Span.Length > 0);
                Assert.True(token.Form == token.Span.In(text) && !token.Form.Any(char.IsWhiteSpace), token.Form);
                at = token.Span.End;
            }

            foreach (var contraction in sentence.Contractions)
            {
                Assert.InRange(contraction.Last, contraction.First + 1, sentence.Tokens.Length - 1);
                for (var i = contraction.First; i < contraction.Last; i++)
                {
                    Assert.Equal(sentence.Tokens[i].Span.End, sentence.Tokens[i + 1].Span.Start);
                }
            }
        }

        AssertSpace(text, at, text.Length);
    }

    private static void AssertSpace(string text, int start, int end)
    {
        Assert.True(end >= start);
        Assert.True(text.AsSpan(start, end - start).IsWhiteSpace(), $"A character between {start} and {end} is in no word.");
    }
}
