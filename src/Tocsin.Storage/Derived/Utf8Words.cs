using System.Text;

namespace Tocsin.Storage.Derived;

/// <summary>Texts that come again and again, each made a string once.</summary>
internal sealed class Utf8Words
{
    private readonly Dictionary<string, string> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _byChars;
    private char[] _chars = new char[256];

    public Utf8Words() => _byChars = _known.GetAlternateLookup<ReadOnlySpan<char>>();

    public string Of(ReadOnlySpan<byte> bytes)
    {
        if (_chars.Length < bytes.Length)
        {
            _chars = new char[bytes.Length];
        }

        var chars = _chars.AsSpan(0, Encoding.UTF8.GetChars(bytes, _chars));
        if (!_byChars.TryGetValue(chars, out var word))
        {
            word = chars.ToString();
            _known.Add(word, word);
        }

        return word;
    }
}
