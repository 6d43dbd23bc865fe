using System.Buffers.Binary;
using System.Text;
using Tocsin.Analysis.Places;

namespace Tocsin.Gazetteer;

/// <summary>A place on its way into the file.</summary>
/// <param name="Country">ISO 3166-1 alpha-3.</param>
/// <param name="Province">GeoNames code such as "US.TX".</param>
internal sealed record GazetteerEntry(int GeoNames, string Name, PlaceKind Kind, PlaceRank Rank, string Country, string Province, double Latitude, double Longitude, int Population);

/// <summary>Writes the file that <see cref="GazetteerFile"/> reads; the layout is described there.</summary>
internal sealed class GazetteerWriter
{
    private readonly List<GazetteerEntry> _entries = [];
    private readonly Dictionary<string, SortedDictionary<int, bool>> _keys = [];

    public int Count => _entries.Count;

    public int KeyCount => _keys.Count;

    public int Add(GazetteerEntry entry)
    {
        _entries.Add(entry);
        return _entries.Count - 1;
    }

    /// <summary>A key that is both a name and an alias of one place is a name.</summary>
    public void AddKey(string key, int place, bool isAlias)
    {
        if (key.Length == 0 || Encoding.UTF8.GetByteCount(key) > 200)
        {
            return;
        }

        if (!_keys.TryGetValue(key, out var places))
        {
            _keys.Add(key, places = []);
        }

        places[place] = isAlias && (!places.TryGetValue(place, out var before) || before);
    }

    public byte[] Write(string notice)
    {
        string[] countries = [.. _entries.Select(e => e.Country).Distinct().Order(StringComparer.Ordinal)];
        string[] provinces = ["", .. _entries.Select(e => e.Province).Where(p => p.Length > 0).Distinct().Order(StringComparer.Ordinal)];
        if (countries.Length >= GazetteerFile.NoCountry || provinces.Length > ushort.MaxValue)
        {
            throw new InvalidOperationException($"{countries.Length} countries and {provinces.Length} provinces do not fit the file.");
        }

        var provinceNumbers = provinces.Select((code, number) => (code, number)).ToDictionary(p => p.code, p => p.number);
        var provinceBytes = new byte[provinces.Length * GazetteerFile.ProvinceSize];
        for (var i = 0; i < provinces.Length; i++)
        {
            Encoding.ASCII.GetBytes(provinces[i], provinceBytes.AsSpan(i * GazetteerFile.ProvinceSize, GazetteerFile.ProvinceSize));
        }

        var (names, offsets) = WriteNames();
        var places = new byte[_entries.Count * GazetteerFile.PlaceSize];
        for (var i = 0; i < _entries.Count; i++)
        {
            var entry = _entries[i];
            WritePlace(places.AsSpan(i * GazetteerFile.PlaceSize), entry, Array.IndexOf(countries, entry.Country), entry.Province.Length == 0 ? 0 : provinceNumbers[entry.Province], offsets[entry.Name]);
        }

        var (blocks, keys) = WriteKeys();
        return Assemble(notice, [Encoding.ASCII.GetBytes(string.Concat(countries)), provinceBytes, places, names, blocks, keys], [countries.Length, provinces.Length, _entries.Count, (blocks.Length / 4) - 1]);
    }

    private static byte[] Assemble(string notice, byte[][] parts, int[] counts)
    {
        var noticeBytes = Encoding.UTF8.GetBytes(notice);
        using var file = new MemoryStream();
        using var writer = new BinaryWriter(file);
        writer.Write(GazetteerFile.Magic);
        writer.Write(noticeBytes.Length);
        writer.Write(noticeBytes);
        var offset = 12 + noticeBytes.Length + (4 * (parts.Length + counts.Length));
        foreach (var part in parts)
        {
            writer.Write(offset);
            offset += part.Length;
        }

        foreach (var count in counts)
        {
            writer.Write(count);
        }

        foreach (var part in parts)
        {
            writer.Write(part);
        }

        writer.Flush();
        return file.ToArray();
    }

    private static void WritePlace(Span<byte> row, GazetteerEntry entry, int country, int province, int name)
    {
        WriteInt24(row, entry.GeoNames);
        WriteInt24(row[3..], (int)Math.Round((entry.Latitude + 90) / 180 * GazetteerFile.Int24Max));
        WriteInt24(row[6..], (int)Math.Round((entry.Longitude + 180) / 360 * GazetteerFile.Int24Max));
        WriteInt24(row[9..], name);
        BinaryPrimitives.WriteUInt16LittleEndian(row[12..], (ushort)province);
        row[14] = (byte)country;
        row[15] = (byte)((int)entry.Kind | ((int)entry.Rank << 3));
        row[16] = (byte)Math.Min(255, Math.Round(Math.Log(entry.Population + 1.0) * GazetteerFile.PopulationScale));
    }

    private static void WriteInt24(Span<byte> bytes, int value)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, GazetteerFile.Int24Max);
        bytes[0] = (byte)value;
        bytes[1] = (byte)(value >> 8);
        bytes[2] = (byte)(value >> 16);
    }

    private (byte[] Names, Dictionary<string, int> Offsets) WriteNames()
    {
        var offsets = new Dictionary<string, int>();
        using var names = new MemoryStream();
        foreach (var entry in _entries)
        {
            if (offsets.TryAdd(entry.Name, (int)names.Length))
            {
                var bytes = Encoding.UTF8.GetBytes(entry.Name);
                names.WriteByte(checked((byte)bytes.Length));
                names.Write(bytes);
            }
        }

        return (names.ToArray(), offsets);
    }

    private (byte[] Blocks, byte[] Keys) WriteKeys()
    {
        var sorted = _keys.Select(k => (Key: Encoding.UTF8.GetBytes(k.Key), Places: k.Value)).ToArray();
        Array.Sort(sorted, (a, b) => a.Key.AsSpan().SequenceCompareTo(b.Key));
        using var blocks = new MemoryStream();
        using var keys = new MemoryStream();
        Span<byte> offset = stackalloc byte[4];
        byte[] before = [];
        for (var i = 0; i < sorted.Length; i++)
        {
            var key = sorted[i].Key;
            var shared = 0;
            if (i % GazetteerFile.KeysInBlock == 0)
            {
                BinaryPrimitives.WriteInt32LittleEndian(offset, (int)keys.Length);
                blocks.Write(offset);
            }
            else
            {
                shared = key.AsSpan().CommonPrefixLength(before);
            }

            keys.WriteByte((byte)shared);
            keys.WriteByte((byte)(key.Length - shared));
            keys.Write(key, shared, key.Length - shared);
            WriteVarint(keys, sorted[i].Places.Count);
            foreach (var (place, isAlias) in sorted[i].Places)
            {
                WriteVarint(keys, (place << 1) | (isAlias ? 1 : 0));
            }

            before = key;
        }

        BinaryPrimitives.WriteInt32LittleEndian(offset, (int)keys.Length);
        blocks.Write(offset);
        return (blocks.ToArray(), keys.ToArray());
    }

    private static void WriteVarint(Stream stream, int value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            stream.WriteByte((byte)(value | 0x80));
        }

        stream.WriteByte((byte)value);
    }
}
