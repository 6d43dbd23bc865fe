using System.Security.Cryptography;
using System.Text;

namespace Tocsin.Analysis.Record;

/// <summary>A report as the record keeps it, without its text.</summary>
/// <param name="Id">See <see cref="IdOf"/>.</param>
/// <param name="Outlet">Who printed it; null where not known.</param>
/// <param name="PublishedAt">When it was published; midnight UTC where only the day is known; null where not known, never the time of reading.</param>
/// <param name="PublishedToTheMinute">False where only the day of publication is known.</param>
/// <param name="RecordedAt">When it was acknowledged, UTC.</param>
/// <param name="Sequence">Its place in the record, from 1, in the order of recording. Nothing that is shown may depend on it but what is new.</param>
/// <param name="TextLength">UTF-16 units of the text.</param>
public sealed record RecordedDocument(
    string Id, string? Title, string? Outlet, string? Url, string? Path, DateTimeOffset? PublishedAt, bool PublishedToTheMinute, DateTimeOffset RecordedAt, long Sequence, int TextLength)
{
    /// <summary>Who printed it, for a reader: the outlet, else the host of the address, else the path, else the id.</summary>
    public string Printer => Outlet ?? (Uri.TryCreate(Url, UriKind.Absolute, out var address) ? address.Host : null) ?? Path ?? Id;

    /// <summary>
    /// "d" and 16 hexadecimal digits of SHA-256 over outlet, address, publication, title and text: the same report twice is one document, the same words in two outlets are two.
    /// </summary>
    public static string IdOf(string? outlet, string? url, DateTimeOffset? publishedAt, string? title, string text)
    {
        var key = string.Join('\u001f', outlet, url, publishedAt?.UtcDateTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture), title, text);
        return "d" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 8));
    }
}
