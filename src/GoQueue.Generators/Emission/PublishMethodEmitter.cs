using GoQueue.Generators.CSharp;
using GoQueue.Generators.Models;

namespace GoQueue.Generators.Emission;

/// <summary>Writes an event's publish methods: one message, a batch, a stream.</summary>
internal static class PublishMethodEmitter
{
    private const string Refusal =
        "throw new global::System.InvalidOperationException(\"The declaration of this event has an error: see the build's GQ messages.\");";

    private const string OptionsAndToken = """
            global::GoQueue.PublishOptions? options = null,
            global::System.Threading.CancellationToken cancellationToken = default) =>
        """;

    private const string OptionsProgressAndToken = """
            global::GoQueue.PublishOptions? options = null,
            global::System.IProgress<global::GoQueue.BatchProgress>? progress = null,
            global::System.Threading.CancellationToken cancellationToken = default) =>
        """;

    public static void Write(CodeWriter writer, EventModel model)
    {
        // Every event of the namespace adds a part; only those of public events say public, and an internal part needs no modifier.
        writer.Open(model.Type.IsPublic ? "public static partial class GoQueuePublisherExtensions" : "static partial class GoQueuePublisherExtensions");
        WriteSingle(writer, model);
        writer.Line();
        WriteBatch(writer, model);
        writer.Line();
        WriteStream(writer, model);
        if (model.Health == EventHealth.Closed)
        {
            writer.Line();
            WriteStandIns(writer, model);
        }

        writer.Close();
    }

    private static void WriteSingle(CodeWriter writer, EventModel model)
    {
        writer.Line($$"""
            /// <summary>Publishes a <see cref="{{model.Type.FullName}}"/>{{Literal.Xml(Destination(model))}}.</summary>
            /// <param name="publisher">Publishes it.</param>
            /// <param name="message">The event; its run-time type must be the declared one.</param>
            /// <param name="options">Settings of this one message, or null.</param>
            /// <param name="cancellationToken">Gives up waiting; whether the message was sent then stands in the exception's outcome.</param>
            /// <returns>The receipt, once the broker has confirmed the message. Await it once and do not keep it: it is pooled.</returns>
            /// <exception cref="global::GoQueue.PublishException">The message is not known to be published.</exception>
            /// <exception cref="global::GoQueue.PublishCanceledException">The token was cancelled.</exception>
            """);
        WriteMethod(
            writer,
            model,
            "global::System.Threading.Tasks.ValueTask<global::GoQueue.PublishReceipt>",
            "",
            $"{model.Type.FullName} message",
            OptionsAndToken,
            $"PublishAsync<{model.Type.FullName}>(message, options, cancellationToken)");
        WriteTokenOverload(
            writer,
            model,
            "global::System.Threading.Tasks.ValueTask<global::GoQueue.PublishReceipt>",
            "",
            $"{model.Type.FullName} message",
            $"PublishAsync<{model.Type.FullName}>(message, null, cancellationToken)",
            $"Publishes a <see cref=\"{model.Type.FullName}\"/> without settings of its own.");
    }

    private static void WriteBatch(CodeWriter writer, EventModel model)
    {
        writer.Line($$"""
            /// <summary>Publishes many <see cref="{{model.Type.FullName}}"/>{{Literal.Xml(Destination(model))}}: pipelined, in the order of the input. A failed message does not end the batch.</summary>
            /// <param name="publisher">Publishes them.</param>
            /// <param name="messages">The events. Read once, ahead of their results; must not change before the batch is done.</param>
            /// <param name="options">Settings of every message, or null; without a message id, which belongs to one message.</param>
            /// <param name="progress">Hears how far the batch is, or null.</param>
            /// <param name="cancellationToken">Gives up: messages without a result then have a cancellation as result.</param>
            /// <returns>One result per message, in the order of the input: look at it, or call its ThrowIfAnyFailed.</returns>
            """);
        WriteMethod(
            writer,
            model,
            "global::System.Threading.Tasks.ValueTask<global::GoQueue.BatchPublishResult>",
            "Batch",
            $"global::System.Collections.Generic.IEnumerable<{model.Type.FullName}> messages",
            OptionsProgressAndToken,
            $"PublishBatchAsync<{model.Type.FullName}>(messages, options, progress, cancellationToken)");
        WriteTokenOverload(
            writer,
            model,
            "global::System.Threading.Tasks.ValueTask<global::GoQueue.BatchPublishResult>",
            "Batch",
            $"global::System.Collections.Generic.IEnumerable<{model.Type.FullName}> messages",
            $"PublishBatchAsync<{model.Type.FullName}>(messages, null, null, cancellationToken)",
            $"Publishes many <see cref=\"{model.Type.FullName}\"/> without settings of their own.");
    }

