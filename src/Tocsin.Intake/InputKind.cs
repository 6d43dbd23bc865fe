using System.Buffers;
using System.Text;
using Tocsin.Analysis.Cap;

namespace Tocsin.Intake;

public enum InputKind
{
    Text = 0,
    Html = 1,
    JsonLines = 2,
    Conllu = 3,

    /// <summary>Not text at all.</summary>
    Binary = 4,

    /// <summary>An alert of the Common Alerting Protocol, or a feed that holds some.</summary>
    Cap = 5,

    /// <summary>A feed (RSS, Atom, JSON Feed), or a list of feeds.</summary>
    Feed = 6,

    /// <summary>One message of mail.</summary>
    Mail = 7,

    /// <summary>Many messages in one file.</summary>
    Mbox = 8,
}

/// <summary>Tells what kind of content a file holds, by its name first and by its first bytes where the name says nothing.</summary>
public static class InputKinds
{
    private static readonly Dictionary<string, InputKind> ByExtension = new(StringComparer.OrdinalIgnoreCase)
    {
        [".txt"] = InputKind.Text,
        [".text"] = InputKind.Text,
        [".md"] = InputKind.Text,
        [".html"] = InputKind.Html,
        [".htm"] = InputKind.Html,
        [".xhtml"] = InputKind.Html,
        [".jsonl"] = InputKind.JsonLines,
        [".ndjson"] = InputKind.JsonLines,
        [".json"] = InputKind.JsonLines,
        [".conllu"] = InputKind.Conllu,
        [".conll"] = InputKind.Conllu,
        [".cap"] = InputKind.Cap,
        [".rss"] = InputKind.Feed,
        [".atom"] = InputKind.Feed,
        [".rdf"] = InputKind.Feed,
        [".xml"] = InputKind.Feed,
        [".opml"] = InputKind.Feed,
        [".eml"] = InputKind.Mail,
        [".mbox"] = InputKind.Mbox,
        [".mbx"] = InputKind.Mbox,
    };

    private static readonly SearchValues<byte> EndsOfName = SearchValues.Create(" \t\r\n/>"u8);

