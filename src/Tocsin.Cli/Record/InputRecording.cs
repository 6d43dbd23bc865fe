using System.Globalization;
using Tocsin.Analysis;
using Tocsin.Intake;
using Tocsin.Storage;

namespace Tocsin.Cli.Record;

/// <summary>Files and folders into the record, and what has come of them so far.</summary>
internal sealed class InputRecording(Recorder recorder, DateOnly? published, Messages messages, Progress? progress, CancellationToken stop)
{
    public int New { get; private set; }

    public int Known { get; private set; }

    public int Refused { get; private set; }

    public string Summary =>
        $"{Counted(New, "new document")}{(Known > 0 ? string.Create(CultureInfo.InvariantCulture, $", {Known:N0} known already") : "")}{(Refused > 0 ? $", {Counted(Refused, "input")} not read" : "")}";

    /// <summary>Takes in what is there now and was not seen before.</summary>
    public async Task RoundAsync(InputWatch inputs)
    {
        var results = InOrder.RunAsync(inputs.Next(), Receive, ReadCommand.AheadPerCore * Environment.ProcessorCount, stop);
        await foreach (var (receipt, recording) in results)
        {
            if (receipt is Receipt.Refused bad)
            {
                Refused++;
                messages.Tell(bad.Problem);
            }
            else if (receipt is Receipt.Received good && recording is not null)
            {
                foreach (var told in good.Notes)
                {
                    messages.Tell(told);
                }

                var isNew = (await recording).IsNew;
                (New, Known) = isNew ? (New + 1, Known) : (New, Known + 1);
            }

            progress?.Show(New + Known + Refused);
        }
    }

    public static string Counted(int count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {what}{(count == 1 ? "" : "s")}");

    /// <summary>On any thread: reads the document; writing it is awaited in the order of the inputs.</summary>
    private (Receipt Receipt, Task<Acknowledgement>? Recording) Receive(Portion portion)
    {
        var receipt = portion.Receive();
        if (receipt is not Receipt.Received received)
        {
            return (receipt, null);
        }

        var document = published is null ? received.Document : received.Document with { PublishedAt = published, PublishedTime = null };
        return (receipt, recorder.RecordAsync(document, stop: stop));
    }
}
