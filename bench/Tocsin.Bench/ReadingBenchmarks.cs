using BenchmarkDotNet.Attributes;
using Tocsin.Analysis;
using Tocsin.Language;
using Tocsin.Language.Tokenization;

namespace Tocsin.Bench;

/// <summary>One report of the sample crisis through each stage, and the cost of loading.</summary>
[MemoryDiagnoser]
public class ReadingBenchmarks
{
    private LanguageCore _core = null!;
    private Reader _reader = null!;
    private TextSegmenter _segmenter = null!;
    private string _text = string.Empty;

    [GlobalSetup]
    public void Setup()
    {
        _text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "report.txt"));
        _core = LanguageCore.Load();
        _reader = new Reader(_core);
        _segmenter = TextSegmenter.Load();
    }

    [Benchmark]
    public object Segment() => _segmenter.Split(_text);

    [Benchmark]
    public object Parse() => _core.Parse(_text);

    [Benchmark(Baseline = true)]
    public object Read() => _reader.Read(new Document("report", _text));

    [Benchmark]
    public object Load() => LanguageCore.Load();
}
