using System.Text;

namespace Tocsin.Language.Neural;

/// <summary>Lemma scripts of forms whose lemma the treebanks agree on, found by form and tag.</summary>
internal sealed class LemmaLexicon
{
    private readonly ulong[] _keys;
    private readonly string[] _scripts;

    /// <param name="lines">UTF-8 lines of lower-case form, XPOS and script, tab-separated.</param>
    public LemmaLexicon(ReadOnlyMemory<byte> lines)
    {
        var keys = new List<ulong>();
        var scripts = new List<string>();
        var pool = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in Encoding.UTF8.GetString(lines.Span).AsSpan().EnumerateLines())
        {
            var end = line.LastIndexOf('\t');
            var script = line[(end + 1)..].ToString();
            if (!pool.TryGetValue(script, out var shared))
            {
                pool[script] = shared = script;
            }

            keys.Add(WordFeatures.Hash(line[..end]));
            scripts.Add(shared);
        }

        _keys = [.. keys];
        _scripts = [.. scripts];
        Array.Sort(_keys, _scripts);
    }

    public string? Find(string form, string xpos)
    {
        Span<char> key = stackalloc char[64];
        if (form.Length + xpos.Length + 1 > key.Length)
        {
            return null;
        }

        form.AsSpan().ToLowerInvariant(key);
        key[form.Length] = '\t';
        xpos.CopyTo(key[(form.Length + 1)..]);
        var found = Array.BinarySearch(_keys, WordFeatures.Hash(key[..(form.Length + 1 + xpos.Length)]));
        return found >= 0 ? _scripts[found] : null;
    }
}
