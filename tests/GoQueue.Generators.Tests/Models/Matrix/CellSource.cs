namespace GoQueue.Generators.Tests.Models.Matrix;

/// <summary>
/// Writes the source of a cell: the event, and its oracle. The oracle is the declaration with every attribute as
/// <c>property:</c>, because the framework's <c>Validator</c> and System.Text.Json do not look at parameters.
/// </summary>
internal static class CellSource
{
    private const string Usings = "using GoQueue; using System.Text.Json; using System.Text.Json.Serialization; using System.ComponentModel.DataAnnotations; using System.Collections.Immutable;";

    public static string Of(Cell cell) => $$"""
        {{Usings}}
        #pragma warning disable NEW1, OLD1
        #nullable enable
        namespace Common
        {
        {{MemberAttributeTable.Declarations}}
        }
        #nullable {{Context(cell)}}
        namespace Case
        {
        {{Declarations(cell)}}
        {{Event(cell, "[GoQueueEvent(\"cells\", \"cell.happened\", \"1.0\")]", cell.Target)}}
        {{Values(cell)}}
        }
        namespace Oracle
        {
        {{Declarations(cell)}}
        {{Event(cell, "", cell.Target == AttributeTarget.Parameter ? AttributeTarget.Property : cell.Target)}}
        {{Values(cell)}}
        }
        """;

    private static string Context(Cell cell) => cell.Context switch
    {
        NullableContext.Enable => "enable",
        NullableContext.Disable => "disable",
        _ => "disable warnings\n#nullable enable annotations",
    };

    // Annotations cannot be written where they are off.
    private static string Declarations(Cell cell) =>
        $"\n#nullable enable\n{MemberTypes.Declarations}\n#nullable {Context(cell)}";

    private static string Event(Cell cell, string attribute, AttributeTarget target)
    {
        var access = cell.Access == EventAccess.Public ? "public" : "internal";
        var type = cell.Type.Name;
        var code = cell.Attribute.Code.Replace("§", type, StringComparison.Ordinal);
        var parameter = code.Length == 0 || target is not (AttributeTarget.Parameter or AttributeTarget.Property)
            ? ""
            : target == AttributeTarget.Property ? $"[property: {code}] " : $"[{code}] ";
        var isPositional = target is AttributeTarget.Parameter or AttributeTarget.Property;
        string Positional(string of) => isPositional ? $", {parameter}{of} Member" : "";
        string Body(string of, string modifier, bool isMarked) => $"{(isMarked && code.Length > 0 ? $"[{code}] " : "")}public {modifier}{of} Member {{ get; init; }} = default!;";
        var body = isPositional ? "" : Body(type, "", isMarked: true);
        var overriding = Body(type, "override ", isMarked: target == AttributeTarget.Override);
        string Overridden(string of) => Body(of, "virtual ", isMarked: target == AttributeTarget.Overridden);
        var overrides = target is AttributeTarget.Override or AttributeTarget.Overridden;
        return cell.Shape switch
        {
            EventShape.Record => $"{attribute} {access} sealed partial record E(int Id{Positional(type)}) {{ {body} }}",
            EventShape.RecordStruct => $"{attribute} {access} partial record struct E(int Id{Positional(type)}) {{ {body} }}",
            EventShape.ReadonlyRecordStruct => $"{attribute} {access} readonly partial record struct E(int Id{Positional(type)}) {{ {body} }}",
            EventShape.Nested => $"public static partial class Outer {{ {attribute} {access} sealed partial record E(int Id{Positional(type)}) {{ {body} }} }}",
            EventShape.Derived when overrides => $$"""
                public partial record Base(int Id) { {{Overridden(type)}} }
                {{attribute}} {{access}} sealed partial record E(int Id) : Base(Id) { {{overriding}} }
                """,
            EventShape.Derived => $$"""
                public partial record Base(int Id);
                {{attribute}} {{access}} sealed partial record E(int Id{{Positional(type)}}) : Base(Id) { {{body}} }
                """,
            EventShape.InheritedMember => $$"""
                public partial record Base(int Id{{Positional(type)}}) { {{body}} }
                {{attribute}} {{access}} sealed partial record E(int Id{{(isPositional ? $", {type} Member" : "")}}) : Base(Id{{(isPositional ? ", Member" : "")}});
                """,
            _ => $$"""
                public partial record Base<TItem>(int Id{{Positional("TItem")}}) { {{(isPositional ? "" : overrides ? Overridden("TItem") : Body("TItem", "", isMarked: true))}} }
                {{attribute}} {{access}} sealed partial record E(int Id{{(isPositional ? $", {type} Member" : "")}}) : Base<{{type}}>(Id{{(isPositional ? ", Member" : "")}}) { {{(overrides ? overriding : "")}} }
                """,
        };
    }

    private static string Values(Cell cell)
    {
        var values = cell.Attribute.ValuesFor(cell.Type)!;
        var all = values.Fail is { } fail ? values.Pass.Append(fail) : values.Pass;
        var name = cell.Shape == EventShape.Nested ? "Outer.E" : "E";
        var isPositional = cell.Target is AttributeTarget.Parameter or AttributeTarget.Property;
        var methods = all.Select((value, i) =>
            $"internal static object Value{i}() => {(isPositional ? $"new {name}(1, {value})" : $"new {name}(1) {{ Member = {value} }}")};");
        return $"internal static class Values {{ {string.Join(' ', methods)} }}";
    }
}
