using System.Globalization;
using Tocsin.Analysis.Numbers;
using Tocsin.Language;
using Tocsin.Tests;
using Xunit;

namespace Tocsin.Analysis.Tests;

public sealed class CountFinderTests
{
    private static readonly CountFinder Finder = new();

    [Theory]
    // Passive, active, participle, adjective, intransitive.
    [InlineData("Two/two/NUM/CD/2/nummod soldiers/soldier/NOUN/NNS/7/nsubj:pass and/and/CCONJ/CC/5/cc a/a/DET/DT/5/det child/child/NOUN/NN/2/conj were/be/AUX/VBD/7/aux:pass killed/kill/VERB/VBN/0/root",
        "killed 3-3 [Two soldiers and a child]")]
    [InlineData("It/it/PRON/PRP/2/nsubj killed/kill/VERB/VBD/0/root more/more/ADJ/JJR/6/advmod than/than/ADP/IN/3/fixed a/a/DET/DT/6/det dozen/dozen/NOUN/NN/7/nummod people/people/NOUN/NNS/2/obj",
        "killed 13- [more than a dozen people]")]
    [InlineData("Between/between/ADP/IN/2/case 20/20/NUM/CD/5/nummod and/and/CCONJ/CC/4/cc 30/30/NUM/CD/2/conj people/people/NOUN/NNS/6/nsubj died/die/VERB/VBD/0/root",
        "killed 20-30 [Between 20 and 30 people]")]
    [InlineData("At/at/ADP/IN/2/case least/least/ADJ/JJS/4/nmod a/a/DET/DT/4/det dozen/dozen/NOUN/NN/0/root dead/dead/ADJ/JJ/4/amod",
        "killed 12- [At least a dozen]")]
    [InlineData("Scores/score/NOUN/NNS/3/nsubj:pass were/be/AUX/VBD/3/aux:pass wounded/wound/VERB/VBN/0/root", "injured 40-199 [Scores]")]
    [InlineData("Hundreds/hundred/NOUN/NNS/5/nsubj of/of/ADP/IN/3/case fishermen/fisherman/NOUN/NNS/1/nmod are/be/AUX/VBP/5/cop missing/missing/ADJ/JJ/0/root",
        "missing 200-999 [Hundreds of fishermen]")]
    [InlineData("It/it/PRON/PRP/2/nsubj left/leave/VERB/VBD/0/root nearly/nearly/ADV/RB/4/advmod 20/20/NUM/CD/5/nummod people/people/NOUN/NNS/2/obj dead/dead/ADJ/JJ/2/xcomp",
        "killed 18-20 [nearly 20 people]")]
    // One set of people, two harms; each harm with its own.
    [InlineData("Some/some/DET/DT/2/advmod 50/50/NUM/CD/3/nummod people/people/NOUN/NNS/5/nsubj:pass were/be/AUX/VBD/5/aux:pass killed/kill/VERB/VBN/0/root or/or/CCONJ/CC/7/cc injured/injure/VERB/VBN/5/conj",
        "casualty 45-55 [Some 50 people] · casualty 45-55 [Some 50 people]")]
    [InlineData("Bombs/bomb/NOUN/NNS/2/nsubj killed/kill/VERB/VBD/0/root three/three/NUM/CD/2/obj and/and/CCONJ/CC/5/cc wounded/wound/VERB/VBD/2/conj 1,200/1,200/NUM/CD/5/obj",
        "killed 3-3 [three] · injured 1200-1200 [1,200]")]
    [InlineData("It/it/PRON/PRP/2/nsubj left/leave/VERB/VBD/0/root 30/30/NUM/CD/2/obj dead/dead/ADJ/JJ/2/xcomp and/and/CCONJ/CC/7/cc 12/12/NUM/CD/7/nummod others/other/NOUN/NNS/3/conj wounded/wound/VERB/VBN/7/acl",
        "killed 30-30 [30] · injured 12-12 [12 others]")]
    [InlineData("It/it/PRON/PRP/2/nsubj killed/kill/VERB/VBD/0/root at/at/ADP/IN/4/case least/least/ADJ/JJS/5/nmod 26/26/NUM/CD/6/nummod soldiers/soldier/NOUN/NNS/2/obl", "killed 26- [at least 26 soldiers]")]
    [InlineData("scores/score/NOUN/NNS/0/root of/of/ADP/IN/3/case people/people/NOUN/NNS/1/nmod arrested/arrest/VERB/VBN/3/acl", "arrested 40-199 [scores of people]")]
    [InlineData("They/they/PRON/PRP/2/nsubj held/hold/VERB/VBD/0/root two/two/NUM/CD/4/nummod people/people/NOUN/NNS/2/obj reported/report/VERB/VBN/4/acl killed/kill/VERB/VBN/5/xcomp", "killed 2-2 [two people]")]
    [InlineData("It/it/PRON/PRP/2/nsubj injured/injur/VERB/VBD/0/root another/another/DET/DT/4/det eight/eight/NUM/CD/2/obj", "injured 8-8 [another eight]")]
    [InlineData("Police/police/NOUN/NNS/2/nsubj detained/detain/VERB/VBD/0/root 110/110/NUM/CD/4/nummod people/people/NOUN/NNS/2/obj ,/,/PUNCT/,/7/punct mostly/mostly/ADV/RB/7/advmod soldiers/soldier/NOUN/NNS/4/conj", "arrested 110-110 [110 people]")]
    [InlineData("It/it/PRON/PRP/2/nsubj left/leave/VERB/VBD/0/root more/more/ADJ/JJR/2/obj than/than/ADP/IN/6/case 30/30/NUM/CD/6/nummod others/other/NOUN/NNS/3/obl wounded/wound/VERB/VBN/6/acl", "injured 31- [30 others]")]
    // Nouns.
    [InlineData("hundreds/hundred/NOUN/NNS/0/root of/of/ADP/IN/3/case casualties/casualty/NOUN/NNS/1/nmod", "casualty 200-999 [hundreds of casualties]")]
    [InlineData("the/the/DET/DT/2/det loss/loss/NOUN/NN/0/root of/of/ADP/IN/5/case 43/43/NUM/CD/5/nummod lives/life/NOUN/NNS/2/nmod", "killed 43-43 [43 lives]")]
    [InlineData("There/there/PRON/EX/2/expl were/be/VERB/VBD/0/root no/no/DET/DT/4/det casualties/casualty/NOUN/NNS/2/nsubj", "casualty 0-0 [no casualties]")]
    [InlineData("the/the/DET/DT/2/det killing/killing/NOUN/NN/0/root of/of/ADP/IN/5/case two/two/NUM/CD/5/nummod guards/guard/NOUN/NNS/2/nmod", "killed 2-2 [two guards]")]
    [InlineData("The/the/DET/DT/3/det death/death/NOUN/NN/3/compound toll/toll/NOUN/NN/4/nsubj rose/rise/VERB/VBD/0/root to/to/ADP/IN/8/case at/at/ADP/IN/7/case least/least/ADJ/JJS/8/nmod 12/12/NUM/CD/4/obl", "killed 12- [at least 12]")]
    [InlineData("It/it/PRON/PRP/2/nsubj claimed/claim/VERB/VBD/0/root six/six/NUM/CD/4/nummod lives/life/NOUN/NNS/2/obj", "killed 6-6 [six lives]")]
    // Nobody.
    [InlineData("Nobody/nobody/PRON/NN/3/nsubj:pass was/be/AUX/VBD/3/aux:pass hurt/hurt/VERB/VBN/0/root", "injured 0-0 [Nobody]")]
    [InlineData("It/it/PRON/PRP/2/nsubj fell/fall/VERB/VBD/0/root without/without/SCONJ/IN/4/mark injuring/injure/VERB/VBG/2/advcl anyone/anyone/PRON/NN/4/obj", "injured 0-0 [anyone]")]
    // Many, and nobody says how many.
    [InlineData("Soldiers/soldier/NOUN/NNS/3/nsubj:pass were/be/AUX/VBD/3/aux:pass abducted/abduct/VERB/VBN/0/root", "")]
    // No number is stated, but the grammar gives one.
    [InlineData("Police/police/NOUN/NNS/2/nsubj arrested/arrest/VERB/VBD/0/root Smith/Smith/PROPN/NNP/2/obj", "arrested 1-1 [Smith] implied")]
    // An age is no count; a thing that nobody counts is no toll.
    [InlineData("It/it/PRON/PRP/3/nsubj is/be/AUX/VBZ/3/cop dead/dead/ADJ/JJ/0/root", "")]
    public void Counts_people_and_what_happened_to_them(string tree, string expected) => Assert.Equal(expected, Print(TreeText.Parse(tree)));

