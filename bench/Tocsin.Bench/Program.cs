using BenchmarkDotNet.Running;
using Tocsin.Bench;
using Tocsin.Bench.Record;

if (args is ["throughput", var path, .. var rest])
{
    return Throughput.Run(path, rest is ["--conllu", var output] ? output : null);
}

if (args is ["record", .. var what])
{
    return await RecordBench.RunAsync(what);
}

BenchmarkSwitcher.FromAssembly(typeof(ReadingBenchmarks).Assembly).Run(args);
return 0;
