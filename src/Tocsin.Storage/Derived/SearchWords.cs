using System.Text;

namespace Tocsin.Storage.Derived;

/// <summary>Turns what people type into a question for FTS5. Each piece is quoted, so nothing in it is taken for an operator.</summary>
internal static class SearchWords
{
    /// <summary>
    /// All of them: words as they stand, "a phrase" in quotes, the beginning of a word before *. OR in capitals between two finds either of what stands on its sides, NOT or - before one
    /// leaves out what has it, AND says what holds anyway. Null where there is no word to find.
    /// </summary>
    public static string? All(string typed)
    {
        var pieces = Pieces(typed).Where(piece => piece.Text.Any(char.IsLetterOrDigit)).ToList();
        var (wanted, unwanted) = (new StringBuilder(), new List<string>());
        for (var i = 0; i < pieces.Count; i++)
        {
            var isBetween = wanted.Length > 0 && i + 1 < pieces.Count;
            if (isBetween && pieces[i].IsOperator("AND"))
            {
                continue;
            }

            if (isBetween && pieces[i].IsOperator("NOT"))
            {
                unwanted.Add(pieces[++i].Match);
            }
            else if (wanted.Length > 0 && pieces[i].IsLeftOut)
            {
                unwanted.Add(pieces[i].Match);
            }
            else if (isBetween && pieces[i].IsOperator("OR") && !pieces[i + 1].IsOperator("NOT") && !pieces[i + 1].IsLeftOut)
            {
                wanted.Append(" OR ").Append(pieces[++i].Match);
            }
            else
            {
                wanted.Append(wanted.Length > 0 ? " " : "").Append(pieces[i].Match);
            }
        }

        return wanted.Length == 0 ? null : unwanted.Count == 0 ? wanted.ToString() : $"({wanted}) NOT ({string.Join(" OR ", unwanted)})";
    }

    /// <summary>Any of them; several words in one are a phrase. A list without a word in it finds nothing.</summary>
    public static string Any(IEnumerable<string> words) => string.Join(" OR ", words.Select(Quoted));

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal).Replace("\0", "", StringComparison.Ordinal)}\"";

    private static IEnumerable<Piece> Pieces(string typed)
    {
        var piece = new StringBuilder();
        var quoted = false;
        foreach (var sign in typed.Replace('“', '"').Replace('”', '"') + " ")
        {
            if (sign == '"' || (char.IsWhiteSpace(sign) && !quoted))
            {
                if (piece.Length > 0)
                {
                    var text = piece.ToString();
                    var (isStart, isLeftOut) = (!quoted && text[^1] == '*', !quoted && text[0] == '-');
                    yield return new Piece(text[(isLeftOut ? 1 : 0)..^(isStart && text.Length > 1 ? 1 : 0)], isStart, isLeftOut, quoted);
                    piece.Clear();
                }

                quoted = sign == '"' ? !quoted : quoted;
            }
            else
            {
                piece.Append(sign);
            }
        }

        // A quote that nobody closed.
        if (piece.ToString().Trim() is { Length: > 0 } rest)
        {
            yield return new Piece(rest, false, false, true);
        }
    }

    /// <param name="IsStart">Of a word.</param>
    /// <param name="IsLeftOut">It has a - before it.</param>
    private sealed record Piece(string Text, bool IsStart, bool IsLeftOut, bool IsQuoted)
    {
        public string Match => Quoted(Text) + (IsStart ? "*" : "");

        public bool IsOperator(string name) => !IsQuoted && !IsStart && !IsLeftOut && Text == name;
    }
}
