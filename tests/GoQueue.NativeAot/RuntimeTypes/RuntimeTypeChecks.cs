using System.Text;
using GoQueue.InMemory;
using GoQueue.NativeAot.Contracts;

namespace GoQueue.NativeAot.RuntimeTypes;

/// <summary>Events that are published as <see cref="IGoQueueEvent"/>: the generic calls behind it must have been compiled.</summary>
internal static class RuntimeTypeChecks
{
    public static async Task RunAsync(Checks checks)
    {
        var broker = new InMemoryBroker().DeclareExchange("aot");
        broker.DeclareQueue("q");
        broker.Bind("q", "aot", "#");
        await using var publisher = GoQueuePublisher.Create(goqueue => goqueue.UseInMemory(broker));
        IGoQueueEvent[] events = [new Compiled(Guid.Empty, "record", 1, Stage.Parsed, null), new Counted(2), new Shipped("post")];

        foreach (var message in events)
        {
            await publisher.PublishAsync(message);
        }

        var result = await publisher.PublishBatchAsync(events);
        var mixed = await publisher.PublishBatchAsync(new PublishBatch().AddRange(events).Add(events[1]));
        var accepted = await publisher.Background.EnqueueAsync(events[2]);
        await accepted.Completion;
        await publisher.FlushAsync();

        string[] data = ["\"text\":\"record\"", "\"data\":{\"number\":2}", "\"data\":{\"carrier\":\"post\"}"];
        string[] expected = [.. data, .. data, .. data, data[1], data[2]];
        var bodies = broker.Queue("q").Messages.Select(static message => Encoding.UTF8.GetString(message.Body.Span)).ToList();
        checks.That(
            result.AllSucceeded && mixed.AllSucceeded && bodies.Count == expected.Length && bodies.Zip(expected).All(static pair => pair.First.Contains(pair.Second, StringComparison.Ordinal)),
            "a record, a record struct and an event of a second assembly are published by run-time type: one by one, in batches and in the background");

        try
        {
            await publisher.PublishAsync((IGoQueueEvent)new Shipped("longer than it may be"));
            checks.That(false, "an event of a second assembly is validated by run-time type");
        }
        catch (EventValidationException exception)
        {
            checks.That(exception.Failures is [{ Path: "Carrier" }], "an event of a second assembly is validated by run-time type");
        }
    }
}
