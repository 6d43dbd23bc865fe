using System.Collections.Immutable;
using Tocsin.Analysis.Warnings;
using Tocsin.Storage.Warnings;

namespace Tocsin.Delivery;

/// <content>Whom it will call next, recorded so that everybody who looks can see it.</content>
public sealed partial class Bell
{
    private ImmutableArray<PlannedCall>? _toldNext;

    private IEnumerable<PlannedCall> Coming(WarningSubject subject, LadderPlan plan)
    {
        if (plan.HasNobody)
        {
            return [new PlannedCall(subject.First.Subject, new NextCall("", _time.GetUtcNow(), 0, 0, 0), "")];
        }

        return plan.Next.Select(call => new PlannedCall(subject.First.Subject, call, _watch.Contacts.FirstOrDefault(contact => contact.Id == call.Contact)?.Name ?? call.Contact));
    }

    /// <summary>Written only where it is otherwise than before: the bell plans every second.</summary>
    private async Task TellNextAsync(List<PlannedCall> coming, CancellationToken stop)
    {
        static object Of(PlannedCall call) => call.Call.Contact.Length == 0 ? call.Subject : call;
        if (_toldNext is { } told && told.Select(Of).SequenceEqual(coming.Select(Of)))
        {
            return;
        }

        await _record.Warnings.Outlook.PlanAsync(coming, stop).ConfigureAwait(false);
        _toldNext = [.. coming];
    }
}
