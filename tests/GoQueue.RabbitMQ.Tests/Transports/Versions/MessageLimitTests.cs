using GoQueue.Formats;
using GoQueue.RabbitMQ.Tests.Faults;
using GoQueue.RabbitMQ.Tests.Harness;

namespace GoQueue.RabbitMQ.Tests.Transports.Versions;

/// <summary>
/// The broker's limit on messages: 16 MiB and read at its start from RabbitMQ 4 on, 128 MiB and read with each channel
/// before.
/// </summary>
[Collection(SecondFaultNode.Name)]
[Trait("Broker", "Compatibility")]
public sealed class MessageLimitTests(FaultNode fault)
{
    private static readonly TimeSpan SoonEnough = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_message_over_16_MiB_is_refused_from_RabbitMQ_4_on()
    {
        await using GoQueuePublisher publisher = await CreateAsync();

        await publisher.PublishAsync(Message(16 << 20)).AsTask().WaitAsync(SoonEnough);
        if ((await BrokerVersion.ReadAsync(fault.Node.Control)).Major < 4)
        {
            await publisher.PublishAsync(Message((16 << 20) + 1)).AsTask().WaitAsync(SoonEnough);
            return;
        }

        var refused = await Assert.ThrowsAsync<MessageRefusedException>(() => publisher.PublishAsync(Message((16 << 20) + 1)).AsTask().WaitAsync(SoonEnough));
        Assert.Equal(PublishOutcome.NotSent, refused.Outcome);
        Assert.Contains("16777217", refused.Message, StringComparison.Ordinal);
        Assert.Contains("16777216", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task From_RabbitMQ_4_on_the_limit_is_read_when_the_broker_starts()
    {
        await fault.Node.Control.EvaluateAsync("application:set_env(rabbit, max_message_size, 2000).");
        try
        {
            await using GoQueuePublisher publisher = await CreateAsync();
            Task<PublishReceipt> publish = publisher.PublishAsync(Message(5_000)).AsTask().WaitAsync(SoonEnough);
            if ((await BrokerVersion.ReadAsync(fault.Node.Control)).Major < 4)
            {
                await Assert.ThrowsAsync<MessageRefusedException>(() => publish);
            }
            else
            {
                await publish;
            }
        }
        finally
        {
            await fault.Node.Control.EvaluateAsync("application:set_env(rabbit, max_message_size, 134217728).");
        }
    }

    private async Task<GoQueuePublisher> CreateAsync()
    {
        GoQueuePublisher publisher = Publishers.Create(fault.Node.Uri.ToString(), options: static o => (o.MaxMessageBytes, o.Format) = (32 << 20, MessageFormat.Raw));
        await publisher.DeclareTopologyAsync([], static topology => topology.Exchange("sizes").Queue("sizes", QueueType.Classic, static queue => queue.MaxLength = 0).Bind("sizes", "sizes"));
        return publisher;
    }

    private static GoQueueMessage Message(int bytes)
    {
        byte[] text = new byte[bytes];
        Array.Fill(text, (byte)'a');
        text[0] = text[^1] = (byte)'"';
        return GoQueueMessage.Create().Topic("sizes").Action("size.tried").Version("1.0").Data(text).Build();
    }
}
