using System.Collections.Immutable;
using System.Globalization;
using Tocsin.Analysis.Contention;
using Tocsin.Analysis.Contract;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Situations;
using Tocsin.Cli.Briefing;

namespace Tocsin.Cli.Situations;

/// <summary>The brief of a situation: what changed, incidents, what is contested, pairs, what cannot be seen, sources.</summary>
/// <param name="since">From when changes are told, in words; null for the moment alone.</param>
internal sealed class SituationBrief(SituationView view, int width, string? since = null)
{
    private const int IncidentsMax = 12;
    private const int ChangesMax = 20;
    private const int StancesMax = 5;
    private const int SourcesMax = 8;
    private const int UnseenMax = 8;
    private const int UndatedMax = 3;
    private const int QuoteLengthMax = 240;
    private const int FaceToFaceWidthMin = 84;

    private readonly Dictionary<string, SituationIncident> _incidents = view.Incidents.ToDictionary(one => one.Incident.Id, StringComparer.Ordinal);
    private readonly Dictionary<string, ContestedMatter> _matters = view.Contested.ToDictionary(matter => matter.Id, StringComparer.Ordinal);
    private readonly Dictionary<string, SituationDocument> _documents = view.Documents.ToDictionary(document => document.Document.Id, StringComparer.Ordinal);

    public void Write(Page page)
    {
        Heading(page);
        Changes(page);
        Incidents(page);
        Contested(page, "CONTESTED", [.. view.Contested.Where(matter => !matter.OnlyAccused)]);
        Contested(page, "ACCUSED, AND NOBODY ANSWERS", [.. view.Contested.Where(matter => matter.OnlyAccused)]);
        new PairSection(view).Write(page);
        Silent(page);
        Sources(page);
        page.Blank();
    }

    internal static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    internal static string Counted(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {noun}{(count == 1 ? "" : "s")}");

    private static string Short(string words)
    {
        words = Printable.Line(words);
        if (words.Length <= QuoteLengthMax)
        {
            return words;
        }

        var cut = words.LastIndexOf(' ', QuoteLengthMax);
        return words[..(cut < QuoteLengthMax / 2 ? QuoteLengthMax : cut)] + " …";
    }

    /// <summary>Words in quotation marks, where they have none of their own.</summary>
    internal static string Quoted(string words) => words.Length > 0 && words[0] is '“' or '"' or '«' or '„' ? Short(words) : $"“{Short(words)}”";

    private void Heading(Page page)
    {
        page.Title(view.Situation.Name);
        var counts = view.Documents.Count(document => document.Retraction is null);
        List<string> parts = [$"as of {Moment(view.AsOf)}, {(view.Clock == RecordClock.Published ? "by what had been published" : "by what had been recorded")}"];
        parts.Add($"{Counted(counts, "report")} of {Counted(view.Days, "day")}, {Counted(view.Outlets.Length, "outlet")}, {Counted(view.Origins.Length, "origin")}");
        if (view.OlderDocuments > 0)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{view.OlderDocuments:N0} older"));
        }

        if (view.Documents.Length > counts)
        {
            parts.Add($"{Counted(view.Documents.Length - counts, "report")} retracted");
        }

        page.Aside(string.Join(" · ", parts));
        Undated(page);
    }

    /// <summary>What a report without a date tells is placed by the days that it names itself.</summary>
    private void Undated(Page page)
    {
        var undated = view.Documents.Where(document => document.Retraction is null && document.Document.PublishedAt is null).Select(document => document.Document.Id).ToHashSet(StringComparer.Ordinal);
        if (undated.Count == 0)
        {
            return;
        }

        var nowhere = view.Incidents.Count(one => one.Incident.OccurredOn is null && one.Accounts.All(account => undated.Contains(account.Event.Document)));
        var names = string.Join(", ", undated.Order(StringComparer.Ordinal).Take(UndatedMax).Select(Printer)) + (undated.Count > UndatedMax ? ", …" : "");
        page.Aside($"{Counted(undated.Count, "report")} without a date of publication ({names}); of what {(undated.Count == 1 ? "it tells" : "they tell")}, {Counted(nowhere, "incident")} {(nowhere == 1 ? "has" : "have")} no day, {(nowhere == 1 ? "stands" : "stand")} in no series and {(nowhere == 1 ? "counts" : "count")} for no direction. `--published` of `tocsin watch` gives a date.");
    }

