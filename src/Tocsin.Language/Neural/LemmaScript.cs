namespace Tocsin.Language.Neural;

/// <summary>How a form becomes its lemma, as a class that a model can choose (edit scripts, after Chrupała 2006 and UDPipe 2).</summary>
/// <remarks>
/// "=" the form as it is; "l" the form in lower case; "l2y" lower case, cut 2 characters, add "y"; "k1" keep the case, cut 1; "!be" the word itself.
/// </remarks>
public static class LemmaScript
{
    /// <param name="form">At least one character.</param>
    public static string Between(string form, string lemma)
    {
        if (lemma == form)
        {
            return "=";
        }

        var lower = form.ToLowerInvariant();
        if (lemma == lower)
        {
            return "l";
        }

        var kept = CommonPrefix(form, lemma);
        var keptLower = CommonPrefix(lower, lemma);
        if (Math.Max(kept, keptLower) == 0 || form.Length - Math.Max(kept, keptLower) > 9)
        {
            return "!" + lemma;
        }

        return keptLower >= kept
            ? $"l{form.Length - keptLower}{lemma[keptLower..]}"
            : $"k{form.Length - kept}{lemma[kept..]}";
    }

    /// <summary>Applies a script; where it does not fit the form, the form in lower case.</summary>
    public static string Apply(string script, string form)
    {
        switch (script[0])
        {
            case '=':
                return form;
            case '!':
                return script[1..];
        }

        var start = script[0] == 'l' ? form.ToLowerInvariant() : form;
        if (script.Length == 1)
        {
            return start;
        }

        var cut = script[1] - '0';
        return cut < start.Length ? string.Concat(start.AsSpan(0, start.Length - cut), script.AsSpan(2)) : start;
    }

    private static int CommonPrefix(string left, string right)
    {
        var length = 0;
        while (length < left.Length && length < right.Length && left[length] == right[length])
        {
            length++;
        }

        return length;
    }
}
