using GoQueue.Messages;

namespace GoQueue.Formats.Reading;

/// <summary>
/// The data of a message while it is being undone, step by step: each step reads <see cref="Bytes"/> and replaces them by a buffer of its own. Owns
/// the last buffer.
/// </summary>
internal sealed class OpenedData(ReadOnlyMemory<byte> bytes) : IDisposable
{
    private PayloadBuffer? _owned;

    public ReadOnlyMemory<byte> Bytes { get; private set; } = bytes;

    public void Replace(PayloadBuffer buffer)
    {
        GiveBack();
        _owned = buffer;
        Bytes = buffer.WrittenMemory;
    }

    public void Dispose()
    {
        GiveBack();
        Bytes = default;
    }

    private void GiveBack()
    {
        _owned?.Clear();
        _owned = null;
    }
}
