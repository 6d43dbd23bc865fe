namespace Tocsin.Language.Neural;

/// <summary>Signed distance from a token to a possible head, in buckets that widen: 1 to 8, to 12, to 20, beyond; and one for the root.</summary>
public static class ArcDistance
{
    public const int Count = 23;
    private const int Root = 22;

    /// <param name="token">Index of the token in its sentence, from 0.</param>
    /// <param name="head">0 for the root, else the head's index from 1. A token itself shares the root's bucket and is never chosen.</param>
    public static int Bucket(int token, int head)
    {
        var distance = head - 1 - token;
        if (head == 0 || distance == 0)
        {
            return Root;
        }

        var length = Math.Abs(distance);
        var bucket = length <= 8 ? length - 1 : length <= 12 ? 8 : length <= 20 ? 9 : 10;
        return distance < 0 ? bucket : 11 + bucket;
    }
}
