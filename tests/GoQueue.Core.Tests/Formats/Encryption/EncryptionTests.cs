using System.Security.Cryptography;
using System.Text;
using GoQueue.Core.Tests.Harness;
using GoQueue.Formats;
using GoQueue.Pipeline;
using Xunit;

namespace GoQueue.Core.Tests.Formats.Encryption;

public sealed class EncryptionTests
{
    private static readonly byte[] s_bytes = [.. Enumerable.Range(0, 32).Select(n => (byte)n)];
    private readonly Shop _shop = new();

    [Fact]
    public async Task The_layout_is_what_the_documentation_says()
    {
        // Decrypted with nothing of ours, from the description alone: what a consumer in another language would write.
        var message = await _shop.LandAsync(Shop.Order, goqueue => goqueue.UseFormat(MessageFormat.Raw).UseEncryption(new EncryptionKey("k1", s_bytes)));
        var associated = new MemoryStream();
        associated.WriteByte(0x01);
        foreach (var text in new[] { "msg-123", "shop.orders", "order.placed", "1.2", "k1", "", "application/json" })
        {
            var utf8 = Encoding.UTF8.GetBytes(text);
            associated.Write([(byte)(utf8.Length >> 24), (byte)(utf8.Length >> 16), (byte)(utf8.Length >> 8), (byte)utf8.Length]);
            associated.Write(utf8);
        }

        var body = message.Body.Span;
        var data = new byte[body.Length - 28];
        using var aes = new AesGcm(s_bytes, 16);
        aes.Decrypt(body[..12], body[12..^16], body[^16..], data, associated.ToArray());

        Assert.Equal("""{"orderId":42,"customer":"Ann \u0026 Bob","note":null}""", Encoding.UTF8.GetString(data));
    }

