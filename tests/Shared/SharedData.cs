using Xunit;

namespace Tocsin.Tests;

/// <summary>Gold data that lies beside a checkout, in a folder <c>shared/data</c>, and is no part of the repository.</summary>
internal static class SharedData
{
    /// <summary>The folder, found upwards from the test assembly; null where there is none.</summary>
    public static string? Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var data = Path.Combine(folder.FullName, "shared", "data");
            if (Directory.Exists(data))
            {
                return data;
            }
        }

        return null;
    }

    public static string PathOf(params string[] parts) =>
        Path.Combine([Folder() ?? throw new DirectoryNotFoundException("No folder shared/data beside the checkout."), .. parts]);
}

/// <summary>A test that is skipped, with a message, where the gold data is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedDataTheoryAttribute : TheoryAttribute
{
    public SharedDataTheoryAttribute()
    {
        if (SharedData.Folder() is null)
        {
            Skip = "No folder shared/data beside the checkout: the quality on gold data is not measured.";
        }
    }
}
