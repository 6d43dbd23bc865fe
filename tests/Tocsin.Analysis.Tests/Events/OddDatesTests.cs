using Tocsin.Analysis.Events;
using Tocsin.Language;
using Xunit;

namespace Tocsin.Analysis.Tests;

/// <summary>Texts whose dates are missing, contradict each other, or lie ahead.</summary>
public sealed class OddDatesTests
{
    private static readonly Lazy<Reader> Shared = new(Reader.Load);

    [Fact]
    public void Without_a_date_of_publication_nothing_relative_is_resolved_and_the_reason_says_so()
    {
        var attack = Attack("Rebels attacked a village near Lomna on Monday.", null);
        Assert.Null(attack.OccurredOn.Interval);
        Assert.Contains("publication", attack.OccurredOn.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_date_of_publication_a_full_date_stands() =>
        Assert.Equal(new DateOnly(2031, 3, 3), Attack("Rebels attacked a village near Lomna on 3 March 2031.", null).OccurredOn.Interval?.Start);

    [Fact]
    public void An_attack_dated_after_publication_lies_ahead_and_is_not_told_as_done() =>
        Assert.Equal(Factuality.Future, Attack("Rebels attacked a village near Lomna on 9 March 2031.", new DateOnly(2031, 3, 4)).Factuality);

    [Fact]
    public void Two_dates_that_contradict_each_other_are_both_kept_each_with_its_telling()
    {
        var reading = Shared.Value.Read(new Document("odd", "Rebels attacked a village near Lomna on 3 March 2031. The army said rebels attacked the village on 5 March 2031.", PublishedAt: new DateOnly(2031, 3, 6)));
        Assert.Equal(["3", "5"], reading.Events.Where(e => e.Type == "ASSAULT").Select(e => $"{e.OccurredOn.Interval?.Start.Day}"));
    }

    [Theory]
    [InlineData("1-01-01")]
    [InlineData("9999-12-31")]
    public void A_publication_at_either_end_of_time_is_read_all_the_same(string date)
    {
        var attack = Attack("Rebels attacked a village last Friday, two years after a raid, and hours later shelled the town.", DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal("attacked", attack.Anchor.In("Rebels attacked a village last Friday, two years after a raid, and hours later shelled the town."));
    }

    private static Event Attack(string text, DateOnly? published) =>
        Shared.Value.Read(new Document("odd", text, PublishedAt: published)).Events.First(e => e.Type == "ASSAULT");
}
