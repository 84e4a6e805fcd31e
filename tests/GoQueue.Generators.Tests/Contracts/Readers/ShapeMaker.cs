using System.Globalization;
using GoQueue.Generators.Contracts;

namespace GoQueue.Generators.Tests.Contracts.Readers;

/// <summary>Makes random shapes.</summary>
internal static class ShapeMaker
{
    private const int Shapes = 24;

    // Of the others no reader but System.Text.Json has a type.
    private static readonly string[] s_scalars = [.. ContractTypes.Scalars.Where(static type => type is not ("int128" or "uint128" or "half")), "enum:int"];

    /// <summary>Every scalar, and every kind of content.</summary>
    public static IReadOnlyList<string> Types { get; } = [.. s_scalars, ContractTypes.Object, "poly", ContractTypes.Array, ContractTypes.Map];

    /// <summary>The shapes that consumers are compiled for: each type in several places. The same in every run.</summary>
    public static List<ContractShape> Corpus()
    {
        var random = new Random(22);
        var next = 0;
        var shapes = new List<ContractShape>();
        for (var i = 0; i < Shapes; i++)
        {
            var shape = new ContractShape();
            for (var member = 0; member < 5; member++)
            {
                Add(shape.Root, string.Create(CultureInfo.InvariantCulture, $"M{member}"), Types[next++ % Types.Count], random, 0);
            }

            shapes.Add(ConsumerShape.Copy(shape));
        }

        return shapes;
    }

    /// <summary>Adds a member.</summary>
    public static ContractNode Add(ContractNode parent, string name, string type, Random random, int depth)
    {
        var child = new ContractNode("." + name) { IsOptional = random.Next(4) == 0, IsNullable = random.Next(4) == 0 };
        parent.Children.Add(child.Key, child);
        SetType(child, type, random, depth);
        return child;
    }

    /// <summary>Gives a place a type, with the content that it has.</summary>
    public static void SetType(ContractNode node, string type, Random random, int depth = 0)
    {
        node.Type = type == "poly" ? ContractTypes.Object : type;
        node.Children.Clear();
        node.Rules.Clear();
        node.Discriminator = null;
        node.Values = type switch
        {
            ContractTypes.Enum or ContractTypes.Flags => ["Closed", "Open", "Waiting"],
            "enum:int" => ["0=None", "1=Open", "2=Closed"],
            "poly" => ["card", "cash"],
            _ => [],
        };
        switch (type)
        {
            case ContractTypes.Object:
                Add(node, "Flag", "bool", random, depth + 1);
                Add(node, "Inner", depth < 2 ? Types[random.Next(Types.Count)] : "string", random, depth + 1).IsOptional = false;
                break;
            case "poly":
                node.Discriminator = "$type";
                Add(node, "Id", "uuid", random, depth + 1).IsOptional = false;
                foreach (var value in node.Values)
                {
                    AddDerived(node, value, random);
                }

                break;
            case ContractTypes.Array or ContractTypes.Map:
                var element = new ContractNode(type == ContractTypes.Array ? "[]" : "{}") { IsNullable = random.Next(4) == 0 };
                node.Children.Add(element.Key, element);
                SetType(element, depth < 2 ? Types[random.Next(Types.Count)] : "int", random, depth + 1);
                break;
        }
    }

    /// <summary>Adds a derived type, whose members begin with those of its base.</summary>
    public static void AddDerived(ContractNode node, string value, Random random)
    {
        var derived = new ContractNode($"<{value}>");
        node.Children.Add(derived.Key, derived);
        foreach (var inherited in node.Children.Values.Where(static child => child.IsMember))
        {
            derived.Children.Add(inherited.Key, inherited);
        }

        Add(derived, "Of" + value, s_scalars[random.Next(s_scalars.Length)], random, 2).IsOptional = false;
    }
}
