using System.Collections.Immutable;

namespace Tocsin.Language.Quotes;

/// <summary>Words between quotation marks.</summary>
/// <param name="Span">With both marks. Without a closing mark it ends with its paragraph, or where a later quotation of the same style makes that impossible.</param>
/// <param name="Depth">0 for an outermost quotation, 1 for one inside it, and so on.</param>
/// <param name="Closed">A closing mark was found.</param>
/// <param name="ContinuesPrevious">The paragraph before ended inside a quotation, and this one opens its paragraph by repeating the mark.</param>
public sealed record Quotation(TextSpan Span, int Depth, bool Closed, bool ContinuesPrevious);

/// <summary>The quotations of a text, in text order, an outer one before what it holds.</summary>
public sealed class Quotations
{
    private readonly int[] _outermostStarts;

    public Quotations(ImmutableArray<Quotation> all)
    {
        All = all;
        Outermost = [.. all.Where(q => q.Depth == 0)];
        _outermostStarts = [.. Outermost.Select(q => q.Span.Start)];
    }

    public ImmutableArray<Quotation> All { get; }

    public ImmutableArray<Quotation> Outermost { get; }

    /// <summary>Index into <see cref="Outermost"/> of the quotation that holds a position, marks included; -1 for none.</summary>
    public int OutermostAt(int position)
    {
        var found = Array.BinarySearch(_outermostStarts, position);
        if (found < 0)
        {
            found = ~found - 1;
        }

        return found >= 0 && Outermost[found].Span.Contains(position) ? found : -1;
    }

    public bool Inside(int position) => OutermostAt(position) >= 0;
}
