using System.Buffers;
using System.Text.Json;
using GoQueue.Brokers.Proxies;
using GoQueue.Brokers.Scripted;
using GoQueue.RabbitMQ.Tests.Harness;
using GoQueue.Transports.RabbitMQ.Wire;

namespace GoQueue.RabbitMQ.Tests.Faults;

/// <summary>
/// Large bodies are sent from the memory in which they were written. The memory is overwritten as soon as it is free, while
/// connections are cut and callers cancel: no message carries another message's bytes.
/// </summary>
[Covers<WireOutput>]
public sealed class LoanedBodyTests(ITestOutputHelper output)
{
    private const int Cuts = 20;

    private static readonly TimeSpan s_bound = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task A_body_carries_its_own_bytes_although_connections_are_cut_and_free_memory_is_overwritten()
    {
        int seed = FaultSettings.Seed;
        var random = new Random(seed);
        string? mixed = null;
        await using ScriptedBroker broker = ScriptedBroker.Start();
        broker.OnPublish(publish =>
        {
            mixed ??= Fault(publish.Body.Span);
            publish.Ack();
        });
        await using TcpFaultProxy proxy = TcpFaultProxy.Start(broker.Uri);
        await using GoQueuePublisher publisher = Publishers.Create(proxy.Uri.ToString(), options: static options => options.PublishTimeout = s_bound);
        using var stop = new CancellationTokenSource();
        Task[] overwriters = [.. Enumerable.Range(0, 2).Select(_ => Task.Run(() => OverwriteAsync(stop.Token)))];
        Task[] writers = [.. Enumerable.Range(0, 16).Select(writer => Task.Run(() => WriteAsync(publisher, writer, new Random(seed + writer), stop.Token)))];

        long seen = 0;
        for (int cut = 0; cut < Cuts; cut++)
        {
            seen += broker.Publishes.Count + 1 + random.Next(60);
            broker.ForgetPublishes();
            await broker.WaitForPublishesAsync(seen, s_bound);
            proxy.EndConnections(random.Next(2) == 0 ? SocketEnd.Reset : SocketEnd.Fin);
        }

        await stop.CancelAsync();
        await Task.WhenAll([.. writers, .. overwriters]).WaitAsync(s_bound);
        output.WriteLine($"seed {seed}: {proxy.Accepted} connections, {seen} messages");
        Assert.Null(mixed);
        await Pools.AreBalancedAsync(publisher);
    }

    private static async Task WriteAsync(GoQueuePublisher publisher, int writer, Random random, CancellationToken stop)
    {
        string customer = new((char)('a' + writer), 65_536);
        while (!stop.IsCancellationRequested)
        {
            using var impatient = new CancellationTokenSource();
            ValueTask<PublishReceipt> publish = publisher.PublishOrderPlacedAsync(new(writer, customer[..(8_192 + random.Next(50_000))]), cancellationToken: impatient.Token);
            if (random.Next(3) == 0)
            {
                await Task.Yield();
                await impatient.CancelAsync();
            }

            try
            {
                await publish;
            }
            catch (OperationCanceledException)
            {
                // Its body may still be leaving.
            }
        }
    }

    /// <summary>Takes arrays that publishers have given back, and overwrites them.</summary>
    private static async Task OverwriteAsync(CancellationToken stop)
    {
        var taken = new byte[8][];
        while (!stop.IsCancellationRequested)
        {
            for (int i = 0; i < taken.Length; i++)
            {
                taken[i] = ArrayPool<byte>.Shared.Rent(8_192 << (i % 4));
                taken[i].AsSpan().Fill(0xDD);
            }

            foreach (byte[] array in taken)
            {
                ArrayPool<byte>.Shared.Return(array);
            }

            await Task.Yield();
        }
    }

    /// <summary>What is wrong with a body: null if it is JSON whose customer is one letter, that of its writer.</summary>
    private static string? Fault(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            using JsonDocument document = JsonDocument.ParseValue(ref reader);
            JsonElement data = document.RootElement.GetProperty("data");
            int number = data.GetProperty("number").GetInt32();
            string customer = data.GetProperty("customer").GetString()!;
            return customer.AsSpan().ContainsAnyExcept((char)('a' + number)) ? $"The message of writer {number} has other letters." : null;
        }
        catch (JsonException exception)
        {
            return exception.Message;
        }
    }
}
