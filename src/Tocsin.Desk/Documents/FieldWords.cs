using Tocsin.Analysis.Record;
using Tocsin.Desk.Shell;

namespace Tocsin.Desk.Documents;

/// <summary>What a correction of one field says, as a reader reads it.</summary>
public static class FieldWords
{
    public static string Says(Correction.Field field) => (field.Name, field.Value) switch
    {
        ("drop", _) or ("type" or "act", null) => "it is not there",
        ("status", { } status) => ContractWords.Status(status),
        ("act", { } act) => $"they {ContractWords.Says(act)} it",
        ("actor", var who) => $"who did it: {who ?? "nobody named"}",
        ("recipient", var whom) => $"to whom: {whom ?? "nobody named"}",
        (var name, { } value) => $"{name}: {value}",
        (var name, null) => $"{name}: not told",
    };
}
