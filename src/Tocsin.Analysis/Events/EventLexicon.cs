using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using Tocsin.Language;

namespace Tocsin.Analysis.Events;

/// <summary>What a governing word does to the act below it: "refused to meet", "the threat of an attack".</summary>
internal enum OperatorKind
{
    Light,
    Suffer,
    Promise,
    Vow,
    Refuse,
    Threaten,
    Demand,
    Attempt,
    Want,
    Manage,
    End,
    Avoid,
    Foil,
    Motion,
    Seem,
    Believe,
    Report,
    Accuse,
    Deny,
    Allow,
    Cause,
    Exercise,
    Threat,
    Anniversary,
    Fiction,
}

/// <summary>A PLOVER type, with a mode or without one.</summary>
internal sealed record EventKind(string Type, string? Mode, Quad Quad, double Score, string Cameo);

/// <summary>The words that name acts, and the words around them that matter. Read from data/events.</summary>
/// <remarks>Immutable once loaded; loading takes some milliseconds, so share one.</remarks>
public sealed class EventLexicon
{
    private static readonly string[] Parts = ["VERB", "NOUN", "ADJ"];

    private static readonly (string Ending, int Cut)[] Endings = [("ies", 3), ("ied", 3), ("es", 2), ("s", 1), ("ed", 2), ("d", 1), ("ing", 3)];

    private readonly Dictionary<string, ImmutableArray<EventPattern>> _verbs;
    private readonly Dictionary<string, ImmutableArray<EventPattern>> _nouns;
    private readonly Dictionary<string, HashSet<string>> _classesOfWord = new(StringComparer.Ordinal);
    private readonly string[] _authorities;
    private readonly string[] _irregulars;
    private readonly string[] _formers;
    private readonly Dictionary<string, string> _weapons = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _irregular = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _contexts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _ordinals;
    private readonly Dictionary<(string Lemma, string Part), ImmutableArray<string>> _pointers = [];
    private readonly Dictionary<(string Word, string Part), ImmutableArray<OperatorKind>> _operators = [];
    private readonly Dictionary<(string Type, string Mode), EventKind> _kinds = [];

    private EventLexicon(Func<string, IEnumerable<(string Line, string Origin)>> read)
    {
        foreach (var (line, origin) in read("types.tsv"))
        {
            var f = Fields(line, 5, origin);
            var quad = Enum.Parse<Quad>(f[2].Replace("-", "", StringComparison.Ordinal), ignoreCase: true);
            var mode = f[1] == "-" ? "" : f[1];
            _kinds[(f[0], mode)] = new EventKind(f[0], mode.Length == 0 ? null : mode, quad, double.Parse(f[3], CultureInfo.InvariantCulture), f[4]);
        }

        foreach (var (line, origin) in read("classes.tsv"))
        {
            var f = Fields(line, 2, origin);
            if (!_classesOfWord.TryGetValue(f[1], out var classes))
            {
                _classesOfWord[f[1]] = classes = new HashSet<string>(StringComparer.Ordinal);
            }

            classes.Add(f[0]);
        }

        _authorities = [.. _classesOfWord.Where(c => c.Value.Contains("AUTHORITY")).Select(c => c.Key)];
        _formers = [.. _classesOfWord.Where(c => c.Value.Contains("EXOFFICE")).Select(c => c.Key)];
        _irregulars = [.. _classesOfWord.Where(c => c.Value.Contains("IRREGULAR")).Select(c => c.Key)];
        foreach (var (line, origin) in read("weapons.tsv"))
        {
            var f = Fields(line, 2, origin);
            _weapons[f[1]] = f[0];
        }

        foreach (var (line, origin) in read("irregular.tsv"))
        {
            var f = Fields(line, 2, origin);
            _irregular[f[0]] = f[1];
        }

        foreach (var (line, origin) in read("backreferences.tsv"))
        {
            var f = Fields(line, 3, origin);
            _pointers[(f[0], f[1])] = [.. f[2].Split('|')];
        }

        foreach (var (line, origin) in read("contexts.tsv"))
        {
            var f = Fields(line, 2, origin);
            _contexts.TryAdd(f[1], f[0]);
        }

        foreach (var (line, origin) in read("operators.tsv"))
        {
            var f = Fields(line, 3, origin);
            if (!Parts.Contains(f[1], StringComparer.Ordinal))
            {
                throw new FormatException($"{origin}: \"{f[1]}\" is no part of speech of operators; use {string.Join(", ", Parts)}.");
            }

            var known = _operators.TryGetValue((f[0], f[1]), out var kinds) ? kinds : [];
            _operators[(f[0], f[1])] = known.Add(Enum.Parse<OperatorKind>(f[2], ignoreCase: true));
        }

        _ordinals = FactFile.ReadEmbedded("times/words.tsv", 2).Where(f => f[1] == "ordinal" && f.Length > 2).ToDictionary(f => f[0], f => int.Parse(f[2], CultureInfo.InvariantCulture), StringComparer.OrdinalIgnoreCase);
        _verbs = Patterns(read("verbs.tsv"), verb: true);
        _nouns = Patterns(read("nouns.tsv"), verb: false);
    }

