using Tocsin.Analysis.Watching;

namespace Tocsin.Delivery;

/// <summary>A secret that is not where the file says it is. The message names the place and never the secret.</summary>
internal sealed class SecretException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Fetches secrets each time they are needed, so that a changed one holds at once and none is kept.</summary>
public static class Secrets
{
    /// <summary>Secrets of the channels that cannot be fetched here and now, as sentences.</summary>
    public static IReadOnlyList<string> Missing(WatchFile watch)
    {
        ArgumentNullException.ThrowIfNull(watch);
        var missing = new List<string>();
        foreach (var (channel, secret) in Of(watch))
        {
            try
            {
                Read(secret);
            }
            catch (SecretException error)
            {
                missing.Add($"The channel \"{channel.Id}\" fails as long as {error.Message}.");
            }
        }

        return missing;
    }

    /// <summary>Variables of the environment that hold secrets: they are for this process alone.</summary>
    internal static IReadOnlyList<string> Variables(WatchFile watch) => [.. Of(watch).Where(one => !one.Secret.IsFile).Select(one => one.Secret.Place).Distinct(StringComparer.Ordinal)];

    internal static string Read(Secret secret)
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

    private static IEnumerable<(WarningChannel Channel, Secret Secret)> Of(WatchFile watch) =>
        watch.Channels.Select(channel => (Channel: channel, Secret: channel switch { WarningChannel.Webhook hook => hook.Secret, WarningChannel.Mail mail => mail.Password, _ => null })).Where(one => one.Secret is not null).Select(one => (one.Channel, one.Secret!));
}
