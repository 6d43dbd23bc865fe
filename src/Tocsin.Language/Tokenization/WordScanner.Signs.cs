using System.Collections.Immutable;

namespace Tocsin.Language.Tokenization;

internal sealed partial class WordScanner
{
    /// <summary>As many equal signs make a line across the page.</summary>
    private const int RuleLengthMin = 5;

    /// <summary>As many quotation marks in a row, of whatever kinds, quote nothing.</summary>
    private const int QuoteRunLengthMin = 12;

    private int ScanSign(int start, int length)
    {
        var sign = text[start];
        if (length == 2)
        {
            return ScanEmoji(start);
        }

        if (TryListed(lexicon.Emoticons, start, out var face) && (_openBrackets == 0 || !FollowsWord(start)))
        {
            Add(start, face, PieceKind.Emoji);
            return face;
        }

        if (IsRule(start))
        {
            return ScanRun(start, PieceKind.Rule);
        }

        if (QuoteRunEnd(start) is var marks && marks - start >= QuoteRunLengthMin)
        {
            Add(start, marks, PieceKind.Rule);
            return marks;
        }

        switch (sign)
        {
            case '.' when Characters.IsDigit(CharAt(start + 1)) && !FollowsWord(start):
                return AddFigure(start);
            case '.' or '!' or '?' or '\u2026':
                return ScanStops(start);
            case ',' or '\u3001':
                return AddSign(start, PieceKind.Comma);
            case ';':
                return AddSign(start, PieceKind.Semicolon);
            case ':':
                return AddSign(start, PieceKind.Colon);
            case '\u3002' or '\uff01' or '\uff1f':
                return AddSign(start, PieceKind.Stop);
            case '"':
                return AddSign(start, StraightQuoteKind(start));
            case '\u201c' or '\u201e' or '\u00ab' or '\u2039':
                return AddSign(start, PieceKind.OpenQuote);
            case '\u201d' or '\u00bb' or '\u203a':
                return AddSign(start, PieceKind.CloseQuote);
            case '\'' or '\u2018' or '\u2019' or '\u201b' or '`' or '\u00b4':
                return ScanSingleQuote(start);
            case '(' or '[' or '{':
                _openBrackets++;
                return AddSign(start, PieceKind.OpenBracket);
            case ')' or ']' or '}':
                _openBrackets = Math.Max(0, _openBrackets - 1);
                return AddSign(start, PieceKind.CloseBracket);
            case '+' when Characters.IsDigit(CharAt(start + 1)) && !FollowsWord(start):
                return AddFigure(start);
            case '#' or '@' when IsWordStart(start + 1) && !FollowsWord(start):
                return AddTag(start);
            case '-' or '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2014' or '\u2015' or '\u2212':
                return ScanRun(start, PieceKind.Dash);
            case '\u2022' or '\u00b7' or '\u25aa' or '\u25cf' or '\u2023' or '\u25e6' or '\u25a0' or '\u25ba':
                return AddSign(start, PieceKind.Bullet);
            case '*' or '=' or '_' or '~' or '+' or '|' or '^' or '#' or '$' or '<' or '>' or '\ufffd':
                return ScanRun(start, PieceKind.Symbol);
            default:
                return AddSign(start, PieceKind.Symbol);
        }
    }

