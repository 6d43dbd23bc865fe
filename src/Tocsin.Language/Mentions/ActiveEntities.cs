namespace Tocsin.Language.Mentions;

/// <summary>Entities that the pass through the text has come by, the one mentioned last first.</summary>
internal sealed class ActiveEntities
{
    private readonly LinkedList<DraftEntity> _latest = new();
    private readonly Dictionary<DraftEntity, LinkedListNode<DraftEntity>> _nodes = [];

    public LinkedList<DraftEntity> Latest => _latest;

    public void See(DraftMention mention)
    {
        var entity = mention.Entity!;
        entity.Latest = mention;
        entity.Seen++;
        entity.SeenAsSubject += mention.Slot == Slot.Subject ? 1 : 0;
        if (mention.Slot == Slot.Subject)
        {
            entity.LatestSubjectSentence = mention.Sentence;
        }

        if (mention.Form != MentionForm.Pronoun)
        {
            entity.LatestWordsSentence = mention.Sentence;
        }

        entity.SeenAsPronoun += mention.Form == MentionForm.Pronoun ? 1 : 0;
        if (entity.FirstSentence < 0)
        {
            entity.FirstSentence = mention.Sentence;
        }

        if (_nodes.TryGetValue(entity, out var node))
        {
            _latest.Remove(node);
            _latest.AddFirst(node);
        }
        else
        {
            _nodes.Add(entity, _latest.AddFirst(entity));
        }
    }
}
