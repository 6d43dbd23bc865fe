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

    /// <summary>The span at a place in the order of <see cref="TextSpan.CompareTo"/>.</summary>
    public TextSpan this[int index] => _spans[index];

    public bool Overlaps(TextSpan span) => CountBefore(span) is var low && low > 0 && _reach[low - 1] > span.Start && Array.Exists(_spans[Math.Max(0, low - 64)..low], s => s.Overlaps(span));

    /// <summary>Which spans overlap another: their places in the order of <see cref="TextSpan.CompareTo"/>, the last first.</summary>
    public IEnumerable<int> Overlapping(TextSpan span)
    {
        for (var i = CountBefore(span) - 1; i >= 0 && _reach[i] > span.Start; i--)
        {
            if (_spans[i].Overlaps(span))
            {
                yield return i;
            }
        }
    }

    /// <summary>How many spans start before the end of another: if none of them reaches past its start, none overlaps.</summary>
    private int CountBefore(TextSpan span)
    {
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

        return low;
    }
}
