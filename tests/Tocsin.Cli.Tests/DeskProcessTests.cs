using System.Diagnostics;
using System.Text.RegularExpressions;
using Xunit;

namespace Tocsin.Cli.Tests;

/// <summary><c>tocsin desk</c> as a user has it: a process that opens, shows a page, and closes when it is told to.</summary>
public sealed class DeskProcessTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly string _folder = Directory.CreateTempSubdirectory("tocsin-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    // A shell starts what runs in its background with SIGINT ignored, so only the other one can be asked everywhere.
    [InlineData("TERM")]
    public async Task A_desk_opens_shows_a_page_and_closes_in_order(string signal)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var record = Path.Combine(_folder, "t.db");
        var start = new ProcessStartInfo("dotnet", [typeof(CommandLine).Assembly.Location, "desk", "--record", record, "--port", "0"]) { RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = _folder };
        using var process = Process.Start(start)!;
        try
        {
            using var patience = new CancellationTokenSource(Patience);
            var opened = await process.StandardError.ReadLineAsync(patience.Token);
            var url = Regex.Match(opened ?? "", "^tocsin: the desk is open at (http://127\\.0\\.0\\.1:[0-9]+/); Ctrl-C closes it\\.$").Groups[1].Value;
            Assert.True(url.Length > 0, opened);
            using var client = new HttpClient();
            Assert.Contains("Nothing has been read yet", await client.GetStringAsync(url, patience.Token), StringComparison.Ordinal);

            // A page that hears of news stays open until the desk ends it.
            await using var live = await client.GetStreamAsync(url + "live", patience.Token);
            using (var kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
            {
                await kill.WaitForExitAsync(patience.Token);
            }

            await process.WaitForExitAsync(patience.Token);
            Assert.Equal((0, "", ""), (process.ExitCode, await process.StandardError.ReadToEndAsync(patience.Token), await process.StandardOutput.ReadToEndAsync(patience.Token)));
            Assert.Equal([record], Directory.GetFiles(_folder));
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }
}
