namespace GoQueue.Outbox.Envelopes;

/// <summary>The CLR type of a header's value. A number is never used again for another type.</summary>
internal enum HeaderKind : byte
{
    Null = 0,
    Text = 1,
    True = 2,
    False = 3,
    Byte = 4,
    SByte = 5,
    Int16 = 6,
    UInt16 = 7,
    Int32 = 8,
    UInt32 = 9,
    Int64 = 10,
    Single = 11,
    Double = 12,
    Decimal = 13,
    Bytes = 14,
    Timestamp = 15,
    Binary = 16,
    List = 17,
    Table = 18,
}
