using GoQueue.Core.Tests.Publishing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace GoQueue.Core.Tests.Messages.Topology;

/// <summary>
/// Arguments that no broker can read would end the publisher's connection: they are refused where they are given, by
/// name.
/// </summary>
public sealed class TopologyArgumentTests
{
    public static TheoryData<object, string> Unreadable => new()
    {
        { double.NaN, "is or holds a number that is NaN or infinite" },
        { float.NaN, "is or holds a number that is NaN or infinite" },
        { double.PositiveInfinity, "is or holds a number that is NaN or infinite" },
        { float.NegativeInfinity, "is or holds a number that is NaN or infinite" },
        { new List<object?> { double.NaN }, "is or holds a number that is NaN or infinite" },
        { Guid.Empty, "is a System.Guid, which AMQP cannot carry" },
        { 1UL, "is a System.UInt64, which AMQP cannot carry" },
        { decimal.MaxValue, "is or holds a decimal that is too large" },
    };

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task An_argument_that_no_broker_can_read_is_refused_by_name(object value, string reason)
    {
        await using var publisher = GoQueuePublisher.Create(static goqueue => goqueue.UseInMemory());
        var arguments = new Dictionary<string, object?> { ["x-bad"] = value };

        Assert.StartsWith($"The argument 'x-bad' of queue 'q' {reason}", await RefusalOf(topology => topology.Queue("q", QueueType.Classic, queue => queue.Arguments["x-bad"] = value)), StringComparison.Ordinal);
        Assert.StartsWith($"The argument 'x-bad' of exchange 'e' {reason}", await RefusalOf(topology => topology.Exchange("e", configure: exchange => exchange.Arguments["x-bad"] = value)), StringComparison.Ordinal);
        Assert.StartsWith($"The argument 'x-bad' of binding of queue 'q' to exchange 'e' {reason}", await RefusalOf(topology => topology.Bind("q", "e", arguments: arguments)), StringComparison.Ordinal);

        async Task<string> RefusalOf(Action<TopologyBuilder> configure) =>
            (await Assert.ThrowsAsync<ArgumentException>(() => publisher.DeclareTopologyAsync([], configure).AsTask())).Message;
    }

    [Fact]
    public async Task A_null_among_the_events_is_refused_with_its_place()
    {
        await using var publisher = GoQueuePublisher.Create(static goqueue => goqueue.UseInMemory());

        var declared = await Assert.ThrowsAsync<ArgumentException>(() => publisher.DeclareTopologyAsync([UserCreatedDescriptor, null!]).AsTask());
        var known = Assert.Throws<ArgumentException>(() => GoQueuePublisher.Create(static goqueue => goqueue.UseInMemory().UseEvents([null!])));
        var atStart = Assert.Throws<ArgumentException>(() => new ServiceCollection().AddGoQueue().UseInMemory().DeclareOnStart([null!]));

        Assert.StartsWith("Event 1 of the list is null: remove it, or use a generated catalog such as GoQueueEvents.All.", declared.Message, StringComparison.Ordinal);
        Assert.Equal(("events", "events", "events"), (declared.ParamName, known.ParamName, atStart.ParamName));
    }

    private static EventDescriptor UserCreatedDescriptor => EventDescriptor.For<UserCreated>();
}
