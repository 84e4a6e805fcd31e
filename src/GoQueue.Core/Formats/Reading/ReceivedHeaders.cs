using System.Globalization;
using System.Text;
using GoQueue.Messages;

namespace GoQueue.Formats.Reading;

/// <summary>The headers of a received message as text: the AMQP client gives text as bytes, the in-memory broker as text.</summary>
internal readonly struct ReceivedHeaders(IReadOnlyDictionary<string, object?> headers)
{
    /// <summary>The text of a header; null where it is missing, empty or no text.</summary>
    public string? Text(string name)
    {
        var text = headers.TryGetValue(name, out var value)
            ? value switch
            {
                string known => known,
                byte[] bytes => Encoding.UTF8.GetString(bytes),
                _ => null,
            }
            : null;
        return string.IsNullOrEmpty(text) ? null : text;
    }

    /// <summary>Whether topic and action are there as they were declared.</summary>
    public bool DeclareIdentity => Text(GoQueueHeaders.Topic) is not null && Text(GoQueueHeaders.Action) is not null;

    public long? Number(string name) => headers.TryGetValue(name, out var value)
        ? value switch
        {
            int number => number,
            long number => number,
            short number => number,
            ushort number => number,
            byte number => number,
            sbyte number => number,
            uint number => number,
            string or byte[] => long.TryParse(Text(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null,
            _ => null,
        }
        : null;

    public bool IsTrue(string name) => headers.TryGetValue(name, out var value)
        && (value is true || (value is string or byte[] && string.Equals(Text(name), "true", StringComparison.OrdinalIgnoreCase)));

    /// <summary>A CloudEvents attribute; the AMQP binding allows <c>cloudEvents:</c> beside the prefix that it prefers.</summary>
    public string? CloudEvent(string attribute) => Text(GoQueueHeaders.CloudEventsPrefix + attribute) ?? Text("cloudEvents:" + attribute);
}
