namespace Tocsin.Cli;

/// <summary>What the process says to the shell (docs/formats.md).</summary>
internal static class ExitCode
{
    public const int Ok = 0;

    /// <summary>Nothing could be read, or the output could not be written.</summary>
    public const int Failure = 1;

    /// <summary>The command line makes no sense.</summary>
    public const int Usage = 2;

    /// <summary>Some inputs were read and some were not.</summary>
    public const int SomeFailed = 3;

    /// <summary>A threshold of a rule was reached: somebody is to be warned.</summary>
    public const int Warned = 5;

    /// <summary>Ctrl-C, as shells count it: 128 and the signal's number.</summary>
    public const int Interrupted = 130;
}
