using System.Text;
using GoQueue.Generators.Contracts;

namespace GoQueue.Generators.Tests.Contracts.Readers;

/// <summary>Writes messages of a shape, as a publisher with random values does.</summary>
/// <param name="random">The source of the values.</param>
/// <param name="validates">Whether the publisher keeps the rules.</param>
internal sealed class MessageMaker(Random random, bool validates)
{
    private readonly StringBuilder _text = new();

    public string Make(ContractShape shape)
    {
        _text.Clear();
        WriteMembers(shape.Root, null);
        return _text.ToString();
    }

    private void Write(ContractNode node)
    {
        if (node.IsNullable && random.Next(4) == 0)
        {
            _text.Append("null");
            return;
        }

        switch (node.Type)
        {
            case ContractTypes.Object when node.Discriminator is { } discriminator:
                var value = node.Values[random.Next(node.Values.Count)];
                WriteMembers(node.Children[$"<{value}>"], $"\"{discriminator}\":\"{value}\"");
                break;
            case ContractTypes.Object:
                WriteMembers(node, null);
                break;
            case ContractTypes.Array:
                WriteElements('[', node.Children["[]"], ']', static _ => "");
                break;
            case ContractTypes.Map:
                WriteElements('{', node.Children["{}"], '}', static i => $"\"k{i}\":");
                break;
            case ContractTypes.Enum:
                _text.Append('"').Append(node.Values[random.Next(node.Values.Count)]).Append('"');
                break;
            case ContractTypes.Flags:
                _text.Append('"').AppendJoin(", ", node.Values.Where(_ => random.Next(2) == 0).DefaultIfEmpty(node.Values[0])).Append('"');
                break;
            case "enum:int":
                _text.Append(random.Next(8) == 0 ? GroundTruth.RandomValueOf("int", random) : node.Values[random.Next(node.Values.Count)].Split('=')[0]);
                break;
            case var text when text.EndsWith("-text", StringComparison.Ordinal):
                _text.Append('"').Append(GroundTruth.RandomValueOf(text[..^5], random)).Append('"');
                break;
            default:
                WriteScalar(node);
                break;
        }
    }

    private void WriteScalar(ContractNode node)
    {
        var value = GroundTruth.RandomValueOf(node.Type, random);
        for (var (minimum, maximum) = ContractRuleComparer.RangeOf(node); validates && node.Rules.Count > 0 && !IsWithin(value, minimum, maximum);)
        {
            value = GroundTruth.RandomValueOf(node.Type, random);
        }

        _text.Append(value);
    }

    private static bool IsWithin(string value, decimal minimum, decimal maximum) =>
        decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture) is var number && number >= minimum && number <= maximum;

    private void WriteMembers(ContractNode node, string? discriminator)
    {
        _text.Append('{').Append(discriminator);
        var isFirst = discriminator is null;
        foreach (var child in node.Children.Values.Where(static child => child.IsMember))
        {
            if (child.IsOptional && random.Next(3) == 0)
            {
                continue;
            }

            _text.Append(isFirst ? "\"" : ",\"").Append(child.Key, 1, child.Key.Length - 1).Append("\":");
            isFirst = false;
            Write(child);
        }

        _text.Append('}');
    }

    private void WriteElements(char open, ContractNode element, char close, Func<int, string> nameOf)
    {
        _text.Append(open);
        var count = random.Next(4);
        for (var i = 0; i < count; i++)
        {
            _text.Append(i == 0 ? "" : ",").Append(nameOf(i));
            Write(element);
        }

        _text.Append(close);
    }
}
