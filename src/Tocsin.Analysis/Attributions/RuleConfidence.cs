using Tocsin.Language.Quotes;

namespace Tocsin.Analysis.Attributions;

/// <summary>How often a link of its kind is what a careful reader marks; measured on the development articles of PolNeAR, see docs/evaluation.md.</summary>
internal static class RuleConfidence
{
    public static double Of(Link link, Quotations quotations)
    {
        if (link.Entry is null)
        {
            return link.Head == 0 ? 0.8 : 0.7;
        }

        if (link.Content.Any(c => quotations.Inside(c.Start) || quotations.Inside(Math.Max(c.Start, c.End - 1))) && link.Entry.IsSpeech)
        {
            return 0.9;
        }

        return link.Entry.Takes(CueFrames.Generic) ? 0.85 : link.Source.IsEmpty ? 0.4 : 0.65;
    }
}