    private void Changes(Page page)
    {
        page.Section("WHAT CHANGED", since ?? $"since {Moment(view.Since)}");
        if (view.IsNewSince)
        {
            page.Aside(view.Documents.IsEmpty ? "Nothing is known." : "Nothing of it was known then: all below is new.", 5);
            return;
        }

        if (view.Changes.IsEmpty)
        {
            page.Aside("Nothing.", 5);
        }

        // Words alone are no news of the first rank; they stand in the incidents.
        var changes = view.Changes.Where(change => change is not SituationChange.NewIncident { Incident: var id } || !_incidents.TryGetValue(id, out var one) || IsShown(one)).ToList();
        foreach (var change in changes.TakeLast(ChangesMax))
        {
            var (mark, text) = Told(change);
            page.Item(mark, text, change.Document is { } document ? Printer(document) : "");
        }

        var left = view.Changes.Length - Math.Min(changes.Count, ChangesMax);
        if (left > 0)
        {
            // With the moment to the second: that this was looked at is remembered by then.
            page.Aside(string.Create(CultureInfo.InvariantCulture, $"… and {Counted(left, "more change")}; --format json --since {view.Since.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'} has all."), 5);
        }
    }

    private (string Mark, string Text) Told(SituationChange change) => change switch
    {
        SituationChange.NewIncident one when IsUndated(one.Document) => ("·", $"from a report without a date: {Title(one.Incident)}"),
        SituationChange.NewIncident one => ("+", $"new: {Title(one.Incident)}"),
        SituationChange.Firmer one => ("!", $"firmer, {ContractNames.Of(one.From)} → {ContractNames.Of(one.To)}: {Title(one.Incident)}"),
        SituationChange.TollRose one => ("▲", string.Create(
            CultureInfo.InvariantCulture,
            $"{(one.IsKilled ? "killed" : "injured")} {(one.From is { } from ? $"{from:N0} → " : "")}{Wording.Range(one.To.Min, one.To.Max)}{(one.To.Source is { } source ? $", says {source}" : "")}: {Title(one.Incident)}")),
        SituationChange.MoreOrigins one => ("+", $"{Counted(one.To, "independent origin")}, {one.From} before: {Title(one.Incident)}"),
        SituationChange.NewMatter one => ("?", _matters[one.Matter] is { OnlyAccused: true } accused ? $"accused: {accused.Sides[0].Label}" : $"contested: {_matters[one.Matter].Question}"),
        SituationChange.NewSide one => ("?", $"a new side, “{one.Label}”: {_matters[one.Matter].Question}"),
        SituationChange.NewVoice one => ("?", $"{one.Stance.Who} takes the side “{one.Label}”: {_matters[one.Matter].Question}"),
        SituationChange.PairMoved one => ("~", $"{PairSection.NameOf(view, one.To.Pair)}: {PairSection.Moved(one)}"),
        SituationChange.FellSilent one => ("·", $"{one.Source.Name} is silent, last heard of {Moment(one.Source.Last)}"),
        SituationChange.Retracted one => ("−", $"retracted: {one.Reason}"),
        _ => ("·", SituationNames.KindOf(change)),
    };

    /// <summary>What it tells was recorded now and may have happened at any time.</summary>
    private bool IsUndated(string? document) => view.Documents.FirstOrDefault(one => one.Document.Id == document) is { Document.PublishedAt: null };

    private void Incidents(Page page)
    {
        page.Section("INCIDENTS", "independent origins · reports");
        var shown = view.Incidents.Where(IsShown).Take(IncidentsMax).ToList();
        if (shown.Count == 0)
        {
            page.Aside("None.", 5);
        }

        for (var i = 0; i < shown.Count; i++)
        {
            var (one, incident) = (shown[i], shown[i].Incident);
            var reports = one.Accounts.Select(account => account.Event.Document).Distinct().Count();
            page.Entry(i + 1, incident.Title, $"{incident.Origins} · {reports}");
            page.Body(string.Join(" · ", Details(one)));
            foreach (var toll in Tolls(incident))
            {
                page.Item("†", toll.Text, toll.Outlets);
            }

            var account = one.Lead!;
            page.Item(" ", Quoted(account.Words), Printer(account.Event.Document));
        }

        var left = view.Incidents.Length - shown.Count;
        if (left > 0)
        {
            page.Aside($"… and {Counted(left, "more incident")} in these reports; --format json has all.", 5);
        }
    }

