using System.Data.Common;
using System.Transactions;
using GoQueue.Outbox.Tests.Databases;
using GoQueue.Testing;

namespace GoQueue.Outbox.Tests;

/// <summary>What an outbox does in every database, over the test harness.</summary>
public abstract class OutboxTests(Func<Task<TestDatabase>> create) : IAsyncLifetime
{
    private TestDatabase _database = null!;

    protected TestDatabase Database => _database;

    public async ValueTask InitializeAsync() => _database = await create();

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_committed_event_is_published_and_its_row_deleted()
    {
        await using OutboxScene scene = await OutboxScene.StartAsync(_database);

        EnqueuedMessage enqueued = await scene.PlaceAsync(new OrderPlaced("anna", 1));

        await scene.Harness.WaitForAsync<OrderPlaced>();
        await scene.IsEmptyAsync();
        Assert.Equal(enqueued.MessageId, scene.Harness.Single<OrderPlaced>().MessageId);
    }

    [Fact]
    public async Task A_rolled_back_event_is_never_published()
    {
        await using OutboxScene scene = await OutboxScene.StartAsync(_database);

        await scene.PlaceAsync(new OrderPlaced("anna", 1), commit: false);
        await scene.PlaceAsync(new OrderPlaced("anna", 2));

        await scene.Harness.WaitForAsync<OrderPlaced>();
        await scene.IsEmptyAsync();
        Assert.Equal([2], scene.Numbers());
    }

    [Fact]
    public async Task An_event_behind_a_savepoint_is_rolled_back_with_it()
    {
        await using OutboxScene scene = await OutboxScene.StartAsync(_database);
        await using DbConnection connection = await _database.OpenAsync();
        await using (DbTransaction transaction = await connection.BeginTransactionAsync())
        {
            await scene.Outbox.EnqueueAsync(transaction, new OrderPlaced("anna", 1));
            await transaction.SaveAsync("before");
            await scene.Outbox.EnqueueAsync(transaction, new OrderPlaced("anna", 2));
            await transaction.RollbackAsync("before");
            await scene.Outbox.EnqueueAsync(transaction, new OrderPlaced("anna", 3));
            await transaction.CommitAsync();
        }

        await scene.Harness.WaitForAsync<OrderPlaced>(2);
        await scene.IsEmptyAsync();
        Assert.Equal([1, 3], scene.Numbers());
    }

    [Fact]
    public async Task A_batch_is_written_as_a_whole_and_in_order()
    {
        await using OutboxScene scene = await OutboxScene.StartAsync(_database);
        await using DbConnection connection = await _database.OpenAsync();
        IReadOnlyList<EnqueuedMessage> enqueued;
        await using (DbTransaction transaction = await connection.BeginTransactionAsync())
        {
            var batch = new PublishBatch().AddRange(Enumerable.Range(1, 300).Select(static number => new OrderPlaced("anna", number)));
            batch.Add((IGoQueueEvent)new OrderPlaced("anna", 301));
            batch.Add(GoQueueMessage.Create().Topic("orders").Action("order.placed").Data("{}"u8.ToArray()).Build());
            enqueued = await scene.Outbox.EnqueueAsync(transaction, batch);
            await transaction.CommitAsync();
        }

        await scene.IsEmptyAsync();
        Assert.Equal(302, enqueued.Count);
        Assert.Equal(Enumerable.Range(1, 301), scene.Numbers());
        Assert.Equal(enqueued.Select(static one => one.MessageId).Order(), scene.Harness.Published().Select(static one => one.MessageId).Order());
    }

    [Fact]
    public async Task An_invalid_event_writes_nothing()
    {
        await using OutboxScene scene = await OutboxScene.StartAsync(_database);
        await using DbConnection connection = await _database.OpenAsync();
        await using DbTransaction transaction = await connection.BeginTransactionAsync();

        await Assert.ThrowsAsync<EventValidationException>(
            async () => await scene.Outbox.EnqueueAsync(transaction, new PublishBatch().Add(new OrderPlaced("anna", 1)).Add(new OrderNoted(""))));
        await transaction.CommitAsync();

        Assert.Equal(0, await _database.PendingAsync());
    }

