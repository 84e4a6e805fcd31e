using System.Text;
using System.Text.Json.Nodes;
using GoQueue.Formats;

namespace Quickstart;

/// <summary>Shows a message to a person.</summary>
internal static class MessagePrinter
{
    private static readonly System.Text.Json.JsonSerializerOptions s_indented = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void Print(ReceivedMessage message)
    {
        Console.WriteLine();
        Console.WriteLine($"exchange {message.Exchange}   routing key {message.RoutingKey}");
        Console.WriteLine("  properties");
        Line("content-type", message.ContentType);
        Line("content-encoding", message.ContentEncoding);
        Line("delivery-mode", message.Persistent ? "2 (persistent)" : "1 (transient)");
        Line("priority", message.Priority);
        Line("correlation-id", message.CorrelationId);
        Line("reply-to", message.ReplyTo);
        Line("expiration", message.Expiration);
        Line("message-id", message.MessageId);
        Line("timestamp", message.Timestamp?.ToUnixTimeSeconds());
        Line("type", message.Type);
        Line("app-id", message.AppId);
        Console.WriteLine("  headers");
        foreach (var (name, value) in message.Headers)
        {
            Line(name, value);
        }

        Console.WriteLine("  body");
        var body = JsonNode.Parse(Encoding.UTF8.GetString(message.Body.Span))!.ToJsonString(s_indented);
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
