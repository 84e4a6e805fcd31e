using GoQueue.Formats;
using GoQueue.Formats.Compression;
using GoQueue.Pipeline;

namespace GoQueue;

/// <summary>
/// How one publisher treats one event, in <c>builder.ForEvent&lt;T&gt;(e =&gt; …)</c>: facts of the deployment, where the event's attributes hold those of the
/// contract. What is null or unspecified here is decided by the event's attributes, then by the publisher; a call's own <see cref="PublishOptions"/>
/// win over both. Read once, when the publisher is built. Not thread-safe.
/// </summary>
public sealed class EventOptions
{
    /// <summary>The wire format. Default: the publisher's.</summary>
    public MessageFormat? Format { get; set; }

    /// <summary>Whether the event is validated before it is sent. Default: as its attribute and the publisher say.</summary>
    public bool? Validation { get; set; }

    /// <summary>The priority. Default: the attribute's.</summary>
    public EventPriority Priority { get; set; }

    /// <summary>Whether an unroutable message is a failure. Default: the publisher's setting.</summary>
    public bool? Mandatory { get; set; }

    /// <summary>The bound on a whole publish of this event with queueing and retries. Default: the publisher's.</summary>
    public TimeSpan? Timeout { get; set; }

    /// <summary>
    /// Writes the event as something other than JSON; needs the format <see cref="MessageFormat.Raw"/> or <see cref="MessageFormat.CloudEventsBinary"/>.
    /// Default: the generated JSON.
    /// </summary>
    public IPayloadSerializer? Serializer { get; set; }

    /// <summary>The content type whose serializer, added by <c>AddSerializer</c>, writes the event. Default: <c>application/json</c>.</summary>
    public string? ContentType { get; set; }

    /// <summary>Whether and how the event's data is compressed. Default: as <c>UseCompression</c> says, else not at all.</summary>
    public CompressionAlgorithm? Compression
    {
        get;
        set
        {
            field = value;
            Compressors = PayloadCompressor.Create;
        }
    }

    internal CompressorFactory? Compressors { get; private set; }

    /// <summary>For people: what differs from the publisher, <c>Format Raw, Mandatory False</c>.</summary>
    public override string ToString()
    {
        var texts = new List<string>();
        Add(nameof(Format), Format);
        Add(nameof(Validation), Validation);
        Add(nameof(Priority), Priority == EventPriority.Unspecified ? null : Priority);
        Add(nameof(Mandatory), Mandatory);
        Add(nameof(Timeout), Timeout);
        Add(nameof(ContentType), Serializer?.ContentType ?? ContentType);
        Add(nameof(Compression), Compression);
        return string.Join(", ", texts);

        void Add(string name, object? value)
        {
            if (value is not null)
            {
                texts.Add($"{name} {value}");
            }
        }
    }
}
