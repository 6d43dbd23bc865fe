using System.Collections.Frozen;

namespace Tocsin.Analysis.Export;

/// <summary>FIPS 10-4 codes of countries, as GDELT has them for places. Read from data/countries-fips.tsv.</summary>
internal static class Fips
{
    // Read on first use only: nothing but the GDELT table needs it.
    private static readonly Lazy<FrozenDictionary<string, string>> Codes =
        new(() => FactFile.ReadEmbedded("countries-fips.tsv", 2).ToFrozenDictionary(f => f[0], f => f[1], StringComparer.Ordinal));

    /// <param name="country">ISO 3166-1 alpha-3.</param>
    /// <returns>Null where the country has no such code.</returns>
    public static string? Of(string? country) => country is null ? null : Codes.Value.GetValueOrDefault(country);
}
