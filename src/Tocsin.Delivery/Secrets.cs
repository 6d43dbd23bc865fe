using Tocsin.Analysis.Watching;

namespace Tocsin.Delivery;

/// <summary>A secret that is not where the file says it is. The message names the place and never the secret.</summary>
internal sealed class SecretException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Fetches secrets each time they are needed, so that a changed one holds at once and none is kept.</summary>
internal static class Secrets
{
    public static string Read(Secret secret)
    {
        if (!secret.IsFile)
        {
            return Environment.GetEnvironmentVariable(secret.Place) is { Length: > 0 } value ? value : throw new SecretException($"the variable {secret.Place} of the environment is not set");
        }

        try
        {
            return File.ReadAllText(secret.Place).TrimEnd('\r', '\n');
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SecretException($"the secret's file {secret.Place} cannot be read", error);
        }
    }
}
