using GoQueue.Brokers.Scripted;
using GoQueue.RabbitMQ.Tests.Harness;
using GoQueue.Transports.RabbitMQ;
using Microsoft.Extensions.Time.Testing;

namespace GoQueue.RabbitMQ.Tests.Wire;

/// <summary>What was waiting during an alarm of the broker's has its whole bound after the alarm.</summary>
public sealed class AlarmEndTests
{
    private const int PoolSize = 5;

    // RabbitMQ.Client takes the channel numbers from 1 up.
    private const int MostClientChannels = 2;

    private static readonly TimeSpan SoonEnough = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_full_socket_has_the_whole_stall_bound_after_an_alarm()
    {
        var time = new FakeTimeProvider();
        await using ScriptedBroker broker = ScriptedBroker.Start(new() { ReceiveBuffer = 65_536 });
        await using Scene scene = new(broker, time);
        GoQueuePublisher publisher = scene.Publisher;
        await publisher.PublishOrderPlacedAsync(new(0, "ann"));
        ScriptedConnection connection = broker.Connections[0];
        connection.PauseReading();
        string text = new('x', 2_000_000);
        Task<PublishReceipt>[] publishes = [.. Enumerable.Range(1, 5).Select(i => publisher.PublishOrderPlacedAsync(new(i, text)).AsTask())];
        connection.Block();
        await HasStateAsync(publisher, PublisherState.Blocked);
        time.Advance(TimeSpan.FromSeconds(11));

        connection.Send(AmqpFrames.Unblocked());
        await HasStateAsync(publisher, PublisherState.Connected);
        time.Advance(TimeSpan.FromSeconds(1));
        connection.ResumeReading();

        PublishReceipt[] receipts = await Task.WhenAll(publishes).WaitAsync(SoonEnough);
        Assert.All(receipts, static receipt => Assert.Equal(1, receipt.Attempts));
        Assert.Equal(6, broker.Publishes.Select(static publish => publish.MessageId).Distinct().Count());
        Assert.Equal((6, 1), (broker.Publishes.Count, broker.Connections.Count));
    }

    [Theory]
    [InlineData(AmqpMethod.ChannelOpen)]
    [InlineData(AmqpMethod.ChannelClose)]
    public async Task A_request_of_a_publishing_channel_has_its_whole_bound_after_an_alarm(AmqpMethod request)
    {
        var time = new FakeTimeProvider();
        var asked = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        bool isWatched = false;
        await using ScriptedBroker broker = ScriptedBroker.Start(new()
        {
            OnMethod = (_, method, number) =>
            {
                if (!Volatile.Read(ref isWatched) || number <= MostClientChannels)
                {
                    return false;
                }

                if (method == request && asked.TrySetResult(number))
                {
                    return true;
                }

                return method == AmqpMethod.ConfirmSelect && request == AmqpMethod.ChannelOpen;
            },
        });
        await using Scene scene = new(broker, time);
        GoQueuePublisher publisher = scene.Publisher;
        await publisher.PublishOrderPlacedAsync(new(0, "ann"));
        await HasChannelsAsync(publisher, PoolSize);

        // A channel that has lived for so long is opened again without a delay.
        time.Advance(TimeSpan.FromSeconds(3));
        ScriptedConnection connection = broker.Connections[0];
        connection.Block(stopReading: false);
        await HasStateAsync(publisher, PublisherState.Blocked);
        Volatile.Write(ref isWatched, true);
        EndChannel(connection.Channels[0], byClient: request == AmqpMethod.ChannelClose);
        int number = await asked.Task.WaitAsync(SoonEnough);
        time.Advance(request == AmqpMethod.ChannelClose ? TimeSpan.FromSeconds(4) : TimeSpan.FromSeconds(9));

        connection.Send(AmqpFrames.Unblocked());
        await HasStateAsync(publisher, PublisherState.Connected);
        time.Advance(TimeSpan.FromSeconds(2));
        if (request == AmqpMethod.ChannelClose)
        {
            connection.Send(AmqpFrames.Method(AmqpMethod.ChannelCloseOk, number));
        }
        else
        {
            connection.Send(AmqpFrames.Method(AmqpMethod.ChannelOpenOk, number, static writer => writer.Long(0)));
            connection.Send(AmqpFrames.Method(AmqpMethod.ConfirmSelectOk, number));
        }

        await HasChannelsAsync(publisher, PoolSize);
        Assert.Single(broker.Connections);
    }

