using Tocsin.Analysis.Record;

namespace Tocsin.Analysis.Duplicates;

/// <summary>Documents by publication, those without one last, then by id: an order that does not hang on when they arrived.</summary>
public sealed class PublicationOrder : IComparer<RecordedDocument>
{
    private PublicationOrder()
    {
    }

    public static PublicationOrder Instance { get; } = new();

    int IComparer<RecordedDocument>.Compare(RecordedDocument? one, RecordedDocument? other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        return Compare(one, other);
    }

    public static int Compare(RecordedDocument one, RecordedDocument other)
    {
        var order = (one.PublishedAt ?? DateTimeOffset.MaxValue).CompareTo(other.PublishedAt ?? DateTimeOffset.MaxValue);
        return order != 0 ? order : string.CompareOrdinal(one.Id, other.Id);
    }

    /// <summary>Whether the publication itself says that one was before the other, and not only the id.</summary>
    public static bool IsKnown(RecordedDocument first, RecordedDocument second) =>
        first.PublishedAt is { } one && second.PublishedAt is { } other
        && (first.PublishedToTheMinute && second.PublishedToTheMinute ? one != other : one.UtcDateTime.Date != other.UtcDateTime.Date);
}
