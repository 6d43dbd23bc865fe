using System.Collections.Immutable;
using Tocsin.Language.Casing;
using Tocsin.Language.Neural;
using Tocsin.Language.Tokenization;

namespace Tocsin.Language;

/// <summary>Text in; sentences, words, trees and names out. One trained model, in the assembly.</summary>
/// <remarks>Deterministic, and thread-safe after load.</remarks>
public sealed class LanguageCore
{
    private readonly CoreModel _model;

    private readonly TextSegmenter _segmenter = TextSegmenter.Load();
    private readonly CaseRestorer _case = new();

    private LanguageCore(CoreModel model) => _model = model;

    /// <summary>The model that ships with Tocsin.</summary>
    public static LanguageCore Load() => new(new CoreModel(ModelFile.LoadResource(typeof(LanguageCore).Assembly, "core.bin")));

    /// <summary>A model from a file, such as one just trained.</summary>
    /// <exception cref="InvalidDataException">The file is not a model that this version reads.</exception>
    public static LanguageCore Load(string path) => new(new CoreModel(ModelFile.Load(File.ReadAllBytes(path))));

    /// <summary>Splits and analyses a text. Sentences in capitals are read in the case that their words usually have. Never throws on any string; an empty text has no sentences.</summary>
    public ParsedText Parse(string text)
    {
        var (read, sentences) = _case.Restore(text, _segmenter.Split(text));
        return Analyze(read, sentences);
    }

    /// <summary>Analyses sentences whose words are given: tags, trees, lemmas and names are filled in, words and contractions stay.</summary>
    public ParsedText Analyze(string text, IReadOnlyList<Sentence> sentences)
    {
        var words = new string[sentences.Count][];
        var tokens = 0;
        for (var s = 0; s < words.Length; s++)
        {
            var given = sentences[s].Tokens;
            words[s] = new string[given.Length];
            for (var i = 0; i < given.Length; i++)
            {
                words[s][i] = given[i].Form;
            }

            tokens += given.Length;
        }

        var states = new float[tokens * _model.StateWidth];
        var analyses = _model.Analyze(words, states);
        ReadBracketsApart(sentences, analyses);
        var result = ImmutableArray.CreateBuilder<Sentence>(sentences.Count);
        for (var s = 0; s < analyses.Length; s++)
        {
            result.Add(With(sentences[s], analyses[s]));
        }

        return new ParsedText(text, result.MoveToImmutable(), new EncoderStates(states, _model.StateWidth));
    }

    private void ReadBracketsApart(IReadOnlyList<Sentence> sentences, SentenceAnalysis[] analyses)
    {
        for (var s = 0; s < analyses.Length; s++)
        {
            if (OtherNameBrackets.Find(sentences[s].Tokens) is { Count: > 0 } brackets)
            {
                analyses[s] = OtherNameBrackets.Join(analyses[s], brackets, _model.Analyze([.. OtherNameBrackets.Pieces(sentences[s].Tokens, brackets)], []));
            }
        }
    }

    private static Sentence With(Sentence sentence, SentenceAnalysis analysis)
    {
        var tokens = ImmutableArray.CreateBuilder<Token>(sentence.Tokens.Length);
        for (var i = 0; i < sentence.Tokens.Length; i++)
        {
            var token = sentence.Tokens[i];
            tokens.Add(new Token(token.Span, token.Form, analysis.Lemmas[i], analysis.Upos[i], analysis.Xpos[i], analysis.Feats[i], analysis.Heads[i] - 1, analysis.Relations[i]));
        }

        return new Sentence(tokens.MoveToImmutable(), [.. analysis.Names], sentence.Contractions, sentence.StartsParagraph);
    }
}
