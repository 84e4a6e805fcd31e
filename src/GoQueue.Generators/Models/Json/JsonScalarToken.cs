namespace GoQueue.Generators.Models.Json;

/// <summary>The method of Utf8JsonWriter that writes a scalar.</summary>
internal enum JsonScalarToken
{
    /// <summary>WriteString; null becomes null by itself.</summary>
    String,

    /// <summary>WriteNumber.</summary>
    Number,

    /// <summary>
    /// WriteNumber, after the name: NaN must fail where the name is written already, for the path in the exception.
    /// </summary>
    FloatingNumber,

    /// <summary>WriteBoolean.</summary>
    Boolean,

    /// <summary>WriteBase64String; null must be asked for.</summary>
    Bytes,

    /// <summary>WriteBase64String of its span.</summary>
    ByteMemory,

    /// <summary>None: System.Text.Json's converter writes the value.</summary>
    Converted,

    /// <summary>None: the value's run-time type decides.</summary>
    Metadata,
}
