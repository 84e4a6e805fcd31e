using System.Text.RegularExpressions;
using GoQueue.Core.Tests.Harness;
using GoQueue.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace GoQueue.Core.Tests.Diagnostics;

[Covers<PublisherLogger>]
public sealed partial class LoggingTests : IDisposable
{
    private const string Category = "GoQueue.Publisher";
    private readonly RecordingLoggers _loggers = new();
    private readonly Shop _shop = new();

    public void Dispose() => _loggers.Dispose();

    [Fact]
    public async Task Start_and_success_are_logged_quietly()
    {
        await _shop.LandAsync(Shop.Order, goqueue => goqueue.UseLogging(_loggers));

        Assert.Equal(
            [
                "Trace 1000 GoQueue.Publisher: Publishing OrderPlaced, message msg-123 (shop.orders/order.placed 1.2).",
                "Debug 1001 GoQueue.Publisher: Published OrderPlaced, message msg-123 (shop.orders/order.placed), in # ms; attempts: 1.",
            ],
            Lines());
    }

    [Fact]
    public async Task A_failure_is_an_error_line_without_the_exceptions_text()
    {
        await Assert.ThrowsAsync<EventSerializationException>(() => _shop.LandAsync(new Broken(1), goqueue => goqueue.UseLogging(_loggers)));

        Assert.Equal(
            "Error 1002 GoQueue.Publisher: Could not publish Broken, message msg-123 (shop.orders/order.broken): serialization (InvalidOperationException); outcome NotSent, attempts 0, # ms.",
            Lines()[^1]);
        Assert.DoesNotContain("the customer is gone", string.Concat(_loggers.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_rule_is_logged_by_its_name()
    {
        await Assert.ThrowsAsync<EventValidationException>(() => _shop.LandAsync(new OrderPlaced(-42, "hunter2", null), goqueue => goqueue.UseLogging(_loggers)));

        Assert.Equal(
            ["Error 1004 GoQueue.Publisher: Did not publish OrderPlaced, message msg-123 (shop.orders/order.placed), which breaks its rules: Range."], Lines());
    }

    [Fact]
    public async Task A_resend_is_a_warning()
    {
        var transport = new ManualTransport();
        await using var publisher = transport.Publisher(goqueue => goqueue.UseLogging(_loggers));
        var publish = publisher.PublishAsync(Shop.Order, Shop.Fixed);
        transport.Lose();
        transport.Confirm();
        await publish;

        // The pool may be writing the line while the receipt is handed over.
        await Until.TrueAsync(() => Lines().Any(static line => line.StartsWith("Warning 1003", StringComparison.Ordinal)));
        Assert.Contains("Warning 1003 GoQueue.Publisher: Sending OrderPlaced, message msg-123 (shop.orders/order.placed), again; attempts so far: 1.", Lines());
    }

    [Fact]
    public async Task A_skipped_message_is_logged_as_such()
    {
        await using var publisher = _shop.Publisher(goqueue => goqueue.UseLogging(_loggers).Use((context, _) =>
        {
            context.Skip();
            return ValueTask.CompletedTask;
        }));
        await publisher.PublishAsync(Shop.Order, Shop.Fixed);

        Assert.Equal("Debug 1005 GoQueue.Publisher: A middleware dropped OrderPlaced, message msg-123 (shop.orders/order.placed).", Lines()[^1]);
    }

    [Fact]
    public async Task Levels_are_options()
    {
        await _shop.LandAsync(Shop.Order, goqueue => goqueue.UseLogging(_loggers, o => (o.Start, o.Success) = (LogLevel.None, LogLevel.Information)));
        await Assert.ThrowsAsync<EventSerializationException>(
            () => _shop.LandAsync(new Broken(1), goqueue => goqueue.UseLogging(_loggers, o => (o.Start, o.Failure) = (LogLevel.None, LogLevel.Critical))));

        Assert.Equal(["Information", "Critical"], Lines().Select(line => line.Split(' ')[0]));
    }

    [Fact]
    public async Task The_resend_level_is_an_option()
    {
        var transport = new ManualTransport();
        await using var publisher = transport.Publisher(goqueue => goqueue.UseLogging(_loggers, o => o.Resend = LogLevel.Information));
        var publish = publisher.PublishAsync(Shop.Order);
        transport.Lose();
        transport.Confirm();
        await publish;

        // The pool may be writing the line while the receipt is handed over.
        await Until.TrueAsync(() => Lines().Any(static line => line.StartsWith("Information 1003 ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_publisher_in_a_container_logs_to_the_containers_loggers()
    {
        var services = new ServiceCollection();
        services.AddSingleton<ILoggerFactory>(_loggers);
        services.AddGoQueue().UseInMemory(_shop.Broker);
        await using var provider = services.BuildServiceProvider();

        await provider.GetRequiredService<IGoQueuePublisher>().PublishAsync(Shop.Order);

        Assert.Contains(Lines(), line => line.StartsWith("Debug 1001 ", StringComparison.Ordinal));
    }

    private List<string> Lines() => [.. _loggers.Of(Category).Select(line => Milliseconds().Replace(line, "# ms"))];

    [GeneratedRegex(@"[0-9.]+ ms")]
    private static partial Regex Milliseconds();
}
