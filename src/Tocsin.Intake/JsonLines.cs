using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Tocsin.Analysis;

namespace Tocsin.Intake;

/// <summary>One document a line: <c>{"id": …, "text": …, "title"?, "outlet"?, "url"?, "publishedAt"?}</c>; other fields are let be.</summary>
public static class JsonLines
{
    /// <param name="line">The bytes of one line.</param>
    /// <param name="path">The file as the user wrote it.</param>
    /// <param name="number">Of the line, from 1.</param>
    public static Receipt Read(byte[] line, string path, int number)
    {
        var where = $"{path}:{number}";
        var notes = ImmutableArray.CreateBuilder<Problem>();
        var utf8 = line;
        if (!System.Text.Unicode.Utf8.IsValid(line))
        {
            var decoded = TextDecoding.Decode(line);
            notes.Add(new Problem(where, $"not UTF-8, read as {decoded.Guess ?? "UTF-16"}"));
            utf8 = Encoding.UTF8.GetBytes(decoded.Text);
        }

        Fields fields;
        try
        {
            fields = Parse(utf8);
        }
        catch (JsonException error)
        {
            return new Receipt.Refused(new Problem(where, $"not a JSON object ({Reason(error)})", "Mend or delete this line; one document is one object on one line."));
        }

        if (string.IsNullOrWhiteSpace(fields.Text))
        {
            return new Receipt.Refused(new Problem(where, fields.Text is null ? "no field \"text\"" : "the field \"text\" is empty", "Give the article's text as a string in \"text\"."));
        }

        if (fields.Text.Length > InputLimits.DocumentCharacters)
        {
            return new Receipt.Refused(InputLimits.TooLong(where, fields.Text.Length));
        }

        var time = fields.PublishedAt is null ? null : PublicationTime.Parse(fields.PublishedAt);
        var published = time?.Day ?? (fields.PublishedAt is null ? null : WrittenDate.OfTimestamp(fields.PublishedAt));
        if (fields.PublishedAt is not null && published is null)
        {
            notes.Add(new Problem(where, $"\"publishedAt\" is not a date ({Shortened(fields.PublishedAt)}), so the document is read without one", "Write it as 2020-01-09."));
        }

        var id = string.IsNullOrWhiteSpace(fields.Id) ? $"{InputFinder.NameOf(path)}-{number.ToString(CultureInfo.InvariantCulture)}" : fields.Id;
        return new Receipt.Received(new Document(id, fields.Text, path, fields.Title, fields.Outlet, fields.Url, published, time?.Moment), notes.ToImmutable());
    }

    private static Fields Parse(byte[] utf8)
    {
        var reader = new Utf8JsonReader(utf8);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException($"it is {Kind(reader.TokenType)}");
        }

        var fields = new Fields();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = Text(ref reader);
            reader.Read();
            switch (name)
            {
                case "id":
                    fields = fields with { Id = reader.TokenType == JsonTokenType.Number ? Encoding.UTF8.GetString(reader.ValueSpan) : OptionalText(ref reader, name) };
                    break;
                case "text":
                    fields = fields with { Text = OptionalText(ref reader, name) };
                    break;
                case "title":
                    fields = fields with { Title = OptionalText(ref reader, name) };
                    break;
                case "outlet":
                    fields = fields with { Outlet = OptionalText(ref reader, name) };
                    break;
                case "url":
                    fields = fields with { Url = OptionalText(ref reader, name) };
                    break;
                case "publishedAt":
                    fields = fields with { PublishedAt = OptionalText(ref reader, name) };
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        // Whatever follows the object on its line is an error that only a further read finds.
        reader.Read();
        return fields;
    }

    private static string? OptionalText(ref Utf8JsonReader reader, string name) => reader.TokenType switch
    {
        JsonTokenType.String => Text(ref reader),
        JsonTokenType.Null => null,
        _ => throw new JsonException($"\"{name}\" is {Kind(reader.TokenType)}, not a string"),
    };

    private static string Text(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // An escape names half of a surrogate pair. JSON allows it, text does not.
            return Unescape(Encoding.UTF8.GetString(reader.ValueSpan));
        }
    }

    /// <summary>A JSON string's escapes resolved, each half of a surrogate pair that stands alone replaced by U+FFFD, which is as long.</summary>
    /// <param name="escaped">Known to be a well-formed JSON string.</param>
    internal static string Unescape(string escaped)
    {
        var text = new StringBuilder(escaped.Length);
        for (var i = 0; i < escaped.Length; i++)
        {
            if (escaped[i] != '\\')
            {
                text.Append(escaped[i]);
                continue;
            }

            var kind = escaped[++i];
            if (kind == 'u')
            {
                text.Append((char)ushort.Parse(escaped.AsSpan(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                i += 4;
            }
            else
            {
                text.Append(kind switch { 'b' => '\b', 'f' => '\f', 'n' => '\n', 'r' => '\r', 't' => '\t', _ => kind });
            }
        }

        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                text[i] = '\uFFFD';
            }
        }

        return text.ToString();
    }

    private static string Kind(JsonTokenType type) => type switch
    {
        JsonTokenType.StartArray => "an array",
        JsonTokenType.StartObject => "an object",
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        JsonTokenType.True or JsonTokenType.False => "true or false",
        _ => "null",
    };

    /// <summary>The reader's own message without its "LineNumber: 0 | BytePositionInLine: 12", which counts from another zero.</summary>
    private static string Reason(JsonException error)
    {
        var message = error.Message;
        var position = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        var clause = (position < 0 ? message : message[..position]).TrimEnd('.', ' ');
        return error.BytePositionInLine is { } at ? string.Create(CultureInfo.InvariantCulture, $"byte {at + 1}: {clause}") : clause;
    }

    private static string Shortened(string value) => value.Length <= 40 ? $"\"{value}\"" : $"\"{value[..40]}…\"";

    private sealed record Fields(string? Id = null, string? Text = null, string? Title = null, string? Outlet = null, string? Url = null, string? PublishedAt = null);
}
