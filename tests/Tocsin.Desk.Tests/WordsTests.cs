using Tocsin.Analysis.Events;
using Tocsin.Analysis.Record;
using Tocsin.Desk.Shell;
using Tocsin.Desk.Situations;

namespace Tocsin.Desk.Tests;

/// <summary>What the desk calls things.</summary>
public sealed class WordsTests
{
    [Fact]
    public void Each_kind_of_event_has_plain_words_of_its_own_that_lead_back_to_it()
    {
        var types = EventTypes.Load();
        foreach (var words in KindWords.All)
        {
            var (type, mode) = KindWords.Find(words.ToUpperInvariant())!.Value;
            Assert.True(mode is null ? types.IsType(type) : types.IsMode(type, mode), words);
            Assert.Equal(words, Words.Type(type, mode));
        }

        Assert.All(types.Types, type => Assert.NotNull(KindWords.Of(type, null)));
        Assert.Equal(("ASSAULT", "drone"), KindWords.Find(" assault drone "));
        Assert.Null(KindWords.Find("assault balloon"));
        Assert.Equal("Sabotage, of pipes", Words.Type("SABOTAGE", "of-pipes"));
    }

    [Theory]
    [InlineData("PORT HAVEL, March 10, 2026 (Harbour Post) — Karvonia gave notice.", "Karvonia gave notice.")]
    [InlineData("BAGHDAD, Jan 8 - Iran fired missiles.", "Iran fired missiles.")]
    [InlineData("TARSK (Continental Press) — Karvonia denied it.", "Karvonia denied it.")]
    [InlineData("LOMNA — Observers counted craters.", "Observers counted craters.")]
    [InlineData("KESH, 8 March 2026 (Agency) -- Troops moved.", "Troops moved.")]
    [InlineData("NATO - and nobody else - answered.", "NATO - and nobody else - answered.")]
    [InlineData("The army — all of it — moved.", "The army — all of it — moved.")]
    public void Where_a_report_was_written_is_no_part_of_a_quotation(string words, string quoted) => Assert.Equal($"“{quoted}”", Words.Quote(words, 200));

    [Theory]
    [InlineData("/home/ana/us-iran.txt", "the file us-iran.txt")]
    [InlineData("us-iran.txt", "the file us-iran.txt")]
    [InlineData("Meridian Wire", "Meridian Wire")]
    [InlineData("St. Louis Post", "St. Louis Post")]
    [InlineData("https://news.example/feed", "https://news.example/feed")]
    public void A_file_that_names_no_outlet_is_called_a_file(string printer, string named) => Assert.Equal(named, Words.Outlet(printer));

    [Fact]
    public void One_target_by_two_names_stands_once_in_a_title()
    {
        static RecordedParty Party(string name, string? side = null) => new(name, side ?? name, name, side, [], default);
        static string Told(params RecordedParty[] parties) => string.Join(", ", SituationModel.Telling([.. parties]).Select(party => party.Name));
        Assert.Equal("Lomna air base", Told(Party("Lomna"), Party("Lomna air base")));
        Assert.Equal("Green Zone of Baghdad", Told(Party("Green Zone"), Party("Green Zone of Baghdad")));
        Assert.Equal("five border guards near Orlast", Told(Party("five border guards near Orlast"), Party("five Karvonian border guards")));
        Assert.Equal("United States, United Nations", Told(Party("United States"), Party("United Nations")));
        Assert.Equal("Iran's foreign ministry, Iran's defence ministry", Told(Party("Iran's foreign ministry"), Party("Iran's defence ministry")));
        Assert.Equal("two tanks, a fuel depot", Told(Party("two tanks"), Party("a fuel depot")));
        Assert.Equal("Kesh", Told(Party("Kesh"), Party("Kesh")));
    }

    [Fact]
    public void A_number_that_is_still_given_has_not_changed_and_numbers_of_several_days_have_their_day()
    {
        static SourcedToll Toll(string source, string outlet, int day, int number, bool latest) =>
            new(source, outlet, new DateTimeOffset(2026, 3, day, 0, 0, 0, TimeSpan.Zero), IsKilled: true, number, number, new EventKey("d1", day), latest);
        SourcedToll[] tolls = [Toll("Hospitals", "Continental Press", 9, 26, false), Toll("Hospitals", "Northern Herald", 10, 26, true), Toll("the ministry", "Courier", 9, 8, false), Toll("the ministry", "Observer", 11, 10, true)];
        Assert.Equal(["26 True Continental Press Northern Herald", "8 False Courier", "10 True Observer"], TollWords.Lines(tolls).Select(line => $"{line.First.Min} {line.Latest} {string.Join(' ', line.Prints.Select(print => print.Outlet))}"));
    }
}
