using System.Globalization;
using GoQueue.RabbitMQ.Tests.Harness;
using GoQueue.RabbitMQ.Tests.Publishing.Allocation;
using GoQueue.Transports.RabbitMQ;

namespace GoQueue.RabbitMQ.Tests.Waiting;

/// <summary>Who waits for whom where more messages wait than there is room for. Alone on the machine's cores: a thread that others keep from them holds up whoever it was about to tell.</summary>
[Collection(AloneCollection.Name)]
public sealed class FairnessTests(ITestOutputHelper output)
{
    private const int InFlight = 400;
    private const int Messages = 40_000;

    [Fact]
    public Task No_channel_waits_while_the_client_takes_others_messages_again_and_again() =>
        NobodyWaitsForLongAsync(bodyOf: static _ => 64 * 1024, keyOf: static _ => null, configure: null, most: 20 * InFlight);

    [Fact]
    public Task What_has_no_ordering_key_does_not_wait_while_keys_get_all_the_room() =>
        // A hundred of these take a millisecond: whatever holds up a thread of ours or of the broker for fifty counts more here than turns do.
        NobodyWaitsForLongAsync(bodyOf: static _ => 100, keyOf: static worker => worker % 10 == 0 ? null : Number(worker), configure: static o => o.MaxInFlightPerChannel = 16, most: Messages / 2);

    [Fact]
    public Task No_ordering_key_waits_while_others_get_all_the_bytes_in_flight() =>
        NobodyWaitsForLongAsync(bodyOf: static _ => 16 * 1024, keyOf: Number, configure: static o => o.MaxInFlightBytes = 2 * 1024 * 1024, most: 6 * InFlight);

    [Fact]
    public Task A_large_message_does_not_wait_while_small_ones_get_the_bytes_that_come_free() =>
        NobodyWaitsForLongAsync(bodyOf: static worker => worker == 0 ? 1024 * 1024 : 8 * 1024, keyOf: Number, configure: static o => o.MaxInFlightBytes = 1024 * 1024 + 512 * 1024, most: 6 * InFlight);

    private static string Number(int worker) => worker.ToString(CultureInfo.InvariantCulture);

    /// <summary>
    /// Publishes from all workers at once, and demands that no message sees more than <paramref name="most"/> others confirmed while it waits. In one of two runs: a thread that the
    /// machine lets stand for a tenth of a second looks the same, and does not come twice; unfairness did in eleven runs of twelve, or all.
    /// </summary>
    private async Task NobodyWaitsForLongAsync(Func<int, int> bodyOf, Func<int, string?> keyOf, Action<RabbitMQOptions>? configure, int most)
    {
        int seen = await MeasureAsync(bodyOf, keyOf, configure);
        Assert.InRange(seen <= most ? seen : await MeasureAsync(bodyOf, keyOf, configure), 1, most);
    }

    /// <summary>The most others that were confirmed while one message waited.</summary>
    private async Task<int> MeasureAsync(Func<int, int> bodyOf, Func<int, string?> keyOf, Action<RabbitMQOptions>? configure)
    {
        await using TestVhost vhost = await TestVhost.CreateAsync(await TestBroker.GetAsync());
        await vhost.DeclareExchangeAsync("orders");
        await using GoQueuePublisher publisher = Publishers.Create(vhost, configure, static o => o.Mandatory = false);
        await publisher.ConnectAsync();
        await Eventually.HoldsAsync(() => ((RabbitMQTransport)publisher.Transport).GetStatus().Channels == 5, "all channels");
        int begun = 0;
        int confirmed = 0;
        int[] seen = new int[InFlight];
        await Task.WhenAll(Enumerable.Range(0, InFlight).Select(worker => Task.Run(async () =>
        {
            string text = new('a', bodyOf(worker));
            var options = new PublishOptions { OrderingKey = keyOf(worker) };
            for (int number; (number = Interlocked.Increment(ref begun)) <= Messages;)
            {
                int before = Volatile.Read(ref confirmed);
                await publisher.PublishOrderPlacedAsync(new(number, text), options);
                seen[worker] = Math.Max(seen[worker], Interlocked.Increment(ref confirmed) - before);
            }
        }))).WaitAsync(TimeSpan.FromSeconds(120));

        output.WriteLine($"{seen.Max()} confirmed at most while one waited");
        return seen.Max();
    }
}
