using System.Text.RegularExpressions;

namespace Tocsin.Desk.Documents;

/// <summary>Where a reading comes from, as a reader reads it: "verbs.tsv:908: minister ← rejected" as "the list of verbs, line 908: minister ← rejected".</summary>
internal static partial class RuleWords
{
    public static string Of(string rule) => ListLine().Replace(rule, "the list of $1, line $2");

    [GeneratedRegex(@"\b([a-z-]+)\.tsv:([0-9]+)")]
    private static partial Regex ListLine();
}
