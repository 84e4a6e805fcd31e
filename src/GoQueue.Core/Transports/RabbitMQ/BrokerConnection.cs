using GoQueue.Messages.Execution;
using GoQueue.Transports.RabbitMQ.Channels;
using GoQueue.Transports.RabbitMQ.Connections;
using GoQueue.Transports.RabbitMQ.Faults;
using GoQueue.Transports.RabbitMQ.Settings;
using RabbitMQ.Client.Exceptions;

namespace GoQueue.Transports.RabbitMQ;

/// <summary>
/// Keeps one connection and its channels alive, from the first message until the publisher is closed: connects, opens the channels, replaces
/// those that end, and connects anew when the connection ends. The client's own recovery is off: it would number messages from 1
/// under the same channel object.
/// </summary>
internal sealed class BrokerConnection : IAsyncDisposable
{
    private static readonly TimeSpan s_firstReopenDelay = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan s_longestReopenDelay = TimeSpan.FromSeconds(2);

    // The broker goes on counting the channels of a connection for a moment after its end.
    private static readonly TimeSpan s_countingDelay = TimeSpan.FromSeconds(1);

    private readonly ResolvedRabbitMQOptions _settings;
    private readonly RabbitMQTransport _transport;
    private readonly ChannelSlot[] _slots;
    private readonly BrokerConnector _connector;
    private readonly ReconnectDelays _delays;
    private readonly ChannelAllowance _allowance;
    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _demand = new(0, 1);
    private Task _running = Task.CompletedTask;
    private int _firstToResume;

    public BrokerConnection(ResolvedRabbitMQOptions settings, RabbitMQTransport transport, ChannelSlot[] slots)
    {
        _settings = settings;
        _transport = transport;
        _slots = slots;
        _connector = new BrokerConnector(settings, slots.Length, transport.OnOverruled);
        _delays = new ReconnectDelays(settings.Time);
        _allowance = new ChannelAllowance(slots.Length, settings.Time);
    }

    public IReadOnlyList<ChannelSlot> Slots => _slots;

    /// <summary>The open connection, or null.</summary>
    public BrokerSession? Session { get; private set; }

    /// <summary>Why there is none; null before the first connect ended.</summary>
    public ConnectFault? LastFault { get; private set; }

    /// <summary>Only other settings help, and the last try is too fresh for another one.</summary>
    public bool IsRefused { get; private set; }

    public void Start() => _running = DefaultContext.Start(RunAsync);

    /// <summary>Somebody wants to publish: after a refusal, this is what starts another try.</summary>
    public void RequestConnect()
    {
        try
        {
            if (_demand.CurrentCount == 0)
            {
                _demand.Release();
            }
        }
        catch (Exception exception) when (exception is SemaphoreFullException or ObjectDisposedException)
        {
            // Somebody else was faster, or closed the publisher.
            return;
        }
    }

