using System.Collections.Immutable;
using Tocsin.Language;
using Tocsin.Language.Neural;

namespace Tocsin.Analysis.Attributions;

/// <summary>Finds who says what: a model trained on PolNeAR (Newell et al. 2018) over the states of the language core.</summary>
/// <remarks>Finds outermost attributions only: what a quoted speaker reports of others is not among them. Deterministic, and thread-safe after load.</remarks>
public sealed class AttributionSpanModel
{
    /// <summary>Proposals are made freely and then accepted or not.</summary>
    internal const float CueBonus = 1.8f;

    private readonly SpanNetwork _network;
    private readonly Acceptance _acceptance;

    internal AttributionSpanModel(ModelFile file)
    {
        _network = new SpanNetwork(file);
        _acceptance = Acceptance.Load(file);
    }

    /// <summary>The model that ships with Tocsin.</summary>
    public static AttributionSpanModel Load() => new(ModelFile.LoadResource(typeof(AttributionSpanModel).Assembly, "data/models/attribution.bin"));

    /// <summary>Attributions in the order of their cues. Spans lie inside the text, hold no white space at their ends, and do not overlap within a role.</summary>
    public ImmutableArray<AttributionSpans> Find(ParsedText parsed)
    {
        if (parsed.Sentences.IsEmpty)
        {
            return [];
        }

        var table = new TokenTable(parsed);
        var proposals = Propose(table);
        var kept = SpanChoice.Choose(table, proposals, _acceptance.Threshold);
        SpanRepair.Repair(table, kept);
        return [.. kept.OrderBy(a => a.Cue.First).Select(a => a.ToSpans(table))];
    }

    /// <summary>All proposals with their confidence, for measuring.</summary>
    internal List<Proposal> Propose(TokenTable table)
    {
        var proposals = _network.Propose(table, CueBonus);
        var features = Acceptance.Describe(table, proposals);
        return [.. proposals.Select((p, i) => p with { Confidence = _acceptance.Confidence(features[i]) })];
    }
}
