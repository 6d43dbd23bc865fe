using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Tocsin.Language;

namespace Tocsin.Analysis;

/// <summary>Names what read a document, so that it is known which readings a newer reader would better: the number of the code's manner of reading, and a digest of the models and lists.</summary>
public static class ReaderVersion
{
    /// <summary>Raised whenever the code reads something otherwise than before.</summary>
    private const int Number = 1;

    private const int DigestBytes = 4;

    /// <summary>Such as "1-3fa85f64"; with a list of the user's own "1-3fa85f64+0b2c91d7". Takes some tens of milliseconds: ask once.</summary>
    /// <param name="actors">The lines of the user's own list; null for none.</param>
    public static string Of(IEnumerable<string>? actors = null)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[256 * 1024];
        foreach (var assembly in new[] { typeof(LanguageCore).Assembly, typeof(Reader).Assembly })
        {
            foreach (var name in assembly.GetManifestResourceNames().Order(StringComparer.Ordinal))
            {
                digest.AppendData(Encoding.UTF8.GetBytes(name));
                using var resource = assembly.GetManifestResourceStream(name)!;
                int read;
                while ((read = resource.Read(buffer)) > 0)
                {
                    digest.AppendData(buffer, 0, read);
                }
            }
        }

        var shipped = string.Create(CultureInfo.InvariantCulture, $"{Number}-{Hex(digest.GetHashAndReset())}");
        return actors is null ? shipped : $"{shipped}+{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', actors))))}";
    }

    private static string Hex(byte[] hash) => Convert.ToHexStringLower(hash.AsSpan(0, DigestBytes));
}