    [Fact]
    public async Task An_ended_transaction_is_refused_and_nothing_is_written_outside_of_it()
    {
        await using OutboxScene scene = await OutboxScene.StartAsync(_database);
        await using DbConnection connection = await _database.OpenAsync();
        await using DbTransaction transaction = await connection.BeginTransactionAsync();
        await transaction.CommitAsync();

        OutboxTransactionException refused = await Assert.ThrowsAsync<OutboxTransactionException>(
            async () => await scene.Outbox.EnqueueAsync(transaction, new OrderPlaced("anna", 1)));

        Assert.Contains("has ended", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, await _database.PendingAsync());
    }

    [Fact]
    public async Task No_transaction_at_all_is_refused()
    {
        await using OutboxScene scene = await OutboxScene.StartAsync(_database);
        await using DbConnection connection = await _database.OpenAsync();

        await Assert.ThrowsAsync<ArgumentNullException>(async () => await scene.Outbox.EnqueueAsync((DbTransaction?)null, new OrderPlaced("anna", 1)));
        await Assert.ThrowsAsync<OutboxTransactionException>(
            async () => await scene.Outbox.EnqueueAsync(EnqueueTarget.Ambient(connection), new OrderPlaced("anna", 1)));
    }

    [Fact]
    public async Task A_missing_table_fails_the_transaction_with_the_cure()
    {
        await using OutboxScene scene = await OutboxScene.StartAsync(_database, options: static options => options.Relay = RelayMode.Never);
        await _database.ExecuteAsync($"drop table {_database.Prefix}outbox");
        await using DbConnection connection = await _database.OpenAsync();
        await using DbTransaction transaction = await connection.BeginTransactionAsync();

        OutboxUnavailableException failed = await Assert.ThrowsAsync<OutboxUnavailableException>(
            async () => await scene.Outbox.EnqueueAsync(transaction, new OrderPlaced("anna", 1)));

        Assert.Contains("run the outbox's schema script", failed.Message, StringComparison.Ordinal);
        Assert.IsAssignableFrom<DbException>(failed.InnerException);
    }

    [Fact]
    public async Task Messages_of_one_key_keep_their_order_when_one_is_rejected()
    {
        await using OutboxScene scene = await OutboxScene.StartAsync(_database);
        scene.Harness.FailNext<OrderPlaced>(PublishFault.Nack);

        await scene.PlaceAllAsync(Enumerable.Range(1, 40).Select(static number => new OrderPlaced(number % 2 == 0 ? "anna" : "ben", number)));

        await scene.IsEmptyAsync();
        Assert.Equal(Enumerable.Range(1, 20).Select(static n => n * 2), scene.Numbers("anna"));
        Assert.Equal(Enumerable.Range(0, 20).Select(static n => (n * 2) + 1), scene.Numbers("ben"));
    }

    [Fact]
    public async Task A_message_that_is_rejected_too_often_fails_and_the_next_of_its_key_goes_on()
    {
        await using OutboxScene scene = await OutboxScene.StartAsync(_database, options: static options => options.MaxAttempts = 1);
        using IDisposable fault = scene.Harness.FailWhen(PublishFault.Nack, static message => message.TryGetEvent<OrderPlaced>(out var order) && order.Number == 2);

        await scene.PlaceAllAsync(Enumerable.Range(1, 3).Select(static number => new OrderPlaced("anna", number)));

        await scene.IsEmptyAsync();
        Assert.Equal([1, 3], scene.Numbers());
        HeldMessage held = Assert.Single(await scene.Admin.ListAsync().ToListAsync());
        Assert.Equal((HeldState.Failed, "MessageRejected", 1), (held.State, held.ErrorKind, held.Attempts));

        fault.Dispose();
        Assert.Equal(1, await scene.Admin.ReplayAsync(new HeldFilter { HeldId = held.HeldId }));
        await scene.IsEmptyAsync();
        Assert.Equal([1, 3, 2], scene.Numbers());
        Assert.Equal(0, await _database.HeldAsync());
    }

