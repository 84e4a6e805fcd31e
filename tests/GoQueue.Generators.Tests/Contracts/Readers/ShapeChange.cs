using GoQueue.Generators.Contracts;

namespace GoQueue.Generators.Tests.Contracts.Readers;

/// <summary>Changes a shape in one place, as a publisher may do.</summary>
internal static class ShapeChange
{
    private static readonly string[] s_targets = [.. ShapeMaker.Types, "int128", "uint128", "half", "int-text", "decimal-text"];

    /// <summary>A copy with a change. It may be none: some changes do not fit the place.</summary>
    public static ContractShape Of(ContractShape shape, Random random)
    {
        var copy = ConsumerShape.Copy(shape);
        var places = new List<(ContractNode Parent, ContractNode Node)>();
        Collect(copy.Root, places);
        var (parent, node) = places[random.Next(places.Count)];
        Change(parent, node, random);
        return ConsumerShape.Copy(copy);
    }

    private static void Collect(ContractNode parent, List<(ContractNode Parent, ContractNode Node)> places)
    {
        foreach (var child in parent.Children.Values)
        {
            places.Add((parent, child));
            if (child.Discriminator is null)
            {
                Collect(child, places);
            }
        }
    }

    private static void Change(ContractNode parent, ContractNode node, Random random)
    {
        switch (random.Next(12))
        {
            case 0 when node.IsMember:
                ShapeMaker.Add(parent, "New", ShapeMaker.Types[random.Next(ShapeMaker.Types.Count)], random, 2);
                break;
            case 1 when node.IsMember:
                parent.Children.Remove(node.Key);
                break;
            case 2 when node.IsMember:
                node.IsOptional = !node.IsOptional;
                break;
            case 3 when node.IsMember:
                parent.Children.Remove(node.Key);
                Put(parent, ".Renamed", node);
                break;
            case 4:
                node.IsNullable = !node.IsNullable;
                break;
            case 5 when ContractTypes.IntegerOf(node.Type) is { } integer && !ContractTypes.IsNumberEnum(node.Type) && integer is not ("ulong" or "long"):
                var (minimum, maximum) = ContractTypes.RangeOf(integer);
                node.Type = "long";
                node.Rules.Add(new ContractRule("<=", ContractText.Number(maximum.ToString(System.Globalization.CultureInfo.InvariantCulture))));
                node.Rules.Add(new ContractRule(">=", ContractText.Number(minimum.ToString(System.Globalization.CultureInfo.InvariantCulture))));
                break;
            case 6 or 7 when node.Type == "enum:int":
                node.Values = random.Next(4) switch { 0 => ["0=None", "1=Open", "2=Closed", "3=New"], 1 => ["0=None", "1=Open"], 2 => ["0=None", "1=Closed", "2=Open"], _ => [] };
                ToText(node, node.Values.Count == 0);
                break;
            case 6 or 7 when ContractTypes.IsTextEnum(node.Type):
                node.Values = random.Next(3) switch { 0 => ["Closed", "New", "Open", "Waiting"], 1 => ["Closed", "Open"], _ => [] };
                ToNumber(node, node.Values.Count == 0);
                break;
            case 6 or 7 when node.Discriminator is not null:
                ChangeDerived(node, random);
                break;
            default:
                ShapeMaker.SetType(node, s_targets[random.Next(s_targets.Length)], random, 1);
                break;
        }
    }

    private static void Put(ContractNode parent, string key, ContractNode node)
    {
        var renamed = new ContractNode(key)
        {
            Type = node.Type, IsNullable = node.IsNullable, IsOptional = node.IsOptional, Discriminator = node.Discriminator, Values = node.Values,
        };
        foreach (var child in node.Children)
        {
            renamed.Children.Add(child.Key, child.Value);
        }

        parent.Children.Add(key, renamed);
    }

    private static void ToText(ContractNode node, bool turns)
    {
        if (turns)
        {
            node.Type = ContractTypes.Enum;
            node.Values = ["Closed", "None", "Open"];
        }
    }

    private static void ToNumber(ContractNode node, bool turns)
    {
        if (turns)
        {
            node.Type = "enum:int";
            node.Values = ["1=Closed", "2=Open", "4=Waiting"];
        }
    }

    private static void ChangeDerived(ContractNode node, Random random)
    {
        switch (random.Next(3))
        {
            case 0:
                node.Values = ["card", "cash", "cheque"];
                ShapeMaker.AddDerived(node, "cheque", random);
                break;
            case 1:
                node.Values = ["card"];
                node.Children.Remove("<cash>");
                break;
            default:
                node.Discriminator = "kind";
                break;
        }
    }
}
