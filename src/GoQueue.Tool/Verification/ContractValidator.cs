using System.Globalization;
using System.Text.Json;
using GoQueue.Generators.Contracts;

namespace GoQueue.Tool.Verification;

/// <summary>Checks JSON against a contract. Unknown members are none of its business: a reader ignores them.</summary>
internal sealed class ContractValidator
{
    private const int MostFaults = 20;
    private const int DeepestValue = 64;
    private readonly List<string> _faults = [];
    private readonly ContractShape _shape;

    private ContractValidator(ContractShape shape) => _shape = shape;

    /// <param name="shape">The contract.</param>
    /// <param name="data">The JSON of the event.</param>
    /// <param name="name">What stands before the paths in faults.</param>
    public static IReadOnlyList<string> Validate(ContractShape shape, JsonElement data, string name)
    {
        var validator = new ContractValidator(shape);
        if (shape.IsEncrypted)
        {
            if (data.ValueKind != JsonValueKind.String)
            {
                validator.Fail(name, $"{Describe(data)}, the contract says encrypted: base64 text");
            }
        }
        else if (shape.Root.Type != ContractTypes.Opaque)
        {
            validator.Check(shape.Root, data, name, 0);
        }

        return validator._faults;
    }

    private void Check(ContractNode node, JsonElement value, string place, int depth)
    {
        if (_faults.Count >= MostFaults || depth > DeepestValue)
        {
            return;
        }

        if (value.ValueKind == JsonValueKind.Null)
        {
            if (!node.IsNullable && node.Type != ContractTypes.Opaque)
            {
                Fail(place, $"null, the contract says {node.Type}");
            }

            return;
        }

        switch (node.Type)
        {
            case ContractTypes.Opaque:
                return;
            case ContractTypes.Object when value.ValueKind == JsonValueKind.Object:
                CheckObject(_shape.ContentOf(node), value, place, depth);
                break;
            case ContractTypes.Array when value.ValueKind == JsonValueKind.Array:
                foreach (var (index, element) in value.EnumerateArray().Index())
                {
                    Check(node.Children["[]"], element, $"{place}[{index}]", depth + 1);
                }

                break;
            case var map when ContractTypes.IsMap(map) && value.ValueKind == JsonValueKind.Object:
                foreach (var entry in value.EnumerateObject())
                {
                    Check(node.Children["{}"], entry.Value, $"{place}.{entry.Name}", depth + 1);
                }

                break;
            default:
                if (ContractScalarFormat.FaultOf(node, value) is { } fault)
                {
                    Fail(place, fault);
                    return;
                }

                break;
        }

        foreach (var rule in node.Rules)
        {
            if (ContractRuleCheck.FaultOf(rule, value) is { } broken)
            {
                Fail(place, broken);
            }
        }
    }

    private void CheckObject(ContractNode node, JsonElement value, string place, int depth)
    {
        var members = node;
        if (node.Discriminator is { } discriminator)
        {
            if (value.TryGetProperty(discriminator, out var found))
            {
                var text = found.ValueKind == JsonValueKind.String ? found.GetString()! : found.GetRawText();
                var key = node.Values.Find(known => known.Trim('"') == text);
                if (key is null)
                {
                    Fail($"{place}.{discriminator}", $"'{text}', the contract says {string.Join('|', node.Values)}");
                    return;
                }

                members = node.Children.TryGetValue(ContractPath.Derived(key), out var derived) ? derived : node;
            }
            else if (!node.Children.Values.Any(static child => child.IsMember))
            {
                return;
            }
        }

        foreach (var child in members.Children.Values.Where(static child => child.IsMember && child.Key != ContractPath.Extension))
        {
            var at = 1;
            var name = ContractText.ReadWord(child.Key, ref at)!;
            var inner = place.Length == 0 ? name : $"{place}.{name}";
            if (value.TryGetProperty(name, out var member))
            {
                Check(child, member, inner, depth + 1);
            }
            else if (!child.IsOptional)
            {
                Fail(inner, $"missing, the contract says {child.TypeText}, required");
            }
        }
    }

    private void Fail(string place, string fault) => _faults.Add($"{(place.Length == 0 ? "the body" : place)}: {fault}");

    internal static string Describe(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        _ => value.ValueKind.ToString().ToLower(CultureInfo.InvariantCulture),
    };
}
