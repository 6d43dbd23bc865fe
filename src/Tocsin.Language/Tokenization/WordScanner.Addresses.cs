namespace Tocsin.Language.Tokenization;

internal sealed partial class WordScanner
{
    private static readonly string[] Schemes = ["http://", "https://", "www.", "mailto:", "ftp://", "doi:"];

    private bool _mayHoldAddress;
    private int _noAddressBefore;

    /// <summary>A web or mail address, a site's or file's name, or dotted words such as comp.sources.unix.</summary>
    private bool TryAddress(int start, out int end)
    {
        end = start;
        if (!_mayHoldAddress || start < _noAddressBefore || FollowsWord(start))
        {
            return false;
        }

        foreach (var scheme in Schemes)
        {
            if (_chunkEnd - start > scheme.Length && text.AsSpan(start).StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
            {
                end = TrimmedEnd(start + scheme.Length);
                if (end > start + scheme.Length)
                {
                    Add(start, end, PieceKind.Address);
                    return true;
                }
            }
        }

        var at = AtomEnd(start);
        if (CharAt(at) == '@' && IsWordStart(at + 1))
        {
            end = TrimStops(at + 1, AtomEnd(at + 1));
            Add(start, end, PieceKind.Address);
            return true;
        }

        if (IsDottedName(start, ref at))
        {
            end = at;
            if (CharAt(end) == '/' && IsWordStart(end + 1))
            {
                end = TrimmedEnd(end);
            }

            Add(start, end, PieceKind.Address);
            return true;
        }

        _noAddressBefore = Math.Max(at, start + 1);
        return false;
    }

    private int AtomEnd(int at)
    {
        while (at < _chunkEnd && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '.' or '_' or '-' or '+' or '%'))
        {
            at++;
        }

        return at;
    }

    private int TrimStops(int start, int end)
    {
        while (end > start && text[end - 1] is '.' or '-' or '_' or '+' or '%')
        {
            end--;
        }

        return end;
    }

    /// <param name="end">In: the end of the atom; out: of the name in it.</param>
    private bool IsDottedName(int start, ref int end)
    {
        var name = text.AsSpan(start, TrimStops(start, end) - start);
        var dot = name.LastIndexOf('.');
        if (dot < 2 || name.Contains("..", StringComparison.Ordinal))
        {
            return false;
        }

        var last = name[(dot + 1)..];
        var first = name[..name.IndexOf('.')];
        var isName = lexicon.IsDomain(last) && !last.ContainsAnyInRange('0', '2')
            ? !last.ContainsAnyInRange('A', 'Z') || !name.ContainsAnyInRange('a', 'z')
            : dot > first.Length && first.Length >= 2 && !name.ContainsAnyExceptInRange('-', 'z') && IsLowerName(name);
        if (!isName)
        {
            return false;
        }

        end = start + name.Length;
        return true;
    }

    private static bool IsLowerName(ReadOnlySpan<char> name)
    {
        foreach (var c in name)
        {
            if (!char.IsAsciiLetterLower(c) && c is not ('.' or '-'))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The end of an address that may run to the end of the chunk: closing signs at its end are not part of it.</summary>
    private int TrimmedEnd(int start)
    {
        var end = start;
        var open = 0;
        while (end < _chunkEnd && text[end] is not ('<' or '>' or '"' or '\u201c' or '\u201d'))
        {
            open += text[end] == '(' ? 1 : 0;
            end++;
        }

        while (end > start && (text[end - 1] is '.' or ',' or ';' or ':' or '!' or '?' or '\'' or '\u2019' or ']' or '}' or '*' || (text[end - 1] == ')' && open == 0)))
        {
            end--;
        }

        return end;
    }
}
