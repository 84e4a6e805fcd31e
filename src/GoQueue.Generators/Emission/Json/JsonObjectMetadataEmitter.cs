using GoQueue.Generators.Models.Json;

namespace GoQueue.Generators.Emission.Json;

/// <summary>Writes an object's metadata: for any options, for reading, for streams.</summary>
internal static class JsonObjectMetadataEmitter
{
    public static void Write(CodeWriter writer, JsonObjectModel model)
    {
        writer.Line("internal static JsonTypeInfo<Self> Create(JsonSerializerOptions options) => GeneratedJson.ObjectInfo<Self>(").Indent();
        writer.Line("options,").Line("new()").Line("{").Indent();
        WriteConstructor(writer, model);
        writer.Line("PropertyMetadataInitializer = _ => Members(options),");
        if (model.HasHandler)
        {
            writer.Line("SerializeHandler = (writer, value) => Write(writer, value, options),");
        }

        writer.Unindent().Line("}" + HandlingOf(model) + ");").Unindent().Line();
        writer.Line("private static JsonPropertyInfo[] Members(JsonSerializerOptions options) =>").Line("[").Indent();
        foreach (var member in model.Members)
        {
            WriteMember(writer, model, member);
        }

        writer.Unindent().Line("];");
    }

    private static string HandlingOf(JsonObjectModel model) =>
        (model.NumberHandling is { } number ? $", numberHandling: {number}" : "")
        + (model.UnmappedMemberHandling is { } unmapped ? $", unmappedMemberHandling: {unmapped}" : "")
        + (model.CreationHandling is { } creation ? $", creationHandling: {creation}" : "");

    private static void WriteConstructor(CodeWriter writer, JsonObjectModel model)
    {
        var constructor = model.Constructor;
        if (constructor.Call is null)
        {
            return;
        }

        var call = constructor.IsExpression ? "default(Self)" : constructor.Call == $"new {model.Reference.Name}" ? "new Self" : constructor.Call;

        if (constructor.Parameters.IsEmpty)
        {
            writer.Line($"ObjectCreator = static () => {call}{(constructor.IsExpression ? "" : "()")},");
            return;
        }

        var arguments = new List<string>();
        foreach (var parameter in constructor.Parameters)
        {
            arguments.Add($"({parameter.Type})args[{arguments.Count}]");
        }

        writer.Line($"ObjectWithParameterizedConstructorCreator = static args => {call}({string.Join(", ", arguments)}),");
        writer.Line("ConstructorParameterMetadataInitializer = static () =>").Line("[").Indent();
        var position = 0;
        foreach (var parameter in constructor.Parameters)
        {
            var values = $"Name = {Literal.Of(parameter.Name)}, ParameterType = typeof({parameter.Type}), Position = {position++}";
            values += parameter.IsNullable ? ", IsNullable = true" : "";
            values += parameter.DefaultValue is { } value ? $", HasDefaultValue = true, DefaultValue = {value}" : "";
            writer.Line($"new() {{ {values} }},");
        }

        writer.Unindent().Line("],");
    }

    private static void WriteMember(CodeWriter writer, JsonObjectModel model, JsonMemberModel member)
    {
        var opening = member.IsSensitive ? $"GeneratedJson.Sensitive<{member.Type.Name}>(options, " : "";
        writer.Line($"{opening}GeneratedJson.Property<{member.Type.Name}>(").Indent().Line("options,").Line("new()").Line("{").Indent();
        writer.Line($"PropertyName = {Literal.Of(member.Name)},");
        if (member.GivenName is { } given)
        {
            writer.Line($"JsonPropertyName = {Literal.Of(given)},");
        }

        writer.Line($"DeclaringType = typeof({JsonObjectEmitter.NameOf(model, member.DeclaringType)}),");
        WriteFlag(writer, "IsProperty", member.IsProperty);

        // The runtime refuses [JsonInclude] on what is not public, because its own generator could not reach it. Ours can.
        WriteFlag(writer, "IsPublic", member.IsPublic || member.IsIncluded);
        WriteFlag(writer, "IsVirtual", member.IsVirtual);
        WriteFlag(writer, "HasJsonInclude", member.IsIncluded);
        WriteFlag(writer, "IsExtensionData", member.IsExtensionData);
        if (member.IgnoreCondition is { } condition)
        {
            writer.Line($"IgnoreCondition = JsonIgnoreCondition.{condition},");
        }

        if (member.NumberHandling is { } handling)
        {
            writer.Line($"NumberHandling = {handling},");
        }

        if (member.Converter is { } converter)
        {
            writer.Line(ConverterOf(member, converter));
        }

        WriteAccess(writer, model, member);
        writer.Unindent().Line("}" + ArgumentsOf(member) + (member.IsSensitive ? "))," : "),")).Unindent();
    }

    private static string ConverterOf(JsonMemberModel member, string converter) => member.Type.Underlying is { } underlying
        ? $"Converter = GeneratedJson.NullableConverter<{underlying.Name}>({converter}, options),"
        : $"Converter = GeneratedJson.Converter<{member.Type.Name}>({converter}, options),";

    private static string ArgumentsOf(JsonMemberModel member) =>
        (member.IsRequired ? ", required: true" : "")
        + (member.Order != 0 ? $", order: {member.Order}" : "")
        + (member.GetterNeverNull ? ", getterNeverNull: true" : "")
        + (member.SetterNeverNull ? ", setterNeverNull: true" : "")
        + (member.CreationHandling is { } creation ? $", creationHandling: {creation}" : "");

    private static void WriteFlag(CodeWriter writer, string name, bool value)
    {
        if (value)
        {
            writer.Line($"{name} = true,");
        }
    }

    private static void WriteAccess(CodeWriter writer, JsonObjectModel model, JsonMemberModel member)
    {
        // A boxed struct is read and set in its box.
        var declaring = JsonObjectEmitter.NameOf(model, member.DeclaringType);
        var boxed = $"global::System.Runtime.CompilerServices.Unsafe.Unbox<{declaring}>(instance)";
        var cast = $"({declaring})instance";
        var target = model.Reference.IsValueType ? boxed : $"({cast})";
        var argument = model.Reference.IsValueType ? $"ref {boxed}" : cast;

        if (member.Getter != JsonMemberAccess.None)
        {
            writer.Line(member.Getter == JsonMemberAccess.Accessor
                ? $"Getter = static instance => {member.GetterAccessor}({argument}),"
                : $"Getter = static instance => (({declaring})instance).{member.CodeName},");
        }

        switch (member.Setter)
        {
            case JsonMemberAccess.Direct:
                writer.Line($"Setter = static (instance, value) => {target}.{member.CodeName} = value,");
                break;

            case JsonMemberAccess.Accessor:
                writer.Line(member.IsProperty
                    ? $"Setter = static (instance, value) => {member.SetterAccessor}({argument}, value),"
                    : $"Setter = static (instance, value) => {member.SetterAccessor}({argument}) = value,");
                break;

            case JsonMemberAccess.Constructor:
                writer.Line($"Setter = GeneratedJson.BoundByConstructor,");
                break;
        }
    }
}
