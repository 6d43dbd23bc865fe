using System.Text;
using CsCheck;
using Tocsin.Intake.Mail;
using Xunit;

namespace Tocsin.Intake.Tests.Mail;

public class MailTests
{
    private const string Head = "From: =?utf-8?q?Oster_Caf=C3=A9?= <desk@courier.example>\nTo: you@home.example\nSubject: Rockets\n hit Kesh\nDate: Mon, 03 Mar 2031 21:04:00 +0200\nMIME-Version: 1.0\n";

    [Fact]
    public void A_plain_message_is_a_document()
    {
        var document = Received(Head + "Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\nThe caf=E9 was hit.\n\nNobody was hurt, the governor=\n said.\n").Document;
        Assert.Equal(
            ("m", "The café was hit.\n\nNobody was hurt, the governor said.", "Rockets hit Kesh", "Oster Café", new DateOnly(2031, 3, 3), new DateTimeOffset(2031, 3, 3, 21, 4, 0, TimeSpan.FromHours(2))),
            (document.Id, document.Text, document.Title, document.Outlet, document.PublishedAt, document.PublishedTime));
    }

    [Fact]
    public void Plain_text_is_preferred_and_what_is_attached_is_named()
    {
        var received = Received(Head + """
            Content-Type: multipart/mixed; boundary=m

            --m
            Content-Type: multipart/alternative; boundary=a

            --a
            Content-Type: text/plain; format=flowed

            Two bridges were 
            closed.
            --a
            Content-Type: text/html

            <p>Two bridges were <b>closed</b>.</p>
            --a--
            --m
            Content-Type: application/pdf; name="map.pdf"
            Content-Disposition: attachment; filename="map.pdf"
            Content-Transfer-Encoding: base64

            JVBERg==
            --m
            Content-Type: message/rfc822

            Subject: inner

            Not this.
            --m--
            """);
        Assert.Equal("Two bridges were closed.", received.Document.Text);
        Assert.Equal("m.eml: what is attached is not read: map.pdf, message/rfc822.", Assert.Single(received.Notes).ToString());
    }

    [Theory]
    [InlineData("Content-Type: text/html\n\n<html><body><p>It <b>fell</b>.</p><p>Nobody saw it.</p></body></html>", "It fell.\n\nNobody saw it.")]
    [InlineData("Content-Type: multipart/alternative; boundary=a\n\n--a\nContent-Type: text/plain\n\nView in browser.\n--a\nContent-Type: text/html\n\n<p>Twelve rockets fell on the town of Kesh on Monday evening, the governor said.</p>\n--a--", "Twelve rockets fell on the town of Kesh on Monday evening, the governor said.")]
    public void HTML_is_read_where_there_is_no_other_text(string rest, string text) => Assert.Equal(text, Received(Head + rest).Document.Text);

    [Theory]
    [InlineData("Subject: x\nDate: soon\n\nIt fell.", "its date cannot be read (\"soon\"), so it has none")]
    public void A_date_that_cannot_be_read_is_none(string mail, string what)
    {
        var received = Received(mail);
        Assert.Null(received.Document.PublishedAt);
        Assert.Equal(what, Assert.Single(received.Notes).What);
    }

    [Theory]
    [InlineData("Just some words.", "no message of mail")]
    [InlineData("Subject: x\n\n", "it holds no text")]
    [InlineData("Subject: x\nContent-Type: image/png; name=a.png\n\nxx", "it holds no text (what is attached is not read: a.png)")]
    public void What_cannot_be_read_says_why(string mail, string what) =>
        Assert.StartsWith(what, Assert.IsType<Receipt.Refused>(MailMessage.Read("m", Encoding.UTF8.GetBytes(mail), "m.eml", "m.eml")).Problem.What, StringComparison.Ordinal);

    [Fact]
    public void Parts_nested_without_end_take_no_time()
    {
        var mail = new StringBuilder(Head);
        for (var i = 0; i < 20_000; i++)
        {
            mail.Append("Content-Type: multipart/mixed; boundary=b").Append(i).Append("\n\n--b").Append(i).Append('\n');
        }

        var watch = System.Diagnostics.Stopwatch.StartNew();
        MailMessage.Read("m", Encoding.ASCII.GetBytes(mail.ToString()), "m.eml", "m.eml");
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), watch.Elapsed.ToString());
    }

    [Fact]
    public void Whatever_is_done_to_a_message_it_is_read_or_refused()
    {
        var mail = Head + "Content-Type: multipart/mixed; boundary=m\n\n--m\nContent-Type: text/plain; charset=x-none\nContent-Transfer-Encoding: base64\n\nSXQgZmVsbC4=\n--m\nContent-Type: text/html\n\n<p>It fell.\n--m--\n";
        Gen.Select(Gen.Int[0, 500], Gen.Int[0, 40], Gen.String[Gen.Char[":;-=\n\r \u0000é<>?\"()@,m"], 0, 10]).Array[1, 5].Sample(edits =>
        {
            var text = mail;
            foreach (var (at, length, put) in edits)
            {
                var from = Math.Min(at, text.Length);
                text = text[..from] + put + text[Math.Min(text.Length, from + length)..];
            }

            if (MailMessage.Read("m", Encoding.UTF8.GetBytes(text), "m.eml", "m.eml") is Receipt.Received received)
            {
                Assert.False(string.IsNullOrWhiteSpace(received.Document.Text));
            }
        });
    }

    [Fact]
    public void A_mailbox_is_taken_message_by_message()
    {
        var mbox = "From a@x Mon Mar  3 21:04:00 2031\nSubject: one\n\nIt fell.\n>From the bridge.\nFrom here on it is one message.\n\nFrom b@x Mon Mar  3 21:05:00 2031\r\nSubject: two\r\n\r\n" + new string('x', 300) + "\n\nFrom c@x\nSubject: three\n\nLast.";
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(mbox));
        var messages = Mbox.Messages(stream, 200).Select(message => (message.Number, message.Bytes is null ? null : Encoding.UTF8.GetString(message.Bytes))).ToArray();
        Assert.Equal([(1, "Subject: one\n\nIt fell.\nFrom the bridge.\nFrom here on it is one message.\n\n"), (2, null), (3, "Subject: three\n\nLast.\n")], messages);
    }

    private static Receipt.Received Received(string mail) => Assert.IsType<Receipt.Received>(MailMessage.Read("m", Encoding.Latin1.GetBytes(mail), "m.eml", "m.eml"));
}
