using GoQueue.Transports.RabbitMQ.Waiting;
using Microsoft.Extensions.Time.Testing;

namespace GoQueue.RabbitMQ.Tests.Waiting;

public sealed class WaitingWatchTests
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(100);

    private readonly FakeTimeProvider _time = new();
    private int _looks;
    private int _waiting;

    [Fact]
    public void It_looks_as_long_as_anybody_waits_and_then_no_more()
    {
        var watch = new WaitingWatch(_time, s_interval, () => _looks++, () => _waiting > 0);
        _waiting = 1;
        watch.Start();
        _time.Advance(s_interval);
        _time.Advance(s_interval);
        _waiting = 0;
        _time.Advance(s_interval);
        Assert.Equal(3, _looks);

        _time.Advance(s_interval * 10);
        Assert.Equal(3, _looks);

        _waiting = 1;
        watch.Start();
        _time.Advance(s_interval);
        Assert.Equal(4, _looks);
    }

    [Fact]
    public void Who_comes_between_the_last_question_and_the_stop_is_looked_at()
    {
        int questions = 0;
        WaitingWatch watch = null!;
        watch = new WaitingWatch(_time, s_interval, () => _looks++, () =>
        {
            if (++questions > 1)
            {
                return _waiting > 0;
            }

            // The answer is no; before the timer is stopped a message comes and finds it running.
            _waiting = 1;
            watch.Start();
            return false;
        });
        watch.Start();
        _time.Advance(s_interval);
        Assert.Equal(1, _looks);

        _time.Advance(s_interval);
        Assert.Equal(2, _looks);
    }
}
