using System.Globalization;
using Tocsin.Tests;

namespace Tocsin.Training.Incidents;

/// <summary>Scores the joining of reports into incidents on data/incidents.</summary>
internal static class IncidentCommands
{
    /// <summary>incidents score FOLDER [--held | --errors]: figures of one half; --errors shows what is joined otherwise than in the gold, of the dev half only.</summary>
    public static int Run(string[] arguments)
    {
        if (arguments.Length < 2 || arguments[0] != "score" || !Directory.Exists(arguments[1]))
        {
            Console.Error.WriteLine("incidents wants: score FOLDER [--held | --errors], where FOLDER is data/incidents");
            return 2;
        }

        var held = arguments.Contains("--held");
        var result = IncidentGold.Score(arguments[1], IncidentGold.Read(arguments[1]), held);
        var mentions = result.Mentions;
        var found = mentions.Where(mention => mention.Found).ToList();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(held ? "held out" : "development")}: {mentions.Select(mention => mention.Report).Distinct().Count()} reports with {mentions.Length} mentions of {mentions.Select(mention => mention.Gold).Distinct().Count()} happenings; {found.Count} of the mentions are coded"));
        Print("end to end, a mention that is not coded is one of its own", mentions);
        Print("of those that are coded", found);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"copies: {result.CopyPairsFound} of {result.CopyPairs} pairs found, {result.CopyPairsWrong} wrong"));
        if (arguments.Contains("--errors") && !held)
        {
            Errors(mentions);
        }

        return 0;
    }

    private static void Print(string what, IReadOnlyCollection<IncidentGold.Mention> mentions)
    {
        var (precision, recall, f1) = IncidentGold.BCubed(mentions);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"B³ precision {precision:F1}, recall {recall:F1}, F1 {f1:F1} ({what})"));
    }

    private static void Errors(IReadOnlyCollection<IncidentGold.Mention> mentions)
    {
        foreach (var gold in mentions.GroupBy(mention => mention.Gold).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            Console.WriteLine(gold.Key);
            foreach (var cluster in gold.GroupBy(mention => mention.Cluster).OrderByDescending(group => group.Count()))
            {
                var others = mentions.Where(mention => mention.Cluster == cluster.Key && mention.Gold != gold.Key).Select(mention => mention.Gold).Distinct();
                Console.WriteLine($"  {cluster.Key}{string.Concat(others.Select(other => $" +{other}"))}: {string.Join(", ", cluster.Select(mention => $"{mention.Report} \"{mention.Phrase}\"{(mention.Found ? "" : " not coded")}"))}");
            }
        }
    }
}
