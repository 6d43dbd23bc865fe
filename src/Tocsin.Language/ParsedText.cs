using System.Collections.Immutable;

namespace Tocsin.Language;

/// <summary>A text with its sentences analysed. Offsets are those of <see cref="Text"/>, which is the text as received but for its case where that was all capitals.</summary>
public sealed class ParsedText
{
    private readonly int[] _starts;

    public ParsedText(string text, ImmutableArray<Sentence> sentences, EncoderStates? states = null)
    {
        Text = text;
        Sentences = sentences;
        States = states;
        _starts = [.. sentences.Select(s => s.Span.Start)];
    }

    public string Text { get; }

    public ImmutableArray<Sentence> Sentences { get; }

    /// <summary>What the shared encoder computed for each token, for models that build on it; null for a tree that was given.</summary>
    public EncoderStates? States { get; }

    /// <summary>The same without <see cref="States"/>, which take some thousand bytes a token; for what is kept.</summary>
    public ParsedText WithoutStates() => new(Text, Sentences);

    /// <summary>Index of the last sentence that starts at or before a position; 0 where none does.</summary>
    public int SentenceAt(int position)
    {
        var found = Array.BinarySearch(_starts, position);
        return found >= 0 ? found : Math.Max(0, ~found - 1);
    }
}

/// <summary>One row of <see cref="Width"/> numbers a token, sentences one after the other in text order.</summary>
public sealed record EncoderStates(float[] Values, int Width)
{
    public ReadOnlySpan<float> Row(int token) => Values.AsSpan(token * Width, Width);
}
