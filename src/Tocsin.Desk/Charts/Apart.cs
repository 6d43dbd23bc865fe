namespace Tocsin.Desk.Charts;

/// <summary>Moves marks of a drawing away from each other where they would lie on one another.</summary>
public static class Apart
{
    /// <summary>Each point where it was, or as near to that as there is room: up, down or beside by whole gaps. Those before stay before those after.</summary>
    /// <param name="gap">The least distance between two, in the units of the drawing.</param>
    public static (double X, double Y)[] Move(IReadOnlyList<(double X, double Y)> points, double gap, double left, double right, double top, double bottom)
    {
        var placed = new List<(double X, double Y)>();
        foreach (var (x, y) in points)
        {
            var wanted = (X: Math.Clamp(x, left, right), Y: Math.Clamp(y, top, bottom));
            bool Free((double X, double Y) at) => placed.TrueForAll(other => ((other.X - at.X) * (other.X - at.X)) + ((other.Y - at.Y) * (other.Y - at.Y)) >= gap * gap * 0.999);
            var steps = points.Count;
            var around = from across in Enumerable.Range(-steps, (2 * steps) + 1)
                         from down in Enumerable.Range(-steps, (2 * steps) + 1)
                         let at = (X: wanted.X + (across * gap), Y: wanted.Y + (down * gap))
                         where at.X >= left && at.X <= right && at.Y >= top && at.Y <= bottom
                         orderby (across * across) + (down * down), Math.Abs(across), down, across
                         select at;
            placed.Add(around.FirstOrDefault(Free, wanted));
        }

        return [.. placed];
    }
}
