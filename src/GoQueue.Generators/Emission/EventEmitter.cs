using GoQueue.Generators.CSharp;
using GoQueue.Generators.Emission.Json;
using GoQueue.Generators.Emission.Routing;
using GoQueue.Generators.Emission.Validation;
using GoQueue.Generators.Models;
using Microsoft.CodeAnalysis.Text;

namespace GoQueue.Generators.Emission;

/// <summary>Writes the file of one event: its manifest, its interface, its publish method, its descriptor.</summary>
internal static class EventEmitter
{
    public static SourceText Emit(EventModel model)
    {
        var writer = new CodeWriter();
        FileHeader.Write(writer, model.RaisedDiagnostics);
        if (!model.IsObsoleteError)
        {
            ManifestEmitter.Write(writer, model);
        }

        OpenNamespace(writer, model.Type.Namespace);
        if (model.Health != EventHealth.Closed)
        {
            WritePartial(writer, model);
            writer.Line();
        }

        PublishMethodEmitter.Write(writer, model);
        CloseNamespace(writer, model.Type.Namespace);
        if (model.Health == EventHealth.Sound)
        {
            WriteStorage(writer, model);
        }

        return writer.ToSourceText();
    }

    private static void WritePartial(CodeWriter writer, EventModel model)
    {
        var type = model.Type;
        foreach (var container in type.Containers)
        {
            writer.Open(container);
        }

        writer.Open($"{type.Declaration} {type.Name} : global::GoQueue.IGoQueueEvent<{type.FullName}>");
        var value = model.Health == EventHealth.Sound
            ? $"global::{model.GeneratedNamespace}.{StorageOf(model)}.Descriptor"
            : "throw new global::System.InvalidOperationException(\"The declaration of this event has an error: see the build's GQ messages.\")";
        writer.Line($$"""
            /// <inheritdoc/>
            {{GeneratedCode.Attribute}}
            static global::GoQueue.EventDescriptor<{{type.FullName}}> global::GoQueue.IGoQueueEvent<{{type.FullName}}>.Descriptor =>
                {{value}};
            """);
        if (model.DerivesFromEvent)
        {
            // The base type has another answer, and the compiler takes neither (CS8705).
            writer.Line($$"""

                /// <inheritdoc/>
                {{GeneratedCode.Attribute}}
                global::GoQueue.EventDescriptor global::GoQueue.IGoQueueEvent.RuntimeDescriptor =>
                    {{value}};
                """);
        }

        writer.Close();
        for (var i = 0; i < type.Containers.Count; i++)
        {
            writer.Close();
        }
    }

    private static void WriteStorage(CodeWriter writer, EventModel model)
    {
        writer.Line().Open($"namespace {model.GeneratedNamespace}");
        foreach (var attribute in model.InheritedAttributes)
        {
            writer.Line($"[{attribute}]");
        }

        FileHeader.WriteClassAttributes(writer, model.IsObsolete ? EquatableArray<string>.Empty : model.RaisedDiagnostics);
        writer.Open($"file static class {StorageOf(model)}");
        writer.Line($"internal static readonly global::GoQueue.EventDescriptor<{model.Type.FullName}> Descriptor = new()").Line("{").Indent();
        writer.Line($$"""
            Topic = {{Literal.Of(model.Topic)}},
            Action = {{Literal.Of(model.Action)}},
            Version = {{Literal.Of(model.Version)}},
            Name = {{Literal.Of(model.Name)}},
            """);
        if (!model.Validates)
        {
            writer.Line("Validates = false,");
        }

        if (model.AllowsEmptyWords)
        {
            writer.Line("AllowsEmptyWords = true,");
        }

        if (model.AllowsDotsInValues)
        {
            writer.Line("AllowsDotsInValues = true,");
        }

        if (model.Priority != "Unspecified")
        {
            writer.Line($"Priority = global::GoQueue.EventPriority.{model.Priority},");
        }

        EventJsonEmitter.WriteDescriptorMembers(writer, model);
        EventValidationEmitter.WriteDescriptorMembers(writer, model);
        EventRoutingEmitter.WriteDescriptorMembers(writer, model);
        writer.Unindent().Line("};");
        EventValidationEmitter.WriteMembers(writer, model);
        EventRoutingEmitter.WriteMembers(writer, model);
        writer.Close().Close();
    }

    private static string StorageOf(EventModel model) => $"{model.Name}Event";

    private static void OpenNamespace(CodeWriter writer, string? name)
    {
        if (name is not null)
        {
            writer.Open($"namespace {name}");
        }
    }

    private static void CloseNamespace(CodeWriter writer, string? name)
    {
        if (name is not null)
        {
            writer.Close();
        }
    }
}
