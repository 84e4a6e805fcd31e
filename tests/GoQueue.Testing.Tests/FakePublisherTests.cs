using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace GoQueue.Testing.Tests;

public sealed class FakePublisherTests
{
    [Fact]
    public async Task A_fake_by_hand_sees_every_message_whatever_the_method()
    {
        var fake = new ListOfMessages();

        var receipt = await fake.PublishUserCreatedAsync(new(Guid.Empty, "Ann"), new PublishOptions { MessageId = "m-1" });
        await fake.PublishAsync(GoQueueMessage.Create().Action("thing.moved").Data("{}"u8).Build());
        await fake.PublishBatchAsync<OrderPlaced>([new(1, 1), new(2, 1)]);
        await fake.PublishBatchAsync(new PublishBatch().Add(new OrderPlaced(3, 1)));
        await foreach (var result in fake.PublishStreamAsync(Orders(4)))
        {
            Assert.True(result.Succeeded);
        }

        Assert.Equal("m-1", receipt.MessageId);
        Assert.IsType<UserCreated>(fake.Messages[0]);
        Assert.IsType<GoQueueMessage>(fake.Messages[1]);
        Assert.Equal([1, 2, 3, 4], fake.Messages.OfType<OrderPlaced>().Select(order => order.Number));
    }

    [Fact]
    public async Task A_failure_of_the_fake_is_the_result_of_its_message()
    {
        var fake = new ListOfMessages { Refuses = message => message is OrderPlaced { Number: 2 } };

        var result = await fake.PublishBatchAsync<OrderPlaced>([new(1, 1), new(2, 1), new(3, 1)]);

        Assert.Equal(2, result.SucceededCount);
        Assert.IsType<NotSupportedException>(result[1].Exception);
        await Assert.ThrowsAsync<NotSupportedException>(async () => await fake.PublishOrderPlacedAsync(new(2, 1)));
    }

    [Fact]
    public async Task A_receipt_has_the_time_of_the_fakes_clock()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 8, 17, 42, TimeSpan.Zero));

        var receipt = await new ListOfMessages(clock).PublishUserCreatedAsync(new(Guid.Empty, "Ann"));

        Assert.Equal(clock.GetUtcNow(), receipt.Timestamp);
    }

    [Fact]
    public async Task A_batch_of_the_fake_whose_collection_throws_keeps_its_results_and_a_failing_observer_does_not_matter()
    {
        var fake = new ListOfMessages();

        var failure = await Assert.ThrowsAsync<BatchPublishException>(async () => await fake.PublishBatchAsync(new Failing(), progress: new Failing()));

        Assert.Equal(1, failure.Result.SucceededCount);
        Assert.IsType<InvalidDataException>(failure.InnerException);
    }

    [Fact]
    public async Task A_cancelled_stream_of_the_fake_ends_although_its_source_does_not()
    {
        using var cancellation = new CancellationTokenSource();
        var fake = new ListOfMessages();
        var results = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in fake.PublishStreamAsync(Endless(), cancellationToken: cancellation.Token))
            {
                if (++results == 3)
                {
                    await cancellation.CancelAsync();
                }
            }
        });

        Assert.Equal((3, 3), (results, fake.Messages.Count));
    }

    private static async IAsyncEnumerable<OrderPlaced> Endless()
    {
        for (var number = 1; ; number++)
        {
            await Task.Yield();
            yield return new OrderPlaced(number, 1);
        }
    }

    private static async IAsyncEnumerable<OrderPlaced> Orders(params int[] numbers)
    {
        foreach (var number in numbers)
        {
            await Task.Yield();
            yield return new OrderPlaced(number, 1);
        }
    }

    private sealed class ListOfMessages(TimeProvider? time = null) : FakePublisher(time)
    {
        public List<object> Messages { get; } = [];

        public Predicate<object> Refuses { get; init; } = static _ => false;

        protected override ValueTask<PublishReceipt> OnPublishAsync(object message, PublishOptions? options, CancellationToken cancellationToken)
        {
            if (Refuses(message))
            {
                throw new NotSupportedException();
            }

            Messages.Add(message);
            return ValueTask.FromResult(ReceiptFor(options));
        }
    }

    private sealed class Failing : IReadOnlyCollection<OrderPlaced>, IProgress<BatchProgress>
    {
        public int Count => 2;

        public IEnumerator<OrderPlaced> GetEnumerator()
        {
            yield return new OrderPlaced(1, 1);
            throw new InvalidDataException("row 1");
        }

        public void Report(BatchProgress value) => throw new InvalidOperationException("the observer failed");

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
