using GoQueue.Core.Tests.Harness;
using GoQueue.Diagnostics;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace GoQueue.Core.Tests.Diagnostics;

/// <summary>An outage writes a line per second, whatever the number of messages.</summary>
[Covers<OutageLog>]
public sealed class OutageLogTests : IDisposable
{
    private readonly RecordingLoggers _loggers = new();
    private readonly FakeTimeProvider _time = new();
    private readonly OutageLog _log;

    public OutageLogTests() => _log = new OutageLog(_loggers.CreateLogger("Test"), _time);

    public void Dispose() => _log.Dispose();

    [Fact]
    public void The_first_of_a_second_has_its_own_line_and_the_others_are_counted()
    {
        Assert.True(_log.TryFail("nack"));
        Assert.True(_log.TryResend());
        Assert.True(_log.TryFail("timeout"));
        for (var i = 0; i < 100; i++)
        {
            Assert.False(_log.TryFail(i % 2 == 0 ? "nack" : "timeout"));
            Assert.False(_log.TryResend());
        }

        Assert.Empty(_loggers.Lines);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("Warning 1009 Test: Since the last line more publishes have failed (100: nack 50, timeout 50), and 100 more messages were sent again.", Assert.Single(_loggers.Lines));
    }

    [Fact]
    public void Ten_seconds_at_volume_are_ten_lines_and_the_recovery_sums_up()
    {
        for (var i = 0; i < 1000; i++)
        {
            _log.TryFail("broker_unavailable");
            _time.Advance(TimeSpan.FromMilliseconds(10));
        }

        Assert.InRange(_loggers.Lines.Count, 9, 10);
        _log.Succeeded();
        _time.Advance(TimeSpan.FromSeconds(1));
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("Warning 1010 Test: Publishes succeed again after 10 s; failed: 1000: broker_unavailable 1000; sent again: 0.", _loggers.Lines.Last());
        Assert.True(_log.TryFail("broker_unavailable"));
    }

    [Fact]
    public void Failures_that_are_few_have_a_line_each_and_no_recovery()
    {
        for (var i = 0; i < 3; i++)
        {
            Assert.True(_log.TryFail("nack"));
            _log.Succeeded();
            _time.Advance(TimeSpan.FromSeconds(2));
        }

        Assert.Empty(_loggers.Lines);
    }

    [Fact]
    public void Success_between_failures_is_no_recovery()
    {
        for (var i = 0; i < 50; i++)
        {
            _log.TryFail("nack");
            _log.Succeeded();
            _time.Advance(TimeSpan.FromMilliseconds(100));
        }

        Assert.DoesNotContain(_loggers.Lines, static line => line.Contains(" 1010 ", StringComparison.Ordinal));
    }

    [Fact]
    public void What_was_counted_is_written_at_the_end()
    {
        _log.TryFail("nack");
        _log.TryFail("nack");
        _log.Dispose();

        Assert.Contains("more publishes have failed (1: nack 1)", Assert.Single(_loggers.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_publisher_in_an_outage_writes_few_lines_and_each_caller_gets_its_exception()
    {
        var transport = new ManualTransport();
        var publisher = transport.Publisher(goqueue => goqueue.UseLogging(_loggers));
        var publishes = Enumerable.Range(0, 500).Select(_ => publisher.PublishAsync(Shop.Order).AsTask()).ToList();
        for (var i = 0; i < 500; i++)
        {
            transport.LoseForGood();
        }

        foreach (var publish in publishes)
        {
            await Assert.ThrowsAsync<PublishOutcomeUnknownException>(() => publish);
        }

        await publisher.DisposeAsync();
        var failures = _loggers.Lines.Where(static line => line.Contains(" 1002 ", StringComparison.Ordinal) || line.Contains(" 1009 ", StringComparison.Ordinal)).ToList();
        Assert.InRange(failures.Count, 2, 60);
        Assert.Contains(failures, static line => line.Contains(" 1009 ", StringComparison.Ordinal));
        Assert.Equal(500, failures.Sum(static line => line.Contains(" 1009 ", StringComparison.Ordinal) ? int.Parse(line.Split("failed (")[1].Split(':')[0], System.Globalization.CultureInfo.InvariantCulture) : 1));
    }

    [Fact]
    public async Task Messages_that_fail_for_their_own_sake_have_a_line_each()
    {
        await using var publisher = new Shop().Publisher(goqueue => goqueue.UseLogging(_loggers));
        for (var i = 0; i < 20; i++)
        {
            await Assert.ThrowsAsync<EventValidationException>(() => publisher.PublishAsync(new OrderPlaced(-1, "Ann", null)).AsTask());
        }

        Assert.Equal(20, _loggers.Lines.Count(static line => line.Contains(" 1004 ", StringComparison.Ordinal)));
    }
}
