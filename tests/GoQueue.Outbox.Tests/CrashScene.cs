using System.Data.Common;
using System.Text.Json;
using GoQueue.Brokers.Delivery;
using GoQueue.Outbox.Tests.Databases;
using RabbitMQ.Client;

namespace GoQueue.Outbox.Tests;

/// <summary>A writer of orders and their events in this process, relays in others, and a queue that takes everything.</summary>
internal sealed class CrashScene : IAsyncDisposable
{
    private const int Customers = 5;

    private readonly OutboxScene _writer;
    private int _written;

    private CrashScene(TestDatabase database, TestVhost vhost, OutboxScene writer)
    {
        Database = database;
        Vhost = vhost;
        _writer = writer;
    }

    public TestDatabase Database { get; }

    public TestVhost Vhost { get; }

    public int Written => Volatile.Read(ref _written);

    public static async Task<CrashScene> StartAsync(string kind) =>
        await StartAsync(kind == "SQLite" ? await SqliteDatabase.CreateAsync() : await PostgreSqlDatabase.CreateAsync());

    public static async Task<CrashScene> StartAsync(TestDatabase database)
    {
        TestVhost vhost = await TestVhost.CreateAsync();
        await vhost.DeclareExchangeAsync("orders");
        await vhost.DeclareQueueAsync("orders", "orders");
        return new CrashScene(database, vhost, await OutboxScene.StartAsync(database, options: static options => options.Relay = RelayMode.Never));
    }

    /// <summary>Writes orders, one writer per customer; every seventh is rolled back. A transaction that fails is tried again with a new number.</summary>
    public Task WriteAsync(int count, CancellationToken enough = default) => Task.WhenAll(Enumerable.Range(0, Customers).Select(customer => Task.Run(() => WriteAsync(customer, count / Customers, enough), CancellationToken.None)));

    /// <summary>Waits until all is delivered, and compares the orders with the messages.</summary>
    public async Task CheckAsync()
    {
        await Eventually.HoldsAsync(async () => await Database.PendingAsync() == 0 && await Database.HeldAsync() == 0, "the outbox to be empty", TimeSpan.FromSeconds(60));
        await using IConnection connection = await Vhost.ConnectAsync();
        var found = await QueueDrain.ReadAsync(connection, "orders", static delivery => (delivery.BasicProperties.MessageId, Body: delivery.Body.ToArray()));
        var orders = new Dictionary<string, List<int>>();
        var copies = new Dictionary<string, byte[]>();
        foreach ((string? id, byte[] body) in found)
        {
            if (copies.TryGetValue(id!, out byte[]? first))
            {
                Assert.Equal(first, body);
                continue;
            }

            copies.Add(id!, body);
            using JsonDocument json = JsonDocument.Parse(body);
            JsonElement data = json.RootElement.GetProperty("data");
            string customer = data.GetProperty("customer").GetString()!;
            orders.TryAdd(customer, []);
            orders[customer].Add(data.GetProperty("number").GetInt32());
        }

        for (int customer = 0; customer < Customers; customer++)
        {
            Assert.Equal(await CommittedAsync($"c{customer}"), orders.GetValueOrDefault($"c{customer}") ?? []);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        await Vhost.DisposeAsync();
        await Database.DisposeAsync();
    }

    private async Task WriteAsync(int customer, int count, CancellationToken enough)
    {
        for (int i = 0; i < count && !enough.IsCancellationRequested; i++)
        {
            var order = new OrderPlaced($"c{customer}", (i * Customers) + customer);
            try
            {
                await using DbConnection connection = await Database.OpenAsync();
                await using DbTransaction transaction = await connection.BeginTransactionAsync(CancellationToken.None);
                await TestDatabase.ExecuteAsync(connection, transaction, $"insert into orders values ({order.Number}, '{order.Customer}')");
                await _writer.Outbox.EnqueueAsync(transaction, order, cancellationToken: CancellationToken.None);
                if (i % 7 != 3)
                {
                    await transaction.CommitAsync(CancellationToken.None);
                    Interlocked.Increment(ref _written);
                }
            }
            catch (Exception exception) when (exception is DbException or OutboxException)
            {
                // The table of orders says what was committed.
                await Task.Delay(20, CancellationToken.None);
            }
        }
    }

    private async Task<List<int>> CommittedAsync(string customer)
    {
        await using DbConnection connection = await Database.OpenAsync();
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = $"select number from orders where customer = '{customer}' order by number";
        await using DbDataReader reader = await command.ExecuteReaderAsync();
        List<int> numbers = [];
        while (await reader.ReadAsync())
        {
            numbers.Add(Convert.ToInt32(reader.GetValue(0), System.Globalization.CultureInfo.InvariantCulture));
        }

        return numbers;
    }
}
