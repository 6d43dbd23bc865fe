using Tocsin.Analysis.Actors;
using Tocsin.Analysis.Attributions;
using Tocsin.Analysis.Contention;
using Tocsin.Analysis.Events;
using Tocsin.Language;
using Tocsin.Language.Mentions;
using Tocsin.Tests;
using Xunit;

namespace Tocsin.Analysis.Tests;

public sealed class ContestedFinderTests
{
    private const string WantedToKill = "Milley/Milley/PROPN/NNP/2/nsubj said/say/VERB/VBD/0/root Iran/Iran/PROPN/NNP/4/nsubj wanted/want/VERB/VBD/2/ccomp to/to/PART/TO/6/mark kill/kill/VERB/VB/4/xcomp soldiers/soldier/NOUN/NNS/6/obj";
    private const string DidNotSeekWar = "Zarif/Zarif/PROPN/NNP/2/nsubj said/say/VERB/VBD/0/root Iran/Iran/PROPN/NNP/6/nsubj did/do/AUX/VBD/6/aux not/not/PART/RB/6/advmod seek/seek/VERB/VB/2/ccomp war/war/NOUN/NN/6/obj";
    private const string WantedWar = "Cotton/Cotton/PROPN/NNP/2/nsubj said/say/VERB/VBD/0/root Iran/Iran/PROPN/NNP/4/nsubj wanted/want/VERB/VBD/2/ccomp war/war/NOUN/NN/4/obj";
    private const string ShelledTown = "Kyiv/Kyiv/PROPN/NNP/2/nsubj said/say/VERB/VBD/0/root Iran/Iran/PROPN/NNP/4/nsubj shelled/shell/VERB/VBD/2/ccomp Kesh/Kesh/PROPN/NNP/4/obj";
    private const string DidNotShell = "Zarif/Zarif/PROPN/NNP/2/nsubj said/say/VERB/VBD/0/root Iran/Iran/PROPN/NNP/6/nsubj did/do/AUX/VBD/6/aux not/not/PART/RB/6/advmod shell/shell/VERB/VB/2/ccomp Kesh/Kesh/PROPN/NNP/6/obj";

    private static readonly EventLexicon Lexicon = EventLexicon.Load();

    [Theory]
    [InlineData(WantedToKill, DidNotSeekWar, "Intention about - : 1 | 2")]
    [InlineData(WantedToKill, WantedWar, "")]
    [InlineData(ShelledTown, DidNotShell, "Occurrence about v1 : 1 | 2")]
    [InlineData(ShelledTown, ShelledTown, "")]
    public void Finds_what_sources_disagree_on(string first, string second, string expected)
    {
        var parsed = TreeText.Parse(first + "\n" + second);
        var entities = new[]
        {
            Entity(1, EntityKind.Country, "Iran", "IRN", parsed),
            Entity(2, EntityKind.Place, "Kesh", null, parsed),
        }.OfType<ActorEntity>().ToArray();
        Attribution[] attributions = [Said(parsed, 0), Said(parsed, 1)];
        var events = new EventCoder(Lexicon).Code(parsed, [.. entities], [.. attributions], [], [], null);

        var found = new ContestedFinder(Lexicon).Find(parsed, [.. entities], [.. attributions], events);

        Assert.Equal(expected, string.Join('\n', found.Select(c => $"{c.On} about {c.About ?? "-"} : {string.Join(" | ", c.Sides.Select(s => string.Join('+', s)))}")));
    }

    [Theory]
    [InlineData(SourceKind.Named, SpeechAct.Assert, EventStatus.Claimed)]
    [InlineData(SourceKind.Named, SpeechAct.Allege, EventStatus.Accused)]
    [InlineData(SourceKind.Named, SpeechAct.Deny, EventStatus.Denied)]
    [InlineData(SourceKind.Named, SpeechAct.Believe, EventStatus.Possible)]
    [InlineData(SourceKind.Implicit, SpeechAct.Assert, EventStatus.Possible)]
    public void Status_comes_from_who_says_it_and_how(SourceKind kind, SpeechAct act, EventStatus expected)
    {
        var parsed = TreeText.Parse(ShelledTown);
        var coded = Assert.Single(new EventCoder(Lexicon).Code(parsed, [], [Said(parsed, 0, kind, act)], [], [], null));

        Assert.Equal(expected, coded.Status);
        Assert.Equal(1, coded.Attribution);
    }

    /// <summary>The third word to the last are what the first word says.</summary>
    private static Attribution Said(ParsedText parsed, int sentence, SourceKind kind = SourceKind.Named, SpeechAct act = SpeechAct.Assert)
    {
        var tokens = parsed.Sentences[sentence].Tokens;
        return new Attribution(
            sentence + 1, new Source([tokens[0].Span], null, kind), [tokens[1].Span], [TextSpan.FromBounds(tokens[2].Span.Start, tokens[^1].Span.End)],
            QuoteForm.Indirect, act, false, [], null, null, null, null, 0.9);
    }

    private static ActorEntity? Entity(int number, EntityKind kind, string name, string? country, ParsedText parsed)
    {
        var mentions = parsed.Sentences.SelectMany((s, i) => s.Tokens.Select((t, j) => (t, i, j))).Where(x => x.t.Form == name).Select(x => new Mention(x.t.Span, MentionForm.Name, x.i, x.j)).ToArray();
        return mentions.Length == 0 ? null : new ActorEntity(new Entity(number, kind, name, [], [.. mentions]), kind, country, []);
    }
}
