#pragma warning disable CA2012, xUnit1031 // A ValueTask used twice, never, or by blocking: that is what these tests are about.
using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Text.Json;
using GoQueue.Generated.Json;

namespace GoQueue.Core.Tests.Publishing.Misuse;

/// <summary>
/// 64 correct callers, and beside them callers that use the returned ValueTask in every wrong way. Every second message
/// goes to an exchange without a queue, so that a receipt of another caller is visible. The queue's content is the
/// independent truth.
/// </summary>
internal sealed class MisuseScene(GoQueuePublisher publisher, int publishes)
{
    public const string RoutedExchange = "misuse.routed";
    public const string UnroutedExchange = "misuse.unrouted";
    public const string Queue = "misuse";

    /// <summary>How the ids of misusers begin.</summary>
    public const string MisuserPrefix = "misuser-";

    private const int Callers = 64;
    private const int Misusers = 8;

    private static readonly TimeSpan s_hang = TimeSpan.FromSeconds(60);

    private readonly ConcurrentQueue<string> _faults = new();
    private readonly ConcurrentDictionary<int, string> _confirmed = new();
    private readonly Misuses _misuses = new();
    private int _taken;

    /// <summary>
    /// Whether a ValueTask may hold its result itself, so that it can be read again: that of a middleware chain does if
    /// the result is there when the call returns.
    /// </summary>
    public bool RepeatsResults { get; init; }

    /// <summary>Whether a middleware fails publishes of misusers.</summary>
    public bool MisusesInMiddleware { get; init; }

    public static void Write(ref JsonSpanWriter json, int number)
    {
        Span<byte> digits = stackalloc byte[11];
        Utf8Formatter.TryFormat(number, digits, out var length);
        json.WriteRaw("{\"number\":"u8);
        json.WriteRaw(digits[..length]);
        json.WriteRaw("}"u8);
    }

    public static int NumberIn(ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body);
        return document.RootElement.GetProperty("data").GetProperty("number").GetInt32();
    }

    public ValueTask<PublishReceipt> Publish(int number, string? id, CancellationToken cancellationToken = default)
    {
        var options = id is null ? null : new PublishOptions { MessageId = id };
        return IsRouted(number) ? publisher.PublishAsync(new Routed(number), options, cancellationToken) : publisher.PublishAsync(new Unrouted(number), options, cancellationToken);
    }

    public static bool IsRouted(int number) => number % 2 == 0;

    public void Fault(string fault) => _faults.Enqueue(fault);

    public void Confirmed(int number, string id)
    {
        if (!_confirmed.TryAdd(number, id))
        {
            Fault($"message {number} was confirmed twice");
        }
    }

    /// <summary>Runs all callers until the messages are used up, and waits until no publish is under way.</summary>
    public async Task RunAsync()
    {
        var misusers = Enumerable.Range(0, Misusers).Select(_ => Task.Run(MisuseAsync));
        var callers = Enumerable.Range(0, Callers).Select(_ => Task.Run(CallAsync));
        await Task.WhenAll([.. misusers, .. callers]);
        await _misuses.ReadWhatIsKeptAsync();
        await publisher.Operations.WhenIdleAsync().WaitAsync(s_hang);
        using var bound = new CancellationTokenSource(s_hang);
        while (publisher.IdsInUse.Count != (0, 0) && !bound.IsCancellationRequested)
        {
            // Callers have their results a moment before the transport lets go.
            await Task.Yield();
        }
    }

    /// <summary>Compares what callers were told with the queue, and what is left behind with nothing.</summary>
    public IReadOnlyList<string> Check(IReadOnlyCollection<(string Id, int Number)> found)
    {
        List<string> faults = [.. _faults];
        var inQueue = found.ToLookup(static one => one.Number, static one => one.Id);
        faults.AddRange(_confirmed.Where(one => !inQueue[one.Key].SequenceEqual([one.Value])).Select(one => $"message {one.Key} was confirmed as {one.Value}, and the queue has '{string.Join(", ", inQueue[one.Key])}'"));
        faults.AddRange(found.Where(static one => !IsRouted(one.Number)).Select(static one => $"the unroutable message {one.Number} is in the queue"));
        var (operations, relays) = publisher.Operations.Idle;
        if (publisher.Operations.UnderWay != 0)
        {
            faults.Add($"{publisher.Operations.UnderWay} publishes count as under way");
        }

        if (publisher.IdsInUse.Count is not (0, 0) and var ids)
        {
            faults.Add($"{ids.Held} ids are held and {ids.OnWire} count as on the wire");
        }

        if (operations.Distinct().Count() != operations.Count || relays.Distinct().Count() != relays.Count)
        {
            faults.Add("an operation or relay is in its pool twice");
        }

        if (operations.Any(static one => one.Message.MessageId.Length > 0 || one.IsSettled))
        {
            faults.Add("an idle operation holds a message");
        }

        return faults;
    }

    private async Task CallAsync()
    {
        while (TryTake(out var number))
        {
            // Some ids are the caller's, some are generated.
            var id = number % 3 == 0 ? null : $"caller-{number}";
            try
            {
                var receipt = await Publish(number, id).AsTask().WaitAsync(s_hang);
                if (!IsRouted(number) || (id is not null && receipt.MessageId != id))
                {
                    Fault($"message {number} ({id}) got the receipt of {receipt.MessageId}");
                }

                Confirmed(number, receipt.MessageId);
            }
            catch (UnroutableMessageException exception) when (!IsRouted(number) && (id is null || exception.MessageId == id))
            {
                // Its own truth.
            }
            catch (Exception exception)
            {
                Fault($"message {number} ({id}) got {exception.GetType().Name}: {exception.Message}");
            }
        }
    }

    private async Task MisuseAsync()
    {
        while (TryTake(out var number))
        {
            var misread = new Misread(this, number);
            await _misuses.RunAsync(this, misread, s_hang);
            misread.End();
        }
    }

    private bool TryTake(out int number)
    {
        number = Interlocked.Increment(ref _taken);
        return number <= publishes;
    }
}
