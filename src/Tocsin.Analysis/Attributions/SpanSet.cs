using Tocsin.Language;

namespace Tocsin.Analysis.Attributions;

/// <summary>Spans to ask whether another overlaps one of them, in the time of a binary search.</summary>
internal sealed class SpanSet
{
    private readonly TextSpan[] _spans;
    private readonly int[] _reach;

    public SpanSet(IEnumerable<TextSpan> spans)
    {
        _spans = [.. spans.Order()];
        _reach = new int[_spans.Length];
        var furthest = 0;
        for (var i = 0; i < _spans.Length; i++)
        {
            _reach[i] = furthest = Math.Max(furthest, _spans[i].End);
        }
    }

    public bool Overlaps(TextSpan span)
    {
        // The last span that starts before the end; if none up to it reaches past the start, none overlaps.
        var (low, high) = (0, _spans.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_spans[middle].Start < span.End)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low > 0 && _reach[low - 1] > span.Start && Array.Exists(_spans[Math.Max(0, low - 64)..low], s => s.Overlaps(span));
    }
}
