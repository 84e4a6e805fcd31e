using System.Text;
using System.Text.Json;
using GoQueue.Generators.Contracts;
using GoQueue.Tool.Reading;
using GoQueue.Tool.Verification;

namespace GoQueue.Testing.Contracts;

/// <summary>Compares a published message with the contract in the file of its event's assembly.</summary>
internal static class ContractAssertion
{
    /// <summary>The sentence of the failure; null if the message is as its contract says.</summary>
    public static string? FaultOf(PublishedMessage message)
    {
        if (message.Descriptor is not { } descriptor)
        {
            return $"The message {message.MessageId} was published as GoQueueMessage, which has no contract: publish an event.";
        }

        var block = Find(descriptor, out var fault);
        if (block is null)
        {
            return fault;
        }

        var faults = new List<string>();
        foreach (var header in block.Shape.Headers.Values)
        {
            if (!header.IsNullable && message.Headers.GetValueOrDefault(header.Name) is null)
            {
                faults.Add($"header {header.Name}: missing, the contract says {header.Text}");
            }
        }

        faults.AddRange(IsJson(message.Wire.Body.Span)
            ? MessageVerifier.Verify(block, Encoding.UTF8.GetString(message.Wire.Body.Span)).Faults
            : VerifyData(block, message.Data));
        return faults.Count == 0 ? null : $"{descriptor} is not as its contract says: {string.Join("; ", faults)}";
    }

    // Compressed and encrypted bodies: the JSON of the event stands for them.
    private static IReadOnlyList<string> VerifyData(ContractBlock block, string data)
    {
        if (block.Shape.IsEncrypted)
        {
            return [];
        }

        using var json = JsonDocument.Parse(data);
        return ContractValidator.Validate(block.Shape, json.RootElement, "data");
    }

    private static bool IsJson(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject && reader.TrySkip();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static ContractBlock? Find(EventDescriptor descriptor, out string fault)
    {
        var assembly = descriptor.EventType.Assembly.GetName().Name + ".dll";
        var path = Path.Combine(AppContext.BaseDirectory, assembly);
        if (!File.Exists(path))
        {
            fault = $"The contract of {descriptor} cannot be read: there is no file {assembly} beside the program (single file or Native AOT). Run this test as an ordinary build.";
            return null;
        }

        try
        {
            // A bound member has its JSON path in the contract, and its name in C# in the descriptor.
            var address = ContractIdentity.AddressOf(ContractIdentity.NameOf(descriptor.Topic, descriptor.Action));
            var found = ContractAssembly.Read(path).Find(block => block.VersionText == descriptor.Version && ContractIdentity.AddressOf(block.Name) == address);
            fault = $"{assembly} carries no contract of {descriptor}: set <GoQueueContracts>true</GoQueueContracts> in its project.";
            return found;
        }
        catch (ContractSourceException unreadable)
        {
            fault = unreadable.Message;
            return null;
        }
    }
}
