using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using GoQueue.Formats;
using Xunit;

namespace GoQueue.Core.Tests.Formats;

/// <summary>
/// What a message looks like on the wire, compared with a checked-in file. <c>GOQUEUE_ACCEPT_SNAPSHOTS=1</c> writes the files anew.
/// </summary>
internal static class GoldenFile
{
    private static readonly bool s_accept = Environment.GetEnvironmentVariable("GOQUEUE_ACCEPT_SNAPSHOTS") == "1";

    public static void Check(ReceivedMessage message, string name, [CallerFilePath] string caller = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(caller)!, "Golden", name + ".txt");
        var text = Render(message);
        if (s_accept)
        {
            File.WriteAllText(path, text);
        }

        Assert.Equal(File.ReadAllText(path), text);
    }

    private static string Render(ReceivedMessage message)
    {
        var text = new StringBuilder();
        Line("exchange", message.Exchange);
        Line("routing-key", message.RoutingKey);
        Line("content-type", message.ContentType);
        Line("content-encoding", message.ContentEncoding);
        Line("delivery-mode", message.Persistent ? 2 : 1);
        Line("message-id", message.MessageId);
        Line("correlation-id", message.CorrelationId);
        Line("reply-to", message.ReplyTo);
        Line("app-id", message.AppId);
        Line("type", message.Type);
        Line("timestamp", message.Timestamp?.ToUnixTimeSeconds());
        foreach (var (name, value) in message.Headers)
        {
            text.Append(CultureInfo.InvariantCulture, $"header {name} ({value!.GetType().Name}): {value}\n");
        }

        text.Append("body: ");
        text.Append(IsText(message.Body.Span) ? Encoding.UTF8.GetString(message.Body.Span) : Convert.ToHexString(message.Body.Span)).Append('\n');
        return text.ToString();

        void Line(string name, object? value)
        {
            if (value is not null)
            {
                text.Append(CultureInfo.InvariantCulture, $"{name}: {value}\n");
            }
        }
    }

    private static bool IsText(ReadOnlySpan<byte> body) => !body.ContainsAnyExceptInRange((byte)' ', (byte)'~');
}
