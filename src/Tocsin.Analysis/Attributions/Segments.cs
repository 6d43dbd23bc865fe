namespace Tocsin.Analysis.Attributions;

/// <summary>Cuts a text into runs of whole paragraphs that the span model reads at once.</summary>
internal static class Segments
{
    /// <summary>Paragraphs are joined up to this many tokens: context helps, and runs of like length go through the network together.</summary>
    public const int Wanted = 110;

    /// <summary>A longer paragraph is cut between sentences, a longer sentence wherever it is.</summary>
    public const int Longest = 220;

    /// <summary>Lengths in tokens; they follow one another and cover the text.</summary>
    public static int[] Lengths(TokenTable table)
    {
        var lengths = new List<int>();
        var open = 0;
        for (var s = 0; s < table.Paragraph.Length;)
        {
            var next = s + 1;
            while (next < table.Paragraph.Length && table.Paragraph[next] == table.Paragraph[s])
            {
                next++;
            }

            var paragraph = table.SentenceStart[next] - table.SentenceStart[s];
            // "He said:" and what he said in the next paragraph belong together.
            var announces = s > 0 && table.Tokens[table.SentenceStart[s] - 1].Form == ":" && open + paragraph <= Longest;
            if (open > 0 && open + paragraph > Wanted && !announces)
            {
                lengths.Add(open);
                open = 0;
            }

            if (paragraph <= Longest)
            {
                open += paragraph;
            }
            else
            {
                AddLong(table, s, next, lengths);
            }

            s = next;
        }

        if (open > 0)
        {
            lengths.Add(open);
        }

        return [.. lengths];
    }

    private static void AddLong(TokenTable table, int firstSentence, int endSentence, List<int> lengths)
    {
        var open = 0;
        for (var s = firstSentence; s < endSentence; s++)
        {
            var sentence = table.SentenceStart[s + 1] - table.SentenceStart[s];
            if (open > 0 && open + sentence > Longest)
            {
                lengths.Add(open);
                open = 0;
            }

            for (; sentence > Longest; sentence -= Longest)
            {
                lengths.Add(Longest);
            }

            open += sentence;
        }

        if (open > 0)
        {
            lengths.Add(open);
        }
    }
}
