using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using GoQueue.RabbitMQ.Tests.Harness;
using GoQueue.Transports.RabbitMQ;
using Microsoft.Extensions.Logging;

namespace GoQueue.RabbitMQ.Tests.Publishing;

/// <summary>What must never be told: who logs in and with what, what a message holds, and characters with which a broker could forge log lines.</summary>
[Trait("Speed", "Quick")]
public sealed class SecurityTests
{
    private const string User = "us3r-n4me";
    private const string Password = "p4ss-w0rd";
    private const string Content = "c0ntent-of-the-message";
    private const string Dirty = "ACCESS_REFUSED - access to exchange 'orders' refused for user '" + User + "'\r\n\u001b[31m2026-11-25 forged line\u0007";

    [Theory]
    [InlineData("nobody listens")]
    [InlineData("login refused")]
    [InlineData("vhost refused")]
    [InlineData("channel closed")]
    [InlineData("connection closed")]
    [InlineData("connection lost")]
    [InlineData("rejected")]
    [InlineData("unroutable")]
    [InlineData("unanswered")]
    public async Task Neither_login_nor_content_nor_control_characters_reach_exceptions_logs_or_telemetry(string fault)
    {
        await using ScriptedBroker broker = ScriptedBroker.Start(new()
        {
            AcceptsCredentials = (_, _) => fault != "login refused",
            AcceptsVhost = _ => fault != "vhost refused",
        });
        broker.OnPublish(publish => Answer(publish, fault));
        if (fault == "nobody listens")
        {
            broker.StopListening();
        }

        using var told = new Told();
        Exception failure;
        await using (GoQueuePublisher publisher = Create(broker, told))
        {
            failure = await Assert.ThrowsAnyAsync<PublishException>(() => publisher.PublishOrderPlacedAsync(new(1, Content)).AsTask().WaitAsync(TimeSpan.FromSeconds(60)));
            told.Add(publisher.DescribePipeline());
            told.Add(((RabbitMQTransport)publisher.Transport).GetStatus().ToString());
        }

        for (Exception? part = failure; part is not null; part = part.InnerException)
        {
            told.Add(part.Message);
        }

        string[] lines = [.. told.Lines];
        Assert.Contains(lines, line => line.Contains("Could not publish", StringComparison.Ordinal));
        Assert.All([.. lines, failure.ToString()], static line =>
        {
            Assert.DoesNotContain(User, line, StringComparison.Ordinal);
            Assert.DoesNotContain(Password, line, StringComparison.Ordinal);
            Assert.DoesNotContain(Content, line, StringComparison.Ordinal);
            Assert.DoesNotContain('\u001b', line);
            Assert.DoesNotContain('\u0007', line);
        });
        Assert.DoesNotContain(lines.Where(static line => line.Contains("forged", StringComparison.Ordinal)), static line => line.Contains('\n') || line.Contains('\r'));
    }

    private static void Answer(ReceivedPublish publish, string fault)
    {
        switch (fault)
        {
            case "channel closed":
                publish.Channel.Close(403, Dirty);
                break;
            case "connection closed":
                publish.Connection.Close(541, Dirty);
                break;
            case "connection lost":
                publish.Connection.End(SocketEnd.Reset);
                break;
            case "rejected":
                publish.Nack();
                break;
            case "unroutable":
                publish.ReturnAndAck();
                break;
            default:
                break;
        }
    }

    private static GoQueuePublisher Create(ScriptedBroker broker, Told told) => GoQueuePublisher.Create(goqueue => goqueue
        .UseRabbitMQ(
            new UriBuilder(broker.Uri) { UserName = User, Password = Password, Path = "shop" }.Uri.ToString(),
            static o =>
            {
                o.AllowDuplicates = false;
                o.ConfirmTimeout = TimeSpan.FromSeconds(1);
            })
        .UseLogging(told)
        .Configure(static o => o.PublishTimeout = TimeSpan.FromSeconds(2)));

    /// <summary>All that a publisher tells the world: log lines, spans and measurements, those of other tests beside it included.</summary>
    private sealed class Told : ILoggerFactory, ILogger
    {
        private readonly ActivityListener _spans;
        private readonly MeterListener _meters = new();

        public Told()
        {
            _spans = new ActivityListener
            {
                ShouldListenTo = static source => source.Name.StartsWith("GoQueue", StringComparison.Ordinal),
                Sample = static (ref _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = span => Lines.Enqueue($"{span.DisplayName} {span.StatusDescription} {string.Join(' ', span.TagObjects)} {string.Join(' ', span.Events.SelectMany(static e => e.Tags))}"),
            };
            ActivitySource.AddActivityListener(_spans);
            _meters.InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Meter.Name.StartsWith("GoQueue", StringComparison.Ordinal))
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _meters.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Lines.Enqueue($"{instrument.Name} {string.Join(' ', tags.ToArray())}"));
            _meters.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Lines.Enqueue($"{instrument.Name} {string.Join(' ', tags.ToArray())}"));
            _meters.Start();
        }

        public ConcurrentQueue<string> Lines { get; } = new();

        public void Add(string line) => Lines.Enqueue(line);

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{formatter(state, exception)} {exception?.Message}");

        public void Dispose()
        {
            _spans.Dispose();
            _meters.Dispose();
        }
    }
}
