using System.Globalization;
using Tocsin.Analysis.Incidents;
using Tocsin.Tests;

namespace Tocsin.Training.Incidents;

/// <summary>Scores the joining of reports into incidents on data/incidents.</summary>
internal static class IncidentCommands
{
    private static readonly (string Option, string Name, string Title, bool IsHeldOut)[] Parts =
    [
        ("--first", "dev", "development", false),
        ("--second", "dev2", "development 2", false),
        ("--third", "dev3", "development 3", false),
        ("--held", "held", "held out", true),
        ("--fourth", "held2", "held out 2", true),
        ("--fifth", "dev4", "development 4", false),
        ("--sixth", "dev5", "development 5", false),
        ("--seventh", "held4", "held out 4", true),
        ("--eighth", "dev6", "development 6", false),
    ];

    /// <summary>incidents score FOLDER [--second | --third | --held | --fourth | --fifth | --sixth | --seventh | --eighth | --development] [--errors | --tellings]: figures of one part, the first for development where none is asked for, --development all of them in a line each; --errors shows what is joined otherwise than in the gold, --tellings what joining has to go by, and neither ever of a part that is held out.</summary>
    public static int Run(string[] arguments)
    {
        if (arguments.Length >= 2 && arguments[0] == "fit" && Directory.Exists(arguments[1]))
        {
            return EvidenceFit.Run(arguments[1], arguments[2..]);
        }

        if (arguments.Length < 2 || arguments[0] != "score" || !Directory.Exists(arguments[1]))
        {
            Console.Error.WriteLine("incidents wants: score FOLDER [--second | --third | --held | --fourth | --fifth | --sixth | --seventh | --eighth | --development] [--errors | --tellings], or fit FOLDER [--penalty N] [--write], where FOLDER is data/incidents");
            return 2;
        }

        if (arguments.Contains("--development"))
        {
            var reports = IncidentGold.Read(arguments[1]);
            foreach (var (_, name, title, _) in Parts.Where(known => !known.IsHeldOut))
            {
                var all = IncidentGold.Score(arguments[1], reports, name).Mentions;
                var coded = all.Where(mention => mention.Found).ToList();
                Console.WriteLine($"{title}: {Figures(all)} end to end, {Figures(coded)} of the {coded.Count} of {all.Length} that are coded, {Figures(IncidentGold.Accounts(all))} of accounts");
            }

            return 0;
        }

        var part = Parts.FirstOrDefault(known => arguments.Contains(known.Option), Parts[0]);
        var result = IncidentGold.Score(arguments[1], IncidentGold.Read(arguments[1]), part.Name);
        var mentions = result.Mentions;
        var found = mentions.Where(mention => mention.Found).ToList();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{part.Title}: {mentions.Select(mention => mention.Report).Distinct().Count()} reports with {mentions.Length} mentions of {mentions.Select(mention => mention.Gold).Distinct().Count()} happenings; {found.Count} of the mentions are coded"));
        Print("end to end, a mention that is not coded is one of its own", mentions);
        Print("of those that are coded", found);
        Print("of accounts: what one report tells of one happening counts once", IncidentGold.Accounts(mentions));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"copies: {result.CopyPairsFound} of {result.CopyPairs} pairs found, {result.CopyPairsWrong} wrong"));
        if (arguments.Contains("--errors") && !part.IsHeldOut)
        {
            Errors(result);
            WithinReports(result);
        }

        if (arguments.Contains("--tellings") && !part.IsHeldOut)
        {
            Tellings(result);
        }

        return 0;
    }

    private static void Print(string what, IReadOnlyCollection<IncidentGold.Mention> mentions)
    {
        var (precision, recall, f1) = IncidentGold.BCubed(mentions);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"B³ precision {precision:F1}, recall {recall:F1}, F1 {f1:F1} ({what})"));
    }

    private static string Figures(IReadOnlyCollection<IncidentGold.Mention> mentions)
    {
        var (precision, recall, f1) = IncidentGold.BCubed(mentions);
        return string.Create(CultureInfo.InvariantCulture, $"{precision:F1} / {recall:F1} / {f1:F1}");
    }

    private static void Errors(IncidentGold.Result result)
    {
        var mentions = result.Mentions;
        var likeness = new Likeness(IncidentLexicon.Load());
        var tellingOf = result.Tellings.SelectMany(telling => telling.Events.Select(told => (told.Key, telling))).ToDictionary(pair => pair.Key, pair => pair.telling);
        foreach (var gold in mentions.GroupBy(mention => mention.Gold).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            Console.WriteLine(gold.Key);
            foreach (var cluster in gold.GroupBy(mention => mention.Cluster).OrderByDescending(group => group.Count()))
            {
                var others = mentions.Where(mention => mention.Cluster == cluster.Key && mention.Gold != gold.Key).Select(mention => mention.Gold).Distinct();
                foreach (var mention in cluster.Where(mention => mention.Event is { } key && tellingOf.ContainsKey(key)).DistinctBy(mention => tellingOf[mention.Event!.Value]))
                {
                    // Why it is not with the others of its happening: what it has most in common with any of them.
                    var telling = tellingOf[mention.Event!.Value];
                    var reasons = new List<string>();
                    var nearest = gold.Where(other => other.Cluster != cluster.Key && other.Event is { } key && tellingOf.ContainsKey(key)).Select(other => tellingOf[other.Event!.Value]).MaxBy(other => likeness.Between(telling, other));
                    if (nearest is not null)
                    {
                        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    apart: {mention.Report} \"{string.Join(' ', telling.Events.Select(told => told.AnchorWords))}\" and {nearest.Representative} \"{string.Join(' ', nearest.Events.Select(told => told.AnchorWords))}\": {likeness.Between(telling, nearest, reasons):F2}, {string.Join(", ", reasons)}{(telling.Document.Id != nearest.Document.Id && !IncidentMatcher.Keys(telling).Intersect(IncidentMatcher.Keys(nearest)).Any() ? " (no key in common)" : "")}"));
                    }

                    // And why it is with those of another one.
                    reasons.Clear();
                    var wrong = mentions.Where(other => other.Cluster == cluster.Key && other.Gold != gold.Key && other.Event is { } key && tellingOf.ContainsKey(key) && tellingOf[key] != telling).Select(other => tellingOf[other.Event!.Value]).MaxBy(other => likeness.Between(telling, other));
                    if (wrong is not null)
                    {
                        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    together: {mention.Report} and {wrong.Representative}: {likeness.Between(telling, wrong, reasons):F2}, {string.Join(", ", reasons)}"));
                    }
                }

                Console.WriteLine($"  {cluster.Key}{string.Concat(others.Select(other => $" +{other}"))}: {string.Join(", ", cluster.Select(mention => $"{mention.Report} \"{mention.Phrase}\"{(mention.Found ? "" : " not coded")}"))}");
            }
        }
    }

    /// <summary>What one report tells of several happenings as one, and of one as several.</summary>
    private static void WithinReports(IncidentGold.Result result)
    {
        var tellingOf = result.Tellings.SelectMany(telling => telling.Events.Select(told => (told.Key, telling))).ToDictionary(pair => pair.Key, pair => pair.telling);
        var placed = result.Mentions.Where(mention => mention.Event is { } key && tellingOf.ContainsKey(key)).Select(mention => (mention, Telling: tellingOf[mention.Event!.Value])).ToList();
        foreach (var report in placed.GroupBy(pair => pair.mention.Report))
        {
            foreach (var told in report.GroupBy(pair => pair.Telling).Where(group => group.Select(pair => pair.mention.Gold).Distinct().Count() > 1))
            {
                Console.WriteLine($"within {report.Key} as one: {string.Join(", ", told.Select(pair => $"\"{pair.mention.Phrase}\" {pair.mention.Gold}"))}; {string.Join("; ", told.Key.Links.Select(link => string.Create(CultureInfo.InvariantCulture, $"{link.First.Number}-{link.Second.Number} {link.Likeness:F2} {link.Reason}")))}");
            }

            foreach (var gold in report.GroupBy(pair => pair.mention.Gold).Where(group => group.Select(pair => pair.Telling).Distinct().Count() > 1))
            {
                Console.WriteLine($"within {report.Key} as several, {gold.Key}: {string.Join(" | ", gold.GroupBy(pair => pair.Telling).Select(group => string.Join(", ", group.Select(pair => $"\"{pair.mention.Phrase}\""))))}");
            }
        }
    }

    private static void Tellings(IncidentGold.Result result)
    {
        var reports = result.Mentions.Select(mention => mention.Report).ToHashSet(StringComparer.Ordinal);
        foreach (var telling in result.Tellings.Where(telling => reports.Contains(telling.Document.Id)))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{telling.Representative} {telling.Type} {telling.Mode} \"{string.Join(' ', telling.Events.Select(told => told.AnchorWords))}\" {(telling.IsDenial ? "denial " : "")}{(telling.IsApart ? "apart " : "")}on {telling.Days} {telling.PartOfDay} at {telling.Place?.Name}"));
            Console.WriteLine($"    names [{string.Join(' ', telling.Names)}] around [{string.Join(' ', telling.NamesAround)}] targets [{string.Join(' ', telling.Targets)}] nouns [{string.Join(' ', telling.Nouns)}]");
            Console.WriteLine($"    who [{string.Join(", ", telling.Actors)}] to [{string.Join(", ", telling.Recipients)}] weapon {telling.Weapon} killed {telling.Killed} injured {telling.Injured} count {telling.Count}");
        }
    }
}
