using CsCheck;
using GoQueue.Delivery.Operations;
using GoQueue.Transports.RabbitMQ.Channels;

namespace GoQueue.RabbitMQ.Tests.Channels;

[Covers<ConfirmRing>]
[Trait("Speed", "Quick")]
public sealed class ConfirmRingTests
{
    private readonly PublishOperationPool _pool = new();

    [Theory]
    [InlineData(1UL)]
    [InlineData(uint.MaxValue - 2UL)]
    [InlineData((1UL << 40) - 2)]
    public void A_multiple_confirm_takes_everything_up_to_its_tag_oldest_first(ulong firstTag)
    {
        var ring = new ConfirmRing(8, firstTag);
        PublishOperation[] operations = [.. Enumerable.Range(0, 5).Select(_ => Add(ring))];

        Assert.Equal(operations[..3], Take(ring, firstTag + 2, multiple: true));
        Assert.Equal(operations[3..], Take(ring, firstTag + 4, multiple: true));
        Assert.Equal(0, ring.Span);
    }

    [Fact]
    public void Confirms_out_of_order_take_one_each_and_room_comes_back_when_the_oldest_is_answered()
    {
        var ring = new ConfirmRing(4);
        PublishOperation[] operations = [.. Enumerable.Range(0, 4).Select(_ => Add(ring))];

        Assert.Equal([operations[2]], Take(ring, 3, multiple: false));
        Assert.Equal([operations[1]], Take(ring, 2, multiple: false));
        Assert.Equal((2, 4), (ring.Count, ring.Span));
        Assert.Equal([operations[0]], Take(ring, 1, multiple: false));
        Assert.Equal((1, 1), (ring.Count, ring.Span));
        Assert.Same(operations[3], ring.Oldest);
    }

    [Fact]
    public void A_multiple_confirm_of_tag_0_speaks_of_everything()
    {
        var ring = new ConfirmRing(4);
        Assert.Empty(Take(ring, 0, multiple: true));
        PublishOperation[] operations = [Add(ring), Add(ring)];

        Assert.Equal(operations, Take(ring, 0, multiple: true));
    }

    [Theory]
    [InlineData(0UL, false)]
    [InlineData(3UL, false)]
    [InlineData(3UL, true)]
    [InlineData(ulong.MaxValue, true)]
    public void A_tag_that_was_never_given_out_is_a_fault_and_takes_nothing(ulong tag, bool multiple)
    {
        var ring = new ConfirmRing(4);
        Add(ring);
        Add(ring);
        var chain = default(OperationChain);

        Assert.False(ring.TryTake(tag, multiple, ref chain));
        Assert.Equal((0, 2), (chain.Count, ring.Count));
    }

    [Fact]
    public void A_tag_answered_twice_is_ignored()
    {
        var ring = new ConfirmRing(4);
        Add(ring);
        Add(ring);
        Take(ring, 1, multiple: false);

        Assert.Empty(Take(ring, 1, multiple: false));
        Assert.Empty(Take(ring, 1, multiple: true));
    }

    [Fact]
    public void What_had_not_left_is_told_apart_at_the_end()
    {
        var ring = new ConfirmRing(8);
        PublishOperation[] operations = [Add(ring), Add(ring), Add(ring)];
        (operations[0].WirePosition, operations[1].WirePosition, operations[2].WirePosition) = (0, 600, 1_200);
        var sent = default(OperationChain);
        var unsent = default(OperationChain);

        ring.TakeAll(left: 601, ref sent, ref unsent);

        Assert.Equal(operations[..2], All(sent));
        Assert.Equal(operations[2..], All(unsent));
        Assert.Equal(0, ring.Count);
    }

    [Fact]
    public void A_return_marks_the_oldest_message_with_its_id_that_has_not_come_back()
    {
        var ring = new ConfirmRing(4);
        PublishOperation[] operations = [Operation("a"), Operation("b"), Operation("b")];
        Array.ForEach(operations, operation => ring.Add(operation));

        Assert.True(ring.MarkReturned(Returned("b")));
        Assert.Equal([0, 312, 0], operations.Select(operation => operation.ReturnCode));
        Assert.True(ring.MarkReturned(Returned("b")));
        Assert.False(ring.MarkReturned(Returned("b")));
        Assert.False(ring.MarkReturned(Returned(null)));
        Assert.Equal([0, 312, 312], operations.Select(operation => operation.ReturnCode));
    }

