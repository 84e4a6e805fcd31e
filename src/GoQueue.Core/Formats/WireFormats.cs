namespace GoQueue.Formats;

/// <summary>The four formats of one publisher. Thread-safe.</summary>
internal sealed class WireFormats
{
    private readonly WireFormat[] _formats = [new GoQueueEnvelopeFormat(), new CloudEventsBinaryFormat(), new CloudEventsStructuredFormat(), new RawFormat()];

    public WireFormat this[MessageFormat format] => _formats[(int)format];

    public static bool Knows(MessageFormat format) => format is >= MessageFormat.GoQueueEnvelope and <= MessageFormat.Raw;
}
