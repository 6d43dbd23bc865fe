using System.Text;

namespace Tocsin.Storage.Derived;

/// <summary>Turns what people type into a question for FTS5. Each piece is quoted, so nothing in it is taken for an operator.</summary>
internal static class SearchWords
{
    /// <summary>All of them: words as they stand, "a phrase" in quotes, the beginning of a word before *. Null where there is no word.</summary>
    public static string? All(string typed)
    {
        var pieces = Pieces(typed).Where(piece => piece.Text.Any(char.IsLetterOrDigit)).Select(piece => Quoted(piece.Text) + (piece.IsStart ? "*" : "")).ToList();
        return pieces.Count == 0 ? null : string.Join(' ', pieces);
    }

    /// <summary>Any of them; several words in one are a phrase. A list without a word in it finds nothing.</summary>
    public static string Any(IEnumerable<string> words) => string.Join(" OR ", words.Select(Quoted));

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal).Replace("\0", "", StringComparison.Ordinal)}\"";

    private static IEnumerable<(string Text, bool IsStart)> Pieces(string typed)
    {
        var piece = new StringBuilder();
        var quoted = false;
        foreach (var sign in typed.Replace('“', '"').Replace('”', '"') + " ")
        {
            if (sign == '"' || (char.IsWhiteSpace(sign) && !quoted))
            {
                if (piece.Length > 0)
                {
                    var isStart = !quoted && piece[^1] == '*';
                    yield return (isStart ? piece.ToString(0, piece.Length - 1) : piece.ToString(), isStart);
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
            yield return (rest, false);
        }
    }
}
