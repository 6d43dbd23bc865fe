using System.Collections.Immutable;
using System.Globalization;
using CsCheck;
using Tocsin.Analysis.Times;
using Tocsin.Language;
using Tocsin.Tests;
using Xunit;

namespace Tocsin.Analysis.Tests;

public sealed class TimeFinderTests
{
    private static readonly TimeFinder Finder = new();

    /// <summary>A Thursday.</summary>
    private static readonly DateOnly Published = new(2020, 1, 9);

    private static readonly string[] Words =
    [
        "last", "Friday", "May", "3", "31", "2020", "2020-02-30", "-", "of", "the", "Feb.", "first", "half", "quarter", "a", "two", "hundred", "thousand", "years", "ago", "later", "'90s", "at", "noon", "25:99", "p.m.", "every", "99999999999", "decades", "Easter", ",", "next", "century", "10000000", "months",
    ];

    [Theory]
    // Weekdays, seen from a Thursday.
    [InlineData("He said Wednesday that it was over.", "Wednesday=2020-01-08")]
    [InlineData("The strike last Friday killed him.", "last Friday=2020-01-03")]
    [InlineData("The strike Thursday killed him.", "Thursday=2020-01-09")]
    [InlineData("Last Thursday he was alive.", "Last Thursday=2020-01-02")]
    [InlineData("The ministers will meet on Monday.", "Monday=2020-01-13")]
    [InlineData("They have until Friday to leave.", "Friday=2020-01-10")]
    [InlineData("He was shot Tuesday night.", "Tuesday night=2020-01-07TNI")]
    [InlineData("On Friday, Jan. 3, he was killed.", "Friday, Jan. 3=2020-01-03")]
    // Days, months and years.
    [InlineData("He died on Jan. 3, 2020, in Baghdad.", "Jan. 3, 2020=2020-01-03")]
    [InlineData("He died on 3 January 2020 in Baghdad.", "3 January 2020=2020-01-03")]
    [InlineData("It happened on 2019-12-27.", "2019-12-27=2019-12-27")]
    [InlineData("It was fired on Dec. 27.", "Dec. 27=2019-12-27")]
    [InlineData("Protests began in November.", "November=2019-11")]
    [InlineData("A vote will be held in March.", "March=2020-03")]
    [InlineData("In May he became minister.", "May=2019-05")]
    [InlineData("They may march on Sunday.", "Sunday=2020-01-12")]
    [InlineData("Prime Minister Theresa May said no.", "")]
    [InlineData("The war of 1980 lasted into the early 1990s.", "1980=1980 · the early 1990s=199")]
    [InlineData("About 2000 people fled.", "")]
    [InlineData("the 20th century", "the 20th century=19")]
    [InlineData("the third quarter of 2019", "the third quarter of 2019=2019-Q3")]
    [InlineData("last summer", "last summer=2019-SU")]
    [InlineData("in August last year", "August last year=2019-08")]
    // Relative to publication.
    [InlineData("yesterday evening", "yesterday evening=2020-01-08TEV")]
    [InlineData("Rockets fell overnight.", "overnight=2020-01-09TNI")]
    [InlineData("three days ago", "three days ago=2020-01-06")]
    [InlineData("last month", "last month=2019-12")]
    [InlineData("this week", "this week=2020-W02")]
    [InlineData("the day before yesterday", "the day before yesterday=2020-01-07")]
    [InlineData("in recent days", "recent days=PAST_REF")]
    // Relative to what was told before.
    [InlineData("On Jan. 3 he died. The following day crowds gathered.", "Jan. 3=2020-01-03 · The following day=2020-01-04")]
    [InlineData("It was struck on Jan. 7. Two days later a rocket fell.", "Jan. 7=2020-01-07 · Two days later=2020-01-09")]
    [InlineData("On Wednesday he spoke. Earlier in the day he tweeted.", "Wednesday=2020-01-08 · Earlier in the day=2020-01-08")]
    // Clock.
    [InlineData("at 1:30 a.m. on Wednesday", "1:30 a.m. on Wednesday=2020-01-08T01:30")]
    [InlineData("at 2230 GMT", "2230 GMT=2020-01-09T22:30")]
    // Lengths and repetitions.
    [InlineData("a ten-hour siege", "ten-hour=PT10H")]
    [InlineData("over the past two weeks", "the past two weeks=P2W")]
    [InlineData("two and a half years", "two and a half years=P2Y6M")]
    [InlineData("They marched for several months.", "several months=PXM")]
    [InlineData("every Friday", "every Friday=XXXX-WXX-5")]
    [InlineData("a 62-year-old general", "")]
    // Holidays.
    [InlineData("He was shot on Christmas Day.", "Christmas Day=2019-12-25")]
    [InlineData("The truce held until Easter 2019.", "Easter 2019=2019-04-21")]
    [InlineData("It began last Ramadan.", "last Ramadan=")]
    public void Finds_dates_and_their_values(string text, string expected) => Assert.Equal(expected, Values(Plain(text), Published));

