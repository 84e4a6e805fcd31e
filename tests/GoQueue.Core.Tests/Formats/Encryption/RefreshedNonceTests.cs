using GoQueue.Core.Tests.Harness;
using GoQueue.Formats;
using GoQueue.Formats.Encryption;
using GoQueue.Pipeline;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace GoQueue.Core.Tests.Formats.Encryption;

/// <summary>A key that is read again is the same key: its nonces go on where they were.</summary>
public sealed class RefreshedNonceTests
{
    private readonly Shop _shop = new();

    [Fact]
    public async Task A_refresh_that_brings_the_same_key_goes_on_with_its_nonces()
    {
        var time = new FakeTimeProvider();
        var bytes = System.Security.Cryptography.RandomNumberGenerator.GetBytes(32);
        var loads = 0;
        await using var keys = await RefreshingKeyProvider.StartAsync(
            _ =>
            {
                Interlocked.Increment(ref loads);
                return ValueTask.FromResult(new KeyRing(new EncryptionKey("k1", bytes)));
            },
            TimeSpan.FromMinutes(1),
            time,
            cancellationToken: TestContext.Current.CancellationToken);
        var before = await NonceAsync(keys);
        var first = keys.Current;

        time.Advance(TimeSpan.FromMinutes(1));
        while (ReferenceEquals(first, keys.Current))
        {
            await Task.Yield();
        }

        var after = await NonceAsync(keys);

        Assert.Equal(2, Volatile.Read(ref loads));
        Assert.Equal(before.Prefix, after.Prefix);
        Assert.Equal(before.Counter + 1, after.Counter);
    }

    [Fact]
    public async Task A_key_that_leaves_and_returns_goes_on_with_its_nonces()
    {
        var bytes = System.Security.Cryptography.RandomNumberGenerator.GetBytes(32);
        var old = new EncryptionKey("a", bytes);
        var before = await NonceAsync(new KeyRing(old));
        await NonceAsync(new KeyRing(new EncryptionKey("b", System.Security.Cryptography.RandomNumberGenerator.GetBytes(32)), old));

        var after = await NonceAsync(new KeyRing(new EncryptionKey("a", bytes)));

        Assert.Equal((before.Prefix, before.Counter + 1), (after.Prefix, after.Counter));
        GC.KeepAlive(old);
    }

    [Fact]
    public async Task Two_keys_with_other_bytes_have_nonces_of_their_own()
    {
        var one = await NonceAsync(new KeyRing(new EncryptionKey("k", System.Security.Cryptography.RandomNumberGenerator.GetBytes(32))));
        var other = await NonceAsync(new KeyRing(new EncryptionKey("k", System.Security.Cryptography.RandomNumberGenerator.GetBytes(32))));

        Assert.NotEqual(one.Prefix, other.Prefix);
    }

    [Fact]
    public void Keys_that_nobody_uses_any_more_are_forgotten()
    {
        for (var i = 0; i < 500; i++)
        {
            _ = new EncryptionKey("k", System.Security.Cryptography.RandomNumberGenerator.GetBytes(32));
            if (i % 100 == 0)
            {
                GC.Collect();
            }
        }

        Assert.InRange(NonceSequences.Count, 0, 400);
    }

    private async Task<(ulong Prefix, uint Counter)> NonceAsync(IKeyProvider keys)
    {
        var message = await _shop.LandAsync(Shop.Order, goqueue => goqueue.UseEncryption(keys).UseFormat(MessageFormat.Raw));
        var nonce = message.Body.Span[..12];
        return (System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(nonce), System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(nonce[8..]));
    }
}