    /// <summary>Closes the channels and the connection, and ends the supervision.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        _demand.Dispose();
        _stopping.Dispose();
    }

    private async Task RunAsync()
    {
        var stop = _stopping.Token;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var session = await _connector.ConnectAsync(stop).ConfigureAwait(false);
                try
                {
                    await ServeAsync(session, stop).ConfigureAwait(false);
                }
                finally
                {
                    session.End.Complete();
                    await session.DisposeAsync().ConfigureAwait(false);
                }
            }
            catch (ConnectFailedException failed)
            {
                await WaitAfterAsync(failed.Fault, stop).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                break;
            }
            catch (Exception exception)
            {
                // Whatever it is, a supervisor that ends would leave every later message waiting for nothing.
                await WaitAfterAsync(ConnectFault.From(exception), stop).ConfigureAwait(false);
            }
        }
    }

    private async Task ServeAsync(BrokerSession session, CancellationToken stop)
    {
        var connected = _settings.Time.GetTimestamp();
        var isTooLarge = false;
        session.End = _transport.PoisonIsolator.CreateEnd(IsIsolating);
        _delays.NoteConnected();
        _allowance.Renew();
        void Resume() => WriteKept(session);

        session.Serve(Load, Resume);
        session.BlockedChanged += Resume;
        session.BlockedChanged += _transport.OnBlockedChanged;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var firstTry = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var keepers = Slots.Select((slot, index) => KeepOpenAsync(slot, isAllowed: index < Math.Min(_allowance.Channels, session.Channels), session, firstTry, ended.Token)).ToArray();
        var credentials = CredentialsRefresh.RunAsync(session, _settings, _transport.OnCredentialsNotRefreshed, ended.Token);
        LastFault = null;
        Session = session;
        _transport.OnConnected(this);
        try
        {
            var fault = await session.Closed.WaitAsync(stop).ConfigureAwait(false);
            LastFault = new ConnectFault(fault.Cause.TrimEnd('.'), IsFatal: false, fault.Exception);
        }
        finally
        {
            // Closing the publisher is no loss: the connection is closed in order then, once its channels are.
            Session = null;
            var fault = session.IsOpen ? ChannelFault.Lost("the publisher was closed", null) : await session.Closed.ConfigureAwait(false);
            if (!session.IsOpen)
            {
                session.Kill();
            }

            await ended.CancelAsync().ConfigureAwait(false);
            firstTry.TrySetResult();
            foreach (var slot in Slots)
            {
                slot.Channel?.Close(fault);
            }

            if (LastFault is { } lost)
            {
                _transport.OnDisconnected(lost);
            }

            if (_allowance.Learn(fault))
            {
                isTooLarge = true;
                _transport.OnFewerChannels(_allowance.Channels);
            }

            await Task.WhenAll([.. keepers, credentials]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

            // Nothing is opened any more. What was on the channels is reported before there are others, or later messages of its ordering keys would overtake it: whoever reports may be slow, as loggers are.
            foreach (var slot in Slots)
            {
                if (slot.Channel is { } channel)
                {
                    channel.Close(fault);
                    await channel.Closed.ConfigureAwait(false);
                }
            }

            session.End.Complete();
        }

        if (_settings.Time.GetElapsedTime(connected) > TimeSpan.FromSeconds(30))
        {
            _delays.Reset();
        }

        // A connection that ends as soon as it is there must not be made again in a hot loop. The isolator's is expected to end, at most a few times for each suspect.
        await Task.Delay(isTooLarge ? s_countingDelay : IsIsolating ? s_firstReopenDelay : _delays.Next(), _settings.Time, stop).ConfigureAwait(false);
    }

    private bool IsIsolating => _slots[0].IsIsolating;

    private int Load()
    {
        var load = 0;
        foreach (var slot in _slots)
        {
            load += slot.Load;
        }

        return load;
    }

    /// <summary>The wire has room again: what the channels have kept is written.</summary>
    private void WriteKept(BrokerSession session)
    {
        // In turns, each time another channel first: the first one may take all the room there is, and would do so again.
        var first = _firstToResume = (_firstToResume + 1) % _slots.Length;
        bool isMore;
        do
        {
            isMore = false;
            for (var turn = 0; turn < _slots.Length; turn++)
            {
                isMore |= _slots[(first + turn) % _slots.Length].Channel?.WriteKept() == true;
            }
        }
        while (isMore);
        session.Flush();
    }

    /// <summary>Keeps a slot's channel open as long as the connection lives.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="isAllowed">Whether it may have a channel of its own.</param>
    /// <param name="session">The connection.</param>
    /// <param name="firstTry">
    /// Completes when the first slot has tried: the others open theirs after it. The broker works on one request of a connection after the other, and the first message waits
    /// for one channel, not for all.
    /// </param>
    /// <param name="ended">The connection has ended.</param>
    private async Task KeepOpenAsync(ChannelSlot slot, bool isAllowed, BrokerSession session, TaskCompletionSource firstTry, CancellationToken ended)
    {
        if (slot != _slots[0])
        {
            await firstTry.Task.ConfigureAwait(false);
        }

        var delay = TimeSpan.Zero;
        var backoff = new ReplacementBackoff(_settings.Time);
        while (session.IsOpen && !ended.IsCancellationRequested)
        {
            if (!isAllowed)
            {
                slot.Fault ??= "the broker allows this connection fewer channels";
                firstTry.TrySetResult();
                delay = await LendAsync(slot, delay, ended).ConfigureAwait(false);
                continue;
            }

            try
            {
                var opening = await session.OpenChannelAsync(ended).ConfigureAwait(false);
                var channel = new ConfirmChannel(opening, session, _transport, _settings, backoff, slot.IsIsolating);
                slot.Open(channel);
                _transport.OnRoom();
                firstTry.TrySetResult();
                var opened = _settings.Time.GetTimestamp();
                var fault = await channel.Closed.WaitAsync(ended).ConfigureAwait(false);
                slot.Close(channel);
                if (session.IsOpen)
                {
                    _transport.OnChannelClosed(fault);
                }

                delay = fault.IsRetirement || _settings.Time.GetElapsedTime(opened) > s_longestReopenDelay ? TimeSpan.Zero : Longer(delay);
            }
            catch (OperationCanceledException) when (ended.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (exception is OperationInterruptedException)
            {
                // The broker did not open it: the others carry on.
                slot.Fault = BrokerText.Clean(exception);
                firstTry.TrySetResult();
                delay = await LendAsync(slot, delay, ended).ConfigureAwait(false);
                continue;
            }
            catch (Exception exception)
            {
                // A request without an answer: a late one would be taken for the answer to the next.
                session.Kill("a channel could not be opened", exception);
                return;
            }

            await Task.Delay(delay, _settings.Time, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>For a slot without a channel of its own: its ordering keys use another's. Returns after a while, and says how long that was.</summary>
    private async Task<TimeSpan> LendAsync(ChannelSlot slot, TimeSpan delay, CancellationToken ended)
    {
        delay = _transport.OnChannelRefused(slot) ? s_longestReopenDelay : Longer(delay);
        await Task.Delay(delay, _settings.Time, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return delay;
    }

    private async Task WaitAfterAsync(ConnectFault fault, CancellationToken stop)
    {
        LastFault = fault;
        _transport.OnConnectFailed(this, fault);
        var delay = _delays.Next();
        if (fault.IsFatal)
        {
            IsRefused = true;
            _transport.OnRefused();
            await Task.Delay(s_longestReopenDelay, _settings.Time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            IsRefused = false;
            await _demand.WaitAsync(stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        await Task.Delay(delay, _settings.Time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static TimeSpan Longer(TimeSpan delay)
    {
        var next = delay == TimeSpan.Zero ? s_firstReopenDelay : delay * 2;
        return next < s_longestReopenDelay ? next : s_longestReopenDelay;
    }
}
