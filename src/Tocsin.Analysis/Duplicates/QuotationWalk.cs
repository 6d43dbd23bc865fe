using Tocsin.Language;

namespace Tocsin.Analysis.Duplicates;

/// <summary>Follows the quotation marks of a text, to say of each sentence whether it is all quotation. A quotation ends with its paragraph at the latest.</summary>
internal sealed class QuotationWalk(string text)
{
    private int _at;
    private bool _isOpen;

    /// <param name="span">Of a sentence that starts where the one asked before ends, or later.</param>
    public bool IsWithin(TextSpan span)
    {
        Walk(span.Start, out _);
        var startsWithin = _isOpen || (span.Length > 0 && text[span.Start] is '“' or '"' or '«' or '„');
        Walk(span.End, out var outside);
        return startsWithin && outside == 0;
    }

    /// <summary>Goes on to a position and counts the letters outside of quotations on the way.</summary>
    private void Walk(int end, out int outside)
    {
        outside = 0;
        for (; _at < end; _at++)
        {
            switch (text[_at])
            {
                case '\n':
                    _isOpen = false;
                    break;
                case '“' or '«' or '„':
                    _isOpen = true;
                    break;
                case '”' or '»':
                    _isOpen = false;
                    break;
                case '"':
                    _isOpen = !_isOpen;
                    break;
                case var character:
                    outside += !_isOpen && char.IsLetter(character) ? 1 : 0;
                    break;
            }
        }
    }
}
