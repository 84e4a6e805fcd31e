using System.Collections;
using System.Diagnostics.Metrics;
using GoQueue.RabbitMQ.Tests.Harness;
using Microsoft.Extensions.Logging;

namespace GoQueue.RabbitMQ.Tests.Faults.Foreign;

/// <summary>Loggers, listeners and header values are others' code and may throw: messages have their outcome all the same, and the publisher goes on.</summary>
public sealed class ForeignCodeTests
{
    private static readonly TimeSpan SoonEnough = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_logger_that_throws_leaves_no_message_without_an_end_and_no_publisher_without_a_connection()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        broker.OnBatch(6, static batch => batch[0].Connection.End());
        var logger = new ThrowingLogger();
        await using GoQueuePublisher publisher = GoQueuePublisher.Create(goqueue => goqueue.UseRabbitMQ(broker.Uri.ToString(), static o => o.ChannelPoolSize = 1).UseLogging(logger));

        Task<PublishReceipt>[] publishes = [.. Enumerable.Range(0, 6).Select(i => publisher.PublishOrderPlacedAsync(new(i, "ann")).AsTask())];
        await broker.WaitForPublishesAsync(6);
        broker.OnPublish(static publish => publish.Ack());

        PublishReceipt[] receipts = await Task.WhenAll(publishes).WaitAsync(SoonEnough);
        Assert.All(receipts, static receipt => Assert.Equal((2, true), (receipt.Attempts, receipt.MayBeDuplicated)));
        Assert.Equal(1, (await publisher.PublishOrderPlacedAsync(new(7, "ann")).AsTask().WaitAsync(SoonEnough)).Attempts);
        Assert.True(logger.Thrown > 6, $"it threw {logger.Thrown} times");
    }

    [Fact]
    public async Task A_listener_of_measurements_that_throws_leaves_no_message_without_an_end()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        broker.OnBatch(6, static batch => batch[0].Connection.End());
        await using GoQueuePublisher publisher = Publishers.Create(broker.Uri.ToString(), static o => o.ChannelPoolSize = 1);
        object port = broker.Uri.Port;
        int thrown = 0;
        using var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, listening) =>
            {
                if (instrument.Meter.Name.StartsWith("GoQueue", StringComparison.Ordinal))
                {
                    listening.EnableMeasurementEvents(instrument);
                }
            },
        };

        // Listeners hear the whole process: only this publisher's measurements are answered like that.
        void ThrowIfOurs(ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            foreach (KeyValuePair<string, object?> tag in tags)
            {
                if (tag.Key == "server.port" && port.Equals(tag.Value))
                {
                    Interlocked.Increment(ref thrown);
                    throw new InvalidOperationException("the listener failed");
                }
            }
        }

        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => ThrowIfOurs(tags));
        listener.SetMeasurementEventCallback<double>((_, _, tags, _) => ThrowIfOurs(tags));
        listener.Start();

        Task<PublishReceipt>[] publishes = [.. Enumerable.Range(0, 6).Select(i => publisher.PublishOrderPlacedAsync(new(i, "ann")).AsTask())];
        await broker.WaitForPublishesAsync(6);
        broker.OnPublish(static publish => publish.Ack());

        await Task.WhenAll(publishes).WaitAsync(SoonEnough);
        Assert.True(thrown >= 6, $"it threw {thrown} times");
    }

    [Fact]
    public async Task A_header_that_changes_under_our_hands_is_refused_and_its_message_forgotten()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        broker.OnPublish(static publish => publish.Ack());
        await using GoQueuePublisher publisher = Publishers.Create(broker.Uri.ToString());
        var changing = new PublishOptions { MessageId = "m-1", Headers = new Dictionary<string, object?> { ["tags"] = new List<object?> { new ChangingDictionary() } } };

        var failure = await Assert.ThrowsAsync<MessageRefusedException>(() => publisher.PublishOrderPlacedAsync(new(1, "ann"), changing).AsTask());

        Assert.Equal(PublishOutcome.NotSent, failure.Outcome);
        Assert.Contains("The header 'tags' cannot be read (InvalidOperationException): leave lists and dictionaries alone until the publish has ended", failure.Message, StringComparison.Ordinal);
        Assert.Equal("m-1", (await publisher.PublishOrderPlacedAsync(new(1, "ann"), changing with { Headers = null }).AsTask().WaitAsync(SoonEnough)).MessageId);
        await publisher.CloseAsync().AsTask().WaitAsync(SoonEnough);
    }

    private sealed class ThrowingLogger : ILoggerFactory, ILogger
    {
        private int _thrown;

        public int Thrown => Volatile.Read(ref _thrown);

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            Interlocked.Increment(ref _thrown);
            throw new IOException("There is not enough space on the disk.");
        }

        public void Dispose()
        {
        }
    }

    /// <summary>As a dictionary does that another thread changes meanwhile.</summary>
    private sealed class ChangingDictionary : Dictionary<string, object?>, IEnumerable<KeyValuePair<string, object?>>
    {
        IEnumerator<KeyValuePair<string, object?>> IEnumerable<KeyValuePair<string, object?>>.GetEnumerator() => throw new InvalidOperationException("Collection was modified.");

        IEnumerator IEnumerable.GetEnumerator() => throw new InvalidOperationException("Collection was modified.");
    }
}
