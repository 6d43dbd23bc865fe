namespace Tocsin.Delivery;

/// <summary>The bell cannot ring; the message says why.</summary>
public sealed class BellException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>One bell a record: two would call everybody twice. The lock ends with its process, however that ends.</summary>
public static class BellLock
{
    private const int TriesMax = 3;

    /// <summary>Whether a bell rings for a record at this moment.</summary>
    public static bool IsHeld(string record)
    {
        if (!File.Exists(record + ".bell"))
        {
            return false;
        }

        try
        {
            Take(record).Dispose();
            return false;
        }
        catch (BellException)
        {
            return true;
        }
    }

    /// <param name="record">Path of the record; the lock is a file beside it.</param>
    internal static IDisposable Take(string record)
    {
        var path = record + ".bell";
        for (var tries = 1; ; tries++)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (tries < TriesMax)
            {
                // Somebody may only be looking whether it is held.
                Thread.Sleep(TimeSpan.FromMilliseconds(20));
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw new BellException($"another bell rings for this record ({path} is held). Stop that one first, or let it ring.", error);
            }
        }
    }
}