    /// <summary>The lexicon that ships with Tocsin.</summary>
    public static EventLexicon Load() => new(ReadResource);

    internal ImmutableArray<EventPattern> Verb(string lemma) => _verbs.TryGetValue(lemma, out var found) ? found : [];

    internal ImmutableArray<EventPattern> Noun(string lemma) => _nouns.TryGetValue(lemma, out var found) ? found : [];

    /// <summary>Types of the acts that a word may tell again without coding one ("the operation"); empty where it tells of none.</summary>
    internal ImmutableArray<string> PointsBack(string lemma, string part) => _pointers.TryGetValue((lemma, part), out var types) ? types : [];

    /// <summary>10 for "tenth" and "10th"; 0 for anything else.</summary>
    internal int Ordinal(string word) =>
        _ordinals.TryGetValue(word, out var number) || (word.Length is > 2 and < 6 && word[^2..].ToLowerInvariant() is "st" or "nd" or "rd" or "th" && int.TryParse(word.AsSpan(0, word.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out number)) ? number : 0;

    /// <summary>A verb's dictionary form as the lexicon spells it. Analysers guess the lemma of a rare form ("impos" for "imposed"); what the lexicon knows corrects it.</summary>
    internal string VerbLemma(string lemma, string form)
    {
        if (KnowsVerb(lemma))
        {
            return lemma;
        }

        if (_irregular.TryGetValue(form, out var regular))
        {
            return regular;
        }

        if (KnowsVerb(form))
        {
            return form;
        }

        foreach (var (ending, cut) in Endings)
        {
            if (!form.EndsWith(ending, StringComparison.Ordinal) || form.Length <= ending.Length + 2)
            {
                continue;
            }

            var stem = form[..^cut];
            if (KnowsVerb(stem))
            {
                return stem;
            }

            if (KnowsVerb(stem + "e"))
            {
                return stem + "e";
            }

            if (stem[^1] == stem[^2] && KnowsVerb(stem[..^1]))
            {
                return stem[..^1];
            }

            if (ending is "ies" or "ied" && KnowsVerb(stem + "y"))
            {
                return stem + "y";
            }
        }

        return lemma;
    }

    /// <summary>A noun's dictionary form as the lexicon spells it, for plurals whose lemma an analyser guessed wrongly ("clasy" for "clashes").</summary>
    internal string NounLemma(string lemma, string form)
    {
        if (KnowsNoun(lemma))
        {
            return lemma;
        }

        if (KnowsNoun(form))
        {
            return form;
        }

        foreach (var cut in (ReadOnlySpan<int>)[1, 2])
        {
            if (form.Length > cut + 2 && form[^1] == 's' && (cut == 1 || form[^2] == 'e') && KnowsNoun(form[..^cut]))
            {
                return form[..^cut];
            }
        }

        return lemma;
    }

    internal bool InClass(string name, string word) => _classesOfWord.TryGetValue(word, out var classes) && classes.Contains(name);

    /// <summary>True where a phrase holds a word of those who speak with authority, and none of those who fight against it: "police sources", "the prosecutor's office"; not "a rebel commander" and not "a former official".</summary>
    internal bool NamesAuthority(string phrase) => HoldsOneOf(phrase, _authorities, anywhere: true) && !HoldsOneOf(phrase, _irregulars, anywhere: false) && !HoldsOneOf(phrase, _formers, anywhere: false);

    /// <param name="anywhere">Also inside and at the end of another word: "anti-terrorist" holds "terrorist".</param>
    private static bool HoldsOneOf(string phrase, string[] words, bool anywhere)
    {
        foreach (var word in words)
        {
            if (phrase.IndexOf(word, StringComparison.OrdinalIgnoreCase) is var at and >= 0 && (anywhere || at == 0 || phrase[at - 1] is ' ' or '"' or '“'))
            {
                return true;
            }
        }

        return false;
    }

    internal bool Is(OperatorKind kind, string word, string part) => _operators.TryGetValue((word, part), out var kinds) && kinds.Contains(kind);

    internal ImmutableArray<OperatorKind> Operators(string word, string part) => _operators.TryGetValue((word, part), out var kinds) ? kinds : [];

    /// <summary>The ASSAULT mode that a weapon gives; null for a word that names none.</summary>
    internal string? WeaponMode(string word) => _weapons.GetValueOrDefault(word);

    internal string? Context(string word) => _contexts.GetValueOrDefault(word);

    /// <summary>Quad, score and default code; an unknown mode falls back on its type.</summary>
    /// <exception cref="KeyNotFoundException">The type is not in types.tsv.</exception>
    internal EventKind Kind(string type, string? mode) =>
        mode is not null && _kinds.TryGetValue((type, mode), out var kind) ? kind : _kinds[(type, "")];

    private bool KnowsNoun(string lemma) => _nouns.ContainsKey(lemma) || _classesOfWord.ContainsKey(lemma) || _weapons.ContainsKey(lemma) || _operators.ContainsKey((lemma, "NOUN")) || _pointers.ContainsKey((lemma, "NOUN"));

    private bool KnowsVerb(string lemma) => _verbs.ContainsKey(lemma) || _operators.ContainsKey((lemma, "VERB"));

    private static string[] Fields(string line, int count, string origin)
    {
        var fields = line.Split('\t');
        return fields.Length == count ? fields : throw new FormatException($"{origin}: expected {count} columns, found {fields.Length}.");
    }

    private Dictionary<string, ImmutableArray<EventPattern>> Patterns(IEnumerable<(string Line, string Origin)> lines, bool verb)
    {
        var found = new Dictionary<string, ImmutableArray<EventPattern>.Builder>(StringComparer.Ordinal);
        foreach (var (line, origin) in lines)
        {
            var pattern = EventPattern.Parse(line, origin, verb);
            if (pattern.Type is not null && !_kinds.ContainsKey((pattern.Type, "")))
            {
                throw new FormatException($"{origin}: \"{pattern.Type}\" is not a type of types.tsv.");
            }

            if (!found.TryGetValue(pattern.Word, out var patterns))
            {
                found[pattern.Word] = patterns = ImmutableArray.CreateBuilder<EventPattern>();
            }

            patterns.Add(pattern);
        }

        // A phrasal verb is tried before the bare one: "shoot down" is not "shoot". The order of the file holds otherwise.
        return found.ToDictionary(p => p.Key, p => p.Value.OrderByDescending(x => x.Rest.Length).ToImmutableArray(), StringComparer.Ordinal);
    }

    /// <summary>The line of a lexicon file that an origin such as "verbs.tsv:12" names; null where it names none.</summary>
    internal static string? LineAt(string origin)
    {
        var colon = origin.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && origin[..colon] is "verbs.tsv" or "nouns.tsv" ? ReadResource(origin[..colon]).FirstOrDefault(l => l.Origin == origin).Line : null;
    }

    private static IEnumerable<(string Line, string Origin)> ReadResource(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("data/events/" + name)
            ?? throw new InvalidOperationException($"The resource data/events/{name} is not in the assembly; build it again.");
        using var reader = new StreamReader(stream);
        var number = 0;
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (line.Length > 0 && line[0] != '#')
            {
                yield return (line, $"{name}:{number}");
            }
        }
    }
}
