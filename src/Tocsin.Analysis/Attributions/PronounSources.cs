using System.Collections.Immutable;
using Tocsin.Analysis.Actors;
using Tocsin.Language;
using Tocsin.Language.Mentions;

namespace Tocsin.Analysis.Attributions;

/// <summary>Says who "it" and "he" are that speak, where only one source of the paragraph can be meant.</summary>
/// <remarks>
/// "The ministry said … The ship had been warned, it said." A "he" that was joined to nobody, to no person, to somebody whom the paragraph does not name or whom the quotation itself
/// speaks of by name yields to the one who speaks in the paragraph, else in the one before.
/// </remarks>
internal static class PronounSources
{
    /// <param name="found">In order of the cue.</param>
    public static void Resolve(ParsedText parsed, ImmutableArray<Entity> entities, ImmutableArray<Attribution>.Builder found)
    {
        var known = entities.ToDictionary(e => e.Number);
        for (var i = 0; i < found.Count; i++)
        {
            if (found[i].Source.Spans is [var own] && found[i].Source.Entity is null && Word(parsed, own) is "we" or "i" && found[i].Within is { } outer && found[outer - 1] is { Form: QuoteForm.Direct, Source.Entity: not null } holder
                && (Word(parsed, own) == "i") == (known[holder.Source.Entity.Value].Kind == EntityKind.Person))
            {
                // "We demand": whoever gives out the text.
                found[i] = found[i] with { Source = found[i].Source with { Entity = holder.Source.Entity, Kind = holder.Source.Kind } };
                continue;
            }

            if (found[i].Source.Spans is not [var pronoun] || Word(parsed, pronoun) is not ("it" or "he" or "she") || (Word(parsed, pronoun) == "it" && found[i].Source.Entity is not null))
            {
                continue;
            }

            var start = ParagraphStart(parsed, pronoun.Start);
            var wantsPerson = Word(parsed, pronoun) != "it";
            var speech = found[i];
            bool IsSpokenOf(Entity entity) => speech.Form == QuoteForm.Direct && entity.Mentions.Any(m => m.Form == MentionForm.Name && speech.Content.Any(c => c.Contains(m.Span)));
            var person = wantsPerson && speech.Source.Entity is { } now && known[now] is { Kind: EntityKind.Person } one && !IsSpokenOf(one) ? one : null;
            if (person is not null && IsNamedBetween(person, start, pronoun.Start))
            {
                continue;
            }

            List<Attribution> Speaking(int from, int to) => found
                .Where(a => a.Source.Spans is [var span, ..] && span.Start >= from && span.Start < to && a.Source.Entity is { } other
                    && Word(parsed, span) is not ("it" or "he" or "she" or "they" or "who") && (known[other].Kind == EntityKind.Person) == wantsPerson && known[other].Kind is not EntityKind.Document
                    && !(wantsPerson && IsSpokenOf(known[other])))
                .DistinctBy(a => a.Source.Entity)
                .ToList();
            var candidates = Speaking(start, pronoun.Start);
            if (wantsPerson && candidates.Count == 0 && parsed.SentenceAt(start) is var first and > 0)
            {
                var before = ParagraphStart(parsed, parsed.Sentences[first - 1].Span.Start);
                candidates = person is not null && IsNamedBetween(person, before, start) ? [] : Speaking(before, start);
            }

            if (!wantsPerson && Continued(parsed, pronoun, entities) is { } continued)
            {
                found[i] = found[i] with { Source = found[i].Source with { Entity = continued.Number, Kind = continued.Kind is EntityKind.Country or EntityKind.Place ? SourceKind.Named : SourceKind.Institution } };
                continue;
            }

            if (candidates is [var only])
            {
                found[i] = found[i] with { Source = found[i].Source with { Entity = only.Source.Entity, Kind = only.Source.Kind } };
            }
        }
    }

    /// <summary>The state or body that was the subject of the sentence before.</summary>
    private static Entity? Continued(ParsedText parsed, TextSpan pronoun, ImmutableArray<Entity> entities)
    {
        var sentence = parsed.SentenceAt(pronoun.Start);
        var at = parsed.Sentences[sentence].Tokens.ToList().FindIndex(t => t.Span == pronoun);
        return at >= 0 && ContinuedSubject.Of(parsed, sentence, at) is { } subject
            ? entities.FirstOrDefault(e => e.Kind is EntityKind.Country or EntityKind.Government or EntityKind.Organization or EntityKind.ArmedGroup && e.Mentions.Any(m => m.Sentence == sentence - 1 && m.HeadToken == subject))
            : null;
    }

    private static bool IsNamedBetween(Entity entity, int start, int end) =>
        entity.Mentions.Any(m => m.Form != MentionForm.Pronoun && m.Span.Start >= start && m.Span.Start < end);

    private static string Word(ParsedText parsed, TextSpan span) => span.In(parsed.Text).ToLowerInvariant();

    private static int ParagraphStart(ParsedText parsed, int at)
    {
        var sentence = parsed.SentenceAt(at);
        while (sentence > 0 && !parsed.Sentences[sentence].StartsParagraph)
        {
            sentence--;
        }

        return parsed.Sentences[sentence].Span.Start;
    }
}
