using System.Text.RegularExpressions;
using Tocsin.Analysis.Assessment;
using Tocsin.Analysis.Attributions;
using Tocsin.Analysis.Contract;
using Tocsin.Desk.Shell;

namespace Tocsin.Desk.Assessments;

/// <summary>What the record calls a piece of evidence, as a reader reads it.</summary>
public static partial class EvidenceWords
{
    /// <summary>What it says; of what was not seen where it would have been reported, that it was not.</summary>
    public static string Name(Evidence piece) => piece.Text;

    /// <summary>What stands before the name of who printed it: who says so; of words that a copy took over, whose they are. Empty for a report's own words.</summary>
    /// <param name="printer">Of the document that the item stands in.</param>
    public static string Before(EvidenceItem item, string printer) => item.Source == printer ? ""
        : item.Claim is null && item.SaidWeight == 0 ? $"{Words.Outlet(item.Source)}, as copied by " : $"{Words.Outlet(item.Source)}, ";

    /// <summary>"Mark Milley: assert" as "Mark Milley said".</summary>
    public static string Title(Evidence piece) => Spoken(piece.Title);

    /// <summary>The same at the end of a text, also within brackets; of an event "A → B · ASSAULT · heavy-weapons" what was done.</summary>
    public static string Spoken(string text)
    {
        if (EventTitle().Match(text) is { Success: true } told)
        {
            return $"{text[..told.Index]}: {Words.Type(told.Groups[1].Value, told.Groups[2].Success ? told.Groups[2].Value : null).ToLowerInvariant()}{text[(told.Index + told.Length)..]}";
        }

        var cut = text.LastIndexOf(": ", StringComparison.Ordinal);
        var act = cut < 0 ? "" : text[(cut + 2)..].TrimEnd(')');
        return act.Length == 0 || ContractWords.Says(act) == act ? text : text[..cut] + Saying(act) + text[(cut + 2 + act.Length)..];
    }

    /// <summary>Words that are themselves a denial are not denied.</summary>
    private static string Saying(string act) => act == ContractNames.Of(SpeechAct.Deny) ? ", in a denial" : " " + ContractWords.Says(act);

    [GeneratedRegex(@" · ([A-Z]{3,})(?: · ([a-z-]+))?")]
    private static partial Regex EventTitle();
}
