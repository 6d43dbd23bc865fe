using Tocsin.Language;
using Tocsin.Language.Neural;

namespace Tocsin.Analysis.Attributions;

/// <summary>A table of learned rows.</summary>
internal readonly record struct FeatureTable(string Name, int Width);

/// <summary>What the span model sees of a token beside the encoder's state: rows of its tables.</summary>
/// <remarks>Names have no lemma of their own: the model must not learn who was in the news when its training data was written.</remarks>
internal sealed class TokenFeatures
{
    private const int UnknownLemma = 0;
    private const int NameLemma = 1;
    private const int FigureLemma = 2;
    private const int FirstLemma = 3;

    private static readonly string[] ChildRelations = ["ccomp", "xcomp", "nsubj", "obj", "parataxis", "mark", "obl", "advcl"];
    private readonly Dictionary<ulong, int> _lemmas = [];
    private readonly Dictionary<string, int> _upos;
    private readonly Dictionary<string, int> _relations;
    private readonly ulong[] _lemmaHashes;
    private readonly string[] _uposNames;
    private readonly string[] _relationNames;

    /// <param name="lemmas">Hashes of the lemmas with a row of their own.</param>
    public TokenFeatures(ulong[] lemmas, string[] upos, string[] relations)
    {
        _lemmaHashes = lemmas;
        _uposNames = upos;
        _relationNames = relations;
        for (var i = 0; i < lemmas.Length; i++)
        {
            _lemmas[lemmas[i]] = FirstLemma + i;
        }

        _upos = Index(upos);
        _relations = Index(relations);
    }

    public static IReadOnlyList<FeatureTable> Tables { get; } =
    [
        new("lemma", 48), new("head.lemma", 32), new("upos", 12), new("relation", 20), new("head.upos", 8),
        new("name", 8), new("quote", 8), new("position", 6), new("children", 12), new("shape", 6),
    ];

    /// <summary>Numbers a token from all tables together.</summary>
    public static int Width => Tables.Sum(t => t.Width);

    /// <summary>Rows of each table.</summary>
    public int[] Rows =>
    [
        FirstLemma + _lemmaHashes.Length, FirstLemma + _lemmaHashes.Length + 1, _uposNames.Length + 1, _relationNames.Length + 1, _uposNames.Length + 2,
        9, 7, 8, 1 << ChildRelations.Length, 8,
    ];

    public static TokenFeatures Load(ModelFile file) => new(file.Hashes("lemmas"), file.Strings("classes.upos"), file.Strings("classes.relation"));

    public void Save(ModelFile file)
    {
        file.AddHashes("lemmas", _lemmaHashes);
        file.AddStrings("classes.upos", _uposNames);
        file.AddStrings("classes.relation", _relationNames);
    }

    /// <summary>The word by which a token is looked up: its lemma, or its form before analysis.</summary>
    public static string Word(Token token) => WordFeatures.Normalize(token.Lemma == "_" ? token.Form : token.Lemma);

    public static bool IsName(Token token) => token.Upos == "PROPN";

    /// <summary>Rows for every token: one list a table, in the order of <see cref="Tables"/>.</summary>
    public int[][] Find(TokenTable table)
    {
        var n = table.Count;
        var ids = new int[Tables.Count][];
        for (var k = 0; k < ids.Length; k++)
        {
            ids[k] = new int[n];
        }

        for (var i = 0; i < n; i++)
        {
            var token = table.Tokens[i];
            ids[0][i] = Lemma(token);
            ids[2][i] = Class(_upos, token.Upos);
            ids[3][i] = Class(_relations, token.Deprel);
            ids[6][i] = Quote(table, i);
            ids[9][i] = Shape(token.Form);
        }

        for (var i = 0; i < n; i++)
        {
            var head = table.Head[i];
            ids[1][i] = head < 0 ? FirstLemma + _lemmaHashes.Length : ids[0][head];
            ids[4][i] = head < 0 ? _uposNames.Length + 1 : ids[2][head];
            if (head >= 0 && Array.IndexOf(ChildRelations, table.Tokens[i].Relation) is var bit and >= 0)
            {
                ids[8][head] |= 1 << bit;
            }
        }

        for (var s = 0; s < table.Paragraph.Length; s++)
        {
            AddSentence(table, s, ids[5], ids[7]);
        }

        return ids;
    }

    private static void AddSentence(TokenTable table, int s, int[] names, int[] positions)
    {
        var (first, end) = (table.SentenceStart[s], table.SentenceStart[s + 1]);
        foreach (var name in table.Parsed.Sentences[s].Names)
        {
            for (var i = 0; i < name.Count; i++)
            {
                names[first + name.First + i] = 1 + (2 * (int)name.Tag) + (i == 0 ? 0 : 1);
            }
        }

        // A headline has a paragraph of its own; it says "Lynch: no influence" where the body says "Lynch said".
        var alone = (s == 0 || table.Paragraph[s - 1] != table.Paragraph[s]) && (s + 1 == table.Paragraph.Length || table.Paragraph[s + 1] != table.Paragraph[s]);
        var startsParagraph = s == 0 || table.Paragraph[s - 1] != table.Paragraph[s];
        for (var i = first; i < end; i++)
        {
            var place = i == first ? startsParagraph ? 1 : 2 : i == end - 1 ? 3 : 0;
            positions[i] = place + (s == 0 || (alone && table.Tokens[end - 1].Upos != "PUNCT") ? 4 : 0);
        }
    }

    private static int Quote(TokenTable table, int token)
    {
        var quote = table.Quote[token];
        if (quote < 0)
        {
            return 0;
        }

        if (table.Nested[token])
        {
            return 4;
        }

        var span = table.Quotations.Outermost[quote].Span;
        return table.Tokens[token].Span.Start <= span.Start ? 1
            : !table.Quotations.Outermost[quote].Closed ? 5
            : table.Tokens[token].Span.End >= span.End ? 2
            : 3;
    }

    private static int Shape(string form)
    {
        bool upper = false, lower = false, digit = false;
        foreach (var c in form)
        {
            upper |= char.IsUpper(c);
            lower |= char.IsLower(c);
            digit |= char.IsDigit(c);
        }

        return digit ? 1 : upper && lower ? char.IsUpper(form[0]) ? 2 : 3 : upper ? form.Length == 1 ? 4 : 5 : lower ? 6 : 7;
    }

    private int Lemma(Token token)
    {
        if (IsName(token))
        {
            return NameLemma;
        }

        var word = Word(token);
        return word[0] == '!' && word.Length > 1 ? FigureLemma : _lemmas.GetValueOrDefault(WordFeatures.Hash(word), UnknownLemma);
    }

    private static int Class(Dictionary<string, int> index, string name) => index.GetValueOrDefault(name, 0);

    /// <summary>Row 0 is for what training never saw.</summary>
    private static Dictionary<string, int> Index(string[] names) =>
        names.Select((name, i) => (name, i)).ToDictionary(p => p.name, p => p.i + 1, StringComparer.Ordinal);
}
