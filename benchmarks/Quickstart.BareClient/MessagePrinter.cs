using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using RabbitMQ.Client;

namespace Quickstart.BareClient;

/// <summary>Shows a message to a person, as the sample does.</summary>
internal static class MessagePrinter
{
    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Print(BasicGetResult message)
    {
        var properties = message.BasicProperties;
        Console.WriteLine();
        Console.WriteLine($"exchange {message.Exchange}   routing key {message.RoutingKey}");
        Console.WriteLine("  properties");
        Line("content-type", properties.ContentType);
        Line("delivery-mode", properties.Persistent ? "2 (persistent)" : "1 (transient)");
        Line("correlation-id", properties.CorrelationId);
        Line("message-id", properties.MessageId);
        Line("timestamp", properties.Timestamp.UnixTime);
        Line("type", properties.Type);
        Line("app-id", properties.AppId);
        Console.WriteLine("  headers");
        foreach (var (name, value) in properties.Headers ?? new Dictionary<string, object?>())
        {
            Line(name, value is byte[] text ? Encoding.UTF8.GetString(text) : value);
        }

        Console.WriteLine("  body");
        var body = JsonNode.Parse(message.Body.Span)!.ToJsonString(s_indented);
        Console.WriteLine("    " + body.Replace("\n", "\n    ", StringComparison.Ordinal));
    }

    private static void Line(string name, object? value)
    {
        if (value is not null)
        {
            Console.WriteLine($"    {name,-28} {value}");
        }
    }
}