    [Fact]
    public void A_return_marks_the_message_with_its_id_exchange_routing_key_and_repetition()
    {
        var ring = new ConfirmRing(8);
        PublishOperation[] operations = [Operation("a"), Operation("a", exchange: "e"), Operation("a", routingKey: "k"), Operation("a", repetition: 1), Operation("a", repetition: 2)];
        Array.ForEach(operations, operation => ring.Add(operation));

        Assert.True(ring.MarkReturned(Returned("a") with { Repetition = 2 }));
        Assert.True(ring.MarkReturned(Returned("a") with { RoutingKey = "k" }));
        Assert.False(ring.MarkReturned(Returned("a") with { RoutingKey = "other" }));
        Assert.Equal([0, 0, 312, 0, 312], operations.Select(operation => operation.ReturnCode));

        // A broker that drops the mark: the oldest, as without any.
        Assert.True(ring.MarkReturned(Returned("a")));
        Assert.True(ring.MarkReturned(Returned("a")));
        Assert.Equal([312, 0, 312, 312, 312], operations.Select(operation => operation.ReturnCode));
    }

    [Fact]
    public void Any_schedule_of_writes_confirms_and_failed_writes_agrees_with_a_plain_list() =>
        Gen.Select(Gen.Int[0, 5], Gen.Int[0, 40], Gen.Bool).Array[1, 200].Sample(
            steps =>
            {
                const int Capacity = 16;
                var ring = new ConfirmRing(Capacity);
                var model = new SortedList<ulong, PublishOperation>();
                ulong next = 1;
                foreach ((int kind, int offset, bool multiple) in steps)
                {
                    ulong low = model.Count == 0 ? next : model.Keys[0];
                    Assert.Equal((int)(next - low), ring.Span);
                    if (kind <= 2 && ring.Span < Capacity)
                    {
                        PublishOperation operation = Operation("x");
                        Assert.Equal(next, ring.Add(operation));
                        model.Add(next++, operation);
                    }
                    else if (kind > 3)
                    {
                        ulong tag = (ulong)Math.Max(0, (long)next + 1 - offset);
                        var chain = default(OperationChain);
                        bool known = ring.TryTake(tag, multiple, ref chain);
                        ulong upTo = tag == 0 && multiple ? next - 1 : tag;
                        Assert.Equal(upTo < next && (tag > 0 || multiple), known);
                        ulong[] taken = known ? [.. model.Keys.Where(key => multiple ? key <= upTo : key == tag)] : [];
                        Assert.Equal(taken.Select(key => model[key]), All(chain));
                        Array.ForEach(taken, key => model.Remove(key));
                    }

                    Assert.Equal(model.Count, ring.Count);
                    Assert.Same(model.Count == 0 ? null : model.Values[0], ring.Oldest);
                }

                var rest = default(OperationChain);
                var unsent = default(OperationChain);
                ring.TakeAll(long.MaxValue, ref rest, ref unsent);
                Assert.Equal(model.Values, All(rest));
                Assert.True(unsent.IsEmpty);
            },
            iter: 10_000);

    private static PublishOperation[] Take(ConfirmRing ring, ulong tag, bool multiple)
    {
        var chain = default(OperationChain);
        Assert.True(ring.TryTake(tag, multiple, ref chain));
        return All(chain);
    }

    private static PublishOperation[] All(OperationChain chain)
    {
        var operations = new List<PublishOperation>();
        while (chain.Take() is { } operation)
        {
            operations.Add(operation);
        }

        return [.. operations];
    }

    private PublishOperation Add(ConfirmRing ring)
    {
        PublishOperation operation = Operation("a");
        ring.Add(operation);
        return operation;
    }

    private static ReturnedMessage Returned(string? messageId) => new(messageId, Exchange: "", RoutingKey: "", Repetition: 0, ReplyCode: 312);

    private PublishOperation Operation(string messageId, string exchange = "", string routingKey = "", int repetition = 0)
    {
        var operation = new PublishOperation(_pool);
        operation.Message.MessageId = messageId;
        operation.Message.Exchange = exchange;
        operation.Message.RoutingKey = routingKey;
        operation.Message.Repetition = repetition;
        return operation;
    }
}
