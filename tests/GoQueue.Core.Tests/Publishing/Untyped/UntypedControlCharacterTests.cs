using GoQueue.Core.Tests.Diagnostics;
using GoQueue.Core.Tests.Harness;
using Xunit;

namespace GoQueue.Core.Tests.Publishing.Untyped;

/// <summary>
/// Names that come from outside never make lines of their own, or control a terminal, in logs and exceptions.
/// </summary>
public sealed class UntypedControlCharacterTests
{
    private readonly Shop _shop = new();

    [Theory]
    [InlineData("topic", "\r\n")]
    [InlineData("topic", "\u001b[2J")]
    [InlineData("topic", "\u2028")]
    [InlineData("action", "\n")]
    [InlineData("action", "\u0085")]
    [InlineData("action", "\u2029")]
    [InlineData("version", "\n")]
    [InlineData("version", "\u001b[31m")]
    [InlineData("content type", "\n")]
    [InlineData("id", "\n")]
    [InlineData("id", "\u2028")]
    public async Task A_control_character_reaches_neither_exception_nor_log(string where, string control)
    {
        var loggers = new RecordingLoggers();
        await using var publisher = _shop.Publisher(goqueue => goqueue.UseLogging(loggers).UseDebugLogging(static debug => debug.LogUntypedData = true));
        var message = GoQueueMessage.Create().Topic("shop.orders").Action("a").Data("1"u8);
        var text = $"x{control}fail: forged line";
        _ = where switch
        {
            "topic" => message.Topic(text),
            "action" => message.Action(text),
            "version" => message.Version(text),
            "content type" => message.ContentType(text),
            _ => message.Id(text),
        };

        var error = await Assert.ThrowsAnyAsync<PublishException>(async () => await publisher.PublishAsync(message.Build()));

        var texts = new List<string?> { error.Message, error.ToString().Split(Environment.NewLine)[0], error.MessageId, error.Topic, error.Action, error.Version };
        texts.AddRange(loggers.Lines);
        Assert.Equal(PublishOutcome.NotSent, error.Outcome);
        Assert.NotEmpty(loggers.Lines);
        Assert.All(texts, static one => Assert.DoesNotContain(one ?? "", static c => char.IsControl(c) || c is '\u2028' or '\u2029'));
    }

    [Fact]
    public async Task The_failure_names_the_field_and_shows_the_name_escaped()
    {
        await using var publisher = _shop.Publisher();

        var error = await Assert.ThrowsAsync<EventValidationException>(async () => await publisher.PublishAsync(
            GoQueueMessage.Create().Id("m1").Topic("a\nb").Action("c\u001bd").Version("1.0\r").Data("1"u8).Build()));

        Assert.Equal(["Topic", "Action", "Version"], error.Failures.Select(static failure => failure.Path));
        Assert.StartsWith(@"GoQueueMessage, message m1 (a\u000Ab/c\u001Bd 1.0\u000D), breaks 3 rules", error.Message, StringComparison.Ordinal);
        Assert.Equal((@"a\u000Ab", @"c\u001Bd", @"1.0\u000D"), (error.Topic, error.Action, error.Version));
    }

    [Fact]
    public void A_text_that_names_no_message_may_have_several_lines()
    {
        var named = new MessageIdentity("m", "t", "a", "1.0");

        Assert.Equal("No broker.\nStart one.", new BrokerUnavailableException(default, attempts: 0, "No broker.\nStart one.").Message);
        Assert.Equal(@"No broker.\u000AStart one.", new BrokerUnavailableException(named, attempts: 0, "No broker.\nStart one.").Message);
    }

    [Fact]
    public async Task A_name_without_end_is_cut_in_messages()
    {
        await using var publisher = _shop.Publisher();

        var error = await Assert.ThrowsAsync<EventValidationException>(async () => await publisher.PublishAsync(
            GoQueueMessage.Create().Topic(new string('t', 1_000_000)).Action(new string('a', 1_000_000)).Version(new string('9', 1_000_000)).Data("1"u8).Build()));

        Assert.InRange(error.Message.Length, 100, 2_000);
    }

    [Fact]
    public async Task Data_that_is_shown_in_a_debug_line_stays_in_that_line()
    {
        var loggers = new RecordingLoggers();
        await using var publisher = _shop.Publisher(goqueue => goqueue.UseLogging(loggers).UseDebugLogging(static debug => debug.LogUntypedData = true));

        await publisher.PublishAsync(GoQueueMessage.Create().Topic("shop.orders").Action("a").Data("{\n\"a\": \"\u009b31m\"}"u8).Build());

        Assert.All(loggers.Lines, static line => Assert.DoesNotContain(line, char.IsControl));
    }
}
