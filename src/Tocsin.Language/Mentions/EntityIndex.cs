using System.Collections.Immutable;

namespace Tocsin.Language.Mentions;

/// <summary>Looks entities up by place in the text.</summary>
public sealed class EntityIndex
{
    private readonly Dictionary<(int Sentence, int Token), int> _byHead = [];
    private readonly List<(TextSpan Span, MentionForm Form, int Sentence, int Head, int Entity)> _mentions = [];
    private readonly int[] _starts;
    private readonly ParsedText _text;

    public EntityIndex(ParsedText text, ImmutableArray<Entity> entities)
    {
        _text = text;
        foreach (var entity in entities)
        {
            foreach (var mention in entity.Mentions)
            {
                _mentions.Add((mention.Span, mention.Form, mention.Sentence, mention.HeadToken, entity.Number));
            }
        }

        // Names before what shares their head, so that they win.
        foreach (var mention in _mentions.OrderBy(m => m.Form))
        {
            _byHead.TryAdd((mention.Sentence, mention.Head), mention.Entity);
        }

        _mentions.Sort((a, b) => a.Span.CompareTo(b.Span));
        _starts = [.. _mentions.Select(m => m.Span.Start)];
    }

    /// <summary>Number of the entity that a token stands for: it heads a mention, or is a title, apposition or piece of the name below or above it. Null for none.</summary>
    public int? At(int sentence, int token)
    {
        if (_byHead.TryGetValue((sentence, token), out var entity))
        {
            return entity;
        }

        var tokens = _text.Sentences[sentence].Tokens;
        if (IsPiece(tokens[token]) && tokens[token].Head is >= 0 and var above && _byHead.TryGetValue((sentence, above), out entity))
        {
            return entity;
        }

        foreach (var child in _text.Sentences[sentence].Children(token))
        {
            if ((IsPiece(tokens[child]) || tokens[child].Deprel == "appos") && !Clause.Is(tokens[child], "compound") && _byHead.TryGetValue((sentence, child), out entity))
            {
                return entity;
            }
        }

        return null;
    }

    /// <summary>Number of the entity that a span is about: that of the mention whose head is highest in the tree, a name before a nominal before a pronoun on a tie. Null for none.</summary>
    public int? In(TextSpan span)
    {
        var from = Array.BinarySearch(_starts, span.Start);
        from = from < 0 ? ~from : from;
        while (from > 0 && _starts[from - 1] == span.Start)
        {
            from--;
        }

        int? best = null;
        var bestRank = (Depth: int.MaxValue, Form: int.MaxValue);
        for (var i = from; i < _mentions.Count && _mentions[i].Span.Start < span.End; i++)
        {
            var mention = _mentions[i];
            if (!span.Contains(_text.Sentences[mention.Sentence].Tokens[mention.Head].Span))
            {
                continue;
            }

            var rank = (Depth(mention.Sentence, mention.Head), (int)mention.Form);
            if (rank.CompareTo(bestRank) < 0)
            {
                bestRank = rank;
                best = mention.Entity;
            }
        }

        return best;
    }

    private int Depth(int sentence, int token)
    {
        var tokens = _text.Sentences[sentence].Tokens;
        var depth = 0;
        for (var at = token; tokens[at].Head >= 0 && depth < tokens.Length; at = tokens[at].Head)
        {
            depth++;
        }

        return depth;
    }

    private static bool IsPiece(Token token) => Clause.Is(token, "flat") || token.Deprel == "nmod:desc" || Clause.Is(token, "compound");
}
