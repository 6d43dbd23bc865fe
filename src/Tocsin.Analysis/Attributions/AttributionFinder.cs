using System.Collections.Immutable;
using Tocsin.Analysis.Times;
using Tocsin.Language;
using Tocsin.Language.Mentions;
using Tocsin.Language.Quotes;

namespace Tocsin.Analysis.Attributions;

/// <summary>Finds who says what: outermost spans from the learned model or, without one, from rules; what is nested in them and what names no source from rules;
/// then for each the source's kind and entity, the act, negation, hedges, form, medium, addressee and date.</summary>
/// <remarks>Pure and thread-safe after construction. Linear in the text. Any text is accepted; spans lie inside it.</remarks>
public sealed class AttributionFinder
{
    /// <summary>What a rule must be worth to stand beside the model.</summary>
    private const double LeastConfidence = 0.45;

    private readonly CueLexicon _lexicon;
    private readonly RuleLinks _rules;
    private readonly ActReading _acts;
    private readonly MannerReading _manners;
    private readonly Func<ParsedText, ImmutableArray<AttributionSpans>>? _model;

    /// <param name="model">Finds the outermost spans; null to find them by rules.</param>
    public AttributionFinder(Func<ParsedText, ImmutableArray<AttributionSpans>>? model = null)
    {
        _lexicon = CueLexicon.Load();
        _rules = new RuleLinks(_lexicon);
        _acts = new ActReading(_lexicon);
        _manners = new MannerReading(_lexicon);
        _model = model;
    }

    /// <summary>With the model that ships with Tocsin.</summary>
    public static AttributionFinder Load() => new(AttributionSpanModel.Load().Find);

    /// <param name="entities">The document's entities; a source that is none of them stays unresolved.</param>
    /// <param name="times">The document's time expressions, for when a thing was said.</param>
    /// <returns>In order of the cue, numbered from 1.</returns>
    public ImmutableArray<Attribution> Find(ParsedText parsed, ImmutableArray<Entity> entities, ImmutableArray<TimeExpression> times)
    {
        if (parsed.Sentences.IsEmpty)
        {
            return [];
        }

        var quotations = QuoteMatcher.Match(parsed);
        var links = _rules.Find(parsed, quotations);
        var found = _model is null
            ? [.. links.Select(l => new AttributionSpans(l.Source, l.Cue, l.Content, RuleConfidence.Of(parsed.Text, l, quotations, besideModel: false)) { IsIssued = l.IsIssued })]
            : Merge(parsed, _model(parsed), links, quotations);
        found = [.. found.Where(f => !OwnWords.IsNone(parsed, _lexicon, quotations, f)).Select(f => OwnWords.Cut(parsed, _lexicon, quotations, f))];
        found = found.ConvertAll(f => SourceEdges.Trim(parsed, f));
        found = StraySources.Mend(parsed, _lexicon, entities, WithoutSayings(parsed.Text, CoordinatedCues.Join(parsed, found)));
        found.RemoveAll(f => IsOnlyWaitedFor(parsed, f, found));
        found.Sort((a, b) => a.Cue[0].CompareTo(b.Cue[0]));
        var holders = Nesting.Holders([.. found.Select(f => (f.Cue[0].Start, f.Content))]);
        var sources = new SourceReading(_lexicon, parsed, entities);
        var labels = new SpanSet(found.Where(f => IsSign(parsed.Text, f) && !f.Source.IsEmpty).SelectMany(f => f.Content));
        var inner = new List<TextSpan>[found.Count];
        for (var i = 0; i < found.Count; i++)
        {
            inner[i] = [];
        }

        for (var i = 0; i < found.Count; i++)
        {
            if (holders[i] >= 0)
            {
                inner[holders[i]].AddRange(found[i].Content);
            }
        }

        var result = ImmutableArray.CreateBuilder<Attribution>(found.Count);
        for (var i = 0; i < found.Count; i++)
        {
            result.Add(Interpret(parsed, quotations, times, sources, found[i], labels, i + 1, holders[i] < 0 ? null : holders[i] + 1, inner[i]));
        }

        PronounSources.Resolve(parsed, entities, result);
        return result.MoveToImmutable();
    }

    /// <summary>"said he was ready to talk once Oster admitted the strike", "Had Oster admitted it, …": a condition that somebody says something tells of no saying.</summary>
    private bool IsOnlyWaitedFor(ParsedText parsed, AttributionSpans one, List<AttributionSpans> found) =>
        CueSite.At(parsed, one.Cue, _lexicon) is { Head: >= 0 and var head } site && site.Sentence.Tokens[head].Upos == "VERB" && Conditions.IsCondition(site.Sentence, head)
        && ((site.Sentence.Child(head, "nsubj") is var subject and >= 0 && one.Source.Any(source => source.Contains(site.Sentence.Tokens[subject].Span)))
            || found.Exists(outer => !ReferenceEquals(outer, one) && outer.Content.Any(content => content.Contains(one.Cue[0]))));

