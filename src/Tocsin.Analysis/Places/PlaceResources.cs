namespace Tocsin.Analysis.Places;

/// <summary>The files of data/places, which are embedded in this assembly.</summary>
internal static class PlaceResources
{
    public static byte[] Bytes(string name)
    {
        using var stream = Open(name);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    public static string Text(string name)
    {
        using var reader = new StreamReader(Open(name));
        return reader.ReadToEnd();
    }

    private static Stream Open(string name) =>
        typeof(PlaceResources).Assembly.GetManifestResourceStream("data/places/" + name)
            ?? throw new InvalidOperationException($"data/places/{name} is not embedded in {typeof(PlaceResources).Assembly.GetName().Name}.");
}
