using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Tocsin.Analysis.Times;
using Tocsin.Language;
using Tocsin.Tests;
using Xunit;

namespace Tocsin.Analysis.Tests;

/// <summary>Floors under the quality on TimeML. A third of TimeBank, by the name of the file, was not looked at while the grammar was written.</summary>
public sealed partial class TimeQualityTests
{
    [SuppressMessage("Security", "CA5351", Justification = "It only deals the files into thirds; nothing is protected by it.")]
    [SharedDataTheory]
    [InlineData("TimeBank", true, 92, 78)]
    [InlineData("TimeBank", false, 91, 74)]
    [InlineData("AQUAINT", false, 92, 74)]
    public void Finds_and_resolves_as_well_as_before(string folder, bool heldOut, double relaxedFloor, double valueFloor)
    {
        var core = LanguageCore.Load();
        var finder = new TimeFinder();
        int gold = 0, found = 0, relaxed = 0, value = 0;
        foreach (var path in Directory.GetFiles(SharedData.PathOf("timeml", folder), "*.tml").Order(StringComparer.Ordinal))
        {
            // The sum of the bytes of a hash is the hash modulo 3, as 256 is 1 modulo 3.
            var name = MD5.HashData(Encoding.UTF8.GetBytes(Path.GetFileName(path)));
            if (folder == "TimeBank" && (name.Sum(b => b) % 3 == 0) != heldOut)
            {
                continue;
            }

            var (text, published, marked) = Read(File.ReadAllText(path));
            var times = finder.Find(core.Parse(text), published);
            gold += marked.Count;
            found += times.Length;
            var used = new HashSet<TimeExpression>(ReferenceEqualityComparer.Instance);
            foreach (var (span, expected) in marked)
            {
                if (times.FirstOrDefault(t => !used.Contains(t) && t.Span.Overlaps(span)) is { } hit)
                {
                    used.Add(hit);
                    relaxed++;
                    value += hit.Value == expected ? 1 : 0;
                }
            }
        }

        Assert.InRange(200.0 * relaxed / (gold + found), relaxedFloor, 100);
        Assert.InRange(200.0 * value / (gold + found), valueFloor, 100);
    }

    private static (string Text, DateOnly? Published, List<(TextSpan Span, string Value)> Marked) Read(string xml)
    {
        var created = CreationTime().Match(xml).Groups[1].Value;
        DateOnly? published = DateOnly.TryParseExact(created.Length >= 10 ? created[..10] : created, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
        var text = new StringBuilder();
        var marked = new List<(TextSpan, string)>();
        var (start, value) = (0, "");
        foreach (var piece in Tag().Split(Body().Match(xml).Groups[1].Value))
        {
            if (piece.StartsWith("<TIMEX3", StringComparison.Ordinal))
            {
                (start, value) = (text.Length, Value().Match(piece).Groups[1].Value);
            }
            else if (piece == "</TIMEX3>")
            {
                marked.Add((TextSpan.FromBounds(start, text.Length), value));
            }
            else if (!piece.StartsWith('<'))
            {
                text.Append(WebUtility.HtmlDecode(piece));
            }
        }

        return (text.ToString(), published, marked);
    }

    [GeneratedRegex("<TEXT>(.*?)</TEXT>", RegexOptions.Singleline)]
    private static partial Regex Body();

    [GeneratedRegex("(<[^>]+>)")]
    private static partial Regex Tag();

    [GeneratedRegex(" value=\"([^\"]*)\"")]
    private static partial Regex Value();

    [GeneratedRegex("<DCT><TIMEX3[^>]* value=\"([^\"]*)\"")]
    private static partial Regex CreationTime();
}
