using System.Globalization;
using System.Runtime.Loader;
using System.Text;
using Basic.Reference.Assemblies;
using GoQueue.Generators.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GoQueue.Generators.Tests.Contracts.Readers;

/// <summary>Consumers of some shapes that have every type in every place, compiled once.</summary>
internal static class ConsumerCorpus
{
    private static readonly Lazy<IReadOnlyList<ConsumerShape>> s_shapes = new(Compile);

    private static readonly Dictionary<string, string> s_types = new(StringComparer.Ordinal)
    {
        ["uuid"] = "Guid", ["datetime"] = "DateTime", ["datetimeoffset"] = "DateTimeOffset", ["date"] = "DateOnly", ["time"] = "TimeOnly", ["timespan"] = "TimeSpan", ["uri"] = "Uri",
        ["version"] = "Version", ["base64"] = "byte[]",
    };

    public static IReadOnlyList<ConsumerShape> Shapes => s_shapes.Value;

    private static List<ConsumerShape> Compile()
    {
        var shapes = ShapeMaker.Corpus();
        var source = new StringBuilder("#nullable enable\nusing System;\nusing System.Collections.Generic;\nusing System.Text.Json.Serialization;\nusing NJ = Newtonsoft.Json;\n");
        for (var i = 0; i < shapes.Count; i++)
        {
            foreach (var kind in Enum.GetValues<ConsumerClass>())
            {
                WriteClass(source, NameOf(i, kind), shapes[i].Root, kind);
            }
        }

        var compilation = CSharpCompilation.Create(
            "Consumers",
            [CSharpSyntaxTree.ParseText(source.ToString())],
            [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(Newtonsoft.Json.JsonConvert).Assembly.Location)],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var image = new MemoryStream();
        var emitted = compilation.Emit(image);
        if (!emitted.Success)
        {
            throw new InvalidOperationException(string.Join('\n', emitted.Diagnostics) + source);
        }

        image.Position = 0;
        var assembly = AssemblyLoadContext.Default.LoadFromStream(image);
        return [.. shapes.Select((shape, i) => new ConsumerShape(shape, Enum.GetValues<ConsumerClass>().ToDictionary(static kind => kind, kind => assembly.GetType(NameOf(i, kind), throwOnError: true)!)))];
    }

    private static string NameOf(int index, ConsumerClass kind) => string.Create(CultureInfo.InvariantCulture, $"S{index}{kind}");

    private static void WriteClass(StringBuilder source, string name, ContractNode node, ConsumerClass kind, string declaration = "class")
    {
        var members = new StringBuilder();
        foreach (var child in node.Children.Values.Where(static child => child.IsMember))
        {
            var property = child.Key[1..];
            var isNullable = child.IsNullable || (child.IsOptional && kind != ConsumerClass.Careless);
            var type = TypeOf(source, $"{name}_{property}", child, kind);
            members.Append(isNullable && child.IsOptional ? "    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] " : "    ")
                .Append(CultureInfo.InvariantCulture, $"public {type}{(isNullable ? "?" : "")} {property} {{ get; set; }}{(isNullable ? "" : " = default!;")}\n");
        }

        source.Append(CultureInfo.InvariantCulture, $"public {declaration} {name}\n{{\n{members}}}\n");
    }

    private static string TypeOf(StringBuilder source, string name, ContractNode node, ConsumerClass kind)
    {
        switch (node.Type)
        {
            case ContractTypes.Object:
                var discriminators = kind == ConsumerClass.Loose ? [] : node.Values;
                foreach (var value in discriminators)
                {
                    source.Append(CultureInfo.InvariantCulture, $"[JsonDerivedType(typeof({name}_{value}), \"{value}\")]\n");
                }

                WriteClass(source, name, node, kind);
                foreach (var value in discriminators)
                {
                    var derived = new ContractNode("");
                    foreach (var child in node.Children[$"<{value}>"].Children.Values.Where(child => !node.Children.ContainsKey(child.Key)))
                    {
                        derived.Children.Add(child.Key, child);
                    }

                    WriteClass(source, $"{name}_{value} : {name}", derived, kind);
                }

                return name;
            case ContractTypes.Array:
                return $"List<{ElementOf(source, name, node.Children["[]"], kind)}>";
            case ContractTypes.Map:
                return $"Dictionary<string, {ElementOf(source, name, node.Children["{}"], kind)}>";
            case ContractTypes.Enum or ContractTypes.Flags when kind == ConsumerClass.Loose:
                return "string";
            case ContractTypes.Enum or ContractTypes.Flags:
                source.Append(CultureInfo.InvariantCulture, $"[{(node.Type == ContractTypes.Flags ? "Flags, " : "")}JsonConverter(typeof(JsonStringEnumConverter<{name}>)), NJ.JsonConverter(typeof(NJ.Converters.StringEnumConverter))]\n");
                source.Append(CultureInfo.InvariantCulture, $"public enum {name} {{ {string.Join(", ", node.Values.Select(static (value, i) => $"{value} = {1 << i}"))} }}\n");
                return name;
            case "enum:int" when kind == ConsumerClass.Loose:
                return "int";
            case "enum:int":
                source.Append(CultureInfo.InvariantCulture, $"public enum {name} {{ {string.Join(", ", node.Values.Select(static value => string.Join(" = ", value.Split('=').Reverse())))} }}\n");
                return name;
            case var integer when kind == ConsumerClass.Loose && ContractTypes.IntegerOf(integer) is not null:
                return "decimal";
            case var scalar:
                return s_types.GetValueOrDefault(scalar, scalar);
        }
    }

    private static string ElementOf(StringBuilder source, string name, ContractNode node, ConsumerClass kind) => TypeOf(source, name + "_e", node, kind) + (node.IsNullable ? "?" : "");
}