    /// <summary>Whatever the sign; only of stops any number may end a sentence.</summary>
    private bool IsRule(int start)
    {
        if (start + RuleLengthMin > _chunkEnd || text[start] is '.' or '!' or '?' or '\u2026')
        {
            return false;
        }

        for (var i = 1; i < RuleLengthMin; i++)
        {
            if (text[start + i] != text[start])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Where a row of quotation marks ends; its start where there is none.</summary>
    private int QuoteRunEnd(int start)
    {
        var end = start;
        while (end < _chunkEnd && text[end] is '"' or '\'' or '`' or '\u00b4' or '\u00ab' or '\u00bb' or '\u2039' or '\u203a' or (>= '\u2018' and <= '\u201f'))
        {
            end++;
        }

        return end;
    }

    private int AddSign(int start, PieceKind kind)
    {
        Add(start, start + 1, kind);
        return start + 1;
    }

    private int ScanRun(int start, PieceKind kind)
    {
        var end = start + 1;
        while (end < _chunkEnd && text[end] == text[start])
        {
            end++;
        }

        Add(start, end, end - start >= RuleLengthMin ? PieceKind.Rule : kind);
        return end;
    }

    /// <summary>".5" and "+44": a figure with its sign.</summary>
    private int AddFigure(int start)
    {
        var end = text[start] == '+' && TryHyphenated(start + 1, out var hyphenated) ? hyphenated : FigureEnd(start + 1);
        Add(start, end, PieceKind.Number);
        return end;
    }

    private int AddTag(int start)
    {
        var end = RunEnd(start + 1);
        Add(start, end, PieceKind.Address);
        return end;
    }

    private int ScanStops(int start)
    {
        var end = start;
        var dots = 0;
        while (end < _chunkEnd && text[end] is '.' or '!' or '?' or '\u2026')
        {
            dots += text[end] == '.' ? 1 : text[end] == '\u2026' ? 2 : 0;
            end++;
        }

        var isAsked = text.AsSpan(start, end - start).ContainsAny('!', '?');
        Add(start, end, isAsked ? PieceKind.Question : dots > 1 ? PieceKind.Ellipsis : PieceKind.Stop);
        return end;
    }

    /// <summary>Opens before a word and after white space, closes the other way round; in between it can't be told here.</summary>
    private PieceKind StraightQuoteKind(int start)
    {
        var opens = start == _chunkStart || text[start - 1] is '(' or '[' or '\u2014' or '-';
        var closes = start + 1 == _chunkEnd || CharAt(start + 1) is '.' or ',' or ')' or ']' or '?' or '!' or ';' or ':';
        return opens == closes ? PieceKind.StraightQuote : opens ? PieceKind.OpenQuote : PieceKind.CloseQuote;
    }

    private int ScanSingleQuote(int start)
    {
        var sign = text[start];
        var next = CharAt(start + 1);
        if (next == sign || (sign == '\u2018' && next == '\u2019'))
        {
            // Some write '' before the words, too.
            var begins = sign is '`' or '\u2018' || (start == _chunkStart && IsWordStart(start + 2));
            Add(start, start + 2, begins ? PieceKind.OpenQuote : PieceKind.CloseQuote);
            return start + 2;
        }

        var follows = FollowsWord(start);
        if (!follows && IsWordStart(start + 1))
        {
            if (TryListed(lexicon.Words, start, out var listed))
            {
                Add(start, listed, PieceKind.Word);
                return listed;
            }

            var end = RunEnd(start + 1);
            var run = text.AsSpan(start + 1, end - start - 1);
            if (sign != '`' && run.Length is 2 or 3 && Characters.IsDigit(run[0]) && Characters.IsDigit(run[1])
                && (run.Length == 2 || run[2] == 's') && !(Characters.IsApostrophe(CharAt(end)) && RunEnd(end + 1) == end + 1))
            {
                Add(start, end, PieceKind.Number);
                return end;
            }

            // The clitic of what is no word: the 's of ‘Lost’'s.
            if (IsClitic(run) && (start > _chunkStart || end == _chunkEnd))
            {
                Add(start, end, PieceKind.Word);
                return end;
            }
        }

        var opens = sign is '\u2018' or '\u201b' || (!follows && (IsWordStart(start + 1) || (start == _chunkStart && next != '\0')))
            || (start == _chunkStart && next == '\0' && !_insideSingleQuotes);
        _insideSingleQuotes = opens;
        return AddSign(start, opens ? PieceKind.OpenQuote : PieceKind.CloseQuote);
    }

    private int ScanEmoji(int start)
    {
        var end = start + 2;
        if (IsRegionalIndicator(start) && end + 1 < _chunkEnd && IsRegionalIndicator(end))
        {
            end += 2;
        }

        Add(start, end, PieceKind.Emoji);
        return end;
    }

    /// <summary>Two of U+1F1E6 to U+1F1FF make a flag.</summary>
    private bool IsRegionalIndicator(int at) => text[at] == '\ud83c' && text[at + 1] is >= '\udde6' and <= '\uddff';

    /// <summary>Finds a listed word at a position that no letter or digit follows. Either apostrophe matches a straight one.</summary>
    private bool TryListed(IReadOnlyDictionary<char, ImmutableArray<string>> words, int start, out int end)
    {
        end = start;
        if (!words.TryGetValue(Normal(text[start]), out var candidates))
        {
            return false;
        }

        foreach (var word in candidates)
        {
            if (_chunkEnd - start >= word.Length && Matches(word, start) && !IsWordStart(start + word.Length))
            {
                end = start + word.Length;
                return true;
            }
        }

        return false;
    }

    private bool Matches(string word, int start)
    {
        for (var i = 1; i < word.Length; i++)
        {
            if (text[start + i] != word[i] && Normal(text[start + i]) != word[i])
            {
                return false;
            }
        }

        return true;
    }

    private static char Normal(char c) => c is '\u2018' or '\u2019' ? '\'' : char.ToLowerInvariant(c);
}
