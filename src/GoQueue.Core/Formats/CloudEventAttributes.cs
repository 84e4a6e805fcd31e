using System.Text;
using System.Text.Json;

namespace GoQueue.Formats;

/// <summary>The CloudEvents attributes that are the same for all messages of one kind, as text and as JSON. Immutable.</summary>
internal sealed class CloudEventAttributes
{
    public CloudEventAttributes(string topic, string action, string version, string contentType, string source, string? schemaBase)
    {
        Topic = topic;
        Action = action;
        Version = version;
        ContentType = contentType;
        Type = version.Length == 0 ? $"{topic}.{action}" : $"{topic}.{action}.v{MajorOf(version)}";
        DataSchema = SchemaOf(schemaBase);
        Source = source;
        Head = Encode($"{{\"specversion\":\"1.0\",\"type\":\"{Text(Type)}\",\"source\":\"{Text(Source)}\",\"id\":");
        var tail = $"\",\"datacontenttype\":\"{Text(contentType)}\",\"dataschema\":\"{Text(DataSchema)}\",\"data";
        DataTail = Encode(tail + "\":");
        Base64Tail = Encode(tail + "_base64\":");
        EncryptedTail = Encode($"\",\"datacontenttype\":\"{ContentTypes.OctetStream}\",\"dataschema\":\"{Text(DataSchema)}\",\"data_base64\":");
    }

    public string Topic { get; }

    public string Action { get; }

    public string Version { get; }

    public string ContentType { get; }

    /// <summary><c>{topic}.{action}.v{major}</c>: a compatible change of the event keeps its type (CloudEvents primer, "Versioning").</summary>
    public string Type { get; }

    /// <summary>Names the exact version.</summary>
    public string DataSchema { get; }

    public string Source { get; }

    /// <summary>The structured body up to the id's value.</summary>
    public byte[] Head { get; }

    /// <summary>From the end of the time to the data, as JSON.</summary>
    public byte[] DataTail { get; }

    /// <summary>The same for compressed data.</summary>
    public byte[] Base64Tail { get; }

    /// <summary>The same for ciphertext.</summary>
    public byte[] EncryptedTail { get; }

    private static string MajorOf(string version)
    {
        var dot = version.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? version : version[..dot];
    }

    private static string Text(string value) => JsonEncodedText.Encode(value).ToString();

    private static byte[] Encode(string json) => Encoding.UTF8.GetBytes(json);

    private string SchemaOf(string? schemaBase)
    {
        var (topic, action, version) = (Uri.EscapeDataString(Topic), Uri.EscapeDataString(Action), Uri.EscapeDataString(Version));
        return schemaBase is null ? $"urn:goqueue:{topic}:{action}:{version}" : $"{schemaBase}/{topic}.{action}.v{version}.json";
    }
}
