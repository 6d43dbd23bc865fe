using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Tocsin.Desk;

/// <summary>What a browser or program must show when the desk listens beyond this machine. Only its hash is kept.</summary>
public sealed class AccessToken
{
    private const int SecretBytes = 32;
    private readonly byte[] _hash;

    private AccessToken(byte[] hash) => _hash = hash;

    /// <summary>Reads the hash beside the record, or makes a token and keeps its hash there, readable by its owner alone.</summary>
    /// <param name="path">The file of the hash.</param>
    /// <param name="renew">Makes a new one even where there is one; the old one no longer opens anything.</param>
    /// <returns>The token, and its text where it was made just now: it is never known again.</returns>
    public static (AccessToken Token, string? Text) LoadOrMake(string path, bool renew = false)
    {
        if (!renew && File.Exists(path))
        {
            var kept = Convert.FromHexString(File.ReadAllText(path).Trim());
            return kept.Length == SHA256.HashSizeInBytes ? (new AccessToken(kept), null) : throw new InvalidDataException($"{path} holds no token. Remove it and start again: another one is made.");
        }

        var (token, text) = Make();
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new StreamWriter(path, options);
        file.Write(Convert.ToHexStringLower(token._hash));
        return (token, text);
    }

    /// <summary>A token of its own, kept nowhere.</summary>
    public static (AccessToken Token, string Text) Make()
    {
        var text = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        return (new AccessToken(Hash(text)), text);
    }

    /// <summary>Whether it is this token; takes the same time whatever is wrong with it.</summary>
    public bool Matches(string? text) => text is not null && CryptographicOperations.FixedTimeEquals(Hash(text), _hash);

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
