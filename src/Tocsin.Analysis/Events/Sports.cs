using System.Collections.Immutable;
using Tocsin.Language;

namespace Tocsin.Analysis.Events;

/// <summary>Tells a report of a game, whose strikes, shots and battles are play: "a late strike killed off the champions 1-0".</summary>
internal static class Sports
{
    /// <summary>So many words of sport beside a score make a report of a game.</summary>
    private const int WordsMin = 2;

    /// <summary>A side scores less than that, but for games that nobody tells in the words of war.</summary>
    private const int ScoreMax = 60;

    /// <summary>So many different words of sport make one without a score, in those of its paragraphs that name nothing armed.</summary>
    private const int WordsAlone = 4;

    /// <summary>For each sentence whether it tells of a game: all of them in a text with a score, words of sport and nothing armed; else those of unarmed paragraphs with words of sport, in a text with many such words.</summary>
    public static bool[] Sentences(ParsedText parsed, EventLexicon lexicon)
    {
        var (hasScore, isArmed) = (false, false);
        var all = new HashSet<string>();
        var unarmed = new HashSet<string>();
        var found = new bool[parsed.Sentences.Length];
        for (var first = 0; first < found.Length;)
        {
            var end = first + 1;
            while (end < found.Length && !parsed.Sentences[end].StartsParagraph)
            {
                end++;
            }

            var words = new HashSet<string>();
            var armedHere = false;
            for (var s = first; s < end; s++)
            {
                var tokens = parsed.Sentences[s].Tokens;
                for (var i = 0; i < tokens.Length; i++)
                {
                    var lemma = tokens[i].Lemma.ToLowerInvariant();
                    var form = tokens[i].Form.ToLowerInvariant();
                    armedHere |= IsArmed(lemma, form, tokens[i], lexicon);
                    hasScore |= IsScore(tokens, i);
                    if (lexicon.InClass("SPORT", lemma) || lexicon.InClass("SPORT", form))
                    {
                        words.Add(lemma);
                    }
                }
            }

            isArmed |= armedHere;
            all.UnionWith(words);
            if (!armedHere && words.Count > 0)
            {
                unarmed.UnionWith(words);
                Array.Fill(found, true, first, end - first);
            }

            first = end;
        }

        // "In football, Kesh destroyed Orl 6–0", in a paper of other news.
        var own = parsed.Sentences.Select(sentence => IsResult(sentence, lexicon)).ToArray();
        if (hasScore && !isArmed && all.Count >= WordsMin)
        {
            Array.Fill(found, true);
        }
        else if (unarmed.Count < WordsAlone)
        {
            Array.Clear(found);
        }

        for (var s = 0; s < found.Length; s++)
        {
            found[s] |= own[s];
        }

        return found;
    }

    /// <summary>"1-0"; "in the 90th minute".</summary>
    private static bool IsScore(ImmutableArray<Token> tokens, int i) =>
        (i + 1 < tokens.Length && tokens[i + 1].Form == "minute" && char.IsAsciiDigit(tokens[i].Form[0]) && tokens[i].Form[^1] is 't' or 'd' or 'h')
        || i + 2 < tokens.Length && IsGoals(tokens[i]) && tokens[i + 1].Form is "-" or "–" && IsGoals(tokens[i + 2]) && tokens[i].Span.End == tokens[i + 1].Span.Start && tokens[i + 1].Span.End == tokens[i + 2].Span.Start;

    /// <summary>A score and a word of sport, and nothing armed, in one sentence.</summary>
    private static bool IsResult(Sentence sentence, EventLexicon lexicon)
    {
        var (score, sport) = (false, false);
        for (var i = 0; i < sentence.Tokens.Length; i++)
        {
            var token = sentence.Tokens[i];
            var (lemma, form) = (token.Lemma.ToLowerInvariant(), token.Form.ToLowerInvariant());
            if (IsArmed(lemma, form, token, lexicon))
            {
                return false;
            }

            score |= IsScore(sentence.Tokens, i);
            sport |= lexicon.InClass("SPORT", lemma) || lexicon.InClass("SPORT", form);
        }

        return score && sport;
    }

    private static bool IsGoals(Token token) => token.Upos == "NUM" && int.TryParse(token.Form, out var goals) && goals <= ScoreMax;

    /// <summary>A weapon or those who carry one; "strike" and "shot" are the game's own words.</summary>
    private static bool IsArmed(string lemma, string form, Token token, EventLexicon lexicon) =>
        token.Upos is "NOUN" or "PROPN" && !lexicon.InClass("SPORT", lemma) && (lexicon.InClass("ARMED", lemma) || lexicon.InClass("ARMED", form) || (lexicon.WeaponMode(lemma) is not null && lemma is not ("strike" or "shot" or "shell" or "blast" or "fire" or "air" or "ground")));
}
