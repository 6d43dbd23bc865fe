using System.Buffers.Binary;
using System.Text;

namespace Tocsin.Analysis.Places;

/// <summary>Reads the gazetteer's file in place: nothing is unpacked at load.</summary>
/// <remarks>
/// All numbers are little-endian. The file is
/// <code>
/// magic "TGAZ0001"; int32 length of the notice, the notice (origin and licence, UTF-8);
/// int32 offset of each: countries, provinces, places, names, blocks, keys; int32 number of each: countries, provinces, places, blocks
/// countries: 3 bytes each, ISO 3166-1 alpha-3
/// provinces: 12 bytes each, GeoNames code such as "US.TX", padded with zeros, ascending; number 0 is empty and stands for none
/// places:    17 bytes each, of 3 bytes: GeoNames number, latitude and longitude as shares of their range, offset of the name;
///            uint16 province, byte country (255 none), byte kind | rank &lt;&lt; 3, byte ln(population + 1) × 12
/// names:     byte length, UTF-8
/// blocks:    int32 offset into keys of every 16th key
/// keys:      in ascending order of bytes: byte shared with the key before, byte length of the rest, the rest, then what it
///            names: varint count, varint (place &lt;&lt; 1 | alias) each. A key that starts with '~' is a <see cref="PlaceNames.Skeleton"/>.
/// </code>
/// </remarks>
public sealed class GazetteerFile
{
    public const int KeysInBlock = 16;
    public const int PlaceSize = 17;
    public const int ProvinceSize = 12;
    public const int Int24Max = 0xffffff;
    public const int NoCountry = 255;
    public const double PopulationScale = 12;

    private readonly byte[] _bytes;
    private readonly string[] _countries;
    private readonly int _provinces;
    private readonly int _places;
    private readonly int _names;
    private readonly int _blocks;
    private readonly int _keys;
    private readonly int _blockCount;

    /// <exception cref="InvalidDataException">Not a gazetteer file.</exception>
    public GazetteerFile(byte[] bytes)
    {
        if (bytes.Length < 12 || !bytes.AsSpan(0, 8).SequenceEqual(Magic))
        {
            throw new InvalidDataException("This is not a gazetteer file: it doesn't start with TGAZ0001. Build it with build-gazetteer.");
        }

        _bytes = bytes;
        var notice = Int32(8);
        Notice = Encoding.UTF8.GetString(bytes, 12, notice);
        var header = 12 + notice;
        _provinces = Int32(header + 4);
        _places = Int32(header + 8);
        _names = Int32(header + 12);
        _blocks = Int32(header + 16);
        _keys = Int32(header + 20);
        _countries = new string[Int32(header + 24)];
        for (var i = 0; i < _countries.Length; i++)
        {
            _countries[i] = Encoding.ASCII.GetString(bytes, Int32(header) + (3 * i), 3);
        }

        ProvinceCount = Int32(header + 28);
        Count = Int32(header + 32);
        _blockCount = Int32(header + 36);
    }

    public static ReadOnlySpan<byte> Magic => "TGAZ0001"u8;

    /// <summary>Origin and licence.</summary>
    public string Notice { get; }

    public int Count { get; }

    public int ProvinceCount { get; }

    public Place PlaceAt(int index)
    {
        var row = _bytes.AsSpan(_places + (index * PlaceSize), PlaceSize);
        var geoNames = Int24(row);
        var country = row[14];
        return new Place(
            index,
            (PlaceKind)(row[15] & 7),
            (PlaceRank)(row[15] >> 3),
            country == NoCountry ? null : _countries[country],
            BinaryPrimitives.ReadUInt16LittleEndian(row[12..]),
            Math.Round((Int24(row[3..]) * 180.0 / Int24Max) - 90, 4),
            Math.Round((Int24(row[6..]) * 360.0 / Int24Max) - 180, 4),
            (int)Math.Round(Math.Exp(row[16] / PopulationScale) - 1),
            geoNames == 0 ? null : geoNames);
    }

    public string NameOf(int index)
    {
        var row = _bytes.AsSpan(_places + (index * PlaceSize), PlaceSize);
        var at = _names + Int24(row[9..]);
        return Encoding.UTF8.GetString(_bytes, at + 1, _bytes[at]);
    }

    /// <summary>The number of a province by its GeoNames code, 0 where there is none.</summary>
    public int ProvinceNumber(string code)
    {
        Span<byte> wanted = stackalloc byte[ProvinceSize];
        if (code.Length > ProvinceSize || !Encoding.ASCII.TryGetBytes(code, wanted, out _))
        {
            return 0;
        }

        var (low, high) = (1, ProvinceCount - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = _bytes.AsSpan(_provinces + (middle * ProvinceSize), ProvinceSize).SequenceCompareTo(wanted);
            if (order == 0)
            {
                return middle;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return 0;
    }

    /// <summary>Adds what a key names.</summary>
    /// <returns>True where the key, or a longer one that goes on with a space, is in the file.</returns>
    public bool Find(string key, List<PlaceHit> found)
    {
        Span<byte> wanted = stackalloc byte[256];
        if (!Encoding.UTF8.TryGetBytes(key, wanted, out var length) || _blockCount == 0)
        {
            return false;
        }

        wanted = wanted[..length];
        var (low, high) = (0, _blockCount - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            var first = _keys + Int32(_blocks + (4 * middle));
            if (_bytes.AsSpan(first + 2, _bytes[first + 1]).SequenceCompareTo(wanted) <= 0)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        return Scan(low, wanted, found);
    }

    // Reads on over block borders: a longer key may open the next block.
    private bool Scan(int block, ReadOnlySpan<byte> wanted, List<PlaceHit> found)
    {
        Span<byte> key = stackalloc byte[256];
        var at = _keys + Int32(_blocks + (4 * block));
        var last = _keys + Int32(_blocks + (4 * _blockCount));
        var isThere = false;
        while (at < last)
        {
            var shared = _bytes[at];
            var rest = _bytes[at + 1];
            _bytes.AsSpan(at + 2, rest).CopyTo(key[shared..]);
            at += 2 + rest;
            var current = key[..(shared + rest)];
            var order = current.SequenceCompareTo(wanted);
            if (order > 0)
            {
                return isThere || (current.StartsWith(wanted) && current[wanted.Length] == (byte)' ');
            }

            var count = Varint(ref at);
            for (; count > 0; count--)
            {
                var hit = Varint(ref at);
                if (order == 0)
                {
                    found.Add(new PlaceHit(hit >> 1, (hit & 1) != 0));
                }
            }

            isThere |= order == 0;
        }

        return isThere;
    }

    private int Varint(ref int at)
    {
        var value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = _bytes[at++];
            value |= (next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }

    private static int Int24(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);

    private int Int32(int at) => BinaryPrimitives.ReadInt32LittleEndian(_bytes.AsSpan(at));
}
