using GoQueue.Pipeline;
using Xunit;

namespace GoQueue.Testing.Tests;

public sealed class AssertionTests
{
    [Fact]
    public async Task A_failed_expectation_lists_everything_that_was_published()
    {
        await using var harness = GoQueueTestHarness.Create();
        await harness.Publisher.PublishOrderPlacedAsync(new(1, 9.5m), new PublishOptions { MessageId = "m-1" });
        await harness.Publisher.PublishOrderPlacedAsync(new(2, 12m), new PublishOptions { MessageId = "m-2" });

        var failure = Assert.Throws<GoQueueTestException>(() => harness.Single<UserCreated>());

        Assert.Matches(
            """
            ^Expected one UserCreated \(users/user\.created 1\.0\), found none\.
            Published, in order:
              1\. OrderPlaced \(orders/order\.placed 1\.2\), message m-1, to orders with order\.placed
                 \{"id":"m-1",.*"data":\{"number":1,"total":9\.5\},.*\}
              2\. OrderPlaced \(orders/order\.placed 1\.2\), message m-2, to orders with order\.placed
                 \{"id":"m-2",.*\}$
            """,
            failure.Message);
    }

    [Fact]
    public async Task A_failed_expectation_shows_no_sensitive_or_encrypted_member()
    {
        await using var harness = GoQueueTestHarness.Create(goqueue => goqueue.UseEncryption(new EncryptionKey("k", new byte[32])));
        await harness.Publisher.PublishUserRegisteredAsync(new("ann@example.com", "Ann", "4111"));

        var failure = Assert.Throws<GoQueueTestException>(() => harness.None());

        Assert.EndsWith("""data: {"email":"***","name":"Ann","card":"***"}""", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_expectation_shows_data_of_untyped_messages_on_request_only()
    {
        await using var harness = GoQueueTestHarness.Create();
        await harness.Publisher.PublishAsync(GoQueueMessage.Create().Id("m-1").Topic("users").Action("user.created").Data("""{"iban":"s3cret"}"""u8).Build());

        var hidden = Assert.Throws<GoQueueTestException>(() => harness.None());
        harness.LogUntypedData = true;
        var shown = Assert.Throws<GoQueueTestException>(() => harness.None());

        Assert.DoesNotContain("s3cret", hidden.Message, StringComparison.Ordinal);
        Assert.EndsWith(" bytes of application/json, not shown (GoQueueTestHarness.LogUntypedData)", hidden.Message, StringComparison.Ordinal);
        Assert.Contains("""{"iban":"s3cret"}""", shown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_expectation_shows_names_without_format_characters()
    {
        await using var harness = GoQueueTestHarness.Create();
        await harness.Publisher.PublishAsync(GoQueueMessage.Create().Id("m\u202E1").Topic("us\u200Bers").Action("a\u2066b").Data("1"u8).Build());

        var failure = Assert.Throws<GoQueueTestException>(() => harness.None());

        Assert.Contains(@"message m\u202E1, to us\u200Bers with a\u2066b", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(failure.Message, static c => char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.Format);
    }

    [Fact]
    public async Task Two_are_not_one()
    {
        await using var harness = GoQueueTestHarness.Create();
        await harness.Publisher.PublishOrderPlacedAsync(new(1, 1));
        await harness.Publisher.PublishOrderPlacedAsync(new(2, 1));

        var failure = Assert.Throws<GoQueueTestException>(() => harness.Single<OrderPlaced>());
        var withCondition = Assert.Throws<GoQueueTestException>(() => harness.Single<OrderPlaced>(order => order.Total == 1));

        Assert.StartsWith("Expected one OrderPlaced (orders/order.placed 1.2), found 2.\n", failure.Message, StringComparison.Ordinal);
        Assert.StartsWith("Expected one OrderPlaced (orders/order.placed 1.2) that meets the condition, found 2.\n", withCondition.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_said_to_be_nothing()
    {
        await using var harness = GoQueueTestHarness.Create();

        harness.None();
        harness.None<UserCreated>();
        var failure = Assert.Throws<GoQueueTestException>(() => harness.Single<UserCreated>());

        Assert.EndsWith("found none.\nNothing was published.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task None_fails_where_there_is_one()
    {
        await using var harness = GoQueueTestHarness.Create();
        await harness.Publisher.PublishOrderPlacedAsync(new(1, 1));

        var ofKind = Assert.Throws<GoQueueTestException>(() => harness.None<OrderPlaced>());
        var ofAny = Assert.Throws<GoQueueTestException>(harness.None);
        harness.None<UserCreated>();
        harness.None<OrderPlaced>(order => order.Number == 2);

        Assert.StartsWith("Expected no OrderPlaced (orders/order.placed 1.2), found 1.\n", ofKind.Message, StringComparison.Ordinal);
        Assert.StartsWith("Expected nothing, found 1.\n", ofAny.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_body_is_cut()
    {
        await using var harness = GoQueueTestHarness.Create();
        await harness.Publisher.PublishUserCreatedAsync(new(Guid.Empty, new string('x', 10_000)));

        var failure = Assert.Throws<GoQueueTestException>(harness.None);

        Assert.Contains("xxx… (10", failure.Message, StringComparison.Ordinal);
        Assert.True(failure.Message.Length < 1_000);
    }

    [Fact]
    public async Task Waiting_ends_when_enough_is_there()
    {
        await using var harness = GoQueueTestHarness.Create();
        await harness.Publisher.PublishOrderPlacedAsync(new(1, 1));
        var waiting = harness.WaitForAsync<OrderPlaced>(count: 3);

        await harness.Publisher.PublishUserCreatedAsync(new(Guid.Empty, "Ann"));
        await harness.Publisher.PublishOrderPlacedAsync(new(2, 1));
        Assert.False(waiting.IsCompleted);
        await harness.Publisher.PublishOrderPlacedAsync(new(3, 1));

        Assert.Equal([1, 2, 3], (await waiting).Select(message => message.Event.Number));
    }

    [Fact]
    public async Task Waiting_in_vain_ends_with_everything_that_came()
    {
        await using var harness = GoQueueTestHarness.Create();
        await harness.Publisher.PublishOrderPlacedAsync(new(1, 1));

        var failure = await Assert.ThrowsAsync<GoQueueTestException>(() => harness.WaitForAsync<OrderPlaced>(2, TimeSpan.FromMilliseconds(20)));

        Assert.StartsWith("Waited 0.02 s for 2 OrderPlaced (orders/order.placed 1.2), found 1.\nPublished, in order:\n  1. ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Waiting_can_be_cancelled()
    {
        await using var harness = GoQueueTestHarness.Create();
        using var cancellation = new CancellationTokenSource();
        var waiting = harness.WaitForAsync<OrderPlaced>(cancellationToken: cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task A_count_below_one_is_refused()
    {
        await using var harness = GoQueueTestHarness.Create();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => harness.WaitForAsync<OrderPlaced>(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => harness.FailNext(PublishFault.Nack, times: 0));
    }
}
