using Tocsin.Analysis;
using Tocsin.Analysis.Record;
using Tocsin.Tests;
using Xunit;

namespace Tocsin.Storage.Tests;

public sealed class CopyTests : RecordFixture
{
    private const string Wire = "Engineers closed the two northern bridges over the Tarn on Friday after cracks were found in a pier. Traffic was sent over the old ford near the mill until at least next week. "
        + "Farmers on the far bank said that they could not bring in the harvest in time without a crossing for heavy carts.";

    [Fact]
    public async Task Copies_are_linked_the_same_way_in_every_order_of_arrival()
    {
        Reading[] reports =
        [
            Report("Agency", Wire, 1),
            Report("Oster Courier", Wire, 2),
            Report("Vessar Times", "Bridges closed\n\n" + Wire.Replace("Farmers on the far bank", "Growers on the far bank", StringComparison.Ordinal), 3),
            Report("Harbour Post", "The council of Vessar met on Thursday and spoke of nothing but the new harbour wall and of what it is to cost the town. " + Wire.Split(". ")[2], 4),
            Report("Observer", "Rain fell on the hills around Kesh for the ninth day, and the shepherds brought their flocks down to the lower meadows early.", 5),
        ];
        string? first = null;
        foreach (var order in new[] { [0, 1, 2, 3, 4], [4, 3, 2, 1, 0], new[] { 2, 0, 4, 3, 1 } })
        {
            var path = Path.Combine(Folder, string.Concat(order));
            await using var record = RecordFile.Open(path, Time);
            foreach (var i in order)
            {
                await Append(record, reports[i]);
            }

            var facts = record.Facts(Situation.Everything);
            var outlets = facts.Readings.ToDictionary(reading => reading.Document.Id, reading => reading.Document.Outlet);
            var links = facts.Copies.Select(link => $"{outlets[link.First]} > {outlets[link.Second]}: {link.Kind} {Printed.Of(link.Passages)}").Order().ToList();
            Assert.Equal(3, facts.Copies.Count(link => link.Kind != CopyKind.Passage));
            Assert.Contains(links, link => link.StartsWith("Agency > Oster Courier: Exact", StringComparison.Ordinal));
            Assert.Contains(links, link => link.StartsWith("Agency > Harbour Post: Passage", StringComparison.Ordinal));
            Assert.DoesNotContain(links, link => link.Contains("Observer", StringComparison.Ordinal));
            Assert.Equal(first ??= string.Join('\n', links), string.Join('\n', links));
        }
    }

    private static Reading Report(string outlet, string text, int day) => new ReadingBuilder(new Document(outlet, text.Replace(". ", ".\n", StringComparison.Ordinal), null, null, outlet, null, new DateOnly(2031, 3, day))).Build();
}
