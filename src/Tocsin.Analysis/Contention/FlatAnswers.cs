using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Tocsin.Analysis.Assessment;
using Tocsin.Analysis.Attributions;
using Tocsin.Analysis.Record;

namespace Tocsin.Analysis.Contention;

/// <summary>Answers that name nothing of what they deny: "Oster denied it", "which the ministry denied", "rejected the accusation", "it is a lie".</summary>
/// <remarks>What they deny stands before them. Words only, so that they are told in a reading and in what the record keeps of one alike.</remarks>
internal sealed class FlatAnswers
{
    /// <summary>A longer denial says itself what it denies.</summary>
    private const int WordsMax = 5;

    /// <summary>"any role", "any direct part", "having a hand".</summary>
    private const int PartWordsMax = 3;

    /// <summary>"The claims of the neighbouring government are entirely without foundation."</summary>
    private const int UntrueWordsMax = 10;

    private const int LengthMax = 120;

    private static readonly char[] Marks = ['.', ',', ';', ':', '!', '?', '"', '\'', '“', '”', '‘', '’', '(', ')', '…'];

    private readonly HashSet<string> _charges = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _parts = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _shares = [];
    private readonly List<string> _phrases = [];
    private readonly HashSet<string> _pronouns = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _orders = [];
    private readonly List<string> _untrue = [];

    /// <summary>The longest word of each of those: without one of them, nothing is called untrue.</summary>
    private readonly List<string> _untrueWords = [];

    public FlatAnswers(IEnumerable<string[]> facts)
    {
        foreach (var fields in facts)
        {
            switch (fields[0])
            {
                case "charge":
                    _charges.Add(fields[1]);
                    break;
                case "noun":
                    _parts.Add(fields[1]);
                    break;
                case "pronoun":
                    _pronouns.Add(fields[1]);
                    break;
                case "share":
                    _shares.Add(fields[1]);
                    break;
                case "phrase":
                    _phrases.Add(fields[1]);
                    break;
                case "order":
                    _orders.Add(fields[1]);
                    break;
                case "untrue":
                    _untrue.Add($" {fields[1]} ");
                    _untrueWords.Add(fields[1].Split(' ').MaxBy(word => word.Length)!);
                    break;
            }
        }
    }

    /// <summary>Those of a reading, as long as somebody holds it: a view looks at the same ones for now and for the moment before, and the next view too.</summary>
    private readonly ConditionalWeakTable<RecordedReading, StrongBox<ImmutableArray<RecordedClaim>>> _known = [];

    private static readonly Lazy<FlatAnswers> Loaded = new(Load);

    /// <summary>The ones that ship with Tocsin.</summary>
    public static FlatAnswers Shared => Loaded.Value;

    private static FlatAnswers Load() => new(FactFile.ReadEmbedded("contention/part.tsv", 2));

    /// <summary>What somebody with a side answers flatly, and the document itself does not hold against an accusation.</summary>
    public ImmutableArray<RecordedClaim> In(RecordedReading reading) => _known.GetValue(reading, one => new StrongBox<ImmutableArray<RecordedClaim>>(Of(one))).Value;

    private ImmutableArray<RecordedClaim> Of(RecordedReading reading)
    {
        var flat = reading.Claims.Where(claim => !claim.Negated && claim.Source is { Side: not null } && (Holds(claim.Content, claim.Act == SpeechAct.Deny) || DeniesPart(claim.Content, claim.Act == SpeechAct.Deny))).ToList();
        if (flat.Count > 0 && !reading.Contested.IsEmpty)
        {
            var held = reading.Contested.SelectMany(contest => contest.Sides).SelectMany(side => side).ToHashSet();
            flat.RemoveAll(claim => held.Contains(claim.Key));
        }

        return [.. flat];
    }

    /// <summary>"had nothing to do with the blast", and where it is denied "that it was behind the blast": of whoever says so.</summary>
    public bool DeniesPart(string content, bool isDenied) =>
        content.Length <= LengthMax && (_phrases.Exists(phrase => content.Contains(phrase, StringComparison.OrdinalIgnoreCase)) || (isDenied && _shares.Exists(phrase => content.Contains(phrase, StringComparison.OrdinalIgnoreCase))));

    /// <summary>"having ordered the strike himself", "organised the attack": who has others do it is no rival of those who do.</summary>
    public bool IsOfOrder(string content) => _orders.Exists(word => PhraseFinder.Holds(content, word));

    /// <param name="content">What is said or denied.</param>
    /// <param name="isDenied">The words that hold it deny it; else it has to call something untrue.</param>
    public bool Holds(string content, bool isDenied)
    {
        if (content.Length > LengthMax || (!isDenied && !_untrueWords.Exists(word => content.Contains(word, StringComparison.OrdinalIgnoreCase))))
        {
            return false;
        }

        var words = content.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(word => word.Trim(Marks)).Where(word => word.Length > 0).ToList();
        if (words.Count == 0)
        {
            return false;
        }

        if (isDenied)
        {
            // "it", "any such thing", "the accusation", "Sellenia's claims"; "any role in the attack" says of what, and no more.
            return words.Take(PartWordsMax).Any(_parts.Contains) || (words.Count <= WordsMax && (words.TrueForAll(_pronouns.Contains) || _charges.Contains(words[^1])));
        }

        var line = $" {string.Join(' ', words)} ";
        return words.Count <= UntrueWordsMax && words.Exists(word => _pronouns.Contains(word) || _charges.Contains(word)) && _untrue.Exists(phrase => line.Contains(phrase, StringComparison.OrdinalIgnoreCase));
    }
}
