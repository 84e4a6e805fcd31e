using CsCheck;
using GoQueue.Core.Tests.Harness;
using GoQueue.Formats;
using GoQueue.Formats.Reading;
using GoQueue.Pipeline;
using Xunit;

namespace GoQueue.Core.Tests.Formats;

/// <summary>Messages of every format, damaged in every way that comes to mind: the reader reads them or says <see cref="MessageReadException"/>, and nothing else.</summary>
[Covers(typeof(JsonObjectParts))]
public sealed class HostileMessageTests
{
    private const string Secret = "hunter2hunter2";

    private static readonly EncryptionKey s_key = new("k1", new byte[32]);

    private static readonly object?[] s_values =
        [null, "", "x", "gzip", "br", "gzip+base64", "identity", "-1", "999999999999999999999", 0, -1, long.MaxValue, true, 1.5, new byte[] { 0xFF, 0xFE }, DateTimeOffset.UnixEpoch, new List<object?> { 1 }];

    private static readonly ReceivedMessage[] s_messages = [.. Messages()];

    [Fact]
    public void No_damage_makes_the_reader_throw_anything_else_or_quote_the_data()
    {
        var reader = new MessageReader(new MessageReaderOptions { Keys = new KeyRing(s_key), MaxDataBytes = 100_000 });
        Gen.Select(Gen.Int[0, s_messages.Length - 1], Gen.Int.Array[1, 6]).Sample(
            (index, damages) =>
            {
                var message = damages.Aggregate(s_messages[index], Damage);
                try
                {
                    reader.ReadMetadata(message);
                    reader.ReadData(message);
                    reader.Read<OrderPlaced>(message);
                }
                catch (MessageReadException error)
                {
                    Assert.DoesNotContain(Secret, error.ToString(), StringComparison.Ordinal);
                }
            },
            iter: 20_000);
    }

    private static ReceivedMessage Damage(ReceivedMessage message, int seed)
    {
        var random = new Random(seed);
        var body = message.Body.ToArray();
        var headers = new Dictionary<string, object?>(message.Headers, StringComparer.Ordinal);
        switch (random.Next(7))
        {
            case 0 when body.Length > 0:
                body[random.Next(body.Length)] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                body = body[..random.Next(body.Length + 1)];
                break;
            case 2:
                body = [.. body, .. body[random.Next(body.Length + 1)..]];
                break;
            case 3 when headers.Count > 0:
                headers.Remove(headers.Keys.ElementAt(random.Next(headers.Count)));
                break;
            case 4 when headers.Count > 0:
                headers[headers.Keys.ElementAt(random.Next(headers.Count))] = s_values[random.Next(s_values.Length)];
                break;
            case 5:
                return message with { ContentType = random.Next(3) switch { 0 => null, 1 => "application/cloudevents+json", _ => "text/plain" } };
            default:
                return message with { ContentEncoding = random.Next(4) switch { 0 => null, 1 => "gzip", 2 => "br", _ => "zstd" } };
        }

        return message with { Body = body, Headers = headers };
    }

    private static IEnumerable<ReceivedMessage> Messages()
    {
        foreach (var format in Enum.GetValues<MessageFormat>())
        {
            foreach (var algorithm in Enum.GetValues<CompressionAlgorithm>())
            {
                foreach (var encrypted in new[] { false, true })
                {
                    yield return new Shop().LandAsync(new OrderPlaced(42, Secret, new string('x', 200)), goqueue =>
                    {
                        goqueue.UseFormat(format).UseCompression(c => (c.Algorithm, c.Threshold) = (algorithm, 0));
                        if (encrypted)
                        {
                            goqueue.UseEncryption(s_key);
                        }
                    }).GetAwaiter().GetResult();
                }
            }
        }
    }
}
