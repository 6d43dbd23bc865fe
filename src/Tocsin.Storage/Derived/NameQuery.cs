namespace Tocsin.Storage.Derived;

/// <summary>Names that readings of the record are found by.</summary>
internal static class NameQuery
{
    public static bool Has(RecordConnection connection, ScopeKind kind, string term) =>
        connection.Value<long>("SELECT EXISTS (SELECT 1 FROM scope_terms WHERE kind = $1 AND term = $2)", (int)kind, term) > 0;

    public static IReadOnlyList<string> Frequent(RecordConnection connection, ScopeKind kind, int limit) =>
        connection.Rows("SELECT term FROM scope_terms WHERE kind = $1 GROUP BY term ORDER BY count(*) DESC, term LIMIT $2", row => row.GetString(0), (int)kind, limit);
}
