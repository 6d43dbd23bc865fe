using Tocsin.Language.Conllu;
using Xunit;

namespace Tocsin.Language.Tests.Conllu;

public sealed class ConlluTests
{
    private const string Given =
        """
        # newdoc id = one
        # sent_id = a-1
        # text = We don't.
        1	We	we	PRON	PRP	Case=Nom	2	nsubj	2:nsubj	Entity=(1)
        2-3	don't	_	_	_	_	_	_	_	SpaceAfter=No
        2	do	do	AUX	VBP	_	0	root	0:root	_
        3	n't	not	PART	RB	_	2	advmod	2:advmod	_
        3.1	go	go	VERB	VB	_	_	_	2:conj	_
        4	.	.	PUNCT	.	_	2	punct	2:punct	_

        # newpar
        1	Go	_	_	_	_	_	_	_	SpaceAfter=No
        2	!	_	_	_	_	_	_	_	_


        """;

    private static ConlluDocument Read(string text) => ConlluReader.Read(new StringReader(text)).Single();

    [Fact]
    public void Rebuilds_the_text_and_gives_each_word_its_place()
    {
        var document = Read(Given);

        Assert.Equal("We don't.\n\nGo!", document.Text);
        Assert.All(document.Sentences.SelectMany(s => s.Sentence.Tokens), t => Assert.Equal(t.Form, t.Span.In(document.Text)));
        Assert.Equal(new MultiwordToken(1, 2), Assert.Single(document.Sentences[0].Sentence.Contractions));
        Assert.Equal(1, document.Sentences[0].Sentence.Root);
        Assert.True(document.Sentences[1].Sentence.StartsParagraph);
    }

    [Fact]
    public void Writes_back_what_it_was_given_save_enhanced_dependencies()
    {
        var document = Read(Given);
        var written = new StringWriter();
        ConlluWriter.WriteBack(written, document, document.ToParsedText());

        var expected = Given.Split('\n').Where(l => !l.StartsWith("3.1", StringComparison.Ordinal)).Select(WithoutDeps);
        Assert.Equal(string.Join('\n', expected), written.ToString());
    }

    [Fact]
    public void Writes_places_in_the_text_as_received()
    {
        var document = Read(Given);
        var written = new StringWriter();
        ConlluWriter.Write(written, document.ToParsedText(), "one");

        Assert.Equal(
            """
            # newdoc id = one
            # newpar
            # sent_id = 1
            # text = We don't.
            1	We	we	PRON	PRP	Case=Nom	2	nsubj	_	TokenRange=0:2
            2-3	don't	_	_	_	_	_	_	_	SpaceAfter=No|TokenRange=3:8
            2	do	do	AUX	VBP	_	0	root	_	_
            3	n't	not	PART	RB	_	2	advmod	_	_
            4	.	.	PUNCT	.	_	2	punct	_	TokenRange=8:9

            # newpar
            # sent_id = 2
            # text = Go!
            1	Go	_	_	_	_	_	_	_	SpaceAfter=No|TokenRange=11:13
            2	!	_	_	_	_	_	_	_	TokenRange=13:14


            """,
            written.ToString());
    }

    [Fact]
    public void Starts_a_document_at_each_newdoc()
    {
        var documents = ConlluReader.Read(new StringReader(Given + Given)).ToList();

        Assert.Equal(2, documents.Count);
        Assert.All(documents, d => Assert.Equal(2, d.Sentences.Length));
    }

    [Fact]
    public void Keeps_the_letters_of_a_contraction_whose_words_are_not_its_characters()
    {
        var document = Read("1-2\tdu\t_\t_\t_\t_\t_\t_\t_\t_\n1\tde\t_\t_\t_\t_\t_\t_\t_\t_\n2\tle\t_\t_\t_\t_\t_\t_\t_\t_\n3\tjour\t_\t_\t_\t_\t_\t_\t_\t_\n");

        Assert.Equal("du jour", document.Text);
        Assert.Equal([new TextSpan(0, 2), new TextSpan(2, 0), new TextSpan(3, 4)], document.Sentences[0].Sentence.Tokens.Select(t => t.Span));
    }

    [Theory]
    [InlineData("1\tGo\n", "Line 1: expected 10 columns")]
    [InlineData("# a comment\n2\tGo\t_\t_\t_\t_\t_\t_\t_\t_\n", "Line 2: expected word id 1, found \"2\"")]
    [InlineData("1\tGo\t_\t_\t_\t_\t2\t_\t_\t_\n", "Line 1: head 2 is outside")]
    [InlineData("1\tGo\t_\t_\t_\t_\t1\t_\t_\t_\n", "Line 1: \"1\" can't be the head")]
    [InlineData("1\tGo\t_\t_\t_\t_\tx\t_\t_\t_\n", "Line 1: \"x\" can't be the head")]
    [InlineData("1\t\t_\t_\t_\t_\t0\t_\t_\t_\n", "Line 1: the form")]
    [InlineData("1-1\tGo\t_\t_\t_\t_\t_\t_\t_\t_\n", "Line 1: \"1-1\" is not a range")]
    [InlineData("1-2\tGo\t_\t_\t_\t_\t_\t_\t_\t_\n1\tGo\t_\t_\t_\t_\t0\t_\t_\t_\n", "Line 1: the range ends after")]
    [InlineData("1\tGo\t_\t_\t_\t_\t2\t_\t_\t_\n2\ton\t_\t_\t_\t_\t1\t_\t_\t_\n", "Line 1: the heads from word 1 go in a circle")]
    public void Names_the_line_that_is_malformed(string text, string message)
    {
        var error = Assert.Throws<FormatException>(() => ConlluReader.Read(new StringReader(text)).ToList());
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    private static string WithoutDeps(string line)
    {
        var fields = line.Split('\t');
        if (fields.Length == 10)
        {
            fields[8] = "_";
        }

        return string.Join('\t', fields);
    }
}
