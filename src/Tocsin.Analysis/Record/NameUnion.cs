namespace Tocsin.Analysis.Record;

/// <summary>Names that stand for one thing. Each set is called by its least name, whatever order they were united in.</summary>
internal sealed class NameUnion
{
    private readonly Dictionary<string, string> _parents = new(StringComparer.Ordinal);

    public string Root(string name)
    {
        var root = name;
        while (_parents.TryGetValue(root, out var parent))
        {
            root = parent;
        }

        // Short ways for the next time; without them a long chain of reprints would be walked again and again.
        while (name != root)
        {
            (_parents[name], name) = (root, _parents[name]);
        }

        return root;
    }

    public void Unite(string one, string other)
    {
        var (first, second) = (Root(one), Root(other));
        var order = string.CompareOrdinal(first, second);
        if (order != 0)
        {
            _parents[order < 0 ? second : first] = order < 0 ? first : second;
        }
    }
}
