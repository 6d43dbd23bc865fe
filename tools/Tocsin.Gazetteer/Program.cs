using Tocsin.Analysis.Places;
using Tocsin.Gazetteer;

if (args is ["build-gazetteer", var packages, var names, var target])
{
    var bytes = GazetteerBuilder.Build(packages, names);
    File.WriteAllBytes(target, bytes);
    Console.Error.WriteLine($"wrote {bytes.Length:N0} bytes to {target}");
    return 0;
}

if (args is ["train-ranker", var weights, .. { Length: 2 } corpora])
{
    var trainer = new RankerTrainer(Tocsin.Analysis.Places.Gazetteer.Load());
    trainer.Train(corpora, PlaceRanker.Load(), weights == "-" ? null : weights);
    return 0;
}

if (args is ["find-places", var documents])
{
    PlaceReader.Read(documents, Console.Out);
    return 0;
}

Console.Error.WriteLine("usage: build-gazetteer NODE_MODULES NAMES.tsv TARGET   (npm ci beside this project first)");
Console.Error.WriteLine("       train-ranker TARGET CORPUS CORPUS     (LGL and GeoVirus XML; '-' writes no weights)");
Console.Error.WriteLine("       find-places DOCUMENTS.jsonl           (documents with their places alone, on stdout)");
return 2;
