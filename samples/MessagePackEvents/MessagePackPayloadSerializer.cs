using System.Buffers;
using GoQueue;
using GoQueue.Formats;
using MessagePack;

namespace MessagePackEvents;

/// <summary>Writes and reads events as MessagePack: the same object serves publishers and readers. Thread-safe once it is set up.</summary>
internal sealed class MessagePackPayloadSerializer : IPayloadSerializer
{
    private readonly Dictionary<Type, object> _codecs = [];

    /// <summary>As registered with IANA.</summary>
    public string ContentType => "application/vnd.msgpack";

    public MessagePackPayloadSerializer Add<T>(IMessagePackCodec<T> codec)
        where T : IGoQueueEvent<T>
    {
        _codecs.Add(typeof(T), codec);
        return this;
    }

    public void Serialize<T>(T message, IBufferWriter<byte> output)
        where T : IGoQueueEvent<T>
    {
        var writer = new MessagePackWriter(output);
        CodecOf<T>().Write(ref writer, message);
        writer.Flush();
    }

    public T Deserialize<T>(ReadOnlyMemory<byte> data)
        where T : IGoQueueEvent<T>
    {
        var reader = new MessagePackReader(data);
        var message = CodecOf<T>().Read(ref reader);
        return reader.End ? message : throw new MessagePackSerializationException("There is something behind the event.");
    }

    private IMessagePackCodec<T> CodecOf<T>() => _codecs.TryGetValue(typeof(T), out var codec)
        ? (IMessagePackCodec<T>)codec
        : throw new NotSupportedException($"No codec is known for {typeof(T).Name}: call Add(…) on the serializer.");
}
