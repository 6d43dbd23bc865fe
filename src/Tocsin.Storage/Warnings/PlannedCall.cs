using Tocsin.Analysis.Warnings;

namespace Tocsin.Storage.Warnings;

/// <summary>Whom the bell will call of a warning if nobody acknowledges before.</summary>
/// <param name="Call">An empty contact says that nobody on the ladder is called for it.</param>
/// <param name="Name">Of the contact, for people.</param>
public sealed record PlannedCall(string Subject, NextCall Call, string Name);
