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
        return Analyze(read, sentences, [.. sentences.Select(sentence => OpeningTokens(sentence, read))]);
    }

    /// <summary>Analyses sentences whose words are given: tags, trees, lemmas and names are filled in, words and contractions stay.</summary>
    public ParsedText Analyze(string text, IReadOnlyList<Sentence> sentences) => Analyze(text, sentences, new int[sentences.Count]);

    /// <param name="openings">Of each sentence, how many tokens its dateline has. What stands before the dash is read for itself: in one tree with the rest it is taken for the subject.</param>
    private ParsedText Analyze(string text, IReadOnlyList<Sentence> sentences, int[] openings)
    {
        var words = new List<string[]>(sentences.Count);
        var tokens = 0;
        for (var s = 0; s < sentences.Count; s++)
        {
            var given = sentences[s].Tokens;
            if (openings[s] > 0)
            {
                words.Add([.. given.Take(openings[s]).Select(token => token.Form)]);
            }

            words.Add([.. given.Skip(openings[s]).Select(token => token.Form)]);
            tokens += given.Length;
        }

        var states = new float[tokens * _model.StateWidth];
        var analyses = _model.Analyze(words, states);
        ReadBracketsApart(sentences, openings, analyses);
        var result = ImmutableArray.CreateBuilder<Sentence>(sentences.Count);
        var next = 0;
        for (var s = 0; s < sentences.Count; s++)
        {
            var tokensOf = ImmutableArray.CreateBuilder<Token>(sentences[s].Tokens.Length);
            var names = ImmutableArray.CreateBuilder<NameSpan>();
            if (openings[s] > 0)
            {
                // The root of the rest is that of the whole.
                var rest = analyses[next + 1];
                Add(sentences[s].Tokens, analyses[next++], tokensOf, names, openings[s] + Array.IndexOf([.. rest.Heads], 0));
            }

            Add(sentences[s].Tokens, analyses[next++], tokensOf, names, above: -1);
            result.Add(new Sentence(tokensOf.MoveToImmutable(), names.ToImmutable(), sentences[s].Contractions, sentences[s].StartsParagraph));
        }

        return new ParsedText(text, result.MoveToImmutable(), new EncoderStates(states, _model.StateWidth));
    }

    /// <summary>Other names in brackets are read apart from the clause around them; not in a sentence with a dateline, which is two already.</summary>
    private void ReadBracketsApart(IReadOnlyList<Sentence> sentences, int[] openings, SentenceAnalysis[] analyses)
    {
        var next = 0;
        for (var s = 0; s < sentences.Count; s++)
        {
            if (openings[s] == 0 && OtherNameBrackets.Find(sentences[s].Tokens) is { Count: > 0 } brackets)
            {
                analyses[next] = OtherNameBrackets.Join(analyses[next], brackets, _model.Analyze([.. OtherNameBrackets.Pieces(sentences[s].Tokens, brackets)], []));
            }

            next += openings[s] > 0 ? 2 : 1;
        }
    }

    /// <summary>Tokens of the dateline, its dash among them; 0 where the sentence has none, or nothing else.</summary>
    private static int OpeningTokens(Sentence sentence, string text)
    {
        var end = Datelines.End(sentence, text);
        var count = end == 0 ? 0 : sentence.Tokens.Count(token => token.Span.Start <= end);
        return count < sentence.Tokens.Length ? count : 0;
    }

    /// <param name="above">What the root hangs under; -1 for nothing.</param>
    private static void Add(ImmutableArray<Token> given, SentenceAnalysis analysis, ImmutableArray<Token>.Builder tokens, ImmutableArray<NameSpan>.Builder names, int above)
    {
        var before = tokens.Count;
        for (var i = 0; i < analysis.Heads.Length; i++)
        {
            var token = given[before + i];
            var (head, relation) = analysis.Heads[i] > 0 ? (before + analysis.Heads[i] - 1, analysis.Relations[i]) : (above, above < 0 ? analysis.Relations[i] : "parataxis");
            tokens.Add(new Token(token.Span, token.Form, analysis.Lemmas[i], analysis.Upos[i], analysis.Xpos[i], analysis.Feats[i], head, relation));
        }

        names.AddRange(analysis.Names.Select(name => name with { First = name.First + before }));
    }
}
