namespace Tocsin.Analysis;

/// <summary>A report as received. Nothing in it is ever changed; every span is an offset into <see cref="Text"/>.</summary>
/// <param name="Id">Unique in its batch.</param>
/// <param name="Path">Where it was read from, as the user wrote it; null where it came from no file.</param>
/// <param name="Outlet">Who printed it. Never the source of what it says.</param>
/// <param name="PublishedAt">The day, in the publisher's own zone. Null where not known; then nothing relative is resolved.</param>
/// <param name="PublishedTime">The moment, with the publisher's zone; null where only the day is known, or nothing.</param>
public sealed record Document(
    string Id, string Text, string? Path = null, string? Title = null, string? Outlet = null, string? Url = null, DateOnly? PublishedAt = null, DateTimeOffset? PublishedTime = null);
