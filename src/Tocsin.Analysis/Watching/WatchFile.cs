using System.Collections.Immutable;
using Tocsin.Analysis.Cap;

namespace Tocsin.Analysis.Watching;

/// <summary>What a user watches and who is to be told: one file of YAML (docs/formats.md).</summary>
/// <param name="Status">Of every warning: actual, or an exercise or test that is kept apart.</param>
/// <param name="Exercise">Name of the exercise; null for none.</param>
/// <param name="Situations">Scopes as the user wrote them, with their names.</param>
/// <param name="Repeat">After the last step, the first is called again.</param>
public sealed record WatchFile(
    WarningSender Sender,
    CapStatus Status,
    string? Exercise,
    ImmutableArray<WatchedSituation> Situations,
    ImmutableArray<Site> Sites,
    ImmutableArray<Rule> Rules,
    ImmutableArray<Contact> Contacts,
    ImmutableArray<WarningChannel> Channels,
    TimeSpan Repeat,
    Heartbeat? Heartbeat)
{
    /// <summary>Reads a watch file. What is wrong is left out and told; the rest holds.</summary>
    /// <param name="root">See <see cref="WatchMap.Parse"/>. The key "questions" is for whoever reads questions.</param>
    public static WatchFile Read(WatchMap root) => new WatchFileReader().Read(root);

    public WarningChannel? Channel(string id) => Channels.FirstOrDefault(channel => channel.Id == id);

    /// <summary>The steps of a rule's ladder: who is called together, one step after the other.</summary>
    public ImmutableArray<ImmutableArray<Contact>> Steps(RuleCommon rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return rule.Notify.IsEmpty
            ? [.. Contacts.Select(contact => ImmutableArray.Create(contact))]
            : [.. rule.Notify.Select(step => Contacts.Where(contact => step.Contains(contact.Id)).ToImmutableArray()).Where(step => !step.IsEmpty)];
    }
}

/// <param name="Scope">As <c>tocsin situation</c> takes it: "US-Iran", "in:Lomna; word:rocket".</param>
public sealed record WatchedSituation(string Name, string Scope);
