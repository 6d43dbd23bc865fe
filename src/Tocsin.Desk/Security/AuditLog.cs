using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Tocsin.Desk.Security;

/// <summary>One line of JSON for each change that was asked for, also those that were refused, in a file beside the record that only grows.</summary>
internal sealed class AuditLog(string path, TimeProvider clock)
{
    private const int ValueLengthMax = 200;
    private readonly Lock _writing = new();

    public static string PathFor(string recordPath) => recordPath + ".audit.jsonl";

    public void Use(IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (!RequestGuard.Changes(context.Request.Method))
        {
            await next(context);
            return;
        }

        try
        {
            await next(context);
        }
        finally
        {
            Write(context);
        }
    });

    private void Write(HttpContext context)
    {
        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line, new JsonWriterOptions { Encoder = JavaScriptEncoder.Default }))
        {
            json.WriteStartObject();
            json.WriteString("at", clock.GetUtcNow().UtcDateTime);
            json.WriteString("from", context.Connection.RemoteIpAddress?.ToString());
            json.WriteString("method", Short(context.Request.Method));
            json.WriteString("path", Short(context.Request.Path));
            json.WriteNumber("status", context.Response.StatusCode);
            if (context.Items.TryGetValue(typeof(AuditLog), out var what) && what is string said)
            {
                json.WriteString("what", said.Length > 4 * ValueLengthMax ? said[..(4 * ValueLengthMax)] : said);
            }

            json.WriteEndObject();
        }

        line.WriteByte((byte)'\n');
        lock (_writing)
        {
            using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
            file.Write(line.GetBuffer().AsSpan(0, (int)line.Length));
        }
    }

    /// <summary>What a change did, for its line.</summary>
    public static void Say(HttpContext context, string what) => context.Items[typeof(AuditLog)] = what;

    private static string Short(string value) => value.Length <= ValueLengthMax ? value : value[..ValueLengthMax] + "…";
}
