using GoQueue.Generators.Models.Json;

namespace GoQueue.Generators.Emission.Json;

/// <summary>Writes an object's metadata: for any options, for reading, for streams.</summary>
internal static class JsonObjectMetadataEmitter
{
    public static void Write(CodeWriter writer, JsonObjectModel model)
    {
        var type = model.Reference.Name;
        writer.Line($"internal static {JsonNames.Metadata}.JsonTypeInfo<{type}> Create({JsonNames.Options} options) => {JsonNames.GeneratedJson}.ObjectInfo<{type}>(").Indent();
        writer.Line("options,").Line("new()").Line("{").Indent();
        WriteConstructor(writer, model.Constructor);
        writer.Line("PropertyMetadataInitializer = _ => Members(options),");
        if (model.HasHandler)
        {
            writer.Line("SerializeHandler = (writer, value) => Write(writer, value, options),");
        }

        writer.Unindent().Line("}" + HandlingOf(model) + ");").Unindent().Line();
        writer.Line($"private static {JsonNames.Metadata}.JsonPropertyInfo[] Members({JsonNames.Options} options) =>").Line("[").Indent();
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

    private static void WriteConstructor(CodeWriter writer, JsonConstructorModel constructor)
    {
        if (constructor.Call is not { } call)
        {
            return;
        }

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
        writer.Line($"{JsonNames.GeneratedJson}.Property<{member.Type.Name}>(").Indent().Line("options,").Line("new()").Line("{").Indent();
        writer.Line($"PropertyName = {Literal.Of(member.Name)},");
        if (member.GivenName is { } given)
        {
            writer.Line($"JsonPropertyName = {Literal.Of(given)},");
        }

        writer.Line($"DeclaringType = typeof({member.DeclaringType}),");
        WriteFlag(writer, "IsProperty", member.IsProperty);

        // The runtime refuses [JsonInclude] on what is not public, because its own generator could not reach it. Ours can.
        WriteFlag(writer, "IsPublic", member.IsPublic || member.IsIncluded);
        WriteFlag(writer, "IsVirtual", member.IsVirtual);
        WriteFlag(writer, "HasJsonInclude", member.IsIncluded);
        WriteFlag(writer, "IsExtensionData", member.IsExtensionData);
        if (member.IgnoreCondition is { } condition)
        {
            writer.Line($"IgnoreCondition = {JsonNames.Serialization}.JsonIgnoreCondition.{condition},");
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
        writer.Unindent().Line("}" + ArgumentsOf(member) + "),").Unindent();
    }

    private static string ConverterOf(JsonMemberModel member, string converter) => member.Type.Underlying is { } underlying
        ? $"Converter = {JsonNames.GeneratedJson}.NullableConverter<{underlying.Name}>({converter}, options),"
        : $"Converter = {JsonNames.GeneratedJson}.Converter<{member.Type.Name}>({converter}, options),";

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
        var boxed = $"{JsonNames.Unsafe}.Unbox<{member.DeclaringType}>(instance)";
        var cast = $"({member.DeclaringType})instance";
        var target = model.Reference.IsValueType ? boxed : $"({cast})";
        var argument = model.Reference.IsValueType ? $"ref {boxed}" : cast;

        if (member.Getter != JsonMemberAccess.None)
        {
            writer.Line(member.Getter == JsonMemberAccess.Accessor
                ? $"Getter = static instance => {member.GetterAccessor}({argument}),"
                : $"Getter = static instance => (({member.DeclaringType})instance).{member.CodeName},");
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
                writer.Line($"Setter = {JsonNames.GeneratedJson}.BoundByConstructor,");
                break;
        }
    }
}
