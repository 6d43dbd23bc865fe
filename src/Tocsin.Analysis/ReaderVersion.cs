using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Tocsin.Language;

namespace Tocsin.Analysis;

/// <summary>Which reader made a reading: its model, its word lists, its code, and the user's own list of actors. The same version reads the same document the same.</summary>
/// <remarks>All of it is digested, so a reader that was changed in any of these is another one, and <c>tocsin reread</c> reads with it what the one before had read.</remarks>
public static class ReaderVersion
{
    private const int DigestBytes = 4;

    /// <summary>Lists that weigh readings against each other and read nothing.</summary>
    private static readonly string[] ListsThatReadNothing = ["data/assessment/", "data/duplicates/", "data/incidents/", "data/warnings/"];

    /// <summary>Such as "0.1.0-3fa85f64"; with a list of the user's own "0.1.0-3fa85f64+0b2c91d7". Takes some tens of milliseconds: ask once.</summary>
    /// <param name="actors">The lines of the user's own list; null for none.</param>
    public static string Of(IEnumerable<string>? actors = null)
    {
        Assembly[] assemblies = [typeof(LanguageCore).Assembly, typeof(Reader).Assembly];
        var shipped = Of(assemblies.SelectMany(Resources), ReaderCode.Digests);
        return actors is null ? shipped : $"{shipped}+{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', actors))))}";
    }

    /// <param name="resources">What is read with, by name.</param>
    /// <param name="code">The digests of the code's files; their order means nothing.</param>
    internal static string Of(IEnumerable<(string Name, Func<Stream> Open)> resources, string code)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        digest.AppendData(Encoding.ASCII.GetBytes(string.Join(' ', code.Split(' ').Order(StringComparer.Ordinal))));
        var buffer = new byte[256 * 1024];
        foreach (var (name, open) in resources.Where(resource => !ListsThatReadNothing.Any(list => resource.Name.StartsWith(list, StringComparison.Ordinal))).OrderBy(resource => resource.Name, StringComparer.Ordinal))
        {
            digest.AppendData(Encoding.UTF8.GetBytes(name));
            using var resource = open();
            int read;
            while ((read = resource.Read(buffer)) > 0)
            {
                digest.AppendData(buffer, 0, read);
            }
        }

        var product = typeof(Reader).Assembly.GetName().Version;
        return string.Create(CultureInfo.InvariantCulture, $"{product?.ToString(3)}-{Hex(digest.GetHashAndReset())}");
    }

    private static IEnumerable<(string Name, Func<Stream> Open)> Resources(Assembly assembly) =>
        assembly.GetManifestResourceNames().Select(name => (name, (Func<Stream>)(() => assembly.GetManifestResourceStream(name)!)));

    private static string Hex(byte[] hash) => Convert.ToHexStringLower(hash.AsSpan(0, DigestBytes));
}
