using System.Diagnostics;
using System.Globalization;
using GoQueue.RabbitMQ.Tests.Harness;

namespace GoQueue.RabbitMQ.Tests.Faults;

/// <summary>
/// How soon 5,000 messages that were in flight when their broker died are confirmed, once it is there again. Measured,
/// not asserted: the machine decides.
/// </summary>
public sealed class RestartRecoveryTests(FaultNode fault, ITestOutputHelper output) : IClassFixture<FaultNode>
{
    private const int InFlight = 5_000;

    private static readonly TimeSpan s_bound = TimeSpan.FromMinutes(5);

    [Fact(Explicit = true)]
    public async Task Messages_in_flight_at_a_kill_are_confirmed_after_the_restart()
    {
        var spans = new List<double>();
        for (int round = 0; round < 3; round++)
        {
            await using var vhost = await TestVhost.CreateAsync(fault.Node.Control);
            await vhost.DeclareExchangeAsync("orders");
            await vhost.DeclareQueueAsync("all", "orders");
            await using GoQueuePublisher publisher = Publishers.Create(vhost, static o => o.MaxInFlightPerChannel = InFlight / 5, static o => o.PublishTimeout = s_bound);
            await publisher.PublishOrderPlacedAsync(new(0, "ann"));

            // The frozen broker answers nothing, so that all of them are in flight when it dies.
            await fault.Node.PauseAsync();
            Task<PublishReceipt>[] calls = [.. Enumerable.Range(0, InFlight).Select(i => publisher.PublishOrderPlacedAsync(new(i, "ann")).AsTask())];
            await fault.Node.KillAsync();
            await fault.Node.RestartAsync();
            long up = Stopwatch.GetTimestamp();
            PublishReceipt[] receipts = await Task.WhenAll(calls).WaitAsync(s_bound);

            spans.Add(Stopwatch.GetElapsedTime(up).TotalSeconds);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{spans[^1]:F2} s, at most {receipts.Max(static receipt => receipt.Attempts)} attempts, {receipts.Count(static receipt => receipt.MayBeDuplicated)} perhaps duplicated"));
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"median {spans.Order().ElementAt(1):F2} s"));
    }
}
