using System.CommandLine;
using Tocsin.Storage;

namespace Tocsin.Cli.Record;

/// <summary>Which file is the record, and what is said where it cannot be used.</summary>
internal static class RecordOption
{
    public const string Variable = "TOCSIN_RECORD";

    public static Option<string?> Create() => new("--record") { HelpName = "FILE", Description = $"The record. Without it the file that {Variable} names, else ./tocsin.db." };

    public static string PathOf(string? given) => given ?? (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : "tocsin.db");

    /// <summary>Runs what needs the record; a record that cannot be opened, read or written is told, and the command has failed.</summary>
    public static async Task<int> RunAsync(Surroundings surroundings, Func<Task<int>> command)
    {
        try
        {
            return await command();
        }
        catch (RecordException error)
        {
            new Messages(surroundings.Error).Tell(error.Message);
            return ExitCode.Failure;
        }
    }
}