    [Fact]
    public async Task A_failed_message_stops_its_key_where_that_is_wanted_until_it_is_discarded()
    {
        await using OutboxScene scene = await OutboxScene.StartAsync(_database, options: static options =>
        {
            options.MaxAttempts = 1;
            options.WhenFailed = FailedKeys.Stop;
        });
        using IDisposable fault = scene.Harness.FailWhen(PublishFault.Nack, static message => message.TryGetEvent<OrderPlaced>(out var order) && order.Number == 1);

        await scene.PlaceAllAsync([new OrderPlaced("anna", 1), new OrderPlaced("anna", 2), new OrderPlaced("ben", 3)]);

        await Eventually.HoldsAsync(async () => await _database.HeldAsync("state = 3") == 1 && await _database.HeldAsync("state = 2") == 1, "a failed row and one behind it");
        await scene.Harness.WaitForAsync<OrderPlaced>();
        Assert.Equal([3], scene.Numbers());

        Assert.Equal(1, await scene.Admin.ReplayAsync(new HeldFilter { State = HeldState.Failed }));
        fault.Dispose();
        await Eventually.HoldsAsync(async () => await _database.HeldAsync() == 0 || await scene.Admin.ReplayAsync(new HeldFilter { State = HeldState.Failed }) >= 0, "a replay");
        await scene.IsEmptyAsync();
        Assert.Equal([1, 2], scene.Numbers("anna"));
    }

    [Fact]
    public async Task An_unroutable_message_waits_with_its_route_and_costs_no_attempt()
    {
        await using OutboxScene scene = await OutboxScene.StartAsync(_database);
        using IDisposable fault = scene.Harness.FailWhen(PublishFault.Unroutable, static message => message.RoutingKey == "order.placed");

        await scene.PlaceAllAsync(Enumerable.Range(1, 20).Select(static number => new OrderPlaced(null, number)));
        await using DbConnection connection = await _database.OpenAsync();
        await using (DbTransaction transaction = await connection.BeginTransactionAsync())
        {
            await scene.Outbox.EnqueueAsync(transaction, new OrderNoted("other"));
            await transaction.CommitAsync();
        }

        await scene.Harness.WaitForAsync<OrderNoted>();
        await Eventually.HoldsAsync(async () => await _database.HeldAsync("state = 1 and attempts = 0") == 20, "twenty rows that wait");

        fault.Dispose();
        await scene.IsEmptyAsync();
        Assert.Equal(Enumerable.Range(1, 20), scene.Numbers().Order());
    }

    [Fact]
    public async Task A_corrupt_row_fails_at_once_and_keeps_nothing_up()
    {
        await using OutboxScene scene = await OutboxScene.StartAsync(_database, options: static options => options.Relay = RelayMode.Never);
        await scene.PlaceAllAsync(Enumerable.Range(1, 3).Select(static number => new OrderPlaced("anna", number)));
        await _database.ExecuteAsync($"update {_database.Prefix}outbox set body = envelope where id = 2");
        await using OutboxScene relay = await OutboxScene.StartAsync(_database);

        await relay.IsEmptyAsync();
        Assert.Equal(2, relay.Harness.Published().Count);
        HeldMessage held = Assert.Single(await relay.Admin.ListAsync().ToListAsync());
        Assert.Equal("Corrupt", held.ErrorKind);
    }

