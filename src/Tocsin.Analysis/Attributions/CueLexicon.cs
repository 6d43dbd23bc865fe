using System.Collections.Frozen;
using System.Collections.Immutable;
using Tocsin.Language;

namespace Tocsin.Analysis.Attributions;

/// <summary>What a cue takes as its content (the head of data/attribution/cues.tsv says it in words).</summary>
[Flags]
internal enum CueFrames
{
    None = 0,
    That = 1,
    Quote = 2,
    QuoteOnly = 4,
    To = 8,
    Object = 16,
    ObjectDoc = 32,
    ObjectOf = 64,
    ObjectTo = 128,
    ObjectAt = 256,
    ObjectNegated = 512,
    ObjectView = 1024,
    Ing = 2048,
    Naming = 4096,
    Urged = 8192,
    Told = 16384,
    Generic = 32768,
}

/// <summary>A word that can be a cue.</summary>
/// <param name="Prepositions">Prepositions whose phrase is the content: "called for".</param>
/// <param name="UrgedThrough">Prepositions before the one who should act: "called on".</param>
internal sealed record CueEntry(
    string Lemma, SpeechAct Act, SpeechAct ActWithInfinitive, CueFrames Frames, ImmutableArray<string> Prepositions, ImmutableArray<string> UrgedThrough)
{
    public bool Takes(CueFrames frames) => (Frames & frames) != 0;

    /// <summary>Takes a clause or a quotation: a word of speech or thought.</summary>
    public bool IsSpeech => Takes(CueFrames.Quote);
}

/// <summary>The words of data/attribution: cues, adverbs that report without a source, kinds of source, media and hedges.</summary>
/// <remarks>Look-ups are by lemma in lower case.</remarks>
internal sealed class CueLexicon
{
    private readonly FrozenDictionary<string, CueEntry> _verbs;
    private readonly FrozenDictionary<string, CueEntry> _nouns;
    private readonly FrozenDictionary<string, CueEntry> _adjectives;
    private readonly FrozenDictionary<string, SpeechAct> _adverbs;
    private readonly FrozenDictionary<string, SourceKind> _sources;
    private readonly FrozenDictionary<string, string> _media;
    private readonly FrozenDictionary<string, ImmutableArray<ImmutableArray<string>>> _hedges;
    private readonly FrozenDictionary<string, string> _attack;
    private readonly FrozenSet<(string Verb, string Object)> _deeds;
    private readonly FrozenSet<string> _harms;
    private readonly FrozenDictionary<string, string> _issued;
    private readonly FrozenSet<(string Word, string Kind)> _untrue;

    private CueLexicon(
        FrozenDictionary<string, CueEntry> verbs,
        FrozenDictionary<string, CueEntry> nouns,
        FrozenDictionary<string, CueEntry> adjectives,
        FrozenDictionary<string, SpeechAct> adverbs,
        FrozenDictionary<string, SourceKind> sources,
        FrozenDictionary<string, string> media,
        FrozenDictionary<string, ImmutableArray<ImmutableArray<string>>> hedges,
        FrozenDictionary<string, string> attack,
        FrozenSet<(string, string)> deeds,
        FrozenSet<string> harms,
        FrozenDictionary<string, string> issued,
        FrozenSet<(string, string)> untrue)
    {
        _verbs = verbs;
        _nouns = nouns;
        _adjectives = adjectives;
        _adverbs = adverbs;
        _sources = sources;
        _media = media;
        _hedges = hedges;
        _attack = attack;
        _deeds = deeds;
        _harms = harms;
        _issued = issued;
        _untrue = untrue;
    }

    public static CueLexicon Load()
    {
        var cues = FactFile.ReadEmbedded("attribution/cues.tsv", 4).ToLookup(f => f[1], Entry);
        FrozenDictionary<string, CueEntry> Of(string upos) => cues[upos].ToFrozenDictionary(e => e.Lemma);
        return new CueLexicon(
            Of("VERB"),
            Of("NOUN"),
            Of("ADJ"),
            FactFile.ReadEmbedded("attribution/implicit.tsv", 2).ToFrozenDictionary(f => f[0], f => Act(f[1])),
            FactFile.ReadEmbedded("attribution/sources.tsv", 2).ToFrozenDictionary(f => f[0], f => Enum.Parse<SourceKind>(f[1], ignoreCase: true)),
            FactFile.ReadEmbedded("attribution/media.tsv", 2).ToFrozenDictionary(f => f[0], f => f[1]),
            FactFile.ReadEmbedded("attribution/hedges.tsv", 1).Select(f => f[0].Split(' ').ToImmutableArray())
                .GroupBy(w => w[0]).ToFrozenDictionary(g => g.Key, g => g.OrderByDescending(w => w.Length).ToImmutableArray()),
            FactFile.ReadEmbedded("attribution/attack.tsv", 2).ToFrozenDictionary(f => f[0], f => f[1]),
            FactFile.ReadEmbedded("attribution/deeds.tsv", 2).Select(f => (f[0], f[1])).ToFrozenSet(),
            FactFile.ReadEmbedded("attribution/harms.tsv", 1).Select(f => f[0]).ToFrozenSet(StringComparer.Ordinal),
            FactFile.ReadEmbedded("attribution/issued.tsv", 2).ToFrozenDictionary(f => f[0], f => f[1]),
            FactFile.ReadEmbedded("attribution/untrue.tsv", 2).Select(f => (f[0], f[1])).ToFrozenSet());
    }

