using System.Collections.Immutable;
using System.Reflection;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Times;
using Tocsin.Language;
using Tocsin.Storage.Documents;
using Xunit;

namespace Tocsin.Storage.Tests;

public sealed class ReadingPayloadTests
{
    private int _next;

    /// <summary>Also what somebody adds to these records later: a field that the bytes leave out comes back as its default, and no default is made here.</summary>
    [Fact]
    public void Every_field_of_a_reading_is_kept()
    {
        for (var i = 0; i < 20; i++)
        {
            var reading = (RecordedReading)Make(typeof(RecordedReading), "d0123456789abcdef");
            var bytes = ReadingPayload.Write(reading);
            Assert.Equal(Printed.Of(reading), Printed.Of(ReadingPayload.Read(bytes, reading.Document, reading.ReaderVersion)));
        }
    }

    [Fact]
    public void Bytes_that_are_cut_or_changed_are_refused_or_read_and_never_crash()
    {
        var reading = (RecordedReading)Make(typeof(RecordedReading), "d0123456789abcdef");
        var bytes = ReadingPayload.Write(reading);
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => ReadingPayload.Read(bytes[..length], reading.Document, "1"));
        }

        var random = new Random(7);
        for (var i = 0; i < 2000; i++)
        {
            var changed = bytes.ToArray();
            changed[random.Next(changed.Length)] = (byte)random.Next(256);
            try
            {
                ReadingPayload.Read(changed, reading.Document, "1");
            }
            catch (InvalidDataException)
            {
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("Lomna — „ä“ 漢字 👍")]
    public void Packed_texts_come_back(string text) => Assert.Equal(text, Packed.Text(Packed.Of(text)));

    [Fact]
    public void A_lone_surrogate_costs_one_unit() => Assert.Equal("a\uFFFDb", Packed.Text(Packed.Of("a\uD800b")));

    /// <summary>Something of that type in which no part is a default and no two parts are alike.</summary>
    private object Make(Type type, string document)
    {
        _next++;
        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            return Make(inner, document);
        }

        return type switch
        {
            _ when type == typeof(string) => $"text {_next % 97}",
            _ when type == typeof(int) => _next,
            _ when type == typeof(long) => (long)_next,
            _ when type == typeof(double) => _next / 7.0,
            _ when type == typeof(bool) => true,
            _ when type == typeof(DateTimeOffset) => DateTimeOffset.UnixEpoch.AddHours(_next),
            _ when type == typeof(TextSpan) => new TextSpan(_next, _next + 3),
            _ when type == typeof(DateInterval) => new DateInterval(DateOnly.FromDayNumber(700_000 + _next), DateOnly.FromDayNumber(700_001 + _next)),
            _ when type == typeof(EventKey) => new EventKey(document, _next),
            _ when type == typeof(ClaimKey) => new ClaimKey(document, _next),
            _ when type.IsEnum => Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1)!,
            _ when type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>) => List(type.GetGenericArguments()[0], document),
            _ => Record(type, document),
        };
    }

    private object List(Type of, string document)
    {
        var values = Array.CreateInstance(of, 2);
        values.SetValue(Make(of, document), 0);
        values.SetValue(Make(of, document), 1);
        return typeof(ImmutableArray).GetMethods().Single(method => method.Name == nameof(ImmutableArray.Create) && method.GetParameters() is [{ ParameterType.IsArray: true }])
            .MakeGenericMethod(of).Invoke(null, [values])!;
    }

    private object Record(Type type, string document)
    {
        var constructor = type.GetConstructors().MaxBy(candidate => candidate.GetParameters().Length)!;
        var made = constructor.Invoke([.. constructor.GetParameters().Select(parameter => type == typeof(RecordedDocument) && parameter.Name == nameof(RecordedDocument.Id) ? document : Make(parameter.ParameterType, document))]);
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite && !constructor.GetParameters().Any(parameter => parameter.Name == property.Name)))
        {
            property.SetValue(made, Make(property.PropertyType, document));
        }

        return made;
    }
}
