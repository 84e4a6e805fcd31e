using System.Globalization;
using GoQueue.Core.Tests.Diagnostics;
using GoQueue.Core.Tests.Harness;
using Xunit;

namespace GoQueue.Core.Tests.Publishing.Untyped;

/// <summary>
/// Names from outside cannot reorder or hide what a log line or an exception shows: format characters (category Cf) are
/// escaped.
/// </summary>
public sealed class FormatCharacterTests
{
    private readonly Shop _shop = new();

    public static TheoryData<string> Characters =>
    [
        "\u202E", "\u202A", "\u2066", "\u2069", "\u200B", "\u200D", "\u200E", "\u200F", "\uFEFF", "\u00AD", "\U000E0041",
    ];

    [Theory]
    [MemberData(nameof(Characters))]
    public async Task A_format_character_reaches_neither_exception_nor_log(string format)
    {
        var loggers = new RecordingLoggers();
        await using var publisher = _shop.Publisher(goqueue => goqueue.UseLogging(loggers).UseDebugLogging(static debug => debug.LogUntypedData = true));
        var text = $"x{format}y";

        var missing = await Assert.ThrowsAsync<ExchangeNotFoundException>(() => publisher.PublishAsync(
            GoQueueMessage.Create().Id(text).Topic(text).Action(text).Data("1"u8).Build()).AsTask());
        var header = await Assert.ThrowsAsync<MessageRefusedException>(() => publisher.PublishAsync(
            GoQueueMessage.Create().Id(text).Topic("shop.orders").Action(text).Header(text, Guid.Empty).Data("1"u8).Build()).AsTask());
        await publisher.PublishAsync(GoQueueMessage.Create().Id(text).Topic("shop.orders").Action(text).Data("1"u8).Build());

        // Sent as it is, and shown escaped.
        Assert.Equal((text, text), (_shop.Queue.Messages[0].MessageId, _shop.Queue.Messages[0].RoutingKey));
        var escaped = $"x{string.Concat(format.Select(static c => $"\\u{(int)c:X4}"))}y";
        Assert.Equal((escaped, escaped, escaped), (missing.MessageId, missing.Topic, missing.Action));
        Assert.Contains(loggers.Lines, line => line.Contains(escaped, StringComparison.Ordinal));
        string[] texts = [missing.Message, header.Message, .. loggers.Lines];
        Assert.All(texts, static line => Assert.False(HasFormat(line), line));
    }

    [Fact]
    public void A_text_without_format_characters_is_returned_itself()
    {
        const string Text = "Grüße, 日本 🎉";

        Assert.Same(Text, PrintableText.Line(Text));
    }

    private static bool HasFormat(string text) =>
        Enumerable.Range(0, text.Length).Any(i => CharUnicodeInfo.GetUnicodeCategory(text, i) == UnicodeCategory.Format || text[i] is '\u2028' or '\u2029');
}
