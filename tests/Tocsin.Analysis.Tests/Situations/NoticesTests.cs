using Tocsin.Analysis.Attributions;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Situations;
using Tocsin.Tests;
using Xunit;

namespace Tocsin.Analysis.Tests.Situations;

public sealed class NoticesTests
{
    [Fact]
    public void Notice_that_was_passed_on_is_one_chain_as_firm_as_its_loosest_step()
    {
        var first = new RecordMaker("d1", "2031-03-05");
        Notice(first, "VES", "OST", EventStatus.Possible);
        Notice(first, "MAR", "VES", EventStatus.Claimed);
        var second = new RecordMaker("d2", "2031-03-06");
        Notice(second, "MAR", "VES", EventStatus.Fact);
        Notice(second, "LAK", "SAR", EventStatus.Fact);
        var notices = Notices.Of([second.Make(), first.Make()]);
        Assert.Equal(["MAR > VES, VES > OST: Possible", "LAK > SAR: Fact"], notices.Chains.Select(Shown));
        Assert.Equal(EventStatus.Fact, notices.Chains[0].Steps[0].Told[0].Status);
    }

    [Fact]
    public void A_step_whose_giver_is_not_named_goes_on_from_the_one_before_it_in_the_same_report()
    {
        var maker = new RecordMaker("d1");
        Notice(maker, "MAR", "VES", EventStatus.Fact);
        Notice(maker, "", "OST", EventStatus.Fact);
        var other = new RecordMaker("d2");
        Notice(other, "", "SAR", EventStatus.Fact);
        Assert.Equal(["MAR > VES,  > OST: Fact", " > SAR: Fact"], Notices.Of([maker.Make(), other.Make()]).Chains.Select(Shown));
    }

    [Fact]
    public void Rings_end_and_what_was_not_given_is_no_notice()
    {
        var maker = new RecordMaker("d1");
        Notice(maker, "MAR", "VES", EventStatus.Fact);
        Notice(maker, "VES", "MAR", EventStatus.Fact);
        maker.Event("OST", "VES", "COOPERATE", 3, "notice", Quad.MaterialCooperation, status: EventStatus.Denied);
        maker.Event("OST", "VES", "COOPERATE", 3, "notice", Quad.MaterialCooperation, factuality: Factuality.Negated);
        maker.Event("OST", "VES", "COOPERATE", 3);
        Assert.Equal(["MAR > VES, VES > MAR: Fact"], Notices.Of([maker.Make()]).Chains.Select(Shown));
    }

    [Fact]
    public void What_is_said_of_a_warning_stands_beside_the_chains_once_and_apart_from_what_denies_it()
    {
        var maker = new RecordMaker("d1");
        var told = maker.Claim(RecordMaker.Party("VES"), "Marran gave advance warning");
        maker.Event("MAR", "OST", "COOPERATE", 3, "notice", Quad.MaterialCooperation, claim: told);
        maker.Claim(RecordMaker.Party("edo varr"), "early warning systems had helped");
        var outer = maker.Claim(null, "the general received no warning from anyone", SpeechAct.Allege);
        maker.Claim(RecordMaker.Party("ana sol"), "he had received no warning from anyone", within: outer);
        maker.Claim(RecordMaker.Party("MAR"), "this is an advance warning to Oster", SpeechAct.Threaten);
        maker.Claim(RecordMaker.Party("MAR"), "that was no accident and no warning");
        var notices = Notices.Of([maker.Make()]);
        Assert.Equal(["early warning systems had helped"], notices.Said.Select(claim => claim.Content));
        Assert.Equal(["ana sol"], notices.Denied.Select(claim => claim.Source!.Name));
    }

    private static void Notice(RecordMaker maker, string from, string to, EventStatus status) => maker.Event(from, to, "COOPERATE", 3, "notice", Quad.MaterialCooperation, status: status);

    private static string Shown(NoticeChain chain) =>
        $"{string.Join(", ", chain.Steps.Select(step => $"{step.From.FirstOrDefault()?.Side} > {step.To.FirstOrDefault()?.Side}"))}: {chain.Status}";
}
