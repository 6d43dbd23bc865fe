using Tocsin.Language.Neural;

namespace Tocsin.Analysis.Attributions;

/// <summary>A cue: tokens of one sentence, from first to last, both inside.</summary>
internal readonly record struct CueSpan(int First, int Last)
{
    public bool Contains(int token) => token >= First && token <= Last;
}

/// <summary>How each token of a segment stands to a cue: rows of the tables Distance, Context, Between and Path.</summary>
internal sealed class CueFeatures
{
    public const int DistanceRows = 35;
    public const int ContextRows = 6 * 5 * 3 * 4;
    public const int BetweenRows = 3 * 3 * 2 * 3;
    private const int FirstPath = 4;
    private const int LongestClimb = 6;
    private const int Deepest = 60;

    private readonly Dictionary<ulong, int> _paths = [];
    private readonly ulong[] _pathHashes;

    /// <param name="paths">Hashes of the dependency paths with a row of their own.</param>
    public CueFeatures(ulong[] paths)
    {
        _pathHashes = paths;
        for (var i = 0; i < paths.Length; i++)
        {
            _paths[paths[i]] = FirstPath + i;
        }
    }

    public static IReadOnlyList<string> Tables { get; } = ["distance", "context", "between", "path"];

    public int[] Rows => [DistanceRows, ContextRows, BetweenRows, FirstPath + _pathHashes.Length];

    public static CueFeatures Load(ModelFile file) => new(file.Hashes("paths"));

    public void Save(ModelFile file) => file.AddHashes("paths", _pathHashes);

    /// <summary>The token of a cue that the others hang on; a verb where there is a choice.</summary>
    public static int CueHead(TokenTable table, CueSpan cue)
    {
        var best = -1;
        for (var i = cue.First; i <= cue.Last; i++)
        {
            if (table.Head[i] < 0 || !cue.Contains(table.Head[i]))
            {
                if (table.Tokens[i].Upos == "VERB")
                {
                    return i;
                }

                best = best < 0 || (table.Tokens[best].Upos != "NOUN" && table.Tokens[i].Upos == "NOUN") ? i : best;
            }
        }

        return best < 0 ? cue.First : best;
    }

    /// <summary>Fills four rows a token for the tokens from <paramref name="first"/> to before <paramref name="end"/>.</summary>
    /// <param name="otherCues">True for tokens of any cue of the text.</param>
    public void Find(TokenTable table, CueSpan cue, int first, int end, bool[] otherCues, int[] distance, int[] context, int[] between, int[] path)
    {
        var head = CueHead(table, cue);
        var sentence = table.Sentence[head];
        var (before, after) = NearestQuotes(table, cue, first, end);
        var near = (before >= 0 && NearQuote(table, cue.First - 4, cue.First, before, first, end) ? 1 : 0)
            + (after >= 0 && NearQuote(table, cue.Last + 1, cue.Last + 5, after, first, end) ? 2 : 0);
        var own = table.Quote[head];
        for (var i = first; i < end; i++)
        {
            var s = table.Sentence[i] - sentence;
            var quote = table.Quote[i];
            var relation = quote < 0 ? 0 : quote == own ? 1 : quote == before ? 2 : quote == after ? 3 : quote < before ? 4 : 5;
            var paragraphs = Math.Min(2, Math.Abs(table.Paragraph[table.Sentence[i]] - table.Paragraph[sentence]));
            context[i - first] = (((((relation * 5) + Math.Clamp(s, -2, 2) + 2) * 3) + paragraphs) * 4) + near;
            distance[i - first] = Distance(i < cue.First ? i - cue.First : i > cue.Last ? i - cue.Last : 0);
            path[i - first] = s < 0 ? 1 : 2;
        }

        Between(table, cue, first, end, otherCues, between);
        Paths(table, head, Math.Max(first, table.SentenceStart[sentence]), Math.Min(end, table.SentenceStart[sentence + 1]), first, path);
    }

