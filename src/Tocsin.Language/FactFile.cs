using System.Reflection;

namespace Tocsin;

/// <summary>Files of one fact a line: fields parted by tabs, lines that start with # are comments, empty lines are skipped.</summary>
/// <remarks>Compiled into each assembly that embeds such files, and reads those of its own.</remarks>
internal static class FactFile
{
    /// <param name="name">Path under data/, as in "countries.tsv".</param>
    /// <param name="fields">How many fields each line has; a shorter line in our own data is our mistake.</param>
    /// <exception cref="InvalidDataException">The file is not in the assembly, or a line has too few fields.</exception>
    public static IEnumerable<string[]> ReadEmbedded(string name, int fields)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("data/" + name)
            ?? throw new InvalidDataException($"data/{name} is not embedded in the assembly.");
        using var reader = new StreamReader(stream);
        var number = 0;
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            var parts = line.Split('\t');
            if (parts.Length < fields)
            {
                throw new InvalidDataException($"data/{name}, line {number}: {fields} fields expected, {parts.Length} found.");
            }

            yield return parts;
        }
    }
}