    /// <summary>The model's spans, with what it is not trained on from the rules: formats, reports that name no source, and links inside its contents.</summary>
    private static List<AttributionSpans> Merge(ParsedText parsed, ImmutableArray<AttributionSpans> model, List<Link> links, Quotations quotations)
    {
        var text = parsed.Text;
        var phrases = links.Where(l => l.Entry is null && l.Head > 0 && !l.Source.IsEmpty).ToLookup(l => l.Position);
        var asides = links.Where(l => OwnWords.IsAside(parsed.Sentences[l.Sentence], l)).ToLookup(l => l.Head < 0 ? -1 : parsed.Sentences[l.Sentence].Tokens[l.Head].Span.Start);
        var sayings = new SpanSet(links.Where(l => l.Entry is { IsSpeech: true } && !l.Source.IsEmpty).SelectMany(l => l.Cue));
        model = [.. model.Where(m => !m.Cue.IsEmpty && !m.Content.IsEmpty)
            .Select(m => OwnWords.OfPhrase(m, phrases[m.Cue[0].Start].FirstOrDefault(), sayings, text))
            .Select(m => OwnWords.OfAside(m, parsed, asides))];
        var found = model.ToList();
        var cues = new SpanSet(found.SelectMany(f => f.Cue));
        var contents = new SpanSet(found.SelectMany(f => f.Content));
        var owners = found.SelectMany((f, i) => f.Content.Select(c => (Span: c, Owner: i))).OrderBy(o => o.Span).Select(o => model[o.Owner]).ToArray();
        var sources = new SpanSet(found.SelectMany(f => f.Source));
        var left = new List<Link>();
        foreach (var link in links)
        {
            if (link.Cue.Any(cues.Overlaps) || link.Cue.Any(sources.Overlaps))
            {
                continue;
            }

            var confidence = RuleConfidence.Of(text, link, quotations, besideModel: true);
            var isLabel = link.Entry is null && link.Head == 0 && link.Cue[0].Length == 1 && text[link.Position] == ':';
            var isFormat = isLabel || (link.Entry is null && link.Head == 0 && IsClear(link));
            var apart = !link.Cue.Any(contents.Overlaps) && confidence >= LeastConfidence
                && (link.Source.IsEmpty ? IsClear(link) : !link.Content.Any(cues.Overlaps) && !link.Content.Any(contents.Overlaps));
            if (isFormat || apart)
            {
                found.Add(new AttributionSpans(link.Source, link.Cue, link.Content, confidence) { IsIssued = link.IsIssued });
            }
            else
            {
                left.Add(link);
            }
        }

        var all = new SpanSet(found.SelectMany(f => f.Content));
        found.AddRange(left.Where(l => l.Cue.All(all.Overlaps)).Select(l => new AttributionSpans(l.Source, l.Cue, l.Content, RuleConfidence.Of(text, l, quotations, besideModel: false)) { IsIssued = l.IsIssued }));
        return found;

        // What stands wholly inside the words that a link reports is no obstacle: it is nested in them.
        bool IsClear(Link outer) => outer.Content.All(o => contents.Overlapping(o).All(c => owners[c].Cue.All(cue => outer.Content.Any(f => f.Contains(cue)))));
    }

    /// <summary>"blamed by experts who doubted that …": what the experts doubted is their own saying, and no part of who blamed.</summary>
    private static List<AttributionSpans> WithoutSayings(string text, List<AttributionSpans> found)
    {
        var relatives = found.SelectMany(f => f.Source).Where(s => s.Length is 3 or 4 or 5 && s.In(text).ToLowerInvariant() is "who" or "which" or "that").ToList();
        return relatives.Count == 0 ? found : found.ConvertAll(f => f.Source is [var source] && relatives.Find(r => r.Start > source.Start && source.Contains(r)) is { Length: > 0 } relative
            ? f with { Source = [SpanMaker.Trim(text, TextSpan.FromBounds(source.Start, relative.Start))] }
            : f);
    }

