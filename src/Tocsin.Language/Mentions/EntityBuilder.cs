using System.Collections.Immutable;

namespace Tocsin.Language.Mentions;

/// <summary>Turns drafts into entities: numbered in order of first mention, named by their fullest name.</summary>
internal static class EntityBuilder
{
    public static ImmutableArray<Entity> Build(ParsedText text, List<DraftEntity> drafts)
    {
        var kept = drafts.FindAll(d => d.Mentions.Count > 0 && (d.HasName || d.Mentions.Exists(m => m.Form == MentionForm.Nominal && m.Denotes)));
        foreach (var draft in kept)
        {
            draft.Mentions.Sort((a, b) => a.Index.CompareTo(b.Index));
        }

        kept.Sort((a, b) => a.Mentions[0].Index != b.Mentions[0].Index ? a.Mentions[0].Index.CompareTo(b.Mentions[0].Index) : a.Order.CompareTo(b.Order));
        var entities = ImmutableArray.CreateBuilder<Entity>(kept.Count);
        foreach (var draft in kept)
        {
            entities.Add(new Entity(
                entities.Count + 1,
                draft.Kind,
                NameOf(text, draft),
                [.. draft.Roles.Select(r => r.Words).Distinct(StringComparer.OrdinalIgnoreCase)],
                [.. draft.Mentions.Select(m => new Mention(SpanOf(text, m), m.Form, m.Sentence, m.Head))]));
        }

        return entities.MoveToImmutable();
    }

    private static TextSpan SpanOf(ParsedText text, DraftMention mention)
    {
        var tokens = text.Sentences[mention.Sentence].Tokens;
        return TextSpan.FromBounds(tokens[mention.First].Span.Start, Math.Max(tokens[mention.First].Span.Start, tokens[mention.Last].Span.End));
    }

    /// <summary>The name with most words, the first of those; else the first nominal.</summary>
    private static string NameOf(ParsedText text, DraftEntity draft)
    {
        DraftMention? best = null;
        foreach (var mention in draft.Mentions)
        {
            if (mention.Form == MentionForm.Name && (best is not { Form: MentionForm.Name } || mention.Last - mention.First > best.Last - best.First))
            {
                best = mention;
            }
            else if (mention.Form == MentionForm.Nominal)
            {
                best ??= mention;
            }
        }

        return SpanOf(text, best ?? draft.Mentions[0]).In(text.Text);
    }
}
