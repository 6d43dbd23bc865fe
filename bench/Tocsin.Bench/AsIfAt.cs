using Tocsin.Analysis.Record;
using Tocsin.Storage;

namespace Tocsin.Bench;

/// <summary>A clock that began at a moment: made records lie ahead of today.</summary>
internal sealed class AsIfAt(DateTimeOffset moment) : TimeProvider
{
    private readonly TimeSpan _ahead = moment - DateTimeOffset.UtcNow;

    /// <summary>One that begins an hour after the newest report of a record.</summary>
    public static AsIfAt EndOf(string path)
    {
        using var record = RecordFile.OpenReadOnly(path, System);
        return new AsIfAt((record.Extent(Situation.Everything).Newest ?? throw new InvalidOperationException($"{path} is empty.")).AddHours(1));
    }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _ahead;
}
