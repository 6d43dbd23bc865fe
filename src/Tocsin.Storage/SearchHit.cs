using Tocsin.Analysis.Record;
using Tocsin.Language;

namespace Tocsin.Storage;

/// <summary>Where to search.</summary>
public enum SearchIn
{
    /// <summary>Titles and texts.</summary>
    Text = 0,

    /// <summary>What was said, and who said it.</summary>
    Claims = 1,

    /// <summary>What happened: the clause, who, whom, where, and the type.</summary>
    Events = 2,
}

/// <summary>Something that was found.</summary>
/// <param name="Event">Null in a search of texts and claims.</param>
/// <param name="Claim">Null in a search of texts and events.</param>
/// <param name="Span">In the document's text: of <paramref name="Words"/>, or where they start.</param>
/// <param name="Words">An excerpt on one line.</param>
public sealed record SearchHit(RecordedDocument Document, RecordedEvent? Event, RecordedClaim? Claim, TextSpan Span, string Words);
