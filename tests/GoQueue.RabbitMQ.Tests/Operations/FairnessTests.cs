using System.Globalization;
using GoQueue.RabbitMQ;

namespace GoQueue.RabbitMQ.Tests.Operations;

/// <summary>Who waits for whom where more messages wait than there is room for.</summary>
public sealed class FairnessTests(ITestOutputHelper output)
{
    private const int InFlight = 400;
    private const int Messages = 40_000;

    [Fact]
    public Task No_channel_waits_while_the_client_takes_others_messages_again_and_again() =>
        NobodyWaitsForLongAsync(bodyOf: static _ => 64 * 1024, keyOf: static _ => null, configure: null, times: 10);

    [Fact]
    public Task What_has_no_ordering_key_does_not_wait_while_keys_get_all_the_room() =>
        NobodyWaitsForLongAsync(bodyOf: static _ => 100, keyOf: static worker => worker % 10 == 0 ? null : Number(worker), configure: static o => o.MaxInFlightPerChannel = 16, times: 10);

    [Fact]
    public Task No_ordering_key_waits_while_others_get_all_the_bytes_in_flight() =>
        NobodyWaitsForLongAsync(bodyOf: static _ => 16 * 1024, keyOf: Number, configure: static o => o.MaxInFlightBytes = 2 * 1024 * 1024, times: 6);

    [Fact]
    public Task A_large_message_does_not_wait_while_small_ones_get_the_bytes_that_come_free() =>
        NobodyWaitsForLongAsync(bodyOf: static worker => worker == 0 ? 1024 * 1024 : 8 * 1024, keyOf: Number, configure: static o => o.MaxInFlightBytes = 1024 * 1024 + 512 * 1024, times: 6);

    private static string Number(int worker) => worker.ToString(CultureInfo.InvariantCulture);

    /// <summary>Publishes from all workers at once, and demands that no message sees so many times as many others confirmed while it waits as there are in flight; a thread that is held up sees more, the more the smaller they are.</summary>
    private async Task NobodyWaitsForLongAsync(Func<int, int> bodyOf, Func<int, string?> keyOf, Action<RabbitMQOptions>? configure, int times)
    {
        await using TestVhost vhost = await TestVhost.CreateAsync(await TestBroker.GetAsync());
        await vhost.DeclareExchangeAsync("orders");
        await using GoQueuePublisher publisher = Publishers.Create(vhost, configure, static o => o.Mandatory = false);
        int begun = 0;
        int confirmed = 0;
        int[] most = new int[InFlight];
        await Task.WhenAll(Enumerable.Range(0, InFlight).Select(worker => Task.Run(async () =>
        {
            string text = new('a', bodyOf(worker));
            var options = new PublishOptions { OrderingKey = keyOf(worker) };
            for (int number; (number = Interlocked.Increment(ref begun)) <= Messages;)
            {
                int before = Volatile.Read(ref confirmed);
                await publisher.PublishOrderPlacedAsync(new(number, text), options);
                most[worker] = Math.Max(most[worker], Interlocked.Increment(ref confirmed) - before);
            }
        }))).WaitAsync(TimeSpan.FromSeconds(120));

        output.WriteLine($"{most.Max()} confirmed at most while one waited");
        Assert.InRange(most.Max(), 1, times * InFlight);
    }
}
