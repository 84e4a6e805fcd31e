using CsCheck;
using GoQueue.Outbox.Envelopes;
using GoQueue.Messages;
using RabbitMQ.Client;

namespace GoQueue.Outbox.Tests.Envelopes;

/// <summary>Messages come out of their stored bytes as they went in, and no bytes break the reader.</summary>
[Trait("Speed", "Quick")]
public sealed class EnvelopeTests
{
    [Fact]
    public void Every_type_of_a_header_keeps_its_type()
    {
        object?[] values =
        [
            null, "text", "", true, false, (byte)200, (sbyte)-7, (short)-300, (ushort)60_000, -1, 4_000_000_000u, long.MinValue, 1.5f, -2.25, 79228162514264337593543950335m, -0.0000000000000000000000000001m,
            new byte[] { 0, 255 }, new AmqpTimestamp(1_700_000_000), new List<object?> { 1, "two", null, new List<object?> { 3L } }, new Dictionary<string, object?> { ["a"] = 1, ["b"] = new List<object?>() },
        ];
        OutgoingMessage message = MessageWith(values);

        OutgoingMessage read = Read(EnvelopeWriter.Write(message, keyHash: null), message.Body.WrittenSpan.ToArray());

        Assert.Equal(values.Length, read.Headers.Count);
        for (int i = 0; i < values.Length; i++)
        {
            object? value = read.Headers[$"h{i}"];
            Assert.Equal(values[i], value);
            Assert.Equal(values[i]?.GetType(), value?.GetType());
        }
    }

    [Fact]
    public void Arrays_and_foreign_collections_are_stored_as_lists_and_tables()
    {
        OutgoingMessage message = MessageWith([new[] { "a", "b" }, new SortedDictionary<string, object?> { ["x"] = 1 }, new BinaryTableValue([1, 2])]);

        OutgoingMessage read = Read(EnvelopeWriter.Write(message, keyHash: null), message.Body.WrittenSpan.ToArray());

        Assert.Equal(new List<object?> { "a", "b" }, read.Headers["h0"]);
        Assert.Equal(new Dictionary<string, object?> { ["x"] = 1 }, read.Headers["h1"]);
        Assert.Equal([1, 2], Assert.IsType<BinaryTableValue>(read.Headers["h2"]).Bytes);
    }

