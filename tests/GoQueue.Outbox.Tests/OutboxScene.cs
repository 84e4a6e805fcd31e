using System.Data.Common;
using GoQueue.Outbox.Hosting;
using GoQueue.Outbox.Tests.Databases;
using GoQueue.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GoQueue.Outbox.Tests;

/// <summary>An application with an outbox: a host, a database, and a broker or the test harness in its place.</summary>
internal sealed class OutboxScene : IAsyncDisposable
{
    private readonly IHost _host;
    private bool _isStopped;

    private OutboxScene(TestDatabase database, IHost host)
    {
        Database = database;
        _host = host;
    }

    public TestDatabase Database { get; }

    public IServiceProvider Services => _host.Services;

    public IGoQueueOutbox Outbox => Services.GetRequiredService<IGoQueueOutbox>();

    public IGoQueueOutboxAdmin Admin => Services.GetRequiredService<IGoQueueOutboxAdmin>();

    public IGoQueuePublisher Publisher => Services.GetRequiredService<IGoQueuePublisher>();

    public GoQueueTestHarness Harness => Services.GetRequiredService<GoQueueTestHarness>();

    /// <summary>Starts an application.</summary>
    /// <param name="database">Its database.</param>
    /// <param name="broker">Its broker; null = the test harness.</param>
    /// <param name="options">Changes the outbox.</param>
    /// <param name="publisher">Changes the publisher.</param>
    public static async Task<OutboxScene> StartAsync(
        TestDatabase database, Uri? broker = null, Action<OutboxOptions>? options = null, Action<GoQueueServiceBuilder>? publisher = null)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        GoQueueServiceBuilder goqueue = builder.Services.AddGoQueue();
        if (broker is null)
        {
            builder.Services.AddGoQueueTestHarness();
        }
        else
        {
            goqueue.UseRabbitMQ(broker.ToString());
        }

        publisher?.Invoke(goqueue);
        database.Use(goqueue, own =>
        {
            own.LeaseDuration = TimeSpan.FromSeconds(2);
            own.PollInterval = TimeSpan.FromMilliseconds(50);
            options?.Invoke(own);
        });
        var scene = new OutboxScene(database, builder.Build());
        try
        {
            await scene._host.StartAsync();
            return scene;
        }
        catch
        {
            scene._host.Dispose();
            throw;
        }
    }

    /// <summary>Writes an order and its event in one transaction.</summary>
    public async Task<EnqueuedMessage> PlaceAsync(OrderPlaced order, bool commit = true, PublishOptions? options = null)
    {
        await using DbConnection connection = await Database.OpenAsync();
        await using DbTransaction transaction = await connection.BeginTransactionAsync();
        await TestDatabase.ExecuteAsync(connection, transaction, $"insert into orders values ({order.Number}, 'x')");
        EnqueuedMessage enqueued = await Outbox.EnqueueAsync(transaction, order, options);
        if (commit)
        {
            await transaction.CommitAsync();
        }

        return enqueued;
    }

    /// <summary>Writes events in one transaction.</summary>
    public async Task PlaceAllAsync(IEnumerable<OrderPlaced> orders)
    {
        await using DbConnection connection = await Database.OpenAsync();
        await using DbTransaction transaction = await connection.BeginTransactionAsync();
        await Outbox.EnqueueAsync(transaction, new PublishBatch().AddRange(orders));
        await transaction.CommitAsync();
    }

    /// <summary>Waits until the outbox is empty, but for messages that failed.</summary>
    public async Task IsEmptyAsync()
    {
        try
        {
            await Eventually.HoldsAsync(async () => await Database.PendingAsync() == 0 && await Database.HeldAsync("state in (1, 2)") == 0, "the outbox to be empty");
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException($"{exception.Message} The relay pauses: {Instance.Monitor.PausedBecause ?? "no"}; the database: {Instance.Monitor.StoreError ?? "is well"}; {await Database.PendingAsync()} rows, {await Database.HeldAsync()} held.", exception);
        }
    }

    public IReadOnlyList<int> Numbers(string? customer = null) =>
        [.. Harness.Published<OrderPlaced>().Where(one => customer is null || one.Event.Customer == customer).Select(static one => one.Event.Number)];

    public async Task StopAsync()
    {
        if (!_isStopped)
        {
            _isStopped = true;
            await _host.StopAsync();
        }
    }

    public OutboxInstance Instance => Services.GetRequiredService<OutboxDatabases>().All[0];

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
    }
}
