using Tocsin.Analysis.Assessment;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Watching;
using Xunit;

namespace Tocsin.Analysis.Tests.Assessment;

public sealed class QuestionReaderTests
{
    private const string Good = """
        questions:
          - id: bluff
            question: Is the closing of the strait a bluff?
            since: 2031-03-01
            sides: [Marran]
            hypotheses:
              - { id: bluff, text: It is a bluff, prior: 60% }
              - { id: meant, text: It is meant }
            indicators:
              - id: mines
                text: mines are laid
                events: { type: MOBILIZE, actor: Marran, words: [mine*] }
                days: { from: 0, to: 7 }
                likelihood: { bluff: 0.1, meant: likely }
                absent: { bluff: 0.9, meant: 40% }
        """;

    [Fact]
    public void Reads_a_question_and_adds_other()
    {
        var (questions, problems) = Read(Good);

        Assert.Empty(problems);
        var question = Assert.Single(questions);
        Assert.Equal("bluff 0.6, meant 0.3, other 0.1", string.Join(", ", question.Hypotheses.Select(one => $"{one.Id} {one.Prior.Value:0.0#}")));
        Assert.Contains("\"other\" was added", Assert.Single(question.Notes), StringComparison.Ordinal);
        var indicator = Assert.Single(question.Indicators);
        Assert.Equal([0.1, 0.67, 0.385], indicator.Likelihood.Select(value => Math.Round(value, 3)));
        Assert.Equal(new EvidenceWindow(0, 7), indicator.Window);
    }

    [Theory]
    [InlineData("likely }", "likly }", "14:42: \"likly\" is not a probability such as 70% or 0.7, which \"meant\" needs.")]
    [InlineData("bluff: 0.1", "bluff: 0", "14:30: A likelihood is 1% to 99%: nothing that is read in the news settles a question alone.")]
    [InlineData("meant: likely }", "ment: likely }", "14:35: \"ment\" is not known here. Did you mean \"meant\"?")]
    [InlineData("type: MOBILIZE", "type: MOBILISE", "12:25: \"MOBILISE\" is no PLOVER type. They are written as ASSAULT, MOBILIZE, THREATEN (docs/decisions/event-types.md).")]
    [InlineData("to: 7", "until: 7", "13:26: \"until\" is not known here. Known here: from, to.")]
    [InlineData("since: 2031-03-01", "since: March", "4:12: \"March\" is no day. Write it as 2031-03-04.")]
    [InlineData("prior: 60%", "prior: 0", "7:7: A prior of 0 can never be moved by any evidence. Write a small one, such as 1%.")]
    public void A_fault_is_told_with_its_place_and_the_other_questions_are_read(string good, string bad, string expected)
    {
        var second = Good[(Good.IndexOf('\n', StringComparison.Ordinal) + 1)..].Replace("id: bluff\n", "id: second\n", StringComparison.Ordinal);
        Assert.Contains(good, Good, StringComparison.Ordinal);
        var (questions, problems) = Read(Good.Replace(good, bad, StringComparison.Ordinal) + "\n" + second);

        Assert.Equal("second", Assert.Single(questions).Id);
        Assert.Contains(expected, problems.Select(problem => problem.ToString()));
        Assert.Contains("The question \"bluff\" is left out until that is mended.", problems.Select(problem => problem.What));
    }

    [Theory]
    [InlineData("did Iran mean to kill", "kill-or-signal Iran -")]
    [InlineData("Did the United States mean to signal, or to kill?", "kill-or-signal the United States -")]
    [InlineData("Will Iran retaliate against the United States within 7 days?", "retaliate Iran the United States")]
    [InlineData("will Iran retaliate?", "retaliate Iran -")]
    [InlineData("Is Karvonia–Sellenia escalating, holding or de-escalating?", "direction Karvonia Sellenia")]
    [InlineData("is US-Iran escalating", "direction US Iran")]
    [InlineData("are India and Pakistan escalating?", "direction India Pakistan")]
    [InlineData("what is the weather", "-")]
    public void Understands_the_questions_that_are_built_in(string words, string expected)
    {
        var asked = BuiltInQuestions.Load().Understand(words);

        Assert.Equal(expected, asked is null ? "-" : $"{asked.Id} {asked.X} {asked.Y ?? "-"}");
    }

    [Fact]
    public void A_built_in_question_is_a_file_that_a_user_can_read_back()
    {
        foreach (var (id, _) in BuiltInQuestions.Load().All)
        {
            var (questions, problems) = Read(BuiltInQuestions.Load().FileOf(id, ("northern \"front\"", "the Northern \"Front\""), ("OST", "Oster")));

            Assert.Empty(problems);
            Assert.Equal(id, Assert.Single(questions).Id);
            Assert.Contains("northern \"front\"", questions[0].Sides);
            Assert.All(questions[0].Indicators, indicator => Assert.Equal(questions[0].Hypotheses.Length, indicator.Likelihood.Length));
        }
    }

    [Theory]
    [InlineData(0.049, "almost no chance", "5 %")]
    [InlineData(0.05, "very unlikely", "5 %")]
    [InlineData(0.2, "unlikely", "20 %")]
    [InlineData(0.45, "roughly even chance", "45 %")]
    [InlineData(0.55, "likely", "55 %")]
    [InlineData(0.8, "very likely", "80 %")]
    [InlineData(0.95, "almost certain", "95 %")]
    [InlineData(0.9999, "almost certain", "> 99 %")]
    [InlineData(0.0001, "almost no chance", "< 1 %")]
    public void Probabilities_have_the_words_of_the_directive(double value, string words, string text) =>
        Assert.Equal((words, text), (new Probability(value).Words, new Probability(value).ToString()));

    [Theory]
    [InlineData(-0.01)]
    [InlineData(1.01)]
    [InlineData(double.NaN)]
    public void A_wrong_probability_cannot_be_built(double value) => Assert.Throws<ArgumentOutOfRangeException>(() => new Probability(value));

    [Theory]
    [InlineData("an advance warning was given", "advance warning", true)]
    [InlineData("Advance Warning", "advance warning", true)]
    [InlineData("an advance warnings", "advance warning", false)]
    [InlineData("they retaliated", "retaliat*", true)]
    [InlineData("unretaliated", "retaliat*", false)]
    [InlineData("anything", "*", false)]
    public void Phrases_are_whole_words(string text, string phrase, bool expected) => Assert.Equal(expected, PhraseFinder.Holds(text, phrase));

    private static (IReadOnlyList<Question> Questions, List<WatchProblem> Problems) Read(string text)
    {
        var problems = new List<WatchProblem>();
        return (new QuestionReader(PartyKeys.KeyOf, problems).Read(WatchMap.Parse(text, problems)), problems);
    }
}
