using System.Globalization;
using BenchmarkDotNet.Running;
using Tocsin.Bench;
using Tocsin.Bench.Desk;
using Tocsin.Bench.Record;
using Tocsin.Bench.Worlds;

if (args is ["throughput", var path, .. var rest])
{
    return Throughput.Run(path, rest is ["--conllu", var output] ? output : null);
}

if (args is ["desk", var shown, .. var pages])
{
    return await DeskBench.RunAsync(shown, pages);
}

if (args is ["record", .. var what])
{
    return await RecordBench.RunAsync(what);
}

if (args is ["worlds", .. var counts])
{
    return WorldBench.Run(
        counts is [var worlds, ..] ? int.Parse(worlds, CultureInfo.InvariantCulture) : 1000, counts is [_, var seed, ..] ? int.Parse(seed, CultureInfo.InvariantCulture) : 1, counts is [.., "together"]);
}

if (args is ["warn", .. var length])
{
    return await Tocsin.Bench.Warnings.WarnBench.RunAsync(
        length is [var seconds, ..] ? int.Parse(seconds, CultureInfo.InvariantCulture) : 120, length is [_, var large, var samples] ? (large, samples) : null);
}

BenchmarkSwitcher.FromAssembly(typeof(ReadingBenchmarks).Assembly).Run(args);
return 0;
