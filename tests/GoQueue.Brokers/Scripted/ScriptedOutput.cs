using System.Buffers;
using System.Net.Sockets;
using System.Threading.Channels;

namespace GoQueue.Brokers.Scripted;

/// <summary>What a scripted connection sends, in order, and the faults on its way. Thread-safe.</summary>
internal sealed class ScriptedOutput(Socket socket)
{
    private readonly Channel<Item> _items = Channel.CreateUnbounded<Item>(new UnboundedChannelOptions { SingleReader = true });
    private readonly AsyncGate _gate = new();
    private readonly Lock _cutLock = new();
    private volatile bool _dropping;
    private long _untilCut = long.MaxValue;
    private SocketEnd _cut;

    public void Send(byte[] bytes) => _items.Writer.TryWrite(new Item(bytes, null, null));

    /// <summary>Ends the TCP connection after all that was sent so far.</summary>
    public void End(SocketEnd end) => _items.Writer.TryWrite(new Item(null, end, null));

    /// <summary>Completes when all that was sent so far is in the socket, or the connection is dead.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (_items.Writer.TryWrite(new Item(null, null, done)))
        {
            await done.Task.WaitAsync(cancellationToken);
        }
    }

    public void Hold() => _gate.Close();

    public void Release() => _gate.Open();

    public void Drop(bool dropping) => _dropping = dropping;

    /// <summary>Lets this many more bytes through, then ends the TCP connection, be it in the middle of a frame.</summary>
    public void CutAfter(long bytes, SocketEnd end)
    {
        lock (_cutLock)
        {
            (_untilCut, _cut) = (bytes, end);
        }
    }

    public async Task RunAsync(Stream stream, CancellationToken cancellationToken)
    {
        var pending = new ArrayBufferWriter<byte>();
        Item item = default;
        try
        {
            while (await _items.Reader.WaitToReadAsync(cancellationToken))
            {
                await _gate.PassAsync(cancellationToken);
                item = default;
                while (pending.WrittenCount < 65_536 && _items.Reader.TryRead(out item))
                {
                    if (item.Bytes is null)
                    {
                        break;
                    }

                    pending.Write(item.Bytes);
                }

                if (pending.WrittenCount > 0 && !_dropping && await WriteAsync(stream, pending.WrittenMemory, cancellationToken))
                {
                    return;
                }

                pending.ResetWrittenCount();
                item.Flushed?.SetResult();
                item = item with { Flushed = null };
                if (item.End is { } end)
                {
                    Close(end);
                    return;
                }
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The client is gone, or the broker ends.
        }
        finally
        {
            _items.Writer.TryComplete();
            item.Flushed?.TrySetResult();
            while (_items.Reader.TryRead(out Item rest))
            {
                rest.Flushed?.TrySetResult();
            }
        }
    }

    /// <returns>True when the connection was cut.</returns>
    private async Task<bool> WriteAsync(Stream stream, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        long allowed;
        lock (_cutLock)
        {
            allowed = _untilCut;
            _untilCut = allowed == long.MaxValue ? allowed : Math.Max(0, allowed - bytes.Length);
        }

        bool cut = bytes.Length >= allowed;
        await stream.WriteAsync(cut ? bytes[..(int)allowed] : bytes, cancellationToken);
        await stream.FlushAsync(cancellationToken);
        if (cut)
        {
            Close(_cut);
        }

        return cut;
    }

    private void Close(SocketEnd end)
    {
        if (end == SocketEnd.Reset)
        {
            socket.LingerState = new LingerOption(true, 0);
            socket.Close();
        }
        else
        {
            socket.Shutdown(SocketShutdown.Send);
        }
    }

    private readonly record struct Item(byte[]? Bytes, SocketEnd? End, TaskCompletionSource? Flushed);
}
