using GoQueue.Generators.CSharp;
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
        var closing = member.IsSensitive ? "))," : "),";
        var declaring = JsonObjectEmitter.NameOf(model, member.DeclaringType);
        if (member.IsPlain)
        {
            var isBound = member.Setter == JsonMemberAccess.Constructor;
            var method = isBound ? "ConstructorProperty" : "PublicProperty";
            var access = GetterOf(model, member) + (isBound ? "" : $", {SetterOf(model, member) ?? "null"}");
            var neverNull = member.GetterNeverNull ? ", neverNull: true" : "";
            writer.Line($"{opening}GeneratedJson.{method}<{member.Type.Name}>(options, typeof({declaring}), {Literal.Of(member.Name)}, {access}{neverNull}{closing}");
            return;
        }

        writer.Line($"{opening}GeneratedJson.Property<{member.Type.Name}>(").Indent().Line("options,").Line("new()").Line("{").Indent();
        writer.Line($"PropertyName = {Literal.Of(member.Name)},");
        if (member.GivenName is { } given)
        {
            writer.Line($"JsonPropertyName = {Literal.Of(given)},");
        }

        writer.Line($"DeclaringType = typeof({declaring}),");
        WriteFlag(writer, "IsProperty", member.IsProperty);

        // The runtime refuses [JsonInclude] on what is not public, because its own generator could not reach it. Ours can.
        WriteFlag(writer, "IsPublic", member.IsPublic || member.IsIncluded);
        WriteFlag(writer, "IsVirtual", member.IsVirtual);
        WriteFlag(writer, "HasJsonInclude", member.IsIncluded);
        WriteFlag(writer, "IsExtensionData", member.IsExtensionData);
        WriteValue(writer, "IgnoreCondition", member.IgnoreCondition is { } condition ? $"JsonIgnoreCondition.{condition}" : null);
        WriteValue(writer, "NumberHandling", member.NumberHandling);
        WriteValue(writer, "Converter", member.Converter is { } converter ? ConverterOf(member, converter) : null);
        WriteValue(writer, "Getter", GetterOf(model, member));
        WriteValue(writer, "Setter", SetterOf(model, member));
        writer.Unindent().Line("}" + ArgumentsOf(member) + closing).Unindent();
    }

    private static string ConverterOf(JsonMemberModel member, string converter) => member.Type.Underlying is { } underlying
        ? $"GeneratedJson.NullableConverter<{underlying.Name}>({converter}, options)"
        : $"GeneratedJson.Converter<{member.Type.Name}>({converter}, options)";

    private static string ArgumentsOf(JsonMemberModel member) =>
        (member.IsRequired ? ", required: true" : "")
        + (member.Order != 0 ? $", order: {member.Order}" : "")
        + (member.GetterNeverNull ? ", getterNeverNull: true" : "")
        + (member.SetterNeverNull ? ", setterNeverNull: true" : "")
        + (member.CreationHandling is { } creation ? $", creationHandling: {creation}" : "");

    private static void WriteFlag(CodeWriter writer, string name, bool value) => WriteValue(writer, name, value ? "true" : null);

    private static void WriteValue(CodeWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.Line($"{name} = {value},");
        }
    }

    private static string? GetterOf(JsonObjectModel model, JsonMemberModel member) => member.Getter switch
    {
        JsonMemberAccess.None => null,
        JsonMemberAccess.Accessor => $"static instance => {member.GetterAccessor}({ArgumentOf(model, member)})",
        _ => $"static instance => (({JsonObjectEmitter.NameOf(model, member.DeclaringType)})instance).{member.CodeName}",
    };

    private static string? SetterOf(JsonObjectModel model, JsonMemberModel member) => member.Setter switch
    {
        JsonMemberAccess.Direct => $"static (instance, value) => {(model.Reference.IsValueType ? UnboxedOf(model, member) : $"({ArgumentOf(model, member)})")}.{member.CodeName} = value",
        JsonMemberAccess.Accessor when member.IsProperty => $"static (instance, value) => {member.SetterAccessor}({ArgumentOf(model, member)}, value)",
        JsonMemberAccess.Accessor => $"static (instance, value) => {member.SetterAccessor}({ArgumentOf(model, member)}) = value",
        JsonMemberAccess.Constructor => "GeneratedJson.BoundByConstructor",
        _ => null,
    };

    private static string ArgumentOf(JsonObjectModel model, JsonMemberModel member) =>
        model.Reference.IsValueType ? $"ref {UnboxedOf(model, member)}" : $"({JsonObjectEmitter.NameOf(model, member.DeclaringType)})instance";

    // A boxed struct is read and set in its box.
    private static string UnboxedOf(JsonObjectModel model, JsonMemberModel member) =>
        $"global::System.Runtime.CompilerServices.Unsafe.Unbox<{JsonObjectEmitter.NameOf(model, member.DeclaringType)}>(instance)";
}
