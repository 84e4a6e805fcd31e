using MessagePack;

namespace MessagePackEvents;

/// <summary>How one event looks in MessagePack: written by hand, so that nothing is found out by reflection. Must be thread-safe.</summary>
/// <typeparam name="T">The event.</typeparam>
internal interface IMessagePackCodec<T>
{
    void Write(ref MessagePackWriter writer, T value);

    T Read(ref MessagePackReader reader);
}
