using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using GoQueue.Core.Tests.Harness;
using GoQueue.Diagnostics;
using GoQueue.Publishing.Untyped;
using Xunit;

namespace GoQueue.Core.Tests.Diagnostics;

/// <summary>
/// Topics and actions of untyped messages come from outside the program: they must not become time series without end.
/// </summary>
[Covers<EventTelemetry>]
[Collection(AloneCollection.Name)]
public sealed class SeriesBoundTests
{
    private const int Names = 5_000;

    [Theory]
    [InlineData("valid")]
    [InlineData("invalid")]
    [InlineData("versions")]
    public async Task Untyped_messages_make_a_bounded_number_of_time_series(string kind)
    {
        var series = new ConcurrentDictionary<string, bool>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name is GoQueueDiagnostics.MeterName or GoQueueDiagnostics.MessagingMeterName)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Note(series, instrument, tags));
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Note(series, instrument, tags));
        listener.Start();
        var shop = new Shop();
        await using var publisher = shop.Publisher();

        for (var i = 0; i < Names; i++)
        {
            var message = GoQueueMessage.Create().Topic("shop.orders").Action(kind == "versions" ? "a" : $"order.n{i}");
            _ = kind switch
            {
                "valid" => message.Data("1"u8),
                "versions" => message.Data("1"u8).Version($"1.{i}"),
                _ => message,
            };
            _ = await Record.ExceptionAsync(async () => await publisher.PublishAsync(message.Build()));
            shop.Queue.Clear();
        }

        foreach (var instrument in series.Keys.GroupBy(static one => one.Split('|')[0]))
        {
            Assert.InRange(instrument.Count(), 1, (2 * UntypedPlans.Capacity) + 8);
        }

        Assert.Equal(kind != "versions", series.Keys.Any(static one => one.Contains("_OTHER", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_log_line_names_what_a_metric_does_not()
    {
        var loggers = new RecordingLoggers();
        await using var publisher = new Shop().Publisher(goqueue => goqueue.UseLogging(loggers));

        _ = await Record.ExceptionAsync(async () => await publisher.PublishAsync(GoQueueMessage.Create().Topic("shop.orders").Action("order.nameless").Build()));

        Assert.Contains(loggers.Lines, static line => line.Contains("order.nameless", StringComparison.Ordinal));
    }

    private static void Note(ConcurrentDictionary<string, bool> series, Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        series.TryAdd($"{instrument.Name}|{string.Join(',', tags.ToArray().Select(static tag => $"{tag.Key}={tag.Value}"))}", true);
}
