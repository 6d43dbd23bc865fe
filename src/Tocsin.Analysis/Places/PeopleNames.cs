using System.Collections.Immutable;
using Tocsin.Language;
using Tocsin.Language.Mentions;

namespace Tocsin.Analysis.Places;

/// <summary>Which words of a text are the short name of a person it names in full: "Washington" after "Denzel Washington".</summary>
internal sealed class PeopleNames
{
    private readonly HashSet<string> _lastNames = [];
    private readonly HashSet<int> _starts = [];

    /// <param name="isPlace">Whether a whole name is a place's: a tagger may take "South Africa" for a person.</param>
    public PeopleNames(ParsedText parsed, ImmutableArray<Entity> entities, Func<string, bool> isPlace)
    {
        foreach (var sentence in parsed.Sentences)
        {
            foreach (var name in sentence.Names)
            {
                if (name.Tag == NameTag.Person && name.Count > 1)
                {
                    var (first, last) = (sentence.Tokens[name.First], sentence.Tokens[name.First + name.Count - 1]);
                    var whole = parsed.Text.AsSpan(first.Span.Start, last.Span.End - first.Span.Start);
                    if (!isPlace(PlaceNames.Fold(whole)))
                    {
                        _lastNames.Add(last.Form);
                    }
                }
            }
        }

        foreach (var entity in entities)
        {
            if (entity.Kind != EntityKind.Person || !entity.Name.Contains(' ', StringComparison.Ordinal) || isPlace(PlaceNames.Fold(entity.Name)))
            {
                continue;
            }

            foreach (var mention in entity.Mentions)
            {
                if (mention.Form == MentionForm.Name)
                {
                    _starts.Add(mention.Span.Start);
                }
            }
        }
    }

    public bool Contains(Token token) => _lastNames.Contains(token.Form) || _starts.Contains(token.Span.Start);
}
