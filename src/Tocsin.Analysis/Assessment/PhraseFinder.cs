namespace Tocsin.Analysis.Assessment;

/// <summary>Finds phrases in running text, whole words only; a star at the end of a phrase stands for any ending.</summary>
internal static class PhraseFinder
{
    public static bool Holds(string text, string phrase)
    {
        var anyEnding = phrase.EndsWith('*');
        var words = anyEnding ? phrase.AsSpan(0, phrase.Length - 1) : phrase;
        if (words.IsEmpty)
        {
            return false;
        }

        var rest = text.AsSpan();
        for (var from = 0; from <= text.Length - words.Length;)
        {
            var at = rest[from..].IndexOf(words, StringComparison.OrdinalIgnoreCase);
            if (at < 0)
            {
                return false;
            }

            at += from;
            var end = at + words.Length;
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (anyEnding || end == text.Length || !char.IsLetterOrDigit(text[end])))
            {
                return true;
            }

            from = at + 1;
        }

        return false;
    }
}