    [Fact]
    public async Task A_publisher_without_mandatory_messages_gets_no_outbox()
    {
        GoQueueConfigurationException refused = await Assert.ThrowsAsync<GoQueueConfigurationException>(
            () => OutboxScene.StartAsync(_database, publisher: static goqueue => goqueue.Configure(static options => options.Mandatory = false)));

        Assert.Contains("Mandatory", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_schema_fails_the_start_with_the_cure()
    {
        GoQueueConfigurationException refused = await Assert.ThrowsAsync<GoQueueConfigurationException>(
            () => OutboxScene.StartAsync(_database, options: static options => options.CreateSchema = SchemaCreation.Never));

        Assert.Contains("run its script", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Middleware_runs_once_at_enqueue_and_knows_where_the_message_goes()
    {
        var seen = new List<(PublishDestination Destination, bool HasReceipt)>();
        await using OutboxScene scene = await OutboxScene.StartAsync(_database, publisher: goqueue => goqueue.Use(async (context, next) =>
        {
            context.Headers["tenant"] = "acme";
            await next(context);
            seen.Add((context.Destination, context.Receipt is not null));
        }));

        await scene.PlaceAsync(new OrderPlaced("anna", 1));
        await scene.Harness.WaitForAsync<OrderPlaced>();

        Assert.Equal([(PublishDestination.Outbox, false)], seen);
        Assert.Equal("acme", scene.Harness.Single<OrderPlaced>().Headers["tenant"]);
    }

    [Fact]
    public async Task Two_relays_share_the_work_one_at_a_time_and_the_second_takes_over()
    {
        await using OutboxScene first = await OutboxScene.StartAsync(_database);
        await Eventually.HoldsAsync(() => first.Instance.Monitor.IsRelaying, "the first relay to have the lease");
        await using OutboxScene second = await OutboxScene.StartAsync(_database);
        await second.PlaceAsync(new OrderPlaced("anna", 1));
        await first.IsEmptyAsync();
        Assert.Single(first.Harness.Published());
        Assert.Empty(second.Harness.Published());

        await first.StopAsync();
        await second.PlaceAsync(new OrderPlaced("anna", 2));
        await second.IsEmptyAsync();
        Assert.Single(second.Harness.Published());
    }

    [Fact]
    public async Task Enqueueing_works_while_the_broker_is_away_and_costs_no_attempt()
    {
        await using OutboxScene scene = await OutboxScene.StartAsync(_database);
        using IDisposable fault = scene.Harness.FailWhen(PublishFault.BlockedFailFast, static _ => true);
        await scene.PlaceAllAsync(Enumerable.Range(1, 50).Select(static number => new OrderPlaced("anna", number)));
        await Eventually.HoldsAsync(() => scene.Instance.Monitor.PausedBecause is not null, "the relay to pause");
        Assert.Equal(50, await _database.PendingAsync());

        fault.Dispose();
        await scene.IsEmptyAsync();
        Assert.Equal(Enumerable.Range(1, 50), scene.Numbers());
        Assert.Equal(0, await _database.HeldAsync());
    }

    [Fact]
    public async Task A_key_with_many_rows_is_drained_in_order_beside_others()
    {
        await using OutboxScene scene = await OutboxScene.StartAsync(_database, options: static options => options.WindowRows = 64);
        for (int part = 0; part < 10; part++)
        {
            await scene.PlaceAllAsync(Enumerable.Range(part * 100, 100).Select(static number => new OrderPlaced(number % 10 == 0 ? "ben" : "anna", number)));
        }

        await scene.IsEmptyAsync();
        Assert.Equal(Enumerable.Range(0, 1000).Where(static n => n % 10 != 0), scene.Numbers("anna"));
        Assert.Equal(Enumerable.Range(0, 100).Select(static n => n * 10), scene.Numbers("ben"));
    }

    [Fact]
    public async Task What_lands_is_what_a_direct_publish_would_have_landed()
    {
        await using OutboxScene scene = await OutboxScene.StartAsync(_database);
        var options = new PublishOptions
        {
            MessageId = "same",
            Timestamp = new DateTimeOffset(2026, 12, 1, 8, 0, 0, TimeSpan.FromHours(2)),
            CorrelationId = "c",
            CausationId = "d",
            ReplyTo = "answers",
            Expiration = TimeSpan.FromMinutes(5),
            Priority = EventPriority.Low,
            Headers = { ["number"] = 7L, ["list"] = new List<object?> { 1, "two", 3.0, null }, ["decimal"] = 1.5m, ["bytes"] = new byte[] { 1, 2 } },
        };
        await scene.Publisher.PublishAsync(new OrderPlaced("anna", 1), options);

        await scene.PlaceAsync(new OrderPlaced("anna", 1), options: options);
        await scene.Harness.WaitForAsync<OrderPlaced>(2);

        var (direct, stored) = (scene.Harness.Published()[0].Wire, scene.Harness.Published()[1].Wire);
        Assert.Equal(direct.Body.ToArray(), stored.Body.ToArray());
        Assert.Equal(direct.Headers.OrderBy(static one => one.Key), stored.Headers.OrderBy(static one => one.Key));
        Assert.Equal(
            (direct.Exchange, direct.RoutingKey, direct.MessageId, direct.ContentType, direct.ContentEncoding, direct.CorrelationId, direct.ReplyTo),
            (stored.Exchange, stored.RoutingKey, stored.MessageId, stored.ContentType, stored.ContentEncoding, stored.CorrelationId, stored.ReplyTo));
        Assert.Equal(
            (direct.AppId, direct.Type, direct.Expiration, direct.Timestamp, direct.Priority, direct.Persistent),
            (stored.AppId, stored.Type, stored.Expiration, stored.Timestamp, stored.Priority, stored.Persistent));
    }
}
