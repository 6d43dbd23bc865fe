using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Tocsin.Analysis;
using Tocsin.Analysis.Record;

namespace Tocsin.Intake.Feeds;

/// <summary>A feed as published: all of its items, none cut.</summary>
/// <param name="Format">As people call it: "RSS 2.0", "Atom 1.0", "JSON Feed 1.1".</param>
/// <param name="Title">Null where it has none.</param>
/// <param name="IntervalMinutes">How often it asks to be read (RSS <c>ttl</c>, the syndication module); null where it does not say.</param>
/// <param name="Items">In the order of the feed, each key once.</param>
/// <param name="Problems">Of the feed as a whole, and of items that could not be taken. Those of an item that was taken are with it.</param>
/// <param name="IsCut">The text ended in the middle: the item in which it ended is left for the next time.</param>
public sealed record Feed(string Format, string? Title, int? IntervalMinutes, ImmutableArray<FeedItem> Items, ImmutableArray<Problem> Problems, bool IsCut);

/// <summary>One item of a feed.</summary>
/// <param name="Key">What it is known by in its feed: its id, else its address, else a hash of what it says.</param>
/// <param name="Url">Absolute, http or https, without a password; null where it has none.</param>
/// <param name="Published">Null where the feed gives none or one that cannot be read; never the time of reading.</param>
/// <param name="Text">Its own text, HTML taken off; empty where it is a headline alone.</param>
/// <param name="Outlet">Where the item names another publisher than its feed; null elsewhere.</param>
/// <param name="Problems">What is wrong with it.</param>
public sealed record FeedItem(string Key, string? Title, string? Url, PublicationTime? Published, string Text, string? Outlet, ImmutableArray<Problem> Problems)
{
    /// <summary>16 hexadecimal digits of what it says; another version of the same item has others. A link that changes alone makes none.</summary>
    public string Fingerprint => Hash(string.Join('\u001f', Title, Text));

    /// <summary>The item as a document, with its headline above its text.</summary>
    /// <param name="feedTitle">The outlet, where the item names no other.</param>
    /// <param name="path">The file it stands in; null for one from the network.</param>
    public Document ToDocument(string? feedTitle, string? path)
    {
        var text = Title is null || Text.StartsWith(Title, StringComparison.Ordinal) ? Text : Text.Length == 0 ? Title : $"{Title}\n\n{Text}";
        return ToDocument(feedTitle, path, text, Published);
    }

    internal Document ToDocument(string? feedTitle, string? path, string text, PublicationTime? published)
    {
        var outlet = Outlet ?? feedTitle;
        var id = RecordedDocument.IdOf(outlet, Url, published?.Moment, Title, text);
        return new Document(id, text, path, Title, outlet, Url, published?.Day, published?.Moment);
    }

    internal static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
}

/// <summary>What reading a feed's bytes came to.</summary>
public abstract record FeedReading
{
    private FeedReading()
    {
    }

    public sealed record Read(Feed Feed) : FeedReading;

    /// <param name="Illness">What it is instead of a feed.</param>
    /// <param name="What">As a clause: "an HTML page, not a feed".</param>
    public sealed record Refused(FeedIllness Illness, string What) : FeedReading;
}
