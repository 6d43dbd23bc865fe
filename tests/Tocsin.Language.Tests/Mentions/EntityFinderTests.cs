using System.Collections.Immutable;
using CsCheck;
using Tocsin.Language.Mentions;
using Tocsin.Tests;
using Xunit;

namespace Tocsin.Language.Tests.Mentions;

/// <summary>
/// Trees in short form; names as "words=tag", apart by "; ". Entities are printed one after the other as "name: mentions", with the kind before and roles in
/// brackets; things that no name, person or group stands for are left out of what is printed.
/// </summary>
public sealed class EntityFinderTests
{
    private static readonly EntityFinder Finder = EntityFinder.Load();

    [Fact]
    public void The_general_of_the_lead_is_the_general_who_is_named_later() => Assert.Equal(
        "person Mark Milley (General, chairman of the US joint chiefs of staff, top US general): A top US general, Mark Milley, chairman of the US joint chiefs of staff, he, Milley, his",
        Print(
            """
            A/a/DET/DT/4/det top/top/ADJ/JJ/4/amod US/US/PROPN/NNP/4/compound general/general/NOUN/NN/5/nsubj said/say/VERB/VBD/0/root that/that/SCONJ/IN/9/mark Iran/Iran/PROPN/NNP/9/nsubj had/have/AUX/VBD/9/aux wanted/want/VERB/VBN/5/ccomp to/to/PART/TO/11/mark kill/kill/VERB/VB/9/xcomp soldiers/soldier/NOUN/NNS/11/obj ././PUNCT/./5/punct
            General/General/PROPN/NNP/2/nmod:desc Mark/Mark/PROPN/NNP/14/nsubj Milley/Milley/PROPN/NNP/2/flat ,/,/PUNCT/,/5/punct chairman/chairman/NOUN/NN/2/appos of/of/ADP/IN/10/case the/the/DET/DT/10/det US/US/PROPN/NNP/10/compound joint/joint/ADJ/JJ/10/compound chiefs/chief/NOUN/NNS/5/nmod of/of/ADP/IN/12/case staff/staff/NOUN/NN/10/nmod ,/,/PUNCT/,/2/punct told/tell/VERB/VBD/0/root reporters/reporter/NOUN/NNS/14/obj that/that/SCONJ/IN/18/mark he/he/PRON/PRP/18/nsubj agreed/agree/VERB/VBD/14/ccomp ././PUNCT/./14/punct
            Milley/Milley/PROPN/NNP/2/nsubj showed/show/VERB/VBD/0/root his/his/PRON/PRP$/5/nmod:poss own/own/ADJ/JJ/5/amod plan/plan/NOUN/NN/2/obj ././PUNCT/./2/punct
            """,
            "US=Location; Iran=Location; Mark Milley=Person; Milley=Person",
            only: "Mark Milley"));

    [Fact]
    public void Two_people_of_one_surname_stay_two() => Assert.Equal(
        "person John Kerry: John Kerry, Kerry, him · person Teresa Kerry: Teresa Kerry, her, Kerry",
        Print(
            """
            John/John/PROPN/NNP/3/nsubj Kerry/Kerry/PROPN/NNP/1/flat met/meet/VERB/VBD/0/root Teresa/Teresa/PROPN/NNP/3/obj Kerry/Kerry/PROPN/NNP/4/flat ././PUNCT/./3/punct
            Mr./Mr./PROPN/NNP/2/nmod:desc Kerry/Kerry/PROPN/NNP/3/nsubj smiled/smile/VERB/VBD/0/root at/at/ADP/IN/5/case her/she/PRON/PRP/3/obl ././PUNCT/./3/punct
            Mrs./Mrs./PROPN/NNP/2/nmod:desc Kerry/Kerry/PROPN/NNP/3/nsubj thanked/thank/VERB/VBD/0/root him/he/PRON/PRP/3/obj ././PUNCT/./3/punct
            """,
            "John Kerry=Person; Teresa Kerry=Person; Kerry=Person"));

