using System.Text.RegularExpressions;
using GoQueue.Core.Tests.Harness;
using GoQueue.Pipeline;
using Microsoft.Extensions.Logging;
using Xunit;

namespace GoQueue.Core.Tests.Diagnostics.Debugging;

public sealed partial class DebugTests : IDisposable
{
    private readonly RecordingLoggers _loggers = new();
    private readonly Shop _shop = new();

    public void Dispose() => _loggers.Dispose();

    [Fact]
    public async Task Data_is_shown_with_sensitive_members_masked_and_where_the_time_went()
    {
        await _shop.LandAsync(new OrderPlaced(42, "hunter2", "to the door"), goqueue => goqueue.UseLogging(_loggers).UseDebugLogging());

        Assert.Equal(
            [
                """Debug 1100 GoQueue.Debug: Publishing OrderPlaced, message msg-123, to shop.orders with order.placed as GoQueue envelope: 169 bytes, 9 headers, data {"orderId":***,"customer":"***","note":"to the door"}""",
                "Debug 1101 GoQueue.Debug: OrderPlaced, message msg-123: success in # ms, of which # ms until it was handed over and # ms until the answer.",
            ],
            Lines());
        Assert.DoesNotContain("hunter2", string.Concat(_loggers.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_without_sensitive_members_is_shown_whole() =>
        Assert.EndsWith(" data {\"orderId\":7}", (await Shown(new OrderCancelled(7)))[0], StringComparison.Ordinal);

    [Fact]
    public async Task An_event_that_demands_encryption_is_not_shown_in_clear()
    {
        var lines = await Shown(new SecretNote("hunter2"), goqueue => goqueue.UseEncryption(new EncryptionKey("k", new byte[32])));

        Assert.EndsWith(" data ***", lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_generated_event_shows_all_but_what_its_attributes_mask()
    {
        var lines = await Shown(new CardCharged("till 4", "4111 1111 1111 1111", "Ann"), goqueue => goqueue.UseEncryption(new EncryptionKey("k", new byte[32])));

        Assert.EndsWith(" data {\"till\":\"till 4\",\"card\":\"***\",\"owner\":\"***\"}", lines[0], StringComparison.Ordinal);
        Assert.DoesNotContain("4111", string.Concat(_loggers.Lines), StringComparison.Ordinal);
        Assert.DoesNotContain("Ann", string.Concat(_loggers.Lines), StringComparison.Ordinal);
        var message = Assert.Single(_shop.Queue.Messages);
        Assert.Equal(true, message.Headers["encrypted"]);
        Assert.Equal(-1, message.Body.Span.IndexOf("till 4"u8));
    }

    [Fact]
    public async Task Long_data_is_shown_whole()
    {
        var till = new string('t', 100_000);

        var lines = await Shown(new CardCharged(till, "4111", "Ann"), goqueue => goqueue.UseEncryption(new EncryptionKey("k", new byte[32])));

        Assert.EndsWith($" data {{\"till\":\"{till}\",\"card\":\"***\",\"owner\":\"***\"}}", lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Long_data_is_cut_off_where_asked_for() =>
        Assert.EndsWith(" data {\"orderI…", (await Shown(new OrderCancelled(7), options: d => d.MaxPayload = 8))[0], StringComparison.Ordinal);

    [Fact]
    public async Task Untyped_data_is_shown_only_where_asked_for()
    {
        var message = GoQueueMessage.Create().Topic("shop.orders").Action("any").Data("{\"pin\":1234}"u8).Build();
        await using (var publisher = _shop.Publisher(goqueue => goqueue.UseLogging(_loggers).UseDebugLogging()))
        {
            await publisher.PublishAsync(message);
        }

        Assert.EndsWith(" data ***", Lines()[0], StringComparison.Ordinal);
        await using (var publisher = _shop.Publisher(goqueue => goqueue.UseLogging(_loggers).UseDebugLogging(d => d.LogUntypedData = true)))
        {
            await publisher.PublishAsync(message);
        }

        Assert.EndsWith(" data {\"pin\":1234}", Lines()[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_ends_with_its_error_type()
    {
        await Assert.ThrowsAsync<EventValidationException>(() => _shop.LandAsync(new OrderPlaced(-1, "x", null), goqueue => goqueue.UseLogging(_loggers).UseDebugLogging()));

        Assert.Equal("Debug 1102 GoQueue.Debug: OrderPlaced, message msg-123: validation after # ms, before it was handed over.", Assert.Single(Lines()));
    }

    [Fact]
    public async Task A_message_that_a_middleware_dropped_is_shown_as_skipped()
    {
        await using var publisher = _shop.Publisher(goqueue => goqueue.UseLogging(_loggers).UseDebugLogging().Use((context, _) =>
        {
            context.Skip();
            return ValueTask.CompletedTask;
        }));

        await publisher.PublishAsync(Shop.Order, Shop.Fixed);

        Assert.Equal("Debug 1102 GoQueue.Debug: OrderPlaced, message msg-123: skipped after # ms, before it was handed over.", Assert.Single(Lines()));
    }

    [Fact]
    public void A_negative_bound_is_refused() => Assert.Equal(
        "DebugOptions.MaxPayload is -1: it must be zero or more characters.",
        Assert.Throws<GoQueueConfigurationException>(() => _shop.Publisher(goqueue => goqueue.UseDebugLogging(d => d.MaxPayload = -1))).Message);

    [Fact]
    public async Task The_level_is_an_option_and_nothing_is_written_where_it_is_off()
    {
        Assert.StartsWith("Information 1100 ", (await Shown(new OrderCancelled(7), options: d => d.Level = LogLevel.Information))[0], StringComparison.Ordinal);
        using var quiet = new RecordingLoggers(LogLevel.Information);
        await _shop.LandAsync(new OrderCancelled(7), goqueue => goqueue.UseLogging(quiet).UseDebugLogging());
        Assert.Empty(quiet.Lines);
    }

    private async Task<List<string>> Shown<T>(T message, Action<GoQueuePublisherBuilder>? configure = null, Action<DebugOptions>? options = null)
        where T : IGoQueueEvent<T>
    {
        await _shop.LandAsync(message, goqueue =>
        {
            goqueue.UseLogging(_loggers).UseDebugLogging(options);
            configure?.Invoke(goqueue);
        });
        return Lines();
    }

    private List<string> Lines() => [.. _loggers.Of("GoQueue.Debug").Select(line => Milliseconds().Replace(line, "# ms"))];

    [GeneratedRegex(@"[0-9.]+ ms")]
    private static partial Regex Milliseconds();
}
