using Tocsin.Language;

namespace Tocsin.Analysis.Places;

/// <summary>Words of a text that name a place, before it is settled which.</summary>
/// <param name="Key">The name as <see cref="PlaceNames.Fold(ReadOnlySpan{char})"/> writes it.</param>
public readonly record struct SpottedPlace(TextSpan Span, string Key, PlaceUse Use = PlaceUse.Literal);
