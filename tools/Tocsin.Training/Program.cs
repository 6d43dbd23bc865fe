using Tocsin.Training;
using Tocsin.Training.Attributions;
using Tocsin.Training.Casing;
using Tocsin.Training.Core;
using Tocsin.Training.Events;
using Tocsin.Training.Incidents;
using Tocsin.Training.Pronouns;

if (args.Length == 0)
{
    Console.Error.WriteLine("""
        Tocsin.Training makes the models that Tocsin ships, and measures them.

          train-core DATA VECTORS FOLDER    the language core; goes on from a checkpoint in FOLDER
          parse-core MODEL GOLD.conllu      fills in the columns of GOLD with MODEL, words as given; CoNLL-U on stdout
          train-attribution DATA FOLDER     who says what, from the states of the core that is built in
          attribution-dev DATA FOLDER       its figures on the development articles
          train-sentences OUT TRAIN.conllu… the model of sentence ends
          segment TEXT [MODEL]              cuts TEXT into sentences and words; CoNLL-U on stdout
          train-casing OUT DATA LISTS       how words are usually written, for text in capitals
          score-casing GOLD.conllu…         words that get their case back from text in capitals
          muc FOLDER [--errors]             perpetrator organisations and how firmly the report says so, on MUC-4 keys
          muc-candidates FOLDER             the organisations of each message with what was read of them; JSON Lines on stdout
          muc-fit DEV [TEST…] [--errors]    learns from such a file who stands behind the acts, in folds; then judges TEST
          score-passages FOLDER [--errors]  who says what in the passages under tests/, both halves; --errors shows the dev half's
          incidents score FOLDER [--second] reports joined into incidents, on data/incidents; --held for the totals of the held part
          train-pronouns GUM WEIGHTS        the ranker of antecedents, from GUM's chains
          check-pronouns GUM…               the same in five folds, for a figure with less chance in it
          score-pronouns GUM [--raw]        he and she joined to the right name; --raw reads the text itself instead of gold trees
        """);
    return 2;
}

return args[0] switch
{
    "train-core" => CoreCommands.Train(args[1..]),
    "parse-core" => CoreCommands.Parse(args[1..]),
    "train-attribution" => AttributionCommands.Train(args[1..]),
    "attribution-dev" => AttributionCommands.Dev(args[1..]),
    "train-sentences" => SentenceTraining.Train(args[1..]),
    "segment" => SentenceTraining.Segment(args[1..]),
    "train-casing" => CasingCommand.Train(args[1..]),
    "score-casing" => CasingCommand.Score(args[1..]),
    "muc" => MucCommand.Run(args[1..]),
    "muc-candidates" => MucCommand.Candidates(args[1..]),
    "muc-fit" => MucFit.Run(args[1..]),
    "score-passages" => PassageCommands.Score(args[1..]),
    "incidents" => IncidentCommands.Run(args[1..]),
    "train-pronouns" => PronounCommands.Train(args[1..]),
    "check-pronouns" => PronounCommands.Check(args[1..]),
    "score-pronouns" => PronounCommands.Score(args[1..]),
    _ => Unknown(args[0]),
};

static int Unknown(string command)
{
    Console.Error.WriteLine($"There is no command {command}; run without arguments to see the list.");
    return 2;
}
