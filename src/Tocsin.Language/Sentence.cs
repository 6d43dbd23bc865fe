using System.Collections.Immutable;

namespace Tocsin.Language;

/// <summary>Kinds of name as the shared encoder finds them (CoNLL-2003). Who a name is, and its finer kind, is settled over the whole document.</summary>
public enum NameTag
{
    Person = 0,
    Organization = 1,
    Location = 2,
    Other = 3,
}

/// <summary>A name found in a sentence.</summary>
/// <param name="First">Index of its first token in the sentence, from 0.</param>
/// <param name="Count">How many tokens, at least 1.</param>
/// <param name="Score">The model's probability of its least certain token, 0 to 1.</param>
public readonly record struct NameSpan(int First, int Count, NameTag Tag, float Score);

/// <summary>A contraction: the tokens from <paramref name="First"/> to <paramref name="Last"/>, both inside, are written as one word.</summary>
public readonly record struct MultiwordToken(int First, int Last);

/// <summary>One sentence: its words, its tree, its names.</summary>
public sealed class Sentence
{
    private readonly int[] _firstChild;
    private readonly int[] _nextSibling;

    /// <exception cref="ArgumentException">No tokens, or a head outside the sentence.</exception>
    public Sentence(ImmutableArray<Token> tokens, ImmutableArray<NameSpan> names, ImmutableArray<MultiwordToken> contractions, bool startsParagraph)
    {
        if (tokens.IsDefaultOrEmpty)
        {
            throw new ArgumentException("A sentence has at least one token.", nameof(tokens));
        }

        Tokens = tokens;
        Names = names;
        Contractions = contractions;
        StartsParagraph = startsParagraph;
        Span = TextSpan.FromBounds(tokens[0].Span.Start, tokens[^1].Span.End);
        _firstChild = new int[tokens.Length];
        _nextSibling = new int[tokens.Length];
        Array.Fill(_firstChild, -1);
        Array.Fill(_nextSibling, -1);
        for (var i = tokens.Length - 1; i >= 0; i--)
        {
            var head = tokens[i].Head;
            if (head >= tokens.Length || head == i || head < -1)
            {
                throw new ArgumentException($"Token {i} has head {head} in a sentence of {tokens.Length} tokens.", nameof(tokens));
            }

            if (head >= 0)
            {
                _nextSibling[i] = _firstChild[head];
                _firstChild[head] = i;
            }
            else if (Root < 0)
            {
                Root = i;
            }
        }
    }

    public ImmutableArray<Token> Tokens { get; }

    public ImmutableArray<NameSpan> Names { get; }

    public ImmutableArray<MultiwordToken> Contractions { get; }

    /// <summary>True for the first sentence of a paragraph, headline or list item.</summary>
    public bool StartsParagraph { get; }

    /// <summary>From its first token to its last; white space around it is outside.</summary>
    public TextSpan Span { get; }

    /// <summary>Index of the root, or -1 where the tokens carry no tree yet.</summary>
    public int Root { get; } = -1;

    /// <summary>Indexes of the dependents of a token, from left to right.</summary>
    public IEnumerable<int> Children(int index)
    {
        for (var child = _firstChild[index]; child >= 0; child = _nextSibling[child])
        {
            yield return child;
        }
    }

    /// <summary>Indexes of a token and all below it, ascending.</summary>
    public IReadOnlyList<int> Subtree(int index)
    {
        var found = new List<int>();
        var open = new Stack<int>();
        open.Push(index);
        while (open.Count > 0)
        {
            var next = open.Pop();
            found.Add(next);
            for (var child = _firstChild[next]; child >= 0; child = _nextSibling[child])
            {
                open.Push(child);
            }
        }

        found.Sort();
        return found;
    }

    /// <summary>True where <paramref name="ancestor"/> is on the way from <paramref name="index"/> to the root; a token dominates itself.</summary>
    public bool Dominates(int ancestor, int index)
    {
        for (var at = index; at >= 0; at = Tokens[at].Head)
        {
            if (at == ancestor)
            {
                return true;
            }
        }

        return false;
    }
}
