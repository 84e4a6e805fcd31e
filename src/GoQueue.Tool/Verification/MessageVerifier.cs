using System.Text.Json;
using GoQueue.Generators.Contracts;

namespace GoQueue.Tool.Verification;

/// <summary>Checks the body of a message against a contract, in each of the four formats.</summary>
internal static class MessageVerifier
{
    /// <returns>The format of the body, and what is wrong with it.</returns>
    public static (string Format, IReadOnlyList<string> Faults) Verify(ContractBlock block, string body)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(body);
        }
        catch (JsonException fault)
        {
            return ("no format", [$"the body is not JSON: {fault.Message}"]);
        }

        using (document)
        {
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("specversion", out _) && root.TryGetProperty("type", out _))
            {
                return ("CloudEvents structured", root.TryGetProperty("data", out var data) ? ContractValidator.Validate(block.Shape, data, "data")
                    : root.TryGetProperty("data_base64", out _) && block.Shape.IsEncrypted ? [] : ["data is missing"]);
            }

            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("data", out var envelope) && root.TryGetProperty("action", out _) && root.TryGetProperty("topic", out _))
            {
                return ("envelope", ContractValidator.Validate(block.Shape, envelope, "data"));
            }

            // The same bytes: the rest of the message is in its headers.
            return ("raw or CloudEvents binary", ContractValidator.Validate(block.Shape, root, ""));
        }
    }
}
