using Tocsin.Analysis.Contention;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Situations;
using Tocsin.Tests;
using Xunit;

namespace Tocsin.Analysis.Tests.Situations;

/// <summary>What is watched of two states that are on no list, and what is no dispute about who did it.</summary>
public sealed class UnlistedStatesTests
{
    private static readonly Lazy<Reader> Reader = new(Analysis.Reader.Load);

    private static readonly string[] Reports =
    [
        "Sellenia on Sunday accused Tarvesh of firing rockets at the town of Kesh on Saturday, killing six people. Tarveshi officials denied it. Sellenian police closed the roads.",
        "The Tarveshi army shelled Sellenian positions near Dolvik on Saturday, wounding two soldiers.",
        "The army of neighbouring Tarvesh attacked the Sellenian town of Kesh on Saturday, Sellenia said. The Tarveshi government said nothing.",
    ];

    [Fact]
    public void A_pair_has_all_reports_by_whatever_name_they_call_the_two()
    {
        var view = View(new Situation("Sellenia-Tarvesh", ["sellenia", "tarvesh"], [], [], []), Reports);
        Assert.Equal(["r0", "r1", "r2"], view.Documents.Select(document => document.Document.Id).Order(StringComparer.Ordinal));
        Assert.Equal("sellenia tarvesh", $"{view.Pairs[0].Pair.First} {view.Pairs[0].Pair.Second}");
        Assert.DoesNotContain(view.Pairs, pair => pair.Pair.Has("tarveshi") || pair.Pair.Has("sellenian"));
    }

    [Fact]
    public void The_order_of_reports_makes_no_difference()
    {
        string Sides(string[] reports) => string.Join(' ', View(Situation.Everything, reports).Pairs.OrderBy(pair => pair.Pair).Select(pair => $"{pair.Pair.First}-{pair.Pair.Second}"));
        Assert.Equal(Sides(Reports), Sides([Reports[2], Reports[0], Reports[1]]));
    }

    [Theory]
    [InlineData("At least nine people were killed on Saturday when rockets hit a market in Kesh, the governor said.", "Our fighters did not fire on Kesh.", ContestedOn.Occurrence)]
    [InlineData("Sellenian prosecutors charged a man with spying. The man, who was arrested in Kesh in April, denies the charges.", "The mayor of Kesh spoke on Sunday.", ContestedOn.Responsibility)]
    [InlineData("Our comrades are held in Kesh. If they are not freed by the end of the month, we will end the truce.", "On Saturday eleven prisoners were freed in Kesh.", ContestedOn.Occurrence)]
    [InlineData("Sellenia's air force said it had downed 61 of 88 drones launched by Tarvesh on Saturday.", "Sellenia's air force said it had downed 61 of 88 drones launched by Tarvesh on Saturday.", ContestedOn.Responsibility)]
    public void What_contradicts_nothing_is_not_contested(string one, string other, ContestedOn on) =>
        Assert.DoesNotContain(View(Situation.Everything, one, other).Contested, matter => matter.On == on && !matter.OnlyAccused);

    private static SituationView View(Situation situation, params string[] reports)
    {
        var readings = reports.Select((text, i) =>
        {
            var at = RecordMaker.Moment($"2031-05-0{4 + i}");
            var reading = Reader.Value.Read(new Document($"r{i}", text, Outlet: $"Outlet {i}", PublishedAt: DateOnly.FromDateTime(at.UtcDateTime)));
            return Recording.Of(reading, new RecordedDocument($"r{i}", null, $"Outlet {i}", null, null, at, false, at, 1, text.Length), "test");
        });
        return SituationViewer.Load().Of(situation, new RecordFacts(RecordMaker.Moment("2031-05-20"), [.. readings], [], [], []), new ViewSettings(Days: 100, Clock: RecordClock.Published));
    }
}