    /// <param name="particle">Its particle ("out" in "points out"), null for none. Without an entry of its own the verb counts alone.</param>
    public CueEntry? Verb(string lemma, string? particle = null) =>
        (particle is not null ? _verbs.GetValueOrDefault($"{lemma} {particle}") : null) ?? _verbs.GetValueOrDefault(lemma);

    /// <summary>The entry of a verb with its particle, by lemma, else by form.</summary>
    public CueEntry? VerbAt(Sentence sentence, int token)
    {
        var particle = CueGroup.Particle(sentence, token) is var p and >= 0 ? sentence.Lemma(p) : null;
        return Verb(sentence.Lemma(token), particle) ?? VerbForm(sentence.Tokens[token].Form.ToLowerInvariant(), particle);
    }

    /// <summary>A verb by the form that stands in the text, for where its lemma was guessed wrongly: "sobbed", "ruled out".</summary>
    public CueEntry? VerbForm(string form, string? particle = null)
    {
        if (form.EndsWith("ed", StringComparison.Ordinal) || form.EndsWith("es", StringComparison.Ordinal))
        {
            return Stem(form[..^2], particle) ?? Verb(form[..^1], particle);
        }

        return form.EndsWith("ing", StringComparison.Ordinal) ? Stem(form[..^3], particle) ?? Verb(form[..^3] + "e", particle)
            : form.EndsWith('s') ? Verb(form[..^1], particle) : null;
    }

    private CueEntry? Stem(string stem, string? particle) =>
        Verb(stem, particle) ?? (stem.Length > 3 && stem[^1] == stem[^2] ? Verb(stem[..^1], particle) : null);

    public CueEntry? Noun(string lemma) => _nouns.GetValueOrDefault(lemma);

    public CueEntry? Adjective(string lemma) => _adjectives.GetValueOrDefault(lemma);

    public SpeechAct? Adverb(string lemma) => _adverbs.TryGetValue(lemma, out var act) ? act : null;

    public SourceKind? KindOf(string lemma) => _sources.TryGetValue(lemma, out var kind) ? kind : null;

    public string? Medium(string lemma) => _media.GetValueOrDefault(lemma);

    /// <summary>A thing that is attacked in arms, not in words: "base", "village".</summary>
    public bool IsTarget(string lemma) => _attack.GetValueOrDefault(lemma) == "target";

    /// <summary>One who attacks in arms: "troops", "drone".</summary>
    public bool IsAttacker(string lemma) => _attack.GetValueOrDefault(lemma) == "attacker";

    /// <summary>To "recall" an "ambassador" is a deed and says nothing.</summary>
    public bool IsDeed(string verb, string target) => _deeds.Contains((verb, target)) || _deeds.Contains((verb, "*"));

    /// <summary>What others say ("charge", "report"), or a word that calls it untrue ("absurd", "lie").</summary>
    public bool IsOfCharge(string lemma, bool isWord) => _untrue.Contains((lemma, isWord ? "word" : "charge"));

    /// <summary>A verb that makes "we will" a threat.</summary>
    public bool IsHarm(string lemma) => _harms.Contains(lemma);

    /// <summary>What a word says of a text that a party gives out: "text", "office", "media" or "talk"; null for nothing.</summary>
    public string? Issued(string word) => _issued.GetValueOrDefault(word);

    /// <summary>Hedges that start with a word, the longest first.</summary>
    public ImmutableArray<ImmutableArray<string>> Hedges(string word) => _hedges.GetValueOrDefault(word, []);

    private static SpeechAct Act(string word) => Enum.Parse<SpeechAct>(word, ignoreCase: true);

    private static CueEntry Entry(string[] fields)
    {
        var frames = CueFrames.None;
        var prepositions = ImmutableArray.CreateBuilder<string>();
        var urged = ImmutableArray.CreateBuilder<string>();
        foreach (var word in fields[3].Split(' '))
        {
            if (word.StartsWith("urge:", StringComparison.Ordinal))
            {
                urged.Add(word[5..]);
            }
            else if (word.StartsWith("prep:", StringComparison.Ordinal))
            {
                prepositions.Add(word[5..]);
            }
            else if (TryFrame(word, out var frame))
            {
                frames |= frame;
                if (word == "to" && fields[1] != "VERB")
                {
                    prepositions.Add(word);
                }
            }
            else if (word != "-")
            {
                prepositions.Add(word);
            }
        }

        var act = Act(fields[2]);
        return new CueEntry(fields[0], act, fields.Length > 4 ? Act(fields[4]) : act, frames, prepositions.ToImmutable(), urged.ToImmutable());
    }

    private static bool TryFrame(string word, out CueFrames frame)
    {
        frame = word switch
        {
            "that" => CueFrames.That,
            "quote" => CueFrames.Quote,
            "quoteonly" => CueFrames.Quote | CueFrames.QuoteOnly,
            "to" => CueFrames.To,
            "object" => CueFrames.Object,
            "object-doc" => CueFrames.ObjectDoc,
            "object-of" => CueFrames.ObjectOf,
            "object-to" => CueFrames.ObjectTo,
            "object-at" => CueFrames.ObjectAt,
            "object-negated" => CueFrames.ObjectNegated,
            "object-view" => CueFrames.ObjectView,
            "ing" => CueFrames.Ing,
            "naming" => CueFrames.Naming,
            "urged" => CueFrames.Urged,
            "told" => CueFrames.Told,
            "generic" => CueFrames.Generic,
            _ => CueFrames.None,
        };
        return frame != CueFrames.None;
    }
}
