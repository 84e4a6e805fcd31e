using System.Text.Json;
using GoQueue.Generators.Contracts;

namespace GoQueue.Generators.Tests.Contracts.Readers;

/// <summary>Whether a consumer of an old shape got the values of a message of a new one: of the members that it knows.</summary>
/// <param name="before">The shape that the consumer was written for.</param>
/// <param name="after">The shape of the message.</param>
/// <param name="knowsDerivedTypes">Whether the consumer reads discriminators.</param>
internal sealed class MessageComparison(ContractShape before, ContractShape after, bool knowsDerivedTypes)
{
    public bool IsSame(JsonElement sent, JsonElement got) => IsSame(before.Root, after.Root, sent, got);

    private bool IsSame(ContractNode was, ContractNode? now, JsonElement sent, JsonElement got)
    {
        if (sent.ValueKind == JsonValueKind.Null || got.ValueKind == JsonValueKind.Null)
        {
            // Null where the contract has none is another value: code relies on it.
            return was.IsNullable && sent.ValueKind == got.ValueKind;
        }

        return was.Type switch
        {
            ContractTypes.Object => sent.ValueKind == JsonValueKind.Object && got.ValueKind == JsonValueKind.Object && AreSameMembers(was, now, sent, got),
            ContractTypes.Array => sent.ValueKind == JsonValueKind.Array && sent.GetArrayLength() == got.GetArrayLength()
                && sent.EnumerateArray().Zip(got.EnumerateArray()).All(pair => IsSame(was.Children["[]"], now?.Children.GetValueOrDefault("[]"), pair.First, pair.Second)),
            ContractTypes.Map => sent.ValueKind == JsonValueKind.Object && sent.GetPropertyCount() == got.GetPropertyCount()
                && sent.EnumerateObject().All(entry => got.TryGetProperty(entry.Name, out var value) && IsSame(was.Children["{}"], now?.Children.GetValueOrDefault("{}"), entry.Value, value)),
            ContractTypes.Enum or ContractTypes.Flags or "enum:int" => IsSameName(was, now, sent, got),
            _ => JsonElement.DeepEquals(sent, got),
        };
    }

    private bool AreSameMembers(ContractNode was, ContractNode? now, JsonElement sent, JsonElement got)
    {
        if (was.Discriminator is { } discriminator && knowsDerivedTypes)
        {
            if (!got.TryGetProperty(discriminator, out var value) || !sent.TryGetProperty(discriminator, out var meant) || !JsonElement.DeepEquals(value, meant))
            {
                return false;
            }

            var key = $"<{value.GetString()}>";
            return AreSame(was.Children[key], now?.Children.GetValueOrDefault(key), sent, got);
        }

        return AreSame(was, now, sent, got);
    }

    private bool AreSame(ContractNode was, ContractNode? now, JsonElement sent, JsonElement got)
    {
        foreach (var child in was.Children.Values.Where(static child => child.IsMember))
        {
            var hasGot = got.TryGetProperty(child.Key[1..], out var value) && value.ValueKind != JsonValueKind.Null;
            if (!sent.TryGetProperty(child.Key[1..], out var meant))
            {
                if (!child.IsOptional || hasGot)
                {
                    return false;
                }
            }
            else if (meant.ValueKind == JsonValueKind.Null ? hasGot || !child.IsNullable : !hasGot || !IsSame(child, now?.Children.GetValueOrDefault(child.Key), meant, value))
            {
                return false;
            }
        }

        return true;
    }

    // What the publisher meant, and what the consumer understood: names, whichever form each of them has.
    private static bool IsSameName(ContractNode was, ContractNode? now, JsonElement sent, JsonElement got)
    {
        var (meant, understood) = (NameOf(now, sent), NameOf(was, got));
        return meant == understood
            // A number that one of them has no name for is passed on.
            || (sent.ValueKind == JsonValueKind.Number && JsonElement.DeepEquals(sent, got) && !NamesOf(was).Contains(meant));
    }

    private static string NameOf(ContractNode? node, JsonElement value) => value.ValueKind == JsonValueKind.Number
        ? node?.Values.Find(known => known.StartsWith(value.GetRawText() + "=", StringComparison.Ordinal))?.Split('=')[1] ?? value.GetRawText()
        : value.ToString();

    private static IEnumerable<string> NamesOf(ContractNode node) => node.Values.Select(static value => value.Split('=')[^1]);
}
