using System.Text.Encodings.Web;
using System.Text.Json;
using GoQueue.Messages;

namespace GoQueue.Formats;

/// <summary>What formats write about all messages of one event, encoded once. Thread-safe.</summary>
/// <param name="topic">The declared topic.</param>
/// <param name="action">The declared action.</param>
/// <param name="source">The CloudEvents source.</param>
/// <param name="schemaBase">The address of CloudEvents schemas, without a slash at the end; null = schemas are named, not placed.</param>
internal sealed class EventText(string topic, string action, string source, string? schemaBase)
{
    private CloudEventAttributes? _cloudEvent;

    public string Topic => topic;

    public string Action => action;

    /// <summary>Topic and action as the envelope's body holds them.</summary>
    public JsonEncodedText EnvelopeTopic { get; } = JsonEncodedText.Encode(topic, JavaScriptEncoder.Default);

    public JsonEncodedText EnvelopeAction { get; } = JsonEncodedText.Encode(action, JavaScriptEncoder.Default);

    /// <summary>The CloudEvents attributes of a message, made once for as long as its identity does not change.</summary>
    public CloudEventAttributes GetCloudEvent(OutgoingMessage message, string contentType)
    {
        var known = _cloudEvent;
        if (known is null || known.Topic != message.Topic || known.Action != message.Action || known.Version != message.Version || known.ContentType != contentType)
        {
            _cloudEvent = known = new CloudEventAttributes(message.Topic, message.Action, message.Version, contentType, source, schemaBase);
        }

        return known;
    }
}
