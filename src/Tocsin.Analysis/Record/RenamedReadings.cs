using System.Runtime.CompilerServices;

namespace Tocsin.Analysis.Record;

/// <summary>Keeps readings in which somebody is called otherwise, so that what was made of one of them need not be made again for each view.</summary>
internal sealed class RenamedReadings
{
    private readonly ConditionalWeakTable<RecordedReading, Renamed> _known = [];

    /// <summary>The one at hand where it was made of the same names.</summary>
    /// <param name="names">All that decides what the other reading is, beside the reading.</param>
    public RecordedReading Of(RecordedReading reading, string names, Func<RecordedReading> make)
    {
        if (_known.TryGetValue(reading, out var known) && known.Names == names)
        {
            return known.Reading;
        }

        var renamed = new Renamed(names, make());
        _known.AddOrUpdate(reading, renamed);
        return renamed.Reading;
    }

    private sealed record Renamed(string Names, RecordedReading Reading);
}
