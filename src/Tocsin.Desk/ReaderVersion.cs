namespace Tocsin.Desk;

internal static class ReaderVersion
{
    public static string Current { get; } = $"tocsin {typeof(ReaderVersion).Assembly.GetName().Version?.ToString(3)}";
}
