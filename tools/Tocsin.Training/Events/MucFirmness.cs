using Tocsin.Analysis;
using Tocsin.Analysis.Attributions;
using Tocsin.Analysis.Events;
using Tocsin.Language;

namespace Tocsin.Training.Events;

/// <summary>Describes how firmly a message says that an organisation did it: the status of its incidents, who speaks where it is named, who accuses it, what it says itself. Only how firmly is learned from these.</summary>
internal static class MucFirmness
{
    /// <summary>How an incident of the organisation is told: its status, and who says so.</summary>
    public static void OfIncident(Reading reading, Event coded, EventLexicon lexicon, Action<string, double> set)
    {
        var holder = coded.Attribution is { } number ? reading.Attributions.FirstOrDefault(a => a.Number == number) : null;
        set($"firm:told:{Teller(reading, holder, lexicon)}:{coded.Status}", 1);
    }

    /// <summary>Who holds the places that name the organisation, who accuses it, who answers for what, and what it says itself.</summary>
    public static void OfMentions(Reading reading, IReadOnlyList<TextSpan> mentions, Func<Participant, bool> isOrganization, Func<int, bool> isEntity, EventLexicon lexicon, Action<string, double> set)
    {
        var text = reading.Parsed.Text;
        foreach (var mention in mentions)
        {
            var holder = reading.Attributions.Where(a => a.Content.Any(c => c.Contains(mention))).MinBy(a => a.Content.Where(c => c.Contains(mention)).Min(c => c.Length));
            set($"firm:held:{Teller(reading, holder, lexicon)}", 1);
            if (holder is not null)
            {
                set($"firm:held:{holder.Act}", 1);
                if (!holder.Hedges.IsEmpty)
                {
                    set("firm:held:hedged", 1);
                }
            }
        }

        foreach (var coded in reading.Events)
        {
            if (coded.Type == "ACCUSE" && coded.Recipients.Any(isOrganization))
            {
                var accuser = coded.Actors.IsEmpty ? "nobody" : coded.Actors.Any(a => lexicon.NamesAuthority(a.Span.In(text))) ? "authority" : "other";
                set("firm:accused", 1);
                set($"firm:accused-by:{accuser}", 1);
            }

            if (coded.Type == "ASSAULT" && coded.Rule.Contains("responsibility:", StringComparison.Ordinal) && coded.Actors.Any(isOrganization))
            {
                set($"firm:answers:{coded.Status}", 1);
            }
        }

        foreach (var own in reading.Attributions.Where(a => a.Source.Entity is { } source && isEntity(source)))
        {
            set($"firm:says:{own.Act}", 1);
        }
    }

    /// <summary>Who tells: the report itself, an authority, a paper or nobody named, or somebody else.</summary>
    private static string Teller(Reading reading, Attribution? holder, EventLexicon lexicon) =>
        holder is null ? "report"
        : holder.Source.Spans.Any(s => lexicon.NamesAuthority(s.In(reading.Parsed.Text))) ? "authority"
        : holder.Source.Kind is SourceKind.Implicit or SourceKind.Document ? "paper"
        : "other";
}
