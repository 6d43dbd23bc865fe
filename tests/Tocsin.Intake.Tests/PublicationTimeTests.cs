using System.Globalization;
using CsCheck;
using Xunit;

namespace Tocsin.Intake.Tests;

public class PublicationTimeTests
{
    [Theory]
    [InlineData("Mon, 03 Mar 2031 21:04:00 GMT", "2031-03-03 21:04 +00:00")]
    [InlineData("Mon, 3 Mar 2031 21:04 +0200", "2031-03-03 21:04 +02:00")]
    [InlineData("3 Mar 31 21:04:09 EST", "2031-03-03 21:04 -05:00")]
    [InlineData("Thu,  03  march  2031  9:04:00 PM  pdt", "2031-03-03 21:04 -07:00")] // A wrong weekday and a long month.
    [InlineData("lun., 03 Mar 2031 21:04:00 +0000 (UTC)", "2031-03-03 21:04 +00:00")]
    [InlineData("Mon, 03 Mar 2031 21:04:00 GMT+0200", "2031-03-03 21:04 +02:00")]
    [InlineData("Mon, 03 Sept. 2031 21:04:00 Z", "2031-09-03 21:04 +00:00")]
    [InlineData("Mon Mar  3 21:04:00 2031", "2031-03-03")] // asctime has no zone.
    [InlineData("Mon Mar  3 21:04:00 UTC 2031", "2031-03-03 21:04 +00:00")]
    [InlineData("March 3, 2031 9:04 am GMT", "2031-03-03 09:04 +00:00")]
    [InlineData("March 3rd, 2031", "2031-03-03")]
    [InlineData("2031-03-03T21:04:00Z", "2031-03-03 21:04 +00:00")]
    [InlineData("2031-03-03T21:04:00.123456-05:30", "2031-03-03 21:04 -05:30")]
    [InlineData("2031-3-3 21:04:00 +0000", "2031-03-03 21:04 +00:00")]
    [InlineData("2031-03-03T21:04+02", "2031-03-03 21:04 +02:00")]
    [InlineData("20310303T210459Z", "2031-03-03 21:04 +00:00")]
    [InlineData("2031-03-03T24:00:00Z", "2031-03-04 00:00 +00:00")]
    [InlineData("2031-03-03T23:59:60Z", "2031-03-03 23:59 +00:00")]
    [InlineData("2031-03-03T21:04:00", "2031-03-03")] // A time without a zone is no moment.
    [InlineData("Mon, 03 Mar 2031 21:04:00 IST", "2031-03-03")] // India's, Israel's or Ireland's.
    [InlineData("2031-03-03T25:00:00Z", "2031-03-03")]
    [InlineData("2031-03-03", "2031-03-03")]
    public void Reads_what_feeds_write(string text, string expected) => Assert.Equal(expected, Shown(PublicationTime.Parse(text)));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("now")]
    [InlineData("yesterday at noon")]
    [InlineData("03/04/2031")]
    [InlineData("2031-02-30T10:00:00Z")]
    [InlineData("Mon, 32 Mar 2031 21:04:00 GMT")]
    [InlineData("1970-01-01T00:00:00Z")]
    [InlineData("Thu, 01 Jan 1970 00:00:00 +0000")]
    [InlineData("0001-01-01T00:00:00")]
    [InlineData("-0001-11-30T00:00:00+00:00")]
    [InlineData("2031-03")]
    [InlineData("1234567890")]
    [InlineData("{{ item.date }}")]
    public void Anything_else_is_no_date_and_never_now(string? text) => Assert.Null(PublicationTime.Parse(text));

    [Fact]
    public void Any_moment_survives_both_ways_of_writing_it() =>
        Gen.Select(Gen.DateTime[new DateTime(1971, 1, 1), new DateTime(2200, 1, 1)], Gen.Int[-14 * 4, 14 * 4]).Sample((time, quarters) =>
        {
            var moment = new DateTimeOffset(DateTime.SpecifyKind(time.AddTicks(-(time.Ticks % TimeSpan.TicksPerSecond)), DateTimeKind.Unspecified), TimeSpan.FromMinutes(15 * quarters));
            Assert.Equal(moment, PublicationTime.Parse(moment.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture))?.Moment);
            Assert.Equal(moment, PublicationTime.Parse(moment.ToString("ddd, dd MMM yyyy HH:mm:ss zzz", CultureInfo.InvariantCulture))?.Moment);
        });

    [Fact]
    public void Never_throws() =>
        Gen.OneOf(Gen.String, Gen.String[Gen.Char["0123456789-+:., TZJanMrGUCpmtsh()/"], 0, 40]).Sample(text => { PublicationTime.Parse(text); });

    private static string? Shown(PublicationTime? time) =>
        time is not { } known ? null : known.Moment is { } moment ? moment.ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture) : known.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
