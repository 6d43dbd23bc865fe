namespace Tocsin.Tests;

/// <summary>Files of the repository, found upwards from the test assembly.</summary>
internal static class Repository
{
    /// <exception cref="DirectoryNotFoundException">The tests run outside the repository.</exception>
    public static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Tocsin.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No Tocsin.slnx in any folder above {AppContext.BaseDirectory}.");
    }

    public static string PathOf(params string[] parts) => Path.Combine([Root(), .. parts]);
}