    /// <summary>Hashes of the paths from a cue to the tokens of its sentence, for counting them.</summary>
    public static ulong PathHash(TokenTable table, int head, int token, ReadOnlySpan<int> ancestors)
    {
        var below = -1;
        var belowThat = -1;
        var at = token;
        var rank = -1;
        for (var depth = 0; at >= 0 && depth < Deepest; depth++)
        {
            rank = ancestors.IndexOf(at);
            if (rank >= 0)
            {
                break;
            }

            belowThat = below;
            below = at;
            at = table.Head[at];
        }

        if (rank < 0)
        {
            return 1;
        }

        var hash = 17UL;
        for (var i = 0; i < rank; i++)
        {
            hash = Mix(hash, WordFeatures.Hash(table.Tokens[ancestors[i]].Deprel));
        }

        hash = Mix(hash, 29);
        if (below >= 0)
        {
            hash = Mix(Mix(hash, WordFeatures.Hash(table.Tokens[below].Deprel)), below < head ? 3UL : 5UL);
        }

        return belowThat >= 0 ? Mix(hash, WordFeatures.Hash(table.Tokens[belowThat].Relation)) : hash;
    }

    /// <summary>The head of a cue and what is above it, nearest first.</summary>
    public static int Ancestors(TokenTable table, int head, Span<int> ancestors)
    {
        var count = 0;
        for (var at = head; at >= 0 && count < ancestors.Length; at = table.Head[at])
        {
            ancestors[count++] = at;
        }

        return count;
    }

    public static int LongestPath => LongestClimb + 1;

    private void Paths(TokenTable table, int head, int from, int to, int first, int[] path)
    {
        Span<int> ancestors = stackalloc int[LongestPath];
        ancestors = ancestors[..Ancestors(table, head, ancestors)];
        for (var i = from; i < to; i++)
        {
            path[i - first] = _paths.GetValueOrDefault(PathHash(table, head, i, ancestors), 3);
        }
    }

    private static void Between(TokenTable table, CueSpan cue, int first, int end, bool[] otherCues, int[] between)
    {
        var (commas, cues) = (0, 0);
        for (var i = cue.First - 1; i >= first; i--)
        {
            Count(i, 1);
        }

        (commas, cues) = (0, 0);
        for (var i = cue.Last + 1; i < end; i++)
        {
            Count(i, 2);
        }

        for (var i = Math.Max(first, cue.First); i <= cue.Last && i < end; i++)
        {
            between[i - first] = 0;
        }

        void Count(int i, int side)
        {
            var isCue = otherCues[i];
            between[i - first] = (((((commas * 3) + cues) * 2) + (isCue ? 1 : 0)) * 3) + side;
            commas = Math.Min(2, commas + (table.Tokens[i].Form == "," ? 1 : 0));
            cues = Math.Min(2, cues + (isCue ? 1 : 0));
        }
    }

    private static (int Before, int After) NearestQuotes(TokenTable table, CueSpan cue, int first, int end)
    {
        var own = table.Quote[cue.First];
        var before = -1;
        for (var i = cue.First - 1; i >= first && before < 0; i--)
        {
            before = table.Quote[i] != own ? table.Quote[i] : -1;
        }

        var after = -1;
        for (var i = cue.Last + 1; i < end && after < 0; i++)
        {
            after = table.Quote[i] != own ? table.Quote[i] : -1;
        }

        return (before, after);
    }

    private static bool NearQuote(TokenTable table, int from, int to, int quote, int first, int end)
    {
        for (var i = Math.Max(from, first); i < Math.Min(to, end); i++)
        {
            if (table.Quote[i] == quote)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Signed distance in 17 steps a side: exact to 8, then wider.</summary>
    private static int Distance(int tokens)
    {
        var far = Math.Abs(tokens);
        var step = far <= 8 ? far : far <= 10 ? 9 : far <= 13 ? 10 : far <= 18 ? 11 : far <= 25 ? 12 : far <= 35 ? 13 : far <= 50 ? 14 : far <= 75 ? 15 : far <= 110 ? 16 : 17;
        return 17 + (tokens < 0 ? -step : step);
    }

    private static ulong Mix(ulong hash, ulong next) => System.Numerics.BitOperations.RotateLeft((hash ^ next) * 0x9E3779B97F4A7C15UL, 27);
}
