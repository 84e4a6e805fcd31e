using System.Globalization;
using GoQueue.Generators.CSharp;
using GoQueue.Generators.Models.Json;

namespace GoQueue.Generators.Emission.Json;

/// <summary>Writes the class of a type that is a JSON object.</summary>
internal static class JsonObjectEmitter
{
    public static void Write(CodeWriter writer, JsonObjectModel model)
    {
        JsonObjectMetadataEmitter.Write(writer, model);
        if (model.HasHandler)
        {
            writer.Line();
            JsonObjectHandlerEmitter.Write(writer, model);
        }

        if (model.Reference.IsDirect)
        {
            writer.Line();
            JsonObjectDirectEmitter.Write(writer, model);
        }

        JsonAccessorEmitter.Write(writer, model.Accessors);
    }

    /// <summary>The expression that reads a member of <c>value</c>.</summary>
    public static string ReadOf(JsonObjectModel model, JsonMemberModel member)
    {
        // A member that the type hides is reached through the type that declares it.
        var value = member.DeclaringType == model.Reference.Name ? "value" : $"(({NameOf(model, member.DeclaringType)})value)";
        var read = member.Getter == JsonMemberAccess.Accessor
            ? $"{member.GetterAccessor}({(model.Reference.IsValueType ? "ref value" : "value")})"
            : $"{value}.{member.CodeName}";
        return member.RefusesNull ? $"({read} ?? throw GeneratedJson.NullRefused({Literal.Of(member.Name)}, typeof({NameOf(model, member.DeclaringType)})))" : read;
    }

    /// <summary>
    /// The statement that refuses members at the deepest level, where only nulls may stand; null for an object without members.
    /// </summary>
    /// <param name="model">The object.</param>
    /// <param name="isFull">The expression that asks whether this is the deepest level.</param>
    /// <param name="refuse">The statement that refuses.</param>
    public static string? DepthStatementOf(JsonObjectModel model, string isFull, string refuse)
    {
        var conditions = new List<string>();
        foreach (var index in model.Written)
        {
            var member = model.Members[index];
            if (member.Type.IsValueType && member.Type.Form != JsonTypeForm.Nullable && member.Omission == JsonOmission.Never)
            {
                return refuse;
            }

            var read = ReadOf(model, member);
            conditions.Add(ConditionOf(member, read, "_") is { } condition ? condition.Replace("is { } _", "is not null") : $"{read} is not null");
        }

        return conditions.Count == 0 ? null : $"if ({isFull} && ({string.Join(" || ", conditions)})) {refuse}";
    }

    /// <summary>A type's name in the file of <paramref name="model"/>.</summary>
    public static string NameOf(JsonObjectModel model, string type) => type == model.Reference.Name ? JsonNames.Self : type;

    /// <summary>
    /// A name for a local variable that holds the member's value, in the style of its author. No other local of the method has it, whatever
    /// number of underscores is put behind it: locals within a value are named that way.
    /// </summary>
    public static string LocalOf(JsonObjectModel model, int index)
    {
        var root = RootOf(model.Members[index]);
        var isTaken = root is "" or "value" or "writer" or "options" or "json" or "first"
            || root.StartsWith("s_", StringComparison.Ordinal)
            || model.Written.Any(other => other != index && RootOf(model.Members[other]) == root);
        return isTaken ? Numbered(model, index) : TypeNames.EscapedEverywhere(root);
    }

    private static string RootOf(JsonMemberModel member) => (char.ToLowerInvariant(member.Name[0]) + member.Name.Substring(1)).TrimEnd('_');

    private static string Numbered(JsonObjectModel model, int index)
    {
        var name = "member" + index.ToString(CultureInfo.InvariantCulture);
        while (model.Written.Any(other => RootOf(model.Members[other]) == name))
        {
            name += "a";
        }

        return name;
    }

    /// <summary>The condition under which a member is written, which also names its value; null where it always is.</summary>
    public static string? ConditionOf(JsonMemberModel member, string read, string local) => member.Omission switch
    {
        JsonOmission.Null => $"{read} is {{ }} {local}",
        JsonOmission.Default when local == "_" => $"!global::System.Collections.Generic.EqualityComparer<{member.Type.Name}>.Default.Equals({read}, default)",
        JsonOmission.Default => $"{read} is var {local} && !global::System.Collections.Generic.EqualityComparer<{member.Type.Name}>.Default.Equals({local}, default)",
        _ => null,
    };
}
