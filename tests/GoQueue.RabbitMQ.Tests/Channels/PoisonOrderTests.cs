using GoQueue.Brokers.Scripted;
using GoQueue.Delivery.Operations;
using GoQueue.Hosting;
using GoQueue.Transports.RabbitMQ;
using GoQueue.Transports.RabbitMQ.Settings;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace GoQueue.RabbitMQ.Tests.Channels;

public sealed class PoisonOrderTests
{
    [Fact]
    public async Task A_message_does_not_inherit_the_place_of_one_that_was_a_suspect_before_it()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        broker.OnPublish(static publish =>
        {
            if (publish.MessageId == "first")
            {
                publish.Ack();
            }
        });
        var time = new FakeTimeProvider();
        await using RabbitMQTransport transport = Create(broker, time);
        var engine = new OperationEngine(transport, time, TimeSpan.FromMinutes(1));
        var operations = new PublishOperationPool();
        PublishOperation used = operations.Rent();
        Task<PublishReceipt> sentAlone = StartSuspect(used, engine, "first");
        await Eventually.HoldsAsync(
            () =>
            {
                time.Advance(TimeSpan.FromMilliseconds(5));
                return sentAlone.IsCompleted;
            },
            "the first message to be confirmed");
        PublishOperation? again = null;
        await Eventually.HoldsAsync(() => (again = operations.Rent()) == used, "the operation to come back");

        // One is with the broker, which does not answer; the clock stands still, so the quarantine sends no other.
        Task<PublishReceipt> unanswered = StartSuspect(operations.Rent(), engine, "unanswered");
        await Eventually.HoldsAsync(
            () =>
            {
                time.Advance(TimeSpan.FromMilliseconds(5));
                return broker.Publishes.Any(static publish => publish.MessageId == "unanswered");
            },
            "the second message at the broker");
        Task<PublishReceipt> older = StartSuspect(operations.Rent(), engine, "older");
        Task<PublishReceipt> newer = StartSuspect(again!, engine, "newer");

        var left = new OperationList();
        transport.PoisonIsolator.TakeAll(left);
        var order = new List<string>();
        while (left.TakeFirst() is { } operation)
        {
            order.Add(operation.Message.MessageId);
            operation.Fail(PublishFailures.Stopped(operation));
        }

        Assert.Equal(["older", "newer"], order);
        await Assert.ThrowsAsync<PublisherStoppedException>(() => older);
        await Assert.ThrowsAsync<PublisherStoppedException>(() => newer);
        await transport.DisposeAsync();
        await Assert.ThrowsAsync<PublishOutcomeUnknownException>(() => unanswered);
    }

    private static RabbitMQTransport Create(ScriptedBroker broker, TimeProvider time)
    {
        var setup = new PublisherSetup { Time = time };
        return new RabbitMQTransport(ResolvedRabbitMQOptions.Create(new RabbitMQOptions { Uri = broker.Uri.ToString() }, setup.BuildSettings().ForTransport()), NullLogger.Instance);
    }

    private static Task<PublishReceipt> StartSuspect(PublishOperation operation, OperationEngine engine, string id)
    {
        operation.Message.MessageId = id;
        operation.Message.Exchange = operation.Message.Topic = "orders";
        operation.Message.RoutingKey = operation.Message.Action = operation.Message.Type = "order.placed";
        operation.Message.Version = "1.0";
        operation.Message.Body.Write("{}"u8);
        operation.MayBePoison = true;
        return operation.Start(engine, null, CancellationToken.None).AsTask();
    }
}
