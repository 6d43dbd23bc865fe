using System.Text.RegularExpressions;
using Tocsin.Analysis.Record;
using Tocsin.Desk.Views;

namespace Tocsin.Desk.Incidents;

/// <summary>Why two accounts are one happening, as a reader reads it.</summary>
public static partial class LinkWords
{
    /// <summary>The reasons know who acts and who suffers by the key, "irn"; a reader by the name.</summary>
    public static string Reason(IncidentLink link, Names names) => Sides().Replace(link.Reason, match => $"{match.Groups[1].Value} {Named(match.Groups[2].Value, names)}");

    private static string Named(string key, Names names) => new[] { key.ToUpperInvariant(), key }.FirstOrDefault(names.Knows) is { } known ? names[known] : key;

    [GeneratedRegex("(same actor:|same side suffers:|same speaker:) ([^,]+)")]
    private static partial Regex Sides();
}
