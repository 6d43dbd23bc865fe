using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Tocsin.Analysis.Watching;
using Tocsin.Storage.Warnings;

namespace Tocsin.Delivery;

/// <summary>Starts a program with the message on its standard input. No shell is between, and nothing of the message stands on the command line.</summary>
/// <param name="hidden">Variables of the environment that the program is not given: they hold secrets of other channels.</param>
internal sealed class CommandSender(WarningChannel.Command channel, IReadOnlyList<string> hidden) : ISender
{
    private const int ErrorCharactersMax = 300;

    public async Task<SendResult> SendAsync(Outgoing outgoing, CancellationToken stop)
    {
        var start = new ProcessStartInfo(channel.Program) { RedirectStandardInput = true, RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in channel.Arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var name in hidden)
        {
            start.Environment.Remove(name);
        }

        // Of fixed form all of them: no text from outside.
        start.Environment["TOCSIN_KEY"] = outgoing.Item.Key;
        start.Environment["TOCSIN_STATUS"] = outgoing.Warning.Status.ToString();
        start.Environment["TOCSIN_SEVERITY"] = outgoing.Warning.Severity.ToString();
        start.Environment["TOCSIN_TYPE"] = outgoing.Warning.Type.ToString();
        start.Environment["TOCSIN_MAY_BE_REPEATED"] = outgoing.Item.MayHaveArrived ? "yes" : "no";
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(channel.Timeout);
        Process? process = null;
        try
        {
            process = Process.Start(start);
            if (process is null)
            {
                return new SendResult.Failed($"{channel.Program} did not start");
            }

            var told = process.StandardError.ReadToEndAsync(limit.Token);
            var printed = process.StandardOutput.ReadToEndAsync(limit.Token);
            try
            {
                await process.StandardInput.BaseStream.WriteAsync(outgoing.Cap, limit.Token).ConfigureAwait(false);
                process.StandardInput.Close();
            }
            catch (IOException)
            {
                // It need not read what it is given; its exit code says whether it did its work.
            }

            await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
            if (process.ExitCode == 0)
            {
                return new SendResult.Sent();
            }

            var words = (await told.ConfigureAwait(false)).Trim();
            await printed.ConfigureAwait(false);
            return new SendResult.Failed(string.Create(CultureInfo.InvariantCulture, $"it ended with {process.ExitCode}{(words.Length == 0 ? "" : ": " + words[..Math.Min(words.Length, ErrorCharactersMax)])}"));
        }
        catch (OperationCanceledException)
        {
            End(process);
            stop.ThrowIfCancellationRequested();
            return new SendResult.Failed($"it did not end within {channel.Timeout.TotalSeconds:0.#} s");
        }
        catch (Win32Exception error)
        {
            return new SendResult.Failed($"{channel.Program} cannot be started ({error.Message})");
        }
        finally
        {
            process?.Dispose();
        }
    }

    private static void End(Process? process)
    {
        try
        {
            process?.Kill(entireProcessTree: true);
        }
        catch (Exception error) when (error is InvalidOperationException or Win32Exception)
        {
            // It ended by itself meanwhile.
        }
    }
}
