using System.Runtime.InteropServices;
using Tocsin.Cli;

using var stop = new CancellationTokenSource();
void Stop(PosixSignalContext signal)
{
    // A second signal is left to end the process at once.
    signal.Cancel = !stop.IsCancellationRequested;
    stop.Cancel();
}

using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var surroundings = Surroundings.OfProcess(stop.Token);
return await CommandLine.RunAsync(args, surroundings);
