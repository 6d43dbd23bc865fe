using System.Reflection;
using Tocsin.Analysis.Events;
using Tocsin.Language;
using Tocsin.Tests;
using Xunit;

namespace Tocsin.Analysis.Tests;

/// <summary>Sentences with their trees and the events that a reader must find in them, in acts.txt.</summary>
public sealed class EventCoderTests
{
    private static readonly EventCoder Coder = new(EventLexicon.Load());

    public static TheoryData<string, string> Acts()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("acts.txt")!;
        using var reader = new StreamReader(stream);
        var data = new TheoryData<string, string>();
        foreach (var block in reader.ReadToEnd().Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            var lines = block.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => l[0] != '#').ToList();
            if (lines.Count > 0)
            {
                data.Add(lines[0], string.Join('\n', lines.Skip(1)));
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Acts))]
    public void Codes_who_did_what_to_whom(string tree, string expected)
    {
        var parsed = TreeText.Parse(tree);
        Assert.Equal(expected, string.Join('\n', Coder.Code(parsed, [], [], [], [], null).Select(e => Print(e, parsed.Text))));
    }

    [Fact]
    public void A_text_without_trees_has_no_events()
    {
        var token = Token.Unanalyzed(new TextSpan(0, 6), "Attack");
        Assert.Empty(Coder.Code(new ParsedText("Attack", [new Sentence([token], [], [], true)]), [], [], [], [], null));
        Assert.Empty(Coder.Code(new ParsedText("", []), [], [], [], [], null));
    }

    [Fact]
    public void Every_type_has_a_score_within_the_manuals_scale_and_accusations_are_negative()
    {
        var lexicon = EventLexicon.Load();
        foreach (var type in (string[])["AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"])
        {
            Assert.InRange(lexicon.Kind(type, null).Score, -10, 10);
        }

        Assert.Equal(-3, lexicon.Kind("ACCUSE", null).Score);
    }

    /// <summary>"ASSAULT/drone [The US] > [General Soleimani] fact actual weapon=drone killed=1-1"; what is not said is left out.</summary>
    private static string Print(Event coded, string text)
    {
        string Spans(IEnumerable<Participant> participants) => "[" + string.Join(" + ", participants.Select(p => p.Span.In(text))) + "]";
        string Range(string name, CountRange? range) => range is null ? "" : $" {name}={range.Min}-{range.Max}";
        return $"{coded.Type}{(coded.Mode is null ? "" : "/" + coded.Mode)} {Spans(coded.Actors)} > {Spans(coded.Recipients)} {coded.Status} {coded.Factuality}"
            + (coded.Weapon is null ? "" : " weapon=" + coded.Weapon) + Range("count", coded.Count) + Range("killed", coded.Killed) + Range("injured", coded.Injured);
    }
}
