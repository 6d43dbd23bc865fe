using System.Collections.Immutable;
using System.Globalization;
using Tocsin.Language;
using Tocsin.Language.Conllu;

namespace Tocsin.Training.Pronouns;

/// <summary>A mention as GUM marks it.</summary>
/// <param name="Chain">Its entity, unique in the document.</param>
/// <param name="Type">GUM's kind: person, place, organization, object, event, …</param>
/// <param name="Head">Token whose head lies outside the mention.</param>
/// <param name="Core">The head with the words of its name: what a name mention of ours must touch.</param>
internal sealed record GumMention(string Chain, string Type, int Sentence, int First, int Last, int Head, TextSpan Core, bool IsName, bool IsPronoun);

/// <summary>A document of GUM with its entities, and names made from them.</summary>
internal sealed class GumDocument
{
    private GumDocument(string id, ParsedText text, ImmutableArray<GumMention> mentions)
    {
        Id = id;
        Text = text;
        Mentions = mentions;
    }

    public string Id { get; }

    /// <summary>Gold trees, with names read off the gold entities.</summary>
    public ParsedText Text { get; }

    public ImmutableArray<GumMention> Mentions { get; }

    public string Genre => Id.Split('_') is { Length: > 1 } parts ? parts[1] : Id;

    public static IEnumerable<GumDocument> Read(string path)
    {
        using var reader = new StreamReader(path);
        foreach (var document in ConlluReader.Read(reader))
        {
            yield return From(document);
        }
    }

    private static GumDocument From(ConlluDocument document)
    {
        var id = "";
        var mentions = new List<GumMention>();
        var open = new List<(string Chain, string Type, int Sentence, int First)>();
        for (var s = 0; s < document.Sentences.Length; s++)
        {
            var sentence = document.Sentences[s];
            foreach (var comment in sentence.Comments)
            {
                if (comment.StartsWith("# newdoc id = ", StringComparison.Ordinal))
                {
                    id = comment["# newdoc id = ".Length..];
                }
            }

            for (var t = 0; t < sentence.Misc.Length; t++)
            {
                foreach (var field in sentence.Misc[t].Split('|'))
                {
                    if (field.StartsWith("Entity=", StringComparison.Ordinal))
                    {
                        ReadBrackets(field["Entity=".Length..], s, t, sentence.Sentence, open, mentions);
                    }
                }
            }
        }

        var byPlace = mentions.OrderBy(m => m.Sentence).ThenBy(m => m.First).ThenByDescending(m => m.Last).ToImmutableArray();
        var sentences = document.Sentences.Select((s, i) => WithNames(s.Sentence, byPlace.Where(m => m.Sentence == i))).ToImmutableArray();
        return new GumDocument(id, new ParsedText(document.Text, sentences), byPlace);
    }

    /// <summary>Brackets as in "(12-person-new-…(3-place-…)12)": an opening one with its fields, a closing one with the chain's number.</summary>
    private static void ReadBrackets(string value, int sentence, int token, Sentence tree, List<(string Chain, string Type, int Sentence, int First)> open, List<GumMention> mentions)
    {
        var at = 0;
        while (at < value.Length)
        {
            if (value[at] == '(')
            {
                var end = at + 1;
                while (end < value.Length && value[end] is not ('(' or ')'))
                {
                    end++;
                }

                var fields = value[(at + 1)..end].Split('-');
                open.Add((fields[0], fields.Length > 1 ? fields[1] : "", sentence, token));
                at = end;
                if (at < value.Length && value[at] == ')')
                {
                    Close(fields[0], sentence, token, tree, open, mentions);
                    at++;
                }
            }
            else
            {
                var end = value.IndexOf(')', at);
                if (end < 0)
                {
                    throw new FormatException($"Entity brackets that never close: \"{value}\".");
                }

                Close(value[at..end], sentence, token, tree, open, mentions);
                at = end + 1;
            }
        }
    }

    private static void Close(string chain, int sentence, int token, Sentence tree, List<(string Chain, string Type, int Sentence, int First)> open, List<GumMention> mentions)
    {
        var at = open.FindLastIndex(o => o.Chain == chain);
        if (at < 0)
        {
            throw new FormatException($"Entity {chain} closes without having opened.");
        }

        var (_, type, from, first) = open[at];
        open.RemoveAt(at);
        if (from != sentence)
        {
            return;
        }

        var bracket = chain.IndexOf('[', StringComparison.Ordinal);
        var head = first;
        for (var i = first; i <= token; i++)
        {
            if (tree.Tokens[i].Head < first || tree.Tokens[i].Head > token)
            {
                head = i;
                break;
            }
        }

        var core = tree.Tokens[head].Span;
        for (var i = head; i <= token; i++)
        {
            if (i == head || (tree.Tokens[i].Head == head && tree.Tokens[i].Deprel is "flat" or "flat:foreign"))
            {
                core = TextSpan.FromBounds(core.Start, tree.Tokens[i].Span.End);
            }
        }

        var upos = tree.Tokens[head].Upos;
        mentions.Add(new GumMention(bracket > 0 ? chain[..bracket] : chain, type, sentence, first, token, head, core, upos == "PROPN", upos is "PRON" or "DET"));
    }

    private static Sentence WithNames(Sentence sentence, IEnumerable<GumMention> mentions)
    {
        var taken = new bool[sentence.Tokens.Length];
        var names = new List<NameSpan>();
        foreach (var mention in mentions.OrderBy(m => m.Last - m.First))
        {
            if (!mention.IsName || mention.Type is "time" or "quantity" || taken[mention.Head])
            {
                continue;
            }

            var (first, last) = (mention.Head, mention.Head);
            while (first > mention.First && sentence.Tokens[first - 1].Upos == "PROPN" && !taken[first - 1] && sentence.Tokens[first - 1].Deprel != "nmod:desc")
            {
                first--;
            }

            while (last < mention.Last && sentence.Tokens[last + 1].Upos == "PROPN" && !taken[last + 1])
            {
                last++;
            }

            Array.Fill(taken, true, first, last - first + 1);
            names.Add(new NameSpan(first, last - first + 1, TagOf(mention, sentence), 1));
        }

        names.Sort((a, b) => a.First.CompareTo(b.First));
        return new Sentence(sentence.Tokens, [.. names], sentence.Contractions, sentence.StartsParagraph);
    }

    private static NameTag TagOf(GumMention mention, Sentence sentence) => mention.Type switch
    {
        "person" or "animal" => sentence.Tokens[mention.Head].Xpos == "NNPS" ? NameTag.Other : NameTag.Person,
        "organization" => NameTag.Organization,
        "place" => NameTag.Location,
        _ => NameTag.Other,
    };

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Id}, {Mentions.Length} mentions");
}
