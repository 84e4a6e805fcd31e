using GoQueue.Formats.Encryption;
using Xunit;

namespace GoQueue.Core.Tests.Formats.Encryption;

public sealed class NonceSequenceTests
{
    [Fact]
    public void The_counter_counts_and_the_prefix_stays()
    {
        var nonces = new NonceSequence();
        var (first, second) = (Next(nonces), Next(nonces));

        Assert.Equal(first[..16], second[..16]);
        Assert.Equal("00000000", first[16..]);
        Assert.Equal("00000001", second[16..]);
    }

    [Fact]
    public void A_used_up_counter_starts_anew_under_another_prefix()
    {
        var nonces = new NonceSequence(uint.MaxValue);
        var (last, next) = (Next(nonces), Next(nonces));

        Assert.Equal("FFFFFFFF", last[16..]);
        Assert.Equal("00000000", next[16..]);
        Assert.NotEqual(last[..16], next[..16]);
    }

    [Fact]
    public void Two_sequences_of_one_key_do_not_meet() => Assert.NotEqual(Next(new NonceSequence())[..16], Next(new NonceSequence())[..16]);

    [Fact]
    public void A_prefix_is_counted_up_from_the_last_one_of_the_process()
    {
        var first = Convert.ToUInt64(Next(new NonceSequence())[..16], 16);
        var next = Convert.ToUInt64(Next(new NonceSequence())[..16], 16);

        // Tests beside this one may take some in between.
        Assert.InRange(unchecked(next - first), 1ul, 1_000_000ul);
    }

    [Fact]
    public void No_nonce_comes_twice_where_threads_step_over_the_end_together()
    {
        const int Threads = 8;
        const int Each = 20_000;
        var nonces = new NonceSequence(uint.MaxValue - (Threads * Each / 2));
        var taken = new string[Threads][];

        Parallel.For(0, Threads, new ParallelOptions { MaxDegreeOfParallelism = Threads }, thread =>
        {
            taken[thread] = new string[Each];
            for (var i = 0; i < Each; i++)
            {
                taken[thread][i] = Next(nonces);
            }
        });

        var all = taken.SelectMany(one => one).ToList();
        Assert.Equal(Threads * Each, all.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(2, all.Select(nonce => nonce[..16]).Distinct(StringComparer.Ordinal).Count());
    }

    private static string Next(NonceSequence nonces)
    {
        Span<byte> nonce = stackalloc byte[12];
        nonces.Next(nonce);
        return Convert.ToHexString(nonce);
    }
}
