using System.Text.Json;
using GoQueue.Generated.Json;
using GoQueue.Messages;
using GoQueue.Publishing.Composition;

namespace GoQueue;

/// <summary>One typed event in the making. Not thread-safe, and not valid after the publish.</summary>
/// <typeparam name="T">The event.</typeparam>
#pragma warning disable CA1001 // The JSON writer owns nothing here: it writes into a buffer that it was given, and disposing it only flushes.
public sealed class PublishContext<T> : PublishContext
#pragma warning restore CA1001
    where T : IGoQueueEvent<T>
{
    private readonly EventPlan<T> _plan;
    private Utf8JsonWriter? _jsonWriter;

    internal PublishContext(EventPlan<T> plan) => _plan = plan;

    /// <summary>The event.</summary>
    public T Message { get; internal set; } = default!;

    /// <inheritdoc/>
    public override EventDescriptor Event => _plan.Descriptor;

    internal override EventPlan Plan => _plan;

    internal override object? BoxedEvent => Message;

    internal override void WriteData(PayloadBuffer output)
    {
        if (_plan.Serializer is { } serializer)
        {
            serializer.Serialize(Message, output);
            return;
        }

        WriteJson(_plan.Descriptor.JsonWriter, output);
    }

    internal override bool TryWriteRedacted(PayloadBuffer output, bool showsUntyped)
    {
        var descriptor = _plan.Descriptor;
        if (descriptor.RedactedJsonWriter is null && descriptor.RequiresEncryption)
        {
            return false;
        }

        WriteJson(descriptor.RedactedJsonWriter ?? descriptor.JsonWriter, output);
        return true;
    }

    private void WriteJson(EventJsonWriter<T>? direct, PayloadBuffer output)
    {
        if (direct is not null)
        {
            var json = new JsonSpanWriter(output, sizeHint: 256);
            try
            {
                direct(ref json, Message);
            }
            finally
            {
                // After a failure too: what was written up to there tells where it happened.
                json.Complete();
            }

            return;
        }

        // Kept with the context: a Utf8JsonWriter is 136 bytes, and the context is used again.
        if (_jsonWriter is null)
        {
            _jsonWriter = new Utf8JsonWriter(output);
        }
        else
        {
            _jsonWriter.Reset(output);
        }

        try
        {
            JsonSerializer.Serialize(_jsonWriter, Message, _plan.Descriptor.JsonTypeInfo);
        }
        finally
        {
            _jsonWriter.Flush();
        }
    }

    internal override void Return()
    {
        Clear();
        _plan.Return(this);
    }

    internal override void Clear()
    {
        base.Clear();
        Message = default!;
    }
}
