namespace GoQueue.RabbitMQ.Tests.Operations;

/// <summary>Who waits for whom where more messages wait than the client takes.</summary>
public sealed class FairnessTests(ITestOutputHelper output)
{
    private const int InFlight = 400;
    private const int Messages = 40_000;

    [Fact]
    public async Task No_channel_waits_while_others_are_served_again_and_again()
    {
        await using TestVhost vhost = await TestVhost.CreateAsync(await TestBroker.GetAsync());
        await vhost.DeclareExchangeAsync("orders");
        await using GoQueuePublisher publisher = Publishers.Create(vhost, options: static o => o.Mandatory = false);
        string text = new('a', 64 * 1024);
        int begun = 0;
        int confirmed = 0;
        int most = 0;
        await Task.WhenAll(Enumerable.Range(0, InFlight).Select(_ => Task.Run(async () =>
        {
            for (int number; (number = Interlocked.Increment(ref begun)) <= Messages;)
            {
                int before = Volatile.Read(ref confirmed);
                await publisher.PublishOrderPlacedAsync(new(number, text));
                int meanwhile = Interlocked.Increment(ref confirmed) - before;
                for (int seen; meanwhile > (seen = Volatile.Read(ref most)) && Interlocked.CompareExchange(ref most, meanwhile, seen) != seen;)
                {
                }
            }
        }))).WaitAsync(TimeSpan.FromSeconds(120));

        output.WriteLine($"{most} confirmed at most while one waited");
        Assert.InRange(most, 1, 10 * InFlight);
    }
}
