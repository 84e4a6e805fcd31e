using System.IO.Compression;
using CsCheck;
using GoQueue.Core.Tests.Harness;
using GoQueue.Formats;
using GoQueue.Pipeline;
using Xunit;

namespace GoQueue.Core.Tests.Formats.Compression;

public sealed class CompressionTests
{
    private static readonly MessageReader s_reader = new();
    private readonly Shop _shop = new();

    [Fact]
    public async Task Data_below_the_threshold_is_sent_as_it_is()
    {
        var order = new OrderPlaced(1, new string('x', 800), null);

        var below = await _shop.LandAsync(order, goqueue => goqueue.UseCompression());
        var above = await _shop.LandAsync(order, goqueue => goqueue.UseCompression(o => o.Threshold = 500));

        Assert.False(below.Headers.ContainsKey("encoding"));
        Assert.Equal("gzip+base64", above.Headers["encoding"]);
    }

    [Fact]
    public async Task The_level_changes_the_size()
    {
        var random = new Random(1);
        var order = new OrderPlaced(1, string.Concat(Enumerable.Range(0, 4000).Select(_ => random.Next(100).ToString(System.Globalization.CultureInfo.InvariantCulture))), null);

        var fastest = await _shop.LandAsync(order, goqueue => goqueue.UseCompression(o => o.Level = CompressionLevel.Fastest));
        var smallest = await _shop.LandAsync(order, goqueue => goqueue.UseCompression(o => o.Level = CompressionLevel.SmallestSize));

        Assert.True(smallest.Body.Length < fastest.Body.Length, $"{smallest.Body.Length} < {fastest.Body.Length}");
    }

    [Fact]
    public void No_message_becomes_larger_by_compression()
    {
        var key = new EncryptionKey("k", new byte[32]);
        var formats = Enum.GetValues<MessageFormat>();
        Gen.Select(Gen.Int[0, 3].Select(n => formats[n]), Gen.Bool.Select(gzip => gzip ? CompressionAlgorithm.Gzip : CompressionAlgorithm.Brotli), Gen.Int[0, 400], Gen.Int[0, 64], Gen.Bool, Gen.Int)
            .Sample(
                (format, algorithm, length, spread, encrypted, seed) =>
                {
                    var random = new Random(seed);
                    var text = string.Create(length * 4, (random, spread), static (span, state) =>
                    {
                        foreach (ref var letter in span)
                        {
                            letter = (char)('0' + state.random.Next(state.spread + 1));
                        }
                    });
                    var order = new OrderPlaced(1, text, null);
                    var shop = new Shop();
                    var plain = shop.LandAsync(order, Configure(null)).GetAwaiter().GetResult();
                    var compressed = shop.LandAsync(order, Configure(algorithm)).GetAwaiter().GetResult();

                    Assert.True(Size(compressed) <= Size(plain), $"{Size(compressed)} <= {Size(plain)}");
                    Assert.Equal(order, new MessageReader(new MessageReaderOptions { Keys = new KeyRing(key) }).Read<OrderPlaced>(compressed).Message);

                    Action<GoQueuePublisherBuilder> Configure(CompressionAlgorithm? chosen) => goqueue =>
                    {
                        goqueue.UseFormat(format);
                        if (encrypted)
                        {
                            goqueue.UseEncryption(key);
                        }

                        if (chosen is { } one)
                        {
                            goqueue.UseCompression(o => (o.Algorithm, o.Threshold) = (one, 0));
                        }
                    };
                },
                iter: 300,
                threads: 1);

        // As AMQP 0-9-1 writes them: a length and the name; a type, then 4 bytes of length and the text, or 8 bytes of number.
        static int Size(ReceivedMessage message) => message.Body.Length
            + (message.ContentEncoding?.Length + 1 ?? 0)
            + message.Headers.Sum(header => header.Key.Length + 2 + (header.Value is string text ? 4 + text.Length : 8));
    }

    [Fact]
    public async Task An_event_chooses_its_own_compression()
    {
        var order = new OrderPlaced(1, new string('x', 5000), null);

        var brotli = await _shop.LandAsync(order, goqueue => goqueue.UseCompression().ForEvent<OrderPlaced>(e => e.Compression = CompressionAlgorithm.Brotli));
        var none = await _shop.LandAsync(order, goqueue => goqueue.UseCompression().ForEvent<OrderPlaced>(e => e.Compression = CompressionAlgorithm.None));
        var alone = await _shop.LandAsync(order, goqueue => goqueue.ForEvent<OrderPlaced>(e => e.Compression = CompressionAlgorithm.Gzip));

        Assert.Equal("br+base64", brotli.Headers["encoding"]);
        Assert.False(none.Headers.ContainsKey("encoding"));
        Assert.Equal("gzip+base64", alone.Headers["encoding"]);
        Assert.Equal(order, s_reader.Read<OrderPlaced>(alone).Message);
    }

    [Fact]
    public void A_negative_threshold_is_refused()
    {
        var error = Assert.Throws<GoQueueConfigurationException>(() => _shop.Publisher(goqueue => goqueue.UseCompression(o => o.Threshold = -1)));

        Assert.Equal("CompressionOptions.Threshold is -1: it must be zero or more bytes.", error.Message);
    }

    [Fact]
    public void Algorithms_and_levels_that_are_none_are_refused()
    {
        Assert.Equal("CompressionOptions.Algorithm is 9, which is no algorithm: choose a member of CompressionAlgorithm.", Refused(goqueue => goqueue.UseCompression(o => o.Algorithm = (CompressionAlgorithm)9)));
        Assert.Equal("CompressionOptions.Level is 9, which is no level: choose a member of CompressionLevel.", Refused(goqueue => goqueue.UseCompression(o => o.Level = (CompressionLevel)9)));
        Assert.Equal(
            "ForEvent<OrderPlaced>: Compression is 9, which is no algorithm: choose a member of CompressionAlgorithm.",
            Refused(goqueue => goqueue.ForEvent<OrderPlaced>(e => e.Compression = (CompressionAlgorithm)9)));

        string Refused(Action<GoQueuePublisherBuilder> configure) => Assert.Throws<GoQueueConfigurationException>(() => _shop.Publisher(configure)).Message;
    }
}
