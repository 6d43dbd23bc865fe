using System.Globalization;

namespace Tocsin.Intake;

/// <summary>How much is taken for one document. What is larger is refused with advice and not read in pieces: a piece has no names, dates or headline of its own.</summary>
public static class InputLimits
{
    /// <summary>Of one document's text, in UTF-16 units; some 80,000 words, a novel. Reading so much takes some 10 seconds and 900 MB.</summary>
    public const int DocumentCharacters = 500_000;

    /// <summary>Of one text or HTML file, in bytes.</summary>
    public const int FileBytes = 16 * 1024 * 1024;

    /// <summary>Of one line of JSON Lines, in bytes. A file of JSON Lines may have any number of them.</summary>
    public const int LineBytes = 16 * 1024 * 1024;

    internal const string Advice = "Split it into its articles, or give one article a line as JSON Lines.";

    public static Problem Empty(string where) => new(where, "the file is empty", "Check how it was saved, or leave it out.");

    public static Problem TooLong(string where, int characters) =>
        new(where, string.Create(CultureInfo.InvariantCulture, $"{characters:N0} characters of text, more than the {DocumentCharacters:N0} that one document may have"), Advice);

    public static Problem TooLarge(string where, long bytes) =>
        new(where, string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:N1} MB, more than the {FileBytes / 1e6:N1} MB that one article's file may have"), Advice);
}
