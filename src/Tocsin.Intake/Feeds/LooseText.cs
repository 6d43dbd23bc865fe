using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text;

namespace Tocsin.Intake.Feeds;

/// <summary>The characters of broken XML between its tags, with entities read and what has no place in a text left out.</summary>
/// <param name="text">All of the XML; pieces of it are named by their offsets.</param>
/// <param name="fault">Told what is wrong, and where.</param>
internal sealed class LooseText(string text, Action<int, string> fault)
{
    private const int EntityLengthMax = 32;

    private static readonly SearchValues<char> NotInEntities = SearchValues.Create(" \t\r\n<&");

    private readonly StringBuilder _run = new();

    /// <summary>What was appended since the last time; null where that is nothing.</summary>
    public string? Take()
    {
        var taken = _run.Length == 0 ? null : _run.ToString();
        _run.Clear();
        return taken;
    }

    /// <summary>A piece as a value of its own, apart from what was appended.</summary>
    public string Decoded(int from, int to)
    {
        if (!text.AsSpan(from, to - from).Contains('&'))
        {
            return text[from..to];
        }

        var kept = _run.Length;
        Append(from, to);
        var value = _run.ToString(kept, _run.Length - kept);
        _run.Length = kept;
        return value;
    }

    public void Append(int from, int to)
    {
        while (from < to)
        {
            var ampersand = text.IndexOf('&', from, to - from);
            AppendClean(text.AsSpan(from, (ampersand < 0 ? to : ampersand) - from));
            from = ampersand < 0 ? to : Entity(ampersand, to);
        }
    }

    /// <summary>Reads an entity, or an ampersand that begins none, and returns the offset after it.</summary>
    private int Entity(int at, int to)
    {
        var within = text.AsSpan(at, Math.Min(EntityLengthMax, to - at));
        var end = within.IndexOf(';');
        var name = end > 1 ? within[1..end] : default;
        if (name.IsEmpty || name.ContainsAny(NotInEntities))
        {
            fault(at, "an & that is not written &amp;");
            _run.Append('&');
            return at + 1;
        }

        if (name[0] == '#')
        {
            var isHex = name.Length > 1 && name[1] is 'x' or 'X';
            var known = uint.TryParse(name[(isHex ? 2 : 1)..], isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out var number) && Rune.IsValid(number);
            if (!known)
            {
                fault(at, $"&{LooseXml.Shown(name)}; is no character");
                _run.Append('\uFFFD');
            }
            else
            {
                AppendClean(new Rune(number).ToString());
            }

            return at + end + 1;
        }

        var entity = within[..(end + 1)].ToString();
        var meant = entity == "&apos;" ? "'" : WebUtility.HtmlDecode(entity);
        if (meant == entity)
        {
            fault(at, $"{LooseXml.Shown(entity)} is not defined, and stays as it is");
        }

        _run.Append(meant);
        return at + end + 1;
    }

    /// <summary>Control characters have no place in XML, and none in a text that is read.</summary>
    public void AppendClean(ReadOnlySpan<char> run)
    {
        while (run.Length > 0)
        {
            var at = 0;
            while (at < run.Length && (run[at] >= ' ' || run[at] is '\t' or '\n' or '\r'))
            {
                at++;
            }

            _run.Append(run[..at]);
            run = at < run.Length ? run[(at + 1)..] : default;
        }
    }
}
