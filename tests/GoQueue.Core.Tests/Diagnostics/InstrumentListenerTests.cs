using System.Diagnostics.Metrics;
using GoQueue.Core.Tests.Harness;
using Xunit;

namespace GoQueue.Core.Tests.Diagnostics;

/// <summary>
/// Creating an instrument calls every metric listener of the process: one that throws must not keep a publisher from
/// being built.
/// </summary>
[Collection(AloneCollection.Name)]
public sealed class InstrumentListenerTests
{
    private readonly Shop _shop = new();

    [Fact]
    public async Task A_listener_that_throws_in_InstrumentPublished_is_logged_once_and_harms_no_publish()
    {
        var loggers = new RecordingLoggers();
        using var listener = new MeterListener();
        listener.Start();
        listener.InstrumentPublished = static (instrument, _) =>
        {
            if (instrument.Meter.Name.StartsWith("GoQueue", StringComparison.Ordinal))
            {
                throw new FormatException("s3cret");
            }
        };

        var publisher = _shop.Publisher(goqueue => goqueue.UseLogging(loggers).UseCircuitBreaker());
        await publisher.PublishAsync(Shop.Order);
        await publisher.DisposeAsync();

        Assert.Equal(1, _shop.Queue.Count);
        var line = Assert.Single(loggers.Of("GoQueue.Publisher"), static line => line.Contains(" 1007 ", StringComparison.Ordinal));
        Assert.Contains("threw FormatException", line, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", line, StringComparison.Ordinal);
    }
}