    [Theory]
    [InlineData("hundreds/hundred/NOUN/NNS/0/root of/of/ADP/IN/3/case thousands/thousand/NOUN/NNS/1/nmod", 200_000, 999_000)]
    [InlineData("two/two/NUM/CD/2/compound hundred/hundred/NUM/CD/5/nummod and/and/CCONJ/CC/4/cc fifty/fifty/NUM/CD/2/conj tanks/tank/NOUN/NNS/0/root", 250, 250)]
    [InlineData("several/several/ADJ/JJ/2/amod hundred/hundred/NUM/CD/3/nummod tanks/tank/NOUN/NNS/0/root", 300, 900)]
    [InlineData("half/half/DET/PDT/3/det a/a/DET/DT/3/det dozen/dozen/NOUN/NN/4/nummod tanks/tank/NOUN/NNS/0/root", 6, 6)]
    [InlineData("1.5/1.5/NUM/CD/2/compound million/million/NUM/CD/3/nummod people/people/NOUN/NNS/0/root", 1_500_000, 1_500_000)]
    [InlineData("up/up/ADP/RP/3/advmod to/to/ADP/IN/1/fixed 20/20/NUM/CD/4/nummod tanks/tank/NOUN/NNS/0/root", 1, 20)]
    [InlineData("fewer/fewer/ADJ/JJR/3/advmod than/than/ADP/IN/1/fixed 20/20/NUM/CD/4/nummod tanks/tank/NOUN/NNS/0/root", 0, 19)]
    [InlineData("20-30/20-30/NUM/CD/2/nummod tanks/tank/NOUN/NNS/0/root", 20, 30)]
    [InlineData("tanks/tank/NOUN/NNS/0/root", null, null)]
    public void Reads_how_many(string tree, int? least, int? most)
    {
        var sentence = TreeText.Parse(tree).Sentences[0];
        var range = new CountFinder().CountOf(sentence, sentence.Root);
        Assert.Equal((least, most), (range?.Min, range?.Max));
    }

    private static string Print(ParsedText parsed) => string.Join(" · ", Finder.Find(parsed).Select(t => string.Create(
        CultureInfo.InvariantCulture,
        $"{t.Harm.ToString().ToLowerInvariant()} {t.Count.Min}-{t.Count.Max} [{t.Who.In(parsed.Text)}]{(t.Explicit ? "" : " implied")}")));
}
