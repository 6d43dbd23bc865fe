using System.Text;
using Tocsin.Analysis;

namespace Tocsin.Cli.Briefing;

/// <summary>The brief: each document for itself, then all together.</summary>
internal sealed class BriefOutput(DataOutput output, int width, bool colour) : IReadingOutput
{
    private readonly Page _page = new(width, colour);
    private readonly Gathering _all = new();

    public void Write(Reading reading)
    {
        DocumentBrief.Write(_page, reading);
        _all.Add(reading);
        PassOn();
    }

    public void Finish()
    {
        if (_all.Documents.Count > 1)
        {
            new TogetherBrief(_all).Write(_page);
            PassOn();
        }
    }

    private void PassOn() => output.Write(Encoding.UTF8.GetBytes(_page.Take()));
}
