using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Tocsin.Analysis.Record;

namespace Tocsin.Analysis.Incidents;

/// <summary>Incidents of components that were made before, as long as somebody holds what they were made of: from one moment to the next, and with one report more or less, most components stay as they are.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class MadeIncidents
{
    /// <summary>By the first telling of each component, as it is and as it was: a view looks at now and at a moment before.</summary>
    private readonly ConditionalWeakTable<Telling, Made> _known = [];

    /// <param name="tellings">The same objects as before, or they are others.</param>
    /// <param name="origins">Of what they report, in their order.</param>
    public ImmutableArray<Incident> Of(ImmutableArray<Telling> tellings, ImmutableArray<IncidentLink> links, ImmutableArray<string> origins, Func<ImmutableArray<Incident>> make)
    {
        _known.TryGetValue(tellings[0], out var last);
        for (var made = last; made is not null; made = made.Before)
        {
            if (made.IsOf(tellings, links, origins))
            {
                return made.Incidents;
            }
        }

        var incidents = make();
        _known.AddOrUpdate(tellings[0], new Made(tellings, links, origins, incidents, last is null ? null : last with { Before = null }));
        return incidents;
    }

    private sealed record Made(ImmutableArray<Telling> Tellings, ImmutableArray<IncidentLink> Links, ImmutableArray<string> Origins, ImmutableArray<Incident> Incidents, Made? Before)
    {
        public bool IsOf(ImmutableArray<Telling> tellings, ImmutableArray<IncidentLink> links, ImmutableArray<string> origins) =>
            tellings.Length == Tellings.Length && links.Length == Links.Length && tellings.AsSpan().SequenceEqual(Tellings.AsSpan(), ReferenceEqualityComparer.Instance)
            && origins.AsSpan().SequenceEqual(Origins.AsSpan()) && links.AsSpan().SequenceEqual(Links.AsSpan());
    }
}
