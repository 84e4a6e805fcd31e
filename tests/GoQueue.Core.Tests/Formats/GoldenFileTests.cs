using GoQueue.Core.Tests.Harness;
using GoQueue.Formats;
using GoQueue.Messages;
using GoQueue.Pipeline;
using Xunit;

namespace GoQueue.Core.Tests.Formats;

/// <summary>The bytes of WIRE's tables, for a fixed id and time.</summary>
[Covers<OutgoingMessage>]
public sealed class GoldenFileTests
{
    private readonly Shop _shop = new();

    [Theory]
    [InlineData(MessageFormat.GoQueueEnvelope, "envelope")]
    [InlineData(MessageFormat.CloudEventsBinary, "cloudevents-binary")]
    [InlineData(MessageFormat.CloudEventsStructured, "cloudevents-structured")]
    [InlineData(MessageFormat.Raw, "raw")]
    public async Task Each_format_lands_as_written_down(MessageFormat format, string name) =>
        GoldenFile.Check(await _shop.LandAsync(Shop.Order, goqueue => goqueue.UseFormat(format)), name);

    [Theory]
    [InlineData(MessageFormat.GoQueueEnvelope, "envelope-brotli")]
    [InlineData(MessageFormat.CloudEventsBinary, "cloudevents-binary-brotli")]
    [InlineData(MessageFormat.CloudEventsStructured, "cloudevents-structured-brotli")]
    [InlineData(MessageFormat.Raw, "raw-brotli")]
    public async Task Each_format_lands_compressed_as_written_down(MessageFormat format, string name) =>
        GoldenFile.Check(
            await _shop.LandAsync(
                new OrderPlaced(42, new string('x', 2000), null),
                goqueue => goqueue.UseFormat(format).UseCompression(o => o.Algorithm = CompressionAlgorithm.Brotli)),
            name);

    [Theory]
    [InlineData(MessageFormat.GoQueueEnvelope, "envelope-encrypted")]
    [InlineData(MessageFormat.CloudEventsBinary, "cloudevents-binary-encrypted")]
    [InlineData(MessageFormat.CloudEventsStructured, "cloudevents-structured-encrypted")]
    [InlineData(MessageFormat.Raw, "raw-encrypted")]
    public async Task Each_format_lands_encrypted_as_written_down_but_for_the_ciphertext(MessageFormat format, string name)
    {
        var key = new EncryptionKey("k1", new byte[32]);
        var message = await _shop.LandAsync(
            new OrderPlaced(42, new string('x', 2000), null),
            goqueue => goqueue.UseFormat(format).UseEncryption(key).UseCompression(o => o.Algorithm = CompressionAlgorithm.Brotli));

        GoldenFile.Check(message with { Body = Ciphertext.Mask(message.Body) }, name);
    }
}
