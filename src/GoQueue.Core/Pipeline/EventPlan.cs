using System.Text.Encodings.Web;
using System.Text.Json;

namespace GoQueue.Pipeline;

/// <summary>
/// What one publisher has settled once for all messages of one event: the event's facts, this publisher's settings, and the bytes and headers that
/// never change. Immutable.
/// </summary>
internal abstract class EventPlan
{
    protected EventPlan(EventDescriptor descriptor, PublisherSettings settings)
    {
        Settings = settings;
        Event = descriptor;
        Topic = descriptor.Topic ?? settings.DefaultExchange ?? throw new InvalidOperationException(
            $"{descriptor.Name} declares no topic and the publisher has no default exchange: give the event a Topic, or set GoQueueOptions.DefaultExchange.");
        Action = descriptor.Action;
        Version = descriptor.Version;
        Validates = descriptor.Validates && settings.Validate;
        Mandatory = settings.Mandatory;
        EnvelopeTopic = JsonEncodedText.Encode(Topic, JavaScriptEncoder.Default);
        EnvelopeAction = JsonEncodedText.Encode(Action, JavaScriptEncoder.Default);
    }

    public PublisherSettings Settings { get; }

    public EventDescriptor Event { get; }

    public string Name => Event.Name;

    public string Topic { get; }

    public string Action { get; }

    public string Version { get; }

    public bool Validates { get; }

    public bool Mandatory { get; }

    /// <summary>Topic and action as the envelope's body holds them.</summary>
    public JsonEncodedText EnvelopeTopic { get; }

    public JsonEncodedText EnvelopeAction { get; }

    public MessageIdentity IdentityOf(string? messageId) => new(messageId, Topic, Action, Version);
}
