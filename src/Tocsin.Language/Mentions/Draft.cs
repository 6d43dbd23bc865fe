namespace Tocsin.Language.Mentions;

/// <summary>What a mention does in its clause.</summary>
internal enum Slot
{
    Subject = 0,
    Object = 1,
    Oblique = 2,
    Possessor = 3,
    Other = 4,

    /// <summary>Inside a compound: "Trump" in "the Trump administration".</summary>
    Modifier = 5,
}

/// <summary>How a nominal is introduced.</summary>
internal enum Determination
{
    /// <summary>"the general", "this general".</summary>
    Definite = 0,

    /// <summary>"a general", "some officials", "two officials".</summary>
    Indefinite = 1,

    /// <summary>"her general", "Iran's general".</summary>
    Possessed = 2,

    /// <summary>"officials", "President".</summary>
    Bare = 3,
}

/// <summary>A mention while its entity is being found.</summary>
internal sealed class DraftMention
{
    public required int Sentence { get; init; }

    /// <summary>First token of the span.</summary>
    public required int First { get; init; }

    /// <summary>Last token of the span, inside.</summary>
    public required int Last { get; init; }

    public required int Head { get; init; }

    public required MentionForm Form { get; init; }

    public required EntityKind Kind { get; init; }

    public Gender Gender { get; set; }

    public bool Plural { get; init; }

    public Slot Slot { get; init; }

    /// <summary>Lower-case lemma of a nominal's head or form of a pronoun; empty for a name.</summary>
    public string Word { get; init; } = "";

    public NounClass Class { get; init; }

    public Determination Determination { get; init; }

    /// <summary>False for a noun that stands for none of the kinds of entity: it can be what "it" means, but makes no entity of its own.</summary>
    public bool Denotes { get; init; } = true;

    /// <summary>Index into the outermost quotations, -1 outside.</summary>
    public int Quote { get; init; } = -1;

    /// <summary>Place in the list of all mentions, which is in text order.</summary>
    public int Index { get; set; }

    public NameTag? Tag { get; init; }

    /// <summary>The core's probability of the tag; 1 for what is no name.</summary>
    public float TagScore { get; init; } = 1;

    public DraftEntity? Entity { get; set; }
}

/// <summary>An entity while it is being put together.</summary>
internal sealed class DraftEntity
{
    public required EntityKind Kind { get; set; }

    /// <summary>Normalised words of its fullest name; empty without a name.</summary>
    public string[] NameWords { get; set; } = [];

    public Gender Gender { get; set; }

    /// <summary>The gender was told by a title, a noun, a full name or a pronoun, not guessed from a lone first name.</summary>
    public bool GenderIsSure { get; set; }

    public bool Plural { get; set; }

    public bool HasName { get; set; }

    public List<DraftMention> Mentions { get; } = [];

    /// <summary>Descriptions in the words of the text, in order.</summary>
    public List<Role> Roles { get; } = [];

    /// <summary>The latest mention that the pass through the text has come by; null before the first.</summary>
    public DraftMention? Latest { get; set; }

    /// <summary>How many mentions the pass through the text has come by.</summary>
    public int Seen { get; set; }

    /// <summary>How many of them were subjects.</summary>
    public int SeenAsSubject { get; set; }

    /// <summary>How many of them were pronouns.</summary>
    public int SeenAsPronoun { get; set; }

    public int FirstSentence { get; set; } = -1;

    public int LatestSubjectSentence { get; set; } = -1;

    /// <summary>Sentence of the latest mention that is no pronoun.</summary>
    public int LatestWordsSentence { get; set; }

    /// <summary>How many mentions by name the whole document has; set when all names are joined.</summary>
    public int NamesInDocument { get; private set; }

    private int[] _nameIndexes = [];
    private DraftMention[] _names = [];

    /// <summary>Stable number for ties: order of creation.</summary>
    public int Order { get; init; }

    /// <summary>To be called when the entity holds all its names, in text order, and nothing else.</summary>
    public void CloseNames()
    {
        _names = [.. Mentions];
        _nameIndexes = [.. Mentions.Select(m => m.Index)];
        NamesInDocument = _names.Length;
    }

    /// <summary>The first mention by name after a place in the list of mentions; null for none.</summary>
    public DraftMention? NextName(int index)
    {
        var at = Array.BinarySearch(_nameIndexes, index + 1);
        at = at < 0 ? ~at : at;
        return at < _names.Length ? _names[at] : null;
    }

    public void Add(DraftMention mention)
    {
        mention.Entity = this;
        Mentions.Add(mention);
    }

    public void LearnGender(Gender gender, bool sure)
    {
        if (gender is Gender.Unknown || (GenderIsSure && !sure))
        {
            return;
        }

        if (Gender == Gender.Unknown || (sure && !GenderIsSure))
        {
            Gender = gender;
            GenderIsSure = sure;
        }
    }
}

/// <summary>A description of an entity.</summary>
/// <param name="Words">As in the text.</param>
/// <param name="Head">Lower-case lemma of its head noun: "general".</param>
/// <param name="Countries">Codes of the countries that it names: USA for "US general".</param>
/// <param name="Modifiers">Lower-case lemmas of the head's other modifiers: "foreign" for "foreign minister".</param>
/// <param name="Sentence">Where it stands.</param>
internal sealed record Role(string Words, string Head, string[] Countries, string[] Modifiers, int Sentence);
