using Tocsin.Analysis.Record;
using Tocsin.Analysis.Situations;
using Tocsin.Desk.Shell;

namespace Tocsin.Desk.Documents;

/// <summary>What a correction of one field says, as a reader reads it.</summary>
public static class FieldWords
{
    public static string Says(Correction.Field field) => (field.Name, field.Value) switch
    {
        _ when Corrected.IsDrop(field) => "it is not there",
        ("type", { } type) => Words.Type(type),
        ("mode", { } mode) => $"more exactly: {mode.Replace('-', ' ')}",
        ("mode", null) => "no more exactly",
        ("source", var who) => $"who says it: {who ?? "nobody named"}",
        ("occurredOn", var days) => $"when: {days ?? "not known"}",
        ("saidOn", var days) => $"said on: {days ?? "not told"}",
        ("place", var place) => $"where: {place ?? "not said"}",
        ("weapon", var weapon) => $"with what: {weapon ?? "not told"}",
        ("status", { } status) => ContractWords.Status(status),
        ("act", { } act) => $"they {ContractWords.Says(act)} it",
        ("actor", var who) => $"who did it: {who ?? "nobody named"}",
        ("recipient", var whom) => $"to whom: {whom ?? "nobody named"}",
        (var name, { } value) => $"{name}: {value}",
        (var name, null) => $"{name}: not told",
    };
}