    private static void WriteStream(CodeWriter writer, EventModel model)
    {
        writer.Line($$"""
            /// <summary>Publishes a stream of <see cref="{{model.Type.FullName}}"/>{{Literal.Xml(Destination(model))}}, as fast as the broker confirms. Nothing is published before the results are enumerated.</summary>
            /// <param name="publisher">Publishes them.</param>
            /// <param name="messages">The events.</param>
            /// <param name="options">Settings of every message, or null; without a message id, which belongs to one message.</param>
            /// <param name="progress">Hears how far the stream is, or null.</param>
            /// <param name="cancellationToken">Gives up: what is under way gets its result, then the enumeration throws.</param>
            /// <returns>One result per message, in the order of the input.</returns>
            """);
        WriteMethod(
            writer,
            model,
            "global::System.Collections.Generic.IAsyncEnumerable<global::GoQueue.BatchItemResult>",
            "Stream",
            $"global::System.Collections.Generic.IAsyncEnumerable<{model.Type.FullName}> messages",
            OptionsProgressAndToken,
            $"PublishStreamAsync<{model.Type.FullName}>(messages, options, progress, cancellationToken)");
        WriteTokenOverload(
            writer,
            model,
            "global::System.Collections.Generic.IAsyncEnumerable<global::GoQueue.BatchItemResult>",
            "Stream",
            $"global::System.Collections.Generic.IAsyncEnumerable<{model.Type.FullName}> messages",
            $"PublishStreamAsync<{model.Type.FullName}>(messages, null, null, cancellationToken)",
            $"Publishes a stream of <see cref=\"{model.Type.FullName}\"/> without settings of their own.");
    }

    // An event that is not partial cannot get its interface, and every generic method would refuse it with an error of the compiler (CS0311)
    // beside ours. The compiler takes these where the constraint of the others is not met.
    private static void WriteStandIns(CodeWriter writer, EventModel model)
    {
        var accessibility = model.Type.IsPublic ? "public" : "internal";
        WriteInherited(writer, model);
        writer.Line($$"""
            {{GeneratedCode.Attribute}}
            {{accessibility}} static global::System.Threading.Tasks.ValueTask<global::GoQueue.PublishReceipt> PublishAsync(
                this global::GoQueue.IGoQueuePublisher publisher,
                {{model.Type.FullName}} message,
            """);
        writer.Line(OptionsAndToken).Indent().Line(Refusal).Unindent().Line();
        WriteInherited(writer, model);
        writer.Line($$"""
            {{GeneratedCode.Attribute}}
            {{accessibility}} static void Validate(this {{model.Type.FullName}} message) =>
                {{Refusal}}

            """);
        WriteInherited(writer, model);
        writer.Line($$"""
            {{GeneratedCode.Attribute}}
            {{accessibility}} static bool TryValidate(
                this {{model.Type.FullName}} message, out global::System.Collections.Generic.IReadOnlyList<global::GoQueue.ValidationFailure> failures) =>
                {{Refusal}}

            """);
        WriteInherited(writer, model);
        writer.Line($$"""
            {{GeneratedCode.Attribute}}
            {{accessibility}} static global::GoQueue.PublishBatch Add(
                this global::GoQueue.PublishBatch batch, {{model.Type.FullName}} message, global::GoQueue.PublishOptions? options = null) =>
                {{Refusal}}
            """);
    }

    private static void WriteInherited(CodeWriter writer, EventModel model)
    {
        foreach (var attribute in model.InheritedAttributes)
        {
            writer.Line($"[{attribute}]");
        }
    }

    private static void WriteMethod(CodeWriter writer, EventModel model, string returns, string kind, string what, string parameters, string call)
    {
        WriteInherited(writer, model);
        writer.Line($$"""
            {{GeneratedCode.Attribute}}
            {{(model.Type.IsPublic ? "public" : "internal")}} static {{returns}} Publish{{model.Name}}{{kind}}Async(
                this global::GoQueue.IGoQueuePublisher publisher,
                {{what}},
            """);
        writer.Line(parameters);
        writer.Indent().Line(model.Health == EventHealth.Sound ? $"publisher.{call};" : Refusal).Unindent();
    }

    // Its priority is lower than that of the method with options: (message, default), (message, null) and (message, new() { … }) mean the options.
    private static void WriteTokenOverload(CodeWriter writer, EventModel model, string returns, string kind, string what, string call, string summary)
    {
        if (!model.HasTokenOverloads)
        {
            return;
        }

        writer.Line().Line($"/// <summary>{summary}</summary>");
        WriteInherited(writer, model);
        writer.Line($$"""
            [global::System.Runtime.CompilerServices.OverloadResolutionPriority(-1)]
            {{GeneratedCode.Attribute}}
            {{(model.Type.IsPublic ? "public" : "internal")}} static {{returns}} Publish{{model.Name}}{{kind}}Async(
                this global::GoQueue.IGoQueuePublisher publisher,
                {{what}},
                global::System.Threading.CancellationToken cancellationToken) =>
            """);
        writer.Indent().Line(model.Health == EventHealth.Sound ? $"publisher.{call};" : Refusal).Unindent();
    }

    private static string Destination(EventModel model) =>
        model.Topic is null ? $" as {model.Action} {model.Version}" : $" to {model.Topic} as {model.Action} {model.Version}";
}
