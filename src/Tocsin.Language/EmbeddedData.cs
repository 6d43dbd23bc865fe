namespace Tocsin.Language;

/// <summary>Files of <c>data/</c> that are in the assembly.</summary>
internal static class EmbeddedData
{
    /// <summary>The lines of a list, without blank lines and those that start with <c># </c>.</summary>
    public static IEnumerable<string> Lines(string name)
    {
        using var reader = new StreamReader(Open(name));
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && !line.StartsWith("# ", StringComparison.Ordinal))
            {
                yield return line;
            }
        }
    }

    public static Stream Open(string name) =>
        typeof(EmbeddedData).Assembly.GetManifestResourceStream(name)
        ?? throw new InvalidOperationException($"The assembly was built without its data file {name}.");
}
