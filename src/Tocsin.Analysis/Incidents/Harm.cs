using Tocsin.Analysis.Events;
using Tocsin.Analysis.Record;

namespace Tocsin.Analysis.Incidents;

/// <summary>Words that tell of the harm that an act did, and not of the act.</summary>
internal static class Harm
{
    private static readonly string[] Words = ["killed", "kill", "kills", "killing", "killings", "died", "die", "dies", "dead", "deaths", "death", "injured", "injuring", "wounded", "wounding", "hurt", "perished", "casualties"];

    /// <summary>"nobody was hit"</summary>
    private static readonly string[] Nobody = ["nobody ", "no one ", "no-one ", "none "];

    public static bool IsTold(RecordedEvent told) => Array.IndexOf(Words, told.AnchorWords.ToLowerInvariant()) >= 0;

    /// <summary>"Nobody was hurt" tells how many and denies no attack.</summary>
    public static bool IsNone(RecordedEvent told) =>
        told.Factuality == Factuality.Negated && told.Status != EventStatus.Denied && told.Actors.IsEmpty
        && (told.Killed is { Max: 0 } || told.Injured is { Max: 0 } || IsTold(told) || (told.Recipients.IsEmpty && Array.Exists(Nobody, word => told.Words.StartsWith(word, StringComparison.OrdinalIgnoreCase))));
}