    [Fact]
    public async Task Nothing_of_the_data_lands_in_clear()
    {
        foreach (var format in Enum.GetValues<MessageFormat>())
        {
            var message = await _shop.LandAsync(new OrderPlaced(1, "hunter2", null), goqueue => goqueue.UseFormat(format).UseEncryption(new EncryptionKey("k1", s_bytes)));

            Assert.Equal(-1, message.Body.Span.IndexOf("hunter2"u8));
            Assert.DoesNotContain("hunter2", string.Join('|', message.Headers.Values), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Rotation_encrypts_with_the_new_key_and_reads_with_the_old_one()
    {
        var old = new EncryptionKey("2025", s_bytes);
        var current = new EncryptionKey("2026", RandomNumberGenerator.GetBytes(32));
        var before = await _shop.LandAsync(Shop.Order, goqueue => goqueue.UseEncryption(old));
        var after = await _shop.LandAsync(Shop.Order, goqueue => goqueue.UseEncryption(new KeyRing(current, old)));

        var reader = new MessageReader(new MessageReaderOptions { Keys = new KeyRing(current, old) });

        Assert.Equal("2025", before.Headers["key_id"]);
        Assert.Equal("2026", after.Headers["key_id"]);
        Assert.Equal(Shop.Order, reader.Read<OrderPlaced>(before).Message);
        Assert.Equal(Shop.Order, reader.Read<OrderPlaced>(after).Message);
    }

    [Fact]
    public async Task A_predicate_chooses_the_messages_but_never_excludes_a_marked_event()
    {
        void Configure(GoQueuePublisherBuilder goqueue) =>
            goqueue.UseEncryption(new EncryptionKey("k1", s_bytes), e => e.When = context => context.TryGetEvent<OrderPlaced>(out var order) && order.OrderId > 100);

        Assert.False((await _shop.LandAsync(new OrderPlaced(1, "", null), Configure)).Headers.ContainsKey("encrypted"));
        Assert.Equal(true, (await _shop.LandAsync(new OrderPlaced(101, "", null), Configure)).Headers["encrypted"]);
        Assert.Equal(true, (await _shop.LandAsync(new SecretNote("x"), Configure)).Headers["encrypted"]);
    }

    [Fact]
    public async Task A_marked_event_is_refused_without_keys()
    {
        var error = await Assert.ThrowsAsync<MessageRefusedException>(() => _shop.LandAsync(new SecretNote("hunter2")));

        Assert.Equal(
            "SecretNote, message msg-123 (shop.orders/note.written 2.0), is marked [Encrypted] and the publisher has no keys: call UseEncryption(…) on the builder.",
            error.Message);
        Assert.Equal(PublishOutcome.NotSent, error.Outcome);
        Assert.Equal(0, _shop.Queue.Count);
    }

    [Theory]
    [InlineData(16)]
    [InlineData(31)]
    [InlineData(33)]
    public void A_key_of_another_size_is_refused(int size)
    {
        var error = Assert.Throws<GoQueueConfigurationException>(() => new EncryptionKey("k1", new byte[size]));

        Assert.Equal($"The encryption key 'k1' has {size} bytes: AES-256 needs exactly 32; make one with RandomNumberGenerator.GetBytes(32).", error.Message);
    }

    [Fact]
    public void Two_keys_with_one_id_are_refused()
    {
        var error = Assert.Throws<GoQueueConfigurationException>(() => new KeyRing(new EncryptionKey("k", s_bytes), new EncryptionKey("k", new byte[32])));

        Assert.Equal("Two encryption keys have the id 'k': a reader could not tell them apart; give each its own.", error.Message);
    }

    [Fact]
    public async Task A_provider_that_throws_is_a_refusal_with_the_messages_identity()
    {
        var error = await Assert.ThrowsAsync<MessageRefusedException>(() => _shop.LandAsync(Shop.Order, goqueue => goqueue.UseEncryption(new NoKeys())));

        Assert.Equal(
            "OrderPlaced, message msg-123 (shop.orders/order.placed 1.2), was not sent: the key provider gave no key to encrypt it with (it failed with TimeoutException); correct the provider, or read the keys before publishing.",
            error.Message);
        Assert.Null(error.InnerException);
        Assert.DoesNotContain("vault", error.ToString().Split("   at ")[0], StringComparison.Ordinal);
        Assert.Equal(0, _shop.Queue.Count);
    }

    [Fact]
    public async Task A_provider_without_a_key_is_a_refusal_too()
    {
        var error = await Assert.ThrowsAsync<MessageRefusedException>(() => _shop.LandAsync(Shop.Order, goqueue => goqueue.UseEncryption(new NullKeys())));

        Assert.Contains("gave no key to encrypt it with (its Current is null)", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, _shop.Queue.Count);
    }

    [Fact]
    public async Task A_predicate_that_throws_sends_nothing_rather_than_clear_text()
    {
        var error = await Assert.ThrowsAsync<PublishStepFailedException>(
            () => _shop.LandAsync(Shop.Order, goqueue => goqueue.UseEncryption(new EncryptionKey("k1", s_bytes), e => e.When = _ => throw new TimeoutException("no"))));

        Assert.Equal(
            "OrderPlaced, message msg-123 (shop.orders/order.placed 1.2), was not sent: EncryptionOptions.When failed with TimeoutException; mend it, the inner exception shows where.",
            error.Message);
        Assert.Equal(PublishOutcome.NotSent, error.Outcome);
        Assert.Equal(0, _shop.Queue.Count);
    }

    [Fact]
    public async Task A_provider_that_throws_while_reading_is_typed()
    {
        var message = await _shop.LandAsync(Shop.Order, goqueue => goqueue.UseEncryption(new EncryptionKey("k1", s_bytes)));

        var error = Assert.Throws<MessageReadException>(() => new MessageReader(new MessageReaderOptions { Keys = new NoKeys() }).Read<OrderPlaced>(message));

        Assert.Equal(MessageReadFault.UnknownKey, error.Fault);
        Assert.Equal(
            "Message msg-123 is encrypted with the key 'k1' and the key provider failed with TimeoutException: correct it, or catch the exception there to see its text.", error.Message);
        Assert.Null(error.InnerException);
    }

    [Fact]
    public void A_key_never_shows_itself() => Assert.Equal("k1", new EncryptionKey("k1", s_bytes).ToString());

    private sealed class NoKeys : IKeyProvider
    {
        public EncryptionKey Current => throw new TimeoutException("the vault does not answer");

        public EncryptionKey? Find(string keyId) => throw new TimeoutException("the vault does not answer");
    }

    private sealed class NullKeys : IKeyProvider
    {
        public EncryptionKey Current => null!;

        public EncryptionKey? Find(string keyId) => null;
    }
}
