namespace Tocsin.Analysis.Events;

/// <summary>An event while it is being coded: what the words say, before entities, dates and sources are joined to it.</summary>
internal sealed class EventDraft(SentenceTree tree, int anchor, int carrier, EventPattern pattern)
{
    public SentenceTree Tree { get; } = tree;

    /// <summary>The word that names the act.</summary>
    public int Anchor { get; set; } = anchor;

    /// <summary>The verb of its clause; the anchor itself for a noun that no verb carries.</summary>
    public int Carrier { get; set; } = carrier;

    public EventPattern Pattern { get; } = pattern;

    public string Type { get; set; } = pattern.Type!;

    public string? Mode { get; set; } = pattern.Mode;

    public string? Cameo { get; set; } = pattern.Cameo;

    public List<int> Actors { get; set; } = [];

    public List<int> Recipients { get; set; } = [];

    /// <summary>The verb of another clause that says who did it: "launched" in "a drone, which Kyiv says was launched by Russia, hit a school"; -1 for none.</summary>
    public int ActorToldBy { get; set; } = -1;

    /// <summary>The verb that now stands for the act, where a word above changed it: "refused" in "refused to meet".</summary>
    public int Operator { get; set; } = -1;

    public Factuality? Factuality { get; set; }

    public EventStatus? Status { get; set; }

    /// <summary>"Reports of a strike are untrue": the report of it is called false.</summary>
    public bool IsCalledFalse { get; set; }

    /// <summary>Nouns of other acts that a list tells beside this one.</summary>
    public List<int> Others { get; } = [];

    /// <summary>Words such as "appears" that hold back.</summary>
    public bool Hedged { get; set; }

    /// <summary>Words of killing or wounding that belong to this act: "killing 19 soldiers".</summary>
    public List<int> Effects { get; } = [];

    /// <summary>Words that only tell what the act did to people: "two died when a shell hit the school".</summary>
    public List<int> Tolls { get; } = [];

    /// <summary>Other nouns that name the same act: "hit the base in an attack".</summary>
    public List<int> AlsoNamedBy { get; } = [];

    /// <summary>The object that the verb needs to name the act: the ceasefire in "signed a ceasefire"; -1 for none.</summary>
    public int Object { get; init; } = -1;

    public CountRange? Killed { get; set; }

    public CountRange? Injured { get; set; }

    public double Confidence { get; set; }

    public string Rule { get; set; } = pattern.Origin;

    /// <summary>"responsibility for the bombing": the noun points to an act that may be told only here.</summary>
    public bool IsClaimed
    {
        get
        {
            var head = IsNominal ? Tree.Head(Anchor) : -1;

            // "we blame the party and the army for this crime", where the tree hangs the act under one of those who are blamed.
            for (var left = 3; left > 0 && head >= 0 && !Claims(head) && Tree.IsNominal(head) && Tree.Relation(head) is "obj" or "conj" or "nsubj" && Tree.Preposition(Anchor) is "for" or "in" or "of"; left--)
            {
                head = Tree.Head(head);
            }

            return head >= 0 && Claims(head);
        }
    }

    private bool Claims(int head) =>
        Tree.Lemma[head] is "responsibility" or "responsible" or "credit" or "involvement" or "participation" or "complicity" or "work"
        || (Tree.IsVerb(head) && Tree.Lemma[head] is "attribute" or "blame" or "ascribe" or "claim" or "admit" or "accuse" or "suspect" or "implicate" or "link" or "participate" or "collaborate")
        || Tree.HasChildWord(head, "responsibility") || Tree.HasChildWord(head, "responsible");

    /// <summary>The clause is a single noun, such as "the strike", not a verb.</summary>
    public bool IsNominal => Tree.Upos(Anchor) is "NOUN" or "PROPN" && Anchor == Carrier;
}
