using GoQueue.Core.Tests.Harness;
using GoQueue.InMemory;
using GoQueue.Publishing.Composition;
using Xunit;

namespace GoQueue.Core.Tests.Publishing;

[Covers<MessageComposer>]
public sealed class PublishHeadersTests
{
    [Fact]
    public void Headers_are_written_in_place()
    {
        var options = new PublishOptions { Headers = { ["tenant"] = "acme", ["attempt"] = 2 } };

        Assert.Equal(2, options.Headers.Count);
        Assert.Equal("acme", options.Headers["tenant"]);
        Assert.True(options.Headers.TryGetValue("attempt", out var attempt));
        Assert.Equal(2, attempt);
        Assert.False(options.Headers.TryGetValue("other", out _));
        Assert.Equal(["tenant", "attempt"], options.Headers.Select(static header => header.Key));
        Assert.Equal("tenant, attempt", options.Headers.ToString());
        Assert.Throws<KeyNotFoundException>(() => options.Headers["other"]);
        Assert.Throws<ArgumentException>(() => options.Headers.Add("tenant", "b"));
    }

    [Fact]
    public void A_dictionary_is_copied()
    {
        var dictionary = new Dictionary<string, object?> { ["tenant"] = "acme" };
        var options = new PublishOptions { Headers = dictionary };
        dictionary["tenant"] = "other";

        Assert.Equal("acme", options.Headers["tenant"]);
    }

    [Fact]
    public void Null_means_no_headers()
    {
        Dictionary<string, object?>? none = null;

        Assert.Empty(HeadersOf(new PublishOptions { Headers = null }));
        Assert.Empty(HeadersOf(new PublishOptions { Headers = none }));
        Assert.Empty(new PublishOptions().Headers);
        Assert.Throws<ArgumentNullException>(() => new PublishHeaders(null!));

        static PublishHeaders HeadersOf(PublishOptions options) => options.Headers;
    }

    [Fact]
    public void A_copy_by_with_has_headers_of_its_own_and_every_other_setting()
    {
        var original = new PublishOptions
        {
            MessageId = "m-1",
            Timestamp = DateTimeOffset.UnixEpoch,
            CorrelationId = "co",
            CausationId = "ca",
            ReplyTo = "r",
            Headers = { ["tenant"] = "acme" },
            Priority = EventPriority.High,
            Expiration = TimeSpan.FromSeconds(1),
            OrderingKey = "k",
            Mandatory = false,
            Timeout = TimeSpan.FromSeconds(2),
        };
        var copy = original with { };
        Assert.Equal(original, copy);
        Assert.Equal(original.GetHashCode(), copy.GetHashCode());

        copy.Headers["tenant"] = "other";
        Assert.Equal("acme", original.Headers["tenant"]);
        Assert.NotEqual(original, copy);

        // A setting that the copy constructor forgets is equal to the default, and the copy above would not be equal.
        foreach (var property in typeof(PublishOptions).GetProperties())
        {
            Assert.NotEqual(property.GetValue(new PublishOptions()), property.GetValue(original));
        }
    }

    [Fact]
    public void Headers_are_compared_by_content()
    {
        var one = new PublishOptions { Headers = { ["a"] = 1, ["b"] = new byte[] { 1, 2 }, ["c"] = new List<object?> { "x", new Dictionary<string, object?> { ["y"] = 1 } } } };
        var other = new PublishOptions { Headers = { ["c"] = new List<object?> { "x", new Dictionary<string, object?> { ["y"] = 1 } }, ["b"] = new byte[] { 1, 2 }, ["a"] = 1 } };

        Assert.Equal(one, other);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
        Assert.NotEqual(one, With("b", new byte[] { 1, 3 }));
        Assert.NotEqual(one, With("c", new List<object?> { "x", new Dictionary<string, object?> { ["y"] = 2 } }));
        Assert.NotEqual(one, With("d", null));

        // Asked for, but empty: the same settings as never asked for.
        var asked = new PublishOptions();
        Assert.Empty(asked.Headers);
        Assert.Equal(new PublishOptions(), asked);

        PublishOptions With(string name, object? value)
        {
            var changed = other with { };
            changed.Headers[name] = value;
            return changed;
        }
    }

    [Fact]
    public void Headers_that_hold_themselves_can_be_compared()
    {
        Assert.NotEqual(new PublishHeaders { ["loop"] = Loop() }, new PublishHeaders { ["loop"] = Loop() });

        static List<object?> Loop()
        {
            var list = new List<object?>();
            list.Add(list);
            return list;
        }
    }

    [Fact]
    public void Options_without_headers_allocate_none()
    {
        var options = new PublishOptions { MessageId = "m" };
        Assert.Null(options.ExistingHeaders);
        Assert.Equal(new PublishOptions { MessageId = "m" }, options with { });
        Assert.Null(options.ExistingHeaders);

        const int Count = 1000;
        var bare = Allocated(static () => new object());
        var made = Allocated(static () => new PublishOptions { MessageId = "m" });
        var asked = Allocated(static () => new PublishOptions { MessageId = "m" }.Headers);
        Assert.True(made > bare);
        Assert.True(asked - made > 100, $"{asked - made} bytes");

        static long Allocated(Func<object> make)
        {
            GC.KeepAlive(make());
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < Count; i++)
            {
                GC.KeepAlive(make());
            }

            return (GC.GetAllocatedBytesForCurrentThread() - before) / Count;
        }
    }

    [Fact]
    public async Task A_publish_copies_the_headers_when_it_is_called()
    {
        var broker = new InMemoryBroker();
        broker.DeclareExchange("shop.orders");
        var queue = broker.DeclareQueue("all");
        broker.Bind("all", "shop.orders", "#");
        var started = new TaskCompletionSource();
        await using var publisher = GoQueuePublisher.Create(goqueue => goqueue.UseInMemory(broker).Use(async (context, next) =>
        {
            await started.Task;
            await next(context);
        }));
        var options = new PublishOptions { Headers = { ["tenant"] = "acme" } };
        var publish = publisher.PublishAsync(Shop.Order, options);
        options.Headers["tenant"] = "other";
        options.Headers.Add("late", true);
        started.SetResult();
        await publish;

        var message = Assert.Single(queue.Messages);
        Assert.Equal("acme", message.Headers["tenant"]);
        Assert.False(message.Headers.ContainsKey("late"));
    }
}
