using System.Collections.Immutable;

namespace Tocsin.Language.Mentions;

public enum EntityKind
{
    Person = 0,
    Organization = 1,
    Government = 2,
    ArmedGroup = 3,
    Country = 4,
    Place = 5,
    People = 6,
    Document = 7,
    Other = 8,
}

public enum MentionForm
{
    Name = 0,
    Nominal = 1,
    Pronoun = 2,
}

/// <summary>A span that names or describes an entity.</summary>
/// <param name="Span">The whole phrase for a nominal ("the president of the council"), the name alone for a name.</param>
/// <param name="Sentence">Index of its sentence.</param>
/// <param name="HeadToken">Index of its head word in that sentence.</param>
public sealed record Mention(TextSpan Span, MentionForm Form, int Sentence, int HeadToken);

/// <summary>Someone or something that a document speaks of, with every mention of it.</summary>
/// <param name="Number">From 1, in order of first mention; unique within the document.</param>
/// <param name="Name">Its fullest name in the document, or the words of its first nominal.</param>
/// <param name="Roles">Descriptions the text gives it: "chairman of the US joint chiefs of staff".</param>
/// <param name="Mentions">In text order, at least one. An unresolved pronoun is in no entity.</param>
public sealed record Entity(int Number, EntityKind Kind, string Name, ImmutableArray<string> Roles, ImmutableArray<Mention> Mentions);
