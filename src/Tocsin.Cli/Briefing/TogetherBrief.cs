using System.Globalization;
using Tocsin.Analysis.Contract;
using Tocsin.Analysis.Duplicates;
using Tocsin.Analysis.Events;

namespace Tocsin.Cli.Briefing;

/// <summary>The brief of all documents together: who against whom in how many outlets, and where the documents agree and differ.</summary>
internal sealed class TogetherBrief
{
    private const int PairsMax = 12;
    private const int QuestionsMax = 20;
    private const int NamesMax = 6;

    private readonly Gathering _all;
    private readonly Origins _origins;

    public TogetherBrief(Gathering gathered)
    {
        _all = gathered;
        _origins = gathered.Origins();
    }

    public void Write(Page page)
    {
        page.Rule('━');
        page.Section($"ALL TOGETHER: {Extent(Enumerable.Range(0, _all.Documents.Count).ToList())}{Period()}");
        Copies(page);
        Pairs(page);
        Differences(page);
        Questions(page);
        page.Blank();
    }

    private string Period()
    {
        var days = _all.Documents.Select(d => d.PublishedAt).OfType<DateOnly>().ToList();
        return days.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {days.Min():yyyy-MM-dd} to {days.Max():yyyy-MM-dd}");
    }

    private void Copies(Page page)
    {
        foreach (var origin in _origins.All.Where(origin => origin.Documents.Length > 1))
        {
            page.Aside($"{Listed([.. origin.Documents.Skip(1)])} {(origin.Documents.Length == 2 ? "repeats" : "repeat")} {origin.Id} and {(origin.Documents.Length == 2 ? "is" : "are")} one origin with it.");
        }
    }

    private void Pairs(Page page)
    {
        var pairs = _all.Events.Where(e => e.ActorSide is not null && e.RecipientSide is not null && !Same(e.ActorSide, e.RecipientSide))
            .GroupBy(e => Pair(e.ActorSide!, e.RecipientSide!), StringComparer.OrdinalIgnoreCase)
            .Select(g => (First: g.First(), Events: g.ToList(), Documents: g.Select(e => e.Document).Distinct().ToList()))
            .OrderByDescending(p => p.Documents.Count).ThenByDescending(p => p.Events.Count).ToList();
        if (pairs.Count == 0)
        {
            return;
        }

        page.Section("BETWEEN WHOM");
        var number = 0;
        foreach (var (first, events, documents) in pairs.Take(PairsMax))
        {
            page.Entry(++number, $"{first.ActorSide} – {first.RecipientSide}", Extent(documents));
            foreach (var direction in events.GroupBy(e => (Actor: e.ActorSide!.ToUpperInvariant(), e.Type)))
            {
                var one = direction.First();
                page.Item("·", $"{one.ActorSide} → {one.RecipientSide}: {one.Type} ({string.Join("; ", direction.GroupBy(Standing).Select(s => $"{s.Key}: {Names(s.Select(e => e.Document))}"))})", "");
            }
        }

        if (pairs.Count > PairsMax)
        {
            page.Aside(string.Create(CultureInfo.InvariantCulture, $"… and {pairs.Count - PairsMax:N0} more pairs; --format jsonl has them all."), 5);
        }
    }

    /// <summary>Happenings that several origins tell of: what these say alike and what not. A copy that agrees with its original says nothing.</summary>
    private void Differences(Page page)
    {
        var number = 0;
        var rows = _all.Events.ToLookup(e => e.Key);
        var incidents = _all.Incidents(_origins).Select(incident => (Incident: incident, Events: incident.Events.SelectMany(key => rows[key]).ToList()))
            .Where(h => h.Events.Select(Origin).Distinct().Skip(1).Any()).OrderByDescending(h => h.Events.Select(e => e.Document).Distinct().Count());
        foreach (var (incident, events) in incidents)
        {
            var documents = events.Select(e => e.Document).Distinct().ToList();
            var differences = Differences(events).ToList();
            if (number == 0)
            {
                page.Section("WHERE THE DOCUMENTS AGREE AND DIFFER");
            }

            if (++number > QuestionsMax)
            {
                page.Aside("… and more; --format jsonl has them all.", 5);
                break;
            }

            var against = Fullest(events);
            page.Entry(number, $"{incident.Type}{against}{(incident.Place is { } place && !against.Contains(place.Name, StringComparison.OrdinalIgnoreCase) ? $" in {place.Name}" : "")}{(incident.OccurredOn is { } days ? $", {Wording.Dates(days)}" : "")}", Extent(documents));
            foreach (var (question, answers) in differences)
            {
                page.Item("≠", $"{question}: {string.Join(" · ", answers)}", "");
            }

            if (differences.Count == 0)
            {
                page.Item("=", $"{Names(documents)} agree on what they say of it", "");
            }
        }
    }

