using GoQueue.Transports.RabbitMQ.Connections;
using Microsoft.Extensions.Time.Testing;

namespace GoQueue.RabbitMQ.Tests.Connections;

/// <summary>How long a publisher waits before it connects again.</summary>
public sealed class ReconnectDelayTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Waits_double_up_to_two_seconds_in_the_first_minute_and_to_eight_later()
    {
        var delays = new ReconnectDelays(_time);

        Assert.InRange(delays.Next().TotalMilliseconds, 50, 100);
        Assert.InRange(delays.Next().TotalMilliseconds, 100, 200);
        for (TimeSpan passed = TimeSpan.Zero; passed < TimeSpan.FromSeconds(55);)
        {
            TimeSpan delay = delays.Next();
            Assert.InRange(delay.TotalSeconds, 0.1, 2);
            _time.Advance(delay);
            passed += delay;
        }

        _time.Advance(TimeSpan.FromSeconds(10));
        delays.Next();
        delays.Next();
        for (int round = 0; round < 100; round++)
        {
            Assert.InRange(delays.Next().TotalSeconds, 4, 8);
        }
    }

    [Fact]
    public void A_connection_in_between_begins_the_minute_anew_and_one_that_lasted_begins_all_anew()
    {
        var delays = new ReconnectDelays(_time);
        for (int round = 0; round < 10; round++)
        {
            delays.Next();
            _time.Advance(TimeSpan.FromSeconds(10));
        }

        delays.NoteConnected();
        Assert.InRange(delays.Next().TotalSeconds, 1, 2);

        delays.Reset();
        Assert.InRange(delays.Next().TotalMilliseconds, 50, 100);
    }

    [Fact]
    public void No_two_publishers_wait_in_step()
    {
        TimeSpan[] waits = [.. Enumerable.Range(0, 50).Select(_ => new ReconnectDelays(_time).Next())];

        Assert.True(waits.Distinct().Count() > 40, "the waits are not cut by chance");
    }
}
