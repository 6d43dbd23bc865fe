using System.Globalization;
using Tocsin.Language.Mentions;

namespace Tocsin.Analysis.Events;

/// <summary>The PLOVER types and modes with what the manual gives them (data/events/types.tsv). Immutable once loaded.</summary>
public sealed class EventTypes
{
    private readonly Dictionary<(string Type, string Mode), (Quad Quad, double Score)> _kinds = [];

    private EventTypes()
    {
        foreach (var line in FactFile.ReadEmbedded("events/types.tsv", 5))
        {
            var quad = Enum.Parse<Quad>(line[2].Replace("-", "", StringComparison.Ordinal), ignoreCase: true);
            _kinds[(line[0], line[1] == "-" ? "" : line[1])] = (quad, double.Parse(line[3], CultureInfo.InvariantCulture));
        }
    }

    public static EventTypes Load() => new();

    /// <summary>All types, by name.</summary>
    public IEnumerable<string> Types => _kinds.Keys.Select(kind => kind.Type).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    public bool IsType(string type) => _kinds.ContainsKey((type, ""));

    public bool IsMode(string type, string mode) => _kinds.ContainsKey((type, mode));

    /// <summary>Quad and score; an unknown mode counts as none.</summary>
    /// <exception cref="KeyNotFoundException">There is no such type.</exception>
    public (Quad Quad, double Score) Of(string type, string? mode) => mode is not null && _kinds.TryGetValue((type, mode), out var kind) ? kind : _kinds[(type, "")];
}
