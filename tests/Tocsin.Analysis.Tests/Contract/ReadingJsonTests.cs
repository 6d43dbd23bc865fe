using System.Buffers;
using System.Text;
using System.Text.Json;
using CsCheck;
using Tocsin.Analysis.Contract;
using Tocsin.Tests;
using Xunit;

namespace Tocsin.Analysis.Tests.Contract;

public class ReadingJsonTests
{
    [Fact]
    public void Keeps_to_the_schema()
    {
        Assert.Empty(Schema().Errors(Parsed(SampleReadings.Accusation())));
        Assert.Empty(Schema().Errors(Parsed(SampleReadings.Denial())));
    }

    [Fact]
    public void The_example_in_the_docs_keeps_to_it_too()
    {
        var formats = File.ReadAllText(Repository.PathOf("docs", "formats.md"));
        var start = formats.IndexOf("{ \"schema\"", StringComparison.Ordinal);
        using var example = JsonDocument.Parse(formats[start..formats.IndexOf("```", start, StringComparison.Ordinal)]);
        Assert.Empty(Schema().Errors(example.RootElement));
    }

    [Fact]
    public void The_schema_check_can_fail()
    {
        var json = Encoding.UTF8.GetString(Written(SampleReadings.Accusation())).Replace("\"accused-by-authority\"", "\"blamed\"", StringComparison.Ordinal).Replace("\"cue\"", "\"qeu\"", StringComparison.Ordinal);
        using var document = JsonDocument.Parse(json);
        var errors = Schema().Errors(document.RootElement);
        Assert.Contains(errors, error => error.StartsWith("$.events[0].status: \"blamed\" is none of", StringComparison.Ordinal));
        Assert.Contains("$.attributions[0].qeu: not in the schema", errors);
    }

    [Fact]
    public void Names_ids_and_spans_as_the_contract_does()
    {
        var reading = Parsed(SampleReadings.Accusation());
        var text = reading.GetProperty("document").GetProperty("text").GetString()!;
        var nested = reading.GetProperty("attributions")[3];
        Assert.Equal("a4", nested.GetProperty("id").GetString());
        Assert.Equal("a3", nested.GetProperty("within").GetString());
        Assert.Equal("e4", nested.GetProperty("source").GetProperty("entity").GetString());
        Assert.Equal("Marran had given notice", In(text, nested.GetProperty("content")[0]));
        var attack = reading.GetProperty("events")[0];
        Assert.Equal("v1", attack.GetProperty("id").GetString());
        Assert.Equal("a1", attack.GetProperty("attribution").GetString());
        Assert.Equal("Kesh", reading.GetProperty("places")[attack.GetProperty("place").GetInt32()].GetProperty("name").GetString());
        Assert.Equal("2031-03-03", attack.GetProperty("occurredOn").GetProperty("start").GetString());
        Assert.Equal("""{"min":8,"max":8,"span":[80,12]}""", attack.GetProperty("killed").GetRawText());
        Assert.Equal("""{"about":"v1","on":"intention","sides":[{"claim":"a2","claims":["a2"]},{"claim":"a3","claims":["a3"]}]}""", reading.GetProperty("contested")[0].GetRawText());
    }

    [Fact]
    public void Is_one_line() => Assert.DoesNotContain((byte)'\n', Written(SampleReadings.Accusation()));

    /// <summary>Whatever the text, the output is valid JSON in valid UTF-8, and no offset moves.</summary>
    [Fact]
    public void Any_text_comes_out_whole_and_as_long_as_it_was() =>
        Gen.Char.Array[0, 40].Select(characters => new string(characters)).Sample(text =>
        {
            var written = Written(new Reading(new Document("a", text, Title: text), new Tocsin.Language.ParsedText(text, []), [], [], [], [], [], []));
            Assert.True(System.Text.Unicode.Utf8.IsValid(written));
            using var json = JsonDocument.Parse(written);
            var back = json.RootElement.GetProperty("document").GetProperty("text").GetString()!;
            Assert.Equal(text.Length, back.Length);
            for (var i = 0; i < text.Length; i++)
            {
                Assert.True(back[i] == text[i] || (back[i] == '\uFFFD' && char.IsSurrogate(text[i])), $"character {i} of {text}");
            }
        });

    /// <remarks>A fact and not a theory: attributes are stored in UTF-8 and cannot hold half a pair.</remarks>
    [Fact]
    public void Half_a_surrogate_pair_becomes_one_replacement_character()
    {
        const string text = "\udc00a\ud83db\ud83d\ude80\ud83d";
        var json = Parsed(new Reading(new Document("a", text), new Tocsin.Language.ParsedText(text, []), [], [], [], [], [], []));
        Assert.Equal("\ufffda\ufffdb\ud83d\ude80\ufffd", json.GetProperty("document").GetProperty("text").GetString());
    }

    /// <summary>Every name of every closed choice is in the schema: a new member cannot be written that no reader knows.</summary>
    [Fact]
    public void Every_name_is_in_the_schema()
    {
        var schema = File.ReadAllText(Repository.PathOf("docs", "reading.schema.json"));
        foreach (var name in Enum.GetValues<Language.Mentions.EntityKind>().Select(ContractNames.Of)
            .Concat(Enum.GetValues<Language.Mentions.MentionForm>().Select(ContractNames.Of))
            .Concat(Enum.GetValues<Times.TimeType>().Select(ContractNames.Of))
            .Concat(Enum.GetValues<Times.Granularity>().Select(ContractNames.Of))
            .Concat(Enum.GetValues<Places.PlaceKind>().Select(ContractNames.Of))
            .Concat(Enum.GetValues<Attributions.SourceKind>().Select(ContractNames.Of))
            .Concat(Enum.GetValues<Attributions.QuoteForm>().Select(ContractNames.Of))
            .Concat(Enum.GetValues<Attributions.SpeechAct>().Select(ContractNames.Of))
            .Concat(Enum.GetValues<Events.EventStatus>().Select(ContractNames.Of))
            .Concat(Enum.GetValues<Events.Factuality>().Select(ContractNames.Of))
            .Concat(Enum.GetValues<Events.Quad>().Select(ContractNames.Of))
            .Concat(Enum.GetValues<Contention.ContestedOn>().Select(ContractNames.Of)))
        {
            Assert.Contains($"\"{name}\"", schema, StringComparison.Ordinal);
        }
    }

    private static string In(string text, JsonElement span) => text.Substring(span[0].GetInt32(), span[1].GetInt32());

    private static JsonElement Parsed(Reading reading)
    {
        using var document = JsonDocument.Parse(Written(reading));
        return document.RootElement.Clone();
    }

    private static byte[] Written(Reading reading)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, ReadingJson.WriterOptions);
        ReadingJson.Write(json, reading);
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static JsonSchemaSubset Schema()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("docs", "reading.schema.json")));
        return new JsonSchemaSubset(document.RootElement.Clone());
    }
}
