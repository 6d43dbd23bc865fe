namespace Tocsin.Storage.Tests;

/// <summary>The process that the tests kill.</summary>
internal static class Victim
{
    public static int Main(string[] args) => args.Length == 0 ? 2 : 0;
}
