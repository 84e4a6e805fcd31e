using System.Net.Sockets;

namespace GoQueue.Transports.RabbitMQ.Wire;

/// <summary>
/// What <c>SslStream</c> has below it. Reads wait where the reading thread waits; writes wait only during the handshake, and are kept here afterwards until the sender sends them.
/// </summary>
/// <param name="socket">The socket.</param>
/// <param name="receive">Receives ciphertext and waits for it: the reading thread's.</param>
internal sealed class CipherStream(Socket socket, CipherReceive receive) : Stream
{
    // The reading thread writes, too, where the protocol answers by itself (TLS 1.3 key updates, renegotiation).
    private readonly Lock _sync = new();
    private byte[] _bytes = new byte[16 * 1024];
    private int _start;
    private int _end;
    private volatile bool _isReady;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>The handshake is over: writes wait no more.</summary>
    public void BecomeReady() => _isReady = true;

    public override int Read(Span<byte> buffer)
    {
        if (_isReady)
        {
            // What the last read has made the other side wait for, an answer to a key update, say. What the socket does
            // not take goes with the next bytes.
            try
            {
                TrySend(out _);
            }
            catch (IOException exception)
            {
                // The next sender reports it. What was received before is still to be read.
                _ = exception;
            }
        }

        return buffer.IsEmpty ? 0 : receive(buffer);
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        lock (_sync)
        {
            if (_bytes.Length - _end < buffer.Length)
            {
                var grown = new byte[Math.Max(_bytes.Length * 2, _end - _start + buffer.Length)];
                _bytes.AsSpan(_start, _end - _start).CopyTo(grown);
                (_bytes, _end, _start) = (grown, _end - _start, 0);
            }

            buffer.CopyTo(_bytes.AsSpan(_end));
            _end += buffer.Length;
        }

        while (!_isReady)
        {
            TrySend(out var isEmpty);
            if (isEmpty)
            {
                return;
            }

            WaitForRoom();
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>Sends what is kept, without waiting.</summary>
    /// <returns>Whether anything was sent.</returns>
    public bool TrySend(out bool isEmpty)
    {
        lock (_sync)
        {
            var hasProgress = false;
            while (_end > _start)
            {
                var sent = socket.Send(_bytes.AsSpan(_start, _end - _start), SocketFlags.None, out var error);
                if (error == SocketError.WouldBlock)
                {
                    isEmpty = false;
                    return hasProgress;
                }

                if (error != SocketError.Success)
                {
                    throw new IOException("The connection's socket has failed.", new SocketException((int)error));
                }

                _start += sent;
                hasProgress = true;
            }

            _start = _end = 0;
            isEmpty = true;
            return hasProgress;
        }
    }

    public void WaitForRoom() => socket.Poll(-1, SelectMode.SelectWrite);
}
