using System.Collections.Immutable;
using Tocsin.Language;

namespace Tocsin.Analysis.Record;

/// <summary>What the words around an event say for telling its happening from others.</summary>
/// <param name="Sentence">Index of its sentence in the document, from 0.</param>
/// <param name="IsNominal">A noun names it: "the bombing".</param>
/// <param name="IsApart">It stands some time before or after what else its sentence tells: "hours after a rocket attack", or is what that answers: "to avenge the killing".</param>
/// <param name="PartOfDay">As TIMEX3 has it: MO, MI, AF, EV, NI or DT; null where not said.</param>
/// <param name="Names">Words of the proper names in its clause, folded; not those of days and months, nor of the dateline.</param>
/// <param name="NamesBeside">Those elsewhere in its sentence and in the two on either side, and in the dateline there.</param>
/// <param name="Nouns">Lemmas of the other nouns in its clause.</param>
/// <param name="AlsoAt">Other words of the text that name the same act and are no event of their own: "the attack" two sentences later.</param>
/// <param name="Restates">Number of the event of the document that it tells again, such as the attack of a toll; null for none.</param>
public sealed record EventCues(
    int Sentence, bool IsNominal, bool IsApart, string? PartOfDay, ImmutableArray<string> Names, ImmutableArray<string> NamesBeside, ImmutableArray<string> Nouns, ImmutableArray<TextSpan> AlsoAt,
    int? Restates)
{
    public static EventCues None { get; } = new(0, false, false, null, [], [], [], [], null);
}