    [Fact]
    public void A_message_of_any_texts_and_bytes_survives() =>
        Gen.Select(Gen.String[1, 60], Gen.String, Gen.Byte.Array[0, 300], Gen.Long, Gen.Bool, Gen.Int[-840, 840], Gen.Byte).Sample(
            (id, text, body, hash, flag, minutes, priority) =>
            {
                // Lone surrogates are refused when a message is composed.
                text = System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text));
                id = System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(id));
                var message = new OutgoingMessage
                {
                    MessageId = id,
                    Exchange = text,
                    RoutingKey = id,
                    Topic = text,
                    Action = id,
                    Version = "1.0",
                    ContentType = text,
                    ContentEncoding = text.Length == 0 ? null : text,
                    CorrelationId = id,
                    ReplyTo = id,
                    AppId = text,
                    Type = id,
                    Expiration = "60000",
                    Priority = priority,
                    Persistent = flag,
                    Mandatory = !flag,
                    Timestamp = new DateTimeOffset(638_000_000_000_000_001, TimeSpan.FromMinutes(minutes)),
                };
                message.Headers["text"] = text;
                message.Body.Write(body);

                OutgoingMessage read = Read(EnvelopeWriter.Write(message, hash), body);

                return (read.MessageId, read.Exchange, read.RoutingKey, read.Topic, read.Action, read.Version, read.ContentType) == (id, text, id, text, id, "1.0", text)
                    && (read.ContentEncoding, read.CorrelationId, read.ReplyTo, read.AppId, read.Type, read.Expiration) == (message.ContentEncoding, id, id, text, id, "60000")
                    && (read.Priority, read.Persistent, read.Mandatory) == (priority, flag, !flag)
                    && read.Timestamp.EqualsExact(message.Timestamp)
                    && Equals(read.Headers["text"], text)
                    && read.Body.WrittenSpan.SequenceEqual(body);
            },
            iter: 2_000);

    [Fact]
    public void A_flipped_bit_anywhere_is_found()
    {
        OutgoingMessage message = MessageWith(["text", 1, new List<object?> { 2L }]);
        byte[] envelope = EnvelopeWriter.Write(message, keyHash: 5);
        byte[] body = message.Body.WrittenSpan.ToArray();
        for (int bit = 0; bit < (envelope.Length + body.Length) * 8; bit++)
        {
            byte[] flippedEnvelope = [.. envelope];
            byte[] flippedBody = [.. body];
            (bit / 8 < envelope.Length ? flippedEnvelope : flippedBody)[bit / 8 < envelope.Length ? bit / 8 : (bit / 8) - envelope.Length] ^= (byte)(1 << (bit % 8));

            Assert.Equal(EnvelopeFault.Corrupt, new EnvelopeReader().Read(flippedEnvelope, flippedBody, new OutgoingMessage()));
        }
    }

    [Fact]
    public void Bytes_with_a_right_checksum_break_nothing() =>
        Gen.Select(Gen.Byte.Array[0, 200], Gen.Int[0, 400], Gen.Byte).Sample(
            (noise, place, value) =>
            {
                OutgoingMessage message = MessageWith(["text", 1.5m, new List<object?> { 1 }, new Dictionary<string, object?> { ["a"] = 2 }]);
                byte[] envelope = EnvelopeWriter.Write(message, keyHash: 5);
                byte[] changed = [.. envelope[..^4]];
                changed[place % changed.Length] = value;
                foreach (byte[] content in (byte[][])[changed, [1, .. noise], [.. envelope[..(place % (envelope.Length - 4))]]])
                {
                    byte[] whole = [.. content, .. BitConverter.GetBytes(Checksum.Of(content))];

                    // Whatever comes out: no exception.
                    _ = new EnvelopeReader().Read(whole, [], new OutgoingMessage());
                }
            },
            iter: 20_000);

    [Fact]
    public void A_newer_version_is_told_from_a_corrupt_one_and_optional_fields_are_skipped()
    {
        OutgoingMessage message = MessageWith([]);
        byte[] content = EnvelopeWriter.Write(message, keyHash: null)[..^4];
        byte[] body = message.Body.WrittenSpan.ToArray();
        Assert.Equal(EnvelopeFault.UnknownVersion, Fault([2, .. content[1..]], body));
        Assert.Equal(EnvelopeFault.UnknownVersion, Fault([.. content, 99, 1, 0], body));
        Assert.Equal(EnvelopeFault.None, Fault([.. content, 200, 2, 7, 7], body));
    }

    [Fact]
    public void An_envelope_of_version_1_is_read_as_it_was_written()
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "Envelopes");
        byte[] envelope = Convert.FromHexString(File.ReadAllText(Path.Combine(folder, "version1.envelope.hex")).ReplaceLineEndings(""));
        byte[] body = File.ReadAllBytes(Path.Combine(folder, "version1.body"));

        OutgoingMessage read = Read(envelope, body);

        Assert.Equal(("0198-golden", "orders", "order.placed.anna", "order.placed.{customer}"), (read.MessageId, read.Exchange, read.RoutingKey, read.Action));
        Assert.True(read.Timestamp.EqualsExact(new DateTimeOffset(2026, 12, 1, 8, 30, 0, 123, TimeSpan.FromHours(2))));
        Assert.Equal((60L, "acme"), (read.Headers["number"], read.Headers["tenant"]));
        Assert.Equal(envelope, EnvelopeWriter.Write(Golden(), keyHash: StableHash.Of("anna")));
    }

    [Fact]
    public void Hashes_are_the_same_in_every_version()
    {
        // Rows of two versions of a relay must fall under one key.
        Assert.Equal(unchecked((long)0xe3b0c44298fc1c14), StableHash.Of(""));
        Assert.Equal(unchecked((long)0xba7816bf8f01cfea), StableHash.Of("abc"));
        Assert.Equal(0xe3069283u, Checksum.Of("123456789"u8));
    }

    internal static OutgoingMessage Golden()
    {
        var message = new OutgoingMessage
        {
            MessageId = "0198-golden",
            Exchange = "orders",
            RoutingKey = "order.placed.anna",
            Topic = "orders",
            Action = "order.placed.{customer}",
            Version = "1.2",
            ContentType = "application/json",
            AppId = "shop",
            Type = "order.placed.{customer}",
            Priority = 4,
            Persistent = true,
            Mandatory = true,
            Timestamp = new DateTimeOffset(2026, 12, 1, 8, 30, 0, 123, TimeSpan.FromHours(2)),
        };
        message.Headers["number"] = 60L;
        message.Headers["tenant"] = "acme";
        message.Body.Write("{\"customer\":\"anna\"}"u8);
        return message;
    }

    private static EnvelopeFault Fault(byte[] content, byte[] body) =>
        new EnvelopeReader().Read([.. content, .. BitConverter.GetBytes(Checksum.Of(content))], body, new OutgoingMessage());

    private static OutgoingMessage Read(byte[] envelope, byte[] body)
    {
        var message = new OutgoingMessage();
        Assert.Equal(EnvelopeFault.None, new EnvelopeReader().Read(envelope, body, message));
        return message;
    }

    private static OutgoingMessage MessageWith(object?[] headers)
    {
        var message = new OutgoingMessage { MessageId = "id", Exchange = "orders", RoutingKey = "order.placed", Topic = "orders", Action = "order.placed", Version = "1.0" };
        for (int i = 0; i < headers.Length; i++)
        {
            message.Headers[$"h{i}"] = headers[i];
        }

        message.Body.Write("{}"u8);
        return message;
    }
}
