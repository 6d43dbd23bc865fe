using System.Text;

namespace Tocsin.Storage.Derived;

/// <summary>Interns UTF-8 texts that come again and again: each is made a string once.</summary>
internal sealed class TextInterner
{
    private readonly Dictionary<string, string> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _byChars;
    private char[] _chars = new char[256];

    public TextInterner() => _byChars = _known.GetAlternateLookup<ReadOnlySpan<char>>();

    public string Of(ReadOnlySpan<byte> bytes)
    {
        if (_chars.Length < bytes.Length)
        {
            _chars = new char[bytes.Length];
        }

        var chars = _chars.AsSpan(0, Encoding.UTF8.GetChars(bytes, _chars));
        if (!_byChars.TryGetValue(chars, out var text))
        {
            text = chars.ToString();
            _known.Add(text, text);
        }

        return text;
    }
}