    [Fact]
    public void The_man_is_not_the_city() => Assert.Equal(
        "person Denzel Washington: Denzel Washington, Washington · place Washington: Washington",
        Print(
            """
            Denzel/Denzel/PROPN/NNP/3/nsubj Washington/Washington/PROPN/NNP/1/flat left/leave/VERB/VBD/0/root ././PUNCT/./3/punct
            In/in/ADP/IN/2/case Washington/Washington/PROPN/NNP/4/obl people/people/NOUN/NNS/4/nsubj smiled/smile/VERB/VBD/0/root ././PUNCT/./4/punct
            Washington/Washington/PROPN/NNP/2/nsubj smiled/smile/VERB/VBD/0/root ././PUNCT/./2/punct
            """,
            "Denzel Washington=Person; Washington=Location,1; Washington=Person,2",
            only: "Washington"));

    [Fact]
    public void An_acronym_is_its_long_form() => Assert.Equal(
        "armed-group Islamic Revolutionary Guard Corps: Islamic Revolutionary Guard Corps, IRGC, IRGC, its",
        Print(
            """
            The/the/DET/DT/5/det Islamic/Islamic/ADJ/NNP/5/amod Revolutionary/Revolutionary/ADJ/NNP/4/amod Guard/Guard/PROPN/NNP/5/compound Corps/Corps/PROPN/NNP/9/nsubj (/(/PUNCT/-LRB-/7/punct IRGC/IRGC/PROPN/NNP/5/appos )/)/PUNCT/-RRB-/7/punct denied/deny/VERB/VBD/0/root the/the/DET/DT/11/det report/report/NOUN/NN/9/obj ././PUNCT/./9/punct
            The/the/DET/DT/2/det IRGC/IRGC/PROPN/NNP/3/nsubj said/say/VERB/VBD/0/root its/its/PRON/PRP$/5/nmod:poss men/man/NOUN/NNS/7/nsubj were/be/AUX/VBD/7/cop safe/safe/ADJ/JJ/3/ccomp ././PUNCT/./3/punct
            """,
            "Islamic Revolutionary Guard Corps=Organization; IRGC=Organization",
            only: "Islamic"));

    [Fact]
    public void I_and_my_in_a_quotation_are_the_speaker() => Assert.Equal(
        "person Javad Zarif: I, my, Javad Zarif",
        Print(
            """
            “/"/PUNCT/``/4/punct I/I/PRON/PRP/4/nsubj will/will/AUX/MD/4/aux defend/defend/VERB/VB/11/ccomp my/my/PRON/PRP$/6/nmod:poss land/land/NOUN/NN/4/obj ,/,/PUNCT/,/4/punct ”/"/PUNCT/''/4/punct Javad/Javad/PROPN/NNP/11/nsubj Zarif/Zarif/PROPN/NNP/9/flat told/tell/VERB/VBD/0/root reporters/reporter/NOUN/NNS/11/obj ././PUNCT/./11/punct
            """,
            "Javad Zarif=Person",
            only: "Zarif"));

    [Fact]
    public void A_country_is_one_under_all_its_names() => Assert.Equal(
        "country United States: U.S., United States, US · country Iran: Iran",
        Print(
            """
            The/the/DET/DT/2/det U.S./U.S./PROPN/NNP/5/nsubj and/and/CCONJ/CC/4/cc Iran/Iran/PROPN/NNP/2/conj signed/sign/VERB/VBD/0/root ././PUNCT/./5/punct
            The/the/DET/DT/3/det United/United/ADJ/NNP/3/amod States/State/PROPN/NNPS/4/nsubj agreed/agree/VERB/VBD/0/root ././PUNCT/./4/punct
            The/the/DET/DT/2/det US/US/PROPN/NNP/3/nsubj agreed/agree/VERB/VBD/0/root ././PUNCT/./3/punct
            """,
            "U.S.=Location; Iran=Location; United States=Location; US=Location"));

