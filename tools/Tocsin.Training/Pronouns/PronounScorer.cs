using System.Collections.Immutable;
using System.Globalization;
using Tocsin.Language;
using Tocsin.Language.Mentions;

namespace Tocsin.Training.Pronouns;

/// <summary>How many he, she, his and her of GUM are joined to the right name.</summary>
/// <remarks>
/// Counted are he, him, his, himself, she, her, hers, herself that GUM marks as a mention of a chain in which a mention has a proper noun for its head.
/// Right: our entity that holds the pronoun has a name that touches the head (with its flat parts) of such a mention of the same chain.
/// Precision is over all such pronouns that we join to anything, with a named chain or not; for a chain without a name a description must touch a description.
/// </remarks>
internal sealed class PronounScorer
{
    private static readonly HashSet<string> Forms = new(StringComparer.OrdinalIgnoreCase) { "he", "him", "his", "himself", "she", "her", "hers", "herself" };

    private readonly SortedDictionary<string, (int Right, int Wrong, int Unresolved)> _byGenre = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, (int Right, int Wrong, int Unresolved)> _others = new(StringComparer.Ordinal);
    private int _resolved;
    private int _resolvedRight;

    public List<string> Errors { get; } = [];

    public void Add(GumDocument gold, ParsedText text, ImmutableArray<Entity> entities)
    {
        var byPronoun = new Dictionary<int, Entity>();
        foreach (var entity in entities)
        {
            foreach (var mention in entity.Mentions)
            {
                if (mention.Form == MentionForm.Pronoun)
                {
                    byPronoun.TryAdd(mention.Span.Start, entity);
                }
            }
        }

        var chains = gold.Mentions.ToLookup(m => m.Chain);
        AddOthers(gold, chains, byPronoun);
        foreach (var pronoun in gold.Mentions)
        {
            var token = gold.Text.Sentences[pronoun.Sentence].Tokens[pronoun.First];
            if (pronoun.First != pronoun.Last || !Forms.Contains(token.Form))
            {
                continue;
            }

            var chain = chains[pronoun.Chain].ToList();
            var named = chain.Exists(m => m.IsName);
            var found = byPronoun.GetValueOrDefault(token.Span.Start);
            var right = found is not null && Touches(found, chain, named);
            if (found is not null)
            {
                _resolved++;
                _resolvedRight += right ? 1 : 0;
            }

            if (!named)
            {
                continue;
            }

            var (rights, wrongs, unresolved) = _byGenre.GetValueOrDefault(gold.Genre);
            _byGenre[gold.Genre] = right ? (rights + 1, wrongs, unresolved) : found is null ? (rights, wrongs, unresolved + 1) : (rights, wrongs + 1, unresolved);
            if (!right)
            {
                var sentence = text.Sentences[text.SentenceAt(token.Span.Start)];
                var gone = chain.First(m => m.IsName).Core.In(gold.Text.Text);
                Errors.Add($"{gold.Id} [{pronoun.Sentence + 1}] {token.Form}@{token.Span.Start}: gold {gone}, found {found?.Name ?? "nothing"} | {sentence.Span.In(text.Text).ReplaceLineEndings(" ")}");
            }
        }
    }

    public void Print(TextWriter writer)
    {
        var total = (Right: 0, Wrong: 0, Unresolved: 0);
        foreach (var (genre, counts) in _byGenre)
        {
            Line(writer, genre, counts);
            total = (total.Right + counts.Right, total.Wrong + counts.Wrong, total.Unresolved + counts.Unresolved);
        }

        Line(writer, "all", total);
        foreach (var (group, counts) in _others)
        {
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{group,-14} {counts.Right + counts.Wrong + counts.Unresolved,5} joined {counts.Right + counts.Wrong}, right {100.0 * counts.Right / Math.Max(1, counts.Right + counts.Wrong):0.0} %"));
        }

        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"resolved to anything: {_resolved}, right {_resolvedRight} ({100.0 * _resolvedRight / Math.Max(1, _resolved):0.0} %)"));
    }

    /// <summary>it, they and I: of what is joined, how much is right; nothing is expected of those that GUM joins to nothing.</summary>
    private void AddOthers(GumDocument gold, ILookup<string, GumMention> chains, Dictionary<int, Entity> byPronoun)
    {
        foreach (var sentence in gold.Text.Sentences)
        {
            foreach (var token in sentence.Tokens)
            {
                var group = token.Form.ToLowerInvariant() switch
                {
                    "it" or "its" or "itself" => "it",
                    "they" or "them" or "their" or "themselves" => "they",
                    "i" or "me" or "my" or "we" or "us" or "our" => "I, we",
                    _ => null,
                };
                if (group is null || token.Upos is not ("PRON" or "DET"))
                {
                    continue;
                }

                var pronoun = gold.Mentions.FirstOrDefault(m => m.First == m.Last && gold.Text.Sentences[m.Sentence].Tokens[m.First] == token);
                var chain = pronoun is null ? [] : chains[pronoun.Chain].ToList();
                var found = byPronoun.GetValueOrDefault(token.Span.Start);
                var right = found is not null && Touches(found, chain, named: false);
                var (rights, wrongs, unresolved) = _others.GetValueOrDefault(group);
                _others[group] = right ? (rights + 1, wrongs, unresolved) : found is null ? (rights, wrongs, unresolved + 1) : (rights, wrongs + 1, unresolved);
            }
        }
    }

    private static void Line(TextWriter writer, string name, (int Right, int Wrong, int Unresolved) counts)
    {
        var all = counts.Right + counts.Wrong + counts.Unresolved;
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-14} {all,5} right {counts.Right,5} ({100.0 * counts.Right / Math.Max(1, all):0.0} %) wrong {counts.Wrong} unresolved {counts.Unresolved}"));
    }

    private static bool Touches(Entity entity, List<GumMention> chain, bool named)
    {
        foreach (var mention in entity.Mentions)
        {
            if (named ? mention.Form != MentionForm.Name : mention.Form == MentionForm.Pronoun)
            {
                continue;
            }

            foreach (var gold in chain)
            {
                if ((named ? gold.IsName : !gold.IsPronoun) && mention.Span.Overlaps(gold.Core))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
