using System.Globalization;
using System.Text;
using Tocsin.Analysis.Escalation;
using Tocsin.Analysis.Situations;
using Tocsin.Cli.Briefing;

namespace Tocsin.Cli.Situations;

/// <summary>The part of the brief on pairs: where tension goes, what moved it, what would lower it.</summary>
internal sealed class PairSection(SituationView view)
{
    private const int PairsMax = 5;

    public void Write(Page page)
    {
        var sides = view.Situation.Sides;
        var shown = view.Pairs.Where(state => sides.Length < 2 || sides.Count(state.Pair.Has) == 2).ToList();
        shown = [.. (shown.Count > 0 ? shown : [.. view.Pairs]).Where(state => state.Acts.Happenings + state.Statements.Happenings + state.Undated > 0).Take(PairsMax)];
        if (shown.Count == 0)
        {
            return;
        }

        page.Section("PAIRS", "direction");
        for (var i = 0; i < shown.Count; i++)
        {
            var state = shown[i];
            page.Entry(i + 1, NameOf(view, state.Pair), SituationNames.Of(state.Direction).Replace('-', ' '));
            if (state.Diverges)
            {
                page.Body("Acts and statements point in opposite directions.");
            }

            Channel(page, "acts", state.Acts);
            Channel(page, "statements", state.Statements);
            if (state.Undated > 0)
            {
                page.Body($"{SituationBrief.Counted(state.Undated, "happening")} without a day: counted in neither.");
            }
        }
    }

    private void Channel(Page page, string name, ChannelState state)
    {
        if (state.Happenings == 0)
        {
            page.Item("·", $"{name}: none known", "");
            return;
        }

        page.Item("·", $"{name} {Stand(state)}: {state.Reason}", SituationBrief.Counted(state.Happenings, "happening"));
        foreach (var mover in state.Movers)
        {
            // What happened before these days moves it back as it fades.
            var by = mover.Moved > 0 == mover.Happening.Tension > 0 ? (mover.Moved > 0 ? "raised by" : "lowered by") : $"fading, {(mover.Moved > 0 ? "raises" : "lowers")} by";
            page.Body(string.Create(CultureInfo.InvariantCulture, $"{by} {Math.Abs(mover.Moved):0.0} · {mover.Happening.Day:yyyy-MM-dd} · {Named(mover.Happening.Title)}: {SituationBrief.Quoted(mover.Happening.Words)}"), 4);
        }

        if (!state.Lowering.IsEmpty)
        {
            page.Body($"would lower it: {string.Join("; ", state.Lowering.Select(relief => Named(relief.Text)))}", 4);
        }
    }

    public static string Moved(SituationChange.PairMoved moved)
    {
        List<string> parts = [];
        foreach (var (name, from, to) in (ReadOnlySpan<(string, ChannelState, ChannelState)>)[("acts", moved.From.Acts, moved.To.Acts), ("statements", moved.From.Statements, moved.To.Statements)])
        {
            if ((from.Direction, from.Standing) != (to.Direction, to.Standing))
            {
                parts.Add($"{name} {Stand(from)} → {Stand(to)}");
            }
        }

        return string.Join("; ", parts);
    }

    private static string Stand(ChannelState state) =>
        state.Direction == Direction.NotEnoughEvidence ? "not enough known" : $"{SituationNames.Of(state.Direction)}, {SituationNames.Of(state.Standing).Replace('-', ' ')}";

    public static string NameOf(SituationView view, SidePair pair) => $"{view.NameOf(pair.First)} – {view.NameOf(pair.Second)}";

    /// <summary>Codes of countries and keys of speakers in a title by their names.</summary>
    private string Named(string title)
    {
        if (title.IndexOf(':', StringComparison.Ordinal) is var colon and > 0 && view.NameOf(title[..colon]) is var speaker && speaker != title[..colon])
        {
            return speaker + Named(title[colon..]);
        }

        // "karvonia → sellenia · ASSAULT": sides up to the first dot.
        var dot = title.IndexOf(" · ", StringComparison.Ordinal);
        if (dot > 0 && title[..dot].Split(" → ") is [var actors, var recipients])
        {
            string Names(string sides) => string.Join(", ", sides.Split(", ").Select(side => view.NameOf(side)));
            return $"{Names(actors)} → {Names(recipients)}{title[dot..]}";
        }

        var named = new StringBuilder();
        for (var at = 0; at < title.Length;)
        {
            var end = at;
            while (end < title.Length && char.IsLetter(title[end]))
            {
                end++;
            }

            end = Math.Max(end, at + 1);
            var word = title[at..end];
            named.Append(word.Length == 3 && word.All(char.IsAsciiLetterUpper) ? view.NameOf(word) : word);
            at = end;
        }

        return named.ToString();
    }
}
