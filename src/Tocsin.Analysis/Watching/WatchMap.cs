using System.Collections.Immutable;
using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Tocsin.Analysis.Watching;

/// <summary>What is wrong in a file that a user wrote.</summary>
/// <param name="Line">From 1, as is <paramref name="Column"/>.</param>
/// <param name="What">What is wrong and what to write, as a sentence.</param>
public sealed record WatchProblem(int Line, int Column, string What)
{
    /// <summary>It can be used as it stands, but perhaps not as it was meant.</summary>
    public bool IsDoubt { get; init; }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Line}:{Column}: {(IsDoubt ? "note: " : "")}{What}");
}

/// <summary>Keys with values in a watch file. Each getter takes its key; what nobody took is told by <see cref="TellUnknown"/>.</summary>
/// <remarks>A value that cannot be read is told with its place, and its default taken; the rest of the file goes on.</remarks>
public sealed class WatchMap
{
    private readonly YamlMappingNode _node;
    private readonly List<WatchProblem> _problems;
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    internal WatchMap(YamlMappingNode node, List<WatchProblem> problems)
    {
        _node = node;
        _problems = problems;
    }

    public int Line => (int)_node.Start.Line;

    public int Column => (int)_node.Start.Column;

    /// <summary>Reads a file's text; an empty map where it is no YAML, which is then the only problem.</summary>
    public static WatchMap Parse(string text, List<WatchProblem> problems)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(problems);
        var stream = new YamlStream();
        using var reader = new StringReader(text);
        var parser = new Parser(reader);
        try
        {
            stream.Load(parser);
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException)
        {
            // The scanner gives up so on some malformed text and does not say where; all before the place was read.
            var at = parser.Current?.End ?? Mark.Empty;
            problems.Add(new WatchProblem((int)Math.Max(1, at.Line), (int)Math.Max(1, at.Column), "Not YAML from here on: a key may stand at another depth than its neighbours. Nothing of the file is used."));
            return new WatchMap(new YamlMappingNode(), problems);
        }
        catch (YamlException error)
        {
            problems.Add(new WatchProblem((int)Math.Max(1, error.Start.Line), (int)Math.Max(1, error.Start.Column), $"Not YAML: {Clause(error)}. Nothing of the file is used."));
            return new WatchMap(new YamlMappingNode(), problems);
        }

        if (stream.Documents.Count == 0)
        {
            return new WatchMap(new YamlMappingNode(), problems);
        }

        if (stream.Documents[0].RootNode is YamlMappingNode root)
        {
            return new WatchMap(root, problems);
        }

