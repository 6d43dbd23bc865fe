using Tocsin.Analysis.Events;

namespace Tocsin.Analysis.Incidents;

internal static class Quads
{
    /// <summary>What is said, not done.</summary>
    public static bool IsVerbal(Telling telling) => telling.Events[0].Quad is Quad.VerbalConflict or Quad.VerbalCooperation;
}
