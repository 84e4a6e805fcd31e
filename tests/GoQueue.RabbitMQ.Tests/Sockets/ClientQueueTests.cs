using GoQueue.RabbitMQ.Sockets;

namespace GoQueue.RabbitMQ.Tests.Sockets;

/// <summary>Who gets the places in the client's queue when it has drained.</summary>
public sealed class ClientQueueTests
{
    private static readonly TimeSpan s_soonEnough = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Nobody_who_comes_later_gets_a_place_before_those_who_wait_have_had_their_turn()
    {
        for (int round = 0; round < 200; round++)
        {
            var queue = new ClientQueue(new SocketWatch(TimeProvider.System), isCounted: true);
            var turn = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            using var seen = new ManualResetEventSlim();
            queue.ResumeBy(() =>
            {
                turn.TrySetResult(seen.Wait(s_soonEnough) && !queue.TryEnter(isNew: true) && queue.TryEnter(isNew: false));
            });
            int entered = Fill(queue);
            queue.WantRoom();

            for (int left = 0; left < entered; left++)
            {
                queue.Leave();
            }

            // Empty, and their turn is still to come: the pool has been asked, or is at it.
            Assert.False(queue.TryEnter(isNew: true), $"round {round}");
            seen.Set();
            Assert.True(await turn.Task.WaitAsync(s_soonEnough));
            await Eventually.HoldsAsync(() => queue.TryEnter(isNew: true), "a place for newcomers");
        }
    }

    [Fact]
    public async Task A_wish_during_their_turn_gives_another_one_after_it()
    {
        var queue = new ClientQueue(new SocketWatch(TimeProvider.System), isCounted: true);
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        int turns = 0;
        int atOnce = 0;
        queue.ResumeBy(() =>
        {
            Assert.Equal(1, Interlocked.Increment(ref atOnce));
            switch (++turns)
            {
                case < 5:
                    queue.WantRoom();
                    break;
                default:
                    done.TrySetResult();
                    break;
            }

            Interlocked.Decrement(ref atOnce);
        });

        queue.WantRoom();

        await done.Task.WaitAsync(s_soonEnough);
        await Eventually.HoldsAsync(() => queue.TryEnter(isNew: true), "a place for newcomers");
        Assert.Equal(5, turns);
    }

    /// <summary>Until it takes no more; returns how many it took.</summary>
    private static int Fill(ClientQueue queue)
    {
        int entered = 0;
        while (queue.TryEnter(isNew: true))
        {
            entered++;
        }

        return entered;
    }
}
