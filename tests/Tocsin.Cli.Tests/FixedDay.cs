namespace Tocsin.Cli.Tests;

/// <summary>A clock that stands still, after the invented days of the tests.</summary>
internal sealed class FixedDay : TimeProvider
{
    public static readonly FixedDay Later = new();

    public override DateTimeOffset GetUtcNow() => new(2032, 1, 1, 12, 0, 0, TimeSpan.Zero);
}