    [Theory]
    [InlineData("last Friday", "2020-01-03..2020-01-03", "weekday before publication")]
    [InlineData("Jan. 3-5", "2020-01-03..2020-01-05", "year nearest to publication; first of a range")]
    [InlineData("from 3 to 5 January", "2020-01-03..2020-01-05", "year nearest to publication; first of a range")]
    [InlineData("overnight", "2020-01-08..2020-01-09", "the night before publication")]
    [InlineData("from Monday to Wednesday", "2020-01-06..2020-01-08", "last such weekday up to publication; first of a range")]
    [InlineData("last Ramadan", "", "Ramadan follows a calendar that moves against this one")]
    [InlineData("in recent days", "2020-01-02..2020-01-09", "shortly before publication")]
    [InlineData("Friday, Jan. 7, 2020", "2020-01-07..2020-01-07", "date as written; the weekday beside it does not fall on it")]
    [InlineData("on Feb. 30", "", "no such day")]
    [InlineData("on March 1, 2031", "2031-03-01..2031-03-01", "date as written")]
    [InlineData("Hours later a rocket fell.", "", "some time after what is told before it")]
    [InlineData("the past two weeks", "2019-12-26..2020-01-09", "up to publication")]
    public void Says_which_days_and_why(string text, string days, string reason)
    {
        var first = Finder.Find(Plain(text), Published)[0];
        Assert.Equal((days, reason), (Days(first.Interval), first.Reason));
    }

    [Theory]
    [InlineData("last Friday")]
    [InlineData("yesterday")]
    [InlineData("two weeks ago")]
    [InlineData("last summer")]
    [InlineData("this month")]
    [InlineData("Christmas")]
    [InlineData("the weekend")]
    public void Resolves_nothing_relative_without_a_date_of_publication(string text)
    {
        var time = Assert.Single(Finder.Find(Plain(text), null));
        Assert.Equal((null, null, "relative to publication, whose date is not known"), (time.Value, (string?)Days(time.Interval) is "" ? null : "", time.Reason));
    }

    [Fact]
    public void Keeps_what_is_written_out_without_a_date_of_publication() =>
        Assert.Equal("Jan. 3, 2020=2020-01-03 · The following day=2020-01-04 · Jan. 9=XXXX-01-09", Values(Plain("He died on Jan. 3, 2020. The following day they met. On Jan. 9 it ended."), null));

    [Theory]
    [InlineData("She/she/PRON/PRP/2/nsubj met/meet/VERB/VBD/0/root May/May/PROPN/NNP/2/obj ././PUNCT/./2/punct", "May=2019-05")]
    [InlineData("May/may/AUX/MD/3/aux it/it/PRON/PRP/3/nsubj end/end/VERB/VB/0/root", "")]
    [InlineData("Talks/talk/NOUN/NNS/2/nsubj resume/resume/VERB/VBP/0/root Friday/Friday/PROPN/NNP/2/obl ,/,/PUNCT/,/2/punct he/he/PRON/PRP/6/nsubj said/say/VERB/VBD/2/parataxis", "Friday=2020-01-10")]
    [InlineData("He/he/PRON/PRP/2/nsubj said/say/VERB/VBD/0/root talks/talk/NOUN/NNS/5/nsubj will/will/AUX/MD/5/aux resume/resume/VERB/VB/2/ccomp Friday/Friday/PROPN/NNP/5/obl", "Friday=2020-01-10")]
    [InlineData("He/he/PRON/PRP/3/nsubj will/will/AUX/MD/3/aux avenge/avenge/VERB/VB/0/root those/that/DET/DT/3/obj killed/kill/VERB/VBN/4/acl Friday/Friday/PROPN/NNP/5/obl", "Friday=2020-01-03")]
    public void Uses_the_analysis_where_there_is_one(string tree, string expected) => Assert.Equal(expected, Values(TreeText.Parse(tree), Published));

    [Fact]
    public void Never_throws_and_never_overlaps() =>
        Gen.Int[0, Words.Length - 1].Select(i => Words[i])
            .Array[0, 12].Sample(words =>
            {
                var text = string.Join(' ', words);
                foreach (var published in new DateOnly?[] { null, Published, DateOnly.MinValue, DateOnly.MaxValue })
                {
                    var end = 0;
                    foreach (var time in Finder.Find(Plain(text), published))
                    {
                        Assert.True(time.Span.Start >= end && time.Span.End <= text.Length);
                        end = time.Span.End;
                    }
                }
            });

    private static string Values(ParsedText parsed, DateOnly? published) =>
        string.Join(" · ", Finder.Find(parsed, published).Select(t => $"{t.Span.In(parsed.Text)}={t.Value}"));

    private static string Days(DateInterval? days) => days is { } d
        ? string.Create(CultureInfo.InvariantCulture, $"{d.Start:yyyy-MM-dd}..{d.End:yyyy-MM-dd}")
        : "";

    /// <summary>Bare words between spaces, final marks cut off; a full stop before a capital ends a sentence unless the word is an abbreviation.</summary>
    private static ParsedText Plain(string text)
    {
        var sentences = ImmutableArray.CreateBuilder<Sentence>();
        var tokens = ImmutableArray.CreateBuilder<Token>();
        for (var i = 0; i < text.Length;)
        {
            var end = text.IndexOf(' ', i) is var space and >= 0 ? space : text.Length;
            var word = text[i..end];
            var stop = word.Length > 4 && word[^1] == '.' && char.IsLower(word[^2]) ? end - 1 : end;
            if (stop > i)
            {
                tokens.Add(Token.Unanalyzed(TextSpan.FromBounds(i, stop), text[i..stop]));
            }

            if ((stop < end || (word.Length > 1 && char.IsDigit(word[^2]) && word[^1] == '.')) && tokens.Count > 0)
            {
                sentences.Add(new Sentence(tokens.ToImmutable(), [], [], startsParagraph: false));
                tokens.Clear();
            }

            i = end + 1;
        }

        if (tokens.Count > 0)
        {
            sentences.Add(new Sentence(tokens.ToImmutable(), [], [], startsParagraph: false));
        }

        return new ParsedText(text, sentences.ToImmutable());
    }
}
