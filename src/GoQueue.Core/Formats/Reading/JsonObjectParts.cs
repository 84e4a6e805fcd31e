using System.Text.Json;

namespace GoQueue.Formats.Reading;

/// <summary>
/// The top members of a JSON body that we know, without parsing what stands in them: the data is read later, once, by the event's own metadata.
/// </summary>
internal ref struct JsonObjectParts
{
    // How deep data may be, the event's own metadata decides; here it is only skipped.
    private const int MaxDepth = 1000;

    private readonly ReadOnlyMemory<byte> _body;

    private JsonObjectParts(ReadOnlyMemory<byte> body) => _body = body;

    public string? Id { get; private set; }

    public string? Topic { get; private set; }

    public string? Action { get; private set; }

    public string? Time { get; private set; }

    public string? Type { get; private set; }

    public string? Source { get; private set; }

    public string? DataSchema { get; private set; }

    public string? DataContentType { get; private set; }

    public string? SpecVersion { get; private set; }

    /// <summary>The JSON of <c>data</c>; empty where there is none, or null.</summary>
    public ReadOnlyMemory<byte> Data { get; private set; }

    /// <summary>The text of <c>data</c> where it is a string.</summary>
    public ReadOnlyMemory<byte>? DataText { get; private set; }

    public bool HasData { get; private set; }

    public ReadOnlyMemory<byte> DataBase64 { get; private set; }

    public bool HasDataBase64 { get; private set; }

    /// <summary>Reads the members. Throws <see cref="JsonException"/> where the body is no JSON object, or holds a member of data twice.</summary>
    public static JsonObjectParts Read(ReadOnlyMemory<byte> body)
    {
        var parts = new JsonObjectParts(body);
        var reader = new Utf8JsonReader(body.Span, new JsonReaderOptions { MaxDepth = MaxDepth });
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException();
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            parts.ReadMember(ref reader);
        }

        // One object and nothing behind it.
        if (reader.Read())
        {
            throw new JsonException();
        }

        return parts;
    }

    private void ReadMember(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("data"u8))
        {
            ReadData(ref reader);
        }
        else if (reader.ValueTextEquals("data_base64"u8))
        {
            ReadDataBase64(ref reader);
        }
        else
        {
            ReadText(ref reader);
        }
    }

    private void ReadText(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("id"u8))
        {
            Id = Text(ref reader);
        }
        else if (reader.ValueTextEquals("topic"u8))
        {
            Topic = Text(ref reader);
        }
        else if (reader.ValueTextEquals("action"u8))
        {
            Action = Text(ref reader);
        }
        else if (reader.ValueTextEquals("timestamp"u8) || reader.ValueTextEquals("time"u8))
        {
            Time = Text(ref reader);
        }
        else if (reader.ValueTextEquals("type"u8))
        {
            Type = Text(ref reader);
        }
        else if (reader.ValueTextEquals("source"u8))
        {
            Source = Text(ref reader);
        }
        else if (reader.ValueTextEquals("dataschema"u8))
        {
            DataSchema = Text(ref reader);
        }
        else if (reader.ValueTextEquals("datacontenttype"u8))
        {
            DataContentType = Text(ref reader);
        }
        else if (reader.ValueTextEquals("specversion"u8))
        {
            SpecVersion = Text(ref reader);
        }
        else
        {
            reader.Read();
            reader.Skip();
        }
    }

    private static string? Text(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
        {
            return reader.GetString();
        }

        reader.Skip();
        return null;
    }

    private void ReadData(ref Utf8JsonReader reader)
    {
        // Two of them: readers would disagree about which one counts.
        if (HasData)
        {
            throw new JsonException();
        }

        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
        {
            return;
        }

        HasData = true;
        if (reader.TokenType == JsonTokenType.String)
        {
            DataText = Unquoted(ref reader);
        }

        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        Data = _body[start..(int)reader.BytesConsumed];
    }

    private void ReadDataBase64(ref Utf8JsonReader reader)
    {
        if (HasDataBase64)
        {
            throw new JsonException();
        }

        reader.Read();
        if (reader.TokenType != JsonTokenType.String)
        {
            throw new JsonException();
        }

        HasDataBase64 = true;
        DataBase64 = Unquoted(ref reader);
    }

    private readonly ReadOnlyMemory<byte> Unquoted(ref Utf8JsonReader reader)
    {
        var raw = _body[((int)reader.TokenStartIndex + 1)..((int)reader.BytesConsumed - 1)];
        if (!reader.ValueIsEscaped)
        {
            return raw;
        }

        // Other libraries may write + as \u002B.
        var unescaped = new byte[raw.Length];
        return unescaped.AsMemory(0, reader.CopyString(unescaped));
    }
}
