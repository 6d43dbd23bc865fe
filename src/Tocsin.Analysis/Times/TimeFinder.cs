using System.Collections.Immutable;
using Tocsin.Language;

namespace Tocsin.Analysis.Times;

/// <summary>Finds time expressions and what days they mean, as TimeML's TIMEX3 writes them.</summary>
/// <remarks>
/// Linear in the text. Works on bare tokens; tags, trees and names, where there, keep "May" the minister out and tell which way a clause looks.
/// The grammar is documented at <see cref="TimeGrammar"/>, the resolution at <see cref="TimeResolver"/>. Thread-safe.
/// </remarks>
public sealed class TimeFinder
{
    private readonly TimeLexicon _lexicon = TimeLexicon.Load();

    /// <summary>Time expressions in text order; none overlap.</summary>
    /// <param name="published">Null where not known: then nothing that is relative to it has days, and the reason says so. A date outside the years 1000 to 2999 counts as not known.</param>
    public ImmutableArray<TimeExpression> Find(ParsedText parsed, DateOnly? published)
    {
        published = published is { Year: >= 1000 and <= 2999 } ? published : null;
        var found = ImmutableArray.CreateBuilder<TimeExpression>();
        var pieces = new TimePieces(parsed.Text);
        var grammar = new TimeGrammar(pieces, _lexicon);
        TimeReference? day = null, any = null;
        for (var s = 0; s < parsed.Sentences.Length; s++)
        {
            if (!pieces.Cut(parsed.Sentences[s], _lexicon))
            {
                continue;
            }

            TimeMatch? before = null;
            for (var i = 0; i < pieces.Count;)
            {
                if (((before is { } b && b.End == i - 1 ? grammar.MatchBorrowedDay(b) : null) ?? grammar.Match(i)) is not { } match)
                {
                    i++;
                    continue;
                }

                var direction = TenseReader.Read(pieces.Sentence, pieces[match.First].Token, pieces[match.End - 1].Token);
                var resolved = TimeResolver.Resolve(match.Meaning, new TimeContext(published, direction, day, any, s));
                found.Add(new TimeExpression(WithoutStop(parsed.Text, pieces.Span(match.First, match.End)), resolved.Type, resolved.Value, resolved.Interval, resolved.Granularity, resolved.Reason));
                if (before is { } start && grammar.IsRange(start, match))
                {
                    JoinRange(found);
                }

                // "killed last Friday, officials said on Tuesday": "the same morning" is Friday's.
                var isSaid = TenseReader.IsOfSaying(pieces.Sentence, pieces[match.End - 1].Token);
                if (!isSaid && resolved is { Interval: { } interval, Granularity: <= Granularity.Year } && resolved.Type is TimeType.Date or TimeType.Time)
                {
                    any = new TimeReference(interval, resolved.Granularity, s);
                    day = resolved.Granularity <= Granularity.Day ? any : day;
                }

                before = match;
                i = match.End;
            }
        }

        return found.ToImmutable();
    }

    /// <summary>"on 12 May." at the end of a sentence: "May" is written in full, so the full stop is the sentence's.</summary>
    private static TextSpan WithoutStop(string text, TextSpan span)
    {
        if (span.Length < 5 || text[span.End - 1] != '.')
        {
            return span;
        }

        var start = span.End - 1;
        while (start > span.Start && char.IsLetter(text[start - 1]))
        {
            start--;
        }

        return text.AsSpan(start, span.End - 1 - start) is "May" or "MAY" ? TextSpan.FromBounds(span.Start, span.End - 1) : span;
    }

    /// <summary>Gives the last two expressions the days from the first to the second; each keeps its own value.</summary>
    private static void JoinRange(ImmutableArray<TimeExpression>.Builder found)
    {
        var (first, second) = (found[^2], found[^1]);
        if (first is { Type: TimeType.Date or TimeType.Time, Interval: { } a } && second is { Type: TimeType.Date or TimeType.Time, Interval: { } b } && a.Start <= b.End)
        {
            var range = new DateInterval(a.Start, b.End);
            found[^2] = first with { Interval = range, Reason = first.Reason + "; first of a range" };
            found[^1] = second with { Interval = range, Reason = second.Reason + "; last of a range" };
        }
    }
}
