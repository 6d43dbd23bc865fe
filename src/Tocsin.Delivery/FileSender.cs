using Tocsin.Analysis.Watching;
using Tocsin.Storage.Warnings;

namespace Tocsin.Delivery;

/// <summary>One CAP file a message in a folder; a reader finds all of it or none. What is not actual lies in a folder of its own.</summary>
internal sealed class FileSender(WarningChannel.FileDrop channel) : ISender
{
    public Task<SendResult> SendAsync(Outgoing outgoing, CancellationToken stop)
    {
        try
        {
            var folder = Path.Combine(channel.Folder, Sending.Apart(outgoing.Warning.Status));
            Directory.CreateDirectory(folder);
            Whole.Write(Path.Combine(folder, outgoing.Warning.Id + ".cap"), outgoing.Cap);
            return Task.FromResult<SendResult>(new SendResult.Sent());
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Task.FromResult<SendResult>(new SendResult.Failed(error.Message));
        }
    }
}

/// <summary>Files that are there whole or not at all.</summary>
internal static class Whole
{
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        var unfinished = FormattableString.Invariant($"{path}.{Environment.ProcessId}.part");
        using (var file = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            file.Write(bytes);

            // A name that outlives a power cut must not outlive its content.
            file.Flush(flushToDisk: true);
        }

        File.Move(unfinished, path, overwrite: true);
    }
}