    private static bool IsShown(SituationIncident one) => one.IsCentral || one.Incident.Origins > 1 || one.Incident.Type == "ASSAULT";

    private static IEnumerable<string> Details(SituationIncident one)
    {
        var incident = one.Incident;
        yield return incident.Factuality == Factuality.Actual ? ContractNames.Of(incident.Status) : $"{ContractNames.Of(incident.Factuality)}, {ContractNames.Of(incident.Status)}";
        if (incident.OpenResponsibility is { } open)
        {
            yield return $"who did it: {ContractNames.Of(open)}";
        }

        if (incident.Weapon is { } weapon)
        {
            yield return weapon;
        }

        yield return incident.OccurredOn is { } days ? Wording.Dates(days) : "date not known";
        if (incident.Place is { } place)
        {
            yield return place.Country is null ? place.Name : $"{place.Name}, {place.Country}";
        }

        if (one.Accounts.Length > 1)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"joined from {one.Accounts.Length:N0} accounts, confidence {incident.Confidence:0.00}");
        }
    }

    /// <summary>The last that each source gave; sources that give the same are on one line.</summary>
    private IEnumerable<(string Text, string Outlets)> Tolls(Incident incident) =>
        incident.Tolls.Where(toll => toll.Latest).GroupBy(toll => (toll.IsKilled, toll.Min, toll.Max)).OrderByDescending(group => group.Key.IsKilled).ThenBy(group => group.Key.Min ?? 0)
            .Select(group => (
                $"{(group.Key.IsKilled ? "killed" : "injured")} {Wording.Range(group.Key.Min, group.Key.Max)}: {string.Join(", ", group.Select(toll => (toll.Source is { Length: > 0 } source ? source : "the report itself") + Before(incident, toll) + (toll.NobodyOf is { } words ? $" (“{words}”)" : "")).Distinct(StringComparer.OrdinalIgnoreCase))}",
                string.Join(", ", group.Select(toll => Short(toll.Event.Document, toll.Outlet)).Distinct(StringComparer.Ordinal).Take(2))));

    /// <summary>What a source gave before it gave another number: it took it back, and the record keeps it.</summary>
    private static string Before(Incident incident, SourcedToll toll)
    {
        var before = incident.Tolls.Where(other => !other.Latest && other.IsKilled == toll.IsKilled && (other.Min, other.Max) != (toll.Min, toll.Max)
            && (toll.Source is { } source ? other.Source is { } same && PartyKeys.Fold(same) == PartyKeys.Fold(source) : other.Source is null && other.Outlet == toll.Outlet)).Select(other => Wording.Range(other.Min, other.Max)).Distinct().ToList();
        return before.Count == 0 ? "" : $" (before: {string.Join(", ", before)})";
    }

    private void Contested(Page page, string title, ImmutableArray<ContestedMatter> matters)
    {
        if (matters.IsEmpty)
        {
            return;
        }

        page.Section(title, "independent origins");
        for (var i = 0; i < matters.Length; i++)
        {
            var matter = matters[i];
            page.Entry(i + 1, matter.Question, string.Join(" : ", matter.Sides.Select(side => side.Origins)));
            if (matter.Sides.Length == 2 && width >= FaceToFaceWidthMin)
            {
                page.FaceToFace([.. Lines(matter.Sides[0])], [.. Lines(matter.Sides[1])]);
                continue;
            }

            foreach (var side in matter.Sides)
            {
                foreach (var line in Lines(side))
                {
                    page.Body(line);
                }
            }
        }
    }

    private IEnumerable<string> Lines(ContestedSide side)
    {
        yield return $"{side.Label.ToUpperInvariant()} ({Counted(side.Origins, "origin")}{(side.Reports > side.Origins ? $", in {Counted(side.Reports, "report")}" : "")})";
        foreach (var stance in side.Stances.Take(StancesMax))
        {
            var when = stance.At is { } at ? at.UtcDateTime.ToString(", yyyy-MM-dd", CultureInfo.InvariantCulture) : "";
            yield return $"· {Short(stance.Document, stance.Who)} ({stance.Act}{when}; {Printer(stance.Document)}): {Quoted(Words(stance))}";
        }

        if (side.Stances.Length > StancesMax)
        {
            yield return $"… and {Counted(side.Stances.Length - StancesMax, "more statement")}";
        }
    }

    /// <summary>What was said; a bare "it … a militia" is told with the clause that it is about.</summary>
    private string Words(Stance stance) =>
        stance.Event is { } key && stance.Words.Contains(" … ", StringComparison.Ordinal) && view.Event(key) is { } told ? $"{stance.Words} [of: {told.Words}]" : stance.Words;

    private void Silent(Page page)
    {
        var silent = view.Outlets.Concat(view.Speakers).Where(source => source.IsSilent).ToList();
        page.Section("WHAT WE CANNOT SEE", "last heard of");
        foreach (var feed in view.Unseen.Take(UnseenMax))
        {
            page.Item("✕", $"{feed.Title ?? feed.Url}: {feed.Reason}, since {Moment(feed.Since)}", feed.LastSeen is { } seen ? Moment(seen) : "never");
        }

        Left(page, view.Unseen.Length, UnseenMax, "feed");
        if (silent.Count == 0)
        {
            page.Aside($"Nobody {(view.Unseen.IsEmpty ? "" : "else ")}is silent who was heard of often enough to tell ({SourceActivities.MomentsMin} times or more).", 5);
        }

        foreach (var source in silent)
        {
            page.Item(source.IsOutlet ? "o" : "s", $"{source.Name}: {Counted(source.Count, source.IsOutlet ? "report" : "statement")}, usually every {Gap(source.UsualGap!.Value)}, nothing for {Gap(view.AsOf - source.Last)}", Moment(source.Last));
        }
    }

    private static string Gap(TimeSpan gap) => gap.TotalHours >= 48 ? Counted((int)Math.Round(gap.TotalDays), "day") : gap.TotalMinutes >= 90 ? Counted((int)Math.Round(gap.TotalHours), "hour") : Counted((int)Math.Round(gap.TotalMinutes), "minute");

    private void Sources(Page page)
    {
        page.Section("SOURCES", "last heard of");
        foreach (var outlet in view.Outlets.Take(SourcesMax))
        {
            var copies = _documents.Values.Where(document => document.Document.Printer == outlet.Key && document.Retraction is null).Count(document => document.Origin != document.Document.Id);
            page.Item("o", $"{Printer(outlet.LastDocument)}: {Counted(outlet.Count, "report")}{(copies > 0 ? $", {copies} of them another's" : "")}", Moment(outlet.Last));
        }

        Left(page, view.Outlets.Length, SourcesMax, "outlet");
        foreach (var speaker in view.Speakers.Take(SourcesMax))
        {
            page.Item("s", $"{view.NameOf(speaker.Key)}: {Counted(speaker.Count, "statement")}", Moment(speaker.Last));
        }

        Left(page, view.Speakers.Length, SourcesMax, "speaker");
        page.Aside("o who prints, s who speaks", 5);
    }

    private static void Left(Page page, int count, int shown, string noun)
    {
        if (count > shown)
        {
            page.Aside($"… and {Counted(count - shown, "more " + noun)}", 5);
        }
    }

    private string Title(string incident) => _incidents.TryGetValue(incident, out var one) ? one.Incident.Title : incident;

    /// <summary>Who printed it; a file by its name alone.</summary>
    private string Printer(string document) => _documents.TryGetValue(document, out var one) ? Short(document, one.Document.Printer) : document;

    /// <summary>Whoever it names, and a report that has no other name by that of its file.</summary>
    private string Short(string document, string who) => _documents.TryGetValue(document, out var one) && who == one.Document.Path ? Path.GetFileName(who) : who;
}
