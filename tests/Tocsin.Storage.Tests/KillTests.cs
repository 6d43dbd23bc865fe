using Tocsin.Storage.Migrations;
using Xunit;

namespace Tocsin.Storage.Tests;

/// <summary>kill -9 at random moments and at every step.</summary>
public sealed class KillTests : RecordFixture
{
    private const int Kills = 40;

    [Fact]
    public async Task Nothing_acknowledged_is_lost_when_the_process_is_killed_at_random()
    {
        using var report = new StringWriter();
        await new KillLoop(report).RunAsync(Kills, 7);
        Assert.Contains($"{Kills} kills", report.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("document inserted")]
    [InlineData("text indexed")]
    [InlineData("copies linked")]
    [InlineData("reading inserted")]
    [InlineData("reading derived")]
    [InlineData("incidents linked")]
    [InlineData("before commit")]
    public async Task Nothing_acknowledged_is_lost_when_the_process_is_killed_at_a_step_of_an_append(string step)
    {
        var first = await KillLoop.RunVictimAsync(true, "append", FilePath, "1", "9", $"{step}:7");
        Assert.InRange(first.Count, 0, 8);
        KillLoop.AssertWhole(FilePath, first, all: true);
        var second = await KillLoop.RunVictimAsync(false, "append", FilePath, "1", "9", "never");
        Assert.Equal(9, second.Count);
        KillLoop.AssertWhole(FilePath, second, all: true);
    }

    [Fact]
    public async Task A_migration_that_is_killed_at_any_step_is_done_the_next_time()
    {
        for (var number = 1; number <= Migrator.Latest; number++)
        {
            foreach (var step in new[] { "begun", "run", "numbered", "committed" })
            {
                File.Delete(FilePath);
                Assert.Empty(await KillLoop.RunVictimAsync(true, "append", FilePath, "1", "1", $"migration {number} {step}"));
                Assert.Single(await KillLoop.RunVictimAsync(false, "append", FilePath, "1", "1", "never"));
            }
        }
    }

    [Theory]
    [InlineData("rebuild compared")]
    [InlineData("rebuild emptied")]
    [InlineData("rebuild of documents")]
    [InlineData("rebuild of readings")]
    [InlineData("before commit")]
    public async Task A_rebuild_that_is_killed_changes_nothing(string step)
    {
        var ids = await KillLoop.RunVictimAsync(false, "append", FilePath, "1", "5", "never");
        await KillLoop.RunVictimAsync(true, "rebuild", FilePath, step);
        KillLoop.AssertWhole(FilePath, ids, all: true);
    }
}