        problems.Add(new WatchProblem(1, 1, "Keys such as \"rules:\" are expected, each at the start of a line."));
        return new WatchMap(new YamlMappingNode(), problems);
    }

    public bool Has(string key) => Node(key) is not null;

    /// <summary>Whether the value has keys of its own, and is not one value or a list.</summary>
    public bool HoldsKeys(string key) => Node(key) is YamlMappingNode;

    /// <summary>Null where the key is missing or empty.</summary>
    public string? Text(string key)
    {
        switch (Node(key))
        {
            case null:
                return null;
            case YamlScalarNode scalar:
                return string.IsNullOrWhiteSpace(scalar.Value) || (scalar.Style == ScalarStyle.Plain && scalar.Value is "null" or "~") ? null : scalar.Value.Trim();
            case var other:
                Tell(other, $"\"{key}\" is to be one value, such as {key}: text.");
                return null;
        }
    }

    /// <summary>Tells where the key is missing.</summary>
    public string? Required(string key, string example)
    {
        var text = Text(key);
        if (text is null && Node(key) is null or YamlScalarNode)
        {
            Tell($"\"{key}\" is missing. Write {key}: {example}");
        }

        return text;
    }

    public double? Number(string key, double min, double max) =>
        Read<double>(key, text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max ? number : null, string.Create(CultureInfo.InvariantCulture, $"a number from {min} to {max}"));

    public int? Whole(string key, int min, int max) =>
        Read(key, text => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max ? number : (int?)null, string.Create(CultureInfo.InvariantCulture, $"a whole number from {min} to {max}"));

    /// <summary>"90s", "5m", "6h", "2d", or several of them: "1h 30m".</summary>
    public TimeSpan? Duration(string key) => Read<TimeSpan>(key, WatchValues.Duration, "a time such as 90s, 5m, 6h or 2d");

    /// <summary>"800 m" or "5 km", in kilometres.</summary>
    public double? Kilometres(string key) => Read<double>(key, WatchValues.Kilometres, "a distance such as 5 km or 800 m");

    /// <summary>"70%" or "0.7".</summary>
    public double? Part(string key) => Read<double>(key, WatchValues.Part, "a probability such as 70% or 0.7");

    public bool? Flag(string key) => Read(key, text => text switch { "true" or "yes" or "on" => true, "false" or "no" or "off" => false, _ => (bool?)null }, "yes or no");

    /// <summary>One of some words, in any case.</summary>
    public T? Choice<T>(string key, IReadOnlyDictionary<string, T> choices)
        where T : struct =>
        Read<T>(key, text => choices.TryGetValue(text.ToLowerInvariant(), out var value) ? value : (T?)null, "one of " + string.Join(", ", choices.Keys));

    /// <summary>A list, or one value in its place.</summary>
    public ImmutableArray<string> Texts(string key)
    {
        switch (Node(key))
        {
            case null:
                return [];
            case YamlScalarNode { Value: { Length: > 0 } one }:
                return [one.Trim()];
            case YamlSequenceNode list:
                var texts = ImmutableArray.CreateBuilder<string>();
                foreach (var item in list)
                {
                    if (item is YamlScalarNode { Value: { Length: > 0 } text })
                    {
                        texts.Add(text.Trim());
                    }
                    else
                    {
                        Tell(item, $"\"{key}\" lists values, one each.");
                    }
                }

                return texts.ToImmutable();
            case var other:
                Tell(other, $"\"{key}\" is to be a list, such as {key}: [one, two].");
                return [];
        }
    }

    /// <summary>A list whose entries may be lists themselves.</summary>
    public ImmutableArray<ImmutableArray<string>> TextGroups(string key) => Node(key) is YamlSequenceNode list
        ? [.. list.Select(item => item is YamlSequenceNode group
            ? [.. group.OfType<YamlScalarNode>().Select(one => one.Value?.Trim()).OfType<string>()]
            : item is YamlScalarNode { Value: { } single } ? ImmutableArray.Create(single.Trim()) : [])]
        : [.. Texts(key).Select(ImmutableArray.Create)];

    public WatchMap? Map(string key)
    {
        switch (Node(key))
        {
            case null or YamlScalarNode { Value: null or "" }:
                return null;
            case YamlMappingNode map:
                return new WatchMap(map, _problems);
            case var other:
                Tell(other, $"\"{key}\" is to hold keys of its own.");
                return null;
        }
    }

    /// <summary>A list of entries, each with keys.</summary>
    public ImmutableArray<WatchMap> Maps(string key)
    {
        switch (Node(key))
        {
            case null or YamlScalarNode { Value: null or "" }:
                return [];
            case YamlSequenceNode list:
                var maps = ImmutableArray.CreateBuilder<WatchMap>();
                foreach (var item in list)
                {
                    if (item is YamlMappingNode map)
                    {
                        maps.Add(new WatchMap(map, _problems));
                    }
                    else
                    {
                        Tell(item, $"An entry of \"{key}\" has keys of its own, such as \"- id: name\".");
                    }
                }

                return maps.ToImmutable();
            case var other:
                Tell(other, $"\"{key}\" is to be a list; begin each entry with \"- \".");
                return [];
        }
    }

    /// <summary>Tells of this entry as a whole.</summary>
    public void Tell(string what) => _problems.Add(new WatchProblem(Line, Column, what));

    /// <summary>Tells of the value of a key.</summary>
    public void Tell(string key, string what)
    {
        if (Node(key) is { } node)
        {
            Tell(node, what);
        }
        else
        {
            Tell(what);
        }
    }

    /// <summary>Tells of the value of a key that can be used, but perhaps not as it was meant.</summary>
    public void Doubt(string key, string what)
    {
        var at = Node(key)?.Start ?? _node.Start;
        _problems.Add(new WatchProblem((int)at.Line, (int)at.Column, what) { IsDoubt = true });
    }

    /// <summary>Tells of keys that nothing asked for: most are misspelt.</summary>
    public void TellUnknown()
    {
        foreach (var (key, _) in _node.Children)
        {
            if (key is YamlScalarNode { Value: { } name } && !_taken.Contains(name))
            {
                var near = _taken.MinBy(known => WatchValues.Distance(known, name));
                var advice = near is not null && WatchValues.Distance(near, name) <= 2 ? $" Did you mean \"{near}\"?" : $" Known here: {string.Join(", ", _taken.Order(StringComparer.Ordinal))}.";
                Tell(key, $"\"{name}\" is not known here.{advice}");
            }
        }
    }

    private T? Read<T>(string key, Func<string, T?> read, string expected)
        where T : struct
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        var value = read(text);
        if (value is null)
        {
            Tell(Node(key)!, $"\"{text}\" is not {expected}, which \"{key}\" needs.");
        }

        return value;
    }

    private YamlNode? Node(string key)
    {
        _taken.Add(key);
        return _node.Children.TryGetValue(new YamlScalarNode(key), out var node) ? node : null;
    }

    private void Tell(YamlNode node, string what) => _problems.Add(new WatchProblem((int)node.Start.Line, (int)node.Start.Column, what));

    private static string Clause(YamlException error)
    {
        var message = (error.InnerException ?? error).Message;
        var cut = message.IndexOf("): ", StringComparison.Ordinal);
        return (cut < 0 ? message : message[(cut + 3)..]).TrimEnd('.', ' ');
    }
}