    /// <summary>The first bytes of formats that people take for articles, with what they are called.</summary>
    private static readonly (byte[] Start, string Name)[] Signatures =
    [
        ("%PDF"u8.ToArray(), "a PDF file"),
        ([0x50, 0x4B, 0x03, 0x04], "a ZIP archive or an office document"),
        ([0xD0, 0xCF, 0x11, 0xE0], "an old office document"),
        ([0x1F, 0x8B], "a gzip archive"),
        ([0x28, 0xB5, 0x2F, 0xFD], "a Zstandard archive"),
        ("BZh"u8.ToArray(), "a bzip2 archive"),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "an xz archive"),
        ([0x89, 0x50, 0x4E, 0x47], "a PNG picture"),
        ([0xFF, 0xD8, 0xFF], "a JPEG picture"),
        ("GIF8"u8.ToArray(), "a GIF picture"),
        ("{\\rtf"u8.ToArray(), "an RTF document"),
        ("SQLite format 3"u8.ToArray(), "an SQLite database"),
        ("PAR1"u8.ToArray(), "a Parquet file"),
        ("\u007fELF"u8.ToArray(), "a program"),
    ];

    /// <summary>Null where the name says nothing.</summary>
    public static InputKind? OfName(string path) => ByExtension.TryGetValue(Path.GetExtension(path), out var kind) ? kind : null;

    /// <summary>Whether a file met while walking a folder is one to read: a known kind of article, or a name without extension. XML that is none is refused by name once it is opened.</summary>
    public static bool IsWantedInFolder(string path) =>
        OfName(path) switch
        {
            InputKind.Text or InputKind.Html or InputKind.JsonLines or InputKind.Cap or InputKind.Mail or InputKind.Mbox or InputKind.Feed => true,
            _ => Path.GetExtension(path).Length == 0,
        };

    /// <param name="head">The first bytes of the content, some thousands where there are as many.</param>
    public static InputKind OfContent(ReadOnlySpan<byte> head)
    {
        if (BinaryName(head) is not null)
        {
            return InputKind.Binary;
        }

        var text = head.StartsWith<byte>([0xEF, 0xBB, 0xBF]) ? head[3..] : head;
        text = text.TrimStart(" \t\r\n"u8);
        if (text.Length > 0 && text[0] == (byte)'{' && LooksLikeObject(text))
        {
            return IsJsonFeed(text) ? InputKind.Feed : InputKind.JsonLines;
        }

        if (text.Length > 0 && text[0] == (byte)'<' && CapReader.LooksLikeCap(text))
        {
            return InputKind.Cap;
        }

        if (text.Length > 0 && text[0] == (byte)'<')
        {
            return RootName(text) is "rss" or "feed" or "rdf:RDF" or "opml" ? InputKind.Feed : LooksLikeHtml(text) ? InputKind.Html : InputKind.Text;
        }

        return text.StartsWith("From "u8) && LooksLikeMail(text[(text.IndexOf((byte)'\n') + 1)..]) ? InputKind.Mbox : LooksLikeMail(text) ? InputKind.Mail : InputKind.Text;
    }

    /// <summary>JSON Feed names its version, and nothing else does.</summary>
    internal static bool IsJsonFeed(ReadOnlySpan<byte> head) => head.IndexOf("jsonfeed.org/version"u8) >= 0;

    /// <summary>What the content is called where it is not text; null where it may be text.</summary>
    public static string? BinaryName(ReadOnlySpan<byte> head)
    {
        foreach (var (start, name) in Signatures)
        {
            if (head.StartsWith(start))
            {
                return name;
            }
        }

        var marked = head.StartsWith<byte>([0xFF, 0xFE]) || head.StartsWith<byte>([0xFE, 0xFF]);
        return !marked && head.Contains((byte)0) && TextDecoding.UnmarkedUtf16(head) is null ? "a binary file" : null;
    }

    /// <summary>Lines of a header, among them one that mail has and people do not write above an article.</summary>
    private static bool LooksLikeMail(ReadOnlySpan<byte> text)
    {
        var isMail = false;
        for (var lines = 0; lines < 60 && text.Length > 0; lines++)
        {
            var end = text.IndexOf((byte)'\n');
            var line = (end < 0 ? text : text[..end]).TrimEnd((byte)'\r');
            text = end < 0 ? default : text[(end + 1)..];
            if (line.IsEmpty)
            {
                return isMail;
            }

            var colon = line.IndexOf((byte)':');
            if (line[0] is (byte)' ' or (byte)'\t')
            {
                continue;
            }

            if (colon <= 0 || line[..colon].ContainsAny((byte)' ', (byte)'\t'))
            {
                return false;
            }

            isMail |= Ascii.EqualsIgnoreCase(line[..colon], "received") || Ascii.EqualsIgnoreCase(line[..colon], "return-path") || Ascii.EqualsIgnoreCase(line[..colon], "message-id")
                || Ascii.EqualsIgnoreCase(line[..colon], "mime-version") || Ascii.EqualsIgnoreCase(line[..colon], "delivered-to");
        }

        return isMail;
    }

    /// <summary>The first element's name, behind declarations and comments; empty where there is none so early.</summary>
    private static string RootName(ReadOnlySpan<byte> text)
    {
        while (text.Length > 1 && text[0] == (byte)'<' && text[1] is (byte)'?' or (byte)'!')
        {
            var ending = text.StartsWith("<!--"u8) ? "-->"u8 : text[1] == (byte)'?' ? "?>"u8 : ">"u8;
            var end = text.IndexOf(ending);
            text = end < 0 ? default : text[(end + ending.Length)..].TrimStart(" \t\r\n"u8);
        }

        var length = text.Length == 0 || text[0] != (byte)'<' ? 0 : text[1..].IndexOfAny(EndsOfName);
        return length is <= 0 or > 40 ? "" : Encoding.Latin1.GetString(text.Slice(1, length));
    }

    /// <summary>An opening brace and then a quoted name or the closing brace, as no running text begins.</summary>
    private static bool LooksLikeObject(ReadOnlySpan<byte> text)
    {
        var inside = text[1..].TrimStart(" \t\r\n"u8);
        return inside.Length > 0 && inside[0] is (byte)'"' or (byte)'}';
    }

    private static bool LooksLikeHtml(ReadOnlySpan<byte> text)
    {
        Span<char> start = stackalloc char[Math.Min(text.Length, 1000)];
        for (var i = 0; i < start.Length; i++)
        {
            start[i] = char.ToLowerInvariant((char)text[i]);
        }

        ReadOnlySpan<char> lower = start;
        return lower.StartsWith("<!doctype html") || lower.Contains("<html", StringComparison.Ordinal) || lower.Contains("<body", StringComparison.Ordinal)
            || lower.Contains("<head", StringComparison.Ordinal) || lower.Contains("<article", StringComparison.Ordinal) || lower.Contains("<p>", StringComparison.Ordinal)
            || lower.Contains("<div", StringComparison.Ordinal);
    }
}
