using Tocsin.Analysis;

namespace Tocsin.Cli;

/// <summary>A way to put readings out, one after the other.</summary>
internal interface IReadingOutput
{
    /// <exception cref="OutputException">The output cannot be written.</exception>
    void Write(Reading reading);

    /// <summary>What can only be said when all are read.</summary>
    /// <exception cref="OutputException">The output cannot be written.</exception>
    void Finish();

    /// <summary>What the output needs to be whole, where reading was stopped before its end.</summary>
    /// <exception cref="OutputException">The output cannot be written.</exception>
    void Close()
    {
    }
}
