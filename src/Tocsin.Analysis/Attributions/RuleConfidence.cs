using Tocsin.Language.Quotes;

namespace Tocsin.Analysis.Attributions;

/// <summary>How often a link of its kind is one that readers mark too.</summary>
/// <remarks>
/// Two columns, since a link that the model leaves out is a rarer bird: the share of links on the development articles of PolNeAR whose cue an annotator marked,
/// of all rule links, and of those apart from the model's.
/// </remarks>
internal static class RuleConfidence
{
    /// <param name="besideModel">The model read the text too and did not find it.</param>
    public static double Of(string text, Link link, Quotations quotations, bool besideModel)
    {
        if (link.Entry is not { } entry)
        {
            return link.Head == 0 ? 0.95 : besideModel ? 0.5 : 0.85;
        }

        if (link.Sourceless && !(link.Source.Length > 0 && entry.Act == SpeechAct.Allege))
        {
            // What names no source the model is not trained to find.
            return besideModel ? link.Source.IsEmpty ? 0.55 : 0.45 : 0.6;
        }

        if (entry.IsSpeech && link.Content.Any(c => quotations.Inside(c.Start) || quotations.Inside(Math.Max(c.Start, c.End - 1))))
        {
            return besideModel ? 0.7 : 0.95;
        }

        if (entry.Takes(CueFrames.Generic))
        {
            return besideModel ? 0.6 : 0.9;
        }

        var weak = entry.Act is SpeechAct.Intend or SpeechAct.Believe or SpeechAct.Perceive && !IsClause(text, link);
        if (weak)
        {
            return besideModel ? 0.3 : 0.5;
        }

        // Acts that a desk must not miss, and that are rare in the articles that the model learned from.
        var grave = entry.Act is SpeechAct.Deny or SpeechAct.Allege or SpeechAct.Warn or SpeechAct.Threaten or SpeechAct.Promise or SpeechAct.Order or SpeechAct.Doubt or SpeechAct.Decline;
        return besideModel ? grave ? 0.55 : 0.45 : 0.75;
    }

    /// <summary>"fears that", "intends to"; not "sees a way", "seeks help".</summary>
    private static bool IsClause(string text, Link link)
    {
        var first = text.AsSpan(link.Content[0].Start, link.Content[0].Length);
        return first.StartsWith("that ", StringComparison.OrdinalIgnoreCase) || first.StartsWith("to ", StringComparison.OrdinalIgnoreCase) || first.StartsWith("whether ", StringComparison.OrdinalIgnoreCase);
    }
}
