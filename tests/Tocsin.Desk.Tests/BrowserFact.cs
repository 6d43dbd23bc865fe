namespace Tocsin.Desk.Tests;

/// <summary>An example that needs Chromium (Debian's package, or the file that CHROMIUM names); skipped, and said so, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    public BrowserFactAttribute()
    {
        if (Path is null)
        {
            Skip = "There is no Chromium here: install the package chromium, or set CHROMIUM to its file.";
        }
    }

    public static string? Path { get; } = Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } named ? named : Places.FirstOrDefault(File.Exists);
}
