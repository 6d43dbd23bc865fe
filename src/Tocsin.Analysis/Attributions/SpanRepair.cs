namespace Tocsin.Analysis.Attributions;

/// <summary>Puts right what a chain over words cannot see: quotations are whole, a source is one phrase.</summary>
/// <remarks>Each rule names how often PolNeAR's training articles follow it.</remarks>
internal static class SpanRepair
{
    /// <summary>Quoted words from which on a content counts as direct speech.</summary>
    private const int QuotedWordsMin = 3;

    private const int SourceGapMax = 2;

    public static void Repair(TokenTable table, List<ChosenAttribution> chosen)
    {
        foreach (var attribution in chosen)
        {
            KeepOneSource(table, attribution);
            TrimSource(table, attribution);
            DropDay(table, attribution);
            DropFirstTime(table, attribution);
            DropUnquoted(table, attribution);
        }

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

    /// <summary>A source is one run of words (all but 9 of 18,361): the subject's, or else the nearest. A small gap is closed.</summary>
    private static void KeepOneSource(TokenTable table, ChosenAttribution attribution)
    {
        var runs = Runs(attribution.Source);
        if (runs.Count < 2)
        {
            return;
        }

        var head = CueFeatures.CueHead(table, attribution.Cue);
        var kept = runs.OrderByDescending(r => HasSubject(table, head, r)).ThenBy(r => Gap(r, attribution.Cue)).ThenBy(r => r.First).First();
        foreach (var run in runs)
        {
            var (between, near) = run.Last < kept.First ? (run.Last + 1, kept.First - 1) : (kept.Last + 1, run.First - 1);
            var close = run != kept && near - between < SourceGapMax && !Enumerable.Range(between, near - between + 1).Any(i => attribution.Cue.Contains(i) || attribution.Content.Contains(i));
            if (close)
            {
                attribution.Source.UnionWith(Enumerable.Range(between, near - between + 1));
            }
            else if (run != kept)
            {
                attribution.Source.ExceptWith(Enumerable.Range(run.First, run.Last - run.First + 1));
            }
        }
    }

    /// <summary>"Mr. Smith, who said": the pronoun that repeats the source is left out (210 of 216).</summary>
    private static void TrimSource(TokenTable table, ChosenAttribution attribution)
    {
        var last = attribution.Source.Count > 1 ? attribution.Source.Max : -1;
        if (last < 0 || !table.Tokens[last].Form.Equals("who", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        attribution.Source.Remove(last);
        if (attribution.Source.Count > 1 && table.Tokens[attribution.Source.Max].Form == ",")
        {
            attribution.Source.Remove(attribution.Source.Max);
        }
    }

    /// <summary>"said Monday that": the day is when it was said (103 of 105).</summary>
    private static void DropDay(TokenTable table, ChosenAttribution attribution)
    {
        foreach (var run in Runs(attribution.Content))
        {
            var that = run.First + 1;
            while (that <= run.Last && that - run.First < 4 && table.Tokens[that].Form != "that")
            {
                that++;
            }

            var isDay = run.First == attribution.Cue.Last + 1 && that <= run.Last && table.Tokens[that].Form == "that" && table.Tokens[that].Upos == "SCONJ"
                && Enumerable.Range(run.First, that - run.First).All(i => table.Tokens[i].Upos is "PROPN" or "ADP" or "PUNCT" or "NUM" || table.Tokens[i].Deprel is "obl:tmod" or "obl:unmarked");
            if (isDay)
            {
                attribution.Content.ExceptWith(Enumerable.Range(run.First, that - run.First));
            }
        }
    }

    /// <summary>"admitted for the first time that": how often it was said is no part of what is said.</summary>
    private static void DropFirstTime(TokenTable table, ChosenAttribution attribution)
    {
        foreach (var run in Runs(attribution.Content))
        {
            var that = run.First;
            while (that < run.Last && that - run.First < 5 && !table.Tokens[that].Form.Equals("that", StringComparison.OrdinalIgnoreCase))
            {
                that++;
            }

            if (run.First > 0 && that > run.First && table.Tokens[that].Form == "that" && table.Tokens[that - 1].Lemma == "time" && (table.Tokens[run.First].Form == "for" || table.Tokens[run.First - 1].Form == "for"))
            {
                attribution.Content.ExceptWith(Enumerable.Range(run.First, that - run.First));
            }
        }
    }

    /// <summary>Direct speech ends with its quotation marks: what follows a quotation and its cue without marks is the reporter's (2,543 of 2,588).</summary>
    private static void DropUnquoted(TokenTable table, ChosenAttribution attribution)
    {
        var sentence = table.Sentence[attribution.Cue.First];
        var quoted = attribution.Content.Where(i => table.Quote[i] >= 0 && table.IsWord(i)).ToList();
        if (quoted.Count < QuotedWordsMin || table.Quote[attribution.Cue.First] >= 0)
        {
            return;
        }

        var inSentence = quoted.Where(i => table.Sentence[i] == sentence).ToList();
        if (inSentence.Count == 0)
        {
            return;
        }

        if (inSentence[0] < attribution.Cue.First && IsAdjacent(table, attribution, inSentence.Last(i => i < attribution.Cue.First)))
        {
            foreach (var run in Runs(attribution.Content).Where(r => r.First > attribution.Cue.Last && table.Sentence[r.First] == sentence))
            {
                attribution.Content.ExceptWith(Enumerable.Range(run.First, run.Last - run.First + 1).TakeWhile(i => table.Quote[i] < 0 && table.Sentence[i] == sentence));
            }
        }
    }

    /// <summary>Only the source and marks stand between the quotation and the cue.</summary>
    private static bool IsAdjacent(TokenTable table, ChosenAttribution attribution, int quoted)
    {
        for (var i = quoted + 1; i < attribution.Cue.First; i++)
        {
            if (table.IsWord(i) && !attribution.Source.Contains(i))
            {
                return false;
            }
        }

        return true;
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
                if (!taken[i])
                {
                    taken[i] = true;
                    attribution.Content.Add(i);
                }
            }
        }
    }

    private static bool HasSubject(TokenTable table, int head, CueSpan run)
    {
        for (var i = run.First; i <= run.Last; i++)
        {
            if (table.Head[i] == head && (table.Tokens[i].Relation == "nsubj" || table.Tokens[i].Deprel == "obl:agent"))
            {
                return true;
            }
        }

        return false;
    }

    private static int Gap(CueSpan run, CueSpan cue) => run.Last < cue.First ? cue.First - run.Last : run.First - cue.Last;

    private static List<CueSpan> Runs(SortedSet<int> tokens)
    {
        var runs = new List<CueSpan>();
        foreach (var token in tokens)
        {
            if (runs.Count > 0 && runs[^1].Last == token - 1)
            {
                runs[^1] = runs[^1] with { Last = token };
            }
            else
            {
                runs.Add(new CueSpan(token, token));
            }
        }

        return runs;
    }
}
