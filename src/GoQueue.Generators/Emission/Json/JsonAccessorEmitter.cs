using GoQueue.Generators.CSharp;
using GoQueue.Generators.Models;
using GoQueue.Generators.Models.Json;

namespace GoQueue.Generators.Emission.Json;

/// <summary>Writes unsafe accessors; those of generic types in a generic class.</summary>
internal static class JsonAccessorEmitter
{
    public static void Write(CodeWriter writer, EquatableArray<JsonAccessorModel> accessors)
    {
        foreach (var group in accessors.GroupBy(static accessor => accessor.GenericClass, StringComparer.Ordinal))
        {
            if (group.Key is { } head)
            {
                writer.Line().Open($"private static class {head}");
            }

            foreach (var accessor in group)
            {
                var target = accessor.Target is { } name ? $", Name = {Literal.Of(name)}" : "";
                writer.Line().Line($$"""
                    [global::System.Runtime.CompilerServices.UnsafeAccessor(global::System.Runtime.CompilerServices.UnsafeAccessorKind.{{accessor.Kind}}{{target}})]
                    {{(accessor.GenericClass is null ? "private" : "internal")}} {{accessor.Modifiers}} {{accessor.Returns}} {{accessor.Name}}({{accessor.Parameters}});
                    """);
            }

            if (group.Key is not null)
            {
                writer.Close();
            }
        }
    }
}
