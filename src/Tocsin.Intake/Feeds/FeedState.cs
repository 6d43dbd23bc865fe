using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Tocsin.Intake.Web;

namespace Tocsin.Intake.Feeds;

/// <summary>All that is remembered of a feed between two polls. A value: whoever polls keeps it, with the documents of the poll or not at all.</summary>
/// <param name="Url">As the user gave it.</param>
public sealed record FeedState(string Url)
{
    /// <summary>The feed's own title, else the one that the user's list gives it.</summary>
    public string? Title { get; init; }

    /// <summary>"RSS 2.0", "Atom 1.0", …; null until it was read.</summary>
    public string? Format { get; init; }

    /// <summary>Where it has moved for good; null while it is where the user says.</summary>
    public string? MovedTo { get; init; }

    public Validators? Validators { get; init; }

    public FeedHealth Health { get; init; }

    /// <summary><see cref="FeedIllness.None"/> unless it is ill.</summary>
    public FeedIllness Illness { get; init; }

    /// <summary>What is wrong, as a clause; null unless it is ill.</summary>
    public string? Reason { get; init; }

    /// <summary>When it was last asked; null before the first time.</summary>
    public DateTimeOffset? AskedAt { get; init; }

    /// <summary>When it last was well.</summary>
    public DateTimeOffset? WellAt { get; init; }

    /// <summary>When to ask next; null for at once.</summary>
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>How many times in a row it has been ill.</summary>
    public int Failures { get; init; }

    /// <summary>How many items it had when it was last read.</summary>
    public int Items { get; init; }

    /// <summary>The publication of the newest item ever seen, by the feed's own dates; null where it gives none. By it a feed shows as gone silent.</summary>
    public DateTimeOffset? NewestAt { get; init; }

    /// <summary>How often it asks to be read, in minutes; null where it does not say.</summary>
    public int? IntervalMinutes { get; init; }

    /// <summary>Items that were taken, those of the last reading first: so what is known is not taken again, and a changed item is known as one.</summary>
    public ImmutableArray<SeenItem> Seen { get; init; } = [];

    /// <param name="Key">Hash of the item's key.</param>
    /// <param name="Fingerprint">Of its newest version: <see cref="FeedItem.Fingerprint"/>.</param>
    public readonly record struct SeenItem(string Key, string Fingerprint);

    /// <summary>One line of JSON, to be stored as it is.</summary>
    public string ToJson()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("url", Url);
            Write("title", Title);
            Write("format", Format);
            Write("movedTo", MovedTo);
            if (Validators is { } validators)
            {
                json.WriteString("validatorsOf", validators.Url);
                Write("etag", validators.ETag);
                Write("lastModified", validators.LastModified);
            }

            json.WriteNumber("health", (int)Health);
            json.WriteNumber("illness", (int)Illness);
            Write("reason", Reason);
            Write("askedAt", Text(AskedAt));
            Write("wellAt", Text(WellAt));
            Write("nextAt", Text(NextAt));
            json.WriteNumber("failures", Failures);
            json.WriteNumber("items", Items);
            Write("newestAt", Text(NewestAt));
            if (IntervalMinutes is { } minutes)
            {
                json.WriteNumber("intervalMinutes", minutes);
            }

            json.WriteStartArray("seen");
            foreach (var (key, fingerprint) in Seen)
            {
                json.WriteStringValue(key + fingerprint);
            }

            json.WriteEndArray();
            json.WriteEndObject();

            void Write(string name, string? value)
            {
                if (value is not null)
                {
                    json.WriteString(name, value);
                }
            }
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    /// <exception cref="JsonException">It was not written by <see cref="ToJson"/>.</exception>
    public static FeedState FromJson(string text)
    {
        using var json = JsonDocument.Parse(text);
        var root = json.RootElement;
        string? String(string name) => root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        int? Number(string name) => root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : null;
        DateTimeOffset? Time(string name) =>
            DateTimeOffset.TryParseExact(String(name), "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time) ? time : null;

        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException("A feed's state is a JSON object.");
        }

        return new FeedState(String("url") ?? throw new JsonException("A feed's state has a \"url\"."))
        {
            Title = String("title"),
            Format = String("format"),
            MovedTo = String("movedTo"),
            Validators = String("validatorsOf") is { } of ? new Validators(of, String("etag"), String("lastModified")) : null,
            Health = (FeedHealth)(Number("health") ?? 0),
            Illness = (FeedIllness)(Number("illness") ?? 0),
            Reason = String("reason"),
            AskedAt = Time("askedAt"),
            WellAt = Time("wellAt"),
            NextAt = Time("nextAt"),
            Failures = Number("failures") ?? 0,
            Items = Number("items") ?? 0,
            NewestAt = Time("newestAt"),
            IntervalMinutes = Number("intervalMinutes"),
            Seen = root.TryGetProperty("seen", out var seen) && seen.ValueKind == JsonValueKind.Array
                ? [.. seen.EnumerateArray().Select(item => item.GetString()).Where(item => item?.Length == 32).Select(item => new SeenItem(item![..16], item[16..]))]
                : [],
        };
    }

    private static string? Text(DateTimeOffset? time) => time?.ToString("O", CultureInfo.InvariantCulture);
}