    /// <summary>" against" the name by which most origins call the party; of several as frequent, the first. Nothing where no document names one.</summary>
    private string Fullest(List<GatheredEvent> events) => events.Where(e => e.Recipient is not null).GroupBy(e => e.Recipient!, StringComparer.OrdinalIgnoreCase)
        .OrderByDescending(g => g.Select(Origin).Distinct().Count()).ThenBy(g => g.Min(e => e.Document)).Select(g => " against " + g.First().Recipient).FirstOrDefault() ?? "";

    private string Origin(GatheredEvent told) => _origins.OriginOf(_all.Documents[told.Document].Id);

    private IEnumerable<(string Question, List<string> Answers)> Differences(List<GatheredEvent> events)
    {
        (string, Func<GatheredEvent, string?>)[] questions =
        [
            ("who did it", e => e.Actor),
            ("whether it happened", e => e.Status == EventStatus.Denied || e.Factuality == Factuality.Negated ? "no" : "yes"),
            ("killed", e => e.Killed is { } k ? Wording.Range(k.Min, k.Max) : null),
            ("injured", e => e.Injured is { } k ? Wording.Range(k.Min, k.Max) : null),
        ];
        foreach (var (question, answer) in questions)
        {
            var answers = events.Select(e => (Answer: answer(e), e.Document)).Where(a => a.Answer is not null)
                .GroupBy(a => a.Answer!, StringComparer.OrdinalIgnoreCase).OrderByDescending(g => g.Select(a => a.Document).Distinct().Count()).ToList();

            // One document that gives two answers says both; only documents that exclude each other differ.
            var differ = answers.Count > 1 && answers.Select(g => string.Join(',', g.Select(a => a.Document).Distinct().Order())).Distinct().Skip(1).Any();
            if (differ)
            {
                yield return (question, answers.Select(g => $"{g.First().Answer} ({Names(g.Select(a => a.Document))})").ToList());
            }
        }
    }

    private void Questions(Page page)
    {
        var questions = _all.Sides.GroupBy(s => s.Question, StringComparer.OrdinalIgnoreCase).OrderByDescending(q => q.Select(s => s.Document).Distinct().Count()).ToList();
        var number = 0;
        foreach (var question in questions.Take(QuestionsMax))
        {
            if (number == 0)
            {
                page.Section("CONTESTED");
            }

            page.Entry(++number, question.Key, Extent(question.Select(s => s.Document).Distinct().ToList()));
            foreach (var side in question.GroupBy(s => s.Side).OrderBy(s => s.Key))
            {
                foreach (var who in side.GroupBy(s => s.Who, StringComparer.OrdinalIgnoreCase))
                {
                    page.Item(((char)('A' + Math.Min(side.Key, 25))).ToString(), $"{who.First().Who} ({who.First().Act}; {Names(who.Select(s => s.Document))}): {who.First().Words}", "");
                }
            }
        }
    }

    private static string Standing(GatheredEvent @event) => @event.Factuality == Factuality.Actual
        ? ContractNames.Of(@event.Status)
        : $"{ContractNames.Of(@event.Factuality)}, {ContractNames.Of(@event.Status)}";

    private static string Pair(string one, string other) => string.Compare(one, other, StringComparison.OrdinalIgnoreCase) <= 0 ? $"{one}\n{other}" : $"{other}\n{one}";

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    /// <summary>"7 documents, 5 outlets, 6 origins". Documents that name no outlet count for none.</summary>
    private string Extent(List<int> documents)
    {
        var outlets = documents.Select(d => _all.Documents[d].Outlet).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).Count();
        var origins = documents.Select(d => _origins.OriginOf(_all.Documents[d].Id)).Distinct(StringComparer.Ordinal).Count();
        var text = Count(documents.Count, "document");
        text += outlets > 0 ? ", " + Count(outlets, "outlet") : "";
        return origins < documents.Count ? $"{text}, {Count(origins, "origin")}" : text;
    }

    private string Names(IEnumerable<int> documents) => Listed([.. documents.Distinct().Select(d => _all.Documents[d].Id)]);

    private static string Listed(List<string> names) =>
        names.Count <= NamesMax ? string.Join(", ", names) : string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", names.Take(NamesMax))} and {names.Count - NamesMax:N0} more");

    private static string Count(int number, string noun) => string.Create(CultureInfo.InvariantCulture, $"{number:N0} {noun}{(number == 1 ? "" : "s")}");
}
