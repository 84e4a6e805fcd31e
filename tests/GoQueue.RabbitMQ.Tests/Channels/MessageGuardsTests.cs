using System.Buffers;
using System.Collections;
using GoQueue.Delivery.Operations;
using GoQueue.Transports.RabbitMQ.Channels;
using GoQueue.Transports.RabbitMQ.Frames;

namespace GoQueue.RabbitMQ.Tests.Channels;

public sealed class MessageGuardsTests
{
    [Fact]
    public void A_list_that_grows_after_it_was_measured_is_not_encoded()
    {
        // More than the bound, and less than the pool's array.
        PublishOperation operation = Operation(new GrowingList(measured: 1, encoded: 435));

        Assert.NotNull(Record.Exception(() => MessageGuards.Check(operation)));

        Assert.Null(operation.EncodedHeader);
    }

    [Fact]
    public void What_was_encoded_does_not_stay_in_the_pool()
    {
        PublishOperation operation = Operation(new List<object?> { "secret" });

        Assert.Null(MessageGuards.Check(operation));

        // The pool gives the same array to the same thread.
        byte[] array = ArrayPool<byte>.Shared.Rent(FrameWriter.PublishLength(operation.HeaderBound));
        Assert.True(operation.EncodedHeader.AsSpan().IndexOf("secret"u8) > 0);
        Assert.Equal(-1, array.AsSpan().IndexOf("secret"u8));
    }

    [Fact]
    public void Headers_that_would_need_a_chunk_of_their_own_are_encoded_before_they_are_queued()
    {
        PublishOperation small = Operation(new string('x', 10_000));
        PublishOperation large = Operation(new string('x', 40_000));

        Assert.Null(MessageGuards.Check(small));
        Assert.Null(MessageGuards.Check(large));

        Assert.Null(small.EncodedHeader);
        Assert.InRange(large.EncodedHeader!.Length, 40_000, 40_500);
    }

    private static PublishOperation Operation(object header)
    {
        var operation = new PublishOperation(new PublishOperationPool());
        operation.Message.Exchange = "orders";
        operation.Message.MessageId = "m-1";
        operation.Message.Headers["h"] = header;
        return operation;
    }

    /// <summary>A list of the caller's that another thread adds to.</summary>
    private sealed class GrowingList(int measured, int encoded) : IList
    {
        public int Count => encoded;

        public bool IsFixedSize => false;

        public bool IsReadOnly => false;

        public bool IsSynchronized => false;

        public object SyncRoot => this;

        public object? this[int index]
        {
            get => 1L;
            set => throw new NotSupportedException();
        }

        public IEnumerator GetEnumerator() => Enumerable.Repeat<object?>(1L, measured).GetEnumerator();

        public int Add(object? value) => throw new NotSupportedException();

        public void Clear() => throw new NotSupportedException();

        public bool Contains(object? value) => throw new NotSupportedException();

        public void CopyTo(Array array, int index) => throw new NotSupportedException();

        public int IndexOf(object? value) => throw new NotSupportedException();

        public void Insert(int index, object? value) => throw new NotSupportedException();

        public void Remove(object? value) => throw new NotSupportedException();

        public void RemoveAt(int index) => throw new NotSupportedException();
    }
}
