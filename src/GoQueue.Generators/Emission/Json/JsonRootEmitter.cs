using GoQueue.Generators.CSharp;
using GoQueue.Generators.Models.Json;
using Microsoft.CodeAnalysis.Text;

namespace GoQueue.Generators.Emission.Json;

/// <summary>Writes the serializer context's root: options, resolver, one property per object.</summary>
internal static class JsonRootEmitter
{
    public static SourceText Emit(JsonRootModel root)
    {
        var writer = new CodeWriter();
        FileHeader.Write(writer, root.RaisedDiagnostics);
        writer.Line($"global using {JsonNames.Context} = global::{root.GeneratedNamespace}.{JsonNames.Context};").Line();
        JsonFile.Open(writer, root.GeneratedNamespace, null);
        writer.Line($$"""
            /// <summary>The JSON metadata of this assembly's events and of all types in them; as if System.Text.Json's generator had made it.</summary>
            """);
        writer.Line(GeneratedCode.Attribute);
        writer.Open($"{(root.IsPublic ? "public" : "internal")} sealed class {JsonNames.Context} : JsonSerializerContext, IJsonTypeInfoResolver");
        WriteOptions(writer, root.Settings);
        WriteFrame(writer);
        WriteProperties(writer, root);
        WriteResolver(writer, root);
        return writer.Close().Close().ToSourceText();
    }

    private static void WriteOptions(CodeWriter writer, JsonSettingsModel settings)
    {
        // Before Default, which is made of it.
        writer.Line($"private static readonly JsonSerializerOptions s_generated = new()").Line("{").Indent();
        if (settings.NamingPolicy != "Unspecified")
        {
            writer.Line($"PropertyNamingPolicy = global::System.Text.Json.JsonNamingPolicy.{settings.NamingPolicy},");
        }

        if (settings.DefaultIgnoreCondition != "Never")
        {
            writer.Line($"DefaultIgnoreCondition = JsonIgnoreCondition.{settings.DefaultIgnoreCondition},");
        }

        if (settings.RespectNullableAnnotations)
        {
            writer.Line("RespectNullableAnnotations = true,");
        }

        writer.Unindent().Line("};").Line();
    }

    private static void WriteFrame(CodeWriter writer) => writer.Line($$"""
        /// <summary>The context with the settings of this assembly.</summary>
        public static {{JsonNames.Context}} Default { get; } = new(new JsonSerializerOptions(s_generated));

        /// <summary>The same for logs: sensitive members are masked.</summary>
        internal static JsonSerializerOptions Masking => s_masking ??= GeneratedJson.Masking(Default);
        private static JsonSerializerOptions? s_masking;

        /// <summary>A context with the settings of this assembly.</summary>
        public {{JsonNames.Context}}() : base(null)
        {
        }

        /// <summary>A context with other settings.</summary>
        public {{JsonNames.Context}}(JsonSerializerOptions options) : base(options)
        {
        }

        /// <inheritdoc/>
        protected override JsonSerializerOptions? GeneratedSerializerOptions => s_generated;

        /// <inheritdoc/>
        public override JsonTypeInfo? GetTypeInfo(global::System.Type type)
        {
            Options.TryGetTypeInfo(type, out var typeInfo);
            return typeInfo;
        }

        JsonTypeInfo? IJsonTypeInfoResolver.GetTypeInfo(global::System.Type type, JsonSerializerOptions options)
        {
            var typeInfo = Create(type, options);
            if (typeInfo is not null)
            {
                typeInfo.OriginatingResolver = this;
            }

            return typeInfo;
        }
        """);

    private static void WriteProperties(CodeWriter writer, JsonRootModel root)
    {
        foreach (var type in root.Types)
        {
            if (type.ShortName is { } name)
            {
                var info = $"JsonTypeInfo<{type.Type.Name}>";
                writer.Line().Line($"/// <summary>The metadata of <c>{Literal.Xml(type.Type.Name.Replace("global::", ""))}</c>.</summary>");
                WriteObsolete(writer, type);
                writer.Line($$"""
                    {{(type.IsPublic ? "public" : "internal")}} {{info}} {{name}} => _{{name.TrimStart('@')}} ??= ({{info}})Options.GetTypeInfo(typeof({{type.Type.Name}}));
                    """);
                WriteObsolete(writer, type);
                writer.Line($"private {info}? _{name.TrimStart('@')};");
            }
        }
    }

    private static void WriteObsolete(CodeWriter writer, JsonRootEntry type)
    {
        if (type.IsObsolete)
        {
            writer.Line(GeneratedCode.Obsolete);
        }
    }

    private static void WriteResolver(CodeWriter writer, JsonRootModel root)
    {
        writer.Line();
        if (root.RaisedDiagnostics.Contains(GeneratedCode.ObsoleteError))
        {
            writer.Line(GeneratedCode.Obsolete);
        }

        writer.Open($"private static JsonTypeInfo? Create(global::System.Type type, JsonSerializerOptions options)");
        foreach (var type in root.Types)
        {
            writer.Line($"if (type == typeof({type.Type.Name})) return {CreationOf(type, root)};");
        }

        writer.Line("return null;");
        writer.Close();
    }

    private static string CreationOf(JsonRootEntry entry, JsonRootModel root) => entry switch
    {
        { IsPlain: false } => $"global::{JsonNames.NamespaceOf(root.GeneratedNamespace)}.{entry.Type.Id}.Create(options)",
        { Type.Form: JsonTypeForm.EnumNumber } => $"GeneratedJson.EnumInfo<{entry.Type.Name}>(options)",
        { Type.Form: JsonTypeForm.Converted } => $"GeneratedJson.ConvertedInfo<{entry.Type.Name}>(options)",
        { Type.Underlying: { } underlying } => $"GeneratedJson.NullableInfo<{underlying.Name}>(options)",
        _ => $"GeneratedJson.ValueInfo<{entry.Type.Name}>(options, JsonMetadataServices.{entry.Type.Scalar!.Converter}Converter)",
    };
}