    private Attribution Interpret(
        ParsedText parsed, Quotations quotations, ImmutableArray<TimeExpression> times, SourceReading sources, AttributionSpans spans, SpanSet labels, int number, int? within, IReadOnlyList<TextSpan> inner)
    {
        var site = CueSite.At(parsed, spans.Cue, _lexicon);
        var isSign = IsSign(parsed.Text, spans);
        var form = spans.Source.Length > 0 && (isSign || spans.Content.All(labels.Overlaps)) ? QuoteForm.Direct : MannerReading.Form(parsed.Text, spans.Content, quotations);
        var (act, negated) = _acts.Read(parsed, site, spans.Source, spans.Content, form == QuoteForm.Direct);
        var source = sources.Read(parsed, spans.Source, IsCommonView(site), isSign);
        act = Unconfirmed(parsed, site, spans, source.Kind, act) ?? act;
        if (spans.IsIssued)
        {
            // A whole communiqué denies one thing and threatens with another: what is in it has acts of its own.
            (act, negated) = (SpeechAct.Assert, false);
        }

        var (medium, addressee) = _manners.Channel(parsed, site, spans.Source, spans.Content);
        return new Attribution(
            number,
            source,
            spans.Cue,
            spans.Content,
            form,
            act,
            negated,
            _manners.Hedges(parsed, spans.Cue, spans.Content, inner, site.Head),
            medium,
            addressee,
            within,
            SaidOn(site, spans, times),
            spans.Confidence)
        {
            AlsoActs = form == QuoteForm.Direct ? _acts.Pledges(parsed, spans.Content).Remove(act) : [],
        };
    }

    /// <summary>"reports that suggested", "is said to": what is passed on with nobody to answer for it is an allegation. "results do not confirm" denies.</summary>
    private static SpeechAct? Unconfirmed(ParsedText parsed, CueSite site, AttributionSpans spans, SourceKind kind, SpeechAct act)
    {
        if (spans.Source.IsEmpty && act is SpeechAct.Assert or SpeechAct.Believe && site.Lemma is "suppose" or "say" or "report" or "rumor" or "rumour" or "allege" && site.Entry is not null)
        {
            return site.Lemma is "report" ? SpeechAct.Assert : SpeechAct.Allege;
        }

        if (kind == SourceKind.Document && act == SpeechAct.Assert && site.Lemma is "suggest" or "hint" or "indicate" or "claim"
            && CueSite.TokensIn(site.Sentence, spans.Source).Any(t => site.Sentence.Lemma(t) is "report" or "account" or "rumour" or "rumor" or "that"))
        {
            return SpeechAct.Allege;
        }

        return kind == SourceKind.Document && act == SpeechAct.Decline && site.Lemma is "confirm" ? SpeechAct.Deny : null;
    }

    /// <summary>"a view gaining ground", "a growing belief": nobody in particular, but people.</summary>
    private static bool IsCommonView(CueSite site) =>
        site.Entry is { Act: SpeechAct.Believe } && site.Head >= 0 && site.Sentence.Tokens[site.Head].Upos == "NOUN" && site.Lemma is "view" or "belief" or "perception" or "opinion" or "feeling" or "fear" or "hope";

    /// <summary>The cue is a colon or a dash; what stands after a label, or above a signature, is said in those words.</summary>
    private static bool IsSign(string text, AttributionSpans spans) => spans.IsIssued || !text.AsSpan(spans.Cue[0].Start, spans.Cue[0].Length).ContainsAnyInRange('A', 'z');

    /// <summary>True below a word, but not in a clause that describes something else: "in remarks that were milder than his warnings in recent days".</summary>
    private static bool IsOf(Sentence sentence, int head, int token)
    {
        for (var at = token; at >= 0; at = sentence.Tokens[at].Head)
        {
            if (at == head)
            {
                return true;
            }

            if (sentence.Tokens[at].Deprel == "acl:relcl" && at != token)
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>A date in the cue's clause, outside source and content.</summary>
    private static DateInterval? SaidOn(CueSite site, AttributionSpans spans, ImmutableArray<TimeExpression> times)
    {
        if (site.Head < 0)
        {
            return null;
        }

        var (first, end) = TextOrder.Range(times, site.Sentence.Span, t => t.Span);
        for (var i = first; i < end; i++)
        {
            var time = times[i];
            if (time.Interval is { } interval && site.Sentence.Span.Contains(time.Span) && time.Type is TimeType.Date or TimeType.Time
                && !spans.Content.Any(c => c.Overlaps(time.Span)) && !spans.Source.Any(c => c.Overlaps(time.Span))
                && CueSite.TokensIn(site.Sentence, [time.Span]).Any(t => IsOf(site.Sentence, site.Head, t)))
            {
                return interval;
            }
        }

        return null;
    }
}