    [Fact]
    public async Task A_channel_of_the_clients_has_its_whole_bound_to_close_after_an_alarm()
    {
        var time = new FakeTimeProvider();
        var asked = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using ScriptedBroker broker = ScriptedBroker.Start(new()
        {
            OnMethod = (_, method, number) => method == AmqpMethod.ChannelClose && number <= MostClientChannels && asked.TrySetResult(number),
        });
        await using Scene scene = new(broker, time);
        GoQueuePublisher publisher = scene.Publisher;
        await publisher.DeclareTopologyAsync([], static topology => topology.Exchange("bills"));
        int number = await asked.Task.WaitAsync(SoonEnough);
        ScriptedConnection connection = broker.Connections[0];
        connection.Block(stopReading: false);
        await HasStateAsync(publisher, PublisherState.Blocked);
        time.Advance(TimeSpan.FromSeconds(9));

        connection.Send(AmqpFrames.Unblocked());
        await HasStateAsync(publisher, PublisherState.Connected);
        time.Advance(TimeSpan.FromSeconds(2));
        connection.Send(AmqpFrames.Method(AmqpMethod.ChannelCloseOk, number));

        await publisher.DeclareTopologyAsync([], static topology => topology.Exchange("bills")).AsTask().WaitAsync(SoonEnough);
        Assert.Single(broker.Connections);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_request_behind_a_large_body_has_its_whole_bound_once_it_has_left(bool byClient)
    {
        var time = new FakeTimeProvider();
        await using ScriptedBroker broker = ScriptedBroker.Start(new() { ReceiveBuffer = 65_536 });
        await using Scene scene = new(broker, time, static o => o.ConnectTimeout = TimeSpan.FromSeconds(4));
        GoQueuePublisher publisher = scene.Publisher;
        await publisher.PublishOrderPlacedAsync(new(0, "ann"));
        await HasChannelsAsync(publisher, PoolSize);
        time.Advance(TimeSpan.FromSeconds(3));
        ScriptedConnection connection = broker.Connections[0];
        connection.PauseReading();
        Task<PublishReceipt> publishing = publisher.PublishOrderPlacedAsync(new(1, new string('x', 12_000_000))).AsTask();

        // The message is on the channel of the first one.
        EndChannel(connection.Channels.First(channel => channel.Number != broker.Publishes[0].Channel.Number), byClient);
        await HasChannelsAsync(publisher, PoolSize - 1);
        time.Advance(TimeSpan.FromSeconds(6));
        connection.ResumeReading();

        PublishReceipt receipt = await publishing.WaitAsync(SoonEnough);
        await HasChannelsAsync(publisher, PoolSize);
        Assert.Equal((1, 2, 1), (receipt.Attempts, broker.Publishes.Count, broker.Connections.Count));
    }

    private static Task HasStateAsync(GoQueuePublisher publisher, PublisherState state) =>
        Eventually.HoldsAsync(() => publisher.State == state, $"the state {state}", SoonEnough);

    private static Task HasChannelsAsync(GoQueuePublisher publisher, int count) =>
        Eventually.HoldsAsync(() => ((RabbitMQTransport)publisher.Transport).GetStatus().Channels == count, $"{count} channels", SoonEnough);

    private static void EndChannel(ScriptedChannel channel, bool byClient)
    {
        if (byClient)
        {
            // The client closes a channel on which the broker confirms what was never sent.
            channel.Ack(99);
        }
        else
        {
            channel.Close(404, "NOT_FOUND - no exchange 'gone' in vhost '/'");
        }
    }

    /// <summary>A publisher on a clock of the test's, which runs again when the test is over.</summary>
    private sealed class Scene(ScriptedBroker broker, FakeTimeProvider time, Action<RabbitMQOptions>? configure = null) : IAsyncDisposable
    {
        public GoQueuePublisher Publisher { get; } = Publishers.Create(broker.Uri.ToString(), configure, static o => o.PublishTimeout = TimeSpan.FromHours(1), time);

        public async ValueTask DisposeAsync()
        {
            Task closing = Publisher.DisposeAsync().AsTask();
            await Eventually.HoldsAsync(
                () =>
                {
                    time.Advance(TimeSpan.FromSeconds(1));
                    return closing.IsCompleted;
                },
                "the publisher to close");
        }
    }
}
