using CsCheck;
using GoQueue.Delivery.Operations;
using GoQueue.Transports.RabbitMQ.Faults;
using RabbitMQ.Client.Events;

namespace GoQueue.RabbitMQ.Tests.Channels;

/// <summary>Which message is to blame for the end of its channel, and what is said of the others.</summary>
[Covers<ChannelFault>]
[Trait("Speed", "Quick")]
public sealed class ChannelFaultTests
{
    private const string NoExchange = "NOT_FOUND - no exchange 'orders' in vhost '/'";
    private const int Exchange = 0;
    private const int Permission = 1;
    private const int Size = 2;
    private const int Expiration = 3;

    private readonly PublishOperationPool _pool = new();

    [Fact]
    public void A_message_that_is_still_being_written_may_be_the_one_that_was_refused()
    {
        ChannelFault fault = Fault(404, NoExchange);

        // The broker may have it, and answer it, before the write returns: then it has stored those before it.
        Assert.Equal([UnansweredFate.Unknown, UnansweredFate.Unknown, UnansweredFate.Refused], Verdicts(fault, ["orders", "orders"], writing: "orders"));
        Assert.Equal([UnansweredFate.Unknown, UnansweredFate.Refused], Verdicts(fault, ["orders"], writing: "orders"));
        Assert.Equal([UnansweredFate.Refused], Verdicts(fault, [], writing: "orders"));
        Assert.Equal([UnansweredFate.Unknown, UnansweredFate.Refused, UnansweredFate.Discarded], Verdicts(fault, ["orders", "orders"], writing: "bills"));
    }

    [Fact]
    public void One_message_alone_is_to_blame_whatever_the_broker_says()
    {
        Assert.Equal([UnansweredFate.Refused], Verdicts(Fault(406, "PRECONDITION_FAILED - of some kind"), ["orders"], writing: null));
        Assert.Equal([UnansweredFate.Unknown, UnansweredFate.Unknown], Verdicts(Fault(406, "PRECONDITION_FAILED - of some kind"), ["orders"], writing: "orders"));
    }

    [Fact]
    public void A_fault_that_is_no_messages_leaves_all_unknown() =>
        Assert.Equal([UnansweredFate.Unknown, UnansweredFate.Unknown], Verdicts(Fault(541, "INTERNAL_ERROR"), ["orders"], writing: "orders"));

    /// <summary>
    /// The broker takes messages one by one; at some moment a rule changes; the first message that breaks it ends the channel, and nothing after it is read. It has
    /// confirmed any of those before. No verdict but "unknown" may be wrong.
    /// </summary>
    [Fact]
    public void Whatever_was_stored_is_never_said_to_be_refused_or_discarded()
    {
        Gen<Sent> sent = Gen.Select(Gen.Bool, Gen.Int[1, 3], Gen.Bool, Gen.Bool, static (isOrder, size, expires, isConfirmed) => new Sent(isOrder ? "orders" : "bills", size, expires, isConfirmed));
        Gen.Select(sent.Array[1, 8], Gen.Int[0, 8], Gen.Int[0, 3], Gen.Bool).Sample(
            (messages, change, rule, isWriting) =>
            {
                // Which one of those that expire has a text that the broker does not like is its secret: as if the rule had changed.
                int refused = rule switch
                {
                    Size => Array.FindIndex(messages, static message => message.Size == 3),
                    Expiration => Array.FindIndex(messages, Math.Min(change, messages.Length), static message => message.Expires),
                    _ => Array.FindIndex(messages, Math.Min(change, messages.Length), static message => message.Exchange == "orders"),
                };
                if (refused < 0)
                {
                    return;
                }

                ChannelFault fault = rule switch
                {
                    Exchange => Fault(404, NoExchange),
                    Permission => Fault(403, "ACCESS_REFUSED - access to exchange 'orders' in vhost '/' refused for user 'guest'"),
                    Size => Fault(406, "PRECONDITION_FAILED - message size 3 is larger than configured max size 2"),
                    _ => Fault(406, "PRECONDITION_FAILED - invalid expiration 'soon': leftover string"),
                };
                int[] left = [.. Enumerable.Range(0, messages.Length).Where(number => number >= refused || !messages[number].IsConfirmed)];
                PublishOperation[] operations = [.. left.Select(number => messages[number].ToOperation(_pool))];
                UnansweredFate[] verdicts = Verdicts(fault, isWriting ? operations[..^1] : operations, isWriting ? operations[^1] : null);

                for (int place = 0; place < left.Length; place++)
                {
                    Assert.True(verdicts[place] == UnansweredFate.Unknown || left[place] >= refused, $"message {left[place]} was stored; {refused} was refused");
                }

                Assert.Single(verdicts, UnansweredFate.Refused);
            });
    }

    private UnansweredFate[] Verdicts(ChannelFault fault, string[] exchanges, string? writing)
    {
        PublishOperation Create(string exchange) => new Sent(exchange, size: 1, expires: false, isConfirmed: false).ToOperation(_pool);
        return Verdicts(fault, [.. exchanges.Select(Create)], writing is null ? null : Create(writing));
    }

    private static UnansweredFate[] Verdicts(ChannelFault fault, PublishOperation[] unanswered, PublishOperation? writing)
    {
        var chain = default(OperationChain);
        foreach (PublishOperation operation in unanswered)
        {
            chain.Add(operation);
        }

        if (writing is not null)
        {
            chain.Add(writing);
        }

        int offender = fault.IndexOfRefused(chain);
        return [.. Enumerable.Range(0, unanswered.Length + (writing is null ? 0 : 1)).Select(place => ChannelFault.GetFate(place, offender))];
    }

    private static ChannelFault Fault(ushort code, string text) => ChannelFault.From(new ShutdownEventArgs(global::RabbitMQ.Client.ShutdownInitiator.Peer, code, text), isConnection: false);

    private sealed class Sent(string exchange, int size, bool expires, bool isConfirmed)
    {
        public string Exchange => exchange;

        public int Size => size;

        public bool Expires => expires;

        public bool IsConfirmed => isConfirmed;

        public PublishOperation ToOperation(PublishOperationPool pool)
        {
            var operation = new PublishOperation(pool);
            operation.Message.Exchange = Exchange;
            operation.Message.Expiration = Expires ? "1000" : null;
            operation.Message.Body.Write(new byte[Size]);
            return operation;
        }
    }
}
