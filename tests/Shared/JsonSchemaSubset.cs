using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Tocsin.Tests;

/// <summary>Checks JSON against the part of JSON Schema 2020-12 that docs/reading.schema.json uses; a keyword it does not know is an error, so none is passed over.</summary>
/// <remarks>Stricter than the standard in one point: a field that the schema does not name is an error, so that none goes undocumented.</remarks>
internal sealed class JsonSchemaSubset(JsonElement root)
{
    /// <summary>What is wrong, each with its place as a JSON path; empty where all is well.</summary>
    public List<string> Errors(JsonElement value)
    {
        var errors = new List<string>();
        Check(root, value, "$", errors);
        return errors;
    }

    private void Check(JsonElement schema, JsonElement value, string at, List<string> errors)
    {
        foreach (var keyword in schema.EnumerateObject())
        {
            switch (keyword.Name)
            {
                case "$schema" or "$id" or "title" or "description" or "$defs":
                    break;
                case "$ref":
                    var name = keyword.Value.GetString()!["#/$defs/".Length..];
                    Check(root.GetProperty("$defs").GetProperty(name), value, at, errors);
                    break;
                case "type":
                    var types = keyword.Value.ValueKind == JsonValueKind.Array ? keyword.Value.EnumerateArray().Select(t => t.GetString()!).ToList() : [keyword.Value.GetString()!];
                    Expect(types.Exists(type => IsOfType(value, type)), $"{at}: {Shown(value)} is not {string.Join(" or ", types)}", errors);
                    break;
                case "const":
                    Expect(JsonElement.DeepEquals(value, keyword.Value), $"{at}: {Shown(value)} is not {keyword.Value}", errors);
                    break;
                case "enum":
                    Expect(keyword.Value.EnumerateArray().Any(choice => JsonElement.DeepEquals(value, choice)), $"{at}: {Shown(value)} is none of {keyword.Value}", errors);
                    break;
                case "pattern":
                    Expect(value.ValueKind != JsonValueKind.String || Regex.IsMatch(value.GetString()!, keyword.Value.GetString()!), $"{at}: {Shown(value)} does not match {keyword.Value}", errors);
                    break;
                case "minimum":
                    Expect(value.ValueKind != JsonValueKind.Number || value.GetDouble() >= keyword.Value.GetDouble(), $"{at}: {value} is below {keyword.Value}", errors);
                    break;
                case "maximum":
                    Expect(value.ValueKind != JsonValueKind.Number || value.GetDouble() <= keyword.Value.GetDouble(), $"{at}: {value} is above {keyword.Value}", errors);
                    break;
                case "minItems":
                    Expect(value.ValueKind != JsonValueKind.Array || value.GetArrayLength() >= keyword.Value.GetInt32(), $"{at}: fewer than {keyword.Value} items", errors);
                    break;
                case "maxItems":
                    Expect(value.ValueKind != JsonValueKind.Array || value.GetArrayLength() <= keyword.Value.GetInt32(), $"{at}: more than {keyword.Value} items", errors);
                    break;
                case "items":
                    CheckItems(keyword.Value, value, at, errors);
                    break;
                case "required":
                    Expect(value.ValueKind != JsonValueKind.Object || keyword.Value.EnumerateArray().All(field => value.TryGetProperty(field.GetString()!, out _)), $"{at}: not all of {keyword.Value}", errors);
                    break;
                case "properties":
                    CheckProperties(keyword.Value, value, at, errors);
                    break;
                default:
                    throw new NotSupportedException($"The schema uses \"{keyword.Name}\", which this check does not know.");
            }
        }
    }

    private void CheckItems(JsonElement schema, JsonElement value, string at, List<string> errors)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            var index = 0;
            foreach (var item in value.EnumerateArray())
            {
                Check(schema, item, string.Create(CultureInfo.InvariantCulture, $"{at}[{index++}]"), errors);
            }
        }
    }

    private void CheckProperties(JsonElement properties, JsonElement value, string at, List<string> errors)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var field in value.EnumerateObject())
            {
                if (properties.TryGetProperty(field.Name, out var schema))
                {
                    Check(schema, field.Value, $"{at}.{field.Name}", errors);
                }
                else
                {
                    errors.Add($"{at}.{field.Name}: not in the schema");
                }
            }
        }
    }

    private static bool IsOfType(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        _ => throw new NotSupportedException($"The schema uses the type \"{type}\"."),
    };

    private static string Shown(JsonElement value) => value.GetRawText() is { Length: > 60 } raw ? raw[..60] + "…" : value.GetRawText();

    private static void Expect(bool holds, string otherwise, List<string> errors)
    {
        if (!holds)
        {
            errors.Add(otherwise);
        }
    }
}
