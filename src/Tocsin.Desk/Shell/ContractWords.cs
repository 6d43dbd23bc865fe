using System.Collections.Frozen;
using Tocsin.Analysis.Attributions;
using Tocsin.Analysis.Contract;
using Tocsin.Analysis.Events;

namespace Tocsin.Desk.Shell;

/// <summary>The same words for names of the reading contract. A name that this build does not know stands for itself.</summary>
internal static class ContractWords
{
    private const string Not = "not ";
    private static readonly FrozenDictionary<string, string> Acts = Enum.GetValues<SpeechAct>().ToFrozenDictionary(ContractNames.Of, Words.Says);
    private static readonly FrozenDictionary<string, string> Kinds = Enum.GetValues<SourceKind>().ToFrozenDictionary(ContractNames.Of, Words.Kind);
    private static readonly FrozenDictionary<string, string> Statuses = Enum.GetValues<EventStatus>().ToFrozenDictionary(ContractNames.Of, Words.Status);
    private static readonly FrozenDictionary<string, string> Factualities = Enum.GetValues<Factuality>().ToFrozenDictionary(ContractNames.Of, Words.Factuality);
    private static readonly FrozenDictionary<string, Quad> Quads = Enum.GetValues<Quad>().ToFrozenDictionary(ContractNames.Of, quad => quad);

    /// <summary>Also of what somebody did not say: "not threaten".</summary>
    public static string Says(string act) => act.StartsWith(Not, StringComparison.Ordinal) && Acts.ContainsKey(act[Not.Length..]) ? $"did {Not}{(act == Not + ContractNames.Of(SpeechAct.Assert) ? "say" : act[Not.Length..])}" : Acts.GetValueOrDefault(act, act);

    public static string SourceKind(string kind) => Kinds.GetValueOrDefault(kind, kind);

    public static string Status(string status) => Statuses.GetValueOrDefault(status, status);

    public static string Factuality(string factuality) => Factualities.GetValueOrDefault(factuality, factuality);

    public static Quad Quad(string quad) => Quads.GetValueOrDefault(quad, Analysis.Events.Quad.VerbalCooperation);
}
