using GoQueue.Transports.RabbitMQ.Waiting;

namespace GoQueue.RabbitMQ.Tests.Waiting;

public sealed class WaitingPumpTests
{
    private static readonly TimeSpan SoonEnough = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Room_that_comes_after_a_run_has_looked_and_before_it_ends_starts_another_run()
    {
        var second = new TaskCompletionSource();
        int runs = 0;
        WaitingPump pump = null!;
        pump = new WaitingPump(() =>
        {
            if (++runs == 1)
            {
                // It has looked and found no room. Now a channel opens; then the run puts back the message that it could not send.
                pump.OnRoom();
                return true;
            }

            second.TrySetResult();
            return false;
        });

        pump.NoteWaiting();
        pump.OnRoom();

        await second.Task.WaitAsync(SoonEnough);
    }

    [Fact]
    public async Task Room_starts_a_run_while_somebody_still_waits()
    {
        var first = new TaskCompletionSource();
        var second = new TaskCompletionSource();
        int runs = 0;
        var pump = new WaitingPump(() =>
        {
            (++runs == 1 ? first : second).TrySetResult();
            return true;
        });

        pump.Request();
        await first.Task.WaitAsync(SoonEnough);

        // The first run may not have ended: that is no reason to overlook the room, either.
        pump.OnRoom();

        await second.Task.WaitAsync(SoonEnough);
    }

    [Fact]
    public async Task Room_starts_no_run_where_nobody_waits()
    {
        var ran = new TaskCompletionSource();
        int runs = 0;
        var pump = new WaitingPump(() =>
        {
            runs++;
            ran.TrySetResult();
            return false;
        });

        pump.OnRoom();
        pump.NoteWaiting();
        pump.OnRoom();
        await ran.Task.WaitAsync(SoonEnough);

        Assert.Equal(1, runs);
    }
}
