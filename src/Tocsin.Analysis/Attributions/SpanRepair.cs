namespace Tocsin.Analysis.Attributions;

/// <summary>Completes what the network cut short.</summary>
internal static class SpanRepair
{
    public static void Repair(TokenTable table, List<ChosenAttribution> chosen)
    {
        var taken = new bool[table.Count];
        foreach (var attribution in chosen)
        {
            foreach (var token in attribution.Source.Concat(attribution.Content))
            {
                taken[token] = true;
            }

            Array.Fill(taken, true, attribution.Cue.First, attribution.Cue.Last - attribution.Cue.First + 1);
        }

        foreach (var attribution in chosen)
        {
            CompleteQuotations(table, attribution, taken);
        }
    }

    /// <summary>A quotation of which most words are content is content as a whole, as far as nobody else has it.</summary>
    private static void CompleteQuotations(TokenTable table, ChosenAttribution attribution, bool[] taken)
    {
        foreach (var quotation in attribution.Content.Where(i => table.Quote[i] >= 0).GroupBy(i => table.Quote[i]).ToList())
        {
            var first = quotation.First();
            while (first > 0 && table.Quote[first - 1] == quotation.Key)
            {
                first--;
            }

            var last = quotation.Last();
            while (last + 1 < table.Count && table.Quote[last + 1] == quotation.Key)
            {
                last++;
            }

            var inside = quotation.Count();
            if (inside * 2 < last - first + 1)
            {
                continue;
            }

            for (var i = first; i <= last; i++)
            {
                // The marks themselves stay where the network put them.
                if (!taken[i] && table.IsWord(i))
                {
                    taken[i] = true;
                    attribution.Content.Add(i);
                }
            }
        }
    }
}
