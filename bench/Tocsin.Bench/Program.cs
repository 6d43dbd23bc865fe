using BenchmarkDotNet.Running;
using Tocsin.Bench;

if (args is ["throughput", var path, .. var rest])
{
    return Throughput.Run(path, rest is ["--conllu", var output] ? output : null);
}

BenchmarkSwitcher.FromAssembly(typeof(ReadingBenchmarks).Assembly).Run(args);
return 0;
