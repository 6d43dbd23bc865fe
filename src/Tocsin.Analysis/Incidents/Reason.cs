using System.Globalization;
using System.Runtime.CompilerServices;

namespace Tocsin.Analysis.Incidents;

/// <summary>A reason in words, put together only where somebody wants reasons: most pairs are only weighed.</summary>
[InterpolatedStringHandler]
internal ref struct Reason
{
    private DefaultInterpolatedStringHandler _words;

    public Reason(int literalLength, int formattedCount, List<string>? reasons, out bool isWanted)
    {
        isWanted = reasons is not null;
        _words = isWanted ? new DefaultInterpolatedStringHandler(literalLength, formattedCount, CultureInfo.InvariantCulture) : default;
    }

    public void AppendLiteral(string words) => _words.AppendLiteral(words);

    public void AppendFormatted<T>(T value, string? format = null) => _words.AppendFormatted(value, format);

    /// <summary>Takes the reason into the list, where there is one.</summary>
    public void AddTo(List<string>? reasons) => reasons?.Add(_words.ToStringAndClear());
}
