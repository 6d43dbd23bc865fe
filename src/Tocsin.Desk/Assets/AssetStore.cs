using System.Collections.Frozen;
using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Tocsin.Desk.Assets;

/// <summary>Styles, scripts, fonts and pictures, out of this assembly. Their address holds a hash of them all, so a browser keeps them for good.</summary>
public sealed class AssetStore
{
    private const string Prefix = "assets/";
    private const string NotServed = "countries-50m.json";

    /// <summary>In the order in which they are put together to one sheet.</summary>
    private static readonly string[] Styles = ["tokens.css", "base.css", "shell.css", "parts.css", "document.css", "charts.css", "pages.css", "print.css"];

    private readonly FrozenDictionary<string, Asset> _assets;

    private AssetStore(FrozenDictionary<string, Asset> assets, string version)
    {
        _assets = assets;
        Version = version;
    }

    /// <summary>12 hexadecimal digits of a hash over all of them.</summary>
    public string Version { get; }

    public static AssetStore Load()
    {
        var assets = new SortedDictionary<string, Asset>(StringComparer.Ordinal);
        foreach (var resource in Assembly.GetExecutingAssembly().GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            var name = resource[(resource.LastIndexOf('/') + 1)..];
            if (name != NotServed && !resource.StartsWith(Prefix + "styles/", StringComparison.Ordinal) && TypeOf(name) is { } type)
            {
                assets[name] = Asset.Of(Read(resource), type);
            }
        }

        assets["desk.css"] = Asset.Of(Encoding.UTF8.GetBytes(string.Concat(Styles.Select(name => Encoding.UTF8.GetString(Read($"{Prefix}styles/{name}"))))), "text/css; charset=utf-8");
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, asset) in assets)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(name));
            hash.AppendData(asset.Bytes);
        }

        return new AssetStore(assets.ToFrozenDictionary(StringComparer.Ordinal), Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 6)));
    }

    /// <summary>A file that is embedded but not served.</summary>
    public static byte[] Read(string resource)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource) ?? throw new InvalidOperationException($"The desk was built without {resource}.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    public string Url(string name) => $"/a/{Version}/{name}";

    /// <summary>Bytes over the wire where the browser takes gzip.</summary>
    public int SizeZipped(string name) => _assets[name].Zipped?.Length ?? _assets[name].Bytes.Length;

    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/a/{version}/{name}", (string version, string name, HttpContext context) =>
    {
        if (!_assets.TryGetValue(name, out var asset))
        {
            return Results.NotFound();
        }

        var headers = context.Response.Headers;
        headers.CacheControl = version == Version ? "public, max-age=31536000, immutable" : "no-cache";
        headers.Remove("Pragma");
        headers.Vary = "Accept-Encoding";
        if (asset.Zipped is null || !context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase))
        {
            return Results.Bytes(asset.Bytes, asset.Type);
        }

        headers.ContentEncoding = "gzip";
        return Results.Bytes(asset.Zipped, asset.Type);
    }).ExcludeFromDescription();

    private static string? TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".js" => "text/javascript; charset=utf-8",
        ".woff2" => "font/woff2",
        ".svg" => "image/svg+xml",
        ".txt" => "text/plain; charset=utf-8",
        _ => null,
    };

    private sealed record Asset(byte[] Bytes, byte[]? Zipped, string Type)
    {
        public static Asset Of(byte[] bytes, string type)
        {
            if (type == "font/woff2")
            {
                return new Asset(bytes, null, type);
            }

            using var zipped = new MemoryStream();
            using (var zip = new GZipStream(zipped, CompressionLevel.SmallestSize))
            {
                zip.Write(bytes);
            }

            return new Asset(bytes, zipped.ToArray(), type);
        }
    }
}
