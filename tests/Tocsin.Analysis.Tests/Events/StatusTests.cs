using Tocsin.Analysis.Events;
using Xunit;

namespace Tocsin.Analysis.Tests;

/// <summary>Who vouches for an act and how firmly, in sentences where words of doubt stand nearby.</summary>
public sealed class StatusTests
{
    private static readonly Lazy<Reader> Shared = new(Reader.Load);

    [Theory]
    [InlineData("The ministry said that rebels had shelled the port and might shell it again.", "shelled", EventStatus.AccusedByAuthority)]
    [InlineData("The ministry said that rebels might have shelled the port.", "shelled", EventStatus.Possible)]
    [InlineData("The ministry said that the rebels, angered by the alleged disappearance of a preacher, had shelled the port.", "shelled", EventStatus.AccusedByAuthority)]
    [InlineData("Police said that alleged Kardian Front members shelled the port.", "shelled", EventStatus.AccusedByAuthority)]
    [InlineData("The mayor said the council must look into the possibility that the rebels shelled the port.", "shelled", EventStatus.Possible)]
    [InlineData("According to residents, army helicopters strafed the camp.", "strafed", EventStatus.Claimed)]
    [InlineData("According to reports, rebels strafed the camp.", "strafed", EventStatus.Possible)]
    [InlineData("The armed forces said that gunmen had shelled the port.", "shelled", EventStatus.AccusedByAuthority)]
    [InlineData("A rebel commander said that the army had shelled the port.", "shelled", EventStatus.Claimed)]
    public void Doubt_holds_back_what_it_governs_and_nothing_else(string text, string anchor, EventStatus status) =>
        Assert.Equal(status, Read(text).Events.First(e => e.Anchor.In(text) == anchor).Status);

    [Fact]
    public void Who_owns_up_to_what_others_told_of_him_tells_it_again()
    {
        var text = "Police said that the Free Kardian Front bombed the railway station in Lomna on Monday. The Free Kardian Front claimed responsibility for the attack.";
        var attacks = Read(text).Events.Where(e => e.Type == "ASSAULT").ToList();
        Assert.Equal([(EventStatus.AccusedByAuthority, null), (EventStatus.Claimed, 1)], attacks.Select(e => (e.Status, e.Restates)));
    }

    [Theory]
    [InlineData("A bomb exploded at the market. A caller who spoke on behalf of the Free Kardian Front claimed responsibility for the attack.", "the Free Kardian Front", EventStatus.Claimed)]
    [InlineData("A bomb exploded at the market. The Free Kardian Front handed out leaflets claiming responsibility for the attack.", "The Free Kardian Front", EventStatus.Claimed)]
    [InlineData("A judge was murdered in Lomna. The president announced that members of the Free Kardian Front committed this crime.", "members of the Free Kardian Front", EventStatus.AccusedByAuthority)]
    [InlineData("A bomb exploded at the market. Neighbours blamed it on the Free Kardian Front, against which the state has declared war.", "the Free Kardian Front", EventStatus.Accused)]
    public void Who_answers_for_it_is_found_behind_papers_callers_and_crimes(string text, string actor, EventStatus status)
    {
        var first = Read(text).Events.First(e => e.Type == "ASSAULT");
        Assert.Equal((actor, status), (string.Join(' ', first.Actors.Select(a => a.Span.In(text))), first.Status));
    }

    private static Reading Read(string text) => Shared.Value.Read(new Document("text", text));
}
