using System.Globalization;
using Tocsin.Analysis;
using Tocsin.Analysis.Attributions;
using Tocsin.Analysis.Contention;
using Tocsin.Analysis.Contract;
using Tocsin.Analysis.Events;
using Tocsin.Language;

namespace Tocsin.Cli.Briefing;

/// <summary>The brief of one document: what happened, who says what, what is contested.</summary>
internal static class DocumentBrief
{
    public static void Write(Page page, Reading reading)
    {
        var words = new Wording(reading);
        var places = new Locator(reading.Document);
        Heading(page, reading);
        var numbers = reading.Events.Select(e => e.Number).ToHashSet();
        var rows = reading.Events.Where(e => e.Restates is not { } told || !numbers.Contains(told)).ToList();
        var again = reading.Events.Except(rows).ToLookup(e => e.Restates!.Value);
        Events(page, "WHAT HAPPENED", rows.Where(HasHappened), again, words, places);
        Events(page, "SPOKEN OF, NOT REPORTED AS HAVING HAPPENED", rows.Where(e => !HasHappened(e) && e.Factuality != Factuality.Historical), again, words, places);
        Events(page, "BACKGROUND", rows.Where(e => !HasHappened(e) && e.Factuality == Factuality.Historical), again, words, places);
        Claims(page, reading, words, places);
        Contested(page, reading, words, places);
        if (reading.Events.IsEmpty && reading.Attributions.IsEmpty)
        {
            page.Blank();
            page.Aside("No event and no statement was found in it.");
        }

        page.Blank();
    }

    /// <summary>An act that somebody reports as done or tried; what is denied, threatened, expected or long past is told apart.</summary>
    public static bool HasHappened(Event @event) =>
        @event.Status != EventStatus.Denied && @event.Factuality is Factuality.Actual or Factuality.Attempted;

    /// <summary>Where a claim stands: its words, else its cue, else its source.</summary>
    private static TextSpan PlaceOf(Attribution claim) =>
        !claim.Content.IsEmpty ? claim.Content[0] : !claim.Cue.IsEmpty ? claim.Cue[0] : claim.Source.Spans.IsEmpty ? default : claim.Source.Spans[0];

    private static void Heading(Page page, Reading reading)
    {
        var document = reading.Document;
        page.Title(document.Title ?? document.Id);
        List<string> parts = [];
        if (document.Outlet is not null)
        {
            parts.Add(document.Outlet);
        }

        parts.Add(document.PublishedAt is { } day ? string.Create(CultureInfo.InvariantCulture, $"published {day:yyyy-MM-dd}") : "publication date not known: relative dates stay open (--published DATE)");
        parts.Add(document.Path is null || document.Path == document.Id ? document.Id : $"{document.Path} ({document.Id})");
        page.Aside(string.Join(" · ", parts));
    }

    private static void Events(Page page, string title, IEnumerable<Event> events, ILookup<int, Event> again, Wording words, Locator places)
    {
        var number = 0;
        foreach (var @event in events)
        {
            if (number++ == 0)
            {
                page.Section(title, places.Legend);
            }

            page.Entry(number, words.Heading(@event), places.Of(@event.Span));
            page.Body($"{words.Details(@event)} · {words.Standing(@event)}");
            page.Body($"“{words.Clause(@event)}”");
            foreach (var other in again[@event.Number])
            {
                page.Item("↻", $"{words.Again(other)}“{words.Clause(other)}”", places.Of(other.Span));
            }
        }
    }

    private static void Claims(Page page, Reading reading, Wording words, Locator places)
    {
        if (reading.Attributions.IsEmpty)
        {
            return;
        }

        page.Section("WHO SAYS WHAT", places.Legend);
        foreach (var attribution in reading.Attributions)
        {
            page.Entry(attribution.Number, words.Heading(attribution), places.Of(PlaceOf(attribution)));
            page.Body(words.Quote(attribution));
        }
    }

    private static void Contested(Page page, Reading reading, Wording words, Locator places)
    {
        var number = 0;
        foreach (var contested in reading.Contested)
        {
            if (number++ == 0)
            {
                page.Section("CONTESTED", places.Legend);
            }

            var about = reading.Events.FirstOrDefault(e => e.Id == contested.About);
            page.Entry(number, about is null ? Wording.Question(contested.On) : $"{Wording.Question(contested.On)}: {words.Heading(about)}", about is null ? "" : places.Of(about.Span));
            Sides(page, contested, words, places);
        }
    }

    private static void Sides(Page page, Contested contested, Wording words, Locator places)
    {
        for (var side = 0; side < contested.Sides.Length; side++)
        {
            if (contested.Sides[side].IsEmpty)
            {
                page.Item(Letter(side), "the report itself", "");
            }

            foreach (var number in contested.Sides[side])
            {
                if (words.Attribution(number) is { } claim)
                {
                    page.Item(Letter(side), $"{words.Chain(claim)} ({ContractNames.Of(claim.Act)}): {words.ShortQuote(claim)}", places.Of(PlaceOf(claim)));
                }
            }
        }
    }

    private static string Letter(int side) => side < 26 ? ((char)('A' + side)).ToString() : "?";
}
