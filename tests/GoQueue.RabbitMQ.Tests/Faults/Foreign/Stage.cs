using System.Collections.Concurrent;
using System.Diagnostics;
using GoQueue.RabbitMQ.Tests.Harness;

namespace GoQueue.RabbitMQ.Tests.Faults.Foreign;

/// <summary>
/// A publisher and a scripted broker. The first call of foreign code after <see cref="Arm"/> does the deed. A deed that
/// blocks waits for a signal that comes only when every other publish has ended: the order proves that nothing waited
/// for it, and no clock is asked.
/// </summary>
internal sealed partial class Stage : IAsyncDisposable
{
    public const string Reader = "GoQueue reader";
    public static readonly TimeSpan HangBound = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<string, string> _told = new();
    private readonly ManualResetEventSlim _signal = new();
    private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Deed _deed;
    private readonly Place _place;
    private GoQueuePublisher? _publisher;
    private Task? _nested;
    private int _armed;

    public Stage(Place place, Deed deed)
    {
        _place = place;
        _deed = deed;
        Broker.OnPublish(publish =>
        {
            if (place.Rejects && publish.MessageId == "victim")
            {
                publish.Nack();
            }
            else
            {
                publish.Ack();
            }
        });
    }

    public ScriptedBroker Broker { get; } = ScriptedBroker.Start();

    public GoQueuePublisher Publisher => _publisher!;

    /// <summary>Threads on which the place's code ran.</summary>
    public ConcurrentQueue<string?> Threads { get; } = new();

    public void Open() => _publisher = GoQueuePublisher.Create(goqueue => _place.Configure(
        this,
        goqueue.UseRabbitMQ(
                Broker.Uri.ToString(),
                o =>
                {
                    o.ChannelPoolSize = 2;
                    _place.Connect(this, o);
                })
            .Configure(static o =>
            {
                o.DrainTimeout = TimeSpan.FromMilliseconds(500);
                o.PublishTimeout = TimeSpan.FromSeconds(50);
            })));

    public void Arm() => Volatile.Write(ref _armed, 1);

    /// <summary>Called by the place's foreign code.</summary>
    public void Act()
    {
        Threads.Enqueue(Thread.CurrentThread.Name);
        if (Interlocked.CompareExchange(ref _armed, 0, 1) != 1)
        {
            return;
        }

        _entered.TrySetResult();
        switch (_deed)
        {
            case Deed.Throws:
                throw new InvalidOperationException("foreign code failed");
            case Deed.Blocks:
                _signal.Wait(HangBound);
                break;
            case Deed.Publishes:
                Keep(Task.Run(() => PublishAsync("nested", 77)));
                break;
            case Deed.Closes:
                Keep(Task.Run(() => Publisher.DisposeAsync().AsTask()));
                break;
        }
    }

    public async Task RunAsync()
    {
        Open();
        if (_place.WarmsUp)
        {
            await PublishAsync("first", 0).WaitAsync(HangBound);
        }

        Arm();
        Task victim = Task.Run(() => _place.TriggerAsync(this));
        await _entered.Task.WaitAsync(HangBound);
        if (_place.HoldsConnection)
        {
            _signal.Set();
        }

        long started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => PublishAsync($"other-{i}", i)))).WaitAsync(HangBound);
        if (!_place.HoldsConnection)
        {
            Budget.Check($"{_place.Name} {_deed}", Stopwatch.GetElapsedTime(started), TimeSpan.FromSeconds(2));
        }

        _signal.Set();
        await victim.WaitAsync(HangBound);
        await (_nested ?? Task.CompletedTask).WaitAsync(HangBound);
        await Publisher.DisposeAsync().AsTask().WaitAsync(HangBound);
        Verify();
    }

    /// <summary>Publishes and notes what the caller is told.</summary>
    public async Task PublishAsync(string id, int number)
    {
        try
        {
            await Publisher.PublishOrderPlacedAsync(new(number, "ann"), new PublishOptions { MessageId = id });
            _told[id] = "receipt";
        }
        catch (PublishException failure)
        {
            _told[id] = failure.Outcome.ToString();
        }
    }

    public void Note(string id, string told) => _told[id] = told;

    public async ValueTask DisposeAsync()
    {
        _signal.Set();
        _spans?.Dispose();
        _measurements?.Dispose();
        if (_publisher is not null)
        {
            await _publisher.DisposeAsync();
        }

        await Broker.DisposeAsync();
        _signal.Dispose();
    }

    private void Keep(Task nested)
    {
        _nested = nested;
        if (!_place.HoldsConnection)
        {
            Assert.True(nested.Wait(HangBound), "it must end while foreign code waits for it");
        }
    }

    private void Verify()
    {
        HashSet<string> received = [.. Broker.Publishes.Select(static publish => publish.MessageId!)];
        foreach ((string id, string told) in _told)
        {
            Assert.True(told is not "receipt" || received.Contains(id), $"{id} has a receipt and never reached the broker");
            Assert.True(told is not nameof(PublishOutcome.NotSent) || !received.Contains(id), $"{id} was reported as not sent, and the broker has it");
            Assert.True(
                _deed == Deed.Closes || id == "victim" || _place.RefusesOthers || told == "receipt",
                $"{id} ended with {told} because foreign code in '{_place.Name}' {_deed}");
        }

        if (_place.Victim is { } expected && _deed != Deed.Closes)
        {
            Assert.Equal(_deed == Deed.Throws ? expected : _place.Rejects ? nameof(PublishOutcome.Rejected) : "receipt", _told["victim"]);
        }

        if (_place.MayNotRead)
        {
            Assert.DoesNotContain(Reader, Threads);
        }
    }
}
