using GoQueue.Generators.Models;

namespace GoQueue.Generators.Emission;

/// <summary>Writes an event's <c>Publish{Name}Async</c> methods.</summary>
internal static class PublishMethodEmitter
{
    public static void Write(CodeWriter writer, EventModel model)
    {
        var type = model.Type;

        // Every event of the namespace adds a part; only those of public events say public, and an internal part needs no modifier.
        writer.Open(type.IsPublic ? "public static partial class GoQueuePublisherExtensions" : "static partial class GoQueuePublisherExtensions");
        writer.Line($$"""
            /// <summary>Publishes a <see cref="{{type.FullName}}"/>{{Literal.Xml(Destination(model))}}.</summary>
            /// <param name="publisher">Publishes it.</param>
            /// <param name="message">The event; its run-time type must be the declared one.</param>
            /// <param name="options">Settings of this one message, or null.</param>
            /// <param name="cancellationToken">Gives up waiting; whether the message was sent then stands in the exception's outcome.</param>
            /// <returns>The receipt, once the broker has confirmed the message. Await it once and do not keep it: it is pooled.</returns>
            /// <exception cref="global::GoQueue.PublishException">The message is not known to be published.</exception>
            /// <exception cref="global::GoQueue.PublishCanceledException">The token was cancelled.</exception>
            """);
        foreach (var attribute in model.InheritedAttributes)
        {
            writer.Line($"[{attribute}]");
        }

        writer.Line($$"""
            {{(type.IsPublic ? "public" : "internal")}} static global::System.Threading.Tasks.ValueTask<global::GoQueue.PublishReceipt> Publish{{model.Name}}Async(
                this global::GoQueue.IGoQueuePublisher publisher,
                {{type.FullName}} message,
                global::GoQueue.PublishOptions? options = null,
                global::System.Threading.CancellationToken cancellationToken = default) =>
            """);
        writer.Indent();
        writer.Line(model.Health == EventHealth.Sound
            ? $"publisher.PublishAsync<{type.FullName}>(message, options, cancellationToken);"
            : "throw new global::System.InvalidOperationException(\"The declaration of this event has an error: see the build's GQ messages.\");");
        writer.Unindent();
        writer.Close();
    }

    private static string Destination(EventModel model) =>
        model.Topic is null ? $" as {model.Action} {model.Version}" : $" to {model.Topic} as {model.Action} {model.Version}";
}
