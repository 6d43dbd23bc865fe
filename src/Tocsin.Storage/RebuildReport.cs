using System.Collections.Immutable;

namespace Tocsin.Storage;

/// <summary>A derived table before and after it was made again.</summary>
/// <param name="DigestBefore">64 hexadecimal digits of SHA-256 over all rows in order.</param>
public sealed record RebuiltTable(string Name, long RowsBefore, long RowsAfter, string DigestBefore, string DigestAfter)
{
    public bool IsEqual => DigestBefore == DigestAfter;
}

/// <summary>What came of making all derived tables again.</summary>
public sealed record RebuildReport(int Documents, int Readings, ImmutableArray<RebuiltTable> Tables)
{
    public bool IsEqual => Tables.All(table => table.IsEqual);
}
