using System.Collections.Frozen;
using Tocsin.Analysis.Cap;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Record;

namespace Tocsin.Analysis.Warnings;

/// <summary>Severity, urgency and certainty of events, in CAP's words.</summary>
internal sealed class Gravity
{
    /// <summary>CAP: "likely" is more than even.</summary>
    private const double LikelyOver = 0.5;

    /// <summary>ICD 203: below, "almost no chance".</summary>
    private const double PossibleFrom = 0.05;

    private const int KilledExtreme = 10;

    private static readonly Lazy<Gravity> Loaded = new(() => new Gravity());

    private readonly FrozenDictionary<(string Type, string Mode), CapSeverity> _severities;
    private readonly FrozenDictionary<string, string> _names;

    private Gravity()
    {
        var lines = FactFile.ReadEmbedded("warnings/severities.tsv", 4).ToList();
        _severities = lines.ToFrozenDictionary(line => (line[0], line[1]), line => Enum.Parse<CapSeverity>(line[2]));
        _names = lines.ToFrozenDictionary(line => line[0] + "/" + line[1], line => line[3], StringComparer.Ordinal);
    }

    public static Gravity Load() => Loaded.Value;

    /// <summary>By type and mode; one step less where it is only threatened or tried; a toll raises it.</summary>
    public CapSeverity Severity(RecordedEvent told)
    {
        var severity = _severities.TryGetValue((told.Type, told.Mode ?? "-"), out var exact) ? exact : _severities.GetValueOrDefault((told.Type, "-"), CapSeverity.Minor);
        if (told.Factuality is not Factuality.Actual && severity > CapSeverity.Minor)
        {
            severity--;
        }

        var killed = told.Killed?.Min ?? told.Killed?.Max ?? 0;
        return killed >= KilledExtreme ? CapSeverity.Extreme : killed > 0 && severity < CapSeverity.Severe ? CapSeverity.Severe : severity;
    }

    /// <summary>"Attack with heavy weapons".</summary>
    public string Name(RecordedEvent told) => _names.GetValueOrDefault(told.Type + "/" + (told.Mode ?? "-")) ?? _names.GetValueOrDefault(told.Type + "/-") ?? "Incident";

    public static CapCertainty Certainty(RecordedEvent told) => (told.Status, told.Factuality) switch
    {
        (EventStatus.Denied, _) or (_, Factuality.Negated) => CapCertainty.Unlikely,
        (EventStatus.Possible, _) or (EventStatus.Accused, _) or (_, Factuality.Hypothetical) => CapCertainty.Possible,
        (EventStatus.Fact, Factuality.Actual or Factuality.Attempted) => CapCertainty.Observed,
        (EventStatus.Claimed or EventStatus.AccusedByAuthority, Factuality.Actual or Factuality.Attempted) => CapCertainty.Likely,
        _ => CapCertainty.Possible,
    };

    public static CapCertainty Certainty(double probability) => probability > LikelyOver ? CapCertainty.Likely : probability >= PossibleFrom ? CapCertainty.Possible : CapCertainty.Unlikely;

    /// <summary>What has happened calls for action at once while it is a day old at most; what is threatened is to come.</summary>
    public static CapUrgency Urgency(RecordedEvent told, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        if (told.Factuality is Factuality.Threatened or Factuality.Future or Factuality.Hypothetical || told.Type == "THREATEN")
        {
            return told.OccurredOn.Interval is { } when && when.Start <= today.AddDays(1) && when.End >= today ? CapUrgency.Expected : CapUrgency.Future;
        }

        return told.OccurredOn.Interval is { } interval && interval.End < today.AddDays(-1) ? CapUrgency.Past : CapUrgency.Immediate;
    }
}
