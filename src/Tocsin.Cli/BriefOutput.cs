using System.Text;
using Tocsin.Analysis;

namespace Tocsin.Cli;

/// <summary>The brief: each document for itself, then all together.</summary>
internal sealed class BriefOutput(DataOutput output) : IReadingOutput
{
    public void Write(Reading reading)
    {
        var heading = reading.Document.Title ?? reading.Document.Id;
        output.Write(Encoding.UTF8.GetBytes($"{Printable.Line(heading)}\n{reading.Parsed.Sentences.Length} sentences, {reading.Attributions.Length} attributions, {reading.Events.Length} events\n\n"));
    }

    public void Finish()
    {
    }
}
