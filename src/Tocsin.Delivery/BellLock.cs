namespace Tocsin.Delivery;

/// <summary>The bell cannot ring; the message says why.</summary>
public sealed class BellException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>One bell a record: two would call everybody twice. The lock ends with its process, however that ends.</summary>
internal static class BellLock
{
    /// <param name="record">Path of the record; the lock is a file beside it.</param>
    public static IDisposable Take(string record)
    {
        var path = record + ".bell";
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new BellException($"another bell rings for this record ({path} is held). Stop that one first, or let it ring.", error);
        }
    }
}
