using System.Buffers.Binary;
using GoQueue.Delivery.Operations;
using GoQueue.Transports.RabbitMQ.Frames;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace GoQueue.Transports.RabbitMQ.Wire;

/// <summary>
/// One channel of ours from its opening to its end, with what the broker says on it. The end of a channel has one order with its messages: the frame that ends it is queued with the output's lock, and nothing of the
/// channel can follow. Thread-safe; frames come on the reading thread.
/// </summary>
internal sealed class WireChannel(ushort number, WireOutput output) : IPublishChannel
{
    private readonly Lock _sync = new();
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IPublishReceiver? _receiver;
    private WireEnd? _end;
    private long _left;
    private bool _isClosing;
    private bool _isOver;
    private ushort _returnCode;
    private string _returnExchange = "";
    private string _returnKey = "";
    private ulong _returnBytes;
    private ReturnPart _expected;

    private enum ReturnPart
    {
        Method,
        Header,
        Body,
    }

    public ushort Number { get; } = number;

    /// <summary>Whether frames of it may be queued. Guarded by the output's lock.</summary>
    public bool IsWritable { get; set; }

    /// <summary>Whether its number is free again. Guarded by the reading thread.</summary>
    public bool IsOver => _isOver;

    public bool IsFull => output.IsFull;

    /// <summary>Queues the frames that open it. Completes when it is open and confirms.</summary>
    /// <exception cref="OperationInterruptedException">The broker closed the channel or connection instead.</exception>
    public Task BeginAsync()
    {
        Span<byte> bytes = stackalloc byte[64];
        var frames = new FrameWriter(bytes);
        frames.Method(Number, MethodId.ChannelOpen, [0]);
        frames.Method(Number, MethodId.ConfirmSelect, [0]);
        output.OpenChannel(this, bytes[..frames.Length]);
        output.Flush(now: true);
        return _opened.Task;
    }

    public void Open(IPublishReceiver receiver)
    {
        WireEnd? end;
        lock (_sync)
        {
            _receiver = receiver;
            end = _end;
        }

        if (end is not null)
        {
            receiver.OnClosed(end, _left);
        }
    }

    public bool Write(PublishOperation operation) => output.Publish(this, operation);

    public void Flush() => output.Flush();

    public void WantRoom() => output.WantRoom();

    public Task CloseAsync()
    {
        lock (_sync)
        {
            if (_isClosing || _end is not null)
            {
                return _closed.Task;
            }

            _isClosing = true;
        }

        // Reply code 200, no text, no method as its cause.
        Span<byte> arguments = stackalloc byte[7];
        BinaryPrimitives.WriteUInt16BigEndian(arguments, 200);
        End(MethodId.ChannelClose, arguments, isAnswer: false, out _);
        return _closed.Task;
    }

    /// <summary>The connection has ended. Any thread.</summary>
    public void EndWith(WireEnd end, long left) => Finish(end, left, isAnswered: true);

    /// <exception cref="InvalidDataException">The frame is not what the broker may send here.</exception>
    public void OnFrame(in Frame frame)
    {
        if (frame.Type == FrameType.Method && _expected == ReturnPart.Method && FrameReader.TryMethod(frame, out var method, out var arguments) && TryHandle(method, arguments))
        {
            return;
        }

        if (!TryContent(frame))
        {
            throw new InvalidDataException($"The broker sent a frame of type {(byte)frame.Type} on channel {Number} that cannot be there.");
        }
    }

    private bool TryHandle(MethodId method, FieldReader arguments)
    {
        switch (method)
        {
            case MethodId.BasicAck or MethodId.BasicNack when FrameReader.TryConfirm(arguments, out var tag, out var multiple):
                Volatile.Read(ref _receiver)?.OnAnswer(tag, multiple, method == MethodId.BasicAck);
                return true;
            case MethodId.BasicReturn:
                _expected = ReturnPart.Header;
                return FrameReader.TryReturn(arguments, out _returnCode, out _returnExchange, out _returnKey);
            case MethodId.ChannelOpenOk:
                return true;
            case MethodId.ConfirmSelectOk:
                _opened.TrySetResult();
                return true;
            case MethodId.ChannelFlow when arguments.TryByte(out var isActive):
                WriteFlow(isActive);
                Volatile.Read(ref _receiver)?.OnFlow(isActive != 0);
                return true;
            case MethodId.ChannelClose when FrameReader.TryClose(arguments, out var code, out var text, out _):

                // If both close at once, both answer: the number is free when the broker has. The output decides which
                // frame came first, because only its lock orders them.
                var left = End(MethodId.ChannelCloseOk, default, isAnswer: true, out var wasOpen);
                Finish(new WireEnd(code, text, null, EndsConnection: false), left, isAnswered: wasOpen);
                return true;
            case MethodId.ChannelCloseOk:
                Finish(new WireEnd(0, "the channel was closed", null, EndsConnection: false), long.MaxValue, isAnswered: true);
                return true;
            default:
                return false;
        }
    }

    private bool TryContent(in Frame frame)
    {
        if (_expected == ReturnPart.Header && FrameReader.TryHeader(frame, out _returnBytes, out var messageId, out var clusterId))
        {
            _expected = _returnBytes == 0 ? ReturnPart.Method : ReturnPart.Body;
            Volatile.Read(ref _receiver)?.OnReturn(new WireReturn(_returnCode, _returnExchange, _returnKey, messageId, clusterId));
            return true;
        }

        if (_expected != ReturnPart.Body || frame.Type != FrameType.Body || (ulong)frame.Payload.Length > _returnBytes)
        {
            return false;
        }

        _returnBytes -= (ulong)frame.Payload.Length;
        _expected = _returnBytes == 0 ? ReturnPart.Method : ReturnPart.Body;
        return true;
    }

    private long End(MethodId method, ReadOnlySpan<byte> arguments, bool isAnswer, out bool wasOpen)
    {
        Span<byte> bytes = stackalloc byte[32];
        var frame = new FrameWriter(bytes);
        frame.Method(Number, method, arguments);
        var left = output.EndChannel(this, bytes[..frame.Length], isAnswer, out wasOpen);
        output.Flush(now: true);
        return left;
    }

    private void WriteFlow(byte isActive)
    {
        Span<byte> bytes = stackalloc byte[32];
        var frame = new FrameWriter(bytes);
        frame.Method(Number, MethodId.ChannelFlowOk, [isActive]);
        output.WriteChannel(this, bytes[..frame.Length]);
        output.Flush(now: true);
    }

    private void Finish(WireEnd end, long left, bool isAnswered)
    {
        IPublishReceiver? receiver = null;
        lock (_sync)
        {
            if (_end is null)
            {
                (_end, _left) = (end, left);
                receiver = _receiver;
            }

            _isOver |= isAnswered;
        }

        if (isAnswered)
        {
            _closed.TrySetResult();
        }

        if (!_opened.Task.IsCompleted)
        {
            // As the client says it of its own channels.
            var initiator = end.Code == 0 ? global::RabbitMQ.Client.ShutdownInitiator.Library : global::RabbitMQ.Client.ShutdownInitiator.Peer;
            _opened.TrySetException(new OperationInterruptedException(end.Exception is { } exception
                ? new ShutdownEventArgs(initiator, (ushort)end.Code, end.Text, exception)
                : new ShutdownEventArgs(initiator, (ushort)end.Code, end.Text)));
        }

        receiver?.OnClosed(end, left);
    }
}
