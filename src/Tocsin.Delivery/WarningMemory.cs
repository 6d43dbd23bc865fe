using Tocsin.Analysis.Warnings;
using Tocsin.Storage.Warnings;

namespace Tocsin.Delivery;

/// <summary>The warnings that the rules may still need, kept from one evaluation to the next; what other processes add is read when it is there.</summary>
internal sealed class WarningMemory(WarningLog log, TimeSpan remembered)
{
    private readonly Dictionary<string, Warning> _messages = new(StringComparer.Ordinal);
    private List<WarningSubject>? _subjects;
    private long _last = -1;

    public IEnumerable<Warning> Messages => _messages.Values;

    public IReadOnlyList<WarningSubject> Subjects => _subjects ??= [.. WarningSubject.Fold(_messages.Values)];

    public void Refresh(DateTimeOffset now)
    {
        var (added, last) = log.After(_last, now - remembered);
        _last = last;
        foreach (var message in added)
        {
            Add(message);
        }
    }

    public void Forget()
    {
        _messages.Clear();
        _subjects = null;
        _last = -1;
    }

    public void Add(Warning message)
    {
        if (_messages.TryAdd(message.Id, message))
        {
            _subjects = null;
        }
    }

    /// <summary>The subject of a message, with it.</summary>
    public WarningSubject With(Warning message) =>
        WarningSubject.Fold(log.List(message.Subject).Where(other => other.Id != message.Id).Append(message))[0];
}
