using System.Globalization;
using Tocsin.Analysis;
using Tocsin.Analysis.Export;

namespace Tocsin.Cli.Export;

/// <summary>Puts events out in one of the formats of <c>tocsin export</c>, and counts those that the format cannot hold.</summary>
internal abstract class EventOutput(Messages messages) : IReadingOutput
{
    private readonly SortedDictionary<string, int> _leftOut = new(StringComparer.Ordinal);

    /// <summary>What to do for the events that are left out.</summary>
    protected abstract string Advice { get; }

    public void Write(Reading reading)
    {
        foreach (var record in EventRecord.Of(reading))
        {
            if (WhyNot(record) is { } reason)
            {
                _leftOut[reason] = _leftOut.GetValueOrDefault(reason) + 1;
            }
            else
            {
                Add(record);
            }
        }

        PassOn();
    }

    public void Finish()
    {
        Close();
        if (_leftOut.Count > 0)
        {
            var total = _leftOut.Values.Sum();
            messages.Tell(string.Create(CultureInfo.InvariantCulture, $"left out {total:N0} {(total == 1 ? "event" : "events")} ({string.Join(", ", _leftOut.Select(p => $"{p.Value} {p.Key}"))}). {Advice}"));
        }
    }

    public virtual void Close()
    {
    }

    /// <summary>Why the format cannot hold an event, in a few words; null where it can.</summary>
    protected virtual string? WhyNot(EventRecord record) => null;

    protected abstract void Add(EventRecord record);

    /// <summary>Called after each reading, so that output is whole between any two.</summary>
    protected abstract void PassOn();
}
