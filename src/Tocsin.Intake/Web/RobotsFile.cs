using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Tocsin.Intake.Web;

/// <summary>What a site asks of robots (RFC 9309): the rules for one of them, the longest that matches wins.</summary>
/// <param name="CrawlDelay">How long to wait between requests, where it says so; a custom that the standard leaves out.</param>
public sealed record RobotsFile(ImmutableArray<RobotsFile.Rule> Rules, TimeSpan? CrawlDelay)
{
    /// <summary>RFC 9309, 2.5: at least this much is read. More is left unread.</summary>
    public const int BytesMax = 500 * 1024;

    private const int CrawlDelaySecondsMax = 60;

    /// <param name="Pattern">Begins with "/" or "*"; "*" is any run of characters, "$" at the end is the end of the path.</param>
    public readonly record struct Rule(bool Allows, string Pattern);

    public static RobotsFile AllowAll { get; } = new([], null);

    public static RobotsFile DisallowAll { get; } = new([new Rule(false, "/")], null);

    /// <param name="product">The name by which rules call us, case aside: its own groups count, else those for "*", else nothing is forbidden.</param>
    public static RobotsFile Parse(string text, string product)
    {
        var own = new Group();
        var others = new Group();
        var ownFound = false;
        List<Group> named = [];
        var inRules = true;
        foreach (var raw in text.AsSpan().TrimStart('\uFEFF').EnumerateLines())
        {
            var line = (raw.IndexOf('#') is var comment and >= 0 ? raw[..comment] : raw).Trim();
            var colon = line.IndexOf(':');
            if (colon <= 0)
            {
                continue;
            }

            var key = line[..colon].Trim();
            var value = line[(colon + 1)..].Trim();
            if (key.Equals("user-agent", StringComparison.OrdinalIgnoreCase))
            {
                named = inRules ? [] : named;
                inRules = false;
                if (value is "*")
                {
                    named.Add(others);
                }
                else if (Product(value).Equals(product, StringComparison.OrdinalIgnoreCase))
                {
                    ownFound = true;
                    named.Add(own);
                }

                continue;
            }

            var allows = key.Equals("allow", StringComparison.OrdinalIgnoreCase);
            if (allows || key.Equals("disallow", StringComparison.OrdinalIgnoreCase))
            {
                inRules = true;
                if (value.StartsWith("/") || value.StartsWith("*"))
                {
                    var rule = new Rule(allows, Normalized(value));
                    named.ForEach(group => group.Rules.Add(rule));
                }
            }
            else if (key.Equals("crawl-delay", StringComparison.OrdinalIgnoreCase))
            {
                inRules = true;
                if (double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
                {
                    named.ForEach(group => group.Delay = TimeSpan.FromSeconds(Math.Min(seconds, CrawlDelaySecondsMax)));
                }
            }
        }

        var applies = ownFound ? own : others;
        return new RobotsFile([.. applies.Rules], applies.Delay);
    }

    /// <param name="pathAndQuery">Begins with "/".</param>
    public bool Allows(string pathAndQuery)
    {
        var path = Normalized(pathAndQuery);
        if (path == "/robots.txt")
        {
            return true;
        }

        var longest = -1;
        var allows = true;
        foreach (var rule in Rules)
        {
            // Of two that are as long, the one that allows wins (2.2.2).
            if ((rule.Pattern.Length > longest || (rule.Pattern.Length == longest && rule.Allows)) && Matches(path, rule.Pattern))
            {
                longest = rule.Pattern.Length;
                allows = rule.Allows;
            }
        }

        return allows;
    }

    /// <summary>Each part between stars is looked for behind the one before; what is found first never spoils a later part.</summary>
    private static bool Matches(ReadOnlySpan<char> path, ReadOnlySpan<char> pattern)
    {
        var toEnd = pattern.EndsWith("$");
        pattern = toEnd ? pattern[..^1] : pattern;
        var star = pattern.IndexOf('*');
        if (star < 0)
        {
            return toEnd ? path.SequenceEqual(pattern) : path.StartsWith(pattern);
        }

        if (!path.StartsWith(pattern[..star]))
        {
            return false;
        }

        path = path[star..];
        pattern = pattern[(star + 1)..];
        while ((star = pattern.IndexOf('*')) >= 0)
        {
            var at = path.IndexOf(pattern[..star]);
            if (at < 0)
            {
                return false;
            }

            path = path[(at + star)..];
            pattern = pattern[(star + 1)..];
        }

        return toEnd ? path.EndsWith(pattern) : path.IndexOf(pattern) >= 0;
    }

    /// <summary>The letters, digits, - and _ at the front: "Tocsin/1.0 (news)" is "Tocsin".</summary>
    private static ReadOnlySpan<char> Product(ReadOnlySpan<char> value)
    {
        var length = 0;
        while (length < value.Length && (char.IsAsciiLetterOrDigit(value[length]) || value[length] is '-' or '_'))
        {
            length++;
        }

        return value[..length];
    }

    /// <summary>Percent-encoding made equal (2.2.2): letters that need none are decoded, others encoded, with capital hexadecimal digits.</summary>
    private static string Normalized(ReadOnlySpan<char> path)
    {
        if (!path.Contains('%') && System.Text.Ascii.IsValid(path))
        {
            return path.ToString();
        }

        var normal = new StringBuilder(path.Length);
        Span<byte> utf8 = stackalloc byte[4];
        for (var i = 0; i < path.Length; i++)
        {
            if (path[i] == '%' && i + 2 < path.Length && byte.TryParse(path.Slice(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                if (char.IsAsciiLetterOrDigit((char)code) || (char)code is '-' or '.' or '_' or '~')
                {
                    normal.Append((char)code);
                }
                else
                {
                    normal.Append('%').Append(code.ToString("X2", CultureInfo.InvariantCulture));
                }

                i += 2;
            }
            else if (char.IsAscii(path[i]))
            {
                normal.Append(path[i]);
            }
            else
            {
                Rune.DecodeFromUtf16(path[i..], out var rune, out var consumed);
                foreach (var unit in utf8[..rune.EncodeToUtf8(utf8)])
                {
                    normal.Append('%').Append(unit.ToString("X2", CultureInfo.InvariantCulture));
                }

                i += consumed - 1;
            }
        }

        return normal.ToString();
    }

    private sealed class Group
    {
        public List<Rule> Rules { get; } = [];

        public TimeSpan? Delay { get; set; }
    }
}