    [Fact]
    public void The_foreign_minister_is_not_the_president_and_another_countrys_president_is_another() => Assert.Equal(
        "person Javad Zarif (Iranian foreign minister): Iranian foreign minister, Javad Zarif, The foreign minister · person Barham Salih (Iraqi president): Iraqi president, Barham Salih, The president",
        Print(
            """
            Iranian/Iranian/ADJ/JJ/3/amod foreign/foreign/ADJ/JJ/3/amod minister/minister/NOUN/NN/6/nsubj Javad/Javad/PROPN/NNP/3/appos Zarif/Zarif/PROPN/NNP/4/flat met/meet/VERB/VBD/0/root Iraqi/Iraqi/ADJ/JJ/8/amod president/president/NOUN/NN/6/obj Barham/Barham/PROPN/NNP/8/appos Salih/Salih/PROPN/NNP/9/flat ././PUNCT/./6/punct
            The/the/DET/DT/3/det foreign/foreign/ADJ/JJ/3/amod minister/minister/NOUN/NN/4/nsubj left/leave/VERB/VBD/0/root ././PUNCT/./4/punct
            The/the/DET/DT/2/det president/president/NOUN/NN/3/nsubj stayed/stay/VERB/VBD/0/root ././PUNCT/./3/punct
            """,
            "Javad Zarif=Person; Barham Salih=Person"));

    [Fact]
    public void Spellings_of_one_name_are_one_person() => Assert.Equal(
        "person Volodymyr Zelensky: Zelenskyy, Volodymyr Zelensky",
        Print(
            """
            Zelenskyy/Zelenskyy/PROPN/NNP/2/nsubj arrived/arrive/VERB/VBD/0/root ././PUNCT/./2/punct
            Volodymyr/Volodymyr/PROPN/NNP/3/nsubj Zelensky/Zelensky/PROPN/NNP/1/flat left/leave/VERB/VBD/0/root ././PUNCT/./3/punct
            """,
            "Zelenskyy=Person; Volodymyr Zelensky=Person"));

    [Fact]
    public void An_object_is_not_its_own_subject() => Assert.Equal(
        "person Donald Trump: Donald Trump, him · person Emmanuel Macron: Emmanuel Macron",
        Print(
            """
            Donald/Donald/PROPN/NNP/3/nsubj Trump/Trump/PROPN/NNP/1/flat spoke/speak/VERB/VBD/0/root ././PUNCT/./3/punct
            Emmanuel/Emmanuel/PROPN/NNP/3/nsubj Macron/Macron/PROPN/NNP/1/flat praised/praise/VERB/VBD/0/root him/he/PRON/PRP/3/obj ././PUNCT/./3/punct
            """,
            "Donald Trump=Person; Emmanuel Macron=Person"));

    [Fact]
    public void A_pronoun_that_nothing_agrees_with_stays_unresolved() => Assert.Equal(
        "person Angela Merkel: Angela Merkel",
        Print("Angela/Angela/PROPN/NNP/3/nsubj Merkel/Merkel/PROPN/NNP/1/flat thanked/thank/VERB/VBD/0/root him/he/PRON/PRP/3/obj ././PUNCT/./3/punct", "Angela Merkel=Person"));

    [Fact]
    public void The_index_finds_entities_by_token_and_by_span()
    {
        var text = WithNames(
            TreeText.Parse("Iranian/Iranian/ADJ/JJ/3/amod foreign/foreign/ADJ/JJ/3/amod minister/minister/NOUN/NN/6/nsubj Javad/Javad/PROPN/NNP/3/appos Zarif/Zarif/PROPN/NNP/4/flat left/leave/VERB/VBD/0/root Iraq/Iraq/PROPN/NNP/6/obj"),
            "Iranian=Other; Javad Zarif=Person; Iraq=Location");
        var entities = Finder.Find(text);
        var index = new EntityIndex(text, entities);
        var zarif = entities.Single(e => e.Name == "Javad Zarif").Number;
        Assert.Equal(zarif, index.At(0, 2));
        Assert.Equal(zarif, index.At(0, 3));
        Assert.Equal(zarif, index.At(0, 4));
        Assert.Null(index.At(0, 5));
        Assert.Equal(zarif, index.In(TextSpan.FromBounds(0, text.Sentences[0].Tokens[4].Span.End)));
        Assert.Equal("Iraq", entities[index.In(text.Sentences[0].Tokens[6].Span)!.Value - 1].Name);
        Assert.Null(index.In(text.Sentences[0].Tokens[5].Span));
    }

