using CsCheck;
using GoQueue.Messages;
using RabbitMQ.Client;

namespace GoQueue.RabbitMQ.Tests.Frames;

/// <summary>
/// Generates messages with every property present or absent, and every header type that AMQP carries, nested up to
/// three deep.
/// </summary>
internal static class OutgoingMessages
{
    private static readonly Gen<string> s_text = Gen.OneOf(
        Gen.String[Gen.Char.AlphaNumeric, 0, 40],
        Gen.Const("ключ-鍵-🔑"),
        Gen.String[0, 60],
        Gen.String[Gen.Char.AlphaNumeric, 255, 255]);

    private static readonly Gen<string> s_shortText = s_text.Where(static text => System.Text.Encoding.UTF8.GetByteCount(text) <= 255);

    private static readonly Gen<string?> s_optional = s_shortText.Null();

    private static readonly Gen<object?> s_leaf = Gen.OneOf(
        Gen.Const(static () => (object?)null),
        Gen.OneOf(s_text, Gen.String[Gen.Char.AlphaNumeric, 256, 2_000]).Select(static value => (object?)value),
        Gen.Bool.Select(static value => (object?)value),
        Gen.Byte.Select(static value => (object?)value),
        Gen.SByte.Select(static value => (object?)value),
        Gen.Short.Select(static value => (object?)value),
        Gen.UShort.Select(static value => (object?)value),
        Gen.Int.Select(static value => (object?)value),
        Gen.UInt.Select(static value => (object?)value),
        Gen.Long.Select(static value => (object?)value),
        Gen.Float.Select(static value => (object?)value),
        Gen.Double.Select(static value => (object?)value),
        Gen.Select(Gen.Int[0, int.MaxValue], Gen.Byte[0, 28], Gen.Bool, static (low, scale, negative) => (object?)new decimal(low, 0, 0, negative, scale)),
        Gen.Long[0, 1L << 40].Select(static value => (object?)new AmqpTimestamp(value)),
        Gen.Byte.Array[0, 300].Select(static value => (object?)value),
        Gen.Byte.Array[0, 300].Select(static value => (object?)new BinaryTableValue(value)));

    public static Gen<object?> Values { get; } = Value(depth: 3);

    public static Gen<OutgoingMessage> All { get; } =
        Gen.Select(s_optional.Array[8], Gen.Select(s_shortText, Values).Array[0, 6], Gen.Byte, Gen.Bool, Gen.Long[-1, 1L << 33], static (texts, headers, priority, persistent, seconds) =>
        {
            var message = new OutgoingMessage
            {
                ContentType = texts[0]!,
                ContentEncoding = texts[1],
                CorrelationId = texts[2],
                ReplyTo = texts[3],
                Expiration = texts[4],
                MessageId = texts[5]!,
                Type = texts[6]!,
                AppId = texts[7]!,
                Priority = (byte)(priority % 11),
                Persistent = persistent,
                Repetition = priority % 3,
                Timestamp = DateTimeOffset.FromUnixTimeSeconds(Math.Max(seconds, 0)),
            };
            foreach ((string name, object? value) in headers)
            {
                if (name.Length > 0)
                {
                    message.Headers[name] = value;
                }
            }

            return message;
        });

    private static Gen<object?> Value(int depth) => depth == 0
        ? s_leaf
        : Gen.Frequency(
            (8, s_leaf),
            (1, Value(depth - 1).Array[0, 4].Select(static items => (object?)items)),
            (1, Value(depth - 1).List[0, 4].Select(static items => (object?)items)),
            (1, Gen.Select(s_shortText, Value(depth - 1)).Array[0, 4].Select(static entries => (object?)Table(entries))));

    private static Dictionary<string, object?> Table((string Name, object? Value)[] entries)
    {
        var table = new Dictionary<string, object?>();
        foreach ((string name, object? value) in entries)
        {
            table[name] = value;
        }

        return table;
    }
}
