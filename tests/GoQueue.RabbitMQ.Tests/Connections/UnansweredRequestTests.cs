using GoQueue.Brokers.Scripted;
using GoQueue.RabbitMQ.Tests.Harness;

namespace GoQueue.RabbitMQ.Tests.Connections;

/// <summary>Requests that RabbitMQ.Client makes and the broker does not answer: the client's channel numbers do not run into ours.</summary>
public sealed class UnansweredRequestTests
{
    // Five of ours, and two of the client's.
    private const int ChannelMax = 7;

    private static readonly TimeSpan SoonEnough = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(AmqpMethod.ChannelOpen)]
    [InlineData(AmqpMethod.ExchangeDeclare)]
    [InlineData(AmqpMethod.ChannelClose)]
    public async Task A_broker_that_ignores_three_requests_leaves_the_client_its_channel_numbers(AmqpMethod ignored)
    {
        int count = 0;
        await using ScriptedBroker broker = ScriptedBroker.Start(new()
        {
            ChannelMax = ChannelMax,
            OnMethod = (_, method, number) => method == ignored && number <= 2 && Interlocked.Increment(ref count) <= 3,
        });
        await using GoQueuePublisher publisher = Publishers.Create(broker.Uri.ToString(), static o => o.ConnectTimeout = TimeSpan.FromSeconds(1));
        await publisher.ConnectAsync();

        List<string> failures = [];
        bool isDeclared = false;
        while (!isDeclared || Volatile.Read(ref count) <= 3)
        {
            try
            {
                await DeclareAsync(publisher);
                isDeclared = true;
            }
            catch (BrokerUnavailableException exception)
            {
                failures.Add(exception.Message);
            }
        }

        Assert.DoesNotContain(failures, static failure => failure.Contains("uses channel", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Requests_that_an_alarm_holds_up_are_given_up_and_their_channels_closed_after_it()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start(new() { ChannelMax = ChannelMax });
        await using GoQueuePublisher publisher = Publishers.Create(broker.Uri.ToString(), static o => o.ConnectTimeout = TimeSpan.FromSeconds(1));
        await publisher.ConnectAsync();
        ScriptedConnection connection = broker.Connections[0];
        await Eventually.HoldsAsync(() => connection.Channels.Count == ChannelMax - 2, "all channels of the pool");

        for (int round = 0; round < 3; round++)
        {
            // During the alarm itself a declaration waits. This one has begun.
            connection.PauseReading();
            Task declaring = DeclareAsync(publisher);
            connection.Block();
            await Assert.ThrowsAsync<BrokerUnavailableException>(() => declaring);
            connection.Unblock();
            await Eventually.HoldsAsync(() => publisher.State == PublisherState.Connected, "the end of the alarm");
        }

        await DeclareAsync(publisher);
        await Eventually.HoldsAsync(() => connection.Channels.Count == ChannelMax - 2, "the late channels to be closed");
        Assert.Single(broker.Connections);
    }

    private static Task DeclareAsync(GoQueuePublisher publisher) =>
        publisher.DeclareTopologyAsync([], static topology => topology.Exchange("bills")).AsTask().WaitAsync(SoonEnough);
}
