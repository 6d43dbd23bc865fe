namespace Tocsin.Language.Neural;

/// <summary>The order in which sequences of different lengths go through a recurrent layer together: the longest first, so that those still active are a prefix.</summary>
public sealed class LstmSteps
{
    private readonly int[] _order;
    private readonly int[] _lengths;
    private readonly int[] _offsets;
    private readonly int[] _active;
    private readonly bool _backward;

    public LstmSteps(ReadOnlySpan<int> lengths, bool backward)
    {
        _lengths = lengths.ToArray();
        _backward = backward;
        _offsets = new int[_lengths.Length];
        for (var i = 1; i < _lengths.Length; i++)
        {
            _offsets[i] = _offsets[i - 1] + _lengths[i - 1];
        }

        _order = [.. Enumerable.Range(0, _lengths.Length)];
        Array.Sort(_order, (a, b) => _lengths[a] != _lengths[b] ? _lengths[b].CompareTo(_lengths[a]) : a.CompareTo(b));
        Count = _lengths.Length == 0 ? 0 : _lengths[_order[0]];
        _active = new int[Count];
        var active = _lengths.Length;
        for (var t = 0; t < Count; t++)
        {
            while (_lengths[_order[active - 1]] <= t)
            {
                active--;
            }

            _active[t] = active;
        }
    }

    /// <summary>Steps of the longest sequence.</summary>
    public int Count { get; }

    public int Sequences => _lengths.Length;

    /// <summary>Sequences that have a step <paramref name="t"/>.</summary>
    public int Active(int t) => _active[t];

    /// <summary>Row of step <paramref name="t"/> of the sequence at rank <paramref name="rank"/>; backward runs start at a sequence's last row.</summary>
    public int Row(int t, int rank)
    {
        var sequence = _order[rank];
        return _offsets[sequence] + (_backward ? _lengths[sequence] - 1 - t : t);
    }
}