    /// <summary>Any tree, however odd: no exception, spans inside the text, every token in at most one name, numbers from 1.</summary>
    [Fact]
    public void Holds_on_any_tree()
    {
        var word = Gen.OneOf("Milley/Milley/PROPN/NNP", "general/general/NOUN/NN", "he/he/PRON/PRP", "said/say/VERB/VBD", "himself/himself/PRON/PRP", "the/the/DET/DT", "“/“/PUNCT/``", "”/”/PUNCT/''", "Iran/Iran/PROPN/NNP", "they/they/PRON/PRP", "I/I/PRON/PRP", "is/be/AUX/VBZ", "(/(/PUNCT/-LRB-");
        var relation = Gen.OneOf("nsubj", "obj", "obl", "nmod:poss", "appos", "flat", "conj", "xcomp", "advcl", "compound", "nmod", "cop", "parataxis", "expl");
        var sentence = Gen.Select(word, relation, Gen.Int[0, 100]).List[1, 14].Select(words =>
        {
            // Each word hangs under an earlier one, the first is the root; then the whole is a tree.
            var parts = words.Select((w, i) => i == 0 ? $"{w.Item1}/0/root" : $"{w.Item1}/{1 + (w.Item3 % i)}/{w.Item2}");
            return string.Join(' ', parts);
        });
        sentence.List[1, 8].Sample(lines =>
        {
            var text = WithNames(TreeText.Parse(string.Join('\n', lines)), "Milley=Person; Iran=Location");
            var entities = Finder.Find(text);
            for (var i = 0; i < entities.Length; i++)
            {
                Assert.Equal(i + 1, entities[i].Number);
                Assert.NotEmpty(entities[i].Mentions);
                Assert.All(entities[i].Mentions, m => Assert.True(m.Span.Length > 0 && m.Span.End <= text.Text.Length));
            }

            var heads = entities.SelectMany(e => e.Mentions).Where(m => m.Form == MentionForm.Pronoun).Select(m => (m.Sentence, m.HeadToken)).ToList();
            Assert.Equal(heads.Count, heads.Distinct().Count());
        }, iter: 2000, seed: "0000KOIKkIn3");
    }

    private static string Print(string trees, string names, string? only = null)
    {
        var text = WithNames(TreeText.Parse(trees), names);
        var lines = Finder.Find(text)
            .Where(e => e.Mentions.Any(m => m.Form == MentionForm.Name) && (only is null || e.Name.Contains(only, StringComparison.Ordinal)))
            .Where(e => only is not null || e.Kind is not EntityKind.People)
            .Select(e => $"{KindName(e.Kind)} {e.Name}{(e.Roles.IsEmpty ? "" : $" ({string.Join(", ", e.Roles)})")}: {string.Join(", ", e.Mentions.Select(m => m.Span.In(text.Text)))}");
        return string.Join(" · ", lines);
    }

    private static string KindName(EntityKind kind) => kind == EntityKind.ArmedGroup ? "armed-group" : kind.ToString().ToLowerInvariant();

    /// <param name="names">"words=tag", or "words=tag,sentence" for that sentence only. Names that come first win.</param>
    private static ParsedText WithNames(ParsedText text, string names)
    {
        var marks = names.Split("; ").Select(n => n.Split('=', ',')).ToList();
        var sentences = text.Sentences.Select((sentence, number) =>
        {
            var spans = new List<NameSpan>();
            foreach (var mark in marks.Where(m => m.Length == 2 || m[2] == $"{number}"))
            {
                var words = mark[0].Split(' ');
                for (var i = 0; i + words.Length <= sentence.Tokens.Length; i++)
                {
                    if (words.Select((w, k) => sentence.Tokens[i + k].Form == w).All(x => x) && !spans.Exists(s => s.First < i + words.Length && i < s.First + s.Count))
                    {
                        spans.Add(new NameSpan(i, words.Length, Enum.Parse<NameTag>(mark[1]), 1));
                    }
                }
            }

            return new Sentence(sentence.Tokens, [.. spans.OrderBy(s => s.First)], sentence.Contractions, number == 0);
        });
        return new ParsedText(text.Text, sentences.ToImmutableArray());
    }
}
